"""Set out the conflicts: which passages stand on either side, and who tells a claim differently.

That an article tells a claim differently is a stance on its own wording.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rashomon.render.schema import Claim, Claimant, Conflict, Document, Reference

Key = tuple[str, str]
"""A claim's id and an article's."""
Wording = tuple[Claim, Reference]


class Side(NamedTuple):
    """One side of a conflict: a passage, who says it, and passages of other articles that tell the same."""

    passage: Reference
    by: Claimant | None
    also: list[Reference]


def differing(doc: Document) -> list[tuple[Conflict, tuple[Side, Side]]]:
    """Return each conflict once with both its sides."""
    held = {conflict.id for conflict in doc.conflicts}
    again: dict[str, list[Conflict]] = defaultdict(list)
    for conflict in doc.conflicts:
        again[conflict.same_as or ""].append(conflict)
    told = (c for c in doc.conflicts if c.same_as not in held)
    return [
        (c, (Side(c.a, c.a_by, _facing(c.b, again[c.id])), Side(c.b, c.b_by, _facing(c.a, again[c.id]))))
        for c in told
    ]


def _facing(passage: Reference, conflicts: Sequence[Conflict]) -> list[Reference]:
    """Return the passages that conflicts set against one."""
    pairs = [pair for c in conflicts for pair in ((c.a, c.b), (c.b, c.a))]
    return [other for own, other in pairs if _overlap(own, passage) > 0]


def _overlap(one: Reference, other: Reference) -> int:
    return min(one.end, other.end) - max(one.start, other.start) if one.article == other.article else 0


def told_differently(doc: Document) -> Mapping[Key, Conflict]:
    """Return by claim and article the conflict in which the article contradicts a wording of the claim.

    Not the article whose wording stands for the claim, nor one that also tells the claim without conflict.
    """
    wordings: dict[str, list[Wording]] = defaultdict(list)
    for claim in doc.claims:
        for member in claim.members:
            wordings[member.span.article].append((claim, member.span))
    found: dict[Key, Conflict] = {}
    for conflict in sorted(doc.conflicts, key=lambda c: -c.score):
        for said, other in ((conflict.a, conflict.b), (conflict.b, conflict.a)):
            own = {claim.id for claim in _worded(wordings, other)}
            for claim in _worded(wordings, said):
                if claim.id in own or not _tells(claim, other.article):
                    found.setdefault((claim.id, other.article), conflict)
    leading = _leading(doc)
    return {key: conflict for key, conflict in found.items() if key not in leading}


def _worded(wordings: Mapping[str, Sequence[Wording]], side: Reference) -> Iterator[Claim]:
    """Yield the claims of which a side of a conflict is a wording."""
    for claim, span in wordings.get(side.article, ()):
        shorter = min(span.end - span.start, side.end - side.start)
        if 2 * _overlap(span, side) >= shorter:
            yield claim


def _tells(claim: Claim, article: str) -> bool:
    return any(member.span.article == article for member in claim.members)


def _leading(doc: Document) -> set[Key]:
    """Return each claim with the article whose wording stands for it."""
    return {(c.id, m.span.article) for c in doc.claims for m in c.members if m.span.exact == c.text}
