"""What speaks for and against an article's belonging to a story: a few figures that hold in any language.

Sentences are compared by late interaction (ColBERT, Khattab and Zaharia 2020): each finds its likest on the
other side, which sees one event told in another order and sets apart events that only share their topic.
Words are compared within a language; names by how they sound; facts are days, years and amounts.
"""

import math

import numpy as np

from rashomon.cluster.background import Background
from rashomon.cluster.coverage import Coverage
from rashomon.cluster.known import Bag, Floats, Ids, Known

LONGEST_GAP = 10.0
"""Days between an article and the nearest of a story's beyond which more days tell nothing more."""
FEATURES = (
    "sentences",
    "nearest sentences",
    "whole text",
    "words",
    "people",
    "names",
    "facts",
    "no common language",
    "days apart",
    "size",
    "same years",
    "other years",
)



def measure(known: Known, coverage: Coverage, background: Background) -> Floats:
    """Return the figures named by ``FEATURES``; what can't be told is nought."""
    near = _interaction(known, coverage)
    words = coverage.words.get(known.language)
    same, other = _years(known, coverage)
    return np.array(
        [
            float(near.mean()),
            float(near.max()),
            float(known.vector @ coverage.centroid),
            cosine(known.words, words, background) if words else 0.0,
            cosine(known.people, coverage.people, background),
            cosine(known.names, coverage.names, background),
            math.log1p(float(background.idf(common(known.facts, coverage.facts)).sum())),
            float(words is None),
            _days(known, coverage) / LONGEST_GAP,
            math.log(len(coverage.members)),
            same,
            other,
        ],
        np.float32,
    )


def unpacked(known: Known) -> Floats:
    """Return an article's sentences (k, d), centred and of unit length."""
    return np.asarray(known.sentences / np.maximum(known.lengths, 1e-9)[:, None], np.float32)


def _interaction(known: Known, coverage: Coverage) -> Floats:
    """Return for each member the mean cosine of each sentence to its likest on the other side."""
    mine = unpacked(known)
    if not mine.size:
        return np.zeros(1, np.float32)
    theirs, starts = coverage.sentences()
    cosines = mine @ theirs.T
    sizes = np.diff([*starts, len(theirs)])
    out = np.maximum.reduceat(cosines, starts, axis=1).mean(axis=0)
    back = np.add.reduceat(cosines.max(axis=0), starts) / sizes
    return np.asarray((out + back) / 2, np.float32)


def cosine(mine: Bag, other: Bag, background: Background) -> float:
    """Return the cosine of two bags, each term weighted by what it tells."""
    if not len(mine.ids) or not len(other.ids):
        return 0.0
    own = mine.weights * background.idf(mine.ids)
    theirs = other.weights * background.idf(other.ids)
    places = np.searchsorted(other.ids, mine.ids)
    places[places == len(other.ids)] = 0
    met = np.where(other.ids[places] == mine.ids, theirs[places], 0)
    return float(own @ met) / math.sqrt(float(own @ own) * float(theirs @ theirs))


def common(mine: Ids, other: Ids) -> Ids:
    """Return the buckets of both."""
    return np.intersect1d(mine, other, assume_unique=True)


def _days(known: Known, coverage: Coverage) -> float:
    """Return the days to the nearest dated member, no more than ``LONGEST_GAP``; undated is no gap."""
    days = [m.day for m in coverage.members if m.day is not None]
    if known.day is None or not days:
        return 0.0
    return min(min(abs(known.day - day) for day in days), LONGEST_GAP)


def _years(known: Known, coverage: Coverage) -> tuple[float, float]:
    """Return the shares of members that name one of the article's years, and that name only others."""
    named = [m.years for m in coverage.members if m.years]
    if not known.years or not named:
        return 0.0, 0.0
    same = sum(bool(known.years & years) for years in named) / len(named)
    return same, 1 - same
