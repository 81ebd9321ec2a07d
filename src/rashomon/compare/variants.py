"""How one rendering of an utterance differs from the fullest one, word by word."""

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from rashomon.compare.wording import Word
from rashomon.model.comparison import Edit, Variant, VariantKind
from rashomon.model.text import Reference, Span

Words = Sequence[Word]
FRAGMENT_SHARE = 0.34
"""A rendering of less than so much of the words is a fragment, and what it leaves out is not listed."""


def variant(rendering: tuple[str, str, Words], fullest: tuple[str, Words], *, foreign: bool) -> Variant:
    """Describe a rendering (article, quote id, words) against its language's fullest (article, words).

    ``foreign`` tells that the utterance's fullest rendering is in another language. Two parts of one
    utterance in one article are not compared with each other.
    """
    article, quote, words = rendering
    home, full = fullest
    if home == article and words[0].span != full[0].span:
        return Variant(article=article, quote=quote, kind="translated" if foreign else "fragment")
    edits = word_edits((home, full), (article, words))
    kind = _kind(edits, len(words), len(full))
    listed = () if kind == "fragment" else edits
    return Variant(article=article, quote=quote, kind="translated" if foreign else kind, edits=listed)


def _kind(edits: Sequence[Edit], words: int, full: int) -> VariantKind:
    if not edits:
        return "verbatim"
    if words < FRAGMENT_SHARE * full:
        return "fragment"
    return "trimmed" if all(edit.op == "delete" for edit in edits) else "altered"


def word_edits(a: tuple[str, Words], b: tuple[str, Words]) -> tuple[Edit, ...]:
    """List the differences that lead from the words of one article to those of another, in reading order."""
    edits = []
    at_a = at_b = 0
    for block in LCSseq.opcodes([w.form for w in a[1]], [w.form for w in b[1]]).as_matching_blocks():
        old, new = _reference(a, at_a, block.a), _reference(b, at_b, block.b)
        if old or new:
            edits.append(
                Edit(op="delete" if new is None else "insert" if old is None else "replace", a=old, b=new)
            )
        at_a, at_b = block.a + block.size, block.b + block.size
    return tuple(edits)


def _reference(side: tuple[str, Words], start: int, end: int) -> Reference | None:
    if start == end:
        return None
    return Reference(side[0], Span(side[1][start].span.start, side[1][end - 1].span.end))
