"""The parts of an article in which nobody speaks: who wrote it, links and notices."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rashomon.model.annotation import Analysis
from rashomon.model.text import Span

JOINED = 8
"""Code points between two authors."""
_TITLED = re.compile(r"\s*(?:\Z|[,/|•(–—])")


def beside_the_text(analysis: Analysis) -> tuple[Span, ...]:
    """Return the parts that tell nothing themselves, in reading order: byline, dateline, links, notices."""
    structure = analysis.structure
    parts = {part.span for part in structure.non_body if part.kind != "heading"}
    parts |= {structure.byline} if structure.byline else set()
    return tuple(sorted(parts | set(_authors(analysis))))


def _authors(analysis: Analysis) -> Iterator[Span]:
    """Yield the lines between headline and body that are names of people, with what they are."""
    structure, text = analysis.structure, analysis.article.text.content
    people = {m.span.start: m.span.end for e in analysis.entities if e.type == "PER" for m in e.mentions}
    at = structure.headline.end if structure.headline else 0
    for part in structure.non_body:
        if text[at : part.span.start].strip():
            return
        at, end = part.span.end, people.get(part.span.start, 0)
        second = any(start in people for start in range(end + 1, min(end + JOINED, at)))
        if part.kind == "heading" and end and (second or _TITLED.match(text, end, at)):
            yield part.span


def lies_in(parts: Sequence[Span], span: Span) -> bool:
    """Tell whether one of the sorted parts holds a span."""
    at = bisect_right(parts, span.start, key=lambda part: part.start)
    return at > 0 and parts[at - 1].contains(span)
