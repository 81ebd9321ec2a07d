"""Countries and continents by their names in any language (Unicode CLDR, through Babel)."""

from functools import cache

from babel import Locale, UnknownLocaleError

from rashomon.lang import entities, names
from rashomon.lang.pack import primary
from rashomon.lang.terms import compiled

UNIONS = frozenset({"EU", "UN"})
"""Codes that stand for organisations, not places."""
_NO_PLACE = frozenset({"001", "ZZ", "QO", "EZ", "XA", "XB", "TA", "CP", "DG", "EA", "IC", "AC"})
_MIN_INFLECTED = 4


@cache
def territories(language: str) -> dict[str, str]:
    """Return a language's names of territories by ISO 3166 code (continents: UN M49); English if unknown."""
    try:
        known = Locale(primary(language)).territories
    except (UnknownLocaleError, ValueError):
        known = Locale("en").territories
    return {code: name for code, name in known.items() if code not in _NO_PLACE}


def territory(name: str, language: str) -> str | None:
    """Return the code of the territory that a name means, in any case form; None if it means none."""
    folded = " ".join(names.split(name)).casefold()
    if not folded:
        return None
    code = _by_pattern(name.casefold(), language) or _exact(language).get(folded)
    if code is None and len(folded) > _MIN_INFLECTED:
        code = _inflected(language).get(_key(folded, language))
    return code or _exact("en").get(folded)


def _by_pattern(folded: str, language: str) -> str | None:
    special = entities.load(language).territories
    return next((code for code, terms in special.items() if compiled(terms).fullmatch(folded)), None)


@cache
def _exact(language: str) -> dict[str, str]:
    return {" ".join(names.split(name)).casefold(): code for code, name in territories(language).items()}


@cache
def _inflected(language: str) -> dict[str, str]:
    return {_key(name, language): code for name, code in _exact(language).items() if len(name) > _MIN_INFLECTED}


def _key(folded: str, language: str) -> str:
    return " ".join(names.stem(part, language) for part in folded.split())
