"""Compare what a person brings: texts, files and addresses become a story at once, in memory only."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path

from rashomon import engine
from rashomon.archive.adding import keep, parts
from rashomon.errors import ConfigError, InputError, NotFound
from rashomon.incoming import documents, is_address
from rashomon.ingest.extract import distinct, extract
from rashomon.ingest.failure import Failure
from rashomon.ingest.read import media_type
from rashomon.ingest.unpack import guess, unpack
from rashomon.model.article import Article, RawDocument, Stated
from rashomon.render.schema import Document
from rashomon.web.asking import Posted, Upload
from rashomon.web.jobs import Job
from rashomon.web.room import Room

ADDRESSES = 20
"""Most addresses of one comparison."""
ARTICLES = 100
"""Most articles of one: a comparison in memory is for a handful."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A comparison that nobody has kept yet: its story, what it was made of, and what could not be read."""

    document: Document
    raws: tuple[RawDocument, ...]
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a person wants compared; ``language`` is the brief's."""

    raws: tuple[RawDocument | Failure, ...]
    addresses: tuple[str, ...]
    language: str | None

    def __bool__(self) -> bool:
        return bool(self.raws or self.addresses)


def brought(form: Posted) -> Brought:
    """Read the form of the Compare page.

    Raises:
        ConfigError: an address is none of the web; folders and files of this machine cannot be named.
    """
    addresses = tuple(filter(None, map(str.strip, form.one("urls").splitlines())))
    for address in addresses:
        if not is_address(address):
            raise ConfigError(f"{address}: give an address that begins with http:// or https://")
    if len(addresses) > ADDRESSES:
        raise ConfigError(f"{len(addresses)} addresses; {ADDRESSES} are fetched at once")
    raws = [*_pasted(form.all("outlet"), form.all("text")), *_uploaded(form.files)]
    return Brought(raws=tuple(raws), addresses=addresses, language=form.one("language") or None)


def _pasted(outlets: tuple[str, ...], texts: tuple[str, ...]) -> Iterator[RawDocument]:
    for number, text in enumerate(texts, 1):
        if text.strip():
            body = text.encode("utf-8", "replace")
            outlet = outlets[number - 1].strip() if len(outlets) >= number else ""
            yield RawDocument(
                locator=f"pasted-{sha256(body).hexdigest()[:12]}",
                media_type="text/plain",
                body=body,
                stated=Stated(outlet=outlet or f"#{number}"),
            )


def _uploaded(files: Iterable[Upload]) -> Iterator[RawDocument | Failure]:
    for file in files:
        kind = media_type(Path(file.name)) or guess(file.body)
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
    fetched = chain.from_iterable(map(parts, documents(wanted.addresses, room.fetcher)))
    items = [*wanted.raws, *fetched]
    raws = tuple(item for item in items if isinstance(item, RawDocument))
    found = list(distinct(item for raw in raws for item in extract(raw)))
    failures = [item.reason for item in (*items, *found) if isinstance(item, Failure)]
    articles = [item for item in found if isinstance(item, Article)]
    if not articles:
        raise InputError("; ".join(failures) or "nothing that was given holds an article")
    if len(articles) > ARTICLES:
        raise InputError(f"{len(articles)} articles; {ARTICLES} are compared here, more with `rashomon add`")
    told = engine.document(engine.report(articles, wanted.language, room.encoder, job.advance))
    return Compared(document=told, raws=raws, failures=tuple(failures))


def job_of(room: Room, name: str) -> Job:
    """Return a comparison by its name.

    Raises:
        NotFound: there is none, or it was thrown away.
    """
    job = room.jobs.get(_job_name(name))
    if job is None:
        raise NotFound("this comparison is not here any more; compare its articles again")
    return job


def keep_it(room: Room, name: str) -> None:
    """Put the articles of a comparison into the archive, where the worker reads them; raises ``NotFound``."""
    found: Compared = job_of(room, name).result()
    keep(room.archive, found.raws, room.clock)
    drop_it(room, name)
    room.standing.wake()


def drop_it(room: Room, name: str) -> None:
    """Throw a comparison away."""
    room.jobs.forget(_job_name(name))


def _job_name(name: str) -> str:
    return f"compare {name}"
