"""Which claims of a story say the same: pairs scored by all evidence, then grouped.

What two claims are to each other counts with where they stand: of what two articles tell, one proposition is
mostly each account's likeliest for the other. Groups are built by average linkage (UPGMA; Sokal & Michener
1958) over the likeliest pairs, so that a chain of half-alike claims does not run together.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.compare.evidence import Evidence
from rashomon.compare.similarity import Ints, highest
from rashomon.compare.texts import Texts
from rashomon.model.annotation import Vectors

MUTUAL = (-0.5, 0.0, 1.0)
"""Added to the log-odds of two articles' claims where neither, one, or each is the other's likeliest.

Claims of one article are no counterparts: they have the first.
"""
CLAUSES = (9.2, -3.8)
"""Weight of the clauses' cosine and log-odds before it where nothing else is known, fitted likewise."""
ALIKE = 0.5
"""Cosine from which a sentence is as likely as not to tell all that another tells, whatever its clauses."""
JOIN = -0.4
"""Average log-odds at which two groups are one."""
ABSENT = -0.8
"""Taken for pairs that were not among the likeliest of either claim."""
FLOOR = -0.7
"""Log-odds that each member of a group must reach with the group's most typical one."""
LEAST = -1.0
"""Log-odds by themselves below which two claims are no candidates, whatever else stands in their articles."""
CANDIDATES = 24
"""Pairs kept a claim."""
BATCH = 128
"""Rows that are held against all claims of the story at a time."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Scored:
    """What pairs of claims were found to be worth: (lower row, higher row) to log-odds, by ``evidence``."""

    evidence: Evidence
    pairs: Mapping[tuple[int, int], float]

    def odds(self, a: int, b: int) -> float:
        """Return the log-odds of two claims, ``ABSENT`` of a pair that was not among the likeliest."""
        return self.pairs.get((min(a, b), max(a, b)), ABSENT)

    def nearest(
        self, groups: Sequence[Sequence[int]], taken: Iterable[Vectors]
    ) -> Iterator[tuple[Vectors, Ints]]:
        """Yield, for each group of rows, its best log-odds with a claim of each article, and that claim.

        The log-odds are the higher of those by all evidence and by the clauses alone: what else their
        sentences tell must not hide that two clauses are near. They are 0 at least, ``taken`` or not, where
        whole sentences are ``ALIKE``: a translation may part them into other clauses. Both are (articles,);
        -inf and 0 where an article has no claims. A claim is given by its place among its article's.
        ``taken`` gives, for each group, what is taken from its log-odds with each claim of the story,
        (claims,).
        """
        less = iter(taken)
        columns, first = np.arange(len(self.evidence)), self.evidence.first
        filled = np.flatnonzero(np.diff(first, append=len(columns)))
        for some in _batches(groups):
            rows = np.concatenate([np.array(rows) for rows in some])
            alone = self.evidence.vectors.similarity(rows, columns) * CLAUSES[0] + CLAUSES[1]
            scores = np.maximum(self.evidence.block(rows, columns), alone)
            whole = self.evidence.sentences[rows] @ self.evidence.sentences.T >= ALIKE
            ends = np.cumsum([len(rows) for rows in some])[:-1]
            for part, beside in zip(np.split(scores, ends), np.split(whole, ends), strict=True):
                best = part.max(axis=0) - next(less)
                best = np.where(beside.any(axis=0), np.maximum(best, 0), best)
                near, found = np.full(len(first), -np.inf, np.float32), np.zeros(len(first), np.int64)
                near[filled] = np.maximum.reduceat(best, first[filled])
                hits = np.flatnonzero(best == near[self.evidence.vectors.article])[::-1]
                found[self.evidence.vectors.article[hits]] = self.evidence.vectors.index[hits]
                yield near, found


def _batches(groups: Sequence[Sequence[int]]) -> Iterator[list[Sequence[int]]]:
    """Yield the groups in their order, about ``BATCH`` rows at a time."""
    some: list[Sequence[int]] = []
    for group in groups:
        some.append(group)
        if sum(map(len, some)) >= BATCH:
            yield some
            some = []
    if some:
        yield some


def score_claims(texts: Texts) -> Scored:
    """Score the pairs of claims of a story that are near, a block at a time; keep the likeliest."""
    evidence = Evidence(texts)
    kept: dict[tuple[int, int], float] = {}
    for rows, columns in evidence.reach():
        kept.update(_likeliest(evidence.block(rows, columns), rows, columns))
    return Scored(evidence=evidence, pairs=dict(placed_pairs(kept, evidence.vectors.article.tolist())))


def placed_pairs(
    kept: Mapping[tuple[int, int], float], article: Sequence[int]
) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield the pairs that are likely once it counts which of them are each other's likeliest (``MUTUAL``).

    ``article`` is that of every claim.
    """
    best: dict[tuple[int, int], float] = {}
    for (a, b), score in kept.items():
        for one, there in ((a, article[b]), (b, article[a])):
            best[one, there] = max(score, best.get((one, there), score))
    for (a, b), score in kept.items():
        chosen = (best[a, article[b]] == score) + (best[b, article[a]] == score)
        whole = score + MUTUAL[chosen if article[a] != article[b] else 0]
        if whole > ABSENT:
            yield (a, b), whole


def _likeliest(scores: Vectors, rows: Ints, columns: Ints) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield each row's likeliest pairs, lower row first."""
    at, to, best = highest(scores, CANDIDATES)
    likely = best > LEAST
    left, right = rows[at[likely]], columns[to[likely]]
    low, high = np.minimum(left, right).tolist(), np.maximum(left, right).tolist()
    yield from zip(zip(low, high, strict=True), best[likely].tolist(), strict=True)


def group_rows(scored: Scored) -> list[list[int]]:
    """Group claims by average linkage; every claim is in exactly one group, rows in order.

    Clauses of one sentence are never in one group: their author tells them as two things.
    """
    linkage = _Linkage(scored)
    while linkage.heap:
        value, a, b = heapq.heappop(linkage.heap)
        if linkage.stands(-value, a, b):
            linkage.merge(a, b)
    return sorted(sorted(part) for rows in linkage.rows.values() for part in _faithful(scored, rows))


def _faithful(scored: Scored, rows: list[int]) -> Iterator[list[int]]:
    """Part a group until every member states what the most typical one states.

    An average lets a member in that is near to some; readers hold each one against the wording shown.
    """
    while rows:
        known = {(a, b): scored.odds(a, b) for a in rows for b in rows}
        typical = max(rows, key=lambda a: sum(known[a, b] for b in rows))
        yield [b for b in rows if b == typical or known[typical, b] >= FLOOR]
        rows = [b for b in rows if b != typical and known[typical, b] < FLOOR]


class _Linkage:
    """Groups on the way, with the sums of the known scores between them; the likeliest merger comes first."""

    def __init__(self, scored: Scored) -> None:
        self.rows = {row: [row] for row in range(len(scored.evidence.sentence))}
        self.sentences = {row: {int(s)} for row, s in enumerate(scored.evidence.sentence)}
        self.links: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        self.heap: list[tuple[float, int, int]] = []
        for (a, b), score in scored.pairs.items():
            self.links[a][b] = self.links[b][a] = (score, 1)
        for a, b in scored.pairs:
            self._offer(a, b)

    def stands(self, average: float, a: int, b: int) -> bool:
        """Tell whether an offer is still true: both groups are there and have not grown since."""
        return b in self.links.get(a, ()) and average == self._average(a, b)

    def merge(self, a: int, b: int) -> None:
        """Move the rows and links of one group into another."""
        self.rows[a] += self.rows.pop(b)
        self.sentences[a] |= self.sentences.pop(b)
        for other, (total, present) in self.links.pop(b).items():
            del self.links[other][b]
            if other != a:
                before, had = self.links[a].get(other, (0.0, 0))
                self.links[a][other] = self.links[other][a] = (before + total, had + present)
        for other in self.links[a]:
            self._offer(a, other)

    def _offer(self, a: int, b: int) -> None:
        average = self._average(a, b)
        if average > JOIN and self.sentences[a].isdisjoint(self.sentences[b]):
            heapq.heappush(self.heap, (-average, a, b))

    def _average(self, a: int, b: int) -> float:
        total, present = self.links[a][b]
        pairs = len(self.rows[a]) * len(self.rows[b])
        return (total + ABSENT * (pairs - present)) / pairs
