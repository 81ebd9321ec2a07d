"""Draw what happened and what appeared when, as SVG: no script and no network is needed for a picture.

All pictures are geometry only; ``templates/pictures.html.j2`` writes it and ``pictures.css`` colours it.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rashomon.lang.writing import short_day
from rashomon.render.schema import Document, TimelineEntry

MIDDLE = {1: "-07-01", 2: "-15"}
"""What completes a partial ISO date to the day in its middle, by its number of parts."""
WIDTH, MARGIN = 720.0, 34.0
RISE, FALL = 88.0, 52.0
"""Pixels of the highest bar above and below the line of dates."""
LETTER, APART = 7.4, 12.0
"""Pixels of a letter of a label, and between two labels."""
NARROW, BROAD = 4.0, 16.0
"""Pixels of the bars where they are many or few."""
BREAK = timedelta(days=60)
"""A gap from which the line of dates is drawn broken."""
DATES = 30
"""Dates that are drawn: those of which most articles tell."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One date: how many articles tell of it and how many appeared on it, with the heights of both."""

    x: float
    when: str
    told: int
    appeared: int
    rise: float
    fall: float
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars, the labels that fit on the line (place and text), where the line is broken, bars' width."""

    bars: tuple[Bar, ...]
    labels: tuple[tuple[float, str], ...]
    breaks: tuple[float, ...]
    thick: float


def timeline(doc: Document, language: str) -> Timeline | None:
    """Draw the dates that articles tell of above a line, and those on which they appeared below it.

    ``language`` is that in which days are named.
    Gaps are drawn by rank and time together, so that a day's detail beside a distant year stays readable.
    None where there are not two dates.
    """
    told = _told(doc.timeline)
    appeared = Counter(when[:10] for a in doc.articles if (when := a.published.value))
    days = {when: day for when in (*told, *appeared) if (day := _day(when))}
    if len(days) < 2:
        return None
    order = sorted(days, key=lambda when: (days[when], when))
    places = dict(zip(order, _places([days[when] for when in order]), strict=True))
    bars = tuple(_bars(order, places, told, appeared))
    gaps = itertools.pairwise(order)
    breaks = tuple((places[a] + places[b]) / 2 for a, b in gaps if days[b] - days[a] > BREAK)
    thick = max(NARROW, min(BROAD, 0.7 * min(b - a for a, b in itertools.pairwise(places.values()))))
    return Timeline(bars, tuple(_labels(bars, language)), breaks, thick)


def _told(entries: Sequence[TimelineEntry]) -> dict[str, list[TimelineEntry]]:
    """Group what is told by its date, the dates of which most articles tell."""
    found: dict[str, list[TimelineEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.when[:10]].append(entry)
    ranked = sorted(found, key=lambda when: -_articles(found[when]))[:DATES]
    return {when: found[when] for when in ranked}


def _articles(entries: Sequence[TimelineEntry]) -> int:
    return len({span.article for entry in entries for span in entry.spans})


def _bars(
    order: Sequence[str],
    places: Mapping[str, float],
    told: Mapping[str, Sequence[TimelineEntry]],
    appeared: Mapping[str, int],
) -> list[Bar]:
    counts = {when: _articles(told.get(when, ())) for when in order}
    most, highest = max(counts.values(), default=0) or 1, max(appeared.values(), default=0) or 1
    return [
        Bar(
            places[when],
            when,
            counts[when],
            appeared.get(when, 0),
            round(RISE * counts[when] / most, 1),
            round(FALL * appeared.get(when, 0) / highest, 1),
            " · ".join(entry.text for entry in told.get(when, ())[:2]),
        )
        for when in order
    ]


def _labels(bars: Sequence[Bar], language: str) -> list[tuple[float, str]]:
    """Return the labels that find room on the line, those of the most told dates first."""
    taken: list[tuple[float, float]] = []
    found = []
    for bar in sorted(bars, key=lambda b: -(b.told + b.appeared)):
        text = short_day(bar.when, language)
        half = len(text) * LETTER / 2
        x = min(max(bar.x, half), WIDTH - half)
        if all(x + half + APART <= start or end + APART <= x - half for start, end in taken):
            taken.append((x - half, x + half))
            found.append((round(x, 1), text))
    return sorted(found)


def _day(when: str) -> date | None:
    parts = when[:10].split("-")
    try:
        return date.fromisoformat("-".join(parts) + MIDDLE.get(len(parts), ""))
    except ValueError:
        return None


def _places(days: Sequence[date]) -> list[float]:
    """Return where days stand on the line; a step grows with the fourth root of its gap."""
    gaps = [max((b - a) / timedelta(days=1), 0.2) ** 0.25 for a, b in itertools.pairwise(days)]
    reached = [0.0, *itertools.accumulate(gaps)]
    return [round(MARGIN + (WIDTH - 2 * MARGIN) * at / reached[-1], 1) for at in reached]
