"""Find out of the conflicts who tells a claim differently: a stance is that on an article's own wording."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rashomon.render.schema import Claim, Conflict, Document, Reference

Key = tuple[str, str]
"""A claim's id and an article's."""
Wording = tuple[Claim, Reference]


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
        if 2 * (min(span.end, side.end) - max(span.start, side.start)) >= shorter:
            yield claim


def _tells(claim: Claim, article: str) -> bool:
    return any(member.span.article == article for member in claim.members)


def _leading(doc: Document) -> set[Key]:
    """Return each claim with the article whose wording stands for it."""
    return {(c.id, m.span.article) for c in doc.claims for m in c.members if m.span.exact == c.text}
