"""Date the articles that give no date, by those of the same story that do.

An article is dated only where its own time expressions and the dates of the others together leave one
day: never by the others alone. Everything found so has the basis ``inferred`` and names its evidence. What
stays undated learns about when its story was told, for the years of the days that it names.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from rashomon.compare.dayhints import MONTH, Hint, away, bounds, hints, read_hint
from rashomon.model.annotation import Analysis, Published
from rashomon.model.story import Story
from rashomon.model.text import Reference

SPREAD = 5  # days within which the dated articles must lie to speak for the others
YEAR_REACH = 45  # days by which a date without a year may be away from a full one that gives its year
NEAR = 3  # days between a day that an article names and the day on which the others appeared
JUST_AFTER = 2  # days behind a named day of which a past weekday is rather one than of the week before
ADJACENT = 12  # characters between "tomorrow" and the date that it stands beside


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anchor:
    """A known day of publication, what it rests on, and what that article says of days."""

    day: date
    evidence: tuple[Reference, ...]
    hints: tuple[Hint, ...]


_Answer = tuple[date, tuple[Reference, ...]]
_Full = tuple[str, tuple[Reference, ...]]
"""A day or month with its year (ISO 8601), and where it is told."""
_Rule = Callable[[tuple[Hint, ...], Sequence[_Anchor], dict[int, _Answer]], _Answer | None]


def date_undated(story: Story) -> Story:
    """Return the story with publication days for those undated articles whose own words allow it."""
    found = [_with_year(a, story.analyses) for a in story.analyses]
    anchors = [anchor for a in found if (anchor := _anchor(a))]
    if not anchors:
        told = _weekday_told(found)
        return replace(story, analyses=tuple(_about(a, told) if told else a for a in found))
    if _spread(anchors) > SPREAD:
        return replace(story, analyses=tuple(found))
    clocks = _clocks(found, anchors)
    dated = (a if a.structure.published.value else _inferred(a, anchors, clocks) for a in found)
    middle = sorted(a.day for a in anchors)[len(anchors) // 2]
    return replace(story, analyses=tuple(_about(a, middle) for a in dated))


def _spread(anchors: Sequence[_Anchor]) -> int:
    days = [a.day for a in anchors]
    return (max(days) - min(days)).days


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _anchor(analysis: Analysis) -> _Anchor | None:
    published = analysis.structure.published
    day = _day(published.value)
    return _Anchor(day=day, evidence=published.evidence, hints=hints(analysis)) if day else None


def _dated(analysis: Analysis, day: date, evidence: Sequence[Reference]) -> Analysis:
    unique = tuple(dict.fromkeys(evidence))
    published = Published(value=day.isoformat(), basis="inferred", evidence=unique)
    return replace(analysis, structure=replace(analysis.structure, published=published))


def _about(analysis: Analysis, day: date) -> Analysis:
    """Let an article that stays undated know about when its story was told."""
    published = analysis.structure.published
    if published.value:
        return analysis
    known = replace(published, about=day.isoformat())
    return replace(analysis, structure=replace(analysis.structure, published=known))


def _with_year(analysis: Analysis, siblings: Sequence[Analysis]) -> Analysis:
    """Give a dateline without a year the year of the nearest full date that the story holds.

    A year in which the article would tell of the past as to come, or of the future as past, is none; nor is
    one long before a day that another tells as past.
    """
    published = analysis.structure.published
    if published.value or not published.evidence:
        return analysis
    own = published.evidence[0]
    said = read_hint(own, analysis.text_of(own.span), analysis.language)
    since = _past(siblings) - timedelta(YEAR_REACH)
    for full in (_stated, _named):
        known = [pair for sibling in siblings for pair in full(sibling)]
        near = [
            (away(day, stated), day, evidence)
            for stated, evidence in known
            for year in (int(stated[:4]) - 1, int(stated[:4]), int(stated[:4]) + 1)
            if (day := said.on(year)) and day >= since and _fits(day, analysis)
        ]
        best = min(near, key=lambda n: n[0], default=None)
        if best and best[0] <= YEAR_REACH:
            return _dated(analysis, best[1], (own, *best[2]))
    return analysis


def _past(analyses: Sequence[Analysis]) -> date:
    """Return the latest day or month told as past anywhere in a story; the first of all days if none is.

    What lies behind the last day on which an article is known to have appeared was not past.
    """
    known = [day for a in analyses if (day := _day(a.structure.published.value))]
    told = (t for a in analyses for t in a.timexes if t.tense < 0 and t.value and len(t.value) >= MONTH)
    past = (bounds((t.value or "")[:10])[0] for t in told)
    past = (day for day in past if not known or day <= max(known))
    return max(past, default=date.min + timedelta(YEAR_REACH))


def _stated(analysis: Analysis) -> list[_Full]:
    published = analysis.structure.published
    return [(published.value[:10], published.evidence)] if _day(published.value) and published.value else []


def _named(analysis: Analysis) -> list[_Full]:
    """Return the days and months with a year in an article's text."""
    return [
        (t.value[:10], (Reference(analysis.article.id, t.span),))
        for t in analysis.timexes
        if t.value and len(t.value) >= MONTH
    ]


def _weekday_told(analyses: Sequence[Analysis]) -> date | None:
    """Return a day told with its week day ("Friday, 28 September") that a full date near it gives the year.

    The week day must be that of the day in this year, and all such days of the story must agree on the year.
    """
    said = [hint for a in analyses for hint in hints(a) if hint.weekday is not None and hint.day]
    named = {stated: int(stated[:4]) for a in analyses for stated, _ in _named(a)}
    found = {
        day
        for hint in said
        for stated, year in named.items()
        for near in (year - 1, year, year + 1)
        if (day := hint.on(near)) and day.weekday() == hint.weekday and away(day, stated) <= YEAR_REACH
    }
    return min(found) if len({day.year for day in found}) == 1 else None


def _fits(day: date, analysis: Analysis) -> bool:
    """Tell whether what an article tells as past or as to come was so on this day."""
    for timex in analysis.timexes:
        if timex.tense and timex.value and len(timex.value) >= MONTH:
            first, last = bounds(timex.value[:10])
            if day < first if timex.tense < 0 else day > last:
                return False
    return True


def _clocks(analyses: Sequence[Analysis], anchors: Sequence[_Anchor]) -> dict[int, _Answer]:
    """Map each clock time that stands with a date, anywhere in the story, to that date."""
    year = anchors[0].day.year
    found: dict[int, _Answer] = {}
    for analysis in analyses:
        for hint in hints(analysis):
            day = hint.on(year)
            if hint.clock is not None and day and _is_near(day, anchors):
                found.setdefault(hint.clock, (day, (hint.reference,)))
    return found


def _is_near(day: date, anchors: Sequence[_Anchor], reach: int = SPREAD) -> bool:
    return any(abs((day - a.day).days) <= reach for a in anchors)


def _inferred(analysis: Analysis, anchors: Sequence[_Anchor], clocks: dict[int, _Answer]) -> Analysis:
    said = hints(analysis)
    for rule in _RULES:
        answer = rule(said, anchors, clocks)
        if answer and _is_near(answer[0], anchors) and _suits_dateline(analysis, answer[0]):
            shown = [r for a in anchors for r in a.evidence]
            return _dated(analysis, answer[0], (*answer[1], *shown))
    return analysis


def _suits_dateline(analysis: Analysis, day: date) -> bool:
    """Tell whether a day is the one of an article's dateline, which lacks the year, if it has one."""
    own = next(iter(analysis.structure.published.evidence), None)
    said = read_hint(own, analysis.text_of(own.span), analysis.language) if own else None
    named = said.on(day.year) if said else None
    return named is None or named == day


def _by_apposition(
    said: tuple[Hint, ...], anchors: Sequence[_Anchor], _: dict[int, _Answer]
) -> _Answer | None:
    """Day word and date side by side are one day, as in "tomorrow, 10 August"."""
    for first, second in pairwise(said):
        if second.reference.span.start - first.reference.span.end > ADJACENT:
            continue
        for word, named in ((first, second), (second, first)):
            day = named.on(anchors[0].day.year)
            if word.shift is not None and day:
                return day - timedelta(word.shift), (first.reference, second.reference)
    return None


def _by_clock(said: tuple[Hint, ...], _: Sequence[_Anchor], clocks: dict[int, _Answer]) -> _Answer | None:
    """The same clock time is the same moment: "tomorrow at 3.01" here, "10 August at 3.01" elsewhere."""
    for hint in said:
        if hint.shift is not None and hint.clock in clocks:
            day, evidence = clocks[hint.clock]
            return day - timedelta(hint.shift), (hint.reference, *evidence)
    return None


def _by_day_words(
    said: tuple[Hint, ...], anchors: Sequence[_Anchor], _: dict[int, _Answer]
) -> _Answer | None:
    """Most say "today" there and "tomorrow" here: the same day, seen from the day before."""
    for anchor in anchors:
        theirs = _usual_shift(anchor.hints)
        own = _usual_shift(said, theirs)
        if own is not None and theirs is not None and _spread(anchors) == 0:
            references = [h.reference for h in said if h.shift == own]
            references += [h.reference for h in anchor.hints if h.shift == theirs]
            return anchor.day + timedelta(theirs - own), tuple(references)
    return None


def _usual_shift(said: Sequence[Hint], tied: int | None = None) -> int | None:
    """Return the day word that more than half of an article's are, or half of them where it is ``tied``."""
    counts = Counter(h.shift for h in said if h.shift is not None)
    if tied is not None and counts[tied] and counts[tied] * 2 == counts.total():
        return tied
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] * 2 > counts.total() else None


def _by_named_day(
    said: tuple[Hint, ...], anchors: Sequence[_Anchor], _: dict[int, _Answer]
) -> _Answer | None:
    """The day that it names most is one on which others appeared."""
    named = [
        (day, h.reference)
        for h in said
        if (day := h.on(anchors[0].day.year)) and _is_near(day, anchors, NEAR)
    ]
    if not named:
        return None
    day = Counter(d for d, _ in named).most_common(1)[0][0]
    if day not in {a.day for a in anchors} or any(_behind(day, hint) for hint in said):
        return None
    return day, tuple(r for d, r in named if d == day)


def _behind(day: date, hint: Hint) -> bool:
    """Tell whether a weekday told as past is rather one of the next days than nearly a week ago."""
    if not hint.past or hint.weekday is None or hint.day is not None:
        return False
    return 0 < (hint.weekday - day.weekday()) % 7 <= JUST_AFTER


def _by_weekday(said: tuple[Hint, ...], anchors: Sequence[_Anchor], _: dict[int, _Answer]) -> _Answer | None:
    """News names the day it tells of by its weekday alone: the one on which others appeared too."""
    bare = [h for h in said if h.weekday is not None and h.day is None]
    counts = Counter(h.weekday for h in bare)
    most = {weekday for weekday, count in counts.items() if count == max(counts.values())}
    days = {a.day for a in anchors if a.day.weekday() in most}
    if len(days) != 1:
        return None
    day = days.pop()
    return day, tuple(h.reference for h in bare if h.weekday == day.weekday())


_RULES: tuple[_Rule, ...] = (_by_apposition, _by_clock, _by_day_words, _by_named_day, _by_weekday)


def earliest(story: Story, articles: Iterable[str]) -> str | None:
    """Return the article that appeared first, None unless the days of all are known and one comes first."""
    dates = {article: story.analysis(article).structure.published.value for article in articles}
    known = sorted((value[:10], article) for article, value in dates.items() if value and len(value) >= 10)
    if len(known) < len(dates) or len(known) < 2 or known[0][0] == known[1][0]:
        return None
    return known[0][1]
