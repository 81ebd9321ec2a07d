"""The order in which the accounts of one story are held against each other."""

from collections.abc import Iterator, Sequence

from rashomon.compare.claims import group_claims, with_conflicts
from rashomon.compare.conflict_ground import survey
from rashomon.compare.conflicts import find_conflicts
from rashomon.compare.echoes import find_echoes
from rashomon.compare.entities import link_entities
from rashomon.compare.figures import find_figures
from rashomon.compare.framing import find_framing
from rashomon.compare.quotes import find_utterances
from rashomon.compare.similarity import EVERYTHING
from rashomon.compare.timeline import find_timeline
from rashomon.model.comparison import ClaimGroup, Comparison
from rashomon.model.story import Story

VERSION = "2"


def compare(story: Story) -> Comparison:
    """Hold the accounts against each other; a pure function of the story."""
    entities = link_entities(story)
    echoes = find_echoes(story)
    groups = group_claims(story, entities, echoes)
    ground = survey(story, entities)
    conflicts = find_conflicts(ground, groups)
    return Comparison(
        entities=entities,
        claims=with_conflicts(groups, conflicts),
        conflicts=conflicts,
        figures=find_figures(ground, groups),
        utterances=find_utterances(story, entities),
        echoes=echoes,
        timeline=find_timeline(story),
        framing=find_framing(story, entities),
        notices=tuple(_notices(story, groups)),
    )


def _notices(story: Story, groups: Sequence[ClaimGroup]) -> Iterator[str]:
    cut = sum(len(group.cells) < len(story.analyses) for group in groups)
    if cut:
        yield (
            f"{cut} of {len(groups)} claims have cells only for the articles that tell them: "
            "in a story of this size where all others stand is worked out for the most told claims alone."
        )
    if sum(len(analysis.claims) for analysis in story.analyses) > EVERYTHING:
        yield (
            "Each passage was compared with those near it: in a story of this size not every passage is "
            "compared with every other."
        )
