"""Who else tells one side of a conflict: the same value, name or word in another wording of the claim."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from rashomon.compare.amounts import compatible
from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.found import Found
from rashomon.compare.conflicts.opposites import side_of
from rashomon.compare.conflicts.values import may_count_one
from rashomon.compare.ground import Ground, Rows
from rashomon.compare.namespots import one_name
from rashomon.model.comparison import ClaimGroup
from rashomon.model.text import Span

NEAR = 0.2
"""Bond of two grouped claims that give one number of one kind of thing."""
BOND = 0.3
"""Bond of two grouped claims that name one day and tell one thing of it."""


def retellings(ground: Ground, mates: Mapping[int, Sequence[int]], found: Found) -> Iterator[Found]:
    """Yield a conflict again with another passage on one side, those nearest to that side first.

    The passage is one of another article that was grouped with it (``mates``) and tells what differs in the
    same way.
    """
    for side, row in enumerate(found.rows):
        others = sorted(mates.get(row, ()), key=lambda mate: (-ground.bonds.near(row, mate), mate))
        yield from chain.from_iterable(_told_by(ground, found, side, mate) for mate in others)


def mates(ground: Ground, groups: Sequence[ClaimGroup]) -> dict[int, tuple[int, ...]]:
    """Map each claim to those grouped with it, by their rows."""
    held = [tuple(ground.rows_of(group)) for group in groups]
    return {row: members for members in held for row in members}


def _told_by(ground: Ground, found: Found, side: int, mate: int) -> Iterator[Found]:
    """Yield a conflict with a claim in the place of one of its two, if it tells the same."""
    own, other = found.rows[side], found.rows[1 - side]
    if any(ground.one_article(mate, row) for row in (own, other)) or not ground.comparable(mate, other):
        return
    spot = _same(ground, found, side, mate)
    if spot is None or found.at is None or _same(ground, found, 1 - side, mate):
        return
    rows: Rows = (mate, other) if side == 0 else (other, mate)
    at = (spot, found.at[1]) if side == 0 else (found.at[0], spot)
    words, each = list(found.why.words), len(found.why.words) // 2
    words[side * each] = ground.cited(mate, spot)
    why = replace(found.why, words=tuple(words))
    yield replace(found, rows=rows, at=at, spans=None, score=found.score - scores.RETOLD, why=why)


def _same(ground: Ground, found: Found, side: int, mate: int) -> Span | None:
    """Return where a claim tells what one side of a conflict tells, None where it doesn't."""
    if found.at is None:
        return None
    row, at = found.rows[side], found.at[side]
    match found.kind:
        case "number":
            return _number(ground, (row, mate), at)
        case "date":
            return _day(ground, (row, mate), at)
        case "status":
            return side_of(ground, mate, found.about, like=row)
    return _name(ground, (row, mate), at)


def _number(ground: Ground, rows: Rows, at: Span) -> Span | None:
    if ground.bonds.of(*rows) < NEAR:
        return None
    a, b = (ground.claims[row].quantities for row in rows)
    own = next((q for q in a if q.span == at), None)
    alike = (q for q in b if own and q.value == own.value and compatible(own, q))
    return next((q.span for q in alike if own and may_count_one(ground, rows, own, q)), None)


def _day(ground: Ground, rows: Rows, at: Span) -> Span | None:
    """Return where a near claim names the same day: much else happened on it."""
    if ground.bonds.of(*rows) < BOND:
        return None
    a, b = (ground.claims[row].timexes for row in rows)
    own = next((t for t in a if t.span == at), None)
    return next((t.span for t in b if own and t.value and t.value == own.value), None)


def _name(ground: Ground, rows: Rows, at: Span) -> Span | None:
    words = [ground.read[row].words for row in rows]
    a, b = (ground.names_at(row) for row in rows)
    own = next((name for spot, name in a.items() if words[0][spot].span == at), None)
    same = (spot for spot, name in b.items() if own and name.type == own.type and one_name(own, name))
    return next((words[1][spot].span for spot in same), None)
