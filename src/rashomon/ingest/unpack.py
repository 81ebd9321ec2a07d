"""Open what holds other documents: feeds, sitemaps and compressed files; pass on what is one already.

Kinds are told by the bytes, since servers call the same feed ``text/xml``, ``text/html`` and
``application/octet-stream``; only where the bytes leave it open does the stated media type decide.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace

from rashomon.errors import InputError
from rashomon.ingest import entries, sitemap
from rashomon.ingest.failure import Failure
from rashomon.ingest.feed import parse_feed
from rashomon.ingest.own import is_own, own
from rashomon.model.article import RawDocument

FEED, SITEMAP, OPML, HTML, GZIP = "feed", "sitemap", "opml", "html", "gzip"
GZIPPED = b"\x1f\x8b"
"""How gzip begins (RFC 1952)."""
MAX_UNPACKED = 50_000_000
READABLE = frozenset(
    {"text/plain", "text/html", "text/markdown", "application/json", "application/x-ndjson", entries.FRAGMENT}
)

_HEAD = 4096
_ROOT = re.compile(
    rb"<(?:[\w.-]{1,20}:)?(rss|feed|rdf|channel|urlset|sitemapindex|opml|html|!doctype html)[\s>]",
    re.IGNORECASE,
)
_KINDS = {b"urlset": SITEMAP, b"sitemapindex": SITEMAP, b"opml": OPML, b"html": HTML, b"!doctype html": HTML}
_JSON_FEED = re.compile(rb"\A[\s\xef\xbb\xbf]*\{.{0,2000}jsonfeed\.org[\\/]+version", re.DOTALL)
_FEED_TYPES = ("rss+xml", "atom+xml", "rdf+xml", "feed+json")


def kind(raw: RawDocument) -> str | None:
    """Tell what a document holds: a feed, a sitemap, a list of feeds, a page; else None."""
    if raw.body.startswith(GZIPPED):
        return GZIP
    head = raw.body[:_HEAD].replace(b"\0", b"")  # UTF-16 becomes readable enough to be told
    if _JSON_FEED.match(head):
        return FEED
    found = _ROOT.search(head) if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") else None
    if found:
        return _KINDS.get(found[1].lower(), FEED)
    return FEED if raw.media_type.endswith(_FEED_TYPES) else None


def unpack(raw: RawDocument) -> Iterator[RawDocument | Failure]:
    """Yield the documents that one holds, itself if it holds no others; never raises.

    A sitemap yields empty documents that name pages (or further sitemaps) to fetch. What Rashomon wrote
    itself is left out, with a notice where it is one of several.
    """
    if is_own(raw):
        yield own(raw.locator)
        return
    try:
        for item in _unpacked(raw):
            is_report = isinstance(item, RawDocument) and is_own(item)
            yield own(item.locator, notice=True) if is_report else item
    except InputError as error:
        yield Failure(locator=raw.locator, reason=str(error))


def _unpacked(raw: RawDocument) -> Iterator[RawDocument | Failure]:
    match kind(raw):
        case "gzip":
            yield from _unpacked(replace(raw, body=gunzipped(raw.body, raw.locator)))
        case "feed":
            charset = f"; charset={raw.charset}" if raw.charset else ""
            content_type = f"{raw.media_type}{charset}" if raw.media_type else None
            feed = parse_feed(raw.body, raw.locator, url=raw.url, content_type=content_type)
            yield from entries.documents(feed, raw)
            if feed.problem:
                yield Failure(locator=raw.locator, reason=f"{raw.locator}: {feed.problem}", notice=True)
        case "sitemap":
            yield from sitemap.pages(raw)
        case "opml":
            raise list_of_feeds(raw.locator)
        case "html":
            yield replace(raw, media_type="text/html")
        case _ if raw.media_type in READABLE:
            yield raw
        case _ if raw.body.lstrip().startswith(b"<?xml") or raw.media_type.endswith("xml"):
            raise InputError(f"{raw.locator}: XML of no known kind; feeds and sitemaps are read")
        case _:
            yield replace(raw, media_type=guess(raw.body))


def list_of_feeds(locator: str) -> InputError:
    """Return the error that says what to do with a list of feeds."""
    return InputError(
        f"{locator}: a list of feeds holds no articles; follow them by `rashomon source import`"
    )


def guess(body: bytes) -> str:
    """Tell the kind of a text that nobody named from its first characters."""
    head = body[:2048].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1] == b"{":
        return "application/x-ndjson"
    if head[:1] == b"[":
        return "application/json"
    return "text/html" if head[:1] == b"<" else "text/plain"


def gunzipped(body: bytes, locator: str) -> bytes:
    """Undo gzip within bounds.

    Raises:
        InputError: damaged, compressed twice, or larger than ``MAX_UNPACKED``.
    """
    decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        found = decoder.decompress(body, MAX_UNPACKED + 1)
    except zlib.error as error:
        raise InputError(f"{locator}: damaged gzip data") from error
    if len(found) > MAX_UNPACKED:
        raise InputError(f"{locator}: larger than {MAX_UNPACKED // 10**6} MB when unpacked")
    if not decoder.eof or found.startswith(GZIPPED):
        raise InputError(f"{locator}: cut or doubly compressed gzip data")
    return found
