"""A look-up of words and phrases in lists of terms, whatever the size of the lists.

Terms are written as in ``rashomon.lang.terms``; at the start of a single word ``*`` also stands for any
letters before it.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from rashomon.lang.terms import compiled, pieces

Terms = tuple[str, ...]
_Phrases = tuple[list[tuple[Terms, str]], frozenset[str], Terms]
"""Phrases with their lists, the longest first; the second words of all; stems that those may begin with."""


class Lexicon:
    """Finds which lists a word belongs to, and where a phrase of several words stands.

    Words are given case-folded; ``cues`` are the lists whose words can begin a cue. One look-up costs a few
    dictionary accesses whatever the size of the lists.
    """

    def __init__(self, lists: Mapping[str, Terms], cues: Collection[str] = ()) -> None:
        self._cues = frozenset(cues)
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._stems: dict[str, set[str]] = defaultdict(set)
        self._endings: dict[str, set[str]] = defaultdict(set)
        self._phrases: dict[str, list[tuple[Terms, str]]] = defaultdict(list)
        for name, terms in lists.items():
            for term in terms:
                self._add(term, name)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: (-len(phrase[0]), phrase[0].count("*")))
        self._longest = max(map(len, self._stems), default=0)
        self._known = tuple(dict.fromkeys(term for terms in lists.values() for term in terms))
        self._longest_ending = max(map(len, self._endings), default=0)
        self._beginning_with = lru_cache(maxsize=1 << 16)(self._phrases_with)

    def _add(self, term: str, name: str) -> None:
        words = tuple(term.casefold().split())
        if len(words) > 1:
            self._phrases[words[0].rstrip("*")[:3]].append((words, name))
        elif term.startswith("*"):
            self._endings[words[0][1:]].add(name)
        elif term.endswith("*"):
            self._stems[words[0][:-1]].add(name)
        else:
            self._exact[words[0]].add(name)

    def pieces(self, run: str) -> Iterator[tuple[int, int]]:
        """Yield the ranges of the listed words in a run without spaces, and of what is between them."""
        return pieces(run, self._pattern)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Return all terms as one pattern; few languages ask for it, and it takes long to compile."""
        return compiled(self._known)

    def labels(self, word: str) -> frozenset[str]:
        """Return the names of the lists that hold the word."""
        found = set(self._exact.get(word, ()))
        for end in range(1, min(len(word), self._longest) + 1):
            if names := self._stems.get(word[:end]):
                found |= names
        for size in range(1, min(len(word), self._longest_ending) + 1):
            if names := self._endings.get(word[-size:]):
                found |= names
        return frozenset(found)

    def begins_cue(self, word: str) -> bool:
        """Tell whether a cue may begin with a word: it is one, or the first word of a phrase."""
        return bool(self._beginning_with(word)[0]) or not self._cues.isdisjoint(self.labels(word))

    def phrase(self, words: Sequence[str], at: int) -> tuple[int, str] | None:
        """Return the number of words and the list of the longest phrase that begins at a word."""
        phrases, second, stems = self._beginning_with(words[at])
        behind = words[at + 1 : at + 2]
        if not behind or (behind[0] not in second and not behind[0].startswith(stems)):
            return None
        behind = words[at + 1 : at + len(phrases[0][0])]
        for terms, name in phrases:
            if len(behind) >= len(terms) - 1 and all(map(_fits, terms[1:], behind)):
                return len(terms), name
        return None

    def _phrases_with(self, word: str) -> _Phrases:
        """Return the phrases that a word may begin: most words begin none."""
        fitting = [phrase for phrase in self._phrases.get(word[:3], ()) if _fits(phrase[0][0], word)]
        second = {terms[1] for terms, _ in fitting}
        stems = tuple(term[:-1] for term in second if term.endswith("*"))
        return fitting, frozenset(second), stems


def _fits(term: str, word: str) -> bool:
    return word.startswith(term[:-1]) if term.endswith("*") else word == term
