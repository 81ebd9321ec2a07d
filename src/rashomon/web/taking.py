"""What can be taken along: a story in every form, and the list of stories as a feed with lasting links."""

import re
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from typing import Any, Literal

import msgspec
from fastapi import APIRouter, Request
from starlette.responses import Response

from rashomon import engine
from rashomon.model.archive import StoryRecord
from rashomon.render import export, matrix, webannotation
from rashomon.render.schema import Document
from rashomon.render.telling import one_line
from rashomon.web import views
from rashomon.web.answers import tagged
from rashomon.web.asking import InRoom, Limit, Tongue, WhichStories, listing
from rashomon.web.paper import templates
from rashomon.web.told import told_or_pending

router = APIRouter(include_in_schema=False)
Form = Literal["json", "md", "html", "pdf", "csv", "jsonld"]
FORMS: dict[Form, tuple[str, Callable[[Document], bytes]]] = {
    "json": ("application/json", export.to_json),
    "md": ("text/markdown; charset=utf-8", lambda told: engine.render(told, "markdown").encode()),
    "html": ("text/html; charset=utf-8", lambda told: engine.render(told, "html").encode()),
    "pdf": ("application/pdf", lambda told: engine.written(told, "pdf")),
    "csv": ("text/csv; charset=utf-8", matrix.to_csv),
    "jsonld": (webannotation.MEDIA_TYPE, webannotation.to_annotations),
}
_ODD = re.compile(r"[^\w.-]", re.ASCII)


@router.get("/stories/{story}/export.{form}")
def export_story(request: Request, room: InRoom, story: str, form: Form, language: Tongue = "") -> Response:
    """Return a story as a file."""
    told = told_or_pending(room, story, language)
    if isinstance(told, Response):
        return told
    kind, write = FORMS[form]
    name = _ODD.sub("_", f"{told.story.id}.{form}")
    return tagged(request, write(told), kind, {"content-disposition": f'attachment; filename="{name}"'})


@router.get("/feeds/stories.{form}")
def feed(
    request: Request,
    room: InRoom,
    asked: WhichStories,
    form: Literal["atom", "rss", "json"],
    limit: Limit = views.PAGE,
) -> Response:
    """Return the list of stories as a feed; links and ids outlast merges."""
    with room.archive.reading() as reader:
        found = reader.stories(listing(asked, limit)).items
    base = str(request.base_url)
    here = str(request.url.remove_query_params("key"))  # whoever passes a feed on must not pass on its key
    items = [_item(story, base) for story in found]
    updated = max((item["at"] for item in items), default=room.clock().replace(microsecond=0, second=0))
    if form == "json":
        return tagged(request, _json_feed(items, base, here), "application/feed+json")
    shown = {"items": items, "base": base, "here": here, "updated": updated}
    body = templates().get_template(f"feed.{form}.j2").render(shown)
    return tagged(request, body.encode(), f"application/{form}+xml; charset=utf-8")


def _item(story: StoryRecord, base: str) -> dict[str, Any]:
    at = story.last_seen_at or story.last_published or story.opened_at
    return {
        "id": f"urn:rashomon:story:{story.id}",
        "url": f"{base}stories/{story.id}",
        "title": one_line(story.title),
        "text": f"{story.articles} · {story.outlets} · {', '.join(story.languages)}",
        "at": at,
        "rfc822": format_datetime(at),
    }


def _json_feed(items: list[dict[str, Any]], base: str, here: str) -> bytes:
    """Write JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

    def entry(item: dict[str, Any]) -> dict[str, str]:
        at: datetime = item["at"]
        told = {"id": item["id"], "url": item["url"], "title": item["title"], "content_text": item["text"]}
        return told | {"date_modified": at.isoformat()}

    head = {"version": "https://jsonfeed.org/version/1.1", "title": "Rashomon"}
    whole = head | {"home_page_url": base, "feed_url": here, "items": [entry(item) for item in items]}
    return msgspec.json.encode(whole)
