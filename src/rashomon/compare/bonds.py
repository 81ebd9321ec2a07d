"""How near the claims of a story are to each other, measured against what is usual between two articles."""

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from rashomon.compare.alignment import Aligner
from rashomon.compare.similarity import Ints, blocks
from rashomon.compare.texts import Texts
from rashomon.model.annotation import Vectors

NEIGHBOURS = 24
"""Claims that are looked at beside one claim."""
APART = 0.1
"""Margin below which two claims are not aligned: most pairs of a story."""
ROUNDING = 1e-6
"""Difference of two cosines of the same vectors."""


class Bonds:
    """Tells how near two claims are, by their rows: by their vectors and word by word.

    What was found of a pair is kept. Nothing is near where there are no vectors.
    """

    def __init__(self, texts: Texts, aligner: Aligner) -> None:
        self._vectors, self._aligner = texts.claim_vectors, aligner
        self._articles, self._claims = len(texts.story.analyses), len(texts.claims)
        self._known = len(self._vectors) == self._claims
        self._best: dict[tuple[int, int], float] = {}
        """How near a claim comes to an article."""
        self._margins: dict[tuple[int, int], float] = {}
        self._bonds: dict[tuple[int, int], float] = {}

    def near(self, i: int, j: int) -> float:
        """Return the cosine of two claims, 0 where there are no vectors."""
        return float(self._vectors.vectors[i] @ self._vectors.vectors[j]) if self._known else 0.0

    def pairs(self, least: float) -> Iterator[tuple[int, int]]:
        """Yield the pairs of claims whose cosine is at least so high, a bounded number for each claim."""
        left, right, near = self._likely
        high = near >= least
        yield from zip(left[high].tolist(), right[high].tolist(), strict=True)

    def margin(self, i: int, j: int) -> float:
        """Return how much nearer two claims are than each is to the rest of the other's article."""
        if (i, j) not in self._margins:
            self._margins[i, j] = self._margin(i, j)
        return self._margins[i, j]

    def _margin(self, i: int, j: int) -> float:
        if not len(self._usual):
            return 0.0
        rows, article, usual = self._vectors.vectors, self._vectors.article, self._usual
        there = float(rows[i] @ usual[article[j]] + rows[j] @ usual[article[i]])
        return self.near(i, j) - there / 2

    def mutual(self, i: int, j: int) -> bool:
        """Tell whether two claims are each other's nearest in the other's article."""
        if not len(self._usual):
            return False
        near, article = self.near(i, j) + ROUNDING, self._vectors.article
        return near >= self._best_in(i, int(article[j])) and near >= self._best_in(j, int(article[i]))

    def _best_in(self, row: int, article: int) -> float:
        """Return a claim's highest cosine to another claim of an article."""
        if (row, article) not in self._best:
            self._best[row, article] = float(self._vectors.best_in(np.array([row]), article)[0])
        return self._best[row, article]

    def of(self, i: int, j: int) -> float:
        """Return how surely two claims speak of one thing, 0 to 1: mean of their margin and agreement."""
        if (i, j) not in self._bonds:
            self._bonds[i, j] = (self.margin(i, j) + self._aligner.agreement(i, j)) / 2
        return self._bonds[i, j]

    def hold(self, i: int, j: int, least: float) -> bool:
        """Tell whether two claims have at least this bond; of most it is seen without an alignment."""
        return self.margin(i, j) + 1 >= 2 * least and self.of(i, j) >= least

    @cached_property
    def counterparts(self) -> tuple[tuple[int, int], ...]:
        """The pairs of claims by two articles of which one is the other's nearest there, in order of rows."""
        left, right, near = self._likely
        article, rows = self._vectors.article, self._vectors.vectors
        if not len(left):
            return ()
        usual = np.empty(len(left), np.float32)
        for some in blocks(len(left)):
            i, j = left[some], right[some]
            usual[some] = np.einsum("nd,nd->n", rows[i], self._usual[article[j]])
            usual[some] += np.einsum("nd,nd->n", rows[j], self._usual[article[i]])
        apart = (article[left] != article[right]) & (near - usual / 2 >= APART)
        left, right, near = left[apart], right[apart], near[apart]
        there, here = self._vectors.bests(left, right), self._vectors.bests(right, left)
        for one, other, best in ((left, right, there), (right, left, here)):
            keys = zip(one.tolist(), article[other].tolist(), strict=True)
            self._best.update(zip(keys, best.tolist(), strict=True))
        reached = near + ROUNDING >= np.minimum(there, here)
        return tuple(sorted(zip(left[reached].tolist(), right[reached].tolist(), strict=True)))

    @cached_property
    def _likely(self) -> tuple[Ints, Ints, Vectors]:
        """The pairs of claims of which one is among the nearest of the other."""
        if not self._known:
            return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32)
        return self._vectors.near_pairs(min(NEIGHBOURS, self._claims))

    @cached_property
    def _usual(self) -> Vectors:
        """The mean vector of each article's claims, with which products are mean cosines; zero for none."""
        if not self._known:
            return np.empty((0, 0), np.float32)
        vectors, article = self._vectors.vectors, self._vectors.article
        sums = np.zeros((self._articles, vectors.shape[1]), np.float32)
        np.add.at(sums, article, vectors)
        counts = np.bincount(article, minlength=len(sums))
        return np.asarray(sums / np.maximum(counts, 1)[:, None], np.float32)
