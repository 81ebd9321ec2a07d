"""Lists as feeds: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, with lasting ids and links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from rashomon.web.answers import tagged
from rashomon.web.paper import templates

FeedForm = Literal["atom", "rss", "json"]
FORMS: tuple[FeedForm, ...] = ("atom", "rss", "json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed; ``id`` and ``url`` outlast everything."""

    id: str
    url: str
    title: str
    text: str
    at: datetime

    @property
    def rfc822(self) -> str:
        """The moment as RSS has it."""
        return format_datetime(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A list as feed readers take it; ``empty_at`` is when an empty one was changed last."""

    id: str
    title: str
    items: Sequence[Item]
    empty_at: datetime


def as_feed(request: Request, feed: Feed, form: FeedForm) -> Response:
    """Return a feed in one of the forms."""
    # Whoever passes a feed on must not pass on the key by which it was asked for.
    base, here = str(request.base_url), str(request.url.remove_query_params("key"))
    if form == "json":
        return tagged(request, _json(feed, base, here), "application/feed+json")
    updated = max((item.at for item in feed.items), default=feed.empty_at)
    shown = {"feed": feed, "base": base, "here": here, "updated": updated}
    body = templates().get_template(f"feed.{form}.j2").render(shown)
    return tagged(request, body.encode(), f"application/{form}+xml; charset=utf-8")


def _json(feed: Feed, base: str, here: str) -> bytes:
    """Write JSON Feed (https://www.jsonfeed.org/version/1.1/)."""

    def entry(item: Item) -> dict[str, str]:
        told = {"id": item.id, "url": item.url, "title": item.title, "content_text": item.text}
        return told | {"date_modified": item.at.isoformat()}

    head = {"version": "https://jsonfeed.org/version/1.1", "title": feed.title}
    whole = head | {"home_page_url": base, "feed_url": here, "items": [entry(i) for i in feed.items]}
    return msgspec.json.encode(whole)
