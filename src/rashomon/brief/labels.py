"""Short names of articles and people for a reader."""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Protocol

from rashomon.lang import terms
from rashomon.lang.attribution import attribution, word_labels
from rashomon.lang.brief import brief_words
from rashomon.lang.interface import language_name
from rashomon.lang.pack import primary
from rashomon.model.annotation import Speaker
from rashomon.model.comparison import Claimant, Comparison

SOURCES = frozenset({"PER", "ORG", "LOC"})
PRONOUNS = frozenset({"masculine", "feminine", "plural", "first", "impersonal", "object"})
ROLE_WORDS = 5
"""Words of the longest phrase that reads as a role ("the minister of the interior")."""


class Named(Protocol):
    """An entity with its usual name and its names by language."""

    @property
    def name(self) -> str:
        """The usual name."""

    @property
    def names(self) -> dict[str, str]:
        """Names by language."""


def article_labels(sources: Mapping[str, str]) -> dict[str, str]:
    """Name every article by its source, with a number where one source has several.

    ``sources``: the names of the articles' sources by the articles' ids, in order.
    """
    many, seen = Counter(sources.values()), Counter[str]()
    labels = {}
    for article, name in sources.items():
        seen[name] += 1
        labels[article] = name if many[name] == 1 else f"{name} ({seen[name]})"
    return labels


def entity_name(entity: Named, language: str) -> str:
    """Return a name as readers of a language know it, else one in their script, else the usual one."""
    own = entity.names.get(primary(language))
    script = _script(language_name(language, language))
    legible = (n for n in (entity.name, *entity.names.values()) if _script(n) == script)
    return own or next(legible, entity.name)


def _script(text: str) -> str:
    return next((unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()), "")


def speaker_name(comparison: Comparison, article: str, speaker: Speaker, language: str) -> str:
    """Return a speaker's name as readers of a language know it, else as the article has it."""
    entity = comparison.entity_of(article, speaker.entity)
    return entity_name(entity, language) if entity else speaker.name


def claimant_name(comparison: Comparison, claimant: Claimant, language: str) -> str:
    """Return a claimant's name as readers of a language know it."""
    entity = comparison.entity(claimant.entity)
    return entity_name(entity, language) if entity else claimant.name


def origin_name(comparison: Comparison, name: str, language: str) -> str:
    """Return the name of an origin, given in whatever language, as readers of a language know it."""
    known = (e for e in comparison.entities if name == e.name or name in e.names.values())
    entity = next(known, None)
    return entity_name(entity, language) if entity else name


def is_speaker(comparison: Comparison, article: str, speaker: Speaker, language: str) -> bool:
    """Tell whether an article's speaker is somebody: a named one, or a clear role in its language."""
    entity = comparison.entity_of(article, speaker.entity)
    return entity.type in SOURCES if entity else is_role(speaker.name, language)


def is_claimant(comparison: Comparison, claimant: Claimant, language: str) -> bool:
    """Tell the same of a claimant over all articles."""
    entity = comparison.entity(claimant.entity)
    return entity.type in SOURCES if entity else is_role(claimant.name, language)


def is_role(name: str, language: str) -> bool:
    """Tell whether a phrase is a name or a role that can be understood where it stands alone.

    A role holds a noun of persons or bodies; what begins with "its" or "this" points elsewhere.
    """
    split = name.split()
    if not split or len(split) > ROLE_WORDS or terms.compiled(brief_words(language).anaphora).match(name):
        return False
    ways = attribution(language)
    if terms.has((*ways.relative, *ways.boundary), name):
        return False
    labels = [word_labels(language, w.strip("'’.,").split("'")[0].casefold()) for w in split]
    if labels[0] & PRONOUNS:
        return False
    return name[0].isupper() or any(found & {"role", "collective"} for found in labels)
