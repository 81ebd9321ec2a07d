"""International bodies by their names in any language: a translated name does not sound alike."""

import re
from functools import cache, lru_cache

from rashomon.lang import entities, gazetteer, names
from rashomon.lang.terms import compiled

_INITIALS = 3
"""Letters of the longest acronym that has to stand in capitals, as "WHO" does."""
_ENDING = re.compile(r"'\w+$")


def code_of(name: str, kind: str, language: str) -> str | None:
    """Return the code of the place or body that an entity's name means; people have none.

    ``kind`` is an ``EntityType``: only organisations are bodies.
    """
    if kind == "PER":
        return None
    return gazetteer.place(name, language) or (body(name, language) if kind == "ORG" else None)


@lru_cache(maxsize=65536)
def body(name: str, language: str) -> str | None:
    """Return the code of the international body that an organisation's name means, in any case form."""
    bare = names.bare_acronym(" ".join(name.split()), language)
    if len(bare) <= _INITIALS and sum(map(str.isupper, bare)) == 1:
        return None
    everything, by_code = _patterns(language)
    folded = gazetteer.lowered(bare)
    for form in (folded, _ENDING.sub("", folded)):
        if everything.fullmatch(form):
            return next(code for code, pattern in by_code if pattern.fullmatch(form))
    return None


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    listed = {
        code: tuple(map(gazetteer.lowered, terms)) for code, terms in entities.load(language).bodies.items()
    }
    every = tuple(term for terms in listed.values() for term in terms)
    return compiled(every), tuple((code, compiled(terms)) for code, terms in listed.items())
