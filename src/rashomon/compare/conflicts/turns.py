"""Conflicts of attribution: each of two parties says of the other what the other says of it."""

from collections.abc import Iterator
from functools import cache
from itertools import product

from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.found import Found
from rashomon.compare.ground import Ground
from rashomon.compare.wording import Word, read_words
from rashomon.lang.attribution import CUES, word_labels
from rashomon.model.phrase import Phrase

BOND = 0.4
"""Bond of two claims that are alike but for the party."""
SHARED = 2
"""Words that both say of the party, at least."""

Sides = tuple[frozenset[str], frozenset[str]]


def turns(ground: Ground) -> Iterator[Found]:
    """Yield pairs of claims of two articles, in one language: what X tells of Y, and the same of X by Y."""
    told = cache(lambda row: tuple(_told(ground, row)))
    for rows in ground.bonds.counterparts:
        i, j = rows
        apart = not ground.one_article(i, j)
        same = ground.one_language(i, j)
        if apart and same and ground.bonds.mutual(i, j) and ground.bonds.hold(i, j, BOND):
            sides = product(told(i), told(j))
            if parties := next((p for a, b in sides if (p := _turned(a, b))), None):
                why = Phrase(key="differ_parties", words=parties)
                score = scores.TURN.of(ground.bonds.of(i, j))
                about = " ".join(sorted(parties))
                yield Found(kind="attribution", rows=rows, score=score, why=why, about=about)


def _told(ground: Ground, row: int) -> Iterator[Sides]:
    """Yield what may be told in a claim's sentence and who tells it: the words on either side of a cue."""
    passage = ground.read[row]
    words = read_words(ground.analysis(row), ground.sentence(row))
    for at, word in enumerate(words):
        if word_labels(passage.language, word.form) & CUES:
            before, behind = _bases(words[:at]), _bases(words[at + 1 :])
            yield before, behind
            yield behind, before


def _bases(words: tuple[Word, ...]) -> frozenset[str]:
    return frozenset(word.lemma for word in words if word.content)


def _turned(a: Sides, b: Sides) -> tuple[str, str] | None:
    """Return the two parties in which alone two statements differ, if each stands in the other's source."""
    here, there = a[0] - b[0], b[0] - a[0]
    if len(here) != 1 or len(there) != 1 or len(a[0] & b[0]) < SHARED:
        return None
    (one,), (other,) = here, there
    return (one, other) if other in a[1] and one in b[1] else None
