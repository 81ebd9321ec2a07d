"""For whom a noun stands that names nobody: "the official", "the company", "the paper"; who needs no list."""

import pytest

from rashomon.analyze.quotes.find import find_quotes
from rashomon.lang.morphology import in_case, is_animate, is_oblique, titled
from tests.quote_articles import analysis_of


def speakers(text: str, language: str) -> list[str | None]:
    """Return who says what, in the order of what is said."""
    quotes = find_quotes(analysis_of(text, language))
    return [quote.speaker.name if quote.speaker else None for quote in quotes]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Смотритель Пётр Зимин заявил, что маяк погас. Дождь шёл. Чиновник добавил, что лампы нет."),
        ("uk", "Інженер Олена Гай сказала, що маяк згас. Експерт додала, що лампи немає."),
        ("pl", "Kapitan Jan Wierzba powiedział, że molo stoi. Urzędnik dodał, że lamp nie ma."),
        ("cs", "Správce Karel Houba řekl, že maják zhasl. Odborník dodal, že lampa chybí."),
        ("en", "Mayor Mara Lindqvist said the lamp had gone out. The official said that nobody had one."),
        ("de", "Mara Lindqvist sagte, die Lampe sei aus. Die Politikerin fügte hinzu, dass keine da sei."),
    ],
)
def test_noun_for_any_speaker_is_the_last_one(language: str, text: str) -> None:
    first, again = speakers(text, language)
    assert again == first is not None


def test_noun_for_any_speaker_in_the_plural_is_nobody_known() -> None:
    text = "Пётр Зимин заявил, что маяк погас. Эксперты считают, что лампы нет."
    assert speakers(text, "ru") == ["Пётр Зимин", "Эксперты"]


def test_bare_company_is_the_one_that_the_article_calls_so() -> None:
    text = (
        "Компания Северсталь-Пресс отменила рейсы. Пётр Зимин заявил, что это странно. "
        "В то же время в компании утверждают, что пилоты довольны."
    )
    assert speakers(text, "ru")[-1] == "Северсталь-Пресс"


def test_bare_paper_is_the_body_that_spoke_last() -> None:
    text = "Газета «Прилив» пишет, что маяк погас. Издание добавляет, что лампы нет."
    first, again = speakers(text, "ru")
    assert again == first is not None


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "Портовые лоцманы заявили, что мели размыло.", "Портовые лоцманы"),
        ("ru", "Вчера рыбаки из порта сообщили, что море спокойно.", "рыбаки"),
        ("uk", "Старі рибалки обох берегів заявляли, що міст закриють.", "Старі рибалки обох берегів"),
        ("uk", "За підрахунками волонтерів, людей стало більше.", "волонтери"),
    ],
)
def test_people_whom_no_list_knows_are_known_by_cases(language: str, text: str, speaker: str) -> None:
    assert speakers(text, language) == [speaker]


def test_object_before_a_verb_is_no_subject() -> None:
    assert speakers("Гостей перед ужином попросили снять сапоги.", "ru") == []


@pytest.mark.parametrize(
    ("phrase", "subject", "people"),
    [
        ("старые рыбаки", True, True),
        ("новым компаниям", False, False),
        ("несколько раз", True, False),
        ("цифры", True, False),
        ("старые грмбл", None, False),
    ],
)
def test_cases_tell_who_can_be_a_subject(phrase: str, subject: bool | None, people: bool) -> None:
    assert in_case(phrase, "ru", "nomn") is subject
    assert is_animate(phrase, "ru") is people


def test_what_is_counted_may_be_a_subject_in_another_case() -> None:
    assert is_oblique("новым компаниям", "ru")
    assert not is_oblique("несколько источников", "ru")
    assert not is_oblique("new companies", "en")


@pytest.mark.parametrize(
    ("name", "language", "base"),
    [
        ("Прибрежной службы охраны маяков", "ru", "Прибрежная служба охраны маяков"),
        ("Ведомости", "ru", "Ведомости"),
        ("Портової служби", "uk", "Портова служба"),
        ("БРИГ", "ru", "БРИГ"),
        ("Harbour Office", "en", "Harbour Office"),
    ],
)
def test_body_is_named_in_the_nominative(name: str, language: str, base: str) -> None:
    assert titled(name, language) == base


@pytest.mark.parametrize(
    ("language", "text", "together"),
    [
        ("ru", "Вера Ланская и Пётр Зимин заявили, что маяк погас.", "Вера Ланская и Пётр Зимин"),
        (
            "ru",
            "Смотритель Вера Ланская и министр Пётр Зимин заявили, что маяк погас.",
            "Вера Ланская и министр Пётр Зимин",
        ),
        (
            "ru",
            "Мэр города и губернатор области сообщили, что мост закрыт.",
            "Мэр города и губернатор области",
        ),
        ("ru", "Министерство и полиция сообщили, что мост закрыт.", "Министерство и полиция"),
        ("pl", "Jan Wierzba i Tomas Orel powiedzieli, że odchodzą.", "Jan Wierzba i Tomas Orel"),
    ],
)
def test_several_tell_something_together(language: str, text: str, together: str) -> None:
    assert speakers(text, language) == [together]


def test_one_of_two_speaks_where_the_verb_is_in_the_singular() -> None:
    assert speakers("Мост закрыли, и Пётр Зимин сообщил, что это надолго.", "ru") == ["Пётр Зимин"]
