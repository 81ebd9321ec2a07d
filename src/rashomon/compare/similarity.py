"""How near two claims or sentences of one story are, measured against what is usual in that story."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.encoders.centring import centred
from rashomon.model.annotation import Vectors
from rashomon.model.story import Story

Ints = npt.NDArray[np.int64]

BLOCK = 1024
"""Rows compared at a time: bounds memory to ``BLOCK`` x n similarities."""
CELL, PROBED = 256, 8
"""Rows to a cell of near ones, about, and cells that a row is compared with."""
EVERYTHING = CELL * PROBED
"""Rows up to which everything is compared with everything: those of some sixty articles."""
ROUNDS = 4
"""Rounds in which the centres of cells settle."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class StoryVectors:
    """Vectors of all claims or all sentences of a story, centred per language.

    ``article``: (n,) index into ``Story.analyses``; ``index``: (n,) index into that analysis's claims or
    sentences; ``vectors``: (n, d) float32 of unit length, so that a dot product is a cosine.
    """

    article: Ints
    index: Ints
    vectors: Vectors

    def __len__(self) -> int:
        return len(self.vectors)

    def rows_of(self, article: int) -> Ints:
        """Return the rows of one article, in the order of its claims or sentences."""
        first, last = np.searchsorted(self.article, (article, article + 1))
        return np.arange(first, last)

    def similarity(self, rows: Ints, columns: Ints) -> Vectors:
        """Return the (len(rows), len(columns)) cosines between two choices of rows."""
        return np.asarray(self.vectors[rows] @ self.vectors[columns].T, np.float32)

    def near_pairs(self, count: int) -> "Pairs":
        """Return lower rows, higher rows and cosines of the pairs of which one is among the other's nearest.

        ``count`` is the number of nearest ones, each row itself among them.
        """
        parts = []
        for rows, columns in self.reach():
            at, to, near = highest(self.similarity(rows, columns), count)
            parts.append((rows[at], columns[to], near))
        return pairs(parts, len(self))

    def reach(self) -> Iterator[tuple[Ints, Ints]]:
        """Yield what is compared with what, as ``reach`` does."""
        return reach(self.vectors)

    def best_in(self, rows: Ints, article: int) -> Vectors:
        """Return each row's highest cosine to another row of an article, -1 where it has no other."""
        columns = self.rows_of(article)
        cosines = self.similarity(rows, columns)
        cosines[rows[:, None] == columns[None]] = -1
        return np.asarray(cosines.max(axis=1, initial=-1), np.float32)

    def bests(self, rows: Ints, others: Ints) -> Vectors:
        """Return each row's highest cosine to another row of the article in which its counterpart stands."""
        article = self.article[others]
        order = np.argsort(article, kind="stable")
        found = np.empty(len(rows), np.float32)
        for part in np.split(order, np.flatnonzero(np.diff(article[order])) + 1) if len(order) else ():
            own, back = np.unique(rows[part], return_inverse=True)
            found[part] = self.best_in(own, int(article[part[0]]))[back]
        return found


Pairs = tuple[Ints, Ints, Vectors]


def highest(scores: Vectors, count: int) -> Pairs:
    """Return rows, columns and values of the ``count`` highest scores of each row, in any order."""
    width = min(count, scores.shape[1])
    best = np.argpartition(-scores, width - 1, axis=1)[:, :width]
    near = np.take_along_axis(scores, best, axis=1)
    return np.repeat(np.arange(len(scores)), width), best.ravel(), near.ravel()


def pairs(parts: Sequence[Pairs], count: int) -> Pairs:
    """Join pairs of ``count`` rows: each once, the lower row first, none of a row with itself, in order."""
    nothing = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32))
    one, other, near = (np.concatenate(part) for part in zip(nothing, *parts, strict=True))
    low, high = np.minimum(one, other), np.maximum(one, other)
    apart = np.flatnonzero(low != high)
    keys, first = np.unique(low[apart] * count + high[apart], return_index=True)
    return keys // count, keys % count, near[apart][first]


def reach(vectors: Vectors) -> Iterator[tuple[Ints, Ints]]:
    """Yield (rows, columns) of what is compared with what: every row once, columns in order.

    In large stories rows are parted into cells by their nearest centres (k-means; Lloyd 1982), and each cell
    is compared with those around it (an inverted file; Jégou, Douze and Schmid 2011), so that the cost
    grows with the story and not with its square.
    """
    if len(vectors) <= EVERYTHING:
        everything = np.arange(len(vectors))
        yield from ((rows, everything) for rows in blocks(len(vectors)))
        return
    home, centres = _cells(vectors)
    cells = [_parted(np.flatnonzero(home == cell)) for cell in range(len(centres))]
    centres = np.repeat(centres, [len(parts) for parts in cells], axis=0)
    held = [part for parts in cells for part in parts]
    around = np.argsort(-(centres @ centres.T), axis=1, kind="stable")[:, :PROBED]
    for mine, near in zip(held, around, strict=True):
        columns = np.sort(np.concatenate([held[cell] for cell in near]))
        yield from ((mine[block], columns) for block in blocks(len(mine)))


def _parted(rows: Ints) -> list[Ints]:
    """Part a cell that holds nearly the same over and over: whatever is like it has its like in each part."""
    count = len(rows) // CELL if len(rows) > EVERYTHING else 1
    return [rows[first::count] for first in range(count)]


def _cells(vectors: Vectors) -> tuple[Ints, Vectors]:
    """Return (n,) each row's cell and the cells' centres, of unit length; evenly spaced rows begin."""
    count = len(vectors) // CELL
    centres = vectors[np.linspace(0, len(vectors) - 1, count).astype(np.int64)]
    home = np.empty(len(vectors), np.int64)
    for _ in range(ROUNDS):
        for rows in blocks(len(vectors)):
            home[rows] = (vectors[rows] @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, home, vectors)
        centres = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return home, centres


def blocks(count: int) -> Iterator[Ints]:
    """Yield the numbers below ``count``, at most ``BLOCK`` at a time."""
    for start in range(0, count, BLOCK):
        yield np.arange(start, min(start + BLOCK, count))


def claim_vectors(story: Story) -> StoryVectors:
    """Gather the story's claims for comparison, one row a claim."""
    return _gather(story, [a.claim_vectors for a in story.analyses])


def sentence_vectors(story: Story) -> StoryVectors:
    """Gather the story's sentences for comparison, one row a sentence."""
    return _gather(story, [a.sentence_vectors for a in story.analyses])


def _gather(story: Story, parts: list[Vectors]) -> StoryVectors:
    filled = [p for p in parts if len(p)]
    width = filled[0].shape[1] if filled else 0
    article = np.repeat(np.arange(len(parts)), [len(p) for p in parts])
    index = np.array([i for p in parts for i in range(len(p))], np.int64)
    vectors = np.concatenate(filled) if filled else np.empty((0, width), np.float32)
    languages = np.array([a.language for a in story.analyses])[article] if len(article) else np.empty(0, str)
    return StoryVectors(article=article, index=index, vectors=centred(vectors, languages))
