"""A pattern tried only at likely words finds what it finds when it is tried everywhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.lang.scanning import Scanner, lowered, scanner
from rashomon.lang.terms import AFTER, BEFORE, compiled

TERMS = ("at", "12 x", "tide*", "tidal wave", "ınlet", "o'clock", "об'єд*", "a", "été")
NUMBERS = re.compile(rf"{BEFORE}(?:\w{{1,20}}-\d+|\+\d+|(?:ten|twelve|\d+)(?: boats)?){AFTER}")
PARTS = (
    *(
        "at",
        "tides",
        "Tidal",
        "wave",
        "INLET",
        "o'clock",
        "об'єднання",
        "a",
        "Été",
        "ten",
        "12",
        "B-17",
        "+4",
    ),
    *("潮", "x", "-", "’", "_", "İ", "𝒜", " ", " ", " ", " ", "\n", ", "),
)
FILLING = 100 * " x"
"""Makes texts long enough for their words to be read first."""
texts = st.lists(st.sampled_from(PARTS), max_size=20).map("".join).map(lambda text: text + FILLING)


def _spans(found: object) -> list[tuple[int, int]]:
    return [match.span() for match in found]  # type: ignore[attr-defined]


@given(texts)
def test_terms_are_found_where_their_pattern_finds_them(text: str) -> None:
    assert _spans(scanner(TERMS).finditer(text)) == _spans(compiled(TERMS).finditer(text))


@given(texts)
def test_numbers_are_found_where_their_pattern_finds_them(text: str) -> None:
    sparse = Scanner(NUMBERS, ("ten", "twelve"), counts=True, others=re.compile(r"\+(?=\d)"))
    assert _spans(sparse.finditer(lowered(text))) == _spans(NUMBERS.finditer(lowered(text)))


@pytest.mark.parametrize("term", ["*ly", "'s", "t*"])
def test_terms_that_tell_no_beginning_are_looked_for_everywhere(term: str) -> None:
    text = f"Suddenly the keeper 's tide turned.{FILLING}"
    found = [match.group() for match in scanner((term,)).finditer(text)]
    assert found == [match.group() for match in compiled((term,)).finditer(text)]
    assert found


def test_a_text_without_words_holds_no_term() -> None:
    assert not list(scanner(TERMS).finditer(""))
    assert not list(scanner(TERMS).finditer(300 * "-"))
    assert not list(scanner(()).finditer(f"At high tide.{FILLING}"))
