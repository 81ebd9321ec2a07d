"""What the finder of quantities reads in invented news."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.analyze.claims.numerals import figure
from rashomon.analyze.claims.quantities import find_quantities
from rashomon.analyze.page.sentences import split
from rashomon.model.annotation import Analysis, Quantity, Structure, Timex
from rashomon.model.text import Span
from tests.articles import article_of


def analysis(text: str, language: str = "en", timexes: tuple[Timex, ...] = ()) -> Analysis:
    article = article_of(text)
    sentences = split(article, language, Structure())
    return Analysis(article=article, language=language, sentences=sentences, timexes=timexes)


def read(text: str, language: str = "en") -> list[tuple[float, str, str]]:
    return [(q.value, q.unit, q.approximation) for q in find_quantities(analysis(text, language))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("tr", "ölü sayısı on ikiye yükseldi", (12, "", "exact")),
        ("en", "more than 1,250 goats fled", (1250, "goat", "over")),
        ("en", "at least thirty-one divers", (31, "diver", "at_least")),
        ("en", "it cost $16 million", (16e6, "USD", "exact")),
        ("en", "dozens of goats", (12, "goat", "magnitude")),
        ("en", "two hundred and five goats", (205, "goat", "exact")),
        ("en", "prices rose 2.5%", (2.5, "%", "exact")),
        ("ru", "около 55 тысяч овец", (55_000, "овца", "about")),
        ("ru", "почти 1,5 млн рублей", (1.5e6, "RUB", "under")),
        ("uk", "понад 30 відсотків", (30, "%", "over")),
        ("pl", "co najmniej 55 tys. kotów", (55_000, "kot", "at_least")),
        ("cs", "zhruba 12.785 Kč", (12_785, "CZK", "about")),
        ("sl", "več kot štiristo mačk", (400, "mačka", "over")),
        ("sl", "2,5-odstoten dvig", (2.5, "%", "exact")),
        ("bg", "над 300 лева", (300, "BGN", "over")),
        ("ar", "نحو ٣٠ دولار", (30, "USD", "about")),
        ("en", "hundreds of thousands of goats", (100_000, "goat", "magnitude")),
        ("en", "tens of millions of euros", (10e6, "EUR", "magnitude")),
        ("es", "una veintena de millones de euros", (20e6, "EUR", "about")),
        ("fr", "une vingtaine de millions d'euros", (20e6, "EUR", "about")),
        ("it", "portati via cinque quadri nella notte", (5, "quadro", "exact")),
    ],
)
def test_values(language: str, text: str, expected: tuple[float, str, str]) -> None:
    assert read(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "a 14-day fast", (14, "day", "exact")),
        ("en", "a forty-seven-year-old keeper", (47, "year", "exact")),
        ("en", "a 1,200-mile drift", (1200, "mi", "exact")),
        ("ru", "до 14-дневного поста", (14, "день", "exact")),
        ("ru", "сорокасемилетняя смотрительница", (47, "год", "exact")),
        ("uk", "понад десятиденний піст", (10, "день", "over")),
        ("bg", "под 14-дневна възбрана", (14, "ден", "exact")),
        ("pl", "dziesięciodniowy post", (10, "dni", "exact")),
        ("cs", "pětačtyřicetiletá hlídačka", (45, "rok", "exact")),
        ("sl", "sedeminštiridesetletna čuvajka", (47, "leto", "exact")),
        ("de", "siebenundvierzigjährige Wärterin", (47, "jahr", "exact")),
        ("it", "la custode 47enne", (47, "anno", "exact")),
    ],
)
def test_a_number_and_its_unit_may_be_one_word(
    language: str, text: str, expected: tuple[float, str, str]
) -> None:
    assert read(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "летний дождь и многолетний спор"),
        ("cs", "celé desetiletí"),
        ("en", "day by day, old-day ways"),
    ],
)
def test_no_number_in_a_word_is_no_quantity(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    "text", ["An Orlan-10 flew.", "It ended 4:0.", "Call +44 20 7946 0958.", "Boeing 737", "I'm sure"]
)
def test_what_is_no_quantity(text: str) -> None:
    assert read(text) == []


def test_a_number_that_ends_a_polish_sentence_is_no_decade() -> None:
    assert read("Liczba chorych wzrosła do 68. Prom odpłynął.", "pl") == [(68, "", "at_most")]
    assert read("W latach 60. prom był nowy.", "pl") == []


def test_an_ordinal_counts_nothing() -> None:
    assert read("Obraz je ze 17. století.", "cs") == read("das Tor des 17. Jahrhunderts", "de") == []


def test_dates_are_left_out() -> None:
    timex = Timex(span=Span(3, 7), clause=Span(0, 8), value="1999", precision="year")
    assert find_quantities(analysis("In 1999 12 goats fled", timexes=(timex,)))[0].value == 12


def test_parts_of_a_whole_are_two_quantities() -> None:
    assert [q[0] for q in read("400 of 2400 goats")] == [400, 2400]


def test_marks_follow_the_language() -> None:
    assert figure("55.000", ",") == 55_000
    assert figure("2.500", ".") == 2.5
    assert figure("1.234,5", ",") == 1234.5
    assert figure("1.2.3,4,5", ",") is None


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="0123456789., %$-тыс.milonabtdoze\n٣", max_size=120),
    st.sampled_from(["en", "ru", "und"]),
)
def test_spans_lie_in_order_within_the_text(text: str, language: str) -> None:
    found: tuple[Quantity, ...] = find_quantities(analysis(text, language))
    assert all(0 <= q.span.start < q.span.end <= len(text) for q in found)
    assert all(a.span.start <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "A las nueve de la mañana llegaron 30 cabras.", (30, "cabr", "exact")),
        ("ru", "В три часа ночи пришли 30 овец.", (30, "овца", "exact")),
        ("en", "At five o'clock three more goats came.", (3, "goat", "exact")),
    ],
)
def test_a_time_of_day_is_no_count(language: str, text: str, expected: tuple[float, str, str]) -> None:
    assert read(text, language) == [expected]


def test_a_participle_is_a_unit_where_no_noun_follows() -> None:
    (found,) = find_quantities(analysis("The storm left 41 injured when it hit."))
    assert (found.span, found.value) == (Span(15, 25), 41)
    assert read("It left 41 injured goats.") == [(41, "goat", "exact")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Cracks ran through four girders, not two.", (4, "girder", "exact")),
        ("en", "Not more than 5 goats came.", (5, "goat", "at_most")),
        ("ru", "Трещины нашли в четырёх балках, а не в двух.", (4, "балка", "exact")),
        ("ru", "Не более чем 5 овец пришли.", (5, "овца", "at_most")),
        ("de", "Es waren nicht zwei, sondern vier Ziegen.", (4, "ziege", "exact")),
        ("fr", "Quatre poutres, pas deux.", (4, "poutre", "exact")),
    ],
)
def test_what_is_not_so_many_is_no_count(language: str, text: str, expected: tuple[float, str, str]) -> None:
    assert read(text, language) == [expected]
