import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.analyze.marks.pairs import Quotation, find_quotations


def starts_of(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"[^\n]+", text)]


def inner(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in find_quotations(text, starts_of(text))]


def quotations(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, starts_of(text))


@pytest.mark.parametrize(
    "text",
    [
        'a "tiny boat" b',
        "a “tiny boat” b",
        "a «tiny boat» b",
        "a „tiny boat“ b",
        "a „tiny boat” b",
        "a »tiny boat« b",
        "a ”tiny boat” b",
        "a ‘tiny boat’ b",
        "a 'tiny boat' b",
        "a ‚tiny boat‘ b",
        "a 「tiny boat」 b",
    ],
)
def test_every_style_of_marks_is_read(text: str) -> None:
    assert inner(text) == ["tiny boat"]


@pytest.mark.parametrize(
    ("text", "held", "around"),
    [
        ("Rada przyjęła &quot;27&quot; umów", "27", "&quot;27&quot;"),
        ("&laquo;Ждём&raquo;, – сказал он", "Ждём", "&laquo;Ждём&raquo;"),
        ("(&#8222;Brama&#8221;)", "Brama", "&#8222;Brama&#8221;"),
    ],
)
def test_marks_that_a_page_left_escaped_are_read_as_marks(text: str, held: str, around: str) -> None:
    (found,) = quotations(text)
    assert text[found.inner.start : found.inner.end] == held
    assert text[found.outer.start : found.outer.end] == around


def test_other_escaped_signs_hold_nothing() -> None:
    assert quotations("Rope &amp; Sail &copy; kept 5 &lt; 6 boats") == ()


def test_nested_marks_have_a_depth() -> None:
    found = quotations("Он сказал: «Группа „Маяк“ ушла».")
    assert [(q.depth, q.closed) for q in found] == [(0, True), (1, True)]


def test_apostrophes_and_inches_are_no_marks() -> None:
    assert inner("The sailors' boat didn't pass the 6'2\" man in the '90s, nor a 27\" screen.") == []


def test_quotation_reopened_at_each_paragraph_is_one() -> None:
    text = "“We sail.\n“We wait.\n“We land,” she said."
    assert inner(text) == ["We sail.\n“We wait.\n“We land,"]


def test_quotation_closed_only_in_a_later_paragraph_is_one() -> None:
    text = '"We sail at dawn.\n\nWe land at dusk," she said.'
    assert inner(text) == ["We sail at dawn.\n\nWe land at dusk,"]


def test_unclosed_quotation_ends_before_the_next_one() -> None:
    text = 'He said: "We sail at dawn. They left. "Never," she said.'
    assert inner(text)[-1] == "Never,"
    first = quotations(text)[0]
    assert not first.closed
    assert first.outer.end <= text.index('"Never')


def test_unclosed_quotation_does_not_leave_its_paragraph() -> None:
    text = "She said: “We sail.\nNothing else happened.\nThe end."
    assert inner(text) == ["We sail."]


@pytest.mark.parametrize(
    ("text", "outer", "names"),
    [
        ('"The firm "Brig" is ours," she said.', 'The firm "Brig" is ours,', ["Brig"]),
        (
            '"Судно "Бриг", которым владел "Маяк", стоит", - говорится там.',
            'Судно "Бриг", которым владел "Маяк", стоит',
            ["Бриг", "Маяк"],
        ),
        ('"Це не стосується "Маяка", — сказано там. "Так".', 'Це не стосується "Маяка', ["Маяка"]),
        ('"Про "Маяк" не\n\nчули", кажуть там.', 'Про "Маяк" не\n\nчули', ["Маяк"]),
    ],
)
def test_straight_marks_inside_straight_marks_hold_a_name(text: str, outer: str, names: list[str]) -> None:
    found = [(text[q.inner.start : q.inner.end], q.depth) for q in quotations(text)]
    assert found[: 1 + len(names)] == [(outer, 0), *((name, 1) for name in names)]


def test_mark_left_open_before_a_name_holds_nothing_else() -> None:
    text = 'Купили ТОВ "Торговий дім "Бриг" та "Маяк". "Ми раді", - сказали там.'
    assert inner(text)[1:] == ["Бриг", "Маяк", "Ми раді"]


def test_one_closing_mark_before_a_dash_closes_a_name_and_what_is_said() -> None:
    text = "«Мы купили «Бриг», — сказал он. «И «Маяк» тоже», — добавил.\n«Нет», — ответил."
    assert [inner(text)[at] for at in (0, 2, 4)] == ["Мы купили «Бриг", "И «Маяк» тоже", "Нет"]


def test_saying_behind_a_colon_in_the_same_marks_is_part_of_the_quotation() -> None:
    text = '"Все питають: "Коли пором?" Ніхто не знає. Чекаємо", - каже він.'
    assert inner(text) == [text[1 : text.index('", -')], "Коли пором?"]


def test_mark_without_a_space_behind_a_sentence_opens_where_none_is_open() -> None:
    text = 'Мост закрыт."Верфь "Бриг" ждёт. Ждём и мы", - сказал он.Все ждут.'
    assert inner(text) == ['Верфь "Бриг" ждёт. Ждём и мы', "Бриг"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ('Строят порт "Залив-2 ". Его откроют.', ["Залив-2"]),
        ('Хозяин "Бриза ", если сможет, купит "Бриг".', ["Бриза", "Бриг"]),
        ('Jak podaje " Głos Portu ", prom stoi.', ["Głos Portu"]),
        ('He said "... and we sail" twice.', ["... and we sail"]),
    ],
)
def test_mark_that_a_link_has_parted_from_its_words_is_read(text: str, held: list[str]) -> None:
    assert inner(text) == held


@pytest.mark.parametrize(
    "text", ["Порт закрыт, сообщает « получили письмо. Ждём.", "Ждём только порт“. И не уйдём, сказал он."]
)
def test_mark_without_its_fellow_holds_nothing(text: str) -> None:
    assert inner(text) == []


def test_doubled_opening_mark_holds_a_quotation_in_a_quotation() -> None:
    text = '""We sail," he said. "We land."\n\nSo it ended."'
    assert [q.depth for q in quotations(text)] == [0, 1, 1]


@given(st.text(alphabet="ab .,\n\"'“”«»„‘’-", max_size=200))
def test_spans_lie_in_the_text_and_nest(text: str) -> None:
    found = quotations(text)
    for q in found:
        assert 0 <= q.outer.start < q.inner.start < q.inner.end <= q.outer.end <= len(text)
    for a, b in pairwise(found):
        assert a.outer.start <= b.outer.start
        assert b.outer.start >= a.outer.end or a.outer.contains(b.outer) or not a.closed or not b.closed


@pytest.mark.parametrize("unit", ['"', "«a ", '" ', "'a ", "“abc\n", '"a b," c '])
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * 20000
    started = time.process_time()
    find_quotations(text, starts_of(text))
    assert time.process_time() - started < 5


def test_pairs_of_the_language_are_read_besides_those_of_all() -> None:
    text = "قال: ”لن نستسلم“. ثم قال: «غدا»."
    assert [text[q.inner.start : q.inner.end] for q in find_quotations(text, [0], "ar") if q.closed] == [
        "لن نستسلم",
        "غدا",
    ]


def test_single_marks_stand_right_behind_letters_where_words_are_not_parted() -> None:
    text = "“他说‘桥很坚固’，然后离开。”"
    assert [text[q.inner.start : q.inner.end] for q in find_quotations(text, [0], "zh")][-1] == "桥很坚固"
