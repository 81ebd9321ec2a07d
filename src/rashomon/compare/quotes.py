"""Find quotations that render the same words, within a language and across languages.

Within a language the base forms of words are aligned (longest common subsequence). Across languages, for a
translation has no word in common, the sentences in which quotations in marks stand are compared: of those two
articles quote, each has to be the other's nearest.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np
import numpy.typing as npt

from rashomon.compare.alike import COPIES, alike
from rashomon.compare.said import Said, compatible, later_first, same_speaker
from rashomon.compare.similarity import Ints, Pairs, StoryVectors, highest, reach
from rashomon.compare.variants import KEPT, kept

NEAR_SAME, NEAR_PART, NEAR_UNKNOWN, NEAR_OTHER = 0.28, 0.35, 0.5, 0.6
"""Cosine of foreign sentences with quotations: of one speaker; of one where only one sentence has no nearer
one, since the other quotation may be longer; where a speaker is unknown; and of two speakers.
"""
FOREIGN = 64
"""Foreign sentences that are looked at for one."""
RUN, RUN_TELLING = 8, 3
"""Words in a row by which one speaker's quotations overlap, and how many of them say something."""
ROUNDING = 1e-6
"""Difference of two cosines of the same vectors."""
REPEATED = 0.9
"""Share of the words that an article quotes twice: its lead has what its body has."""

RETOLD = 0.8
"""The same of what it tells without marks and quotes in them, as a headline has what its body quotes."""


def pairs(said: Sequence[Said], vectors: StoryVectors) -> Iterator[tuple[float, int, int]]:
    """Yield (strength, quote, quote) of what in marks may be one utterance, the later quote first.

    ``said`` are all quotations, those in marks first.
    """
    marked = [one for one in said if not one.retold]
    yield from alike(marked, _same_words)
    yield from _single(marked)
    yield from _overlapping(marked)
    yield from _foreign(marked, vectors)
    yield from _quoted_below(said)


def _quoted_below(said: Sequence[Said]) -> Iterator[tuple[float, int, int]]:
    """Yield what a headline or lead tells without marks and the same article quotes in the same words."""
    quoted: dict[tuple[int, str], list[int]] = defaultdict(list)
    for at, quote in enumerate(said):
        if quote.marked:
            quoted[quote.article, quote.name].append(at)
    for at, quote in enumerate(said):
        for other in quoted[quote.article, quote.name][:COPIES] if quote.retold and quote.name else ():
            short, long = sorted((quote, said[other]), key=lambda one: len(one.words))
            share = kept(short.lemmas, long.lemmas) if short.telling > 1 else 0.0
            if share >= RETOLD:
                yield share, *later_first(at, other)


def _single(said: Sequence[Said]) -> Iterator[tuple[float, int, int]]:
    """Yield each word that stands in marks alone with the quotations in other articles that hold it.

    It must be clear which: in no article two of the same speaker's do.
    """
    sought = {(quote.language, *quote.lemmas) for quote in said if quote.lone}
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, quote in enumerate(said):
        for form in quote.held if quote.marked else ():
            if (quote.language, form) in sought:
                holders[quote.language, form].append(at)
    for at, quote in enumerate(said):
        some = holders[quote.language, quote.lemmas[0]][:COPIES] if quote.lone else []
        near = [o for o in some if said[o].article != quote.article and same_speaker(said[o], quote)]
        if len({said[other].article for other in near}) == len(near):
            yield from ((1.0, *later_first(at, other)) for other in near)


def _overlapping(said: Sequence[Said]) -> Iterator[tuple[float, int, int]]:
    """Yield the quotes of one speaker, in two articles, that share a run of words: each has another half.

    One earlier holder of a run is enough, since all of them come together.
    """
    first: dict[tuple[str, ...], int] = {}
    for at, quote in enumerate(said):
        lemmas = quote.lemmas
        for start in range(len(lemmas) - RUN + 1):
            run = quote.words[start : start + RUN]
            other = first.setdefault((quote.language, *lemmas[start : start + RUN]), at)
            apart = said[other].article != quote.article and same_speaker(said[other], quote)
            if apart and sum(word.content for word in run) >= RUN_TELLING:
                yield KEPT, at, other


def _foreign(said: Sequence[Said], vectors: StoryVectors) -> Iterator[tuple[float, int, int]]:
    """Yield (cosine, quote, quote), the later first, of quotes in two languages whose sentences are near."""
    quoting = quoting_rows(said)
    for i, j, cosine, mutual in nearest_rows(said, quoting, vectors):
        for a, b in product(quoting[i], quoting[j]):
            if cosine >= _least(said[a], said[b], mutual=mutual):
                yield cosine, *later_first(a, b)


def quoting_rows(said: Sequence[Said]) -> dict[int, list[int]]:
    """Map each sentence that quotes somebody to the quotations in it."""
    quoting: dict[int, list[int]] = defaultdict(list)
    for at, quote in enumerate(said):
        for row in quote.rows:
            quoting[row].append(at)
    return dict(quoting)


def nearest_rows(
    said: Sequence[Said], quoting: Mapping[int, Sequence[int]], vectors: StoryVectors
) -> Iterator[tuple[int, int, float, bool]]:
    """Yield the quoting sentences that are nearest to one of another language, and the cosine of both.

    The first is one of those that the second is compared with; told last is whether each is the other's.
    """
    rows = np.array(sorted(quoting), np.int64)
    if len({quote.language for quote in said}) < 2 or not len(rows):
        return
    one, other, near = _nearest(rows, np.array([said[quoting[row][0]].language for row in rows]), vectors)
    mutual = np.isin(one * len(rows) + other, other * len(rows) + one)
    yield from zip(rows[one].tolist(), rows[other].tolist(), near.tolist(), mutual.tolist(), strict=True)


def _nearest(rows: Ints, language: npt.NDArray[np.str_], vectors: StoryVectors) -> Pairs:
    """Return, as places in ``rows`` and cosines, each row's nearest in each article of another language."""
    found = []
    for some, others in reach(vectors.vectors[rows]):
        _, starts, place = np.unique(vectors.article[rows[others]], return_index=True, return_inverse=True)
        near = vectors.similarity(rows[some], rows[others])
        near[language[some][:, None] == language[others][None]] = -1
        best = np.maximum.reduceat(near, starts, axis=1)[:, place]
        near[near < np.maximum(best - ROUNDING, NEAR_SAME)] = -1
        at, to, cosine = highest(near, FOREIGN)
        kept = cosine >= NEAR_SAME
        found.append((some[at[kept]], others[to[kept]], cosine[kept]))
    one, other, near = (np.concatenate(part) for part in zip(*found, strict=True))
    return one, other, near


def _same_words(a: Said, b: Said, together: bool) -> float:  # noqa: FBT001 - a ``Rule``
    short, long = (a, b) if len(a.words) <= len(b.words) else (b, a)
    if len(short.held & long.held) < KEPT * len(short.held):
        return 0.0
    if together:
        return _repeated(short, long)
    if short.fragment:
        return 1.0 if _recognisable(short, long) and _contained(short.lemmas, long.lemmas) else 0.0
    share = kept(short.lemmas, long.lemmas)
    return share if share >= KEPT and (compatible(a, b) or share > 0.9) else 0.0


def _recognisable(short: Said, long: Said) -> bool:
    """Tell whether a fragment says enough to be known again in what two articles quote."""
    if not same_speaker(short, long):
        return short.telling > 1
    return (short.telling > 0 and len(short.words) > 1) or (short.saying and short.lemmas == long.lemmas)


def _repeated(short: Said, long: Said) -> float:
    """Return the share of words that an article quotes twice, as a lead and its body do.

    A fragment whose speaker is told in two ways has to be the whole of both.
    """
    if not compatible(short, long):
        return 0.0
    if not short.fragment:
        share = kept(short.lemmas, long.lemmas)
        return share if share >= REPEATED else 0.0
    again = short.lemmas == long.lemmas or (
        same_speaker(short, long) and _contained(short.lemmas, long.lemmas)
    )
    return 1.0 if short.telling > 1 and again else 0.0


def _contained(short: Sequence[str], long: Sequence[str]) -> bool:
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def _least(a: Said, b: Said, *, mutual: bool) -> float:
    """Return the cosine that the sentences of two foreign quotations need."""
    if same_speaker(a, b):
        return NEAR_SAME if mutual else NEAR_PART
    if not mutual:
        return math.inf
    return NEAR_UNKNOWN if compatible(a, b) else NEAR_OTHER
