"""What a chosen sentence stands on: its status, its citations, whose word it is and what to note."""

from dataclasses import dataclass

from rashomon.brief.candidates import Candidate
from rashomon.brief.labels import article_labels, speaker_name
from rashomon.brief.scoring import TOLD, main_group, told_by
from rashomon.lang.interface import Interface, language_name
from rashomon.lang.pack import primary
from rashomon.model.brief import BriefSentence
from rashomon.model.comparison import ClaimGroup, Comparison, Status
from rashomon.model.story import Story
from rashomon.model.text import Reference

CITATIONS = 6
"""Citations a sentence has at most."""
SHARE = 0.4
"""Share of a sentence that has to be agreed for the sentence to be called so."""
BESIDE = 0.36
"""Nearness from which on a passage in the reader's language is worth showing beside a foreign one."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Desk:
    """What is needed to tell how sentences stand: the story and the reader's language and words."""

    story: Story
    comparison: Comparison
    language: str
    words: Interface

    @property
    def labels(self) -> dict[str, str]:
        """Names of the articles."""
        return article_labels(self.story)

    def speaks(self, article: str) -> bool:
        """Tell whether an article is in the reader's language."""
        return primary(self.story.analysis(article).language) == primary(self.language)

    def language_of(self, code: str) -> str:
        """Return the name of a language for the reader."""
        return language_name(code, self.language)


def status(candidate: Candidate, comparison: Comparison) -> Status:
    """Return disputed if a conflict touches the sentence, agreed if independent others tell much of it."""
    own = candidate.reference
    sides = [r for c in comparison.conflicts for r in (c.a, c.b) if r.article == own.article]
    if any(r.span.overlap(own.span) for r in sides) or any(g.status == "disputed" for g in candidate.groups):
        return "disputed"
    told = sum(len(c.span) for c in candidate.claims)
    agreed = sum(_extent(g, own) for g in candidate.groups if g.status == "agreed")
    return "agreed" if agreed >= SHARE * told > 0 else "single_source"


def _extent(group: ClaimGroup, own: Reference) -> int:
    """Return how many characters of a sentence belong to a claim."""
    mine = (m.reference for m in group.members if m.reference.article == own.article)
    return sum(r.span.overlap(own.span) for r in mine)


def citations(candidate: Candidate, standing: Status) -> tuple[Reference, ...]:
    """Return the sentence itself, then what supports its claims in other articles, one passage each.

    A sentence that is one source's word cites others only for its main claim.
    """
    found = {candidate.analysis.article.id: candidate.reference}
    first = main_group(candidate)
    others = [g for g in candidate.groups if g is not first] if standing != "single_source" else []
    rest = sorted(others, key=lambda g: -len(told_by(g)))
    extra: list[Reference] = []
    for group in ([first] if first else []) + rest:
        for member in (m for m in group.members if m.stance in TOLD):
            if member.reference.article not in found:
                found[member.reference.article] = member.reference
            elif group is not first and not _known(member.reference, [*found.values(), *extra]):
                extra.append(member.reference)
    return (*found.values(), *extra)[:CITATIONS]


def _known(reference: Reference, known: list[Reference]) -> bool:
    return any(k.article == reference.article and k.span.overlap(reference.span) for k in known)


def sentence(candidate: Candidate, beside: Reference | None, desk: Desk) -> BriefSentence:
    """Return the sentence as the brief tells it."""
    standing = status(candidate, desk.comparison)
    cited = citations(candidate, standing)
    if standing == "agreed" and len({c.article for c in cited}) < 2:
        standing = "single_source"
    return BriefSentence(
        text=candidate.text,
        language=candidate.analysis.language,
        status=standing,
        citations=cited,
        claims=tuple(g.id for g in candidate.groups),
        attributed_to=_attributed(candidate, standing, desk),
        note=_note(candidate, standing, beside, desk),
        beside=beside,
    )


def _attributed(candidate: Candidate, standing: Status, desk: Desk) -> str | None:
    article = candidate.analysis.article.id
    if candidate.voice:
        return speaker_name(desk.comparison, article, candidate.voice, desk.language)
    return None if standing == "agreed" else desk.labels[article]


def _note(candidate: Candidate, standing: Status, beside: Reference | None, desk: Desk) -> str | None:
    article = candidate.analysis.article.id
    group = main_group(candidate)
    tellers = told_by(group) if group else {article}
    if len(tellers) < 2:
        return _only_in(article, beside, desk) if standing == "single_source" else None
    return _one_origin(group, len(tellers), desk) if group else None


def _only_in(article: str, beside: Reference | None, desk: Desk) -> str:
    outlet = desk.labels[article]
    if desk.speaks(article) or beside:
        return desk.words.only_in.format(outlet=outlet)
    return desk.words.only_in_foreign.format(
        outlet=outlet,
        language=desk.language_of(desk.story.analysis(article).language),
        own=desk.language_of(desk.language),
    )


def _one_origin(group: ClaimGroup, outlets: int, desk: Desk) -> str | None:
    if len(group.origins) != 1 or group.origins[0].kind == "reporting":
        return None
    origin = group.origins[0]
    return desk.words.of("one", origin.kind).format(name=origin.name, count=outlets)
