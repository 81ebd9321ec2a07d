"""Find pairs of passages that cannot both hold as they stand, in any pair of languages.

Vectors do not see a changed number, name or negation, and find contradictions more alike than agreement;
they only say whether two claims speak of one thing. What differs is found by rule, one kind at a time.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, product

from rashomon.compare.conflict_ground import Found, Ground, survey
from rashomon.compare.conflict_parties import parties
from rashomon.compare.conflict_polarity import denials, opposites
from rashomon.compare.conflict_values import values
from rashomon.model.comparison import Claimant, ClaimGroup, Conflict, Entity
from rashomon.model.story import Story
from rashomon.model.text import Reference

MOST = 10
"""Conflicts told of one story: a reader weighs each."""
PER_MATTER = 5
"""Conflicts told that turn on the same words, no two between the same claims."""
PER_CLAIM = 2
"""Conflicts told in which one claim takes part."""
SAME = 0.6
"""Cosine at which a denied and a stated member of one group speak of one thing."""
LEAST = 0.5
"""Score below which a difference is not told."""


def find_conflicts(
    story: Story, entities: Sequence[Entity], groups: Sequence[ClaimGroup]
) -> tuple[Conflict, ...]:
    """Find what the accounts say against each other, strongest first, at most ``MOST``.

    ``score`` tells how surely the two speak of one thing. ``why`` says in English what differs and takes
    no side. Members of one claim group of which some assert and some deny are conflicts, too.
    """
    ground = survey(story, entities)
    if len(ground.read) < 2:
        return ()
    found = chain(
        parties(ground), values(ground), denials(ground), opposites(ground), _denied(ground, groups)
    )
    return tuple(_conflict(ground, f) for f in _chosen(ground, found))


def _denied(ground: Ground, groups: Sequence[ClaimGroup]) -> Iterable[Found]:
    """Yield what the members of one claim group assert and deny."""
    rows = {
        (p.reference.article, c.id): row
        for row, (p, c) in enumerate(zip(ground.read, ground.claims, strict=True))
    }
    for group in groups:
        yes = [rows[m.reference.article, m.claim] for m in group.members if m.stance == "asserts"]
        no = [rows[m.reference.article, m.claim] for m in group.members if m.stance == "denies"]
        for pair in product(yes, no):
            near = ground.near(*pair)
            if near >= SAME and ground.comparable(*pair) and min(len(ground.read[r].words) for r in pair) > 3:
                why = "One passage states what the other reports as denied."
                score = 0.3 + 0.5 * near
                yield Found(kind="negation", rows=pair, score=score, why=why, about=group.id)


def _chosen(ground: Ground, found: Iterable[Found]) -> list[Found]:
    """Keep the best, few for each matter and claim, and none twice."""
    chosen: list[Found] = []
    matters, claims, seen = Counter[str](), Counter[int](), set[frozenset[str]]()
    used = set[tuple[str, int]]()
    for one in sorted(found, key=lambda f: (-f.score, f.rows)):
        texts = frozenset(ground.read[row].text.casefold() for row in one.rows)
        if one.score < LEAST or texts in seen or matters[one.about] >= PER_MATTER:
            continue
        if any(claims[row] >= PER_CLAIM for row in one.rows) or all(
            (one.about, row) in used for row in one.rows
        ):
            continue
        chosen.append(one)
        seen.add(texts)
        matters[one.about] += 1
        claims.update(one.rows)
        used.update((one.about, row) for row in one.rows)
    return chosen[:MOST]


def _conflict(ground: Ground, found: Found) -> Conflict:
    (first, a), (second, b) = sorted(zip(found.rows, _passages(ground, found), strict=True))
    return Conflict(
        id=f"conflict-{found.kind}-{_name(a)}-{_name(b)}",
        kind=found.kind,
        a=a,
        b=b,
        score=round(min(1.0, found.score), 3),
        why=found.why,
        a_by=_by(ground, first),
        b_by=_by(ground, second),
    )


def _passages(ground: Ground, found: Found) -> list[Reference]:
    references = [ground.read[row].reference for row in found.rows]
    if found.spans:
        return [Reference(r.article, span) for r, span in zip(references, found.spans, strict=True)]
    return references


def _name(reference: Reference) -> str:
    return f"{reference.article}-{reference.span.start}"


def _by(ground: Ground, row: int) -> Claimant | None:
    who = ground.claims[row].claimant
    if who is None:
        return None
    return Claimant(
        name=who.name, entity=ground.home.get((ground.read[row].reference.article, who.entity or ""))
    )
