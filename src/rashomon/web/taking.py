"""What can be taken along: a story in every form, and the list of stories as a feed with lasting links."""

import re
from collections.abc import Callable
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from rashomon import engine
from rashomon.lang.interface import language_name
from rashomon.lang.web import web_words
from rashomon.model.archive import StoryRecord
from rashomon.render import export, matrix, webannotation
from rashomon.render.schema import Document
from rashomon.render.telling import one_line
from rashomon.web import views
from rashomon.web.answers import tagged
from rashomon.web.asking import InRoom, Limit, Tongue, WhichStories, listing
from rashomon.web.feeding import Feed, FeedForm, Item, as_feed
from rashomon.web.speaking import spoken_to
from rashomon.web.told import told_or_pending

router = APIRouter(include_in_schema=False)
Form = Literal["json", "md", "html", "pdf", "csv", "jsonld"]
FORMS: dict[Form, tuple[str, Callable[[Document, str], bytes]]] = {
    "json": ("application/json", lambda told, _: export.to_json(told)),
    "md": ("text/markdown; charset=utf-8", lambda told, reader: engine.written(told, "markdown", reader)),
    "html": ("text/html; charset=utf-8", lambda told, reader: engine.written(told, "html", reader)),
    "pdf": ("application/pdf", lambda told, reader: engine.written(told, "pdf", reader)),
    "csv": ("text/csv; charset=utf-8", lambda told, _: matrix.to_csv(told)),
    "jsonld": (webannotation.MEDIA_TYPE, lambda told, _: webannotation.to_annotations(told)),
}
"""Of each form its type, and what writes a story in it for readers of a language."""
_ODD = re.compile(r"[^\w.-]", re.ASCII)


@router.get("/stories/{story}/export.{form}")
def export_story(request: Request, room: InRoom, story: str, form: Form, language: Tongue = "") -> Response:
    """Return a story as a file; labels are in the language that was chosen for the brief, else the room's."""
    told = told_or_pending(room, story, language)
    if isinstance(told, Response):
        return told
    kind, write = FORMS[form]
    name = _ODD.sub("_", f"{told.story.id}.{form}")
    headers = {"content-disposition": f'attachment; filename="{name}"', "vary": "Accept-Language, Cookie"}
    return tagged(request, write(told, language or spoken_to(request)), kind, headers)


@router.get("/feeds/stories.{form}")
def feed(
    request: Request,
    room: InRoom,
    asked: WhichStories,
    form: FeedForm,
    limit: Limit = views.PAGE,
) -> Response:
    """Return the list of stories as a feed; links and ids outlast merges."""
    with room.archive.reading() as reader:
        found = reader.stories(listing(asked, limit)).items
    base, empty_at = str(request.base_url), room.clock().replace(microsecond=0, second=0)
    language = spoken_to(request)
    items = [_item(story, base, language) for story in found]
    return as_feed(
        request, Feed(id="urn:rashomon:stories", title="Rashomon", items=items, empty_at=empty_at), form
    )


def _item(story: StoryRecord, base: str, language: str) -> Item:
    words = web_words(language)
    told = (
        words.articles.format(count=story.articles),
        words.outlets.format(count=story.outlets),
        ", ".join(language_name(code, language) for code in story.languages),
    )
    return Item(
        id=f"urn:rashomon:story:{story.id}",
        url=f"{base}stories/{story.id}",
        title=one_line(story.title),
        text=" · ".join(told),
        at=story.last_seen_at or story.last_published or story.opened_at,
    )
