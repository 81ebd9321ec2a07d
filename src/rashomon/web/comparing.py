"""Compare what a person brings: texts, files and addresses become a story at once, in memory only."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path

import msgspec

from rashomon import engine
from rashomon.archive.adding import keep, one_story, parts
from rashomon.archive.decoding import decoded
from rashomon.encoders.base import Encoder, Progress
from rashomon.errors import JOINT, ConfigError, InputError, NotFound
from rashomon.incoming import documents, is_address
from rashomon.ingest.decode import SIGNATURES
from rashomon.ingest.extract import distinct, extract
from rashomon.ingest.failure import Failure
from rashomon.ingest.read import check_kind, media_type
from rashomon.ingest.unpack import GZIPPED, guess, unpack
from rashomon.model.article import Article, RawDocument, Stated
from rashomon.render.schema import Document
from rashomon.sparing import spared
from rashomon.store.contract.archive import Archive
from rashomon.web.asking import Upload
from rashomon.web.jobs import Job
from rashomon.web.orders import Add, Text
from rashomon.web.room import Room

ADDRESSES = 20
"""Most addresses of one comparison."""
NO_TEXT = "there is no text and no address; give at least one"
ARTICLES = 100
"""Most articles of one: a comparison in memory is for a handful."""


Items = tuple[RawDocument | Failure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A comparison that nobody has kept yet: its story, what it was made of, and what could not be read.

    ``language`` is what was chosen for the brief, empty for that of most articles.
    """

    json: bytes
    language: str
    raws: tuple[RawDocument, ...]
    failures: tuple[str, ...]

    @property
    def document(self) -> Document:
        """The story as it is told."""
        return decoded(self.json)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a person wants compared; ``language`` is the brief's."""

    raws: Items
    addresses: tuple[str, ...]
    language: str | None

    def __bool__(self) -> bool:
        return bool(self.raws or self.addresses)


def brought(order: Add, files: Iterable[Upload] = (), language: str | None = None) -> Brought:
    """Return what somebody brings, in a form of the Compare page or as JSON.

    Raises:
        ConfigError: an address is none of the web; folders and files of this machine cannot be named.
    """
    places = tuple(filter(None, map(str.strip, order.urls)))
    for address in (*places, *(text.url for text in order.texts if text.url)):
        if not is_address(address):
            raise ConfigError(f"{address}: give an address that begins with http:// or https://")
    if len(places) > ADDRESSES:
        raise ConfigError(f"{len(places)} addresses; {ADDRESSES} are fetched at once")
    raws = [*_pasted(order.texts), *_uploaded(files)]
    return Brought(raws=tuple(raws), addresses=places, language=language)


def _pasted(texts: Iterable[Text]) -> Iterator[RawDocument]:
    for number, text in enumerate(texts, 1):
        if text.text.strip():
            body = text.text.encode("utf-8", "replace")
            outlet = text.outlet.strip() or f"#{number}"
            yield RawDocument(
                locator=text.url or f"pasted-{sha256(body).hexdigest()[:12]}",
                media_type="text/plain",
                body=body,
                url=text.url,
                stated=Stated(
                    outlet=outlet, title=text.title, published=text.published, language=text.language
                ),
            )


def _uploaded(files: Iterable[Upload]) -> Iterator[RawDocument | Failure]:
    for file in files:
        path = Path(file.name)
        if file.body.startswith(SIGNATURES) and not file.body.startswith(GZIPPED):
            try:
                check_kind(path)
            except InputError as error:
                yield Failure(locator=file.name, reason=str(error))
                continue
        kind = media_type(path) or guess(file.body)
        for item in unpack(RawDocument(locator=file.name, media_type=kind, body=file.body)):
            yield from parts(item)


def begin(room: Room, wanted: Brought) -> str:
    """Begin a comparison and return the name under which it is asked for.

    Raises:
        StoreBusy: too many comparisons wait already.
    """
    name = secrets.token_urlsafe(12)
    room.jobs.begin(_job_name(name), lambda job: _compare(room, wanted, job))
    return name


def _compare(room: Room, wanted: Brought, job: Job) -> Compared:
    items = _fetched(room, wanted)
    json, failures = room.comparer(partial(_told, items, wanted.language), job.advance)
    raws = tuple(item for item in items if isinstance(item, RawDocument))
    return Compared(json=json, language=wanted.language or "", raws=raws, failures=failures)


def _told(
    items: Items, language: str | None, _archive: Archive, encoder: Encoder, progress: Progress
) -> tuple[bytes, tuple[str, ...]]:
    """Compare what was brought, and return the story as JSON and what could not be read."""
    raws = (item for item in items if isinstance(item, RawDocument))
    found = list(distinct(chain.from_iterable(map(extract, raws))))
    lost = [item for item in (*items, *found) if isinstance(item, Failure)]
    articles = [item for item in found if isinstance(item, Article)]
    if not articles:
        raise InputError(JOINT.join(one.reason for one in lost) or "nothing that was given holds an article")
    if len(articles) > ARTICLES:
        raise InputError(f"{len(articles)} articles; {ARTICLES} are compared here, more with `rashomon add`")
    report = spared(
        lambda some: engine.report(some, language, encoder, progress), articles, encoder, lost.append
    )
    return msgspec.json.encode(engine.document(report)), tuple(one.reason for one in lost)


def _fetched(room: Room, wanted: Brought) -> Items:
    found = chain.from_iterable(map(parts, documents(wanted.addresses, room.fetcher)))
    return (*wanted.raws, *found)


def add(room: Room, wanted: Brought) -> tuple[int, tuple[str, ...]]:
    """Put what was brought into the archive, where the worker reads it.

    Returns how many documents are new, and what could not be had.

    Raises:
        InputError: nothing was brought, or nothing of it could be had.
    """
    items = _fetched(room, wanted)
    raws = [item for item in items if isinstance(item, RawDocument)]
    failures = tuple(item.reason for item in items if isinstance(item, Failure))
    if not raws:
        raise InputError(JOINT.join(failures) or NO_TEXT)
    new = keep(room.archive, raws, room.clock)
    room.worker.wake()
    return new, failures


def job_of(room: Room, name: str) -> Job:
    """Return a comparison by its name.

    Raises:
        NotFound: there is none, or it was thrown away.
    """
    job = room.jobs.get(_job_name(name))
    if job is None:
        raise NotFound("this comparison is not here any more; compare its articles again")
    return job


def keep_it(room: Room, name: str, who: str) -> int:
    """Put the articles of a comparison into the archive and return how many are new to it.

    Several stay the one story that they were compared as.

    Raises:
        NotFound: there is no such comparison.
        InputError: it is under way still, or has failed.
    """
    found: Compared = _ended(room, name).result()
    bodies = [sha256(raw.body).hexdigest() for raw in found.raws]
    home = one_story(who, bodies) if len(found.document.articles) > 1 else None
    new = keep(room.archive, found.raws, room.clock, home)
    drop_it(room, name)
    room.worker.wake()
    return new


def drop_it(room: Room, name: str) -> None:
    """Throw a comparison away.

    Raises:
        NotFound: there is no such comparison.
        InputError: it is under way still.
    """
    room.jobs.forget(_ended(room, name).name)


def _ended(room: Room, name: str) -> Job:
    job = job_of(room, name)
    if not job.ended:
        raise InputError("this comparison is under way; wait until it is there")
    return job


def _job_name(name: str) -> str:
    return f"compare {name}"
