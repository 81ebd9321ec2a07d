"""Find what an article says about when: time expressions with their values on the calendar.

Expressions are found with the language's own time words, then resolved against the day of publication;
without one, partial dates stay open unless a year stands nearby. TIMEX3 (ISO 24617-1) is the model.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Literal

from rashomon.analyze.times.calendar import Partial, Precision, resolve
from rashomon.analyze.times.context import context
from rashomon.analyze.times.grammar import Reading, readings
from rashomon.analyze.times.stretches import BREAK, LONGEST_CLAUSE, Stretches
from rashomon.analyze.times.words import Lexicon, atoms, lexicon
from rashomon.lang.morphology import tense
from rashomon.lang.scanning import lowered
from rashomon.model.annotation import Analysis, Timex
from rashomon.model.text import Span

BEFORE = 40
_WORD = re.compile(r"[^\W\d_]{3,}")
WEEK = 7
NEAR_CLAUSES = 2
"""Commas up to which a sign of past or future tells the time of a date."""


def anchor_of(analysis: Analysis) -> date | None:
    """Return the day from which the article speaks, None where it is not known to the day."""
    for value in (analysis.structure.published.value, analysis.article.published):
        try:
            return date.fromisoformat((value or "")[:10])
        except ValueError:
            continue
    return None


def find_timexes(analysis: Analysis) -> tuple[Timex, ...]:
    """Return the time expressions of an article in reading order; spans never overlap.

    ``value`` is as precise as the words are and None where nothing anchors them.
    """
    # The days of a list ("16 to 19 May") are found from its last one on.
    return tuple(sorted(_Finder(analysis).run(), key=attrgetter("span")))


class _Finder:
    """Reads one article from start to end and remembers the last years named."""

    def __init__(self, analysis: Analysis) -> None:
        self.content = analysis.article.text.content
        self.text = lowered(self.content)
        self.anchor = anchor_of(analysis)
        self.about = analysis.structure.published.about
        self.known: Lexicon = lexicon(analysis.language)
        self.context = context(analysis.language)
        self.language = analysis.language
        self.within = Stretches(analysis, self.text)
        named = (m.span for e in analysis.entities for m in e.mentions)
        self.names = {at for span in named for at in range(span.start, span.end)}
        self.year: Timex | None = None
        self.day: tuple[str, Span] | None = None
        self.previous: Reading | None = None

    def run(self) -> Iterator[Timex]:
        for reading in readings(self.text, self.known, atoms(self.text, self.language)):
            found = self._accepted(reading)
            if found is not None:
                yield self._timex(found)
                self.previous = found

    def _accepted(self, reading: Reading) -> Reading | None:
        """Return the reading if its surroundings bear it out, a span as a date counted from now."""
        if self.names.issuperset(range(reading.span.start, reading.span.end)):
            return None  # "today" in the name of a newspaper is no day
        before = self.text[max(0, reading.span.start - BEFORE) : reading.span.start]
        if reading.ahead:
            return self._counted(reading, before)
        good = {"Y": self._bare_year, "T": self._bare_time, "M": self._bare_name, "W": self._bare_name}
        tags = reading.tags
        if tags in {"m", "S"} or (tags in good and not good[tags](reading, before)):
            return None
        return reading

    def _counted(self, reading: Reading, before: str) -> Reading | None:
        """Read "two weeks ago" and "in two weeks"; any other span of time is no date."""
        if len(reading.tags) == 1 and self._is_vague(reading.span, before):
            return None
        back = self.context.ago_after.match(self.text, reading.span.end)
        cue = None if back else self.context.ago_before.search(before)
        shift = -reading.ahead
        if not back and not cue:
            cue, shift = self.context.ahead.search(before), reading.ahead
            if not cue or len(reading.tags) < 2 or self._direction(reading.span, verbs=False) <= 0:
                return None
        start = reading.span.start - (len(cue[0]) if cue else 0)
        span = Span(start, back.end() if back else reading.span.end)
        return replace(reading, span=span, partial=replace(reading.partial, shift=shift))

    def _is_vague(self, unit: Span, before: str) -> bool:
        """Tell whether a unit without a number stands for nobody knows how many ("several days", "years")."""
        plural = self.context.vague.fullmatch(self.text, unit.start, unit.end) is not None
        return plural or self.context.counted.search(before) is not None

    def _bare_year(self, reading: Reading, before: str) -> bool:
        figures = self.text[reading.span.start : reading.span.end]
        year = int(figures[:4])
        if not 1000 <= year <= 2199:
            return False
        if len(figures) > 4 or self._in_range(reading, before):
            return True
        enclosed = before.endswith("(") and self.text[reading.span.end : reading.span.end + 1] in {")", ","}
        # A round number before a small-letter word is more often a count than a year.
        counted = year % 100 == 0 and re.match(
            r"\s[^\W\d_]", self.text[reading.span.end : reading.span.end + 2]
        )
        return year >= 1800 and (
            enclosed or (not counted and self.context.year_cue.search(before) is not None)
        )

    def _in_range(self, reading: Reading, before: str) -> bool:
        """Tell whether the year is the second of two."""
        last = self.previous
        if last is None or not last.partial.complete or reading.span.start - last.span.end > 8:
            return False
        return self.known.gap(self.text[last.span.end : reading.span.start]) in {"&", "^"} or before.endswith(
            "-"
        )

    def _bare_time(self, reading: Reading, before: str) -> bool:
        text = self.text[reading.span.start : reading.span.end]
        # "6.30" may be a number and "noon" a name ("High Noon"); "à midi" brings its preposition along.
        sure = "." not in text if any(map(str.isdigit, text)) else " " in text or not self.known.words.capital
        return sure or self.context.time_cue.search(before) is not None

    def _bare_name(self, reading: Reading, before: str) -> bool:
        """Tell whether the name of a month or weekday alone is meant as one."""
        start, word = reading.span.start, self.text[reading.span.start : reading.span.end]
        cued = self.context.cue.search(before) is not None
        if not cued and self.context.weak.fullmatch(word):
            return False
        if self.known.words.capital:
            capital_before = re.search(r"(?<!\A)\b[A-Z]\w+ \Z", self.content[max(0, start - BEFORE) : start])
            return self.content[start].isupper() and (cued or not capital_before or reading.tags == "W")
        return not (self.content[start].isupper() and self.content[start + 1 : start + 2].islower()) or (
            reading.tags == "W" and self._opens(start)
        )

    def _opens(self, start: int) -> bool:
        """Tell whether a sentence opens here, as far as the mark before it tells."""
        before = self.content[max(0, start - 20) : start].rstrip(' «"„“')
        return before[-1:] in {"", ".", "!", "?", ":", "…", "\n"}

    def _direction(self, span: Span, *, verbs: bool = True) -> Literal[-1, 0, 1]:
        """Return 1 where the nearest sign of time is of the future, -1 of the past, 0 without any.

        Of what regularly comes so long after something, verbs that no list holds tell, too: ``verbs`` asks.
        """
        low, high = self.within.reach(span)
        ahead = self._distance(self._signs(1, low, high, verbs=verbs), span, low)
        behind = self._distance(self._signs(-1, low, high, verbs=verbs), span, low)
        if ahead is None and behind is None:
            return 0
        return 1 if ahead is not None and (behind is None or ahead <= behind) else -1

    def _tense(self, reading: Reading) -> Literal[-1, 0, 1]:
        ahead = reading.partial.leans and self._is_set_for(reading)
        direction = 1 if ahead else self._direction(reading.span)
        return -1 if direction > 0 and self._is_rather_past(reading) else direction

    def _is_rather_past(self, reading: Reading) -> bool:
        """Tell whether the nearest such weekday lies behind, and what was set for it did not come about."""
        weekday = reading.partial.weekday
        if self.anchor is None or weekday is None or reading.partial.month:
            return False
        if (self.anchor.weekday() - weekday) % WEEK > WEEK // 2:
            return False
        whole = self.within.sentence(reading.span)
        planned = self.context.past_plans.search(self.text, whole.start, reading.span.start)
        return bool(planned or self.context.called_off.search(self.text, reading.span.end, whole.end))

    def _is_set_for(self, reading: Reading) -> bool:
        """Tell whether a word that is no part of a phrase sets something for the day ("na piątek").

        Behind another date it joins the two ("с понедельника на вторник"); with a month it may tell what is
        counted by it ("wages for November").
        """
        start = reading.span.start
        before = self.text[max(0, start - BEFORE) : start]
        word = self.context.toward.search(before)
        if word is None or self.context.behind.search(before) or reading.partial.precision != "day":
            return False
        return self.previous is None or start - self.previous.span.end > len(word[0]) + 1

    def _signs(self, direction: Literal[-1, 1], low: int, high: int, *, verbs: bool) -> Iterator[Span]:
        """Yield the words between two places that tell of the past or of the future: listed ones, verbs."""
        listed = self.context.future if direction > 0 else self.context.past
        yield from (Span(*match.span()) for match in listed.finditer(self.text, low, high))
        for match in _WORD.finditer(self.text, low, high) if verbs else ():
            if tense(match[0], self.language) == direction:
                yield Span(*match.span())

    def _distance(self, signs: Iterable[Span], span: Span, low: int) -> int | None:
        """Return how far the nearest sign lies; each comma between counts like a dozen words.

        What stands behind more of them ("X, who has sat since 1997, runs against Y, a nurse, in May") tells
        the time of another clause; what stands behind an article ("a registered nurse") tells none.
        """
        best = None
        for sign in signs:
            if sign.end <= span.start:
                between = self.text[sign.end : span.start]
            elif sign.start >= span.end:
                between = self.text[span.end : sign.start]
            else:
                continue
            breaks = len(BREAK.findall(between))
            if breaks > NEAR_CLAUSES or self.context.determiner.search(
                self.text, max(low, sign.start - BEFORE), sign.start
            ):
                continue
            away = len(between) + 60 * breaks
            best = away if best is None else min(best, away)
        return best

    def _context_year(self, reading: Reading, direction: int) -> int | None:
        """Return a year named shortly before that the expression leans on, None to let the anchor speak.

        A year alone ("until the end of 2030") is of its own sentence: what comes next may be long past. What
        is told as past leans on no day that is told as to come, nor the other way round.
        """
        named = self.year
        if named is None or named.value is None or reading.partial.month is None:
            return None
        year, at = int(named.value[:4]), named.span
        between = self.content[at.end : reading.span.start]
        if self.anchor is None:
            dated = len(named.value) > len("2000") and "\n" not in between
            near = dated or self.within.sentence(at) == self.within.sentence(reading.span)
            return year if near and named.tense * direction >= 0 else None
        before = self.text[max(0, reading.span.start - BEFORE) : reading.span.start]
        return year if len(between) < LONGEST_CLAUSE and self.context.that.search(before) else None

    def _seen_from(self, partial: Partial) -> date | None:
        """Return the day of publication, or one near it for what only lacks its year."""
        if self.anchor is None and self.about and partial.month:
            return date.fromisoformat(self.about)
        return self.anchor

    def _timex(self, reading: Reading) -> Timex:
        partial = reading.partial
        direction = self._tense(reading) if partial.leans or partial.complete else 0
        value = resolve(partial, self._seen_from(partial), direction, self._context_year(reading, direction))
        clause = self.within.clause(reading.span)
        if (
            reading.tags == "T"
            and self.day
            and self.within.sentence(self.day[1]) == self.within.sentence(reading.span)
        ):
            value = f"{self.day[0]}T{partial.time}"
        timex = Timex(
            span=reading.span,
            clause=clause,
            value=value,
            precision=_precision(value, reading),
            tense=direction,
        )
        if self._is_open(reading):
            timex = replace(timex, value=None, precision=partial.precision)
        if partial.year:
            self.year = timex
        if timex.value and len(timex.value) >= 10:
            self.day = (timex.value[:10], reading.span)
        return timex

    def _is_open(self, reading: Reading) -> bool:
        """Tell whether "the day before" may also count from another day that its sentence named before."""
        day = self.previous
        if day is None or day.partial.precision not in {"day", "time"}:
            return False
        if not self.context.from_there.fullmatch(self.text, reading.span.start, reading.span.end):
            return False
        today = self.day is not None and self.day[1] == day.span and self.day[0] == str(self.anchor)
        return not today and self.within.sentence(day.span) == self.within.sentence(reading.span)


def _precision(value: str | None, reading: Reading) -> Precision:
    lengths: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
    return reading.partial.precision if value is None else lengths.get(len(value), "time")
