"""What a visitor has read and starred, and the views in which readers of feeds show stories."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rashomon.model.archive import StoryRecord

ViewKind = Literal["language", "outlet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which stories to list for a visitor, those with the latest article first.

    ``read`` and ``starred`` ask for one of two, None for both; ``since`` and ``until`` bound when a story's
    last article came (``until`` not included); ``after`` is the cursor of the page before.
    """

    who: str
    language: str | None = None
    outlet: str | None = None
    read: bool | None = None
    starred: bool | None = None
    since: datetime | None = None
    until: datetime | None = None
    oldest_first: bool = False
    limit: int = 20
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A story as a visitor left it; one that gained an article since it was read is unread again."""

    story: StoryRecord
    read: bool
    starred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The stories of one language or one outlet: how many, how many unread, and when the latest came."""

    kind: ViewKind
    id: str
    name: str
    stories: int
    unread: int
    newest: datetime
