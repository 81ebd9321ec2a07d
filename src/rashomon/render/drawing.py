"""Draw the timeline as SVG, so that the report needs no script and no network for its picture."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rashomon.render.schema import TimelineEntry

MIDDLE = {1: "-07-01", 2: "-15"}
"""What completes a partial ISO date to the day in its middle, by its number of parts."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One date on the line: ``x`` from 0 to 1, ``lane`` from 0 for labels that would overlap.

    ``weight`` counts articles.
    """

    x: float
    lane: int
    label: str
    title: str
    weight: int


def dots(entries: Sequence[TimelineEntry], width: float = 0.105) -> list[Dot]:
    """Place the dates of entries on a line from the first to the last, one dot for each date.

    Gaps are drawn by rank and time together, so that a day's detail beside a distant year stays readable.
    """
    by_date: dict[str, list[TimelineEntry]] = {}
    for entry in entries:
        by_date.setdefault(entry.when[:10], []).append(entry)
    known = sorted((day, when) for when in by_date if (day := _day(when)))
    if not known:
        return []
    places = _places([day for day, _ in known])
    out: list[Dot] = []
    ends: list[float] = []
    for x, (_, when) in zip(places, known, strict=True):
        lane = next((i for i, end in enumerate(ends) if end <= x), len(ends))
        ends[lane : lane + 1] = [x + width]
        told = by_date[when]
        weight = len({span.article for entry in told for span in entry.spans})
        out.append(Dot(x, lane, when, " · ".join(entry.text for entry in told), weight))
    return out


def _day(when: str) -> date | None:
    parts = when[:10].split("-")
    try:
        return date.fromisoformat("-".join(parts) + MIDDLE.get(len(parts), ""))
    except ValueError:
        return None


def _places(days: Sequence[date]) -> list[float]:
    """Return positions from 0 to 1; a step grows with the fourth root of its gap."""
    gaps = [0.0] + [(b - a) / timedelta(days=1) for a, b in itertools.pairwise(days)]
    steps = [gap**0.25 for gap in gaps]
    total = sum(steps) or 1.0
    reached, out = 0.0, []
    for step in steps:
        reached += step
        out.append(reached / total)
    return out
