"""Which names, words and facts an article and a story have in common, so that a decision can be read."""

from collections.abc import Mapping, Sequence

import numpy as np

from rashomon.cluster.background import Background
from rashomon.cluster.coverage import Coverage
from rashomon.cluster.known import NONE, PERSON, Bag, Floats, Ids, bucket
from rashomon.model.profile import Profile, Term

MOST = 5
"""Keys that are told of each kind."""


class Keys:
    """An article's keys, the most telling first, to be looked for in stories.

    Stories are kept without their keys' text, so it is the article's own that is told.
    """

    def __init__(self, profile: Profile, background: Background) -> None:
        self._background, self._language = background, profile.language
        people = [term for term in profile.names if term[0].startswith(PERSON)]
        facts = [(fact, 1.0) for fact in profile.facts]
        kinds = {"words": profile.words, "people": people, "names": profile.names, "facts": facts}
        self._kinds = {kind: self._ranked(terms) for kind, terms in kinds.items()}

    def _ranked(self, terms: Sequence[Term]) -> tuple[list[str], Ids]:
        ids = np.array([bucket(key) for key, _ in terms], np.int32)
        told = np.array([weight for _, weight in terms], np.float32) * self._background.idf(ids)
        order = np.argsort(-told, kind="stable")
        return [terms[at][0] for at in order.tolist()], ids[order]

    def shared(self, story: Coverage) -> Mapping[str, tuple[str, ...]]:
        """Return what the story has, too, under the names of the figures that measure it."""
        facts = Bag(story.facts, np.ones(len(story.facts), np.float32))
        words = story.words.get(self._language, NONE)
        kinds = {"words": words, "people": story.people, "names": story.names, "facts": facts}
        return {kind: self._found(kind, bag.ids, bag.weights) for kind, bag in kinds.items()}

    def _found(self, kind: str, ids: Ids, weights: Floats) -> tuple[str, ...]:
        keys, wanted = self._kinds[kind]
        met = self._background.looked_up(ids, weights, wanted)
        return tuple(keys[at] for at in np.flatnonzero(met)[:MOST].tolist())
