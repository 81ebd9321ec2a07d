"""The open stories in memory, with what is counted over them and the index by which they are found."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from datetime import datetime

from rashomon.cluster.background import Background
from rashomon.cluster.candidates import Candidates
from rashomon.cluster.coverage import Coverage
from rashomon.cluster.known import Known


class Memory:
    """Open stories, those first that have been without coverage for longest."""

    def __init__(self) -> None:
        self.background = Background()
        self._candidates = Candidates()
        self._stories: OrderedDict[str, Coverage] = OrderedDict()
        self._homes: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._entered = 0

    def __len__(self) -> int:
        return len(self._stories)

    def __iter__(self) -> Iterator[Coverage]:
        return iter(self._stories.values())

    def get(self, story: str) -> Coverage | None:
        """Return an open story, or None."""
        return self._stories.get(story)

    def home(self, article: str) -> Coverage | None:
        """Return the open story that an article is one of the latest members of."""
        number = self._numbers.get(article)
        return None if number is None else self._stories[self._homes[number]]

    def near(self, known: Known, most: int) -> list[Coverage]:
        """Return the unlocked stories that an article may belong to, at most so many."""
        found: dict[str, Coverage] = {}
        for number in self._candidates.near(known, self.background):
            story = self._stories[self._homes[number]]
            if not story.locked:
                found[story.id] = story
            if len(found) == most:
                break
        return list(found.values())

    def take(self, story: Coverage, members: Iterable[Known]) -> None:
        """Add articles to a story, open it if it is new; it is now the one with the latest coverage."""
        added = list(members)
        self._stories[story.id] = story
        self._stories.move_to_end(story.id)
        story.size += len(added)
        self._become(story, (*story.members, *added))

    def unite(self, kept: Coverage, absorbed: Coverage) -> None:
        """Put all members of one story into another, in the order in which they were seen."""
        members = sorted((*kept.members, *absorbed.members), key=lambda m: m.seen)
        kept.size += absorbed.size
        self.close(absorbed)
        self._become(kept, members)
        self._stories.move_to_end(kept.id)

    def close(self, story: Coverage) -> None:
        """Let a story go."""
        self._become(story, ())
        del self._stories[story.id]

    def forget(self, before: datetime, most: int) -> None:
        """Let stories go whose latest article was seen before a moment, and the quietest beyond so many."""
        while self._stories:
            quietest = next(iter(self._stories.values()))
            if quietest.latest >= before and len(self._stories) <= most:
                return
            self.close(quietest)

    def _become(self, story: Coverage, members: Iterable[Known]) -> None:
        """Give a story these members, and keep counts and index true."""
        old = {m.article: m for m in story.members}
        if old:
            self.background.leave(story.terms)
        story.become(members)
        new = {m.article: m for m in story.members}
        for article, member in old.items():
            if article not in new:
                self._leave(member)
        for article, member in new.items():
            if article not in old:
                self._enter(member, story.id)
        if new:
            self.background.enter(story.terms)

    def _enter(self, member: Known, story: str) -> None:
        self._entered += 1
        self._numbers[member.article] = self._entered
        self._homes[self._entered] = story
        self._candidates.enter(self._entered, member)

    def _leave(self, member: Known) -> None:
        number = self._numbers.pop(member.article)
        del self._homes[number]
        self._candidates.leave(number, member)
