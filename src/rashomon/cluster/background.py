"""How usual every term is among the open stories, so that a rare one tells more than a usual one.

Inverse document frequency (Spärck Jones 1972) with the open stories as the collection: counted by stories,
not by articles, lest what a story is about seem usual only because it is much covered.
"""

import math

import numpy as np

from rashomon.cluster.known import BUCKETS, Floats, Ids

SEEMING = 30
"""Stories that the stream behaves as if it had seen before it has seen any."""
LEAST = np.float32(math.log(1.01))


class Background:
    """Counts of open stories by the buckets of their terms."""

    def __init__(self) -> None:
        self._counts = np.zeros(BUCKETS, np.float32)
        self._stories = 0
        self._table = np.zeros(BUCKETS, np.float32)

    def enter(self, terms: Ids) -> None:
        """Count a story with these distinct terms."""
        self._counts[terms] += 1
        self._stories += 1

    def leave(self, terms: Ids) -> None:
        """Count it no longer."""
        self._counts[terms] -= 1
        self._stories -= 1

    def idf(self, terms: Ids) -> Floats:
        """Return what each of the terms tells, greater than nought."""
        usual = np.log(self._counts[terms] + np.float32(0.5))
        return np.asarray(
            np.maximum(np.float32(math.log(self._stories + SEEMING)) - usual, LEAST), np.float32
        )

    def looked_up(self, ids: Ids, weights: Floats, wanted: Ids) -> Floats:
        """Return the weights of the wanted terms, nought for those that are not among ``ids``."""
        self._table[ids] = weights
        found = self._table[wanted]
        self._table[ids] = 0
        return found
