"""How near two claims or sentences of one story are, measured against what is usual in that story."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.encoders.centring import centred
from rashomon.model.annotation import Vectors
from rashomon.model.story import Story

Ints = npt.NDArray[np.int64]

BLOCK = 1024
"""Rows compared at a time: bounds memory to ``BLOCK`` x n similarities."""


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
        return np.flatnonzero(self.article == article)

    def similarity(self, rows: Ints, columns: Ints) -> Vectors:
        """Return the (len(rows), len(columns)) cosines between two choices of rows."""
        return np.asarray(self.vectors[rows] @ self.vectors[columns].T, np.float32)

    def blocks(self) -> Iterator[tuple[Ints, Vectors]]:
        """Yield (rows, their cosines to all rows) a block at a time."""
        for rows in blocks(len(self)):
            yield rows, np.asarray(self.vectors[rows] @ self.vectors.T, np.float32)


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
