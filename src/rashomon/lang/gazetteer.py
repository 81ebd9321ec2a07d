"""Countries, continents and some 400 large cities by their names in any language (Unicode CLDR, by Babel)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from math import prod

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
"""Letters of the shortest word of which case forms are made."""
_MOST_BASES = 64
"""Phrases that a name may be a case form of and that are looked up."""
LEAST_BEGINNING, ENDING = 5, 2
"""Letters of a country's name that a word for its people begins with, and how many it may lack at the end."""
_APOSTROPHES = re.compile("[’ʼ‘`]")


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
    name = names.bare_acronym(name, language)
    folded = _folded(name)
    code = _by_pattern(name.casefold(), language) or _exact(language).get(folded)
    return code or _declined(folded, language) or _titled("en").get(folded)


@lru_cache(maxsize=65536)
def people_of(word: str, language: str) -> str | None:
    """Return the code of the territory that a word for its people or things is made of ("украинских").

    It begins as the territory's name does; None of a word that begins as no or as several names do.
    """
    begun, folded = _beginnings(language), _folded(word)
    codes = (begun.get(folded[:length]) for length in range(len(folded), LEAST_BEGINNING - 1, -1))
    return next((code for code in codes if code is not None), None) or None


@cache
def _beginnings(language: str) -> dict[str, str]:
    """Map what may begin a word made of a territory's name to its code, to nothing where several do."""
    found: dict[str, str] = {}
    for name, code in _titled(language).items():
        if "/" not in code and " " not in name:
            for length in range(max(LEAST_BEGINNING, len(name) - ENDING), len(name) + 1):
                found[name[:length]] = code if found.get(name[:length], code) == code else ""
    return found


@lru_cache(maxsize=65536)
def base_form(name: str, language: str) -> str | None:
    """Return the base form of a place's name, in the capitals that it has here; None of any other."""
    for part, base in zip(names.split(name), _bases(_folded(name), language), strict=False):
        name = name.replace(part, _cased_like(part, base), 1)
    return name if place(name, language) else None


def _cased_like(part: str, base: str) -> str:
    at = lowered(part).find(base)
    if at >= 0:
        return part[at : at + len(base)]
    return base.upper() if part.isupper() else base.capitalize() if part[0].isupper() else base


def is_spelt_out(name: str, language: str) -> bool:
    """Tell whether a name stands in the lists as it is, so that it is no case form, nor a word like one."""
    return _folded(name) in _exact(language)


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
    stems = {code: tuple(filter(_is_pattern, terms)) for code, terms in special.items()}
    every = tuple(term for terms in stems.values() for term in terms)
    return compiled(every), tuple((code, compiled(terms)) for code, terms in stems.items() if terms)


@cache
def _exact(language: str) -> dict[str, str]:
    """Return codes by folded names: those of the pack are also what case forms are made of."""
    listed = entities.load(language).territories.items()
    own = {_folded(term): code for code, terms in listed for term in terms if not _is_pattern(term)}
    return _titled(language) | own


def _is_pattern(term: str) -> bool:
    """Tell whether a term has more to it than words: a stem, or the full stop of a word cut short."""
    return "*" in term or term.endswith(".")


@cache
def _titled(language: str) -> dict[str, str]:
    return {_folded(name): code for code, name in titles(language).items()}


def _folded(name: str) -> str:
    return lowered(" ".join(names.split(name)))


def lowered(words: str) -> str:
    """Return words in lower case, their letters i and their apostrophes each of one kind."""
    plain = words.casefold().replace("i\u0307", "i").replace("ı", "i")
    return _APOSTROPHES.sub("'", plain)


def _declined(folded: str, language: str) -> str | None:
    """Return the code of the place whose name has this case form."""
    return _exact(language).get(" ".join(_bases(folded, language)))


def _bases(folded: str, language: str) -> tuple[str, ...]:
    """Return the words of the place's name that has this case form, a city's only if no territory's has."""
    known, made = _exact(language), _forms(language)
    bases = [(part, *made.get(part, ())) for part in folded.split()]
    if prod(map(len, bases)) > _MOST_BASES:
        return ()
    places = (words for words in product(*bases) if " ".join(words) in known)
    return min(places, key=lambda words: "/" in known[" ".join(words)], default=())


@cache
def _forms(language: str) -> dict[str, tuple[str, ...]]:
    """Return the words of places' names by their case forms, and with what may be written before them."""
    rules = entities.load(language)
    endings = {lowered(end): others for end, others in rules.place_endings.items()}
    made: dict[str, list[str]] = defaultdict(list)
    for word in sorted({part for name in _exact(language) for part in name.split()}):
        forms = {*_ended(word, endings), *_begun(word, rules.place_beginnings)}
        for form in forms:
            if len(word) >= _MIN_INFLECTED or "'" in form:
                made[form].append(word)
    return {form: tuple(words) for form, words in made.items()}


def _ended(word: str, endings: Mapping[str, Sequence[str]]) -> Iterator[str]:
    last = max((end for end in endings if word.endswith(end)), key=len, default=None)
    if last is not None:
        yield from (lowered(word.removesuffix(last) + end) for end in endings[last])


def _begun(word: str, beginnings: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for first, written in beginnings.items():
        if word.startswith(first):
            yield from (before + word[len(first) :] for before in written)
