import pytest

from rashomon.lang.morphology import base_phrase
from rashomon.lang.wordforms import are_several, is_governed, is_participle, is_upright
from tests.test_quotes import told

PLACED = ("gent", "datv", "accs", "ablt", "loct")


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "На этот пост островные СМИ называли также имена двух смотрителей.",
            "имена двух смотрителей",
            "островные СМИ",
        ),
        (
            "В порту профсоюзы также призывали людей к забастовке, но, как передала Вера Ланская, его ждут.",
            "людей к забастовке",
            "профсоюзы",
        ),
        ("Как отмечают горожане, мост закрыт с марта.", "мост закрыт с марта", "горожане"),
        (
            "В то же время некоторые островитяне боятся, что паром отменят.",
            "что паром отменят",
            "некоторые островитяне",
        ),
        (
            "Перевозчик подчеркивает, что пассажиры сдали билеты или же потребовали другой рейс.",
            "что пассажиры сдали билеты или же потребовали другой рейс",
            "Перевозчик",
        ),
        (
            "Ранее сообщалось, что рыбаки, представляющие оба берега, призвали к проверке маяка.",
            "что рыбаки, представляющие оба берега, призвали к проверке маяка",
            None,
        ),
        ("Вера Ланская рассказала о ремонте маяка.", "о ремонте маяка", "Вера Ланская"),
        (
            "Рыбаки говорят о нём как о человеке твёрдом. Сам он заявил, что маяк нужен.",
            "что маяк нужен",
            "он",
        ),
        (
            "Маяк закроют до весны. Об этом сообщает «Портовая газета» со ссылкой на Петра Зимина.",
            "Маяк закроют до весны",
            "Пётр Зимин",
        ),
    ],
)
def test_russian_subjects_are_told_by_their_case_and_number(
    text: str, words: str, speaker: str | None
) -> None:
    assert (words, speaker) in told(text, "ru", "indirect")


@pytest.mark.parametrize(
    "text",
    [
        "Острова возражают против моста и угрожают санкциями его участникам, прежде всего порту.",
        "Вера Ланская открыла маяк. Рекомендована прививка всем рыбакам.",
        "Вера Ланская открыла маяк. Если вы заметите ошибку, напишите нам.",
        "Вера Ланская открыла маяк. Смотритель может попросить закрыть дверь в башню.",
    ],
)
def test_objects_and_forms_that_nobody_says_tell_of_nobody(text: str) -> None:
    assert told(text, "ru", "indirect") == []


def test_whose_words_somebody_denies_is_no_subject_of_the_verb() -> None:
    text = "Рыбаки отвергли доводы главы порта Веры Ланской в пользу ремонта."
    assert {speaker for _, speaker in told(text, "ru", "indirect")} == {"Рыбаки"}


def test_a_number_in_marks_behind_a_noun_for_an_outlet_is_its_name() -> None:
    text = "Мост закрыли до весны, сообщает телеканал «360»."
    assert told(text, "ru", "direct") == []


def test_the_case_of_most_words_of_a_phrase_is_its_case() -> None:
    assert base_phrase("Белом доме", "ru", PLACED) == "Белый дом"
    assert base_phrase("Рижском аэропорту", "ru", PLACED) == "Рижский аэропорт"


def test_forms_of_words_tell_their_place_in_a_sentence() -> None:
    assert is_upright("многие", "ru")
    assert not is_upright("института", "ru")
    assert is_participle("представляющие", "ru")
    assert not is_participle("учёные", "ru")
    assert is_governed("главу", "ru")
    assert not is_governed("глава", "ru")
    assert are_several("коллеги", "ru")
    assert not are_several("коллега", "ru")
    assert not is_upright("many", "en")
