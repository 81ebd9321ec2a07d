"""What the standing archive keeps: places followed, documents, versions of articles, stories, decisions.

All moments are aware datetimes. Nothing here is ever deleted: what no longer holds is marked as undone,
quarantined, redirected or not current.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Literal, TypeVar

from rashomon.model.annotation import Analysis
from rashomon.model.article import Article
from rashomon.model.glance import Marks, SharedLines
from rashomon.model.text import Span

T = TypeVar("T")

SubscriptionKind = Literal["feed", "sitemap", "page", "folder"]
OutletKind = Literal["outlet", "agency", "unknown"]
DocumentState = Literal["waiting", "read", "quarantined"]
StoryState = Literal["new", "growing", "quiet", "reopened"]
CopyKind = Literal["exact", "near", "reprint"]
DecisionKind = Literal["merge", "split", "move", "rename", "lock", "unlock"]

MACHINE = "machine"
"""Who decides when nobody does: any other name is a person's, and a person outranks the machine for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A place that is followed; ``interval`` counts seconds between two looks at it.

    ``language`` and ``outlet_kind`` are told by whoever added it, and hold where the articles say nothing.
    """

    id: str
    url: str
    kind: SubscriptionKind
    name: str
    language: str | None = None
    owner: str | None = None
    outlet_kind: OutletKind = "unknown"
    interval: int = 900
    full_text: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a subscription fares: the last look, success and new document, and what goes wrong.

    ``failures`` counts looks without success in a row; ``etag`` and ``modified`` are for the next look.
    """

    subscription: str
    checked_at: datetime | None = None
    next_at: datetime | None = None
    succeeded_at: datetime | None = None
    new_at: datetime | None = None
    failures: int = 0
    error: str | None = None
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A raw document that is kept; ``sha256`` is its body's, by which the body is found.

    ``stated`` holds what its feed or container said of it. ``attempts`` counts readings begun, so that a
    document that kills its reader is found out.
    """

    id: str
    locator: str
    media_type: str
    retrieved_at: datetime
    sha256: str
    subscription: str | None = None
    stated: dict[str, str] = field(default_factory=dict)
    state: DocumentState = "waiting"
    reason: str | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The story that a person wants the articles of some documents to be in: its id, and who wants it."""

    story: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """An article put into a story, by whom and why; ``score`` is 0 to 1. Never deleted, only undone."""

    article: str
    story: str
    score: float
    reasons: tuple[str, ...]
    decided_at: datetime
    decided_by: str = MACHINE
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """``article`` repeats the text of the earlier article ``of``; ``score`` is their likeness, 0 to 1."""

    article: str
    of: str
    kind: CopyKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article on its way into the archive, with all that is stored in the same moment.

    ``url`` is canonical: an entry with the same one and another text is a new version. ``published`` orders
    lists. ``analysis`` is kept without its vectors, ``profile`` (any dataclass) whole, both under the
    annotators' ``version``.
    """

    article: Article
    url: str | None = None
    language: str = "und"
    published: datetime | None = None
    analysis: Analysis | None = None
    profile: object | None = None
    version: str = ""
    assignment: Assignment | None = None
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One version of an article as it lies in the archive.

    ``seen_at`` is when it was first retrieved, ``revises`` the version it replaced, ``current`` false where
    a newer one is known. ``story`` is where it stands now.
    """

    article: Article
    url: str | None
    language: str
    published: datetime | None
    seen_at: datetime
    stored_at: datetime
    current: bool
    revises: str | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two versions: what stood there ``before`` and stands ``after``, if anything."""

    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRecord:
    """A story in the archive: a stable name for a set of articles, and what is known of them at a glance.

    Moments, counts and ``languages`` (most frequent first) are counted by the store from current versions;
    ``redirect_to`` names the story that it was merged into; ``title_by`` is who gave the title.
    """

    id: str
    title: str
    opened_at: datetime
    state: StoryState = "new"
    title_by: str = MACHINE
    locked: bool = False
    first_published: datetime | None = None
    last_published: datetime | None = None
    last_seen_at: datetime | None = None
    articles: int = 0
    outlets: int = 0
    languages: tuple[str, ...] = ()
    redirect_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One merge, split, move, renaming or lock: who, when and what; undone rather than deleted.

    ``story`` is where it leads (the one merged into, split off, moved to or renamed), ``other`` where from.
    """

    id: int
    kind: DecisionKind
    who: str
    at: datetime
    story: str
    other: str | None = None
    articles: tuple[str, ...] = ()
    title: str | None = None
    reason: str = ""
    undone_at: datetime | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Which stories to list, newest coverage first; ``after`` is the cursor of the page before.

    ``search`` are words as a person types them: all must occur, "quoted ones" in order, -these not.
    ``entities`` are ids, each of which must be named. ``growing`` puts stories that grow before all others.
    """

    since: datetime | None = None
    language: str | None = None
    outlet: str | None = None
    min_outlets: int = 1
    search: str = ""
    entities: tuple[str, ...] = ()
    growing: bool = False
    limit: int = 50
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Which of the articles that a search finds are wanted; ``entity`` is an entity's id, a number."""

    since: datetime | None = None
    language: str | None = None
    outlet: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """One page of a list; ``after`` is the cursor of the next, None on the last."""

    items: tuple[T, ...]
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedReport:
    """A report (``rashomon.story/1``) made before; ``key`` names what it was made of.

    ``language`` is the one asked for, "" for the usual; ``marks`` and ``lines`` say what it came to.
    """

    story: str
    key: str
    made_at: datetime
    json: bytes
    language: str = ""
    marks: Marks | None = None
    lines: tuple[SharedLines, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a check of the archive found amiss; ``mend`` says what to do."""

    what: str
    mend: str
