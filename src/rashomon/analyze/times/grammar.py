"""Join the atoms of dates to whole expressions by a small grammar over their tags.

Atoms of one line, with signs for what stands between them, are written as a string of tags; regular
expressions over that string are the grammar. So each form of a date is one line below.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from rashomon.analyze.times.calendar import SOLAR_YEARS, Partial, solar_day
from rashomon.analyze.times.words import SOLAR, Atom, Lexicon
from rashomon.model.text import Span

LINK, LIST = r"[~^,]?", r"[&^,]"
YEAR = r"(?:[PCF]y|y[PCF]|[yr]?Y|r)"
MONTH = r"(?:[PCF]?[Mm][PCF]?)"
DAY_MONTH = {
    "dmy": rf"D(?:{LIST}D)*{LINK}[Mm]",
    "ymd": rf"(?:{YEAR}{LINK})?[Mm]{LINK}D(?:{LIST}D)*",
    "mdy": rf"(?:[Mm]{LINK}D(?:{LIST}D)*|D(?:{LIST}D)*{LINK}[Mm])",
}
WIDEST_GAP = 24
JOINED = "&"
"""Sign for a word such as "and" or "to" between two expressions."""
_FIELDS = {"Y": "year", "M": "month", "m": "month", "W": "weekday", "S": "season"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One expression as it stands: what its words give, its tags and its offsets in code points.

    ``ahead`` is the number of units that a bare span ("two weeks") comes to, else 0.
    """

    span: Span
    partial: Partial
    tags: str
    ahead: int = 0


def grammar(order: str) -> re.Pattern[str]:
    """Return the forms of dates as one pattern over tags, the fullest first."""
    date = (
        rf"I|X|{DAY_MONTH[order]}(?:{LINK}{YEAR})?|{MONTH}{LINK}{YEAR}|{YEAR}{LINK}{MONTH}"
        rf"|{YEAR}{LINK}S|S{LINK}{YEAR}|[PCF]S|S[PF]|{MONTH}|{YEAR}"
    )
    weekday = r"[PCF]?W[PF]?"
    full = rf"(?:T{LINK})?(?:{weekday}{LINK})?(?:{date})(?:{LINK}{weekday})?(?:{LINK}T)?"
    others = rf"(?:T{LINK})?(?:{weekday}|R)(?:{LINK}T)?|v|K|[PCF][wo]|[wo][PF]|(?P<span>[DN]?[dwoye])|T"
    return re.compile(rf"(?:{full})|{others}")


FORMS = {order: grammar(order) for order in DAY_MONTH}


def _runs(text: str, known: Lexicon, atoms: Iterable[Atom]) -> Iterator[list[tuple[str, Atom]]]:
    """Part the atoms into runs that one expression can lie in, each atom with the sign before it."""
    run: list[tuple[str, Atom]] = []
    for atom in atoms:
        between = text[run[-1][1].end : atom.start] if run else ""
        sign = known.gap(between) if len(between) <= WIDEST_GAP else "|"
        if run and sign == "|":
            yield run
            run = []
        run.append((sign if run else "", atom))
    if run:
        yield run


def readings(text: str, known: Lexicon, atoms: Iterable[Atom]) -> Iterator[Reading]:
    """Yield the expressions that the atoms of a text make up, in reading order.

    Of two that are joined the second gives the first its year ("from 3 May to 5 June 2031").
    """
    first = None
    for second in _one_by_one(text, known, atoms):
        if first is not None:
            yield _dated_by(first, second, known.gap(text[first.span.end : second.span.start]))
        first = second
    if first is not None:
        yield first


def _dated_by(first: Reading, second: Reading, between: str) -> Reading:
    """Return a day or month with the year of the one it is joined to, or the year before ("December")."""
    one, other = first.partial, second.partial
    bare = one.month and not (one.year or one.turn or one.shift) and bool(one.day) == bool(other.day)
    if between != JOINED or not bare or not (other.year and other.month):
        return first
    earlier = (one.month, one.day or 0) <= (other.month, other.day or 0)
    return replace(first, partial=replace(one, year=other.year if earlier else other.year - 1))


def _one_by_one(text: str, known: Lexicon, atoms: Iterable[Atom]) -> Iterator[Reading]:
    for run in _runs(text, known, atoms):
        tags, home = "", []
        for sign, atom in run:
            tags += sign + atom.tag
            home += [None] * len(sign) + [atom]
        for start, end, counts in _forms(known.words.order, tags):
            parts = [atom for atom in home[start:end] if atom]
            yield from _read(parts, known, counts=counts)


@lru_cache(maxsize=1 << 12)
def _forms(order: str, tags: str) -> tuple[tuple[int, int, bool], ...]:
    """Return where expressions begin and end in a run of tags, and which of them only count units."""
    return tuple((*match.span(), match["span"] is not None) for match in FORMS[order].finditer(tags))


def _read(parts: list[Atom], known: Lexicon, *, counts: bool) -> Iterator[Reading]:
    tags = "".join(p.tag for p in parts)
    if counts:
        number = parts[0].number if tags[0] in "DN" else 1
        count = Partial(unit=parts[-1].unit, shift=number)
        yield Reading(span=Span(parts[0].start, parts[-1].end), partial=count, tags=tags, ahead=number)
        return
    partial = _partial(parts, known)
    if partial is None:
        return
    days = [p for p in parts if p.tag == "D"]
    for early in days[:-1] if known.words.order == "dmy" else days[1:]:
        one = Partial(
            year=partial.year, month=partial.month, day=early.number, unit=partial.unit, shift=partial.shift
        )
        yield Reading(span=Span(early.start, early.end), partial=one, tags=tags)
    yield Reading(span=_main_span(parts, days, known), partial=partial, tags=tags)


def _main_span(parts: list[Atom], days: list[Atom], known: Lexicon) -> Span:
    """Return the span without the other days of a list, so that two readings never overlap."""
    if len(days) < 2:
        return Span(parts[0].start, parts[-1].end)
    if known.words.order == "dmy":
        return Span(days[-1].start, parts[-1].end)
    return Span(parts[0].start, days[0].end)


def _partial(parts: list[Atom], known: Lexicon) -> Partial | None:
    values: dict[str, int | str | bool | None] = {}
    days = [p for p in parts if p.tag == "D"]
    if days:
        values["day"] = (days[-1] if known.words.order == "dmy" else days[0]).number
    for i, part in enumerate(parts):
        if part.tag in "IX":
            stamp = _stamp(part, known.words.order)
            if stamp is None:
                return None
            values |= dict(zip(("year", "month", "day"), stamp, strict=True))
        elif part.tag in "PCF":
            _turn(parts, i, values)
        else:
            values |= _plain(part, values)
    if "Y" in (part.tag for part in parts):
        values |= {"unit": None, "shift": 0}  # "of the year 2031" counts no years from now
    if days and not 1 <= int(values["day"] or 0) <= 31:
        return None
    partial = Partial(**values)  # type: ignore[arg-type]
    return _from_solar(partial) if known.words.solar_months else partial


def _from_solar(partial: Partial) -> Partial | None:
    """Turn a day of the Iranian calendar into ours; its months and years span two of ours, so None."""
    solar_year = partial.year is not None and SOLAR_YEARS[0] <= partial.year <= SOLAR_YEARS[1]
    if not solar_year and (partial.month or 0) <= SOLAR:
        return partial
    if not (solar_year and partial.year and partial.day and partial.month and partial.month > SOLAR):
        return None
    day = solar_day(partial.year, partial.month - SOLAR, partial.day)
    return replace(partial, year=day.year, month=day.month, day=day.day)


def _plain(part: Atom, values: dict[str, int | str | bool | None]) -> dict[str, int | str | bool | None]:
    """Return the fields that one atom fills; a unit beside "last" has its shift already."""
    if part.tag in _FIELDS:
        return {_FIELDS[part.tag]: part.number}
    if part.tag == "T":
        return {"time": part.text}
    if part.tag == "K":
        return {"decade": True}
    if part.tag in "Rrv":
        return {"unit": part.unit, "shift": part.number}
    return {"unit": part.unit, "shift": values.get("shift", 0)} if part.tag in "woy" else {}


def _turn(parts: list[Atom], i: int, values: dict[str, int | str | bool | None]) -> None:
    """Let "last" and "next" bear on the unit or name beside them, the one behind first."""
    beside = [p.tag for p in (*parts[i + 1 : i + 2], *parts[max(i - 1, 0) : i]) if p.tag not in "DT"]
    if beside and beside[0] in "woy":
        values["shift"] = parts[i].number
    else:
        values["turn"] = parts[i].number


def _stamp(part: Atom, order: str) -> tuple[int, int, int] | None:
    figures = [int(n) for n in re.findall(r"\d+", part.text)]
    if part.tag == "I":
        year, month, day = figures
    else:
        day, month, year = figures
        if (order == "mdy" and "/" in part.text and day <= 12) or month > 12:
            day, month = month, day
        year += 0 if year > 99 else 2000 if year < 70 else 1900
    return (year, month, day) if 1000 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= 31 else None
