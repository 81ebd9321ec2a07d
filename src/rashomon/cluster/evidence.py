"""What speaks for and against an article's belonging to a story: a few figures that hold in any language.

Sentences are compared by late interaction (ColBERT, Khattab and Zaharia 2020): each finds its likest on the
other side, which sees one event told in another order and sets apart events that only share their topic.
Words are compared within a language; names by how they sound; facts are days, years and amounts.
"""

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.cluster.background import Background
from rashomon.cluster.coverage import Coverage
from rashomon.cluster.known import NONE, Bag, Floats, Ids, Known

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


class _Room(threading.local):
    """Room for a comparison's sentences, used again: to ask the system for it costs more than to fill it."""

    floats: Floats = np.zeros(0, np.float32)

    def filled(self, parts: Sequence[npt.NDArray[np.int8]], width: int) -> Floats:
        """Return rows end to end, until the next call."""
        shape = sum(map(len, parts)), width
        if len(self.floats) < math.prod(shape):
            self.floats = np.zeros(2 * math.prod(shape), np.float32)
        return np.concatenate(parts, out=self.floats[: math.prod(shape)].reshape(shape))


_ROOM = _Room()


def measure(articles: Sequence[Known], stories: Sequence[Coverage], background: Background) -> Floats:
    """Return the figures named by ``FEATURES`` of each article and each story; what can't be told is nought.

    Shape: (articles, stories, features).
    """
    out = np.zeros((len(articles), len(stories), len(FEATURES)), np.float32)
    width = max(len(row) for row in (*(a.vector for a in articles), *(s.centroid for s in stories)))
    out[..., 0], out[..., 1] = _interactions(articles, stories, width)
    out[..., 2] = (
        _stacked([a.vector for a in articles], width) @ _stacked([s.centroid for s in stories], width).T
    )
    out[..., 9] = [math.log(len(story.members)) for story in stories]
    for figures, article in zip(out, articles, strict=True):
        figures[:, 3:6] = _cosines(article, stories, background)
        figures[:, 6] = _facts(article, stories, background)
        figures[:, 7] = [article.language not in story.words for story in stories]
        figures[:, 8] = [_days(article, story) / LONGEST_GAP for story in stories]
        figures[:, 10:12] = [_years(article, story) for story in stories]
    return out


def _stacked(rows: Sequence[Floats], width: int) -> Floats:
    """Return vectors as rows; one that was not made (it has no width) is all noughts."""
    return np.stack([row if len(row) == width else np.zeros(width, np.float32) for row in rows])


def _sentences(members: Sequence[Known], width: int) -> tuple[list[npt.NDArray[np.int8]], Ids, Floats]:
    """Return each member's sentences, how many they are, and what makes each sentence's length one.

    A member without sentences has one row of noughts, so that every member has a place.
    """
    none = np.zeros((1, width), np.int8)
    parts = [m.sentences if m.sentences.size else none for m in members]
    scales = [m.scales if m.sentences.size else np.ones(1, np.float32) for m in members]
    return parts, np.array(list(map(len, parts)), np.int32), np.concatenate(scales)[:, None]


def _interactions(
    articles: Sequence[Known], stories: Sequence[Coverage], width: int
) -> tuple[Floats, Floats]:
    """Return, over the members of each story, the mean and the greatest closeness to each article.

    That of two texts is the mean cosine of each sentence to its likest on the other side.
    """
    parts, own, scale = _sentences(articles, width)
    mine = np.concatenate(parts, dtype=np.float32) * scale
    parts, others, scales = _sentences([m for story in stories for m in story.members], width)
    cosines = (_ROOM.filled(parts, width) @ mine.T) * scales
    sizes = np.array([len(story.members) for story in stories], np.int32)
    begins, starts, first = (np.cumsum(counts) - counts for counts in (own, others, sizes))
    out = np.add.reduceat(np.maximum.reduceat(cosines, starts, axis=0), begins, axis=1) / own
    back = np.add.reduceat(np.maximum.reduceat(cosines, begins, axis=1), starts, axis=0) / others[:, None]
    near = np.asarray((out + back).T / 2, np.float32)
    mean = np.asarray(np.add.reduceat(near, first, axis=1) / sizes, np.float32)
    return mean, np.maximum.reduceat(near, first, axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """Bags end to end, their terms weighted by what they tell now.

    ``owners`` (k,) tells which bag each term is of, ``lengths`` (n,) how long each bag's weights are.
    """

    ids: Ids
    weights: Floats
    owners: npt.NDArray[np.intp]
    lengths: Floats

    def of(self, first: int, end: int) -> slice:
        """Return where the terms of the bags from ``first`` to before ``end`` stand."""
        return slice(*np.searchsorted(self.owners, (first, end)).tolist())


def _weighed(bags: Sequence[Bag], background: Background) -> Weighed:
    ids = np.concatenate([bag.ids for bag in bags])
    owners = np.repeat(np.arange(len(bags)), [len(bag.ids) for bag in bags])
    weights = np.concatenate([bag.weights for bag in bags]) * background.idf(ids)
    lengths = np.sqrt(np.bincount(owners, weights * weights, len(bags)))
    return Weighed(ids, weights, owners, np.asarray(lengths, np.float32))


def _cosines(article: Known, stories: Sequence[Coverage], background: Background) -> Floats:
    """Return the cosines of an article's words, people and names with those of each story: (stories, 3).

    Words are those in the article's language.
    """
    count = len(stories)
    words = [story.words.get(article.language, NONE) for story in stories]
    bags = (*words, *(story.people for story in stories), *(story.names for story in stories))
    mine = _weighed((article.words, article.people, article.names), background)
    theirs = _weighed(bags, background)
    met = np.zeros_like(theirs.weights)
    for kind in range(len(mine.lengths)):
        own, others = mine.of(kind, kind + 1), theirs.of(kind * count, (kind + 1) * count)
        met[others] = background.looked_up(mine.ids[own], mine.weights[own], theirs.ids[others])
    dots = np.bincount(theirs.owners, met * theirs.weights, len(bags)).astype(np.float32)
    lengths = mine.lengths[:, None] * theirs.lengths.reshape(-1, count)
    return np.asarray((dots.reshape(-1, count) / np.maximum(lengths, 1e-9)).T, np.float32)


def _facts(article: Known, stories: Sequence[Coverage], background: Background) -> Floats:
    """Return the weight of the facts in common with each story, on a scale of logarithms."""
    facts = np.concatenate([story.facts for story in stories])
    owners = np.repeat(np.arange(len(stories)), [len(story.facts) for story in stories])
    hits = background.looked_up(article.facts, np.ones(len(article.facts), np.float32), facts)
    met = np.bincount(owners, hits * background.idf(facts), len(stories))
    return np.log1p(met).astype(np.float32)


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
