"""Where every article stands on a claim, and how well the claim is borne out.

An article is only called silent where its text was read as a whole and nothing near the claim was found.
"""

from collections.abc import Sequence

from rashomon.compare.grouping import Scored
from rashomon.model.annotation import Analysis, Claim, Stance
from rashomon.model.comparison import ClaimCell, ClaimMember, Origin, Status
from rashomon.model.story import Story

NEAR = -1.2
"""Log-odds from which what another article says is too near the claim to call that article silent."""
SURE = 0.5
"""Log-odds from which two wordings are taken to say the same when agreement is told: 88 of 100 do."""
SHOWN = 90
"""Code points of a near passage that are shown as the reason."""
DAY = len("2000-01-01")
FIRMEST: tuple[Stance, ...] = ("asserts", "denies", "hedges")


def read_cells(
    story: Story, scored: Scored, rows: Sequence[int], members: Sequence[ClaimMember]
) -> tuple[ClaimCell, ...]:
    """Return one cell for every article; ``rows`` are the members' rows among all claims of the story."""
    since = _known_since(story, scored, rows)
    own: dict[str, list[int]] = {a.article.id: [] for a in story.analyses}
    for index, member in enumerate(members):
        own[member.reference.article].append(index)
    return tuple(
        _told(analysis.article.id, members, own[analysis.article.id])
        if own[analysis.article.id]
        else _untold(story, scored, rows, at, since)
        for at, analysis in enumerate(story.analyses)
    )


def _told(article: str, members: Sequence[ClaimMember], own: list[int]) -> ClaimCell:
    """Give an article the firmest stance that it takes in any of its wordings."""
    held = {members[i].stance for i in own}
    voices = {claimant.name for i in own if (claimant := members[i].claimant) and claimant.name}
    why = f"in the words of {', '.join(sorted(voices))}" if voices else "in its own voice"
    return ClaimCell(
        article=article, stance=next(s for s in FIRMEST if s in held), members=tuple(own), why=why
    )


def _untold(story: Story, scored: Scored, rows: Sequence[int], at: int, since: str | None) -> ClaimCell:
    analysis = story.analyses[at]
    article, published = analysis.article, (analysis.structure.published.value or "")[:DAY]
    if not article.complete:
        return ClaimCell(article=article.id, stance="unknown", why="its text is known to be cut")
    if not analysis.claims:
        return ClaimCell(article=article.id, stance="unknown", why="no claims were read in its text")
    if since and len(published) == DAY and published < since:
        return ClaimCell(article=article.id, stance="unknown", why=f"it appeared before {since}")
    row = max(rows, key=lambda r: scored.near[r, at])
    if scored.near[row, at] >= NEAR:
        near = int(scored.vectors.index[scored.nearest[row, at]])
        return ClaimCell(
            article=article.id, stance="unknown", why=f"it comes near: “{_shown(analysis, near)}”"
        )
    return ClaimCell(article=article.id, stance="silent", why="nothing near it was found in the whole text")


def _shown(analysis: Analysis, claim: int) -> str:
    text = " ".join(analysis.text_of(analysis.claims[claim].span).split())
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"


def _known_since(story: Story, scored: Scored, rows: Sequence[int]) -> str | None:
    """Return the earliest day that a report gives for what the claim tells; nobody could tell it before."""
    days = [
        day
        for row in rows
        for analysis in (story.analyses[int(scored.vectors.article[row])],)
        if (day := _event_day(analysis, analysis.claims[int(scored.vectors.index[row])]))
    ]
    return min(days, default=None)


def _event_day(analysis: Analysis, claim: Claim) -> str | None:
    """Return the last day named in a claim that is not after its article, None if no day is named."""
    days = [t.value[:DAY] for t in claim.timexes if t.value and t.precision in ("day", "time")]
    latest = (analysis.structure.published.value or "9999")[:DAY]
    return max((day for day in days if day <= latest), default=None)


def read_status(
    scored: Scored, rows: Sequence[int], members: Sequence[ClaimMember], origins: Sequence[Origin], best: int
) -> Status:
    """Call a claim agreed where two independent origins surely assert it and none of its members denies it.

    ``best`` is the index of the member that the others are held against: a group may hold wordings that are
    only likely to say the same, and those are no agreement.
    """
    asserting = {m.reference.article for m in members if m.stance == "asserts"}
    if any(m.stance == "denies" for m in members):
        return "disputed" if asserting else "single_source"
    sure = {
        m.reference.article for m, row in zip(members, rows, strict=True) if _sure(scored, rows[best], row)
    }
    roots = sum(any(article in asserting & sure for article in origin.articles) for origin in origins)
    return "agreed" if roots > 1 else "single_source"


def _sure(scored: Scored, one: int, other: int) -> bool:
    return one == other or scored.pairs.get((min(one, other), max(one, other)), -SURE) >= SURE
