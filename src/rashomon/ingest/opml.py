"""Lists of feeds as other readers keep them: OPML in and out (http://opml.org/spec2.opml)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

from rashomon.errors import InputError
from rashomon.ingest.address import web_host

MAX_BYTES = 5_000_000
MAX_OUTLINES = 10_000
"""More than anybody follows; each feed below many headings is filed under all of them."""
_SETTING = "rashomon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One feed of a list: where, called what, filed under which headings, with which settings of ours.

    Settings travel as OPML categories, ``rashomon/KEY/VALUE``, which other readers show or leave alone.
    """

    url: str
    title: str | None = None
    headings: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)


def from_opml(body: bytes, locator: str) -> tuple[Subscription, ...]:
    """Return the feeds of a list, each once, in its order; damaged lists are read as far as they go.

    Raises:
        InputError: too large, or no list of feeds.
    """
    import listparser  # noqa: PLC0415 - only lists of feeds need it

    if len(body) > MAX_BYTES:
        raise InputError(f"{locator}: a list of more than {MAX_BYTES // 10**6} MB is not read; split it")
    if body.lower().count(b"<outline") > MAX_OUTLINES:
        raise InputError(f"{locator}: a list of more than {MAX_OUTLINES:,} feeds is not read; split it")
    try:
        found: Any = listparser.parse(body)
    except Exception as error:  # whatever a hostile list breaks in the parser costs this list only
        raise InputError(f"{locator}: the list cannot be parsed ({type(error).__name__})") from error
    feeds = tuple(_subscription(feed) for feed in found.feeds if web_host(feed.url))
    if not feeds and not found.version:
        raise InputError(f"{locator}: no list of feeds; OPML is read, as feed readers export it")
    return feeds


def _subscription(feed: Any) -> Subscription:
    categories = [tuple(parts) for parts in feed.get("categories", ())]
    own = [parts for parts in categories if len(parts) == 3 and parts[0] == _SETTING]
    return Subscription(
        url=feed.url,
        title=feed.title or None,
        headings=tuple(dict.fromkeys(part for parts in categories if parts not in own for part in parts)),
        settings={unquote(key): unquote(value) for _, key, value in own},
    )


def to_opml(subscriptions: Iterable[Subscription], title: str) -> bytes:
    """Return a list of feeds that ``from_opml`` and other readers understand."""
    from lxml import etree  # noqa: PLC0415 - only lists of feeds need it

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _clean(title)
    body = etree.SubElement(root, "body")
    for item in subscriptions:
        fields = {"type": "rss", "text": _clean(item.title or item.url), "xmlUrl": _clean(item.url)}
        categories = [_clean(heading) for heading in item.headings]
        categories += [f"{_SETTING}/{quote(k, '')}/{quote(v, '')}" for k, v in item.settings.items()]
        if categories:
            fields["category"] = ",".join(categories)
        etree.SubElement(body, "outline", fields)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _clean(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(c for c in text if c.isprintable() or c == " ")
