"""Read feeds: RSS, Atom and RDF through feedparser, JSON Feed by its standard.

Titles, summaries and contents stay markup here, as the feed holds them without anything that could run;
``entries.py`` makes documents of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from time import strftime
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXParseException

import msgspec

from rashomon.errors import InputError
from rashomon.ingest.decode import DECLARED, decode
from rashomon.ingest.fragment import MAX_ATTRIBUTES, crowded
from rashomon.ingest.record import iso_or_none

MAX_BYTES = 5_000_000
MAX_ENTRIES = 5_000
"""Entries of one feed that are read; feeds hold dozens, and whoever has more offers an archive instead."""
_CUT = f"only the first {MAX_ENTRIES:,} entries are read"
_HEAD = 1_000  # bytes in which a feed declares its encoding
_SPACE = b"\xef\xbb\xbf \t\r\n"
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_ITEM = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry; ``title``, ``summary`` and ``contents`` are markup, dates ISO 8601, ``link`` is absolute."""

    id: str | None = None
    link: str | None = None
    title: str | None = None
    summary: str | None = None
    contents: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    byline: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed and its entries in their order; ``problem`` says what is wrong with it though it was read.

    ``version`` is ``rss20``, ``atom10``, ``json11`` and the like, empty where no known format was found.
    """

    version: str
    title: str | None = None
    link: str | None = None
    description: str | None = None
    language: str | None = None
    updated: str | None = None
    entries: tuple[Entry, ...] = ()
    problem: str | None = None


def parse_feed(body: bytes, locator: str, *, url: str | None = None, content_type: str | None = None) -> Feed:
    """Read a feed of any kind, damaged ones as far as they go.

    Args:
        body: the bytes as they came.
        locator: what messages name.
        url: where the feed stands, for relative links.
        content_type: the header with its charset, if a server sent one.

    Raises:
        InputError: too large, or nothing that could be a feed.
    """
    if len(body) > MAX_BYTES:
        raise InputError(f"{locator}: a feed of more than {MAX_BYTES // 10**6} MB is not read; split it")
    if body.lstrip(_SPACE).startswith(b"{"):
        return _json_feed(body, locator, url)
    return _xml_feed(body, locator, url, content_type)


def _xml_feed(body: bytes, locator: str, url: str | None, content_type: str | None) -> Feed:
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415 - only feeds need it

    if crowded(body.replace(b"\0", b"")):  # UTF-16 becomes readable enough to be told
        raise InputError(f"{locator}: the feed has a tag of more than {MAX_ATTRIBUTES:,} attributes")
    kept, cut = _first_entries(_recoded(body, locator, content_type))
    # Where a header is given at all, feedparser takes a missing type for a fault.
    headers = {"content-location": url or "", "content-type": content_type or "application/xml"}
    try:
        # A stream, never the bytes themselves: feedparser takes what looks like a name for a name.
        found: Any = feedparser.parse(BytesIO(kept), response_headers=headers)
    except Exception as error:  # whatever a hostile feed breaks in the parser costs this feed only
        raise InputError(f"{locator}: the feed cannot be parsed ({type(error).__name__})") from error
    version = found.get("version", "")  # of nothing at all feedparser does not even say that it is no feed
    if not version and not found.entries:
        raise InputError(f"{locator}: no feed of a known kind; it holds no entries")
    return Feed(
        version=version,
        title=found.feed.get("title"),
        link=found.feed.get("link"),
        description=found.feed.get("subtitle"),
        language=found.feed.get("language"),
        updated=_date(found.feed, "updated"),
        entries=tuple(_entry(item, version) for item in found.entries[:MAX_ENTRIES]),
        problem=_CUT if cut else _damage(found),
    )


def _damage(found: Any) -> str | None:
    """Say how a feed is broken; a server that is wrong about its encoding or kind costs it nothing."""
    from feedparser import ThingsNobodyCaresAboutButMe  # noqa: PLC0415 - only feeds need it

    error = found.get("bozo_exception", "no reason known") if found.bozo else None
    if error is None or isinstance(error, ThingsNobodyCaresAboutButMe):
        return None
    named = isinstance(error, SAXParseException)  # as text it begins with the name of a file that it lacks
    told = f"line {error.getLineNumber()}, {error.getMessage()}" if named else str(error)
    told = " ".join(told.split())[:200]
    return f"damaged, read as far as it goes; its last entry may lack text ({told})"


def _recoded(body: bytes, locator: str, content_type: str | None) -> bytes:
    """Return as UTF-8 a feed that is called so, or nothing, and is not; else its letters come out wrong."""
    named = (_CHARSET.search((content_type or "").encode()), DECLARED.search(body[:_HEAD]))
    names = {found[1].lower().replace(b"-", b"") for found in named if found}
    # In UTF-16 and EBCDIC no plain "<" opens the file; feedparser knows them by their first bytes.
    if names - {b"utf8"} or b"\0" in body[:_HEAD] or not body.lstrip(_SPACE).startswith(b"<"):
        return body
    try:
        body.decode()
    except UnicodeDecodeError:
        return decode(body, locator, "utf-8" if names else None).encode("utf-8", "replace")
    return body


def _first_entries(body: bytes) -> tuple[bytes, bool]:
    """Cut a feed off after its last entry that is read, so that the others cost nothing."""
    for number, start in enumerate(_ITEM.finditer(body)):
        if number == MAX_ENTRIES:
            return body[: start.start()], True
    return body, False


def _entry(item: Any, version: str) -> Entry:
    published, updated = _date(item, "published") or _date(item, "created"), _date(item, "updated")
    if published is None and not version.startswith("atom"):
        published = updated  # Dublin Core's date, which feedparser files under this name
    contents = [part for part in item.get("content", ()) if part.get("value")]
    return Entry(
        id=item.get("id"),
        link=item.get("link"),
        title=item.get("title"),
        summary=item.get("summary"),
        contents=tuple(part["value"] for part in contents),
        published=published,
        updated=updated,
        byline=item.get("author"),
        language=next((part["language"] for part in contents if part.get("language")), None),
    )


def _date(item: Any, name: str) -> str | None:
    """Return a date with the offset that it was given in; what only feedparser understands comes in UTC."""
    stated = dict.get(item, name)
    if not stated:
        return None
    parsed: Any = dict.get(item, f"{name}_parsed")
    moment = iso_or_none(str(stated))
    return moment or (iso_or_none(strftime("%Y-%m-%dT%H:%M:%S+00:00", parsed)) if parsed else None)


class _Item(msgspec.Struct):
    """An item of a JSON Feed: https://www.jsonfeed.org/version/1.1/; any field may hold anything."""

    id: Any = None
    url: Any = None
    title: Any = None
    summary: Any = None
    content_html: Any = None
    content_text: Any = None
    date_published: Any = None
    date_modified: Any = None
    authors: Any = None
    author: Any = None
    language: Any = None


class _JsonFeed(msgspec.Struct):
    version: str
    items: list[msgspec.Raw] = []
    title: Any = None
    home_page_url: Any = None
    description: Any = None
    language: Any = None


def _json_feed(body: bytes, locator: str, url: str | None) -> Feed:
    try:
        found = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"), type=_JsonFeed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{locator}: no JSON Feed: {' '.join(str(error).split())}") from error
    if "jsonfeed.org" not in found.version:
        raise InputError(f"{locator}: no JSON Feed, its version is {found.version[:60]!r}")
    home = _stated(found.home_page_url)
    read = _json_entries(found.items[:MAX_ENTRIES], url or home or "")
    entries = tuple(one for one in read if one.link or one.title or one.summary or one.contents)
    lost = len(found.items[:MAX_ENTRIES]) - len(entries)
    cut = _CUT if len(found.items) > MAX_ENTRIES else None
    return Feed(
        version="json" + "".join(re.findall(r"\d", found.version.rpartition("/")[2]))[:2],
        title=_stated(found.title),
        link=home,
        description=_stated(found.description),
        language=_stated(found.language),
        entries=entries,
        problem=f"items left out that are not as the standard asks: {lost}" if lost else cut,
    )


def _json_entries(items: list[msgspec.Raw], base: str) -> Iterator[Entry]:
    for raw in items:
        try:
            item = msgspec.json.decode(raw, type=_Item)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue  # one item that is not as the standard asks must not cost the others
        html, text = _stated(item.content_html), _stated(item.content_text)
        content = html or _as_markup(text)
        yield Entry(
            id=_stated(item.id),
            link=_absolute(base, _stated(item.url)),
            title=_as_markup(_stated(item.title)),
            summary=_as_markup(_stated(item.summary)),
            contents=(content,) if content else (),
            published=_date({"at": _stated(item.date_published)}, "at"),
            updated=_date({"at": _stated(item.date_modified)}, "at"),
            byline=_byline(item.authors if isinstance(item.authors, list) else [item.author]),
            language=_stated(item.language),
        )


def _byline(authors: list[Any]) -> str | None:
    names = [_stated(author.get("name")) for author in authors if isinstance(author, dict)]
    return ", ".join(filter(None, names)) or None


def _stated(value: object) -> str | None:
    """Return what a field holds as text; a number is taken for its digits, anything else is nothing."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value else None


def _absolute(base: str, link: str | None) -> str | None:
    try:
        return urljoin(base, link) if link else None
    except ValueError:
        return None


def _as_markup(text: str | None) -> str | None:
    """Return plain text as markup: paragraphs stay apart, and what looks like a tag is none."""
    if text is None:
        return None
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace("\n", "<br>")
