"""How usual every term is among the open stories, so that a rare one tells more than a usual one.

Inverse document frequency (Spärck Jones 1972) with the open stories as the collection: counted by stories,
not by articles, lest what a story is about seem usual only because it is much covered.
"""

import numpy as np

from rashomon.cluster.known import BUCKETS, Floats, Ids

SEEMING = 30
"""Stories that the stream behaves as if it had seen before it has seen any."""


class Background:
    """Counts of open stories by the buckets of their terms."""

    def __init__(self) -> None:
        self._counts = np.zeros(BUCKETS, np.int32)
        self._stories = 0

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
        share = (self._stories + SEEMING) / (self._counts[terms] + 0.5)
        return np.log(np.maximum(share, 1.01)).astype(np.float32)
