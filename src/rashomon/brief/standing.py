"""What a chosen sentence stands on: its status, its citations, whose word it is and what to note."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rashomon.brief.candidates import Candidate
from rashomon.brief.dates import dated
from rashomon.brief.labels import (
    article_labels,
    claimant_name,
    is_claimant,
    is_speaker,
    origin_name,
    speaker_name,
)
from rashomon.brief.scoring import TOLD, main_group
from rashomon.brief.support import Backing
from rashomon.lang.interface import Interface
from rashomon.lang.pack import primary
from rashomon.model.brief import BriefSentence
from rashomon.model.comparison import Claimant, ClaimGroup, ClaimMember, Comparison, Status
from rashomon.model.phrase import Phrase
from rashomon.model.story import Story
from rashomon.model.text import Reference

CITATIONS = 6
"""Citations a sentence has at most."""
SHARE = 0.4
"""Share of a sentence that has to be agreed for the sentence to be called so."""
BESIDE = 0.36
"""Nearness from which on a passage in the reader's language is worth showing beside a foreign one."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Desk:
    """What is needed to tell how sentences stand: the story and the reader's language and words."""

    story: Story
    comparison: Comparison
    language: str
    words: Interface
    backing: Backing

    @cached_property
    def labels(self) -> dict[str, str]:
        """Names of the articles."""
        return article_labels({a.article.id: a.article.source.name for a in self.story.analyses})

    def speaks(self, article: str) -> bool:
        """Tell whether an article is in the reader's language."""
        return primary(self.story.analysis(article).language) == primary(self.language)


def status(candidate: Candidate, desk: Desk) -> Status:
    """Return disputed if the sentence's own word is, agreed if independent others tell much of it."""
    own = candidate.reference
    if _is_disputed(candidate, desk):
        return "disputed"
    told = sum(len(c.span) for c in candidate.claims)
    agreed = sum(_extent(g, own) for g in candidate.groups if g.status == "agreed")
    return "agreed" if agreed >= SHARE * told > 0 else "single_source"


def _is_disputed(candidate: Candidate, desk: Desk) -> bool:
    """Tell whether a conflict touches the sentence, or a wording of its claims that surely says the same.

    A claim's wordings were only found likely to say the same, so what one is contradicted in may be no
    word of another.
    """
    own = candidate.reference
    sides = [side for conflict in desk.comparison.conflicts for side in (conflict.a, conflict.b)]
    if any(side.overlaps(own) for side in sides):
        return True
    members = (m for group in candidate.groups if group.status == "disputed" for m in group.members)
    contradicted = (
        m.reference for m in members if m.stance == "denies" or any(s.overlaps(m.reference) for s in sides)
    )
    return any(desk.backing.supports(own, wording) for wording in contradicted)


def _extent(group: ClaimGroup, own: Reference) -> int:
    """Return how many characters of a sentence belong to a claim."""
    mine = (m.reference for m in group.members if m.reference.article == own.article)
    return sum(r.span.overlap(own.span) for r in mine)


def supporting(candidate: Candidate, desk: Desk) -> tuple[tuple[ClaimGroup, ClaimMember], ...]:
    """Return the passages of other articles that support a sentence, its main claim's first."""
    first = main_group(candidate)
    groups = sorted(candidate.groups, key=lambda g: g is not first)
    own = candidate.analysis.article.id
    members = [(g, m) for g in groups for m in g.members if m.stance in TOLD and m.reference.article != own]
    return tuple(pair for pair in members if desk.backing.supports(candidate.reference, pair[1].reference))


def citations(
    candidate: Candidate, support: Sequence[tuple[ClaimGroup, ClaimMember]]
) -> tuple[Reference, ...]:
    """Return the sentence itself, then one passage of each article that supports it."""
    found = {candidate.analysis.article.id: candidate.reference}
    for _, member in support:
        found.setdefault(member.reference.article, member.reference)
    return tuple(found.values())[:CITATIONS]


def sentence(candidate: Candidate, beside: Reference | None, desk: Desk) -> BriefSentence:
    """Return the sentence as the brief tells it; its status follows from what it can cite."""
    support = supporting(candidate, desk)
    cited = citations(candidate, support)
    word = _one_word(candidate, support, desk)
    standing = status(candidate, desk)
    if standing == "agreed" and (word or _roots(candidate, support) < 2):
        standing = "single_source"
    return BriefSentence(
        text=candidate.text,
        language=candidate.analysis.language,
        status=standing,
        citations=cited,
        claims=tuple(g.id for g in candidate.groups),
        attributed_to=word or _attributed(candidate, standing, desk),
        note=_note(candidate, standing, beside, desk)
        if len(cited) < 2
        else _one_origin(candidate, support, word, desk),
        beside=beside,
        dates=dated(candidate.text, candidate.span, candidate.analysis),
    )


def _roots(candidate: Candidate, support: Sequence[tuple[ClaimGroup, ClaimMember]]) -> int:
    """Count the independent origins among the articles that a sentence cites, by its best supported claim."""
    own = candidate.analysis.article.id
    cited: dict[str, set[str]] = {}
    for group, member in support:
        cited.setdefault(group.id, {own}).add(member.reference.article)
    by_id = {g.id: g for g in candidate.groups}
    counts = (sum(bool(who & set(o.articles)) for o in by_id[i].origins) for i, who in cited.items())
    return max(counts, default=1)


def _one_word(
    candidate: Candidate, support: Sequence[tuple[ClaimGroup, ClaimMember]], desk: Desk
) -> str | None:
    """Return whose word a promise or a quotation is, if nobody else is given as its source.

    What someone will do is known from those who say so, however many outlets tell it in their own voice.
    """
    if not (candidate.quoted or any(c.modality == "planned" for c in candidate.claims)):
        return None
    said = [c for _, m in support if (c := m.claimant) and _known(c, desk)]
    named = [c for c in _own_claimants(candidate) if _known(c, desk)]
    sayers = {claimant_name(desk.comparison, c, desk.language) for c in (*named, *said)}
    return sayers.pop() if named and len(sayers) == 1 else None


def _own_claimants(candidate: Candidate) -> list[Claimant]:
    ids, own = {c.id for c in candidate.claims}, candidate.analysis.article.id
    members = (m for g in candidate.groups for m in g.members)
    return [m.claimant for m in members if m.claimant and m.claim in ids and m.reference.article == own]


def _known(claimant: Claimant, desk: Desk) -> bool:
    return claimant.entity is not None and is_claimant(desk.comparison, claimant, "")


def _attributed(candidate: Candidate, standing: Status, desk: Desk) -> str | None:
    article, voice = candidate.analysis.article.id, candidate.voice
    if voice and is_speaker(desk.comparison, article, voice, candidate.analysis.language):
        return speaker_name(desk.comparison, article, voice, desk.language)
    return None if standing == "agreed" else desk.labels[article]


def _note(candidate: Candidate, standing: Status, beside: Reference | None, desk: Desk) -> Phrase | None:
    """Say where alone a sentence stands; nothing where another article may tell the same."""
    article = candidate.analysis.article.id
    outlet = desk.labels[article]
    members = (m for group in candidate.groups for m in group.members if m.stance in TOLD)
    if standing != "single_source" or any(m.reference.article != article for m in members):
        return None
    if desk.speaks(article) or beside:
        return Phrase(key="only_in", names=(outlet,))
    foreign = candidate.analysis.language
    return Phrase(key="only_in_foreign", names=(outlet,), languages=(foreign,), own=desk.language)


def _one_origin(
    candidate: Candidate,
    support: Sequence[tuple[ClaimGroup, ClaimMember]],
    word: str | None,
    desk: Desk,
) -> Phrase | None:
    """Say that several outlets carry one statement, one wire or one wording."""
    outlets = 1 + len({m.reference.article for _, m in support})
    if word:
        return Phrase(key="one_statement", names=(word,), count=outlets)
    group = main_group(candidate)
    if group is None or len(group.origins) != 1 or group.origins[0].kind == "reporting":
        return None
    origin = group.origins[0]
    name = origin_name(desk.comparison, origin.name, desk.language)
    return Phrase(key=f"one_{origin.kind}", names=(name,), count=outlets)
