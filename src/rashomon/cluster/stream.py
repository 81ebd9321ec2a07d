"""Stories as a stream: each profile, as it comes, is put into a story or opens one.

Skeleton of the public interface; places every article into a story of its own until the judge is here.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rashomon.model.placement import Merge, OpenStory, Placement
from rashomon.model.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How long a story waits for more coverage before it leaves memory, and what a person can tune."""

    open_days: float = 14.0


class Stream:
    """The open stories of an archive and the one writer of what belongs to which; no input or output.

    Restart by giving the open stories as they were stored, in the order of their latest coverage.
    """

    def __init__(self, settings: Settings, stories: Iterable[OpenStory] = ()) -> None:
        self._settings = settings
        self._stories = {story.id: story for story in stories}

    def place(self, profile: Profile) -> Placement:
        """Put one article where it belongs, and tell why, and which stories became one by it."""
        story = story_id([profile.article])
        self._stories[story] = OpenStory(id=story, members=(profile,), size=1)
        return Placement(article=profile.article, story=story, opened=True, score=1.0)

    def stories(self) -> tuple[OpenStory, ...]:
        """Return all open stories, those with the oldest latest coverage first: what a restart needs."""
        return tuple(self._stories.values())

    def story(self, story: str) -> OpenStory | None:
        """Return an open story; None where it is unknown or has left memory."""
        return self._stories.get(story)

    def open(self, story: OpenStory) -> None:
        """Take a story back into memory that had left it, or take a new state of it."""
        self._stories[story.id] = story

    def merge(self, kept: str, absorbed: str) -> Merge:
        """Make two stories one on a person's word. Raises KeyError where one of them is not open."""
        raise NotImplementedError

    def split(self, story: str, articles: Sequence[str]) -> str:
        """Part articles from a story on a person's word; return the id of the story that they now form."""
        raise NotImplementedError

    def move(self, profile: Profile, source: str, target: str) -> None:
        """Put an article into another story on a person's word; the machine never takes it away again."""
        raise NotImplementedError

    def lock(self, story: str, *, locked: bool = True) -> None:
        """Keep the machine from adding to a story and from merging it, or let it again."""
        raise NotImplementedError


def story_id(articles: Sequence[str]) -> str:
    """Return the lasting name of a story that these articles open."""
    digest = hashlib.sha256("\n".join(sorted(articles)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"s{digest[:14]}"
