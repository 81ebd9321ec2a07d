"""Where every article stands on a claim, and how well the claim is borne out.

An article is only called silent where its text was read as a whole and nothing near the claim was found.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from rashomon.compare.grouping import Scored
from rashomon.compare.origins import roots
from rashomon.compare.similarity import Ints
from rashomon.model.annotation import Analysis, Claim, Stance, Vectors
from rashomon.model.comparison import CellStance, ClaimCell, ClaimMember, Origin, Status
from rashomon.model.story import Story

NO_SILENCE = -1.25
"""Log-odds from which what another article says is too near the claim to call that article silent."""
APART = 1.8
"""Taken from the log-odds of claims whose group has an article in common with the group held against them.

An article that tells both tells them as two things.
"""
CELLS = 250_000
"""Cells that a story has in all: what every article says of every claim grows with the square of a story."""
HELD = 8
"""Members of a group that the other articles are held against."""
SHOWN = 90
"""Code points of a near passage that are shown as the reason."""
DAY = len("2000-01-01")
Group = tuple[Sequence[int], Sequence[ClaimMember]]
"""The rows of a group's members among all claims of the story, and the members."""
FIRMEST: tuple[Stance, ...] = ("asserts", "denies", "hedges")


def read_cells(story: Story, scored: Scored, groups: Sequence[Group]) -> Iterator[tuple[ClaimCell, ...]]:
    """Yield each group's cells, one for every article of a story with at most ``CELLS`` of them.

    In a larger story only the groups that most articles tell have them all; the others, of which most are
    told once, have the cells of the articles that tell them.
    """
    order = sorted(range(len(groups)), key=lambda at: -len({m.reference.article for m in groups[at][1]}))
    whole = sorted(order[: max(1, CELLS // len(story.analyses))])
    near = scored.nearest([groups[at][0][:HELD] for at in whole], _told_beside(scored, groups, whole))
    known = [_Stand(analysis) for analysis in story.analyses]
    full = {
        at: _all_cells(story, known, groups[at], _known_since(story, scored, groups[at][0]), found)
        for at, found in zip(whole, near, strict=True)
    }
    for at, (_, members) in enumerate(groups):
        yield (
            full[at]
            if at in full
            else tuple(told_cell(a, members, own) for a, own in own_members(members).items())
        )


def _told_beside(scored: Scored, groups: Sequence[Group], whole: Sequence[int]) -> Iterator[Vectors]:
    """Yield what is taken from the log-odds of every claim with each of the groups ``whole``, (claims,)."""
    article, home = scored.evidence.vectors.article, np.zeros(len(scored.evidence), np.int64)
    tells = np.zeros((len(scored.evidence.first), len(groups)), bool)
    for at, (rows, _) in enumerate(groups):
        home[np.array(rows)] = at
        tells[article[np.array(rows)], at] = True
    for at in whole:
        both = tells[np.unique(article[np.array(groups[at][0])])].any(axis=0)
        yield np.where(both[home], np.float32(APART), np.float32(0))


def _all_cells(
    story: Story, known: Sequence["_Stand"], group: Group, since: str | None, found: tuple[Vectors, Ints]
) -> tuple[ClaimCell, ...]:
    _, members = group
    own = own_members(members)
    near, nearest = (part.tolist() for part in found)
    return tuple(
        told_cell(analysis.article.id, members, own[analysis.article.id])
        if analysis.article.id in own
        else stand.cell(since, near[at], nearest[at])
        for at, (analysis, stand) in enumerate(zip(story.analyses, known, strict=True))
    )


class _Stand:
    """Where an article stands on claims that it does not tell."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._published = (analysis.structure.published.value or "")[:DAY]
        self._silent = self._cell("silent", "nothing near it was found in the whole text")
        self._always = None
        if not analysis.article.complete:
            self._always = self._cell("unknown", "its text is known to be cut")
        elif not analysis.claims:
            self._always = self._cell("unknown", "no claims were read in its text")

    def _cell(self, stance: CellStance, why: str) -> ClaimCell:
        return ClaimCell(article=self._analysis.article.id, stance=stance, why=why)

    def cell(self, since: str | None, near: float, nearest: int) -> ClaimCell:
        """Say what is known of a claim on events of a day, to which the ``nearest`` claim is so near."""
        if self._always:
            return self._always
        if since and len(self._published) == DAY and self._published < since:
            return self._cell("unknown", f"it appeared before {since}")
        if near >= NO_SILENCE:
            return self._cell("unknown", f"it comes near: “{_shown(self._analysis, nearest)}”")
        return self._silent


def own_members(members: Sequence[ClaimMember]) -> dict[str, list[int]]:
    """Map each article that tells a claim to the places of its wordings among the members."""
    own: dict[str, list[int]] = {}
    for index, member in enumerate(members):
        own.setdefault(member.reference.article, []).append(index)
    return own


def told_cell(article: str, members: Sequence[ClaimMember], own: list[int]) -> ClaimCell:
    """Give an article the firmest stance that it takes in any of its wordings."""
    held = {members[i].stance for i in own}
    voices = {claimant.name for i in own if (claimant := members[i].claimant) and claimant.name}
    why = f"in the words of {', '.join(sorted(voices))}" if voices else "in its own voice"
    return ClaimCell(
        article=article, stance=next(s for s in FIRMEST if s in held), members=tuple(own), why=why
    )


def _shown(analysis: Analysis, claim: int) -> str:
    text = " ".join(analysis.text_of(analysis.claims[claim].span).split())
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"


def _known_since(story: Story, scored: Scored, rows: Sequence[int]) -> str | None:
    """Return the day from which what a claim tells could be told: nobody could tell it before.

    It is the earliest day that a report gives for it; but what nobody told on that day, as a toll that rose
    overnight, may only have been known when it was first told.
    """
    vectors = scored.evidence.vectors
    pairs = [(story.analyses[int(vectors.article[row])], int(vectors.index[row])) for row in rows]
    days = [day for analysis, claim in pairs if (day := _event_day(analysis, analysis.claims[claim]))]
    told = [(analysis.structure.published.value or "")[:DAY] for analysis, _ in pairs]
    known, first = min(days, default=None), min(told)
    day_after = known is not None and len(first) == DAY and (_date(first) - _date(known)).days == 1
    return first if day_after else known


def _date(day: str) -> date:
    return date.fromisoformat(day)


def _event_day(analysis: Analysis, claim: Claim) -> str | None:
    """Return the last day named in a claim that is not after its article, None if no day is named."""
    days = [t.value[:DAY] for t in claim.timexes if t.value and t.precision in ("day", "time")]
    latest = (analysis.structure.published.value or "9999")[:DAY]
    return max((day for day in days if day <= latest), default=None)


def read_status(members: Sequence[ClaimMember], origins: Sequence[Origin], surely: Sequence[bool]) -> Status:
    """Call a claim agreed where two independent origins surely assert it and none of its members denies it.

    ``surely`` tells of each member whether it says the claim for certain: a group may hold wordings that are
    only likely to say the same, and those are no agreement.
    """
    asserting = [m.reference.article if m.stance == "asserts" else "" for m in members]
    if any(m.stance == "denies" for m in members):
        return "disputed" if any(asserting) else "single_source"
    agreeing = {article for article, sure in zip(asserting, surely, strict=True) if article and sure}
    return "agreed" if roots(origins, agreeing) > 1 else "single_source"
