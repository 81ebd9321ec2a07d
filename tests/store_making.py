"""Small documents and articles of an invented country, for tests of the store."""

import hashlib
from datetime import UTC, datetime, timedelta

from rashomon.model.archive import Assignment, Document, Entry, StoryRecord
from rashomon.model.article import Article, RawDocument, Source
from rashomon.model.text import Text
from rashomon.store.contract.archive import Writer

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def raw(number: int, body: str = "") -> RawDocument:
    """Return a document from the invented site's page of that number."""
    content = (body or f"page {number}").encode()
    return RawDocument(locator=f"https://herald.example/{number}", media_type="text/html", body=content)


def article(text: str, source: str = "herald", title: str | None = None) -> Article:
    """Return an article whose id follows from its outlet and text, as extraction makes it."""
    digest = hashlib.sha256(f"{source}\n{text}".encode()).hexdigest()[:16]
    outlet = Source(id=source, name=source.title(), kind="outlet")
    return Article(
        id=f"a{digest}", locator=f"https://{source}.example", source=outlet, text=Text(text), title=title
    )


def put(story: str, name: str, score: float = 0.9) -> Assignment:
    """Return the machine's assignment of an article."""
    return Assignment(article=name, story=story, score=score, reasons=("same bridge",), decided_at=NOON)


def opened(name: str, title: str = "Bridge closed at Lower Marl") -> StoryRecord:
    """Return a story as it is opened."""
    return StoryRecord(id=name, title=title, opened_at=NOON)


def kept(writer: Writer, number: int, *entries: Entry, body: str = "", at: datetime = NOON) -> Document:
    """Keep a document and what was read in it."""
    document, _ = writer.keep_document(raw(number, body), at)
    writer.keep_articles({document.id: entries}, at)
    return document


def told(writer: Writer, number: int, story: str, text: str, source: str = "herald", **about: object) -> str:
    """Keep a document with one article of a story, and return the article's id."""
    writer.open_story(opened(story))
    made = article(text, source)
    kept(writer, number, Entry(article=made, assignment=put(story, made.id), **about))  # type: ignore[arg-type]
    return made.id
