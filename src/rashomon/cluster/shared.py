"""Which names, words and facts an article and a story have in common, so that a decision can be read."""

from collections.abc import Mapping, Sequence

import numpy as np

from rashomon.cluster.background import Background
from rashomon.cluster.coverage import Coverage
from rashomon.cluster.known import NONE, PERSON, Ids, bucket
from rashomon.model.profile import Profile, Term

MOST = 5
"""Keys that are told of each kind."""


class Keys:
    """An article's keys, the most telling first, to be looked for in stories.

    Stories are kept without their keys' text, so it is the article's own that is told.
    """

    def __init__(self, profile: Profile, background: Background) -> None:
        self._background, self._language = background, profile.language
        facts = [(fact, 1.0) for fact in profile.facts]
        kinds = {"words": profile.words, "names": profile.names, "facts": facts}
        self._kinds = {kind: self._ranked(terms) for kind, terms in kinds.items()}
        names, ids = self._kinds["names"]
        people = [at for at, name in enumerate(names) if name.startswith(PERSON)]
        self._kinds["people"] = [names[at] for at in people], ids[people]

    def _ranked(self, terms: Sequence[Term]) -> tuple[list[str], Ids]:
        ids = np.array([bucket(key) for key, _ in terms], np.int32)
        told = np.array([weight for _, weight in terms], np.float32) * self._background.idf(ids)
        order = np.argsort(-told, kind="stable")
        return [terms[at][0] for at in order.tolist()], ids[order]

    def shared(self, story: Coverage) -> Mapping[str, tuple[str, ...]]:
        """Return what the story has, too, under the names of the figures that measure it."""
        words = story.words.get(self._language, NONE).ids
        kinds = {"words": words, "people": story.people.ids, "names": story.names.ids, "facts": story.facts}
        return {kind: self._found(kind, ids) for kind, ids in kinds.items()}

    def _found(self, kind: str, ids: Ids) -> tuple[str, ...]:
        keys, wanted = self._kinds[kind]
        if not ids.size:
            return ()
        met = ids.take(np.searchsorted(ids, wanted), mode="clip") == wanted
        return tuple(keys[at] for at in np.flatnonzero(met)[:MOST].tolist())
