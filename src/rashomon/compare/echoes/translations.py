"""Find sentences that are translations of each other.

They must be nearer to each other than both are, on average, to the nearest sentences of the other articles
(the margin of Artetxe and Schwenk 2019, with the story's articles as the neighbourhood): all reports of one
event are near to each other.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from rashomon.compare.echoes.links import Link
from rashomon.compare.similarity import StoryVectors, highest, pairs
from rashomon.compare.wording import Passage
from rashomon.model.story import Story

NEAR, ANCHORED = 0.68, 0.5
"""Cosine plus margin over the other articles at which a foreign sentence is a translation; the same where
shared figures or like words speak for it too."""
COGNATES = 0.3
"""Share of content words with a like word on the other side that speaks for a translation."""
BESIDE = 0.38
"""The same next to a translated sentence: wire copy is translated in a row."""
SAMPLE = 100
"""Articles of a story by which it is told what is usual between two."""
FOREIGN = 64
"""Foreign sentences that are looked at for one."""
CLOSE = 1e-6
"""Difference of two cosines that comes from the order of sums."""
LENGTHS = 2.6
"""A translation is no more than so many times longer."""


def translations(story: Story, read: Sequence[Passage], vectors: StoryVectors) -> list[Link]:
    """Pair sentences of different languages that are each other's best and stand out of their articles."""
    if len({a.language for a in story.analyses}) < 2 or len(vectors) != len(read):
        return []
    usual = _usual(vectors, len(story.analyses))
    near = {
        (i, j): 2 * cosine - (usual[i] + usual[j]) / 2
        for i, j, cosine in _mutual(vectors, [a.language for a in story.analyses], usual)
        if _alike_in_length(read[i], read[j])
    }
    sure = {p for p in near if near[p] >= NEAR or (near[p] >= ANCHORED and _anchored(story, read, p))}
    beside = {(i + x, j + y) for i, j in sure for x in (-1, 1) for y in (-1, 1)}
    more = {p for p in beside & set(near) if near[p] >= BESIDE}
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


def _usual(vectors: StoryVectors, articles: int) -> list[float]:
    """Return each sentence's mean cosine to the nearest sentences of ``SAMPLE`` other articles."""
    total, count = np.zeros(len(vectors), np.float32), np.zeros(len(vectors), np.int64)
    everything = np.arange(len(vectors))
    for at in np.unique(np.linspace(0, articles - 1, min(articles, SAMPLE)).astype(np.int64)).tolist():
        if len(vectors.rows_of(at)):
            other = vectors.article != at
            total[other] += vectors.best_in(everything[other], at)
            count[other] += 1
    return list((total / np.maximum(count, 1)).tolist())


def _mutual(
    vectors: StoryVectors, languages: Sequence[str], usual: Sequence[float]
) -> Iterator[tuple[int, int, float]]:
    """Yield sentences of two languages that are each other's nearest and stand out, and cosines."""
    level, language = np.array(usual, np.float32) / 2, np.unique(languages, return_inverse=True)[1]
    found = []
    for rows, columns in vectors.reach():
        cosines = vectors.similarity(rows, columns)
        own, other = (language[vectors.article[part]] for part in (rows, columns))
        cosines[own[:, None] == other[None]] = -1
        at, to, near = highest(cosines, FOREIGN)
        apart = 2 * near - level[rows[at]] - level[columns[to]] >= BESIDE
        found.append((rows[at[apart]], columns[to[apart]], near[apart]))
    left, right, cosine = pairs(found, len(vectors))
    mutual = cosine + CLOSE >= np.maximum(vectors.bests(left, right), vectors.bests(right, left))
    yield from zip(left[mutual].tolist(), right[mutual].tolist(), cosine[mutual].tolist(), strict=True)
