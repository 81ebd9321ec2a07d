"""Which of many open stories an article may belong to: those near by its vector, and those with its names.

Every member of an open story stands in one index of approximate nearest neighbours (HNSW, Malkov and
Yashunin 2020) and in lists by its most telling names, so the cost hardly grows with what is open.
"""

from collections import defaultdict, deque
from collections.abc import Sequence

import numpy as np
from usearch.index import Index

from rashomon.cluster.background import Background
from rashomon.cluster.known import Known

NEIGHBOURS = 24
"""Articles near by vector that are looked at; a story that is much covered takes several of these places."""
NAMES, LISTED = 6, 24
"""Telling names of an article that are looked up, and articles remembered of each name, the latest."""
LEAVING = NEIGHBOURS
"""Articles that have left, after which all are taken out of the index at once: whatever is added next pays
for a copy of the index's whole table of keys (usearch 2.26), however many were taken out."""
EXPANSION = 48
"""Neighbours that the index keeps in view while it looks: what it misses seldom is of the event."""


class Candidates:
    """The members of open stories, by the number that each got when it came."""

    def __init__(self) -> None:
        self._index: Index | None = None
        self._leaving: set[int] = set()
        self._named: dict[int, deque[int]] = {}

    def enter(self, number: int, known: Known) -> None:
        """Take an article in."""
        if known.vector.any():
            if self._index is None:
                self._index = Index(
                    ndim=len(known.vector),
                    metric="cos",
                    dtype="i8",
                    expansion_add=EXPANSION,
                    expansion_search=EXPANSION,
                )
            self._index.add(number, known.vector, threads=1)
        for name in known.names.ids.tolist():
            self._named.setdefault(name, deque(maxlen=LISTED)).append(number)

    def leave(self, number: int, known: Known) -> None:
        """Let an article go."""
        if self._index is not None and known.vector.any():
            self._leaving.add(number)
            if len(self._leaving) == LEAVING:
                self._index.remove(sorted(self._leaving), threads=1)
                self._leaving.clear()
        for name in known.names.ids.tolist():
            listed = self._named.get(name)
            if listed is not None and number in listed:
                listed.remove(number)
                if not listed:
                    del self._named[name]

    def near(self, known: Known, background: Background) -> list[int]:
        """Return articles that may be on the same event, the likeliest first.

        They are ranked by the cosine of the vectors and the weight of the shared names together.
        """
        found: dict[int, float] = defaultdict(float)
        for number, cosine in self._neighbours(known):
            found[number] += cosine
        for number, weight in self._namesakes(known, background):
            found[number] += weight
        return sorted(found, key=lambda number: (-found[number], number))

    def _neighbours(self, known: Known) -> Sequence[tuple[int, float]]:
        if self._index is None or not len(self._index) or not known.vector.any():
            return ()
        matches = self._index.search(known.vector, NEIGHBOURS + len(self._leaving), threads=1)
        cosines = (1 - matches.distances.astype(float)).tolist()
        found = zip(matches.keys.tolist(), cosines, strict=True)
        return [pair for pair in found if pair[0] not in self._leaving][:NEIGHBOURS]

    def _namesakes(self, known: Known, background: Background) -> Sequence[tuple[int, float]]:
        told = known.names.weights * background.idf(known.names.ids)
        best = np.argsort(-told, kind="stable")[:NAMES]
        total = max(float(np.linalg.norm(told)), 1e-9)
        return [
            (number, float(told[at]) / total / NAMES)
            for at in best.tolist()
            for number in self._named.get(int(known.names.ids[at]), ())
        ]
