"""Paragraphs, and what can be seen of a line from its form alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from statistics import median

from rashomon.lang.terms import word_count
from rashomon.model.text import Span

CLOSERS = "\"'”’»“«)]›‹」』〞）】"
OPENERS = "\"'“‘«„‚([‹»「『〝（【"
BULLETS = ("-", "•", "–", "—", "*", "·", "▪", "●")
_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
WRAPPED_LINES = 3
WRAPPED_WIDTH = (40, 120)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A stretch of text set apart by line breaks, without its outer white space; ``words`` are counted."""

    span: Span
    text: str
    words: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", word_count(self.text))

    def ends_sentence(self, marks: str) -> bool:
        """Tell whether it ends as a sentence does, closing quotation marks and brackets aside."""
        return self.text.rstrip(CLOSERS + " ").endswith(tuple(marks))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the span without outer white space, None if nothing is left."""
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    return Span(left, right) if left < right else None


@lru_cache(maxsize=1)  # two annotators in turn ask for those of one article
def paragraphs(text: str, marks: str) -> tuple[Paragraph, ...]:
    """Cut a text at empty lines, and at single line breaks unless they only wrap long lines.

    ``marks`` are those that end a sentence.
    """
    spans = (trimmed(text, *border) for block in _blocks(text) for border in _lines(text, *block, marks))
    return tuple(Paragraph(span=s, text=text[s.start : s.end]) for s in spans if s)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BLANK.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _lines(text: str, start: int, end: int, marks: str) -> list[tuple[int, int]]:
    if text.find("\n", start, end) < 0:
        return [(start, end)]
    lines, at = [], start
    for line in text[start:end].split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return [(start, end)] if _is_wrapped([text[a:b].strip() for a, b in lines], marks) else lines


def _is_wrapped(lines: list[str], marks: str) -> bool:
    """Tell whether the breaks only keep lines short: even lines that mostly end within a sentence."""
    full = [line for line in lines if line][:-1]
    if len(full) < WRAPPED_LINES or not WRAPPED_WIDTH[0] <= median(map(len, full)) <= WRAPPED_WIDTH[1]:
        return False
    longest = max(map(len, full))
    open_ended = sum(not line.rstrip(CLOSERS).endswith(tuple(marks)) for line in full)
    filled = sum(len(line) * 2 >= longest for line in full)  # a head of short lines is none that was wrapped
    return (
        open_ended * 10 >= len(full) * 6 and filled * 10 >= len(full) * 8 and longest <= WRAPPED_WIDTH[1] + 20
    )
