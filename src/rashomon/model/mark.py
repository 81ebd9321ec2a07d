"""What a visitor has read and starred, and the views in which readers of feeds show stories."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rashomon.model.archive import StoryRecord

ViewKind = Literal["watchlist", "language", "outlet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which stories to list for a visitor, those with the latest article first.

    ``read`` and ``starred`` ask for one of two, None for both; ``since`` and ``until`` bound when a story's
    last article came (``until`` not included); ``watchlist`` is one of the visitor's own (by its id, any of
    them if empty) that was told of an article; ``after`` is the cursor of the page before.
    """

    who: str
    language: str | None = None
    outlet: str | None = None
    watchlist: str | None = None
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
    """The stories of a language, outlet or watchlist: how many, how many unread, when the latest came."""

    kind: ViewKind
    id: str
    name: str
    stories: int
    unread: int
    newest: datetime
