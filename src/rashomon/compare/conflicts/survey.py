"""Read a story's claims into the ground on which conflicts are looked for."""

from collections.abc import Mapping, Sequence

from rashomon.compare.alignment import Aligner
from rashomon.compare.conflicts.ground import Ground
from rashomon.compare.similarity import claim_vectors
from rashomon.compare.wording import Passage, claim_spans, passages, weights
from rashomon.model.comparison import Entity
from rashomon.model.index import Index
from rashomon.model.story import Story


def survey(story: Story, entities: Sequence[Entity]) -> Ground:
    """Read all claims of a story for comparison."""
    home = {member: entity.id for entity in entities for member in entity.members}
    read = passages(story, claim_spans)
    weight = weights(read)
    return Ground(
        story=story,
        read=read,
        claims=tuple(claim for analysis in story.analyses for claim in analysis.claims),
        named=_named(story, read, home),
        home=home,
        vectors=claim_vectors(story),
        weight=weight,
        aligner=Aligner(story=story, read=read, weight=weight),
    )


def _named(
    story: Story, read: Sequence[Passage], home: Mapping[tuple[str, str], str]
) -> tuple[frozenset[str], ...]:
    mentions = [
        Index(
            (
                (m.span, home[member])
                for e in a.entities
                for m in e.mentions
                if (member := (a.article.id, e.id)) in home
            ),
            lambda pair: pair[0],
        )
        for a in story.analyses
    ]
    return tuple(frozenset(e for _, e in mentions[p.article].within(p.reference.span)) for p in read)
