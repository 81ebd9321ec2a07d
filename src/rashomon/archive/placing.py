"""Keep the stream of stories in step with the archive: resumed from it, and after people's decisions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from rashomon.analyze.pipeline import annotators
from rashomon.cluster.stream import Settings, Stream
from rashomon.encoders.base import Encoder
from rashomon.model.archive import MACHINE, Assignment
from rashomon.model.placement import Candidate, OpenStory, Placement
from rashomon.model.profile import Profile
from rashomon.store.base import Archive, Reader

SHOWN = 3
"""Stories that were tried and are named in the reasons of an assignment."""


@dataclass(slots=True)
class Placer:
    """Puts articles into stories; ``version`` names the readings that profiles were made by."""

    archive: Archive
    version: str
    settings: Settings = field(default_factory=Settings)
    _stream: Stream | None = None
    _decided: int = 0

    def place(self, profiles: Iterable[Profile], now: datetime) -> dict[str, Placement]:
        """Return where each article goes, by the articles' ids."""
        stream = self._in_step(now)
        return {profile.article: stream.place(profile) for profile in profiles}

    def forget(self) -> None:
        """Resume from the archive next time: what was decided here did not come to be stored."""
        self._stream = None

    def members(self, story: str) -> tuple[Profile, ...]:
        """Return what is remembered of an open story's latest articles."""
        found = self._stream.story(story) if self._stream else None
        return found.members if found else ()

    def _in_step(self, now: datetime) -> Stream:
        with self.archive.reading() as reader:
            latest = next((d.id for d in reader.decisions(limit=1)), 0)
            if self._stream is None or latest != self._decided:
                since = now - timedelta(days=self.settings.open_days)
                self._stream = Stream(self.settings, _open_stories(reader, since, self.version))
                self._decided = latest
        return self._stream


def _open_stories(reader: Reader, since: datetime, version: str) -> list[OpenStory]:
    members: dict[str, list[Profile]] = defaultdict(list)
    for profile, story in reader.profiles(since, version, Profile):
        if story:
            members[story].append(profile)
    return [_open_story(reader, story, tuple(found)) for story, found in members.items()]


def _open_story(reader: Reader, story: str, members: tuple[Profile, ...]) -> OpenStory:
    record = reader.story(story)
    put = (a for m in members for a in reader.assignments(m.article) if a.undone_at is None)
    parted = (d for d in reader.decisions(story) if d.kind == "split" and d.undone_at is None)
    return OpenStory(
        id=story,
        members=members,
        size=record.articles,
        locked=record.locked,
        pinned=frozenset(a.article for a in put if a.decided_by != MACHINE),
        barred=frozenset(other for d in parted for other in (d.story, d.other) if other and other != story),
    )


def reading_version(encoder: Encoder) -> str:
    """Name what articles are read by, so that readings by other versions are told apart."""
    steps = ",".join(f"{name}@{version}" for name, version in sorted(annotators().items()))
    return f"{encoder.name};{steps}"


def assignment(placement: Placement, now: datetime) -> Assignment:
    """Return a placement as the archive keeps it, with its reasons in words."""
    return Assignment(
        article=placement.article,
        story=placement.story,
        score=placement.score,
        reasons=tuple(_told(candidate) for candidate in placement.tried[:SHOWN]) or ("no story is near",),
        decided_at=now,
    )


def _told(candidate: Candidate) -> str:
    parts = (
        f"{r.name} {r.value:.2f} ({r.weight:+.1f}{': ' + ', '.join(r.shared) if r.shared else ''})"
        for r in candidate.reasons
    )
    return f"{candidate.story} {candidate.score:.2f}: {'; '.join(parts)}"
