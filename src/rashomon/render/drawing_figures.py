"""Draw a figure over time: each reading, and step by step the range within which a day's readings lie."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rashomon.lang.writing import number, short_day
from rashomon.render.schema import Figure, FigureValue

WIDTH, HEIGHT = 360.0, 148.0
LEFT, RIGHT, TOP, FOOT = 58.0, 14.0, 16.0, 26.0
"""Pixels around the plot: values to its left, days below."""
BANDS = 6
"""Values that are written beside the plot; of more, the lowest and the highest."""
NEAR = 11.0
"""Pixels that two labels keep from each other."""
CROWDED = 5

Bound = Literal["up", "down", "about", "exact"]
BOUNDS: Mapping[str, Bound] = {"at_least": "up", "over": "up", "at_most": "down", "under": "down"}


@dataclass(frozen=True, slots=True)
class Point:
    """A value that articles give on one day: an arrow up or down where it is a bound, hollow if about."""

    x: float
    y: float
    bound: Bound
    articles: int
    text: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The band between the lowest and the highest reading of each day as a path, and what stands at it."""

    band: str
    points: tuple[Point, ...]
    values: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, str], ...]


def plot(figure: Figure, language: str) -> Plot | None:
    """Draw a figure by the days on which it was reported; None where it does not change or has one day."""
    by_day: dict[str, list[FigureValue]] = defaultdict(list)
    for reading in figure.values:
        if reading.reported:
            by_day[reading.reported[:10]].append(reading)
    days = sorted(by_day)
    known = sorted({reading.value for day in days for reading in by_day[day]})
    if len(days) < 2 or len(known) < 2:
        return None
    wide = (WIDTH - LEFT - RIGHT) / len(days)
    xs = {day: LEFT + wide * at for at, day in enumerate(days)}
    band = _band([(xs[day], [r.value for r in by_day[day]]) for day in days], wide, known)
    points = tuple(p for day in days for p in _points(xs[day] + wide / 2, by_day[day], known))
    return Plot(band, points, _values(known, language), _days(days, xs, wide, language))


def _y(value: float, known: Sequence[float]) -> float:
    share = (value - known[0]) / (known[-1] - known[0])
    return round(HEIGHT - FOOT - 10 - share * (HEIGHT - FOOT - TOP - 10), 1)


def _band(days: Sequence[tuple[float, Sequence[float]]], wide: float, known: Sequence[float]) -> str:
    """Return the outline: along the highest readings, and back along the lowest."""
    over = [f"{x:.1f} {_y(max(v), known)} {x + wide:.1f} {_y(max(v), known)}" for x, v in days]
    under = [f"{x + wide:.1f} {_y(min(v), known)} {x:.1f} {_y(min(v), known)}" for x, v in reversed(days)]
    return f"M{' '.join(over)} {' '.join(under)}Z"


def _points(x: float, readings: Sequence[FigureValue], known: Sequence[float]) -> list[Point]:
    """Return one point for each value and bound of a day."""
    found: dict[tuple[float, Bound], list[FigureValue]] = defaultdict(list)
    for reading in readings:
        bound = BOUNDS.get(reading.bound, "about" if reading.bound == "about" else "exact")
        found[reading.value, bound].append(reading)
    return [
        Point(round(x, 1), _y(value, known), bound, len({r.span.article for r in told}), told[0].span.exact)
        for (value, bound), told in sorted(found.items(), key=lambda item: item[0])
    ]


def _values(known: Sequence[float], language: str) -> tuple[tuple[float, str], ...]:
    chosen = known if len(known) <= BANDS else (known[0], known[-1])
    rows: list[tuple[float, str]] = []
    for value in (known[0], known[-1], *chosen[1:-1]):
        y = _y(value, known)
        if all(abs(y - other) >= NEAR for other, _ in rows):
            rows.append((y, number(value, language)))
    return tuple(rows)


def _days(
    days: Sequence[str], xs: Mapping[str, float], wide: float, language: str
) -> tuple[tuple[float, str], ...]:
    chosen = days if len(days) <= CROWDED else (days[0], days[-1])
    return tuple((round(xs[day] + wide / 2, 1), short_day(day, language)) for day in chosen)
