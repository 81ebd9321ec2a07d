"""What a language calls days, months and spans of time: the section ``dates`` of a language pack.

Lists use the notation of ``lang.terms``. Month and weekday names that a pack leaves out come from
CLDR (Unicode Common Locale Data Repository), as do the abbreviations of all languages.
"""

from functools import cache
from typing import Literal

import msgspec

from rashomon.lang.morphology import lemma
from rashomon.lang.pack import Section, primary, section

Unit = Literal["day", "week", "month", "year", "decade"]
Names = tuple[tuple[str, ...], ...]


class Relative(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for a day, week, month or year counted from now: ``shift`` units away."""

    terms: tuple[str, ...]
    unit: Unit
    shift: int


class Dates(Section, frozen=True):
    """Time words of one language.

    ``months`` and ``weekdays`` run from January and Monday, ``seasons`` from winter,
    ``solar_months`` (of the Iranian calendar) from Farvardin. ``cues`` are words
    that stand right before a date, ``year_cues`` others before a bare year, ``links`` words inside one
    date, ``joins`` words between two. ``weak`` names are also common words and need company, ``marks``
    are endings of ordinal day numbers, ``capital`` tells that names of months have a capital letter.
    ``vague`` are forms of units and words before one that leave open how many ("days", "several").
    ``clock`` words behind a figure make it an hour ("Uhr"), ``hour_before`` words those before one; where
    a word may also count hours (``hour_after``), one of the ``hour_cues`` has to stand before the figure.
    ``minute_after`` words close minutes behind an hour's word; ``hour_open`` words make an hour of a figure
    that nothing follows which it could count ("alle 18"). ``hours`` are the twelve hours in words that only
    name hours ("szóstej"), beside the numbers; ``noon`` and ``midnight`` words are twelve o'clock
    themselves, ``am``, ``pm`` and ``night`` (pm up to midnight, am behind it) stand beside hours.
    ``hour_parts`` are half and quarter hours: a phrase in which "…" stands for an hour, with the minutes that
    it adds to that hour ("half past …" 30, "wpół do …" -30); ``part_hours`` the twelve hours in the form
    that only such phrases ask for. ``from_there`` are words of ``relative`` that may also count from a day
    named before ("the day before"). ``past_plans`` before a weekday ("had been scheduled for") and
    ``called_off`` words behind it leave open whether the day set lies behind or ahead.
    ``toward`` words stand right before a day or month that something is set for ("na piątek"); where they
    are part of a longer phrase ("w nocy na piątek"), that is among the ``past`` words.
    ``zones`` tell by which clock a time of day is given ("local time", "GMT").
    ``proclitics`` are prepositions written together with their word.
    """

    months: Names = ()
    solar_months: Names = ()
    weekdays: Names = ()
    seasons: Names = ()
    units: dict[Unit, tuple[str, ...]] = msgspec.field(default_factory=dict)
    year_marks: tuple[str, ...] = ()
    decade_marks: tuple[str, ...] = ()
    relative: tuple[Relative, ...] = ()
    previous: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    following: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    ago_before: tuple[str, ...] = ()
    ago_after: tuple[str, ...] = ()
    ahead_before: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    year_cues: tuple[str, ...] = ()
    time_cues: tuple[str, ...] = ()
    am: tuple[str, ...] = ()
    pm: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()
    hour_before: tuple[str, ...] = ()
    hour_cues: tuple[str, ...] = ()
    hour_after: tuple[str, ...] = ()
    minute_after: tuple[str, ...] = ()
    hour_open: tuple[str, ...] = ()
    hours: Names = ()
    hour_parts: dict[str, int] = msgspec.field(default_factory=dict)
    part_hours: Names = ()
    noon: tuple[str, ...] = ()
    midnight: tuple[str, ...] = ()
    night: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    from_there: tuple[str, ...] = ()
    past_plans: tuple[str, ...] = ()
    called_off: tuple[str, ...] = ()
    toward: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    order: Literal["dmy", "mdy", "ymd"] = "dmy"
    capital: bool = False
    proclitics: tuple[str, ...] = ()


def _cldr(language: str, kind: str, width: str, count: int) -> Names:
    """Return names from CLDR, the first of them at index 0; nothing where the locale is unknown."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only what is asked for is loaded

    try:
        names = getattr(Locale.parse(primary(language)), kind)
    except (UnknownLocaleError, ValueError):
        return ()
    first = min(names["format"][width])
    forms = [
        {names[use][width][first + i].casefold() for use in ("format", "stand-alone")} for i in range(count)
    ]
    return tuple(tuple(sorted(name for name in form if not name.isdigit())) for form in forms)


@cache
def dates(language: str) -> Dates:
    """Return the time words of a language, with names from CLDR where its pack has none."""
    pack = section(language, "dates", Dates)
    filled: Dates = msgspec.structs.replace(
        pack,
        months=pack.months or _cldr(language, "months", "wide", 12),
        weekdays=pack.weekdays or _cldr(language, "days", "wide", 7),
    )
    return filled


@cache
def abbreviations(language: str) -> Names:
    """Return the short names of the months, which count only beside a day or a year."""
    names = _cldr(language, "months", "abbreviated", 12)
    return tuple(tuple(n.rstrip(".") for n in forms if len(n.rstrip(".")) > 2) for forms in names)


@cache
def time_units(language: str) -> frozenset[str]:
    """Return the base forms of a language's words for spans of time."""
    return frozenset(lemma(word, language) for words in dates(language).units.values() for word in words)
