"""Which words of a language stand for one role: nouns, titles, phrases ("premier", "head of government")."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from rashomon.lang.attribution import attribution, word_labels
from rashomon.lang.lexicon import Lexicon
from rashomon.lang.pack import primary
from rashomon.lang.word_classes import EMPTY


@cache
def _role_groups(language: str) -> Lexicon:
    """Return the look-up of the groups; their phrases are held without the small words that join nouns."""
    groups = attribution(language).same_role
    return Lexicon({str(n): tuple(_plain(language, t) for t in group) for n, group in enumerate(groups)})


def _plain(language: str, term: str) -> str:
    words = term.split()
    told = [word for word in words if word_labels(language, word.rstrip("*")).isdisjoint(EMPTY)]
    return " ".join(told) if len(words) > 1 else term


@lru_cache(maxsize=1 << 14)
def _roles_of(language: str, word: str) -> frozenset[str]:
    return _role_groups(primary(language)).labels(word)


def names_role(language: str, word: str) -> bool:
    """Tell whether a case-folded word is in a group of nouns or titles for one role ("sen")."""
    return bool(_roles_of(language, word))


def same_role(language: str, one: str, other: str) -> bool:
    """Tell whether two case-folded nouns may stand for one role ("attorney", "lawyer")."""
    return not _roles_of(language, one).isdisjoint(_roles_of(language, other))


def roles_told(language: str, words: Sequence[str]) -> Iterator[tuple[str, range]]:
    """Yield the groups to which words and phrases belong, with their places among case-folded words."""
    groups = _role_groups(primary(language))
    for at, word in enumerate(words):
        if (phrase := groups.phrase(words, at)) is not None:
            yield phrase[1], range(at, at + phrase[0])
        for group in _roles_of(language, word):
            yield group, range(at, at + 1)
