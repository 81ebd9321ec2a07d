"""What a store does, whatever it is made of: every backend passes one suite, ``tests/test_store.py``.

``archive.reading()`` gives a Reader over one unchanging moment of the archive, ``archive.writing()`` a
Writer, which is one transaction: all of it is kept when the block ends, nothing if it fails or is killed.
A Writer sees its own changes. Moments are given by the caller; no store looks at a clock.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from rashomon.model.annotation import Analysis
from rashomon.model.archive import (
    Assignment,
    Copy,
    Decision,
    Document,
    DocumentState,
    Entry,
    Finding,
    Health,
    Listing,
    Page,
    SavedReport,
    Stored,
    StoryRecord,
    StoryState,
    Subscription,
    Within,
)
from rashomon.model.article import RawDocument
from rashomon.store.contract.accounts import AccountReader, AccountWriter
from rashomon.store.contract.answers import AnswerWriter
from rashomon.store.contract.marks import MarkReader, MarkWriter
from rashomon.store.contract.pages import PagesReader, PagesWriter
from rashomon.store.contract.rulings import RulingReader, RulingWriter
from rashomon.store.contract.watch import WatchReader, WatchWriter

P = TypeVar("P")

Progress = Callable[[int, int], None]
"""Told how much is done of how much."""


def ignore(done: int, of: int) -> None:
    """Tell nobody."""


class Reader(AccountReader, MarkReader, PagesReader, RulingReader, WatchReader, Protocol):
    """One unchanging moment of the archive."""

    def subscriptions(self) -> tuple[tuple[Subscription, Health], ...]:
        """Return all that is followed with its health, by name."""
        ...

    def due(self, now: datetime) -> tuple[tuple[Subscription, Health], ...]:
        """Return what should be looked at now, the longest overdue first; what is paused never is."""
        ...

    def known(self, locators: Iterable[str]) -> frozenset[str]:
        """Return those of the locators from which a document is kept."""
        ...

    def document(self, document: str) -> Document:
        """Return a document by its id, or raise ``NotFound``."""
        ...

    def body(self, document: Document) -> bytes:
        """Return a document's bytes as they were retrieved."""
        ...

    def documents(self, state: DocumentState, limit: int, after: str | None = None) -> Page[Document]:
        """Return documents in this state in the order in which they came."""
        ...

    def article(self, article: str) -> Stored:
        """Return a stored version, or raise ``NotFound``."""
        ...

    def members(self, story: str) -> tuple[str, ...]:
        """Return the ids of the current versions in a story, without reading them."""
        ...

    def articles(self, story: str) -> tuple[Stored, ...]:
        """Return the current versions in a story, the earliest first; redirects are followed."""
        ...

    def versions(self, article: str) -> tuple[Stored, ...]:
        """Return all versions that share the article's canonical URL, the oldest first."""
        ...

    def current(self, url: str) -> Stored | None:
        """Return the current version at a canonical URL."""
        ...

    def documents_of(self, article: str) -> tuple[Document, ...]:
        """Return the documents that hold an article, the earliest first."""
        ...

    def copies(self, article: str) -> tuple[Copy, ...]:
        """Return the links between an article and its copies, in both directions."""
        ...

    def analysis(self, article: str, version: str) -> Analysis | None:
        """Return what these annotators read in an article, without vectors; None if they have not."""
        ...

    def unread(self, version: str, limit: int) -> tuple[Stored, ...]:
        """Return current articles that these annotators have not read, the newest first."""
        ...

    def unread_count(self, version: str) -> int:
        """Return how many current articles these annotators have not read."""
        ...

    def profiles(self, since: datetime, version: str, of: type[P]) -> Iterator[tuple[P, str | None]]:
        """Yield the profiles of current articles seen since then with their story, the earliest first."""
        ...

    def stories(self, listing: Listing) -> Page[StoryRecord]:
        """Return stories of at least one article, the latest coverage first."""
        ...

    def story(self, story: str) -> StoryRecord:
        """Return a story, following redirects, or raise ``NotFound``."""
        ...

    def assignments(self, article: str) -> tuple[Assignment, ...]:
        """Return where an article was ever put, the oldest first; at most the last is not undone."""
        ...

    def standing(self, articles: Iterable[str]) -> Mapping[str, Assignment]:
        """Return the assignments that hold, by article; those that stand in no story are left out."""
        ...

    def search(
        self, words: str, limit: int = 50, after: str | None = None, within: Within | None = None
    ) -> Page[Stored]:
        """Return current articles in which all words occur, the latest stored first."""
        ...

    def decisions(self, story: str | None = None, limit: int = 100) -> tuple[Decision, ...]:
        """Return what was decided, of one story or of all, the latest first."""
        ...

    def report(self, story: str, key: str | None = None) -> SavedReport | None:
        """Return the saved report with this key, the latest one without."""
        ...

    def to_read(self) -> int:
        """Count the documents that are still to be read, without counting anything else."""
        ...

    def counts(self) -> Mapping[str, int]:
        """Count what is stored, by kind: documents by state, articles, versions, stories and so on."""
        ...


class Writer(
    AccountWriter, AnswerWriter, MarkWriter, PagesWriter, RulingWriter, WatchWriter, Reader, Protocol
):
    """One transaction."""

    def subscribe(self, subscription: Subscription) -> bool:
        """Follow a place, or change how; its health stays. Tell whether it is new."""
        ...

    def unsubscribe(self, subscription: str) -> None:
        """Stop following a place; what came from it stays. Raise ``NotFound`` if it is not followed."""
        ...

    def note_check(self, health: Health) -> None:
        """Keep how a look at a subscription went."""
        ...

    def keep_document(
        self,
        raw: RawDocument,
        at: datetime,
        subscription: str | None = None,
        stated: Mapping[str, str] | None = None,
    ) -> tuple[Document, bool]:
        """Keep what was retrieved; the same bytes from the same place are kept once. Tell whether new."""
        ...

    def attempt(self, documents: Iterable[str]) -> None:
        """Count that these documents are about to be read."""
        ...

    def keep_articles(self, read: Mapping[str, Sequence[Entry]], at: datetime) -> Mapping[str, str]:
        """Store all that was read in documents (by their ids), and mark these as read.

        Doing so again changes nothing. An entry whose text differs from the current version at its URL only
        in trivia is that version and is not stored anew: the answer names for each entry's article the
        stored one. A new version takes over the story of the one that it revises unless its entry names
        another; where a person put the old one, the new one always goes. Stories must be open.
        """
        ...

    def keep_readings(self, entries: Sequence[Entry]) -> None:
        """Keep analyses and profiles of articles that are stored, as read by other annotators."""
        ...

    def quarantine(self, document: str, reason: str) -> None:
        """Set a document aside with the reason."""
        ...

    def retry(self, document: str) -> None:
        """Let a document be read again, as if for the first time."""
        ...

    def link(self, copies: Iterable[Copy]) -> None:
        """Note that articles repeat others; both must be stored."""
        ...

    def open_story(self, story: StoryRecord) -> None:
        """Open a story; one that exists stays as it is."""
        ...

    def retitle(self, story: str, title: str) -> bool:
        """Give a story the machine's title; False where a person gave one or locked it."""
        ...

    def set_states(self, states: Mapping[str, StoryState]) -> None:
        """Note where stories stand in their lives."""
        ...

    def merge(self, story: str, into: str, who: str, at: datetime, reason: str = "") -> Decision | None:
        """Move everything of one story into another, which it redirects to from now on.

        None where the machine asks and a person has said otherwise: a lock, or articles put there by hand.
        """
        ...

    def split(
        self, story: StoryRecord, articles: Sequence[str], who: str, at: datetime, reason: str = ""
    ) -> Decision | None:
        """Move articles of one story into a new one; a person's split locks both against the machine.

        None where the machine asks and a person has said otherwise.
        """
        ...

    def move(self, article: str, story: str, who: str, at: datetime, reason: str = "") -> Decision | None:
        """Move one article with its versions; None where the machine asks and a person has said otherwise."""
        ...

    def rename(self, story: str, title: str, who: str, at: datetime) -> Decision:
        """Give a story a person's title."""
        ...

    def lock(self, story: str, who: str, at: datetime, *, locked: bool = True) -> Decision:
        """Keep the machine from merging, splitting and retitling a story; new articles may still join."""
        ...

    def undo(self, decision: int, who: str, at: datetime) -> Decision:
        """Take a decision back: what it moved and nobody moved since returns to where it was."""
        ...

    def keep_report(self, report: SavedReport) -> None:
        """Keep a report beside the earlier ones of its story, of which the latest 24 in its language stay."""
        ...


class Archive(Protocol):
    """A store that stands on disk or on a server."""

    def reading(self) -> AbstractContextManager[Reader]:
        """Look at the archive as it is now."""
        ...

    def writing(self) -> AbstractContextManager[Writer]:
        """Change the archive, all or nothing."""
        ...

    def working(self) -> AbstractContextManager[None]:
        """Be the archive's only worker, or raise ``StoreBusy``; decisions and readers are not kept out."""
        ...

    def doctor(self, progress: Progress | None = None) -> Iterator[Finding]:
        """Check everything that is stored and yield what is amiss."""
        ...

    def backup(self, path: Path, progress: Progress | None = None) -> None:
        """Copy the archive as it is now to a file and check the copy; work goes on meanwhile."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
