"""Conflicts inside one sentence: two values of one thing, set against each other by a word of contrast."""

import re
from collections.abc import Iterator
from itertools import pairwise

from rashomon.compare.amounts import compatible
from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.found import Found
from rashomon.compare.ground import Ground
from rashomon.lang.attribution import CUES, attribution, word_labels
from rashomon.lang.contrast import contrast
from rashomon.lang.terms import has
from rashomon.model.annotation import Analysis, Quantity, Timex
from rashomon.model.comparison import ConflictKind
from rashomon.model.index import Index
from rashomon.model.phrase import Phrase
from rashomon.model.text import Span

RATIO = 3.0
"""How far two counts of one thing lie apart at most."""
SOURCES = CUES | {"role", "collective", "document"}
"""Lists of words that show whose value it is: who says so, or a word for saying."""
_WORD = re.compile(r"\w+")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?!\d)")


def contrasts(ground: Ground) -> Iterator[Found]:
    """Yield sentences with a source that give two counts, or two times of day, of one thing."""
    rows: dict[tuple[int, int], list[int]] = {}
    for row, claim in enumerate(ground.claims):
        rows.setdefault((ground.read[row].article, claim.sentence), []).append(row)
    known = [_Values(analysis) for analysis in ground.story.analyses]
    for (at, sentence), own in rows.items():
        if any(ground.claims[row].claimant for row in own):
            yield from _contrasts(ground, own, known[at], known[at].analysis.sentences[sentence].span)


class _Values:
    """What an article counts and dates and whom it quotes, by place."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.quantities = Index(analysis.quantities, lambda q: q.span)
        self.timexes = Index(analysis.timexes, lambda t: t.span)
        self.quoted = Index((q for q in analysis.quotes if q.kind == "direct"), lambda q: q.span)
        spans = (q.speaker.span for q in analysis.quotes if q.speaker and q.speaker.span)
        sources = Index(spans, lambda span: span)
        named = ((m, e.id) for e in analysis.entities if e.type != "ORG" for m in e.mentions)
        subjects = (n for n in named if not sources.overlapping(n[0].span))
        self.subjects = Index(subjects, lambda n: n[0].span)

    def two_subjects(self, sides: tuple[Span, Span]) -> bool:
        """Tell whether each side names other people or places beside its sources: each value is of its own.

        Organisations are left out: they count others more often than they are counted.
        """
        first, second = ({(m.type, e) for m, e in self.subjects.within(side)} for side in sides)
        kinds = {kind for kind, _ in first} & {kind for kind, _ in second}
        return bool(kinds) and not first & second


def _contrasts(ground: Ground, rows: list[int], known: _Values, sentence: Span) -> Iterator[Found]:
    analysis = known.analysis
    for x, y in pairwise(known.quantities.within(sentence)):
        one_voice = any(q.span.contains(y.span) for q in known.quoted.overlapping(x.span))
        if not one_voice and _one_count(x, y) and _contrasted(known, x.span, y.span, sentence):
            yield _found(ground, rows, analysis, sentence, "number", (x.span, y.span))
    times = [t for t in known.timexes.within(sentence) if clock(analysis, t) is not None]
    for a, b in pairwise(times):
        if clock(analysis, a) != clock(analysis, b) and _contrasted(known, a.span, b.span, sentence):
            yield _found(ground, rows, analysis, sentence, "date", (a.span, b.span))


def clock(analysis: Analysis, timex: Timex) -> int | None:
    """Return the minutes since midnight or noon that a time expression names, None if it names no time."""
    match = _CLOCK.search((timex.value or "").partition("T")[2] or analysis.text_of(timex.span))
    return int(match[1]) % 12 * 60 + int(match[2]) if match else None


def _one_count(a: Quantity, b: Quantity) -> bool:
    low, high = sorted((a.value, b.value))
    one = a.unit == b.unit or not (a.unit and b.unit)
    return one and low > 1 and high <= RATIO * low and not compatible(a, b)


def _contrasted(known: _Values, first: Span, second: Span, sentence: Span) -> bool:
    """Tell whether a value is set against the one before it, and one of them has a source of its own."""
    analysis = known.analysis
    text = analysis.article.text.content
    between, behind = text[first.end : second.start], text[second.end : sentence.end]
    against = ";" in between or has(contrast(analysis.language).whereas, between)
    named = (word_labels(analysis.language, word) & SOURCES for word in _WORD.findall(between.casefold()))
    sourced = any(named) or has(attribution(analysis.language).according, behind)
    own = Span(sentence.start, first.end), Span(first.end, sentence.end)
    return against and sourced and not known.two_subjects(own)


def _found(
    ground: Ground,
    rows: list[int],
    analysis: Analysis,
    sentence: Span,
    kind: ConflictKind,
    values: tuple[Span, Span],
) -> Found:
    first, second = values
    spans = (
        Span(sentence.start, _joint(analysis, first, second)),
        Span(_joint(analysis, first, second), sentence.end),
    )
    where = [max(rows, key=lambda r: ground.read[r].reference.span.overlap(s)) for s in spans]
    texts = [analysis.text_of(v) for v in values]
    why = Phrase(key="differ_sources", words=tuple(texts))
    return Found(
        kind=kind,
        rows=(where[0], where[1]),
        score=scores.CONTRAST.of(),
        why=why,
        about=f"sides {analysis.article.id} {first.start}",
        spans=spans,
    )


def _joint(analysis: Analysis, first: Span, second: Span) -> int:
    """Return where the second side begins: behind the last mark between the values, else after one."""
    between = analysis.article.text.content[first.end : second.start]
    mark = max(between.rfind(m) for m in ",;،؛")
    at = first.end + mark + 1
    return at + len(between[mark + 1 :]) - len(between[mark + 1 :].lstrip())
