"""Find what the accounts of a story say alike: claims grouped over articles and languages.

Each group is one proposition in all its wordings, with where every article stands and how many
independent roots there are.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rashomon.compare.amounts import agree
from rashomon.compare.cells import read_cells, read_status
from rashomon.compare.grouping import Scored, group_rows, score_claims
from rashomon.compare.origins import Shared, find_origins
from rashomon.compare.texts import Texts
from rashomon.lang.claims import claim_words
from rashomon.lang.terms import compiled
from rashomon.model.annotation import Analysis, Claim, Speaker
from rashomon.model.comparison import Claimant, ClaimCell, ClaimGroup, ClaimMember, Conflict, Echo, Entity
from rashomon.model.story import Story
from rashomon.model.text import Reference

OWN_VOICE, WHOLE, LEANS, COMMON_LANGUAGE, COMMENT = 0.15, 0.1, 0.25, 0.1, 0.1
"""What speaks for a member as the clearest wording, beside its likeness to the other members."""
DIGITS = 4
"""Decimals in which two wordings differ: what lies behind them depends on the order of sums."""
SURE = 1.25
"""Log-odds from which two wordings are taken to say the same when agreement is told: 87 of 100 do."""
DIFFERENTLY = "it tells the matter differently"

Home = dict[tuple[str, str], Entity]


def group_claims(
    texts: Texts, entities: Sequence[Entity], echoes: Sequence[Echo] = ()
) -> tuple[ClaimGroup, ...]:
    """Group the claims of all articles that say the same, in reading order of their first members.

    Every claim is in a group, alone if nobody else makes it. ``echoes`` tell which wordings are copies.
    """
    story, scored = texts.story, score_claims(texts)
    home = {member: entity for entity in entities for member in entity.members}
    grouped = group_rows(scored)
    members = [tuple(_member(*_claim_at(story, scored, row), home) for row in rows) for rows in grouped]
    cells = read_cells(story, scored, list(zip(grouped, members, strict=True)))
    shared = Shared(echoes)
    return tuple(
        _group(story, scored, rows, told, stands, shared)
        for rows, told, stands in zip(grouped, members, cells, strict=True)
    )


def _group(
    story: Story,
    scored: Scored,
    rows: list[int],
    members: tuple[ClaimMember, ...],
    cells: tuple[ClaimCell, ...],
    shared: Shared,
) -> ClaimGroup:
    read = [_claim_at(story, scored, row) for row in rows]
    best = _clearest(scored, rows, read)
    surely = _surely(scored, rows, [claim for _, claim in read], best)
    origins = find_origins(members, story, shared)
    reference = members[best].reference
    return ClaimGroup(
        id=f"g{reference.article}-{reference.span.start}-{reference.span.end}",
        representative=best,
        members=members,
        cells=cells,
        origins=origins,
        status=read_status(members, origins, surely),
    )


def _surely(scored: Scored, rows: Sequence[int], claims: Sequence[Claim], best: int) -> list[bool]:
    """Tell of each member whether it surely says what the ``best`` one says, and counts nothing otherwise."""
    return [
        row == rows[best]
        or (scored.odds(rows[best], row) >= SURE and agree(claims[best].quantities, claim.quantities))
        for row, claim in zip(rows, claims, strict=True)
    ]


def _claim_at(story: Story, scored: Scored, row: int) -> tuple[Analysis, Claim]:
    analysis = story.analyses[int(scored.evidence.vectors.article[row])]
    return analysis, analysis.claims[int(scored.evidence.vectors.index[row])]


def _member(analysis: Analysis, claim: Claim, home: Home) -> ClaimMember:
    article = analysis.article.id
    return ClaimMember(
        reference=Reference(article, claim.span),
        claim=claim.id,
        stance=claim.stance,
        claimant=_claimant(article, claim.claimant, home) if claim.claimant else None,
    )


def _claimant(article: str, speaker: Speaker, home: Home) -> Claimant:
    entity = home.get((article, speaker.entity)) if speaker.entity else None
    return Claimant(name=entity.name if entity else speaker.name, entity=entity.id if entity else None)


def _clearest(scored: Scored, rows: list[int], claims: Sequence[tuple[Analysis, Claim]]) -> int:
    """Return the index of the member that tells the claim best by itself, in whatever order articles come."""
    vectors = scored.evidence.vectors.vectors[np.array(rows)]
    central = vectors @ vectors.mean(axis=0)
    told = Counter(analysis.language for analysis, _ in claims)
    common = max(told, key=lambda language: (told[language], language))
    clear = [
        float(central[i]) + _clarity(analysis, claim) + COMMON_LANGUAGE * (analysis.language == common)
        for i, (analysis, claim) in enumerate(claims)
    ]
    return max(
        range(len(rows)),
        key=lambda i: (round(clear[i], DIGITS), claims[i][0].article.id, -claims[i][1].span.start),
    )


def _clarity(analysis: Analysis, claim: Claim) -> float:
    """Tell how well a claim reads by itself: whole sentences do, clauses that open with "it" do not."""
    leans = compiled(claim_words(analysis.language).pronouns).match(analysis.text_of(claim.span)) is not None
    whole = 2 * len(claim.span) > len(analysis.sentences[claim.sentence].span)
    return OWN_VOICE * (claim.claimant is None) + WHOLE * whole - LEANS * leans - COMMENT * claim.opinion


def with_conflicts(groups: Sequence[ClaimGroup], conflicts: Sequence[Conflict]) -> tuple[ClaimGroup, ...]:
    """Return the groups, those disputed that hold a passage which another one contradicts.

    Whoever contradicts a claim is not silent on it.
    """
    passages: dict[str, list[tuple[Reference, str]]] = {}
    for conflict in conflicts:
        for side, other in ((conflict.a, conflict.b), (conflict.b, conflict.a)):
            passages.setdefault(side.article, []).append((side, other.article))
    return tuple(
        _disputed(group, against) if (against := _against(group, passages)) else group for group in groups
    )


def _against(group: ClaimGroup, passages: dict[str, list[tuple[Reference, str]]]) -> set[str]:
    """Return the articles that contradict a wording of a claim."""
    return {
        other
        for member in group.members
        for side, other in passages.get(member.reference.article, ())
        if 2 * side.span.overlap(member.reference.span) >= min(len(side.span), len(member.reference.span))
    }


def _disputed(group: ClaimGroup, against: set[str]) -> ClaimGroup:
    cells = tuple(
        replace(cell, stance="unknown", why=DIFFERENTLY)
        if cell.stance == "silent" and cell.article in against
        else cell
        for cell in group.cells
    )
    return replace(group, status="disputed", cells=cells)
