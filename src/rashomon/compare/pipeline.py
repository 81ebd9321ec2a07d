"""The order in which the accounts of one story are held against each other."""

from collections.abc import Iterator, Sequence

from rashomon.compare.claims import group_claims, with_conflicts
from rashomon.compare.conflicts.find import find_conflicts
from rashomon.compare.echoes.find import find_echoes
from rashomon.compare.entities import link_entities
from rashomon.compare.figures import find_figures
from rashomon.compare.framing import find_framing
from rashomon.compare.ground import Ground
from rashomon.compare.repeats import REPEATS, without_repeats
from rashomon.compare.ruling_groups import rule_groups
from rashomon.compare.rulings import rule_conflicts, rule_echoes
from rashomon.compare.similarity import EVERYTHING
from rashomon.compare.texts import Texts
from rashomon.compare.timeline import find_timeline
from rashomon.compare.utterances import find_utterances
from rashomon.model.comparison import ClaimGroup, Comparison
from rashomon.model.ruling import Placed
from rashomon.model.story import Story

VERSION = "19"


def compare(story: Story, rulings: Sequence[Placed] = ()) -> Comparison:
    """Hold the accounts against each other; a pure function of the story and of what people decided.

    Rulings are applied where things are found, so that all that follows from them follows.
    """
    whole, story = story, without_repeats(story)
    texts, entities = Texts(story), link_entities(story)
    echoes, ruled_echoes = rule_echoes(find_echoes(texts), rulings)
    grouped = group_claims(texts, entities, echoes)
    groups, ruled_groups = rule_groups(grouped, story, echoes, rulings)
    ground = Ground(texts, entities)
    conflicts, ruled_conflicts = rule_conflicts(find_conflicts(ground, groups), rulings)
    return Comparison(
        entities=entities,
        claims=with_conflicts(groups, conflicts),
        conflicts=conflicts,
        figures=find_figures(ground, groups),
        utterances=find_utterances(ground, groups, entities),
        echoes=echoes,
        timeline=find_timeline(story),
        framing=find_framing(story, entities),
        notices=tuple(_notices(story, groups, _claims(whole) - _claims(story))),
        ruled=ruled_echoes | ruled_groups | ruled_conflicts,
    )


def _claims(story: Story) -> int:
    return sum(len(analysis.claims) for analysis in story.analyses)


def _notices(story: Story, groups: Sequence[ClaimGroup], repeats: int) -> Iterator[str]:
    if repeats:
        yield (
            f"{repeats} claims repeat their own article word for word; "
            f"of such repeats the first {REPEATS} are compared."
        )
    cut = sum(len(group.cells) < len(story.analyses) for group in groups)
    if cut:
        yield (
            f"{cut} of {len(groups)} claims have cells only for the articles that tell them: "
            "in a story of this size where all others stand is worked out for the most told claims alone."
        )
    if _claims(story) > EVERYTHING:
        yield (
            "Each passage was compared with those near it: in a story of this size not every passage is "
            "compared with every other."
        )
