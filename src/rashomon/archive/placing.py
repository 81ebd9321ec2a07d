"""Keep the stream of stories in step with the archive: resumed from it, and after people's decisions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from rashomon.analyze.pipeline import annotators
from rashomon.cluster.copies import Copies
from rashomon.cluster.stream import Settings, Stream
from rashomon.encoders.base import Encoder
from rashomon.model.annotation import Vectors
from rashomon.model.archive import MACHINE, Assignment, Copy, Decision, Home
from rashomon.model.placement import Candidate, OpenStory, Placement, Reason
from rashomon.model.profile import Profile
from rashomon.store.contract.archive import Archive, Reader

SHOWN, TELLING = 3, 0.05
"""Stories that an assignment names, and log-odds from which a reason is worth telling."""
ALL = 1_000_000
BY_SOUND = frozenset({"people", "names"})
SLACK = timedelta(days=1)
"""How far behind its neighbours a document may have come in without the stream being resumed for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedArticle:
    """Where an article was put and by whom, and the earlier one that it repeats, if any."""

    placement: Placement
    copies: tuple[Copy, ...] = ()
    by: str = MACHINE


@dataclass(slots=True)
class Placer:
    """Puts articles into stories; ``version`` names the readings that profiles were made by."""

    archive: Archive
    version: str
    settings: Settings = field(default_factory=Settings)
    _stream: Stream | None = None
    _copies: Copies = field(default_factory=Copies)
    _decided: int = 0
    _since: datetime | None = None

    def place(
        self, profiles: Sequence[Profile], homes: Mapping[str, Home] | None = None
    ) -> dict[str, PlacedArticle]:
        """Return where each article goes and what it repeats, by the articles' ids.

        ``homes`` are the stories that people want some of them in, by the articles' ids, too.
        """
        if not profiles:
            return {}
        stream, wanted = self._in_step(min(profile.seen for profile in profiles)), homes or {}
        placed: dict[str, PlacedArticle] = {}
        for profile in profiles:
            if profile.article not in placed:  # two documents of a batch may hold the same article
                placed[profile.article] = self._place(stream, profile, wanted.get(profile.article))
        return placed

    def _place(self, stream: Stream, profile: Profile, home: Home | None) -> PlacedArticle:
        placement = stream.put(profile, home.story) if home else stream.place(profile)
        for merge in placement.merges:
            self._copies.unite(merge.kept, merge.absorbed)
        copies = self._copies.of(profile, placement.story)
        self._copies.remember(profile, placement.story)
        return PlacedArticle(placement=placement, copies=copies, by=home.who if home else MACHINE)

    def leads(self, story: str) -> dict[str, Vectors]:
        """Return the vectors of the first sentences of an open story's latest articles, by their ids."""
        found = self._stream.story(story) if self._stream else None
        members = found.members if found else ()
        return {member.article: member.sentences.astype(np.float32) for member in members}

    def forget(self) -> None:
        """Resume from the archive next time: what was decided here did not come to be stored."""
        self._stream = None

    def _in_step(self, earliest: datetime) -> Stream:
        """Return the stream as people's decisions have it, with all stories that were open by then."""
        since = earliest - timedelta(days=self.settings.open_days)
        with self.archive.reading() as reader:
            latest = next((d.id for d in reader.decisions(limit=1)), 0)
            known = self._since is not None and since >= self._since and latest == self._decided
            if self._stream is None or not known:
                self._decided, self._since = latest, since - SLACK
                stories = list(_open_stories(reader, self._since, self.version))
                self._stream, self._copies = Stream(self.settings, stories), Copies()
                for story in stories:
                    for profile in story.members:
                        self._copies.remember(profile, story.id)
        return self._stream


def _open_stories(reader: Reader, since: datetime, version: str) -> Iterator[OpenStory]:
    """Yield the stories that may still grow, those with the oldest latest coverage first."""
    members: dict[str, list[Profile]] = {}
    for profile, story in reader.profiles(since, version, Profile):
        if story:
            members[story] = [*members.pop(story, ()), profile]
    standing = reader.standing(profile.article for held in members.values() for profile in held)
    put = frozenset(article for article, held in standing.items() if held.decided_by != MACHINE)
    decided: dict[str, list[Decision]] = defaultdict(list)
    for decision in reader.decisions(limit=ALL):
        if decision.undone_at is None and decision.who != MACHINE:
            for story in {decision.story, decision.other} - {None}:
                decided[str(story)].append(decision)
    for story, found in members.items():
        yield _open_story(reader, story, tuple(found), put, decided.get(story, ()))


def _open_story(
    reader: Reader,
    story: str,
    members: tuple[Profile, ...],
    put: frozenset[str],
    decided: Iterable[Decision],
) -> OpenStory:
    parted = {x for d in decided if d.kind == "split" for x in (d.story, d.other) if x and x != story}
    return OpenStory(
        id=story,
        members=members,
        size=len(members),
        locked=bool(decided) and reader.story(story).locked,
        pinned=put.intersection(profile.article for profile in members),
        barred=frozenset(parted),
    )


def reading_version(encoder: Encoder) -> str:
    """Name what articles are read by, so that readings by other versions are told apart."""
    steps = ",".join(f"{name}@{version}" for name, version in sorted(annotators().items()))
    return f"{encoder.name};{steps}"


def assignment(placed: PlacedArticle, now: datetime) -> Assignment:
    """Return a placement as the archive keeps it, with its reasons in words."""
    placement = placed.placement
    told = tuple(_told(candidate) for candidate in placement.tried[:SHOWN]) or ("no story is near",)
    return Assignment(
        article=placement.article,
        story=placement.story,
        score=placement.score,
        reasons=told if placed.by == MACHINE else ("kept as one story",),
        decided_at=now,
        decided_by=placed.by,
    )


def _told(candidate: Candidate) -> str:
    parts = (_reason(r) for r in candidate.reasons if abs(r.weight) >= TELLING)
    return f"{candidate.story} {candidate.score:.2f}: {'; '.join(parts)}"


def _reason(reason: Reason) -> str:
    # Names are compared by how they sound, and such keys ("PER lnd") tell a reader nothing.
    shared = ", ".join(key for key in reason.shared if reason.name not in BY_SOUND)
    return f"{reason.name} {reason.value:.2f} ({reason.weight:+.1f}{f': {shared}' if shared else ''})"
