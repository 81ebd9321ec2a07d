"""What the articles of a story say, made ready for comparison once: passages, weights of words, vectors."""

from dataclasses import dataclass
from functools import cached_property

from rashomon.compare.similarity import StoryVectors, claim_vectors, sentence_vectors
from rashomon.compare.wording import Passage, claim_spans, passages, weights
from rashomon.model.annotation import Claim
from rashomon.model.story import Story


@dataclass(frozen=True, eq=False)
class Texts:
    """All claims of a story, one row each in the order of the articles, and the vectors of its sentences.

    Each part is made when it is first asked for, and kept.
    """

    story: Story

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims."""
        return tuple(claim for analysis in self.story.analyses for claim in analysis.claims)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The claims with their words."""
        return passages(self.story, claim_spans)

    @cached_property
    def weight(self) -> dict[str, float]:
        """How much each base form tells, 0 to 1."""
        return weights(self.passages)

    @cached_property
    def claim_vectors(self) -> StoryVectors:
        """The vectors of the claims, none where an article has none."""
        return claim_vectors(self.story)

    @cached_property
    def sentence_vectors(self) -> StoryVectors:
        """The vectors of all sentences."""
        return sentence_vectors(self.story)
