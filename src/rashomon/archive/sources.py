"""Find out what a place is before it is followed, and exchange lists of places with other readers."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import msgspec

from rashomon.errors import ConfigError, InputError
from rashomon.fetch.request import Fetched, Request
from rashomon.ingest import opml
from rashomon.ingest.address import web_host
from rashomon.ingest.decode import decode
from rashomon.ingest.discover import feeds_in
from rashomon.ingest.feed import parse_feed
from rashomon.ingest.fragment import plain
from rashomon.ingest.unpack import kind
from rashomon.lang.interface import known_language
from rashomon.model.archive import Subscription, SubscriptionKind

SETTINGS = ("kind", "language", "owner", "outlet_kind", "interval", "full_text", "paused")

Fetch = Callable[[Request], Fetched]


def describe(locator: str, fetch: Fetch) -> Subscription:
    """Return how to follow a place: a feed, a sitemap, the feed that a page offers, the page, or a folder.

    Raises:
        FetchError: the place does not answer.
        ConfigError: it is neither an address of the web nor a folder.
    """
    if Path(locator).is_dir():
        folder = Path(locator).resolve()
        return place(str(folder), "folder", folder.name)
    if not web_host(locator):
        raise ConfigError(f"{locator}: neither a folder nor an address that begins with http:// or https://")
    return _described(fetch(Request(url=locator)), fetch)


def _described(found: Fetched, fetch: Fetch) -> Subscription:
    raw = found.document()
    match kind(raw):
        case "feed":
            return _feed(found)
        case "sitemap":
            return place(found.url, "sitemap")
        case "html":
            offers = feeds_in(decode(raw.body, found.url, raw.charset), found.url)
            offered = [fetch(Request(url=offer.url)) for offer in offers[:1]]
            feeds = [_feed(one) for one in offered if kind(one.document()) == "feed"]
            return feeds[0] if feeds else place(found.url, "page")
        case _:
            raise ConfigError(f"{found.url}: neither a feed, nor a sitemap, nor a page of the web")


def _feed(found: Fetched) -> Subscription:
    feed = parse_feed(found.body, found.url, url=found.url)
    return place(found.url, "feed", plain(feed.title or ""), language=feed.language)


def place(url: str, kind: SubscriptionKind, name: str = "", *, language: str | None = None) -> Subscription:
    """Return a place as it is followed unless its follower asks otherwise."""
    host = (web_host(url) or url).removeprefix("www.")
    return Subscription(
        id=slug(url), url=url, kind=kind, name=name or host, language=language, full_text=True
    )


def changed(place: Subscription, asked: Mapping[str, Any]) -> Subscription:
    """Return a place with other settings, by field; raises ``UnsupportedLanguage``."""
    if asked.get("language"):
        known_language(asked["language"])
    return replace(place, **asked)


def slug(url: str) -> str:
    """Return a short name for an address, by which it can be typed.

    >>> slug("https://www.example.org/news/rss.xml?section=world")
    'example.org-news-rss-xml-section-world'
    """
    bare = re.sub(r"^https?://(www\.)?", "", url.casefold())
    return re.sub(r"[^\w.]+", "-", bare.replace(".xml", "-xml")).strip("-.")[:80]


def from_list(body: bytes, locator: str) -> Iterator[Subscription]:
    """Yield the places of an OPML list with the settings that we wrote into it.

    Raises:
        InputError: it is no list of feeds.
    """
    for item in opml.from_opml(body, locator):
        told = place(item.url, "feed", item.title or "")
        known = {key: value for key, value in item.settings.items() if key in SETTINGS}
        try:
            yield msgspec.convert(asdict(told) | known, Subscription, strict=False)
        except msgspec.ValidationError as error:
            raise InputError(f"{locator}: a setting of {item.url} cannot be used: {error}") from error


def to_list(places: Iterable[Subscription]) -> bytes:
    """Return places as an OPML list; what OPML has no name for goes into its categories."""
    items = (
        opml.Subscription(
            url=one.url,
            title=one.name,
            settings={key: str(v) for key in SETTINGS if (v := getattr(one, key)) not in (None, "")},
        )
        for one in places
        if one.kind != "folder"
    )
    return opml.to_opml(items, "Sources of Rashomon")
