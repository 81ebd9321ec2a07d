"""Find what one speaker is reported with in like words, without quotation marks here or in both articles.

Within a language the base forms of the words are aligned, as those of quotations are. Across languages two
sentences are compared that each give one person's words and nothing else: of those that two articles report,
each has to be the other's nearest. This finds what holds no claim ("called off 600 flights on Wednesday") and
what claims are cut too finely for. Where one speaker is reported with one large number or measure and no
other, hardly more is needed.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations

import numpy as np

from rashomon.compare.alike import alike
from rashomon.compare.quotes import nearest_rows, quoting_rows
from rashomon.compare.said import Said, compatible, later_first, same_speaker
from rashomon.compare.similarity import StoryVectors
from rashomon.compare.variants import KEPT, kept, left_over
from rashomon.lang.claims import claim_words
from rashomon.lang.terms import has

TELLING = 4
"""Words that say something from which words without marks are known again; one less if all words are."""


NEAR_SAME, NEAR_UNKNOWN = 0.4, 0.65
"""Cosine of foreign sentences that report one speaker, and where a speaker is unknown.

It is more than quotations in marks need, for people are reported with more than they are quoted with.
"""
COUNTED, BEARERS = 0.1, 50
"""Cosine of sentences that report one speaker with one count, and quotations with that count looked at."""


def retold(said: Sequence[Said], vectors: StoryVectors) -> Iterator[tuple[float, int, int]]:
    """Yield (strength, quote, quote) of words that are told without marks at least once, the later first."""
    yield from alike(said, _told_alike)
    yield from _foreign(said, vectors)
    yield from _counted(said, vectors)


def _foreign(said: Sequence[Said], vectors: StoryVectors) -> Iterator[tuple[float, int, int]]:
    """Yield (cosine, quote, quote), the later first, of what is told in near sentences of two languages."""
    quoting = quoting_rows(said)
    alone = {row: _outermost(said, some) for row, some in quoting.items()}
    for i, j, cosine, mutual in nearest_rows(said, quoting, vectors):
        if mutual and len(alone[i]) == len(alone[j]) == 1:
            a, b = later_first(alone[i][0], alone[j][0])
            reports = not (said[a].marked and said[b].marked)
            if reports and cosine >= _least(said[a], said[b]):
                yield cosine, a, b


def _counted(said: Sequence[Said], vectors: StoryVectors) -> Iterator[tuple[float, int, int]]:
    """Yield (cosine, quote, quote), the later first, of what gives one speaker's count in two articles."""
    bearers: dict[tuple[float, str], list[int]] = defaultdict(list)
    for at, one in enumerate(said):
        for count in one.counts:
            bearers[count].append(at)
    for i, j in chain.from_iterable(combinations(some[:BEARERS], 2) for some in bearers.values()):
        a, b = said[i], said[j]
        reports = a.article != b.article and not (a.marked and b.marked)
        nothing_else = a.counts <= b.counts or b.counts <= a.counts
        if reports and nothing_else and a.rows and b.rows and a.speaker and same_speaker(a, b):
            cosine = float(vectors.similarity(np.array(a.rows), np.array(b.rows)).max())
            if cosine >= COUNTED:
                yield cosine, *later_first(i, j)


def _outermost(said: Sequence[Said], some: Sequence[int]) -> list[int]:
    """Return which of the quotations of a sentence lie in no other."""
    spans = [said[at].quote.span for at in some]
    return [
        at
        for at, span in zip(some, spans, strict=True)
        if not any(o.contains(span) and o != span for o in spans)
    ]


def _least(a: Said, b: Said) -> float:
    """Return the cosine that the sentences of two foreign reports need."""
    if same_speaker(a, b):
        return NEAR_SAME
    return NEAR_UNKNOWN if compatible(a, b) else math.inf


def _told_alike(a: Said, b: Said, together: bool) -> float:  # noqa: FBT001 - a ``Rule``
    """Return the share of words that two articles give one speaker, not both in marks, 0 if they differ.

    What differs is then neither a figure nor a word that denies.
    """
    if together or not (a.retold or b.retold):
        return 0.0
    short, long = (a, b) if len(a.words) <= len(b.words) else (b, a)
    least = TELLING - (short.lemmas == long.lemmas)
    if short.telling < least or len(short.held & long.held) < KEPT * len(short.held):
        return 0.0
    share = kept(short.lemmas, long.lemmas) if same_speaker(a, b) else 0.0
    return share if share >= KEPT and not _otherwise(short, long) else 0.0


def _otherwise(a: Said, b: Said) -> bool:
    """Tell whether the words that only one has give another figure or deny what is said."""
    rest = (left_over(a.lemmas, b.lemmas), left_over(b.lemmas, a.lemmas))
    forms = [[said.words[at].form for at in places] for said, places in zip((a, b), rest, strict=True)]
    counted = all(any(form[0].isdigit() for form in some) for some in forms)
    return counted or has(claim_words(a.language).negations, " ".join(chain.from_iterable(forms)))
