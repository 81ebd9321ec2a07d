"""Between the archive's nouns and the rows of its tables."""

from dataclasses import fields
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Row, Select

from rashomon.errors import StoreError
from rashomon.model.archive import (
    Assignment,
    Copy,
    Decision,
    Document,
    Entry,
    Health,
    Stored,
    StoryRecord,
    Subscription,
)
from rashomon.model.article import Article, Source
from rashomon.model.text import Text
from rashomon.store.codec import compress_text, expand_text

Values = dict[str, Any]
AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]
N = TypeVar("N")


def subscription_of(row: AnyRow) -> tuple[Subscription, Health]:
    """Read a subscription and its health."""
    health = picked(Health, row, subscription=row.id)
    return picked(Subscription, row), health


def document_of(row: AnyRow) -> Document:
    """Read a document."""
    return picked(Document, row)


def stored_of(row: AnyRow) -> Stored:
    """Read a version of an article.

    Raises:
        StoreError: its text is not the one that was stored.
    """
    text = Text(expand_text(row.zstd))
    if text.sha256 != row.sha256:
        raise StoreError(f"article {row.id}: its text has changed since it was stored; restore a backup")
    article = Article(
        id=row.id,
        locator=row.locator,
        source=Source(id=row.source, name=row.source_name, kind=row.source_kind),
        text=text,
        title=row.title,
        url=row.stated_url,
        byline=row.byline,
        published=row.stated_published,
        language=row.stated_language,
        complete=row.complete,
    )
    return picked(Stored, row, article=article)


def article_values(entry: Entry, seen_at: datetime, stored_at: datetime) -> Values:
    """Write a version of an article, current until another is known."""
    article = entry.article
    return {
        "id": article.id,
        "url": entry.url,
        "locator": article.locator,
        "source": article.source.id,
        "source_name": article.source.name,
        "source_kind": article.source.kind,
        "title": article.title,
        "stated_url": article.url,
        "byline": article.byline,
        "stated_published": article.published,
        "stated_language": article.language,
        "complete": article.complete,
        "sha256": article.text.sha256,
        "zstd": compress_text(article.text.content),
        "language": entry.language,
        "published": entry.published,
        "told_at": min(entry.published or seen_at, seen_at),
        "seen_at": seen_at,
        "stored_at": stored_at,
        "current": True,
    }


def assignment_of(row: AnyRow) -> Assignment:
    """Read an assignment."""
    return picked(Assignment, row, reasons=tuple(row.reasons))


def copy_of(row: AnyRow) -> Copy:
    """Read a link between an article and its copy."""
    return picked(Copy, row)


def decision_of(row: AnyRow) -> Decision:
    """Read a decision."""
    return picked(Decision, row, articles=tuple(row.articles))


def story_of(row: AnyRow) -> StoryRecord:
    """Read a story."""
    return picked(StoryRecord, row, languages=tuple(row.languages))


def values_of(noun: Any) -> Values:
    """Write a noun whose fields are columns."""
    return {f.name: getattr(noun, f.name) for f in fields(noun)}


def picked(noun: type[N], row: AnyRow, **given: Any) -> N:
    """Read a noun (a dataclass) whose fields are columns; ``given`` are those that need more."""
    kind: Any = noun
    names = (f.name for f in fields(kind))
    read = {name: getattr(row, name) for name in names if name not in given}
    return noun(**read, **given)
