"""One open story in memory: its latest members and what they add up to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from rashomon.cluster.known import NONE, Bag, Ids, Known, distinct, gathered
from rashomon.model.profile import Vector

KEPT = 12
"""Latest members by which a story is known: it moves with its coverage, and its cost stays bounded."""


@dataclass(slots=True, eq=False, kw_only=True)
class Coverage:
    """A story that can grow; the rest is a function of ``members``, the oldest first, at most ``KEPT``.

    ``size`` counts all articles ever placed here. See ``OpenStory`` for ``locked``, ``pinned``, ``barred``.
    """

    id: str
    size: int = 0
    locked: bool = False
    pinned: set[str] = field(default_factory=set)
    barred: set[str] = field(default_factory=set)
    members: tuple[Known, ...] = ()
    centroid: Vector = field(default_factory=lambda: np.zeros(0, np.float32))
    words: dict[str, Bag] = field(default_factory=dict)
    people: Bag = NONE
    names: Bag = NONE
    facts: Ids = field(default_factory=lambda: np.zeros(0, np.int32))
    terms: Ids = field(default_factory=lambda: np.zeros(0, np.int32))

    @property
    def latest(self) -> datetime:
        """When its latest article was seen."""
        return max(member.seen for member in self.members)

    def become(self, members: Iterable[Known]) -> None:
        """Take these for the members and reckon anew what they add up to."""
        before, self.members = self.members, tuple(members)[-KEPT:]
        if not self.members:
            return
        total = np.sum([m.vector for m in self.members], axis=0, dtype=np.float32)
        self.centroid = np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), np.float32)
        old, new = _by_language(before), _by_language(self.members)
        self.words = {
            language: self.words[language] if old.get(language) == own else gathered([m.words for m in own])
            for language, own in new.items()
        }
        self.people = gathered([m.people for m in self.members])
        self.names = gathered([m.names for m in self.members])
        self.facts = distinct([m.facts for m in self.members])
        self.terms = distinct([m.terms for m in self.members])


def _by_language(members: Iterable[Known]) -> dict[str, list[Known]]:
    found = defaultdict[str, list[Known]](list)
    for member in members:
        found[member.language].append(member)
    return found
