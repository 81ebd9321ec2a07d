"""How surely two claims speak of one thing: the score of each kind of conflict, all against one threshold.

A rule whose signs leave little open gives the same score to all that it finds; the others begin at a base and
add to it as the two claims are near, and a little for further signs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

LEAST = 0.5
"""Score below which a difference is not told."""
HEADLINE = 0.1
"""Taken from a conflict with a headline when one of a matter is chosen: the body tells it in full."""
RETOLD = 0.05
"""Taken from the score of what follows from a group and was not found between the two passages."""


@dataclass(frozen=True, slots=True)
class Score:
    """A ``base``, what full nearness adds to it, and what further signs add; ``most`` is the highest."""

    base: float
    near: float = 0.0
    signs: Mapping[str, float] = field(default_factory=dict)
    most: float = inf

    def of(self, near: float = 0.0, **signs: float) -> float:
        """Return the score of two claims so near; ``signs`` tell how far each sign is there (0 or 1 mostly).

        Scores above 1 are told as 1 but come before it.
        """
        whole = self.base + self.near * near
        for sign, extent in signs.items():
            whole += self.signs[sign] * extent
        return min(self.most, whole)


# The same for all that a rule finds.
DEATH = Score(0.9)  # two causes of one death in one account
AGE = Score(0.85)  # two ages of one person
SPEAKER = Score(0.8)  # two speakers of the same words
CONTRAST = Score(0.7)  # two values in one sentence, set against each other
PARTIES = Score(0.62)  # two parties told to say different things
REBUTTAL = Score(0.62)  # a charge, and what denies it without repeating it
RANK = Score(0.6)  # the largest of a kind and the second largest
OFFICE = Score(0.6)  # a former office and a present one

# By the bond of the two claims (``Bonds.of``).
VALUE = Score(
    0.3, 0.7, {"anchored": 0.15, "exact": 0.15}, most=1.0
)  # two numbers, days or times for one thing
NAME = Score(0.4, 0.6, most=1.0)  # two names in one slot of a statement
TURN = Score(0.4, 0.6, most=1.0)  # what each of two parties says of the other
DOUBT = Score(0.4, 0.5, most=1.0)  # stated here, open there
CONTRARY = Score(0.4, 0.5, {"one_word": 0.1, "two_voices": 0.05}, most=1.0)  # a linked word, negated here
CAUSE = Score(0.45, 0.5)  # two reasons for one thing
STATUS = Score(0.36, 0.45, {"named": 0.1, "tied": 0.1, "one_matter": 0.08, "together": 0.03})  # opposites

# By something else that is measured of the two.
BLAME = Score(0.5, 0.3)  # two parties that blame each other: by their agreement word by word
GROUPED = Score(0.3, 0.5)  # asserted and denied within one claim group: by the cosine
DENIAL_SIGNS = {"named_together": 0.1, "shared": 0.05, "exact": 0.1, "two_voices": 0.05, "quoted": 0.04}
DENIAL = Score(0.4, 0.35, DENIAL_SIGNS)  # the same words, negated here: by the cosine
