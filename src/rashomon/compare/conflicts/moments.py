"""Of which time a claim tells beyond the dates that it gives itself."""

from collections.abc import Iterator
from datetime import date
from itertools import product

from rashomon.compare.dayhints import hint_of
from rashomon.compare.ground import Ground, Rows
from rashomon.model.annotation import Analysis
from rashomon.model.text import Span

APART = 3
"""Days between two days from which on what is told of them is not one event and its announcement."""
WEEK = 7
AROUND = 8
"""Sentences before and behind a claim in which the day is looked for that it is of."""
YEAR = 2000
"""A year with a 29 February, in which days without a year are held against each other."""
PERIODS = ("month", "year")
"""Precisions of times over which something is summed up."""


def other_periods(ground: Ground, rows: Rows) -> bool:
    """Tell whether one claim counts over a month or year in which the other's event need not lie."""
    return any(_of_period(ground, row, other) for row, other in (rows, rows[::-1]))


def _of_period(ground: Ground, row: int, other: int) -> bool:
    analysis = ground.analysis(other)
    periods = [t for t in ground.claims[row].timexes if t.precision in PERIODS]
    own = [ground.cited(row, t.span).casefold() for t in periods]
    told = ground.sentence_text(other).casefold()
    day = analysis.structure.published.value or ""
    beside = (t for t in analysis.timexes if t.span.overlap(ground.sentence(other)))
    here = [t.value for t in beside if t.value] or [day]
    return bool(periods) and not any(
        words in told or (t.value and any(value.startswith(t.value) for value in here))
        for t, words in zip(periods, own, strict=True)
    )


def other_days(ground: Ground, rows: Rows) -> bool:
    """Tell whether two claims stand beside days that lie apart, unless both articles are of one week.

    A claim without a time of its own is of the day that its sentence names, else one shortly before it, else
    one shortly behind.
    """
    between = ground.days_between(*rows)
    if between is not None and abs(between) <= WEEK:
        return False
    a, b = (_days_beside(ground, row) for row in rows)
    return bool(a and b) and all(_distance(x, y) > APART for x, y in product(a, b))


def _days_beside(ground: Ground, row: int) -> list[date]:
    """Return the days that a claim is told beside, none where it gives a month or year itself."""
    if any(t.precision in PERIODS for t in ground.claims[row].timexes):
        return []
    analysis, at = ground.analysis(row), ground.claims[row].sentence
    named = list(_named_days(analysis))
    own = ground.read[row].reference.span
    around = [
        s.span
        for s in (
            *analysis.sentences[max(0, at - AROUND) : at][::-1],
            *analysis.sentences[at + 1 : at + 1 + AROUND],
        )
    ]
    for span in (own, ground.sentence(row), *around):
        if inside := [day for place, day in named if span.contains(place)]:
            return inside
    return []


def _named_days(analysis: Analysis) -> Iterator[tuple[Span, date]]:
    """Yield the time expressions of an article that name a day of a month, as a day of ``YEAR``."""
    for timex in analysis.timexes:
        if timex.precision in {"day", "time"} and (day := hint_of(analysis, timex).on(YEAR)):
            yield timex.span, day


def _distance(x: date, y: date) -> int:
    """Return the days between two days of the year, over its end where that is shorter."""
    days = abs((x - y).days)
    return min(days, 366 - days)
