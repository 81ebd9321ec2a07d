"""Find sentences that are translations of each other.

They must be nearer to each other than both are, on average, to the nearest sentences of the other articles
(the margin of Artetxe and Schwenk 2019, with the story's articles as the neighbourhood): all reports of one
event are near to each other.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from rashomon.compare.echo_links import Link
from rashomon.compare.similarity import Ints, StoryVectors
from rashomon.compare.wording import Passage
from rashomon.model.annotation import Vectors
from rashomon.model.story import Story

NEAR, ANCHORED = 0.68, 0.5
"""Cosine plus margin over the other articles at which a foreign sentence is a translation; the same where
shared figures or like words speak for it too."""
COGNATES = 0.3
"""Share of content words with a like word on the other side that speaks for a translation."""
BESIDE = 0.38
"""The same next to a translated sentence: wire copy is translated in a row."""
LENGTHS = 2.6
"""A translation is no more than so many times longer."""


def translations(story: Story, read: Sequence[Passage], vectors: StoryVectors) -> list[Link]:
    """Pair sentences of different languages that are each other's best and stand out of their articles."""
    if len({a.language for a in story.analyses}) < 2 or len(vectors) != len(read):
        return []
    best, partner = _nearest(vectors, len(story.analyses))
    usual = np.nanmean(np.where(best > -1, best, np.nan), axis=1)
    pairs = [p for p in _mutual(read, best, partner) if _alike_in_length(read[p[0]], read[p[1]])]
    near = {
        p: 2 * float(best[p[0], read[p[1]].article]) - float(usual[p[0]] + usual[p[1]]) / 2 for p in pairs
    }
    sure = {p for p in pairs if near[p] >= NEAR or (near[p] >= ANCHORED and _anchored(story, read, p))}
    beside = {(i + x, j + y) for i, j in sure for x in (-1, 1) for y in (-1, 1)}
    more = {p for p in beside & set(pairs) if near[p] >= BESIDE}
    return [
        Link(
            a=read[p[0]].reference,
            b=read[p[1]].reference,
            kind="translation",
            score=round(min(1.0, 0.3 + 0.5 * near[p]), 3),
        )
        for p in sorted(sure | more)
    ]


def _anchored(story: Story, read: Sequence[Passage], pair: tuple[int, int]) -> bool:
    """Tell whether two sentences give the same two figures or more, or are full of like words."""
    a, b = (read[row] for row in pair)
    return len(_figures(story, a) & _figures(story, b)) >= 2 or _cognates(a, b) >= COGNATES


def _figures(story: Story, passage: Passage) -> set[float]:
    quantities = story.analyses[passage.article].quantities
    return {q.value for q in quantities if passage.reference.span.contains(q.span)}


def _cognates(a: Passage, b: Passage) -> float:
    short, long = sorted((sorted(a.content()), sorted(b.content())), key=len)
    like = [
        w for w in short if len(w) > 3 and process.extractOne(w, long, scorer=fuzz.ratio, score_cutoff=75)
    ]
    return len(like) / max(len(short), 1)


def _alike_in_length(a: Passage, b: Passage) -> bool:
    short, long = sorted((len(a.reference.span), len(b.reference.span)))
    return long <= LENGTHS * short and short >= 25


def _nearest(vectors: StoryVectors, articles: int) -> tuple[Vectors, Ints]:
    """Return (n, articles) cosines to, and rows of, the nearest sentence of each other article."""
    best = np.full((len(vectors), articles), -2, np.float32)
    partner = np.full((len(vectors), articles), -1, np.int64)
    columns = [vectors.rows_of(at) for at in range(articles)]
    for rows, cosines in vectors.blocks():
        for at, mine in enumerate(columns):
            if len(mine):
                found = cosines[:, mine].argmax(axis=1)
                best[rows, at], partner[rows, at] = cosines[np.arange(len(rows)), mine[found]], mine[found]
    best[np.arange(len(vectors)), vectors.article] = -2
    return best, partner


def _mutual(read: Sequence[Passage], best: Vectors, partner: Ints) -> Iterator[tuple[int, int]]:
    for row, passage in enumerate(read):
        for at in range(passage.article + 1, best.shape[1]):
            other = int(partner[row, at])
            if (
                other >= 0
                and partner[other, passage.article] == row
                and read[other].language != passage.language
            ):
                yield row, other
