"""What speaks for and against an article's belonging to a story: a few figures that hold in any language.

Sentences are compared by late interaction (ColBERT, Khattab and Zaharia 2020): each finds its likest on the
other side, which sees one event told in another order and sets apart events that only share their topic.
Words are compared within a language; names by how they sound; facts are days, years and amounts.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A bag whose terms are weighted by what they tell now; ``length`` is that of the weights."""

    ids: Ids
    weights: Floats
    length: float

    def cosine(self, other: "Weighed") -> float:
        """Return the cosine of two bags."""
        if not self.length or not other.length:
            return 0.0
        places = np.searchsorted(other.ids, self.ids)
        places[places == len(other.ids)] = 0
        met = np.where(other.ids[places] == self.ids, other.weights[places], 0)
        return float(self.weights @ met) / (self.length * other.length)


def _weighed(bag: Bag, background: Background) -> Weighed:
    weights = bag.weights * background.idf(bag.ids)
    return Weighed(bag.ids, weights, math.sqrt(float(weights @ weights)))


class ArticleSide:
    """An article laid out for comparing with several stories."""

    def __init__(self, known: Known, background: Background) -> None:
        self.known = known
        self.sentences = np.asarray(known.sentences / np.maximum(known.lengths, 1e-9)[:, None], np.float32)
        self.words, self.people, self.names = (
            _weighed(bag, background) for bag in (known.words, known.people, known.names)
        )


class StorySide:
    """A story laid out for comparing with several articles."""

    def __init__(self, coverage: Coverage, background: Background) -> None:
        self.coverage, self.background = coverage, background
        self.sentences, self.starts = coverage.sentences()
        self.people, self.names = (_weighed(bag, background) for bag in (coverage.people, coverage.names))
        self._words: dict[str, Weighed] = {}

    def words(self, language: str) -> Weighed | None:
        """Return the words of the members in this language; None if there is none."""
        if language in self.coverage.words and language not in self._words:
            self._words[language] = _weighed(self.coverage.words[language], self.background)
        return self._words.get(language)


def measure(article: ArticleSide, story: StorySide) -> Floats:
    """Return the figures named by ``FEATURES``; what can't be told is nought."""
    known, coverage = article.known, story.coverage
    near = _interaction(article.sentences, story.sentences, story.starts)
    words = story.words(known.language)
    same, other = _years(known, coverage)
    common = np.intersect1d(known.facts, coverage.facts, assume_unique=True)
    return np.array(
        [
            float(near.mean()),
            float(near.max()),
            float(known.vector @ coverage.centroid),
            article.words.cosine(words) if words else 0.0,
            article.people.cosine(story.people),
            article.names.cosine(story.names),
            math.log1p(float(story.background.idf(common).sum())),
            float(words is None),
            _days(known, coverage) / LONGEST_GAP,
            math.log(len(coverage.members)),
            same,
            other,
        ],
        np.float32,
    )


def _interaction(mine: Floats, theirs: Floats, starts: npt.NDArray[np.intp]) -> Floats:
    """Return for each member the mean cosine of each sentence to its likest on the other side."""
    if not mine.size:
        return np.zeros(1, np.float32)
    cosines = mine @ theirs.T
    sizes = np.diff([*starts, len(theirs)])
    out = np.maximum.reduceat(cosines, starts, axis=1).mean(axis=0)
    back = np.add.reduceat(cosines.max(axis=0), starts) / sizes
    return np.asarray((out + back) / 2, np.float32)


def _days(known: Known, coverage: Coverage) -> float:
    """Return the days to the nearest dated member, no more than ``LONGEST_GAP``; undated is no gap."""
    days = [m.day for m in coverage.members if m.day is not None]
    if known.day is None or not days:
        return 0.0
    return min(LONGEST_GAP, *(abs(known.day - day) for day in days))


def _years(known: Known, coverage: Coverage) -> tuple[float, float]:
    """Return the shares of members that name one of the article's years, and that name only others."""
    named = [m.years for m in coverage.members if m.years]
    if not known.years or not named:
        return 0.0, 0.0
    same = sum(bool(known.years & years) for years in named) / len(named)
    return same, 1 - same
