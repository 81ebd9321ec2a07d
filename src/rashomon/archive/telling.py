"""Tell a story of the archive: compare its articles, or take the report that was made of them before."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from rashomon import engine
from rashomon.archive.decoding import decoded
from rashomon.archive.marking import marked
from rashomon.archive.placing import reading_version
from rashomon.archive.ruling import standing
from rashomon.compare.pipeline import VERSION as COMPARE_VERSION
from rashomon.encoders.base import Encoder, Progress
from rashomon.errors import NotFound, NotWritable
from rashomon.model.archive import SavedReport, StoryRecord
from rashomon.model.ruling import Ruling
from rashomon.render.schema import Document
from rashomon.store.contract.archive import Archive


def tell(  # noqa: PLR0913 - what a report depends on, and who hears of it
    archive: Archive,
    story: str,
    encoder: Encoder,
    now: datetime,
    *,
    language: str | None = None,
    progress: Progress | None = None,
    unkept: Callable[[NotWritable], None] | None = None,
) -> Document:
    """Return the story as the document of ``rashomon.story/1``, under its lasting name and title.

    A report is made once for the same articles, rulings of people, language and versions of what reads and
    compares. The story takes the title that was found by comparing all of its articles, unless a person gave
    it one. Where nothing may be written ``unkept`` is told so, and the report is only returned.

    Raises:
        NotFound: there is no such story, or it holds no article any more.
        UnsupportedLanguage: there is no such language.
        NotWritable: nothing may be written, and there is no ``unkept``.
    """
    if told := kept(archive, story, encoder, language=language):
        return told
    with archive.reading() as reader:
        record = reader.story(story)
        name = record.id
        articles = reader.articles(name)
        rulings = standing(reader, name, articles)
        key = key_of(reader.members(name), reader.rulings(name), encoder, language)
    texts = [stored.article for stored in articles]
    told = engine.document(engine.report(texts, language, encoder, progress, rulings))
    made = SavedReport(
        story=name, key=key, made_at=now, json=msgspec.json.encode(told), language=language or ""
    )
    try:
        record = _keep(archive, made, told)
    except NotWritable as error:
        if unkept is None:
            raise
        unkept(error)
    return _named(told, record)


def _keep(archive: Archive, made: SavedReport, told: Document) -> StoryRecord:
    with archive.writing() as writer:
        writer.keep_report(marked(made, told))
        if not made.language:
            writer.retitle(made.story, told.story.title)
        return writer.story(made.story)


def kept(archive: Archive, story: str, encoder: Encoder, *, language: str | None = None) -> Document | None:
    """Return what ``tell`` made of the story as it is now, None where that is still to be made.

    Raises:
        NotFound: there is no such story, or it holds no article any more.
    """
    with archive.reading() as reader:
        record = reader.story(story)
        key = key_of(reader.members(record.id), reader.rulings(record.id), encoder, language)
        saved = reader.report(record.id, key)
    if not record.articles:
        raise NotFound(f"story {story} holds no article any more; `rashomon stories` lists those that do")
    return _named(decoded(saved.json), record) if saved else None


def seen(archive: Archive, story: str, encoder: Encoder, *, language: str | None = None) -> Document | None:
    """Return what a reader may have before them: the story as it is now, else as it was told last.

    Raises:
        NotFound: there is no such story, or it holds no article any more.
    """
    if told := kept(archive, story, encoder, language=language):
        return told
    with archive.reading() as reader:
        record = reader.story(story)
        last = reader.report(record.id)
    return _named(decoded(last.json), record) if last else None


def key_of(
    articles: Sequence[str], rulings: Sequence[Ruling], encoder: Encoder, language: str | None = None
) -> str:
    """Return the key of the report of these articles under these rulings, whether or not it was made."""
    parts = [
        *sorted(articles),
        *(f"ruling {number}" for number in sorted(one.id for one in rulings if one.undone_at is None)),
        language or "",
        made_by(encoder),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def made_by(encoder: Encoder) -> str:
    """Name the versions of what reads and compares."""
    return f"{reading_version(encoder)}\n{COMPARE_VERSION}"


def _named(told: Document, record: StoryRecord) -> Document:
    head = msgspec.structs.replace(told.story, id=record.id, title=record.title or told.story.title)
    return msgspec.structs.replace(told, story=head)
