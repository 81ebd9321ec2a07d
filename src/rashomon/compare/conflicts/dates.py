"""Conflicts of time: two days or times of day for one thing."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import product

from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.contrasts import clock
from rashomon.compare.conflicts.found import Found
from rashomon.compare.dayhints import hint_of
from rashomon.compare.ground import Ground, Rows
from rashomon.compare.namespots import Name, one_name
from rashomon.compare.negations import clause_around
from rashomon.compare.wording import Passage
from rashomon.lang.attribution import word_labels
from rashomon.lang.brief import brief_words
from rashomon.lang.claims import is_verb
from rashomon.lang.dates import dates as time_words
from rashomon.lang.terms import has
from rashomon.model.annotation import Timex
from rashomon.model.phrase import Phrase

DATED, ABROAD, CALENDAR, TIMED = 0.5, 0.35, 0.45, 0.4
"""Bond that two days need, two near ones of two languages whose words are linked, two months or years, and
two times of day."""
WEEK = 7
"""Days that lie so near are rather those of one thing than of two."""
ONE_ACT, ONE_ACT_ABROAD = 0.6, 0.4
"""Cosine of two verbs from which they tell of one act, within a language and across two."""

OPENS = 2
"""Words of a clause among which a relative pronoun stands, behind a preposition perhaps."""

_FULL = re.compile(r"\d{4}(-\d{2})?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def times_differ(ground: Ground, rows: Rows) -> bool:
    """Tell whether each of two claims gives one day, or one time of day, and these are not the same."""
    if not all(ground.claims[row].timexes for row in rows):
        return False
    days = [_days(ground, row) or _calendar(ground, row) for row in rows]
    times = [_times(ground, row) for row in rows]
    return (len(days[0]) == len(days[1]) == 1 and days[0][0].value != days[1][0].value) or (
        len(times[0]) == len(times[1]) == 1 and times[0][0][0] != times[1][0][0]
    )


def one_time(ground: Ground, rows: Rows) -> bool:
    """Tell whether two claims may speak of one time: no dates that exclude each other.

    The same words ("in March") are one time, whatever day each of them was reckoned from. Where an article
    has no date, the week day or the day of a month excludes another.
    """
    a, b = (
        [(t.value, ground.cited(row, t.span).casefold()) for t in ground.claims[row].timexes if t.value]
        for row in rows
    )
    alike = (x.startswith(y) or y.startswith(x) or told == other for x, told in a for y, other in b)
    return (not a or not b or any(alike)) and not _named_apart(ground, rows)


A_YEAR = 1
"""Years back up to which what is told of a year may be the news itself, which others tell without a date."""


def one_long_past(ground: Ground, rows: Rows) -> bool:
    """Tell whether one claim is dated long before its article and the other not at all.

    What is told without a date is mostly news, and what was so may have changed since.
    """
    dated = [bool(ground.claims[row].timexes) for row in rows]
    return any(dated) and not all(dated) and any(_long_past(ground, row) for row in rows)


def _long_past(ground: Ground, row: int) -> bool:
    published = ground.analysis(row).structure.published
    own = published.value or published.about
    told = [t.value for t in ground.claims[row].timexes if t.value and t.value[:4].isdecimal()]
    return bool(own and told) and all(int(value[:4]) + A_YEAR < int((own or "")[:4]) for value in told)


def _named_apart(ground: Ground, rows: Rows) -> bool:
    analyses = (ground.analysis(row) for row in rows)
    hints = (
        [hint_of(analysis, t) for t in ground.claims[row].timexes if t.precision in {"day", "time"}]
        for row, analysis in zip(rows, analyses, strict=True)
    )
    pairs = list(product(*hints))
    return bool(pairs) and all(one.excludes(other) for one, other in pairs)


def dates(ground: Ground, rows: Rows) -> Iterator[Found]:
    """Yield two claims that give another day for one thing, or another month or year of the calendar."""
    a, b = (_days(ground, row) or _calendar(ground, row) for row in rows)
    one_each = len(a) == len(b) == 1 and a[0].precision == b[0].precision
    one_each = one_each and _dated_apart(ground, rows, a[0], b[0])
    if one_each and ground.bonds.of(*rows) >= _needed(ground, rows, a[0], b[0]):
        cited = [ground.cited(row, t.span) for row, t in zip(rows, (a[0], b[0]), strict=True)]
        why = Phrase(key="differ_day", words=(cited[0], a[0].value or "", cited[1], b[0].value or ""))
        about = f"{a[0].value} {b[0].value}"
        at = (a[0].span, b[0].span)
        score = scores.VALUE.of(ground.bonds.of(*rows))
        yield Found(kind="date", rows=rows, score=score, why=why, about=about, at=at)


def _needed(ground: Ground, rows: Rows, a: Timex, b: Timex) -> float:
    if a.precision != "day":
        return CALENDAR
    days = [date.fromisoformat(t.value) for t in (a, b) if t.value]
    near = len(days) == len(rows) and abs((days[0] - days[1]).days) <= WEEK
    foreign = not ground.one_language(*rows)
    return ABROAD if foreign and near and ground.linked(rows, a.span, b.span) else DATED


def _dated_apart(ground: Ground, rows: Rows, a: Timex, b: Timex) -> bool:
    """Tell whether two days differ, of acts that answer each other.

    The same word ("Monday") for two days rests on when the articles appeared, which is no contradiction.
    """
    if a.value == b.value or ground.cited(rows[0], a.span) == ground.cited(rows[1], b.span):
        return False
    if other_names(ground, rows) or _to_come(ground, rows, a, b) or _reckoned(ground, rows, a, b):
        return False
    return _one_act(ground, rows, (a, b))


def _one_act(ground: Ground, rows: Rows, times: tuple[Timex, Timex]) -> bool:
    """Tell whether the verbs beside two times answer each other, or one of them is not known.

    Of two languages one may tell by an auxiliary and a word that no list knows: only what tells counts.
    """
    same = ground.one_language(*rows)
    acts = [_act(ground, row, t, foreign=not same) for row, t in zip(rows, times, strict=True)]
    least = ONE_ACT if same else ONE_ACT_ABROAD
    linked = any((k.a, k.b) == tuple(acts) and k.near >= least for k in ground.aligner.links(*rows))
    unknown = None in acts and all(t.precision == "day" for t in times)
    return unknown or linked


def _reckoned(ground: Ground, rows: Rows, a: Timex, b: Timex) -> bool:
    """Tell whether a day was reckoned from one that need not be meant.

    Two days of one name differ in a year that not both give; "the day before that" is counted from whatever
    was told before.
    """
    analyses = [ground.analysis(row) for row in rows]
    hints = [hint_of(analysis, t) for analysis, t in zip(analyses, (a, b), strict=True)]
    texts = [analysis.text_of(t.span) for analysis, t in zip(analyses, (a, b), strict=True)]
    one_name = hints[0].day is not None and (hints[0].month, hints[0].day) == (hints[1].month, hints[1].day)
    pointing = any(
        hint.shift and has(brief_words(analysis.language).anaphora, text)
        for analysis, hint, text in zip(analyses, hints, texts, strict=True)
    )
    return pointing or (one_name and not all(_YEAR.search(text) for text in texts))


def _to_come(ground: Ground, rows: Rows, a: Timex, b: Timex) -> bool:
    """Tell whether one day had not come yet when the other account told of a day that had."""
    known = [ground.analysis(row).structure.published.value for row in rows]
    days = a.value or "", b.value or ""
    return any(day and own <= day < other for day, own, other in zip(known, days, days[::-1], strict=True))


def other_names(ground: Ground, rows: Rows) -> bool:
    """Tell whether two claims of one language name another in one place, or each one more than the other."""
    i, j = rows
    if not ground.one_language(i, j):
        return False
    links, (here, there) = ground.aligner.links(i, j), (_names(ground, row) for row in rows)
    if any(k.a in here and k.b in there and not one_name(here[k.a], there[k.b]) for k in links):
        return True
    lone = [name for at, name in here.items() if at not in {k.a for k in links}]
    other = [name for at, name in there.items() if at not in {k.b for k in links}]
    return len(lone) == len(other) == 1 and not one_name(lone[0], other[0])


def _names(ground: Ground, row: int) -> dict[int, Name]:
    """Return the names of a claim but for those of days and months."""
    words, timexes = ground.read[row].words, ground.claims[row].timexes
    named = ground.names_at(row).items()
    return {at: name for at, name in named if not any(t.span.overlap(words[at].span) for t in timexes)}


def _act(ground: Ground, row: int, timex: Timex, *, foreign: bool) -> int | None:
    """Return the place of the verb that stands nearest to a date, None if no verb is known."""
    passage, telling = ground.read[row], ground.aligner.telling(row)
    verbs = [n for n, word in enumerate(passage.words) if is_verb(passage.language, word.form)]
    verbs = [n for n in verbs if (n in telling or not foreign) and not _set_in(passage, n, timex)]
    return min(verbs, key=lambda n: abs(passage.words[n].span.start - timex.span.start), default=None)


def _set_in(passage: Passage, at: int, timex: Timex) -> bool:
    """Tell whether a word stands in a relative clause that a date is outside of."""
    clause = [passage.words[k] for k in clause_around(passage, at)]
    relative = any("relative" in word_labels(passage.language, word.form) for word in clause[:OPENS])
    return relative and not any(timex.span.overlap(word.span) for word in clause)


def _told_times(ground: Ground, row: int) -> list[Timex]:
    """Return the dates of what a claim tells, without when somebody said so ("…, X said on Monday")."""
    claim = ground.claims[row]
    quotes = ground.places(row).quotes.overlapping(claim.span)
    cues = [quote.cue for quote in quotes if quote.cue and quote.span < quote.cue]
    return [t for t in claim.timexes if not any(cue < t.span for cue in cues if claim.span.contains(cue))]


def _days(ground: Ground, row: int) -> list[Timex]:
    """Return the days that a claim gives, none where one of them is not known."""
    days = [t for t in _told_times(ground, row) if t.precision == "day"]
    return days if all(t.value for t in days) else []


def _calendar(ground: Ground, row: int) -> list[Timex]:
    """Return the months or years that a claim gives in full, if it gives nothing else and denies nothing."""
    told = _told_times(ground, row)
    full = [t for t in told if _FULL.fullmatch(t.value or "") and _YEAR.search(ground.cited(row, t.span))]
    return full if len(full) == len(told) and not ground.negated[row] else []


def clocks(ground: Ground, rows: Rows) -> Iterator[Found]:
    """Yield two claims that give another time of day for one thing."""
    a, b = (_times(ground, row) for row in rows)
    one_each = len(a) == len(b) == 1 and a[0][0] != b[0][0] and ground.bonds.of(*rows) >= TIMED
    if one_each and _one_act(ground, rows, (a[0][1], b[0][1])) and not _by_two_clocks(ground, rows):
        texts = [ground.cited(row, t.span) for row, (_, t) in zip(rows, (a[0], b[0]), strict=True)]
        why = Phrase(key="differ_time", words=tuple(texts))
        about = f"{a[0][0]} {b[0][0]}"
        score = scores.VALUE.of(ground.bonds.of(*rows))
        yield Found(kind="date", rows=rows, score=score, why=why, about=about)


def _by_two_clocks(ground: Ground, rows: Rows) -> bool:
    """Tell whether one of two claims says by which clock it gives a time of day ("local time")."""
    return any(has(time_words(ground.read[row].language).zones, ground.read[row].text) for row in rows)


def _times(ground: Ground, row: int) -> list[tuple[int, Timex]]:
    analysis = ground.analysis(row)
    read = ((clock(analysis, t), t) for t in _told_times(ground, row))
    return [(minutes, t) for minutes, t in read if minutes is not None]
