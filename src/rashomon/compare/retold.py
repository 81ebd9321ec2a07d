"""Find what one speaker is reported with in like words, without quotation marks here or in both articles.

The base forms of the words are aligned, as those of quotations are. This finds what holds no claim ("called
off 600 flights on Wednesday") and what claims are cut too finely for.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from rashomon.compare.quotes import sharing
from rashomon.compare.said import Said, same_speaker
from rashomon.compare.variants import KEPT, kept, left_over
from rashomon.lang.claims import claim_words
from rashomon.lang.terms import has

TELLING = 4
"""Words that say something from which words without marks are known again."""


def retold(said: Sequence[Said]) -> Iterator[tuple[float, int, int]]:
    """Yield (strength, quote, quote) of words that are told without marks at least once, the later first."""
    for i, j in sorted({(max(p), min(p)) for p in sharing(said)}):
        strength = told_alike(said[i], said[j])
        if strength:
            yield strength, i, j


def told_alike(a: Said, b: Said) -> float:
    """Return the share of words that two articles give one speaker, not both in marks, 0 if they differ.

    What differs is then neither a figure nor a word that denies.
    """
    if not (a.retold or b.retold) or a.article == b.article or a.language != b.language:
        return 0.0
    short, long = (a, b) if len(a.words) <= len(b.words) else (b, a)
    if short.telling < TELLING or len(short.held & long.held) < KEPT * len(short.held):
        return 0.0
    share = kept(short.lemmas, long.lemmas) if same_speaker(a, b) else 0.0
    return share if share >= KEPT and not _otherwise(short, long) else 0.0


def _otherwise(a: Said, b: Said) -> bool:
    """Tell whether the words that only one has give another figure or deny what is said."""
    rest = (left_over(a.lemmas, b.lemmas), left_over(b.lemmas, a.lemmas))
    forms = [[said.words[at].form for at in places] for said, places in zip((a, b), rest, strict=True)]
    counted = all(any(form[0].isdigit() for form in some) for some in forms)
    return counted or has(claim_words(a.language).negations, " ".join(chain.from_iterable(forms)))
