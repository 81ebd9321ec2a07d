"""Put what the articles date on one line of time, on the events' own clock."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rashomon.model.annotation import Analysis, Timex, Vectors
from rashomon.model.comparison import TimelineEntry
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span

SAME_EVENT = 0.88
"""Similarity from which two sentences dated alike tell of one event."""
LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """One dated clause; ``row`` is its sentence's vector, None where there is none."""

    reference: Reference
    timex: Timex
    text: str
    row: Vectors | None
    stamp: bool


def find_timeline(story: Story) -> tuple[TimelineEntry, ...]:
    """Return the dated happenings of a story in order of time.

    Mentions of one value are one entry where their sentences are alike; a bare stamp of publication
    joins an entry of its day but makes none. References cover the clause with the expression.
    """
    by_value: dict[str, list[_Mention]] = {}
    for analysis in story.analyses:
        for mention in _mentions(analysis):
            value = mention.timex.value or ""
            by_value.setdefault(value[:10] if mention.stamp else value, []).append(mention)
    return tuple(_entry(value, group) for value in sorted(by_value) for group in _groups(by_value[value]))


def _mentions(analysis: Analysis) -> Iterator[_Mention]:
    aside = [part.span for part in analysis.structure.non_body if part.kind not in {"dateline", "heading"}]
    published = analysis.structure.published
    # The evidence of an inferred date are dated happenings, not stamps.
    stated = published.evidence if published.basis in {"stated", "dateline", "metadata"} else ()
    stamps = [e.span for e in stated if e.article == analysis.article.id]
    for timex in analysis.timexes:
        if timex.value is None or any(span.overlap(timex.span) for span in aside):
            continue
        shown = _clipped(analysis, timex)
        yield _Mention(
            timex=timex,
            reference=Reference(analysis.article.id, shown),
            text=analysis.text_of(shown),
            row=_vector(analysis, timex),
            stamp=any(span.overlap(timex.span) for span in stamps),
        )


def _vector(analysis: Analysis, timex: Timex) -> Vectors | None:
    if len(analysis.sentence_vectors) != len(analysis.sentences):
        return None
    rows = [i for i, s in enumerate(analysis.sentences) if s.span.contains(timex.span)]
    return analysis.sentence_vectors[rows[0]] if rows else None


def _clipped(analysis: Analysis, timex: Timex) -> Span:
    """Return the clause, cut at words to a readable length around the expression."""
    clause, spare = timex.clause, max(0, LONGEST - len(timex.span)) // 2
    start, end = max(clause.start, timex.span.start - spare), min(clause.end, timex.span.end + spare)
    content = analysis.article.text.content
    if start > clause.start:
        start = content.find(" ", start, timex.span.start) + 1 or timex.span.start
    if end < clause.end:
        end = max(content.rfind(" ", timex.span.end, end), timex.span.end)
    return Span(start, end)


def _groups(mentions: list[_Mention]) -> list[list[_Mention]]:
    """Part the mentions of one value by event; the largest group takes the bare stamps."""
    groups: list[list[_Mention]] = []
    for mention in (m for m in mentions if not m.stamp):
        home = next((g for g in groups if _alike(g[0], mention)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    if groups:
        max(groups, key=len).extend(m for m in mentions if m.stamp)
    return groups


def _alike(a: _Mention, b: _Mention) -> bool:
    return a.row is None or b.row is None or float(np.dot(a.row, b.row)) >= SAME_EVENT


def _entry(value: str, group: list[_Mention]) -> TimelineEntry:
    first = group[0]
    references = dict.fromkeys(m.reference for m in group)
    return TimelineEntry(
        when=value,
        precision=first.timex.precision,
        text=" ".join(first.text.split()).strip(" ,;:–—-"),
        references=tuple(references),
    )
