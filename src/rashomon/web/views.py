"""What there is to see, one dataclass a resource: pages and JSON are both made from these.

All moments are aware; all offsets count code points of the article's text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rashomon.model.archive import (
    Assignment,
    Decision,
    Document,
    Listing,
    Stored,
    StoryRecord,
    Within,
)
from rashomon.model.glance import EntityRecord, Facets, Glance
from rashomon.model.text import HEADING, first_line
from rashomon.store.contract.archive import Reader
from rashomon.web.passages import Passage, passage, sought_words
from rashomon.web.room import Room
from rashomon.web.worker_thread import State

PAGE = 30
LEAST, MOST = 1, 200
PLACED = 12
"""Articles of a story that its page has with the reasons why they stand there; more are on a page apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which stories were asked for, as in the address of the page."""

    since: str = ""
    language: str = ""
    outlet: str = ""
    min_outlets: int = 1
    search: str = ""
    person: str = ""
    organisation: str = ""
    place: str = ""
    order: Literal["", "growing"] = ""

    def query(self) -> dict[str, str]:
        """Return what an address needs to ask for the same."""
        asked = {name: str(getattr(self, name)) for name in self.__slots__}
        return {
            name: value for name, value in asked.items() if value and (name, value) != ("min_outlets", "1")
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """One page of a list of stories, the latest coverage first; ``after`` is the cursor of the next.

    ``glances`` go with ``items``, one each; ``facets`` count by what the list can be narrowed.
    """

    items: tuple[StoryRecord, ...]
    asked: Asked
    after: str | None
    glances: tuple[Glance, ...]
    facets: Facets


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """An article without its text."""

    id: str
    title: str
    outlet: str
    outlet_id: str
    language: str
    published: datetime | None
    seen_at: datetime
    url: str | None
    story: str | None
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An article of a story, with who put it there and why."""

    article: ArticleHead
    by: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story, its articles and what was decided about it; its comparison is a resource of its own."""

    story: StoryRecord
    articles: tuple[Placed, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article in which all words occur, with a passage that shows some of them."""

    article: ArticleHead
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """To which articles a search is narrowed, as in the page's address; ``person`` is any entity's id."""

    since: str = ""
    language: str = ""
    outlet: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """One page of a search, the latest stored first; ``named`` is who or what all of them must name."""

    words: str
    items: tuple[Hit, ...]
    after: str | None
    facets: Facets
    asked: Sought
    named: EntityRecord | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantine:
    """Documents that were set aside, with the reason."""

    items: tuple[Document, ...]
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wellbeing:
    """How the room fares: the worker's state and counts of what is stored."""

    worker: State
    reason: str
    counts: Mapping[str, int]


def stories(reader: Reader, asked: Asked, listing: Listing, visitor: str = "") -> Stories:
    """Return a page of stories; raises ``NotFound`` for a cursor that is none."""
    page, facets = reader.stories_and_facets(listing)
    return Stories(
        items=page.items,
        asked=asked,
        after=page.after,
        glances=reader.glances([story.id for story in page.items], visitor),
        facets=facets,
    )


def story(reader: Reader, name: str) -> StoryView:
    """Return a story, following redirects; raises ``NotFound``."""
    return _with_articles(reader, reader.story(name))


def _with_articles(reader: Reader, record: StoryRecord) -> StoryView:
    held = reader.articles(record.id)
    standing = reader.standing(stored.article.id for stored in held)
    articles = tuple(_placed(stored, standing.get(stored.article.id)) for stored in held)
    return StoryView(story=record, articles=articles, decisions=reader.decisions(record.id))


def opened(reader: Reader, record: StoryRecord) -> StoryView:
    """Return a story as its page has it: without the articles where they are more than stand there."""
    if record.articles <= PLACED:
        return _with_articles(reader, record)
    return StoryView(story=record, articles=(), decisions=())


def _placed(stored: Stored, last: Assignment | None) -> Placed:
    return Placed(
        article=head(stored), by=last.decided_by if last else "", reasons=last.reasons if last else ()
    )


def head(stored: Stored) -> ArticleHead:
    """Return an article without its text."""
    article = stored.article
    return ArticleHead(
        id=article.id,
        title=article.title or first_line(article.text.content, HEADING),
        outlet=article.source.name,
        outlet_id=article.source.id,
        language=stored.language,
        published=stored.published,
        seen_at=stored.seen_at,
        url=stored.url,
        story=stored.story,
        current=stored.current,
    )


def search(reader: Reader, words: str, limit: int, after: str | None, asked: Sought, within: Within) -> Hits:
    """Return articles in which all words occur, none where nothing is asked for."""
    page, facets = reader.hits_and_facets(words, within, limit, after)
    asked_for = sought_words(words)
    items = tuple(
        Hit(article=head(s), passage=passage(s.article.text.content, asked_for)) for s in page.items
    )
    named = reader.entities([asked.person]).get(asked.person)
    return Hits(words=words, items=items, after=page.after, facets=facets, asked=asked, named=named)


def quarantine(reader: Reader, limit: int, after: str | None) -> Quarantine:
    """Return a page of the documents that were set aside."""
    page = reader.documents("quarantined", limit, after)
    return Quarantine(items=page.items, after=page.after)


def wellbeing(room: Room) -> Wellbeing:
    """Return how the room fares; raises ``StoreError`` where the archive cannot be read."""
    with room.archive.reading() as reader:
        counts = dict(reader.counts())
    return Wellbeing(worker=room.worker.state, reason=room.worker.reason, counts=counts)
