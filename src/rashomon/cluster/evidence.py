"""What speaks for and against an article's belonging to a story: a few figures that hold in any language.

Sentences are compared by late interaction (ColBERT, Khattab and Zaharia 2020): each finds its likest on the
other side, which sees one event told in another order and sets apart events that only share their topic.
Words are compared within a language; names by how they sound; facts are days, years and amounts.
"""

import math
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


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """The bags of some articles or stories, end to end, their terms weighted by what they tell now.

    ``owners`` (k,) tells whose each term is, ``lengths`` (n,) how long each owner's weights are.
    """

    ids: Ids
    weights: Floats
    owners: npt.NDArray[np.intp]
    lengths: Floats

    def of(self, owner: int) -> tuple[Ids, Floats]:
        """Return the terms of one owner."""
        start, end = np.searchsorted(self.owners, (owner, owner + 1))
        return self.ids[start:end], self.weights[start:end]

    def cosines(self, others: "Weighed", background: Background) -> Floats:
        """Return the cosine of each of these with each of the others: (n, m)."""
        most = len(others.lengths)
        dots = np.zeros((len(self.lengths), most), np.float32)
        for owner in np.flatnonzero(self.lengths).tolist():
            met = others.weights * background.looked_up(*self.of(owner), others.ids)
            dots[owner] = np.bincount(others.owners, met, most)
        return np.asarray(dots / np.maximum(np.outer(self.lengths, others.lengths), 1e-9), np.float32)


def weighed(bags: Sequence[Bag], background: Background) -> Weighed:
    """Return bags end to end, weighted."""
    ids = np.concatenate([bag.ids for bag in bags])
    owners = np.repeat(np.arange(len(bags)), [len(bag.ids) for bag in bags])
    weights = np.concatenate([bag.weights for bag in bags]) * background.idf(ids)
    lengths = np.sqrt(np.bincount(owners, weights * weights, len(bags)))
    return Weighed(ids, weights, owners, np.asarray(lengths, np.float32))


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
    out[..., 3], out[..., 7] = _words(articles, stories, background)
    for at, kind in ((4, "people"), (5, "names")):
        mine, theirs = ([getattr(x, kind) for x in side] for side in (articles, stories))
        out[..., at] = weighed(mine, background).cosines(weighed(theirs, background), background)
    out[..., 6] = _facts(articles, stories, background)
    out[..., 9] = [math.log(len(story.members)) for story in stories]
    for i, article in enumerate(articles):
        for j, story in enumerate(stories):
            out[i, j, 8] = _days(article, story) / LONGEST_GAP
            out[i, j, 10:12] = _years(article, story)
    return out


def _stacked(rows: Sequence[Floats], width: int) -> Floats:
    """Return vectors as rows; one that was not made (it has no width) is all noughts."""
    return np.stack([row if len(row) == width else np.zeros(width, np.float32) for row in rows])


def _sentences(members: Sequence[Known], width: int) -> tuple[Floats, Ids, Floats]:
    """Return all sentences, where each member's begin, and what makes each sentence's length one.

    A member without sentences has one row of noughts, so that every member has a place.
    """
    none = np.zeros((1, width), np.int8)
    parts = [m.sentences if m.sentences.size else none for m in members]
    lengths = [m.lengths if m.sentences.size else np.ones(1, np.float32) for m in members]
    scales = np.asarray(1 / np.maximum(np.concatenate(lengths), 1e-9), np.float32)
    return np.concatenate(parts).astype(np.float32), _starts(list(map(len, parts))), scales


def _starts(sizes: Sequence[int]) -> Ids:
    return np.cumsum([0, *sizes[:-1]], dtype=np.int32)


def _sizes(starts: Ids, end: int) -> Floats:
    return np.diff(starts, append=end).astype(np.float32)


def _interactions(
    articles: Sequence[Known], stories: Sequence[Coverage], width: int
) -> tuple[Floats, Floats]:
    """Return, over the members of each story, the mean and the greatest closeness to each article.

    That of two texts is the mean cosine of each sentence to its likest on the other side.
    """
    mine, begins, scale = _sentences(articles, width)
    theirs, starts, scales = _sentences([m for story in stories for m in story.members], width)
    cosines = (mine * scale[:, None]) @ theirs.T * scales
    out = np.maximum.reduceat(cosines, starts, axis=1)
    out = np.add.reduceat(out, begins, axis=0) / _sizes(begins, len(mine))[:, None]
    back = np.maximum.reduceat(cosines, begins, axis=0)
    back = np.add.reduceat(back, starts, axis=1) / _sizes(starts, len(theirs))
    near = (out + back) / 2
    first = _starts([len(story.members) for story in stories])
    mean = np.asarray(np.add.reduceat(near, first, axis=1) / _sizes(first, near.shape[1]), np.float32)
    return mean, np.maximum.reduceat(near, first, axis=1)


def _words(
    articles: Sequence[Known], stories: Sequence[Coverage], background: Background
) -> tuple[Floats, Floats]:
    """Return the cosines of words within each article's language, and where a story has none in it."""
    cosines = np.zeros((len(articles), len(stories)), np.float32)
    foreign = np.zeros_like(cosines)
    for language in dict.fromkeys(article.language for article in articles):
        rows = [i for i, article in enumerate(articles) if article.language == language]
        mine = weighed([articles[i].words for i in rows], background)
        theirs = weighed([story.words.get(language, NONE) for story in stories], background)
        cosines[rows] = mine.cosines(theirs, background)
        foreign[rows] = [language not in story.words for story in stories]
    return cosines, foreign


def _facts(articles: Sequence[Known], stories: Sequence[Coverage], background: Background) -> Floats:
    """Return the weight of the facts in common, on a scale of logarithms."""
    facts = np.concatenate([story.facts for story in stories])
    owners = np.repeat(np.arange(len(stories)), [len(story.facts) for story in stories])
    idf = background.idf(facts)
    ones = [np.ones(len(article.facts), np.float32) for article in articles]
    met = [background.looked_up(a.facts, one, facts) for a, one in zip(articles, ones, strict=True)]
    return np.log1p([np.bincount(owners, hits * idf, len(stories)) for hits in met]).astype(np.float32)


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
