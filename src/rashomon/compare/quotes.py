"""Find quotations in marks that render the same words, within a language and across languages.

Within a language words are aligned (longest common subsequence); across languages the
sentences in which the quotations stand are compared, for a translation has no word in common.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from rashomon.compare.said import Said, compatible, same_speaker
from rashomon.compare.similarity import StoryVectors, blocks
from rashomon.compare.variants import KEPT, kept

NEAR_SAME, NEAR_UNKNOWN = 0.28, 0.5
"""Cosine of their sentences for foreign quotations of one speaker, and where a speaker is unknown."""
FOREIGN = 64
"""Foreign quotations that are looked at for one."""


def pairs(said: Sequence[Said], vectors: StoryVectors) -> Iterator[tuple[float, int, int]]:
    """Yield (strength, quote, quote) of what may be one utterance, the later quote first."""
    for i, j in sorted({(max(p), min(p)) for p in (*_sharing(said), *_foreign(said, vectors))}):
        a, b = said[i], said[j]
        if a.article == b.article:
            continue
        strength = _same_words(a, b) if a.language == b.language else _translated(a, b, vectors)
        if strength:
            yield strength, i, j


def _sharing(said: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Yield the quotes of one language, in two articles, of which one may hold enough of the other's words.

    It must then hold one of the rarest of them (the prefix filter of Chaudhuri, Ganti and Kaushik 2006).
    """
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, quote in enumerate(said):
        for form in quote.held:
            holders[quote.language, form].append(at)
    for at, quote in enumerate(said):
        rarest = sorted(quote.held, key=lambda form: (len(holders[quote.language, form]), form))
        for form in rarest[: len(rarest) - math.ceil(KEPT * len(rarest)) + 1]:
            near = holders[quote.language, form]
            yield from ((at, other) for other in near if said[other].article != quote.article)


def _foreign(said: Sequence[Said], vectors: StoryVectors) -> Iterator[tuple[int, int]]:
    """Yield the quotes of two languages whose sentences are near, for each the nearest ``FOREIGN`` ones."""
    placed = [at for at, quote in enumerate(said) if quote.rows]
    if len({said[at].language for at in placed}) < 2:
        return
    rows = np.concatenate([np.array(said[at].rows) for at in placed])
    starts = np.cumsum([0, *(len(said[at].rows) for at in placed)])[:-1]
    language = np.array([said[at].language for at in placed])
    for some in blocks(len(placed)):
        own = np.concatenate([np.array(said[placed[at]].rows) for at in some])
        near = np.maximum.reduceat(vectors.similarity(own, rows), starts, axis=1)
        near = np.maximum.reduceat(near, starts[some] - starts[some[0]], axis=0)
        near[language[some][:, None] == language[None]] = -1
        width = min(FOREIGN, len(placed))
        best = np.argpartition(-near, width - 1, axis=1)[:, :width]
        at, rank = np.nonzero(np.take_along_axis(near, best, axis=1) >= NEAR_SAME)
        yield from ((placed[x], placed[y]) for x, y in zip(some[at], best[at, rank], strict=True))


def _same_words(a: Said, b: Said) -> float:
    short, long = (a, b) if len(a.words) <= len(b.words) else (b, a)
    if len(short.held & long.held) < KEPT * len(short.held):
        return 0.0
    if short.fragment:
        needed = 1 if same_speaker(a, b) and len(short.words) > 1 else 2
        return 1.0 if short.telling >= needed and _contained(short.forms, long.forms) else 0.0
    share = kept(short.forms, long.forms)
    return share if share >= KEPT and (compatible(a, b) or share > 0.9) else 0.0


def _contained(short: Sequence[str], long: Sequence[str]) -> bool:
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def _translated(a: Said, b: Said, vectors: StoryVectors) -> float:
    if not a.rows or not b.rows or not compatible(a, b):
        return 0.0
    near = float(vectors.similarity(np.array(a.rows), np.array(b.rows)).max())
    return near if near >= (NEAR_SAME if same_speaker(a, b) else NEAR_UNKNOWN) else 0.0
