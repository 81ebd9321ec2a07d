"""Align the words of two claims by meaning, within a language and across languages.

Two words are linked where each is the other's nearest in the two claims by the states of their tokens in
a middle layer of the encoder (the "argmax" alignment of SimAlign: Jalili Sabet et al. 2020). What all
words of a language have in common is taken away first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rashomon.compare.wording import Passage, Word
from rashomon.model.annotation import Analysis, Vectors
from rashomon.model.story import Story

ALIKE = 0.3
"""Cosine from which two words are linked."""
SAME = 0.9
"""Least cosine of two words of one base form; which of several is meant, their states tell."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two words, by their places in the words of two passages, and how near they are (a cosine)."""

    a: int
    b: int
    near: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Aligner:
    """Links the words of a story's claims; what it reads of a claim is kept."""

    story: Story
    read: tuple[Passage, ...]
    weight: Mapping[str, float]
    _states: dict[int, Vectors] = field(default_factory=dict)
    _links: dict[tuple[int, int], tuple[Link, ...]] = field(default_factory=dict)

    def links(self, i: int, j: int) -> tuple[Link, ...]:
        """Return the links from the words of claim i to those of claim j, in the order of i."""
        if (i, j) not in self._links:
            self._links[i, j] = tuple(self._linked(i, j))
        return self._links[i, j]

    def agreement(self, i: int, j: int) -> float:
        """Return how much of what two claims say is said by both, 0 to 1: soft F1 over weighed words."""
        return self.agreed(i, j, frozenset())

    def agreed(self, i: int, j: int, but: frozenset[tuple[int, int]]) -> float:
        """Return the same with some links (places in i and j) left out of account."""
        a, b = self.read[i].words, self.read[j].words
        left, right = {x for x, _ in but}, {y for _, y in but}
        links = [k for k in self.links(i, j) if (k.a, k.b) not in but]
        both = sum(k.near * (self._worth(a[k.a]) + self._worth(b[k.b])) for k in links)
        own = sum(self._worth(w) for n, w in enumerate(a) if n not in left)
        other = sum(self._worth(w) for n, w in enumerate(b) if n not in right)
        return both / (own + other) if own + other else 0.0

    def _worth(self, word: Word) -> float:
        return self.weight.get(word.lemma, 1.0) if word.content else 0.0

    def _linked(self, i: int, j: int) -> list[Link]:
        a, b = self._of(i), self._of(j)
        if not len(a) or not len(b):
            return []
        near = a @ b.T
        places: dict[str, list[int]] = {}
        for y, word in enumerate(self.read[j].words):
            places.setdefault(word.lemma, []).append(y)
        for x, word in enumerate(self.read[i].words):
            for y in places.get(word.lemma, ()):
                near[x, y] = max(near[x, y], SAME + (1 - SAME) * near[x, y])
        best, back = near.argmax(1), near.argmax(0)
        return [
            Link(x, int(y), float(near[x, y]))
            for x, y in enumerate(best)
            if back[y] == x and near[x, y] >= ALIKE
        ]

    def _of(self, row: int) -> Vectors:
        """Return the unit vectors of the words of a claim, zero where the encoder read none of a word."""
        if row not in self._states:
            passage = self.read[row]
            analysis = self.story.analyses[passage.article]
            self._states[row] = _word_vectors(analysis, passage, self._usual.get(passage.language))
        return self._states[row]

    @cached_property
    def _usual(self) -> dict[str, npt.NDArray[np.float32]]:
        """Map each language to the mean state of its tokens."""
        parts: dict[str, list[Analysis]] = {}
        for analysis in self.story.analyses:
            if len(analysis.token_states):
                parts.setdefault(analysis.language, []).append(analysis)
        return {
            language: np.concatenate([a.token_states for a in some]).mean(0, dtype=np.float32)
            for language, some in parts.items()
        }


def _word_vectors(analysis: Analysis, passage: Passage, usual: npt.NDArray[np.float32] | None) -> Vectors:
    if usual is None or not passage.words:
        return np.empty((0, 0), np.float32)
    starts, ends = analysis.token_spans.T
    result = np.zeros((len(passage.words), analysis.token_states.shape[1]), np.float32)
    for row, word in enumerate(passage.words):
        first, last = np.searchsorted(ends, word.span.start, "right"), np.searchsorted(starts, word.span.end)
        if first < last:
            result[row] = analysis.token_states[first:last].mean(0, dtype=np.float32) - usual
    return np.asarray(result / np.maximum(np.linalg.norm(result, axis=1, keepdims=True), 1e-6), np.float32)
