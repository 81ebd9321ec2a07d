"""What the time expressions of an article without a date tell of the day on which it appeared."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from rashomon.lang.dates import abbreviations, dates
from rashomon.lang.terms import compiled
from rashomon.model.annotation import Analysis, Timex
from rashomon.model.text import Reference

MONTH = len("2000-01")
"""Code points of a month with its year (ISO 8601)."""
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[.:](\d{2})(?!\d|\.\d)")
_DAY = re.compile(r"(?<![\d.:])(\d{1,2})(?![\d:]|\.\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One time expression taken apart; what it does not say is None.

    ``shift`` counts days from the day of publication ("tomorrow" is 1), ``clock`` is minutes of the day,
    ``past`` tells that it is told as past.
    """

    reference: Reference
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    shift: int | None = None
    clock: int | None = None
    past: bool = False

    def on(self, year: int) -> date | None:
        """Return the day that the expression names, in this year; None if it names none."""
        if self.month is None or self.day is None:
            return None
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def excludes(self, other: "Hint") -> bool:
        """Tell whether two expressions that name a week day, a month or its day cannot mean one day."""
        own, theirs = (self.weekday, self.month, self.day), (other.weekday, other.month, other.day)
        return any(x != y for x, y in zip(own, theirs, strict=True) if x is not None and y is not None)


def hints(analysis: Analysis) -> tuple[Hint, ...]:
    """Return what each time expression to the day says, in reading order; those in non-body are left out."""
    return tuple(_hints(analysis))


def _hints(analysis: Analysis) -> Iterator[Hint]:
    for timex in analysis.timexes:
        if timex.precision in {"day", "time"} and analysis.is_body(timex.span):
            yield hint_of(analysis, timex)


def hint_of(analysis: Analysis, timex: Timex) -> Hint:
    """Take one expression apart by the language's time words."""
    reference = Reference(analysis.article.id, timex.span)
    hint = read_hint(reference, analysis.text_of(timex.span), analysis.language)
    return replace(hint, past=timex.tense < 0)


def read_hint(reference: Reference, text: str, language: str) -> Hint:
    """Take the words of an expression apart."""
    known = _words(language)
    month = _index(known.months, text)
    clock = _CLOCK.search(text)
    day = _DAY.search(_CLOCK.sub(" ", text)) if month is not None else None
    return Hint(
        reference=reference,
        weekday=_index(known.weekdays, text),
        month=month + 1 if month is not None and day else None,
        day=int(day[1]) if day else None,
        shift=next((shift for pattern, shift in known.shifts if pattern.search(text)), None),
        clock=int(clock[1]) * 60 + int(clock[2]) if clock else None,
    )


@dataclass(frozen=True, slots=True)
class _Words:
    months: tuple[re.Pattern[str], ...]
    weekdays: tuple[re.Pattern[str], ...]
    shifts: tuple[tuple[re.Pattern[str], int], ...]


@cache
def _words(language: str) -> _Words:
    pack, short = dates(language), abbreviations(language)
    months = tuple(
        compiled(names + (short[i] if i < len(short) else ())) for i, names in enumerate(pack.months)
    )
    days = (r for r in pack.relative if r.unit == "day")
    shifts = tuple((compiled(tuple(t for t in r.terms if t not in pack.from_there)), r.shift) for r in days)
    return _Words(months, tuple(compiled(names) for names in pack.weekdays), shifts)


def _index(patterns: tuple[re.Pattern[str], ...], text: str) -> int | None:
    return next((i for i, pattern in enumerate(patterns) if pattern.search(text)), None)


def away(day: date, stated: str) -> int:
    """Return how many days lie between a day and a stated day or month."""
    first, last = bounds(stated)
    return max((first - day).days, (day - last).days, 0)


def bounds(stated: str) -> tuple[date, date]:
    """Return the first and the last day of a stated day or month."""
    if len(stated) > MONTH:
        return date.fromisoformat(stated), date.fromisoformat(stated)
    year, month = int(stated[:4]), int(stated[5:])
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
