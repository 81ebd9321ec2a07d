"""What a store does for watchlists and alerts; ``archive.Reader`` and ``archive.Writer`` have it, too."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from rashomon.model.archive import Page
from rashomon.model.watch import Event, Message, StoryLook, Target, Waiting, Watchlist


class WatchReader(Protocol):
    """One unchanging moment of what is watched and told."""

    def watchlists(self, owner: str | None = None) -> tuple[Watchlist, ...]:
        """Return the watchlists of one person or of all, by name."""
        ...

    def watchlist(self, watchlist: str) -> Watchlist:
        """Return a watchlist by its id, or raise ``NotFound``."""
        ...

    def targets(self, owner: str | None = None) -> tuple[Target, ...]:
        """Return where one person, or anybody, wants to be told, by address."""
        ...

    def among(self, watchlist: Watchlist, articles: Iterable[str]) -> frozenset[str]:
        """Return those of the current articles for which all conditions but the entity hold."""
        ...

    def forerunners(self, article: str) -> tuple[int, int]:
        """Count what its story held before an article was stored, and what of it was its own outlet's."""
        ...

    def events(self, watchlist: str, limit: int = 50, after: str | None = None) -> Page[Event]:
        """Return what happened to a watchlist, the latest first."""
        ...

    def waiting(self) -> tuple[Waiting, ...]:
        """Return the targets for which events wait that are in no message yet."""
        ...

    def messages(self, owner: str, limit: int = 50, after: str | None = None) -> Page[Message]:
        """Return the messages to a person's targets, the latest first."""
        ...

    def due_messages(self, now: datetime, limit: int) -> tuple[tuple[Message, Target], ...]:
        """Return messages that should be sent now with their targets, the longest overdue first."""
        ...

    def contents(self, message: str) -> tuple[Event, ...]:
        """Return the events of a message in the order in which they were noted."""
        ...

    def wanted_looks(self, limit: int) -> tuple[StoryLook, ...]:
        """Return watched stories that changed since they were compared, the longest waiting first."""
        ...

    def outlet_moments(self, outlet: str, since: datetime) -> tuple[datetime, ...]:
        """Return when current articles of an outlet (by its id) were seen since then, in order."""
        ...

    def last_seen(self, since: datetime) -> tuple[tuple[str, datetime], ...]:
        """Return each outlet's id and when its last article was seen, if that was since then."""
        ...

    def brought_by(self, outlet: str) -> tuple[str, str | None]:
        """Return an outlet's name and the subscription that its last article came from, if from any.

        Raise ``NotFound`` if nothing of it is current.
        """
        ...

    def brings(self, subscription: str, outlet: str) -> bool:
        """Tell whether articles of an outlet (its id or name) came from a subscription."""
        ...


class WatchWriter(Protocol):
    """One transaction over what is watched and told."""

    def keep_watchlist(self, watchlist: Watchlist) -> None:
        """Keep a new watchlist, or change one."""
        ...

    def remove_watchlist(self, watchlist: str) -> None:
        """Watch for it no more; what it was told stays. Raise ``NotFound`` if there is none."""
        ...

    def keep_target(self, target: Target) -> None:
        """Keep a new target, or change one."""
        ...

    def remove_target(self, target: str) -> None:
        """Tell it nothing more, and let no watchlist name it. Raise ``NotFound`` if there is none."""
        ...

    def note_event(self, event: Event, watchlists: Sequence[Watchlist]) -> bool:
        """Note what happened to these watchlists, once and for all targets; False where it is known."""
        ...

    def make_message(self, target: str, at: datetime, most: int) -> Message | None:
        """Put a target's waiting events, at most so many, into a message; None where none wait."""
        ...

    def note_sent(self, message: str, at: datetime) -> None:
        """Note that a message was taken."""
        ...

    def note_unsent(self, message: str, error: str, again_at: datetime | None) -> None:
        """Note that a message was not taken, and when to try again; None gives it up."""
        ...

    def send_again(self, message: str, owner: str, at: datetime) -> None:
        """Try a person's message that was given up anew. Raise ``NotFound`` if there is none that was."""
        ...

    def want_look(self, story: str, at: datetime, *, watched: bool) -> None:
        """Note that a story changed, if it is one that is looked at, or if it is ``watched`` now."""
        ...

    def note_look(self, story: str, at: datetime) -> None:
        """Note that a watched story was compared: only what is stored from now on is news."""
        ...
