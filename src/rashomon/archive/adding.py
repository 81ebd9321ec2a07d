"""Keep documents that a person names: files, folders, web archives and addresses."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

import msgspec

from rashomon.archive.collecting import Clock
from rashomon.archive.documents import particulars, settled
from rashomon.cluster.stream import story_id
from rashomon.errors import ExtractionError
from rashomon.incoming import Fetching, documents
from rashomon.ingest.decode import decode
from rashomon.ingest.failure import Failure
from rashomon.ingest.records import from_json, from_json_lines
from rashomon.model.archive import Home
from rashomon.model.article import RawDocument
from rashomon.store.contract.archive import Archive

CHUNK = 200
"""Documents kept in one transaction."""

JSON, JSON_LINES = "application/json", "application/x-ndjson"


def add(
    archive: Archive, locators: Iterable[str], fetcher: Fetching, clock: Clock, home: Home | None = None
) -> Iterator[Failure | int]:
    """Keep everything that the locators name; yield failures, and after each chunk how many were new.

    What is new goes into the story that a person wants it in, if one does.

    Raises:
        StoreError: the archive cannot be written; what was kept before stands.
    """
    chunk: list[RawDocument] = []
    for item in chain.from_iterable(map(parts, documents(locators, fetcher))):
        if isinstance(item, Failure):
            yield item
            continue
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield keep(archive, chunk, clock, home)
            chunk = []
    yield keep(archive, chunk, clock, home)


def one_story(who: str, names: Iterable[str]) -> Home:
    """Name the story in which a person wants what bears these names; the same names, the same story."""
    return Home(story=story_id(list(names)), who=who)


def keep(archive: Archive, raws: Iterable[RawDocument], clock: Clock, home: Home | None = None) -> int:
    """Keep documents that are at hand and return how many were new."""
    now = clock()
    with archive.writing() as writer:
        # A visit that is still to come was dated wrongly; it would stand above all news for years.
        seen = ((r, min(r.retrieved_at or now, now)) for r in raws)
        kept = (writer.keep_document(r, at, None, particulars(r, home)) for r, at in seen)
        return sum(is_new for _, is_new in kept)


def parts(item: RawDocument | Failure) -> Iterator[RawDocument | Failure]:
    """Part a file of many articles into documents of one, so that each is kept and fails for itself.

    A file that cannot be parted is kept as it is: reading it sets it aside with its reason.
    """
    if isinstance(item, Failure) or item.media_type not in {JSON, JSON_LINES}:
        yield item if isinstance(item, Failure) else settled(item)
        return
    lines = from_json if item.media_type == JSON else from_json_lines
    try:
        text = decode(item.body, item.locator, item.charset)
    except ExtractionError:
        yield settled(item)
        return
    for where, record in lines(text, item.locator):
        if isinstance(record, ExtractionError) and where == item.locator:
            yield settled(item)
        elif isinstance(record, ExtractionError):
            yield Failure(locator=where, reason=str(record))
        else:
            yield replace(item, locator=where, media_type=JSON, body=msgspec.json.encode([record]))
