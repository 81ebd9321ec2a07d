"""Align the words of two claims by meaning, within a language and across languages.

Two words are linked where each is the other's nearest in the two claims by the states of their tokens in
a middle layer of the encoder (the "argmax" alignment of SimAlign: Jalili Sabet et al. 2020). What all
words of a language have in common is taken away first.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt

from rashomon.compare.tails import tails
from rashomon.compare.wording import Passage, Word
from rashomon.model.annotation import Analysis, Quote, Vectors
from rashomon.model.index import Index
from rashomon.model.story import Story
from rashomon.model.text import Span

ALIKE = 0.3
"""Cosine from which two words are linked."""
FAINT = 0.2
"""The same among the words that are left over."""
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
    _left: dict[tuple[int, int], tuple[Link, ...]] = field(default_factory=dict)
    _agreement: dict[tuple[int, int], float] = field(default_factory=dict)
    _weighed: dict[int, list[float]] = field(default_factory=dict)
    _places: dict[int, dict[str, list[int]]] = field(default_factory=dict)

    def links(self, i: int, j: int) -> tuple[Link, ...]:
        """Return the links from the words of claim i to those of claim j, in the order of i."""
        pair = self._first[i], self._first[j]
        if pair not in self._links:
            self._links[pair] = tuple(self._linked(*pair))
        return self._links[pair]

    def left_over(self, i: int, j: int) -> tuple[Link, ...]:
        """Return links among the words that tell of a topic and have none: each other's nearest of these.

        A second round of the same alignment (SimAlign's "itermax"); it takes fainter likeness for a link.
        """
        pair = self._first[i], self._first[j]
        if pair not in self._left:
            self._left[pair] = tuple(self._linked_later(*pair))
        return self._left[pair]

    def _linked_later(self, i: int, j: int) -> Iterator[Link]:
        links = self.links(i, j)
        rest = self._unlinked(i, {k.a for k in links}), self._unlinked(j, {k.b for k in links})
        if not all(rest) or not len(self._of(i)) or not len(self._of(j)):
            return
        near = self._of(i)[rest[0]] @ self._of(j)[rest[1]].T
        best, back = near.argmax(1).tolist(), near.argmax(0).tolist()
        for x, y in enumerate(best):
            if back[y] == x and near[x, y] >= FAINT:
                yield Link(rest[0][x], rest[1][y], float(near[x, y]))

    def _unlinked(self, row: int, linked: Container[int]) -> list[int]:
        return [n for n, word in enumerate(self.read[row].words) if word.content and n not in linked]

    def agreement(self, i: int, j: int) -> float:
        """Return how much of what two claims say is said by both, 0 to 1: soft F1 over weighed words."""
        pair = self._first[i], self._first[j]
        if pair not in self._agreement:
            self._agreement[pair] = self.agreed(*pair, frozenset())
        return self._agreement[pair]

    def agreed(self, i: int, j: int, but: frozenset[tuple[int, int]]) -> float:
        """Return the same with some links (places in i and j) left out of account."""
        a, b = self._worths(i), self._worths(j)
        left, right = {x for x, _ in but}, {y for _, y in but}
        both = sum(k.near * (a[k.a] + b[k.b]) for k in self.links(i, j) if (k.a, k.b) not in but)
        own = sum(worth for n, worth in enumerate(a) if n not in left)
        other = sum(worth for n, worth in enumerate(b) if n not in right)
        return both / (own + other) if own + other else 0.0

    def _worths(self, row: int) -> list[float]:
        row = self._first[row]
        if row not in self._weighed:
            beside = self._tellers(row)
            self._weighed[row] = [
                0.0 if any(span.overlap(word.span) for span in beside) else self._worth(word)
                for word in self.read[row].words
            ]
        return self._weighed[row]

    def telling(self, row: int) -> frozenset[int]:
        """Return the places of a claim's words that tell of a topic, not of who tells it."""
        words, worths = self.read[row].words, self._worths(row)
        return frozenset(at for at, word in enumerate(words) if word.content and worths[at])

    def _tellers(self, row: int) -> list[Span]:
        """Return where a claim says behind or amid words told who tells them ("…, said the mayor, …")."""
        whole, quotes = self.read[row].reference.span, self._quotes[self.read[row].article]
        return [
            part
            for quote in quotes.overlapping(whole)
            for part in quote.frame
            if part.start > quote.span.start
        ] + list(tails(self.read[row]))

    @cached_property
    def _quotes(self) -> tuple[Index[Quote], ...]:
        return tuple(Index(a.quotes, lambda quote: quote.span) for a in self.story.analyses)

    def _worth(self, word: Word) -> float:
        return self.weight.get(word.lemma, 1.0) if word.content else 0.0

    @cached_property
    def _first(self) -> list[int]:
        """The first claim of the same words in the same sentence: what is copied is aligned once."""
        known: dict[tuple[str, str, int], int] = {}
        return [known.setdefault(self._copied(row), row) for row in range(len(self.read))]

    def _copied(self, row: int) -> tuple[str, str, int]:
        passage = self.read[row]
        analysis, span = self.story.analyses[passage.article], passage.reference.span
        sentence = analysis.sentences[analysis.claims[passage.index].sentence].span
        return passage.text, analysis.text_of(sentence), span.start - sentence.start

    def _linked(self, i: int, j: int) -> list[Link]:
        a, b = self._of(i), self._of(j)
        if not len(a) or not len(b):
            return []
        near = a @ b.T
        mine, theirs = self._bases(i), self._bases(j)
        for base in mine.keys() & theirs.keys():
            for x, y in product(mine[base], theirs[base]):
                near[x, y] = max(near[x, y], SAME + (1 - SAME) * near[x, y])
        best, back = near.argmax(1).tolist(), near.argmax(0).tolist()
        told = near[np.arange(len(best)), best].tolist()
        return [Link(x, y, told[x]) for x, y in enumerate(best) if back[y] == x and told[x] >= ALIKE]

    def _bases(self, row: int) -> dict[str, list[int]]:
        """Map each base form of a claim to the places of its words."""
        if row not in self._places:
            places: dict[str, list[int]] = {}
            for at, word in enumerate(self.read[row].words):
                places.setdefault(word.lemma, []).append(at)
            self._places[row] = places
        return self._places[row]

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
        return {language: _mean([a.token_states for a in some]) for language, some in parts.items()}


def _mean(parts: Sequence[npt.NDArray[np.float16]]) -> npt.NDArray[np.float32]:
    """Return the mean row of several matrices, none of which is copied whole."""
    total = sum(part.sum(0, dtype=np.float64) for part in parts)
    return np.asarray(total / sum(map(len, parts)), np.float32)


def _word_vectors(analysis: Analysis, passage: Passage, usual: npt.NDArray[np.float32] | None) -> Vectors:
    if usual is None or not passage.words:
        return np.empty((0, 0), np.float32)
    starts, ends = analysis.token_spans.T
    result = np.zeros((len(passage.words), analysis.token_states.shape[1]), np.float32)
    first = np.searchsorted(ends, [word.span.start for word in passage.words], "right")
    last = np.searchsorted(starts, [word.span.end for word in passage.words])
    single = last - first == 1
    result[single] = analysis.token_states[first[single]].astype(np.float32) - usual
    for row in np.flatnonzero(last - first > 1):
        result[row] = analysis.token_states[first[row] : last[row]].mean(0, dtype=np.float32) - usual
    return np.asarray(result / np.maximum(np.linalg.norm(result, axis=1, keepdims=True), 1e-6), np.float32)
