"""Tell a story of the archive: compare its articles, or take the report that was made of them before."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from rashomon import engine
from rashomon.archive.decoding import decoded
from rashomon.archive.marking import marked
from rashomon.archive.placing import reading_version
from rashomon.archive.ruling import standing
from rashomon.compare.pipeline import VERSION as COMPARE_VERSION
from rashomon.encoders.base import Encoder, Progress
from rashomon.errors import NotFound
from rashomon.model.archive import SavedReport, Stored, StoryRecord
from rashomon.model.ruling import Placed
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

    A report is made once for the same articles, rulings of people, language and versions of what reads and
    compares. The story takes the title that was found by comparing all of its articles, unless a person gave
    it one.

    Raises:
        NotFound: there is no such story, or it holds no article any more.
        UnsupportedLanguage: there is no such language.
    """
    found = _found(archive, story, encoder, language)
    if found.saved:
        return found.saved
    texts = [stored.article for stored in found.articles]
    told = engine.document(engine.report(texts, language, encoder, progress, found.rulings))
    with archive.writing() as writer:
        made = SavedReport(
            story=found.record.id,
            key=found.key,
            made_at=now,
            json=msgspec.json.encode(told),
            language=language or "",
        )
        writer.keep_report(marked(made, told))
        if language is None:
            writer.retitle(found.record.id, told.story.title)
        record = writer.story(found.record.id)
    return _named(told, record)


def kept(archive: Archive, story: str, encoder: Encoder, *, language: str | None = None) -> Document | None:
    """Return what ``tell`` made of the story as it is now, None where that is still to be made.

    Raises:
        NotFound: there is no such story, or it holds no article any more.
    """
    return _found(archive, story, encoder, language).saved


def seen(archive: Archive, story: str, encoder: Encoder, *, language: str | None = None) -> Document | None:
    """Return what a reader may have before them: the story as it is now, else as it was told last.

    Raises:
        NotFound: there is no such story, or it holds no article any more.
    """
    found = _found(archive, story, encoder, language)
    if found.saved:
        return found.saved
    with archive.reading() as reader:
        last = reader.report(found.record.id)
    return _named(decoded(last.json), found.record) if last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A story as it is now; ``saved`` is the report that was made of just this under the ``key``."""

    record: StoryRecord
    articles: Sequence[Stored]
    rulings: tuple[Placed, ...]
    key: str
    saved: Document | None


def _found(archive: Archive, story: str, encoder: Encoder, language: str | None) -> _Found:
    with archive.reading() as reader:
        record, articles = reader.story(story), reader.articles(story)
        rulings = standing(reader, record.id, articles)
        key = _key(articles, rulings, language, encoder)
        saved = reader.report(record.id, key)
    if not articles:
        raise NotFound(f"story {story} holds no article any more; `rashomon stories` lists those that do")
    told = _named(decoded(saved.json), record) if saved else None
    return _Found(record=record, articles=articles, rulings=rulings, key=key, saved=told)


def _named(told: Document, record: StoryRecord) -> Document:
    head = msgspec.structs.replace(told.story, id=record.id, title=record.title or told.story.title)
    return msgspec.structs.replace(told, story=head)


def _key(
    articles: Sequence[Stored], rulings: Sequence[Placed], language: str | None, encoder: Encoder
) -> str:
    parts = [
        *sorted(s.article.id for s in articles),
        *(f"ruling {one.ruling.id}" for one in rulings),
        language or "",
        reading_version(encoder),
        COMPARE_VERSION,
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
