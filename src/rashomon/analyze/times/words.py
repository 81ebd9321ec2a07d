"""Find the words and figures that dates are made of, each with a one-letter tag.

Tags: ``I`` ISO date, ``X`` date in figures, ``T`` time of day, ``Y`` year, ``K`` decade, ``D`` day or
other short number, ``N`` number word, ``M`` month, ``m`` its abbreviation, ``W`` weekday, ``S`` season,
``R`` day counted from now, ``r`` year and ``v`` week or month counted from now, ``P C F`` last, this and
next, ``d w o y e`` day, week, month, year and decade as units.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rashomon.analyze.patterns import any_of, dictionary
from rashomon.analyze.times.hourparts import HourParts, hour_parts
from rashomon.lang.dates import Dates, abbreviations, dates
from rashomon.lang.numbers import Numbers
from rashomon.lang.pack import section
from rashomon.lang.scanning import Scanner
from rashomon.lang.terms import AFTER, BEFORE, UNSPACED

NOON, MIDNIGHT = "12:00", "00:00"
NOON_HOUR, LAST_HOUR = 12, 24
DAWN = 6
"""The hour up to which an hour of the night is one of the morning."""
SOLAR = 100
"""Added to the number of a month of the Iranian calendar."""
UNIT_TAGS = {"day": "d", "week": "w", "month": "o", "year": "y", "decade": "e"}
RELATIVE_TAGS = {"day": "R", "week": "v", "month": "v", "year": "r", "decade": "v"}


@dataclass(frozen=True, slots=True)
class Atom:
    """One word or figure: ``[start, end)`` in code points, its tag, and its number or written form."""

    start: int
    end: int
    tag: str
    number: int = 0
    unit: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The time words of one language; ``gaps`` read what parts two atoms.

    ``meaning`` gives tag, number and unit of a matched word or phrase, None for one of no use; ``hour``
    finds an hour of the clock in words, ``hours`` tells which it is; ``parts`` reads half hours.
    """

    words: Dates
    scanner: Scanner
    meaning: Callable[[str], tuple[str, int, str] | None]
    hour: re.Pattern[str]
    hours: Callable[[str], int | None]
    parts: HourParts | None
    gaps: tuple[tuple[re.Pattern[str], str], ...]

    def gap(self, text: str) -> str:
        """Return the sign of what stands between two atoms, ``|`` if it parts them."""
        return next((sign for pattern, sign in self.gaps if pattern.fullmatch(text)), "|")


def _terms(language: str) -> list[tuple[str, tuple[str, int, str] | None]]:
    words = dates(language)
    found: list[tuple[str, tuple[str, int, str] | None]] = [(term, ("T", 0, NOON)) for term in words.noon]
    found += [(term, ("T", 0, MIDNIGHT)) for term in words.midnight]
    # A part of the day says nothing alone, but is read as a whole: "下" in "下午" is not "next".
    found += [(t, None) for t in _day_parts(words)]
    for tag, names in (
        ("M", words.months),
        ("m", abbreviations(language)),
        ("W", words.weekdays),
        ("S", words.seasons),
    ):
        start = 1 if tag in "Mm" else 0
        found += [(term, (tag, i, "")) for i, forms in enumerate(names, start) for term in forms]
    found += [(t, ("M", SOLAR + i, "")) for i, forms in enumerate(words.solar_months, 1) for t in forms]
    for relative in words.relative:
        meaning = RELATIVE_TAGS[relative.unit], relative.shift, relative.unit
        found += [(t, meaning) for t in relative.terms]
    turns = (("P", -1, words.previous), ("C", 0, words.current), ("F", 1, words.following))
    found += [(term, (tag, turn, "")) for tag, turn, terms in turns for term in terms]
    found += [(term, (UNIT_TAGS[unit], 0, unit)) for unit, terms in words.units.items() for term in terms]
    found += [(term, ("N", value, "")) for term, value in _whole_numbers(language).items() if value < 100]
    return sorted(found, key=lambda t: len(t[0]), reverse=True)


def _whole_numbers(language: str) -> dict[str, int]:
    numbers = section(language, "numbers", Numbers).words
    return {term: int(value) for term, value in numbers.items() if value == int(value)}


def _day_parts(words: Dates) -> tuple[str, ...]:
    return (*words.am, *words.pm, *words.night)


_STOP_BEFORE_FIGURE = re.compile(r"\.[^\S\n]?\d")
_OVER = rf"(?![^\W{UNSPACED}]|%)(?!-[^\W\d])(?![.,:]\d)"
"""What may stand behind a figure that is no part of a longer one."""


def _hours(words: Dates) -> str:
    """Return the pattern of full hours that words beside them show to be hours."""
    clock, after = any_of((*_day_parts(words), *words.clock)), any_of(words.hour_after)
    hour = rf"\d{{1,2}}(?:{any_of(words.marks)})?"
    named = rf"{any_of(words.hour_before)}[^\S\n]*{hour}(?:[^\S\n]?{after})?"
    closed = rf"\d{{1,2}}{any_of(words.minute_after)}"
    # "15 h 30" is a time of day whatever follows, "15 heures 30" only where the minutes count nothing.
    minutes = rf"(?:{closed}|(?<=\dh|\sh)[^\S\n]?[0-5]\d(?!\w)|[^\S\n][0-5]\d{_nothing(words)})?"
    cued = rf"{any_of(words.hour_cues)}[^\S\n]*{hour}[^\S\n]?{after}{minutes}"
    alone = rf"{any_of(words.hour_open)}[^\S\n]+\d{{1,2}}{_nothing(words)}"
    return rf"(?P<hour>(?:{named}|{cued}|{alone})(?![^\S\n]?{clock}{AFTER})){_OVER}"


def _nothing(words: Dates) -> str:
    """Return the pattern of a place behind an hour at which nothing stands that it could count."""
    links = any_of((*words.links, *words.joins))
    return rf"(?=[^\S\n]*(?:[^\w\s]|\n|\Z)|[^\S\n]+{links}(?!\w))"


def _spoken_hours(words: Dates, plain: Iterable[str]) -> str:
    """Return the pattern of hours in words; a plain number needs more beside it than an ordinal."""
    number, ordinal = any_of(plain), any_of(term for forms in words.hours for term in forms)
    cue, part = any_of(words.time_cues), any_of((*_day_parts(words), *words.clock))
    after, gap = any_of(words.hour_after), r"[^\S\n]*"
    of_day = rf"{cue}{gap}(?:{number}|{ordinal}){gap}{part}"
    counted = rf"{any_of(words.hour_cues)}{gap}{number}{gap}{after}|{cue}{gap}{ordinal}{gap}{after}"
    named = rf"{any_of(words.hour_before)}{gap}(?:{number}|{ordinal})"
    alone = rf"{any_of(words.hour_open)}{gap}(?:{number}|{ordinal}){_nothing(words)}"
    return rf"(?P<spoken>(?:{of_day}|{counted}|{named}|{alone}){AFTER})"


def _figures(words: Dates) -> str:
    clock, marks = any_of((*_day_parts(words), *words.clock)), any_of(words.marks)
    decade = any_of(words.decade_marks)
    years = any_of((*words.year_marks, *words.units.get("year", ())))
    return (
        r"(?<!\d[.,:])(?:"
        r"(?P<iso>\d{4}-\d{2}-\d{2}(?!\d))"
        r"|(?P<numeric>\d{1,2}(?P<sep>[./])[^\S\n]?\d{1,2}(?P=sep)[^\S\n]?(?:\d{4}|\d{2})"
        rf"{AFTER})"
        rf"|(?P<time>\d{{1,2}}(?:[:.]\d{{2}}|{marks})?[^\S\n]?{clock}{AFTER}|\d{{1,2}}[^\S\n]?h[^\S\n]?\d{{2}}(?!\w)|\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?![\w:])|\d{{1,2}}\.\d{{2}}(?![\w.,%]\w|\w))"
        rf"|(?P<decade>\d{{2,4}}{decade}{AFTER})"
        rf"|(?P<year>\d{{4}}(?:[^\S\n]?{years}{AFTER}|{_OVER}))"
        rf"|(?P<day>\d{{1,2}}(?:{marks}{AFTER})?(?:{_OVER}|(?<=[{UNSPACED}]))))"
    )


def _gaps(words: Dates) -> tuple[tuple[re.Pattern[str], str], ...]:
    links, joins, space = any_of(words.links), any_of(words.joins), r"[^\S\n]"
    both = any_of(set(words.links) & set(words.joins))
    return (
        (re.compile(rf"{space}*"), ""),
        (re.compile(rf"{space}*,{space}*"), ","),
        (re.compile(rf"{space}*{both}{space}*"), "^"),
        (re.compile(rf"[^\S\n,]*{joins}{space}*"), "&"),
        (re.compile(rf"[^\S\n,]*(?:{links}{space}*,?{space}*){{1,3}}"), "~"),
        (re.compile(rf"{space}*{joins}{space}+{links}{space}*"), "^"),
    )


@cache
def lexicon(language: str) -> Lexicon:
    """Return the compiled time words of a language."""
    words, terms = dates(language), _terms(language)
    before = rf"(?:{any_of(words.proclitics)})?" if words.proclitics else ""
    body = rf"(?P<word>{before}{any_of(t[0] for t in terms)}{AFTER})"
    numbers = {term: value for term, value in _whole_numbers(language).items() if 1 <= value <= LAST_HOUR}
    hours = numbers | {term: at for at, forms in enumerate(words.hours, 1) for term in forms}
    spoken = _spoken_hours(words, numbers)
    parts = hour_parts(words, numbers)
    parted = rf"(?P<parted>{parts.pattern}{AFTER})" if parts else r"(?P<parted>(?!))"
    whole = re.compile(rf"{BEFORE}(?:{parted}|{_hours(words)}|{spoken}|{body}|{_figures(words)})")
    cues = (*words.hour_before, *words.hour_cues, *words.hour_open, *words.time_cues)
    cues += parts.begins if parts else ()
    begins = (*cues, *(f"{term}*" for term in words.proclitics), *(t[0] for t in terms))
    scanner = Scanner(whole, begins, counts=True)
    hour = re.compile(rf"{BEFORE}{any_of(hours)}{AFTER}")
    return Lexicon(
        words, scanner, dictionary(terms, before), hour, dictionary(hours.items()), parts, _gaps(words)
    )


def _clock(text: str, words: Dates, before: str) -> str | None:
    """Return a time of day as ISO 8601 writes it, None if there is none such; ``before`` stands before it."""
    numbers = re.findall(r"\d+", text)
    hour, minute = int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 0
    if before.endswith(words.night) or text.endswith(words.night):
        hour = hour % 12 if hour % 12 < DAWN else hour % 12 + 12
    elif before.endswith(words.pm) or text.endswith(words.pm):
        hour = hour % 12 + 12
    elif before.endswith(words.am) or text.endswith(words.am):
        hour %= 12
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _figure(match: re.Match[str], words: Dates) -> Atom | None:
    kind, text, start, end = str(match.lastgroup), match[0], match.start(), match.end()
    before = ""
    if kind == "hour":
        figure = re.search(r"\d", text)
        assert figure  # noqa: S101 - the scanner let only such text through
        before, text, kind = text[: figure.start()].rstrip(), text[figure.start() :], "time"
        start += 0 if before.endswith((*words.am, *words.pm)) else figure.start()
        end -= text.endswith(".") and text[-2].isdigit()  # the sentence's own
    if kind in {"iso", "numeric"}:
        return Atom(start, end, "I" if kind == "iso" else "X", text=text)
    if kind == "time":
        clock = _clock(text, words, before)
        return Atom(start, end, "T", text=clock) if clock else None
    number = int(re.match(r"\d+", text)[0])  # type: ignore[index]
    tag = {"decade": "K", "year": "Y", "day": "D"}[kind]
    return Atom(start, end, tag, number=number, text=text)


def _in_words(match: re.Match[str], known: Lexicon) -> Atom | None:
    """Return a time of day that is told in words, None where its value stays open."""
    if match["parted"] and known.parts is not None:
        read = known.parts.clock(match[0])
        return Atom(match.start() + read[0], match.end(), "T", text=read[1]) if read else None
    return _spoken(match, known) if match["spoken"] else None


def _spoken(match: re.Match[str], known: Lexicon) -> Atom | None:
    """Return a time of day in words, None where they leave open which half of the day is meant."""
    hour = known.hour.search(match[0])
    number = known.hours(hour[0]) if hour else None
    if hour is None or number is None:
        return None
    before, behind = match[0][: hour.start()].rstrip(), match[0][hour.end() :]
    parted = before.endswith(_day_parts(known.words)) or behind.endswith(_day_parts(known.words))
    clock = _clock(f"{number}{behind}", known.words, before) if parted or number > NOON_HOUR else None
    return Atom(match.start() + hour.start(), match.end(), "T", text=clock) if clock else None


def atoms(text: str, language: str) -> Iterator[Atom]:
    """Yield the atoms of a text (as ``lowered`` gives it) in reading order."""
    known = lexicon(language)
    for match in known.scanner.finditer(text):
        if match["word"] is None:
            worded = match["parted"] or match["spoken"]
            atom = _in_words(match, known) if worded else _figure(match, known.words)
            if atom:
                yield atom
        elif meaning := known.meaning(match["word"]):
            tag, number, unit = meaning
            text_of = unit if tag == "T" else match["word"]
            yield Atom(match.start(), _over_stop(text, match.end(), tag), tag, number, unit, text_of)


def _over_stop(text: str, end: int, tag: str) -> int:
    """Return where a word ends with its full stop, which a short month before a figure has ("Feb. 5")."""
    return end + 1 if tag == "m" and _STOP_BEFORE_FIGURE.match(text, end) else end
