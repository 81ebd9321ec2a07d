"""What people struck out of a brief."""

from collections.abc import Sequence
from dataclasses import replace

from rashomon.model.brief import Brief, Section
from rashomon.model.ruling import Placed, giving, likeness, meant


def strike(brief: Brief, placed: Sequence[Placed]) -> tuple[Brief, frozenset[int]]:
    """Return the brief without the sentences that people struck, and the ids of the rulings that did it.

    A ruling means the sentence whose first citation shares most characters with its passage, in whatever
    language the brief is.
    """
    sentences = [s for part in brief.sections for s in part.sentences]
    first = [s.citations[0] for s in sentences]
    targets = {
        one.ruling.id: meant([likeness(one.place(0), cited) for cited in first])
        for one in giving(placed, "sentence")
    }
    struck = frozenset(id(sentences[at]) for found in targets.values() for at in found)
    sections = tuple(_without(part, struck) for part in brief.sections)
    return replace(brief, sections=sections), frozenset(n for n, found in targets.items() if found)


def _without(section: Section, struck: frozenset[int]) -> Section:
    return replace(section, sentences=tuple(s for s in section.sentences if id(s) not in struck))
