"""Read half and quarter hours in words ("half past seven in the evening")."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rashomon.analyze.patterns import any_of
from rashomon.lang.dates import Dates

HALF_DAY = 12 * 60
"""Minutes after which the hours of a clock begin anew."""
DAWN = 6 * 60
"""The minute up to which a time of the night is one of the morning."""
_GAP = r"[^\S\n]*"


@dataclass(frozen=True, slots=True)
class HourParts:
    """The half and quarter hours of one language; ``begins`` are words with which one may begin."""

    pattern: str
    begins: tuple[str, ...]
    phrases: tuple[tuple[re.Pattern[str], int], ...]
    halves: Mapping[str, int | None]
    hours: Mapping[str, int]

    def clock(self, text: str) -> tuple[int, str] | None:
        """Return where a time of day begins in a match, and the time as ISO 8601 writes it.

        None where no part of the day is told beside it.
        """
        behind = next((p for p in self.halves if text.endswith(p)), None)
        before = next((p for p in self.halves if text.startswith(p)), None)
        found = next(((m, more) for phrase, more in self.phrases if (m := phrase.search(text))), None)
        part = behind or before
        if part is None or found is None:
            return None
        phrase, more = found
        named = re.match(r"\d+", phrase["hour"])
        hour = int(named[0]) if named else self.hours.get(phrase["hour"], 0)
        if not 1 <= hour <= HALF_DAY // 60:
            return None
        minute, half = (hour * 60 + more) % HALF_DAY, self.halves[part]
        minute += HALF_DAY * (minute >= DAWN if half is None else half)
        return phrase.start() if behind else 0, f"{minute // 60:02}:{minute % 60:02}"


def hour_parts(words: Dates, numbers: Mapping[str, int]) -> HourParts | None:
    """Return a language's half and quarter hours, None where its pack has none; ``numbers`` are its words."""
    if not words.hour_parts:
        return None
    named = (words.hours, words.part_hours)
    hours = dict(numbers) | {
        term: at for names in named for at, forms in enumerate(names, 1) for term in forms
    }
    halves = {term: half for terms, half in _day_parts(words) for term in _bare(terms, words)}
    halves = {term: halves[term] for term in sorted(halves, key=len, reverse=True)}
    hour, part = rf"(?:\d{{1,2}}(?:{any_of(words.marks)})?|{any_of(hours)})", any_of(halves)
    phrases = list(_phrases(words))
    core = "|".join(before + hour + behind for before, behind, _ in phrases)
    cued = rf"(?:{any_of(words.time_cues)}{_GAP})?(?:{core})"
    alone = "|".join(before + hour for before, behind, _ in phrases if not behind) or "(?!)"
    beside = (w for term in words.hour_parts for w in _beside(term) if w)
    return HourParts(
        pattern=rf"(?:{cued}{_GAP}{part}|{part},?{_GAP}{cued}|{alone})",
        begins=tuple({*halves, *hours, *words.time_cues, *beside}),
        phrases=tuple((re.compile(f"{a}(?P<hour>{hour}){b}"), more) for a, b, more in phrases),
        halves=halves,
        hours=hours,
    )


def _phrases(words: Dates) -> Iterator[tuple[str, str, int]]:
    """Yield the patterns of what stands before and behind the hour of each phrase, and its minutes."""
    for term, more in words.hour_parts.items():
        before, behind = _beside(term)
        yield (
            f"{any_of([before])}{_GAP}" if before else "",
            f"{_GAP}{any_of([behind])}" if behind else "",
            more,
        )


def _day_parts(words: Dates) -> Iterator[tuple[tuple[str, ...], int | None]]:
    """Yield the words for parts of the day, each with its half of the day, None for the night."""
    yield words.am, 0
    yield words.pm, 1
    yield words.night, None


def _bare(terms: Iterable[str], words: Dates) -> Iterator[str]:
    """Yield words for parts of the day without the hour's own word, which a half hour lacks."""
    own = (*words.clock, *words.hour_after)
    for term in terms:
        first, _, rest = term.partition(" ")
        yield rest if rest and first in own else term


def _beside(term: str) -> tuple[str, str]:
    """Return what stands before the hour in a phrase, and what stands behind it."""
    before, _, behind = term.partition("…")
    return before.strip(), behind.strip()
