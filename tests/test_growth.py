"""Work grows in proportion to an article's length, whatever it is made of.

Function calls are counted, not seconds: the same text makes the same number on any machine.
"""

import sys
from types import FrameType
from typing import Any

import pytest

from rashomon.analyze import pipeline
from rashomon.encoders.tiny import TinyEncoder
from rashomon.model.annotation import Analysis, NonBody, Structure
from rashomon.model.text import Span
from tests.articles import article_of

GROWTH = 1.25
"""What twice the text may cost beyond twice the work: what is done once an article makes it less."""
NAMES = ("Ana Orel", "Bo Lind", "Cora Mint", "Dag Holm", "Eve Salt", "Finn Rook")
TEXTS = {
    "roles": "The harbour master {} said the pier was open. The harbour master said it was safe. ",
    "quotations": '"We wait for the boat that never came," {} said. “It is late. ',
    "headings": "\n\nHead line\n\nThe pier is open and people pass with {}.",
    "cues": "李明表示，",
    "joined": "and {} said, and ",
    "nested": "“‘([",
    "one letter": "a",
    "combining": "e\u0301\u0323",
    "dates": "on 5 May 2020, yesterday, Monday at 6 pm, ",
    "lines": "a\n",
    "mixed": "the Москва 北京 القاهرة ",
}
SIZE = 6_000
"""Characters of the smaller text: more than one sentence can have."""


def _text(kind: str, size: int) -> str:
    units = [TEXTS[kind].format(name) for name in NAMES]
    return ("".join(units) * size)[:size]


def _read(text: str) -> Analysis:
    article = article_of(text, "big")
    reading = pipeline.read_article(article)
    return pipeline.annotate(reading, TinyEncoder().encode(pipeline.sentence_texts(reading)))


def _calls(text: str) -> int:
    """Return how many functions, in Python and out of it, are called while a text is read."""
    count = 0

    def told(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(told)
    try:
        _read(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("kind", TEXTS)
def test_twice_the_text_is_twice_the_work(kind: str) -> None:
    small, large = _text(kind, SIZE), _text(kind, 2 * SIZE)
    _read(large)  # what is loaded or remembered at the first sight of words is not counted
    assert _calls(large) <= 2 * GROWTH * _calls(small)


def test_only_what_overlaps_a_stretch_tells_whether_it_is_body() -> None:
    parts = tuple(NonBody(span=Span(at, at + 10), kind="inset") for at in range(0, 100, 20))
    article = article_of("x" * 100)
    analysis = Analysis(article=article, language="en", structure=Structure(non_body=parts))
    stretches = [Span(a, b) for a in range(100) for b in range(a + 1, 101)]
    inside = {at for part in parts for at in range(part.span.start, part.span.end)}
    for span in stretches:
        beside = sum(at in inside for at in range(span.start, span.end))
        assert analysis.is_body(span) == (2 * beside < len(span))
