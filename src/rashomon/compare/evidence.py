"""What speaks for two claims of a story being one proposition, as log-odds (logistic regression).

Meaning and names come from the encoder; numbers and dates, which it hardly sees, are compared as such.
"""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from rashomon.compare.similarity import Ints, reach
from rashomon.compare.texts import Texts
from rashomon.compare.wording import bags
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
SAME_ARTICLE = 0.5
"""Taken from claims of one article, which says most things once."""
ANCHORS = 256
"""Width of the hashed anchors; a collision only lets two claims share an anchor that they do not."""
SPARE = 0.3
"""Weight added to a claim's words, so that one shared word is not all there is to a short claim."""
FOLDED = 512
"""Columns that words are folded to: products of wider rows would cost more than all the rest."""
DIGITS = 4
"""Decimals of a log-odds: what lies behind them depends on the order in which sums are made."""
SMALL = 12
"""Numbers up to here turn up by chance."""


class Evidence:
    """Everything about the claims in matrices, one row a claim: a block of pairs is a few products."""

    def __init__(self, texts: Texts) -> None:
        story, read, weight = texts.story, texts.passages, texts.weight
        self.vectors = texts.claim_vectors
        self.sentence = _sentence_rows(story)
        self.sentences = texts.sentence_vectors.vectors[self.sentence]
        self.words = _folded(bags(read, weight))
        extents = (sum(weight[w] for w in sorted(p.content())) for p in read)
        self.extent = np.fromiter(extents, np.float32, len(read)) + np.float32(SPARE)
        self.anchors = _anchors([_anchors_of(claim) for claim in texts.claims])
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


def _folded(words: Vectors) -> Vectors:
    """Fold bags of words to ``FOLDED`` columns by random signs; dot products stay nearly as they are.

    That is a count sketch (Charikar, Chen and Farach-Colton 2002).
    """
    signs = np.random.default_rng(0).choice(np.array([-1, 1], np.float32), words.shape[1])
    folded = (words * signs).reshape(len(words), words.shape[1] // FOLDED, FOLDED).sum(axis=1)
    return np.asarray(folded, np.float32)
