"""Countries, continents and some 400 large cities by their names in any language (Unicode CLDR, by Babel)."""

import re
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError

from rashomon.lang import entities, names
from rashomon.lang.pack import primary
from rashomon.lang.terms import compiled

SEATS = frozenset({"KREMLIN", "WHITE-HOUSE", "PENTAGON", "DOWNING-STREET", "ELYSEE"})
"""Codes of our own for the places by which those who govern from them are named."""
UNIONS = frozenset({"EU", "UN"}) | SEATS
"""Codes that stand for organisations, not places."""
_NO_PLACE = frozenset({"001", "ZZ", "QO", "EZ", "XA", "XB", "TA", "CP", "DG", "EA", "IC", "AC"})
_NO_CITY = ("Etc/", "Antarctica/", "Indian/", "Arctic/")
_MIN_INFLECTED = 4


@cache
def titles(language: str) -> dict[str, str]:
    """Return a language's names of places by code: ISO 3166, UN M49 for continents, zone ids for cities.

    English where CLDR does not know the language.
    """
    try:
        locale = Locale(primary(language))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    lands = {code: name for code, name in locale.territories.items() if code not in _NO_PLACE}
    return _cities(locale) | lands


def _cities(locale: Locale) -> dict[str, str]:
    zones = {z: z.rsplit("/", 1)[-1].replace("_", " ") for z in map(str, Locale("ru").time_zones) if "/" in z}
    named = {z: data["city"] for z, data in locale.time_zones.items() if data.get("city")}
    return {z: n for z, n in (zones | named).items() if not z.startswith(_NO_CITY) and "," not in n}


@lru_cache(maxsize=65536)
def place(name: str, language: str) -> str | None:
    """Return the code of the place that a name means, in any case form; None if it means none."""
    folded = " ".join(names.split(name)).casefold()
    code = _by_pattern(name.casefold(), language) or _exact(language).get(folded)
    demonym = " " not in folded and folded.endswith(entities.load(language).demonym_endings or "\0")
    if code or demonym:
        return code
    if len(folded) > _MIN_INFLECTED:
        code = _inflected(language).get(_key(folded, language))
    return code or _exact("en").get(folded)


def is_union(code: str | None) -> bool:
    """Tell whether a code stands for a union of states or a seat of power, which acts as an organisation."""
    return code in UNIONS


def _by_pattern(folded: str, language: str) -> str | None:
    everything, by_code = _patterns(language)
    if not everything.fullmatch(folded):
        return None
    return next(code for code, pattern in by_code if pattern.fullmatch(folded))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    special = entities.load(language).territories
    every = tuple(term for terms in special.values() for term in terms)
    return compiled(every), tuple((code, compiled(terms)) for code, terms in special.items())


@cache
def _exact(language: str) -> dict[str, str]:
    return {" ".join(names.split(name)).casefold(): code for code, name in titles(language).items()}


@cache
def _inflected(language: str) -> dict[str, str]:
    return {
        _key(name, language): code for name, code in _exact(language).items() if len(name) > _MIN_INFLECTED
    }


def _key(folded: str, language: str) -> str:
    return " ".join(names.stem(part, language) for part in folded.split())
