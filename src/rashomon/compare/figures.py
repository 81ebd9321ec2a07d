"""Follow a number through outlets and time: one toll or count in all its readings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import inf

from rashomon.compare.amounts import compatible
from rashomon.compare.conflicts.values import grown, one_count
from rashomon.compare.ground import Ground
from rashomon.lang.numbers import Numbers
from rashomon.lang.pack import section
from rashomon.model.annotation import Analysis, Quantity
from rashomon.model.comparison import ClaimGroup, Figure, FigureValue
from rashomon.model.text import Reference, Span

FOREIGN_RATIO = 1.5
"""Counts whose nouns can't be compared (two languages) are one figure up to this ratio."""
LABEL, AROUND = 60, 25
"""Characters of a label, and those shown on either side of a number whose noun is not known."""
HANDFUL = 10
"""Numbers below, on which all agree, are no figures: "two countries"."""
RATIO = 3.0
"""Counts of one noun are one figure up to this ratio: a toll grows, but not tenfold in one claim."""


Key = tuple[str, Span]
"""An article's id and where a number stands in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One quantity of one article within a claim."""

    analysis: Analysis
    quantity: Quantity

    @property
    def key(self) -> Key:
        return self.analysis.article.id, self.quantity.span


def find_figures(ground: Ground, groups: Sequence[ClaimGroup]) -> tuple[Figure, ...]:
    """Return the quantities that at least two accounts give, readings in order of time.

    Readings within one claim group are joined first, then figures of several groups whose claims count
    one thing word by word: a toll that grows is told in other claims every day.
    """
    figures: list[list[_Reading]] = []
    used = set[Key]()
    for group in groups:
        fresh = _joined([r for r in _readings(ground, group) if r.key not in used])
        figures += fresh
        used |= {r.key for figure in fresh for r in figure}
    return tuple(_figure(readings) for readings in _merged(ground, figures) if _telling(readings))


def _merged(ground: Ground, figures: list[list[_Reading]]) -> list[list[_Reading]]:
    """Join figures that linked numbers show to be one, unless an article gives both with other values."""
    home = {r.key: n for n, figure in enumerate(figures) for r in figure}
    for a, b in _tied(ground):
        one, other = home.get(a), home.get(b)
        if one is None or other is None or one == other:
            continue
        if not any(_apart(figures[one], r) for r in figures[other]):
            figures[one] += figures[other]
            home |= {r.key: one for r in figures[other]}
            figures[other] = []
    return [figure for figure in figures if figure]


def _tied(ground: Ground) -> Iterator[tuple[Key, Key]]:
    """Yield the numbers of two claims that count one thing and lie no farther apart than ``RATIO``."""
    for rows in ground.bonds.counterparts:
        for x, y in product(*(ground.claims[row].quantities for row in rows)):
            tied = one_count(ground, rows, x, y) or grown(ground, rows, x, y)
            if _ratio(x, y) <= RATIO and not ground.elsewhere(*rows) and tied:
                a, b = (ground.read[row].reference.article for row in rows)
                yield (a, x.span), (b, y.span)


def _telling(readings: list[_Reading]) -> bool:
    """Tell whether a figure is worth following: two accounts, and a change or more than a handful."""
    values = {r.quantity.value for r in readings}
    return len({r.analysis.article.id for r in readings}) > 1 and (len(values) > 1 or max(values) >= HANDFUL)


def _readings(ground: Ground, group: ClaimGroup) -> Iterator[_Reading]:
    for member in group.members:
        row = ground.row(member)
        for quantity in ground.claims[row].quantities:
            if quantity.approximation != "magnitude":
                yield _Reading(analysis=ground.analysis(row), quantity=quantity)


def _joined(readings: list[_Reading]) -> list[list[_Reading]]:
    """Part the readings of one claim by quantity, each to the figure that is nearest in value."""
    figures: list[list[_Reading]] = []
    for reading in {r.key: r for r in readings}.values():
        homes = [f for f in figures if _same(f[0], reading) and not _apart(f, reading)]
        if homes:
            min(homes, key=lambda f: _ratio(f[0].quantity, reading.quantity)).append(reading)
        else:
            figures.append([reading])
    return figures


def _ratio(a: Quantity, b: Quantity) -> float:
    low, high = sorted((abs(a.value), abs(b.value)))
    return high / low if low else (1.0 if high == 0 else inf)


def _apart(figure: list[_Reading], reading: _Reading) -> bool:
    """Tell whether the reading's own article gives the figure another value: then it is another quantity."""
    mine = [r.quantity for r in figure if r.analysis.article.id == reading.analysis.article.id]
    return any(not compatible(q, reading.quantity) for q in mine)


def _same(a: _Reading, b: _Reading) -> bool:
    """Tell whether two readings of one claim may be of one quantity."""
    one, other = a.quantity.unit, b.quantity.unit
    if one and one == other:
        return _ratio(a.quantity, b.quantity) <= RATIO
    open_ended = not (one and other) or a.analysis.language != b.analysis.language
    measures = any(r.quantity.unit in _symbols(r.analysis.language) for r in (a, b))
    return open_ended and not measures and _ratio(a.quantity, b.quantity) <= FOREIGN_RATIO


@cache
def _symbols(language: str) -> frozenset[str]:
    """Return the symbols of measures and currencies, which are the same in all languages."""
    return frozenset(section(language, "numbers", Numbers).units.values())


def _label(readings: list[_Reading]) -> str:
    """Return the phrase that names the figure best: with a noun, and the earliest of those that have one."""
    best = max(readings, key=lambda r: bool(r.quantity.unit) and len(r.quantity.span) <= LABEL)
    analysis, span = best.analysis, best.quantity.span
    if not best.quantity.unit:
        sentence = next((s.span for s in analysis.sentences if s.span.contains(span)), span)
        text = analysis.article.text.content
        start = max(
            text.rfind(" ", sentence.start, max(sentence.start, span.start - AROUND)) + 1, sentence.start
        )
        end = text.find(" ", min(sentence.end, span.end + AROUND), sentence.end)
        span = Span(start, end if end > 0 else sentence.end)
    return " ".join(analysis.text_of(span).split())


def _figure(readings: list[_Reading]) -> Figure:
    first = readings[0]
    values = sorted(map(_value, readings), key=lambda v: (v.as_of or v.reported or "", v.reported or ""))
    return Figure(
        id=f"figure:{first.analysis.article.id}:{first.quantity.span.start}",
        quantity=_label(readings),
        unit=first.quantity.unit,
        values=tuple(values),
    )


def _value(reading: _Reading) -> FigureValue:
    analysis, span = reading.analysis, reading.quantity.span
    dated = [t.value for t in analysis.timexes if t.value and t.clause.contains(span)]
    return FigureValue(
        value=reading.quantity.value,
        reference=Reference(analysis.article.id, span),
        as_of=dated[0] if dated else None,
        reported=analysis.structure.published.value or analysis.article.published,
        bound=reading.quantity.approximation,
    )
