"""Which claims of a story say the same: pairs scored by several kinds of evidence, then grouped.

A pair's score is a log-odds: a weighted sum of what speaks for one proposition (logistic regression).
Meaning and names come from the encoder; numbers and dates, which it hardly sees, are compared as such.
Groups are built by average linkage (UPGMA; Sokal & Michener 1958) over the likeliest pairs, so that a chain
of half-alike claims does not run together.
"""

import heapq
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.compare.similarity import Ints, claim_vectors, reach, sentence_vectors
from rashomon.compare.wording import bags, claim_spans, passages, weights
from rashomon.model.annotation import Claim, Vectors
from rashomon.model.story import Story

WEIGHTS = {"clause": 5.8, "sentence": 3.1, "words": 3.9, "anchor": 2.5, "across": 1.6}
"""What each kind of evidence at its fullest adds to the log-odds that two claims are one proposition.

``clause`` and ``sentence`` are cosines of the claims and of their sentences, ``words`` the share of the
shorter claim's words that the other one has, ``anchor`` a number or date that both give, ``across`` that they
are in two languages, where cosines are lower. Fitted by ``tools/fit_grouping.py`` on 900 pairs of 12 stories.
"""
START = -5.2
"""Log-odds of two claims of a story before anything is known of them."""
CLAUSES = (9.2, -3.8)
"""Weight of the clauses' cosine and log-odds before it where nothing else is known, fitted on those pairs."""
ALIKE = 0.5
"""Cosine from which a sentence is as likely as not to tell all that another tells, whatever its clauses."""
SAME_ARTICLE = 0.5
"""Taken from claims of one article, which says most things once."""
JOIN = -0.4
"""Average log-odds at which two groups are one."""
ABSENT = -0.8
"""Taken for pairs that were not among the likeliest of either claim."""
FLOOR = -0.7
"""Log-odds that each member of a group must reach with the group's most typical one."""
CANDIDATES = 24
"""Pairs kept a claim."""
ANCHORS = 256
"""Width of the hashed anchors; a collision only lets two claims share an anchor that they do not."""
SPARE = 0.3
"""Weight added to a claim's words, so that one shared word is not all there is to a short claim."""
FOLDED = 512
"""Columns that words are folded to: products of wider rows would cost more than all the rest."""
DIGITS = 4
"""Decimals of a log-odds: what lies behind them depends on the order in which sums are made."""
BATCH = 128
"""Rows that are held against all claims of the story at a time."""
SMALL = 12
"""Numbers up to here turn up by chance."""


class Evidence:
    """Everything about the claims in matrices, one row a claim: a block of pairs is a few products."""

    def __init__(self, story: Story) -> None:
        claims = [claim for analysis in story.analyses for claim in analysis.claims]
        self.vectors = claim_vectors(story)
        self.sentence = _sentence_rows(story)
        self.sentences = sentence_vectors(story).vectors[self.sentence]
        read = passages(story, claim_spans)
        weight = weights(read)
        self.words = _folded(bags(read, weight))
        extents = (sum(weight[w] for w in sorted(p.content())) for p in read)
        self.extent = np.fromiter(extents, np.float32, len(read)) + np.float32(SPARE)
        self.anchors = _anchors([_anchors_of(claim) for claim in claims])
        codes = [a.language for a in story.analyses for _ in a.claims]
        self.language = np.unique(codes, return_inverse=True)[1]
        self.first = np.searchsorted(self.vectors.article, np.arange(len(story.analyses)))

    def __len__(self) -> int:
        """Return the number of claims."""
        return len(self.vectors)

    def kinds(self, rows: Ints, columns: Ints) -> Iterator[tuple[str, Vectors]]:
        """Yield each kind of evidence for rows with columns, (len(rows), len(columns)), about 0 to 1."""
        yield "clause", self.vectors.similarity(rows, columns)
        yield "sentence", self.sentences[rows] @ self.sentences[columns].T
        words = self.words[rows] @ self.words[columns].T
        words /= np.minimum(self.extent[rows][:, None], self.extent[columns][None])
        yield "words", np.clip(words, 0, 1, out=words)
        anchors = self.anchors[rows] @ self.anchors[columns].T
        yield "anchor", np.minimum(anchors, 1, out=anchors)
        yield "across", (self.language[rows][:, None] != self.language[columns][None]).astype(np.float32)

    def block(self, rows: Ints, columns: Ints) -> Vectors:
        """Return the (len(rows), len(columns)) log-odds of rows with columns; -inf within one sentence."""
        article = self.vectors.article
        score = np.full((len(rows), len(columns)), START, np.float32)
        for kind, found in self.kinds(rows, columns):
            score += np.multiply(found, np.float32(WEIGHTS[kind]), out=found)
        score -= np.float32(SAME_ARTICLE) * (article[rows][:, None] == article[columns][None])
        score[self.sentence[rows][:, None] == self.sentence[columns][None]] = -np.inf
        return np.round(score, DIGITS, out=score)

    def reach(self) -> Iterator[tuple[Ints, Ints]]:
        """Yield what is compared with what: claims near by themselves and by their sentences."""
        parts = (self.vectors.vectors, WEIGHTS["clause"]), (self.sentences, WEIGHTS["sentence"])
        whole = sum(weight for _, weight in parts)
        return reach(np.hstack([part * np.float32((weight / whole) ** 0.5) for part, weight in parts]))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Scored:
    """What pairs of claims were found to be worth: (lower row, higher row) to log-odds, by ``evidence``."""

    evidence: Evidence
    pairs: Mapping[tuple[int, int], float]

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


def _sentence_rows(story: Story) -> Ints:
    starts = np.cumsum([0, *(len(a.sentences) for a in story.analyses)])
    rows = [starts[at] + c.sentence for at, a in enumerate(story.analyses) for c in a.claims]
    return np.array(rows, np.int64)


def _anchors_of(claim: Claim) -> dict[str, float]:
    """Return what a claim can be recognised by in any language, and how much each thing tells at best."""
    numbers = {f"#{q.value:g}": 1.0 if abs(q.value) > SMALL else 0.4 for q in claim.quantities}
    dates = {f"@{t.value}": 0.5 for t in claim.timexes if t.value}
    return numbers | dates


def _anchors(listed: Sequence[Mapping[str, float]]) -> Vectors:
    """Return (n, ``ANCHORS``) rows whose dot product sums what shared anchors tell, rarer ones more."""
    held = Counter(anchor for anchors in listed for anchor in anchors)
    result = np.zeros((len(listed), ANCHORS), np.float32)
    scale = np.log(max(len(listed), 4) / 2)
    for row, anchors in enumerate(listed):
        for anchor, worth in anchors.items():
            rarity = min(1.0, np.log(len(listed) / held[anchor]) / scale) if held[anchor] > 1 else 0.0
            result[row, zlib.crc32(anchor.encode()) % ANCHORS] = np.sqrt(max(worth * rarity, 0))
    return result


def score_claims(story: Story) -> Scored:
    """Score the pairs of claims of a story that are near, a block at a time; keep the likeliest."""
    evidence = Evidence(story)
    kept: dict[tuple[int, int], float] = {}
    for rows, columns in evidence.reach():
        kept.update(_likeliest(evidence.block(rows, columns), rows, columns))
    return Scored(evidence=evidence, pairs=kept)


def _folded(words: Vectors) -> Vectors:
    """Fold bags of words to ``FOLDED`` columns by random signs; dot products stay nearly as they are.

    That is a count sketch (Charikar, Chen and Farach-Colton 2002).
    """
    signs = np.random.default_rng(0).choice(np.array([-1, 1], np.float32), words.shape[1])
    folded = (words * signs).reshape(len(words), words.shape[1] // FOLDED, FOLDED).sum(axis=1)
    return np.asarray(folded, np.float32)


def _likeliest(scores: Vectors, rows: Ints, columns: Ints) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield each row's likeliest pairs, lower row first."""
    width = min(CANDIDATES, scores.shape[1])
    picked = np.argpartition(-scores, width - 1, axis=1)[:, :width]
    best = np.take_along_axis(scores, picked, axis=1)
    at, rank = np.nonzero(best > ABSENT)
    left, right, value = rows[at], columns[picked[at, rank]], best[at, rank]
    low, high = np.minimum(left, right).tolist(), np.maximum(left, right).tolist()
    yield from zip(zip(low, high, strict=True), value.tolist(), strict=True)


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
        known = {(a, b): _known(scored, a, b) for a in rows for b in rows}
        typical = max(rows, key=lambda a: sum(known[a, b] for b in rows))
        yield [b for b in rows if b == typical or known[typical, b] >= FLOOR]
        rows = [b for b in rows if b != typical and known[typical, b] < FLOOR]


def _known(scored: Scored, a: int, b: int) -> float:
    return scored.pairs.get((min(a, b), max(a, b)), ABSENT)


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
