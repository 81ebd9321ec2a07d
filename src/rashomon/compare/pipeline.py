"""The order in which the accounts of one story are held against each other."""

from rashomon.compare.claims import group_claims, with_conflicts
from rashomon.compare.conflict_ground import survey
from rashomon.compare.conflicts import find_conflicts
from rashomon.compare.echoes import find_echoes
from rashomon.compare.entities import link_entities
from rashomon.compare.figures import find_figures
from rashomon.compare.framing import find_framing
from rashomon.compare.quotes import find_utterances
from rashomon.compare.timeline import find_timeline
from rashomon.model.comparison import Comparison
from rashomon.model.story import Story

VERSION = "1"


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
    )
