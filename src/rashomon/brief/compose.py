"""Compose the brief of a story from sentences of its own coverage."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from rashomon.brief.asides import abstained, bloc_echoes, disputed, shared_lines
from rashomon.brief.candidates import Candidate, candidates
from rashomon.brief.left_out import left_out
from rashomon.brief.scoring import centred, leading, main_group, nearness, score, shared_figures
from rashomon.brief.sections import weigh
from rashomon.brief.select import Selection, select
from rashomon.brief.standing import BESIDE, Desk, sentence
from rashomon.brief.support import Backing
from rashomon.lang.interface import disclosure, interface
from rashomon.model.annotation import Vectors
from rashomon.model.brief import Brief, Section
from rashomon.model.comparison import Comparison
from rashomon.model.story import Story
from rashomon.model.text import Reference

METHOD = "extractive"
CONTRARY = ("negation", "status", "attribution", "cause")
"""Conflicts of which both sides are told; of numbers, days and places the sides differ in a word."""


def compose(story: Story, comparison: Comparison, language: str) -> Brief:
    """Return a brief of the story for readers of a language (BCP 47).

    Sentences are taken from the articles and only trimmed; the first citation of each is the sentence it
    was taken from, further ones support the same claims elsewhere. What only articles in other languages
    say stands in the original, with the closest passage in the reader's language beside it.
    """
    desk = Desk(
        story=story,
        comparison=comparison,
        language=language,
        words=interface(language),
        backing=Backing(story, comparison),
    )
    echoes = bloc_echoes(desk)
    sections = _sections(frozenset(m for e in echoes for m in e.members), desk)
    return Brief(
        language=language,
        method=METHOD,
        disclosure=disclosure([a.language for a in story.analyses], language),
        feedback_question=desk.words.feedback_question,
        sections=sections,
        disputed=disputed(desk),
        shared_lines=shared_lines(echoes, desk),
        left_out=left_out(desk),
        abstained=abstained(sections, desk),
    )


def _sections(lines: frozenset[Reference], desk: Desk) -> tuple[Section, ...]:
    found = candidates(desk.story, desk.comparison, lines)
    own = [c for c in found if desk.speaks(c.analysis.article.id)]
    vectors = centred(desk.story)
    worth = score(found, desk.story, desk.comparison, vectors)
    mains = {c.key: group.id if (group := main_group(c)) else None for c in found}
    selection = Selection(
        worth=worth,
        near=nearness(found, vectors),
        mains=mains,
        figures=shared_figures(found, desk.story),
        leads=leading(found, desk.story, vectors),
    )
    opposed = _opposed(found, desk.comparison)
    chosen = select(found, weigh(found, desk.story), selection, desk.speaks, opposed)
    return tuple(
        Section(
            id=section,
            heading=desk.words.of("heading", section),
            sentences=tuple(sentence(c, _beside(c, own, vectors), desk) for c in part),
        )
        for section, part in chosen.items()
    )


def _opposed(found: Sequence[Candidate], comparison: Comparison) -> dict[tuple[str, int], list[Candidate]]:
    """Map each sentence to those that deny what it says or tell it of another, the surest first."""
    places: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        places[candidate.analysis.article.id].append(candidate)
    opposed: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
    contrary = (conflict for conflict in comparison.conflicts if conflict.kind in CONTRARY)
    for conflict in sorted(contrary, key=lambda c: -c.score):
        for side, other in ((conflict.a, conflict.b), (conflict.b, conflict.a)):
            for own in (c for c in places[side.article] if c.reference.overlaps(side)):
                opposed[own.key] += [c for c in places[other.article] if c.reference.overlaps(other)]
    return opposed


def _beside(
    candidate: Candidate, own: Sequence[Candidate], vectors: Mapping[str, Vectors]
) -> Reference | None:
    """Return the closest statement in the reader's language of a foreign sentence, if one is close."""
    if not own or candidate.analysis.language == own[0].analysis.language:
        return None
    rows = np.stack([vectors[c.analysis.article.id][c.row] for c in own])
    cosines = rows @ vectors[candidate.analysis.article.id][candidate.row]
    best = int(cosines.argmax())
    return own[best].reference if cosines[best] >= BESIDE else None
