"""Tell a story of the archive: compare its articles, or take the report that was made of them before."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

import msgspec

from rashomon import engine
from rashomon.archive.decoding import decoded
from rashomon.archive.placing import reading_version
from rashomon.compare.pipeline import VERSION as COMPARE_VERSION
from rashomon.encoders.base import Encoder, Progress
from rashomon.errors import NotFound
from rashomon.model.archive import SavedReport, Stored, StoryRecord
from rashomon.render.schema import Document
from rashomon.store.base import Archive


def tell(
    archive: Archive,
    story: str,
    encoder: Encoder,
    now: datetime,
    *,
    language: str | None = None,
    progress: Progress | None = None,
) -> Document:
    """Return the story as the document of ``rashomon.story/1``, under its lasting name and title.

    A report is made once for the same articles, language and versions of what reads and compares. The
    story takes the title that was found by comparing all of its articles, unless a person gave it one.

    Raises:
        NotFound: there is no such story, or it holds no article any more.
        UnsupportedLanguage: there is no such language.
    """
    record, articles, saved = _found(archive, story, encoder, language)
    if saved:
        return saved
    told = engine.document(engine.report([s.article for s in articles], language, encoder, progress))
    with archive.writing() as writer:
        key = _key(articles, language, encoder)
        made = SavedReport(story=record.id, key=key, made_at=now, json=msgspec.json.encode(told))
        writer.keep_report(made)
        if language is None:
            writer.retitle(record.id, told.story.title)
        record = writer.story(record.id)
    return _named(told, record)


def kept(archive: Archive, story: str, encoder: Encoder, *, language: str | None = None) -> Document | None:
    """Return what ``tell`` made of the story as it is now, None where that is still to be made.

    Raises:
        NotFound: there is no such story, or it holds no article any more.
    """
    return _found(archive, story, encoder, language)[2]


def _found(
    archive: Archive, story: str, encoder: Encoder, language: str | None
) -> tuple[StoryRecord, Sequence[Stored], Document | None]:
    with archive.reading() as reader:
        record, articles = reader.story(story), reader.articles(story)
        saved = reader.report(record.id, _key(articles, language, encoder))
    if not articles:
        raise NotFound(f"story {story} holds no article any more; `rashomon stories` lists those that do")
    return record, articles, _named(decoded(saved.json), record) if saved else None


def _named(told: Document, record: StoryRecord) -> Document:
    head = msgspec.structs.replace(told.story, id=record.id, title=record.title or told.story.title)
    return msgspec.structs.replace(told, story=head)


def _key(articles: Sequence[Stored], language: str | None, encoder: Encoder) -> str:
    parts = [
        *sorted(s.article.id for s in articles),
        language or "",
        reading_version(encoder),
        COMPARE_VERSION,
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
