"""How one rendering of an utterance differs from the fullest one, word by word."""

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from rashomon.compare.wording import Word
from rashomon.model.comparison import Edit, Variant, VariantKind
from rashomon.model.text import Reference, Span

Words = Sequence[Word]
KEPT, SPREAD = 0.66, 2.0
"""Share of the shorter rendering's words that the longer has in order, and how far they may spread.

Below it the one is no edit of the other.
"""
FRAGMENT_SHARE = 0.34
"""A rendering of less than so much of the words is a fragment, and what it leaves out is not listed."""


def variant(
    rendering: tuple[str, str, Words], fullest: tuple[str, Words], *, foreign: bool, retold: bool
) -> Variant:
    """Describe a rendering (article, quote id, words) against its language's fullest (article, words).

    ``foreign`` tells that the utterance's fullest rendering is in another language, ``retold`` that the
    rendering is the outlet's own telling at least in part. One that has too few of the words is then
    a rewriting, ``altered`` without edits; in quotation marks it is another part of what was said. Two
    parts of one utterance in one article are not compared word by word.
    """
    article, quote, words = rendering
    home, full = fullest
    edits: tuple[Edit, ...] = ()
    kind: VariantKind = "fragment"
    if not _alike(words, full):
        kind = "altered" if retold else "fragment"
    elif home != article or words[0].span == full[0].span:
        edits = word_edits((home, full), (article, words))
        kind = _kind(edits, len(words), len(full))
    listed = () if kind == "fragment" else edits
    return Variant(article=article, quote=quote, kind="translated" if foreign else kind, edits=listed)


def _alike(a: Words, b: Words) -> bool:
    short, long = sorted(([word.form for word in side] for side in (a, b)), key=len)
    return kept(short, long) >= KEPT


def kept(short: Sequence[str], long: Sequence[str]) -> float:
    """Return the share of the shorter rendering's words that the longer has in order, close together."""
    blocks = [block for block in LCSseq.opcodes(short, long).as_matching_blocks() if block.size]
    if not blocks:
        return 0.0
    reach = blocks[-1].b + blocks[-1].size - blocks[0].b
    return sum(block.size for block in blocks) / max(len(short), reach / SPREAD)


def left_over(words: Sequence[str], other: Sequence[str]) -> list[int]:
    """Return the places of words, between the first and the last in common, that the other has not."""
    blocks = [block for block in LCSseq.opcodes(words, other).as_matching_blocks() if block.size]
    if not blocks:
        return []
    common = {at for block in blocks for at in range(block.a, block.a + block.size)}
    return sorted(set(range(blocks[0].a, blocks[-1].a + blocks[-1].size)) - common)


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
