"""For whom "the latter" and its like stand, and the gender of names that stand in one case only."""

import pytest

from rashomon.analyze.quotes.people.genders import formal_gender
from tests.test_who_is_meant import speakers


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Вера Ланская встретила Петра Зимина. Тот сказал, что мост закрыт.", "Пётр Зимин"),
        ("ru", "Суд ждал Петра Зимина, пока тот не сообщил, что дело закрыто.", "Пётр Зимин"),
        ("ru", "Пётр Зимин звонил Вере Ланской. Днем позже та ответила, что уедет.", "Вера Ланская"),
        ("uk", "Олена Гай викликала Петра Зимина. Останній сказав, що лікарня стоїть.", "Пётр Зимин"),
        ("pl", "Mara Lindqvist wezwała Tomas Orel. Ten odpowiedział, że nie ma czasu.", "Tomas Orel"),
        ("cs", "Ana Breza volala panu Karel Houba. Ten uvedl, že most stojí.", "Karel Houba"),
        ("bg", "Вера Ланская потърси Стоян Върбан. Този отговори, че няма време.", "Стоян Върбан"),
        ("sl", "Jan Wierzba je videl Ana Breza. Slednja je dejala, da nima časa.", "Ana Breza"),
        ("de", "Mara Lindqvist entließ Tomas Orel. Dieser sagte, die Wahl sei sauber.", "Tomas Orel"),
        ("fr", "Mara Lindqvist a limogé Tomas Orel. Ce dernier a dit que tout va.", "Tomas Orel"),
        ("fr", "Tomas Orel a vu Lucía Robledo. Celle-ci a dit que le pont fermait.", "Lucía Robledo"),
        ("es", "Lucía Robledo vio a Tomas Orel. Este dijo que no tenía tiempo.", "Tomas Orel"),
        ("it", "Mara Lindqvist ha visto Tomas Orel. Quest'ultimo ha detto che parte.", "Tomas Orel"),
        ("pt", "Mara Lindqvist demitiu Tomas Orel. Este afirmou que vai embora.", "Tomas Orel"),
        ("en", "Mara Lindqvist met Tomas Orel. The latter said the court would wait.", "Tomas Orel"),
    ],
)
def test_a_demonstrative_stands_for_the_last_one_who_is_not_the_subject(
    language: str, text: str, speaker: str
) -> None:
    assert speakers(text, language)[-1] == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("sl", 'Jan Wierzba je kregal Ana Breza, ko je ta volitve označila za "sramotne".', "Ana Breza"),
        ("pl", "Jan Wierzba zgłosił to policji. Ta ustaliła, że auto skradziono.", None),
        ("pl", "Ana Breza wysłała akta Tomas Orel do sądu. Ten stwierdził, że wniosek upadł.", None),
        ("pl", "Firma ta zapowiedziała, że zwolni 100 osób.", "Firma"),
        ("ru", "Пётр Зимин сказал, что тот день был тяжелым.", "Пётр Зимин"),
    ],
)
def test_a_demonstrative_is_no_subject_beside_a_noun_and_no_name_behind_one(
    language: str, text: str, speaker: str | None
) -> None:
    assert speakers(text, language)[-1] == speaker


def test_a_name_in_the_genitive_only_is_no_womans() -> None:
    assert formal_gender("pl", "Piotra Malca", ()) is None
    assert formal_gender("pl", "Anna Zaręba", ()) == "feminine"
    assert formal_gender("pl", "Jana Orlickiego", ()) == "masculine"
    assert formal_gender("ru", "Павел Сомова", ()) == "masculine"
    assert formal_gender("sl", "Ano Breza", ()) is None
