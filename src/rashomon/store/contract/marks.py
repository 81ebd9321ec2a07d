"""The part of the store that knows what a visitor has read and starred."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from rashomon.model.archive import Page
from rashomon.model.mark import Marked, Selection, View


class MarkReader(Protocol):
    """Stories with a visitor's marks."""

    def marked(self, selection: Selection) -> Page[Marked]:
        """Return stories with what a visitor did with them, by when their last article came."""
        ...

    def marks(self, who: str, stories: Iterable[str]) -> tuple[Marked, ...]:
        """Return those of the stories that are there, in the order asked for; redirects are followed."""
        ...

    def views(self, who: str) -> tuple[View, ...]:
        """Return the visitor's watchlists, and the languages and outlets that have stories.

        Those of a kind stand together, those with the most stories first.
        """
        ...


class MarkWriter(MarkReader, Protocol):
    """What a visitor does with stories; both calls may be repeated."""

    def mark(
        self,
        who: str,
        stories: Iterable[str],
        at: datetime,
        *,
        read: bool | None = None,
        starred: bool | None = None,
    ) -> None:
        """Note what is read or starred, or is not any more; None leaves it as it is."""
        ...

    def mark_all_read(self, selection: Selection) -> None:
        """Note that all stories of a selection are read, whatever its ``limit``."""
        ...
