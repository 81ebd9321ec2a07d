"""Calendar arithmetic: a date as far as words give it, and what it comes to seen from a given day.

Values are prefixes of ISO 8601 ("2024", "2024-12", "2024-12-25", "2024-12-25T08:30").
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["year", "month", "day", "time"]
MIDDLE = (1, 4, 7, 10)
"""The month in the middle of winter, spring, summer and autumn."""
NEAR = 62
"""Days around the anchor within which a day without a year is of the anchor's year, whatever the tense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """What the words of one expression give; ``weekday`` and ``season`` count from 0.

    ``unit`` and ``shift`` are a span counted from now, ``turn`` is -1 for "last", 0 for "this" and 1 for
    "next" before a name, None where there is no such word. ``decade`` tells that no single year is meant.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    unit: str | None = None
    shift: int = 0
    turn: int | None = None
    time: str | None = None
    decade: bool = False

    @property
    def complete(self) -> bool:
        """Tell whether the year is given in figures."""
        return self.year is not None

    @property
    def leans(self) -> bool:
        """Tell whether the value depends on past or future being told of."""
        named = self.month is not None or self.weekday is not None or self.season is not None
        return named and self.year is None and self.unit is None

    @property
    def precision(self) -> Precision:
        """Return how precise the expression is by its words."""
        if self.time:
            return "time"
        if self.day or self.weekday is not None or self.unit == "day":
            return "day"
        return "month" if self.month or self.unit in {"week", "month"} else "year"


SOLAR_YEARS = (1200, 1500)
"""Years of the Iranian calendar (1821 to 2121) in which its leap years follow a cycle of 33 years."""
_SOLAR_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_NOWRUZ_1400 = date(2021, 3, 21)
_LAST = date.max.toordinal()


def solar_day(year: int, month: int, day: int) -> date:
    """Return the day of our calendar that a day of the Iranian (Solar Hijri) calendar is.

    Six months of 31 days, then months of 30; leap years by the 33-year cycle (Borkowski 1996), which
    holds for ``SOLAR_YEARS``.
    """
    years = range(min(year, 1400), max(year, 1400))
    days = sum(365 + (y % 33 in _SOLAR_LEAPS) for y in years)
    before = 31 * (month - 1) - max(0, month - 7)
    return _NOWRUZ_1400 + timedelta((days if year > 1400 else -days) + before + day - 1)


def valid(year: int, month: int, day: int) -> bool:
    """Tell whether there is such a day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def months_away(day: date, months: int) -> date:
    """Return the first day of the month that lies this many months away, kept within the calendar."""
    count = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12)
    return date(count // 12, count % 12 + 1, 1)


def shifted(anchor: date, unit: str, shift: int) -> str | None:
    """Return the day, month or year so many units away; a week gives what its days have in common."""
    shift = max(-9999, min(shift, 9999))
    try:
        if unit == "day":
            return (anchor + timedelta(shift)).isoformat()
        if unit == "week":
            monday = anchor + timedelta(7 * shift - anchor.weekday())
            first, last = monday.isoformat(), (monday + timedelta(6)).isoformat()
            return next((first[:n] for n in (7, 4) if first[:n] == last[:n]), None)
    except OverflowError:
        return None
    if unit == "month":
        return months_away(anchor, shift).isoformat()[:7]
    year = anchor.year + shift * (10 if unit == "decade" else 1)
    return f"{year:04}" if 1 <= year <= 9999 else None


def weekday_near(anchor: date, weekday: int, direction: int, turn: int | None) -> date | None:
    """Return the named weekday before (direction below 1) or after the anchor, None beyond the calendar.

    Without a word like "last" or "next" the anchor's own day counts.
    """
    if turn == 1 or (turn != -1 and direction > 0):
        away = (weekday - anchor.weekday() - (turn == 1)) % 7 + (turn == 1)
    else:
        away = -((anchor.weekday() - weekday - (turn == -1)) % 7 + (turn == -1))
    return date.fromordinal(at) if 1 <= (at := anchor.toordinal() + away) <= _LAST else None


def year_near(anchor: date, month: int, day: int | None, direction: int, turn: int | None) -> int:
    """Return the year that a month or day without one most likely means, seen from the anchor.

    With no direction the nearest is taken, of two as near the later.
    """
    if turn == 0:
        return anchor.year
    if day and turn is None and abs((month - anchor.month) * 31 + day - anchor.day) <= NEAR:
        return anchor.year
    here = (anchor.month, anchor.day) if day else (anchor.month, 0)
    there = (month, day or 0)
    if turn == -1 or (turn is None and direction < 0):
        return anchor.year - (there > here or (turn == -1 and there == here))
    if turn == 1 or direction > 0:
        return anchor.year + (there < here or (turn == 1 and there == here))
    away = (month - anchor.month) * 31 + (((day or 0) - anchor.day) if day else 0)
    return anchor.year + (-1 if away > 186 else 1 if away <= -186 else 0)


def written(year: int, month: int | None, day: int | None) -> str | None:
    """Write a date as precisely as it is given; None if there is no such day."""
    if not valid(year, month or 1, day or 1):
        return None
    if month is None:
        return f"{year:04}"
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"


def resolve(partial: Partial, anchor: date | None, direction: int, year: int | None = None) -> str | None:
    """Return the value of an expression seen from the anchor, None where it stays open.

    ``direction`` is -1 where the context tells of the past, 1 of the future, 0 if neither; ``year`` is one
    that the context gives and that outranks the anchor's for a month or day without a year.
    """
    value = _day_or_more(partial, anchor, direction, year)
    if value and partial.time:
        return f"{value}T{partial.time}" if len(value) == 10 else None
    return value


def _day_or_more(partial: Partial, anchor: date | None, direction: int, year: int | None) -> str | None:
    if partial.decade:
        return None
    year = partial.year or year
    if year is None and anchor and partial.unit == "year":
        year = int(shifted(anchor, "year", partial.shift) or anchor.year)
    if year is not None and (partial.month or partial.year or partial.unit == "year"):
        return written(year, partial.month, partial.day)
    if anchor is None:
        return None
    return _from_anchor(partial, anchor, direction)


def _from_anchor(partial: Partial, anchor: date, direction: int) -> str | None:
    if partial.month:
        year = year_near(anchor, partial.month, partial.day, direction, partial.turn)
        return written(year, partial.month, partial.day)
    if partial.weekday is not None:
        found = weekday_near(anchor, partial.weekday, direction, partial.turn)
        return found.isoformat() if found else None
    if partial.season is not None:
        return written(year_near(anchor, MIDDLE[partial.season], None, direction, partial.turn), None, None)
    return shifted(anchor, partial.unit, partial.shift) if partial.unit else None
