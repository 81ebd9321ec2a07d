"""Sentences as attribution sees them: a quotation is one token, whatever it holds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from rashomon.analyze.quote_marks import Quotation
from rashomon.lang.attribution import word_labels
from rashomon.model.annotation import Analysis
from rashomon.model.text import Span

TOKEN = re.compile(r"['’]\w{1,2}\b|[^\W_]+(?:[-‑.&][^\W_]+)*|[,;:()\[\]?!…•|]|[–—]|-+(?=\s)|(?<=\s)-+")
LONGEST_UNIT = 3000
"""Code points of one sentence that are read, behind its first quotation; what is longer is no sentence."""
DASHES = frozenset("–—-")
STOPS = frozenset(";:?!…•|")
NO_LABELS: frozenset[str] = frozenset()


class Token(NamedTuple):
    """A word, a punctuation mark or a quotation (``quotation`` indexes the list of quotations).

    ``text`` is the case-folded word, the mark, or the punctuation that ends the words of a quotation.
    """

    kind: Literal["word", "mark", "quote"]
    start: int
    end: int
    text: str
    labels: frozenset[str] = NO_LABELS
    capital: bool = False
    quotation: int = -1

    def has(self, label: str) -> bool:
        """Tell whether the word is in a list of the language's attribution section."""
        return label in self.labels


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One sentence with its quotations folded, or several that one quotation holds together."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    paragraph: int

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Case-folded text of the tokens."""
        return tuple(token.text for token in self.tokens)

    def is_mark(self, at: int, marks: str | frozenset[str]) -> bool:
        """Tell whether one of the marks stands at a place."""
        return (
            0 <= at < len(self.tokens) and self.tokens[at].kind == "mark" and self.tokens[at].text[0] in marks
        )

    def span(self, first: int, last: int) -> Span:
        """Return the text's span from one token to the one before another."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)


def paragraph_starts(analysis: Analysis) -> tuple[int, ...]:
    """Return the offsets (code points) at which paragraphs begin."""
    starts, last = [], -1
    for sentence in analysis.sentences:
        if sentence.paragraph != last:
            starts.append(sentence.span.start)
            last = sentence.paragraph
    return tuple(starts)


def read_units(analysis: Analysis, quotations: Sequence[Quotation]) -> tuple[Unit, ...]:
    """Return the sentences with the given quotations (sorted, not overlapping) as single tokens."""
    starts = [q.outer.start for q in quotations]
    units = []
    for start, end, paragraph in _stretches(analysis, quotations):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        opened = (
            quotations[first].outer.end if first < last and starts[first] < start + LONGEST_UNIT else start
        )
        end_read = min(end, opened + LONGEST_UNIT)
        tokens = tuple(_tokens(analysis, Span(start, end_read), quotations, range(first, last)))
        units.append(Unit(tokens=tokens, start=start, end=end, paragraph=paragraph))
    return tuple(units)


def _stretches(analysis: Analysis, quotations: Sequence[Quotation]) -> Iterator[tuple[int, int, int]]:
    """Join sentences whose border lies in a quotation or before what goes on after one."""
    text, ends = analysis.article.text.content, [q.outer.end for q in quotations]
    closing = set(ends)
    held: tuple[int, int, int] | None = None
    for start, end, paragraph in _sentences(analysis, quotations):
        if held is not None:
            index = bisect_right(ends, start)
            inside = index < len(quotations) and quotations[index].outer.start < start
            goes_on = held[1] in closing and paragraph == held[2] and _continues(text, start)
            if inside or goes_on:
                held = (held[0], end, paragraph)
                continue
            yield held
        held = (start, end, paragraph)
    if held is not None:
        yield held


def _sentences(analysis: Analysis, quotations: Sequence[Quotation]) -> Iterator[tuple[int, int, int]]:
    """Yield the sentences, cut behind a quotation that had to be ended where the reporter resumes."""
    cuts = [q.outer.end for q in quotations if not q.closed]
    for sentence in analysis.sentences:
        start, end = sentence.span.start, sentence.span.end
        for cut in cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]:
            yield start, cut, sentence.paragraph
            start = cut + 1
        if start < end:
            yield start, end, sentence.paragraph


def _continues(text: str, start: int) -> bool:
    return text[start].islower() or text[start] in ",–—-"


def _tokens(
    analysis: Analysis, span: Span, quotations: Sequence[Quotation], within: range
) -> Iterator[Token]:
    at = span.start
    for index in within:
        outer = quotations[index].outer
        if outer.start >= span.end:
            break
        yield from words_of(analysis, at, outer.start)
        yield Token("quote", outer.start, outer.end, _closing(analysis, quotations[index]), quotation=index)
        at = max(at, outer.end)
    yield from words_of(analysis, at, span.end)


def _closing(analysis: Analysis, quotation: Quotation) -> str:
    last = analysis.article.text.content[quotation.inner.end - 1]
    return last if last in ",.!?…—–" else ""


def words_of(analysis: Analysis, start: int, end: int) -> Iterator[Token]:
    """Yield the words and marks of a stretch of the text."""
    for match in TOKEN.finditer(analysis.article.text.content, start, max(start, end)):
        kind, folded, labels, capital = _read(analysis.language, match.group())
        yield Token(kind, match.start(), match.end(), folded, labels, capital)


@lru_cache(maxsize=1 << 16)
def _read(language: str, word: str) -> tuple[Literal["word", "mark"], str, frozenset[str], bool]:
    first = word[0]
    if first.isalnum() or (first in "'’" and len(word) > 1):
        folded = word.casefold()
        return "word", folded, word_labels(language, folded), first.isupper()
    return "mark", word, NO_LABELS, False
