"""Conflicts of rank: one account calls the largest of a kind what another calls the second largest."""

from collections.abc import Iterator
from itertools import product

from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.found import Found
from rashomon.compare.ground import Ground, Rows
from rashomon.lang.contrast import contrast
from rashomon.lang.terms import compiled
from rashomon.model.phrase import Phrase
from rashomon.model.text import Span

ALIKE = 0.5
"""Cosine from which two superlatives rank by one measure, and two words of one language mean one thing."""
BEHIND = 5
"""Words behind a superlative that tell of what kind something is the largest."""
MOST = 40
"""Claims of either rank that are compared."""
DESCRIBED = 2
"""Words of the two descriptions that answer each other, at least."""


def ranks(ground: Ground) -> Iterator[Found]:
    """Yield pairs of claims by two articles that give something of one description two ranks."""
    ranked = [(row, at, rank) for row in range(len(ground.read)) for at, rank in _ranks(ground, row)]
    seconds = [(row, at) for row, at, rank in ranked if rank > 1][:MOST]
    firsts = [(row, at) for row, at, rank in ranked if rank == 1][:MOST]
    for (row, at), (other, place) in product(seconds, firsts):
        apart = not ground.one_article(row, other) and ground.comparable(row, other)
        if apart and _one_description(ground, (row, other), (at, place)):
            yield _found(ground, (row, other), (at, place))


def _ranks(ground: Ground, row: int) -> Iterator[tuple[int, int]]:
    """Yield the place of each superlative of a claim and its rank, 1 where no ordinal stands before it."""
    passage = ground.read[row]
    grammar = contrast(passage.language)
    for at, word in enumerate(passage.words):
        if compiled(grammar.superlatives).fullmatch(word.form):
            before = passage.words[at - 1].form if at else ""
            yield at, 1 + (compiled(grammar.seconds).fullmatch(before) is not None)


def _one_description(ground: Ground, rows: Rows, places: Rows) -> bool:
    """Tell whether two superlatives answer each other, and so do what follows each of them and more."""
    links = ground.aligner.links(*rows)
    measure = any((k.a, k.b) == places and k.near >= ALIKE for k in links)
    if ground.one_language(*rows):
        links = tuple(k for k in links if k.near >= ALIKE)
    kinds = [_kind(ground, row, at) for row, at in zip(rows, places, strict=True)]
    behind = [k for k in links if k.a in kinds[0] and k.b in kinds[1]]
    if not measure or len(behind) < DESCRIBED:
        return False
    return kinds[0][0] in {k.a for k in behind} and kinds[1][0] in {k.b for k in behind}


def _kind(ground: Ground, row: int, at: int) -> list[int]:
    """Return the places of the words behind a superlative that say of what something is the largest."""
    words = ground.read[row].words
    return [k for k in range(at + 1, min(at + 1 + BEHIND, len(words))) if words[k].content]


def _found(ground: Ground, rows: Rows, places: Rows) -> Found:
    second, first = _described(ground, rows[0], places[0], 1), _described(ground, rows[1], places[1], 0)
    why = Phrase(key="differ_rank", words=(second, first))
    return Found(kind="number", rows=rows, score=scores.RANK.of(), why=why, about=f"rank {rows[0]}")


def _described(ground: Ground, row: int, at: int, before: int) -> str:
    """Return a superlative with the words ``before`` it that belong to it and those behind."""
    words = ground.read[row].words
    last = min(at + BEHIND, len(words) - 1)
    return ground.cited(row, Span(words[at - before].span.start, words[last].span.end))
