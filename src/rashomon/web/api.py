"""``/api/v1``: the same resources as the pages, to be read by programs."""

from typing import Any

import msgspec
from fastapi import APIRouter, FastAPI, Request
from starlette.responses import RedirectResponse, Response

from rashomon.render.export import to_json
from rashomon.render.schema import Document
from rashomon.web import article as articles
from rashomon.web import views, watched
from rashomon.web.answers import as_json, tagged
from rashomon.web.asking import Cursor, InRoom, Limit, StoryCursor, Tongue, WhichStories, Words, listing
from rashomon.web.problems import MEDIA_TYPE, Problem
from rashomon.web.told import Pending, told_or_pending

SHOWN: tuple[type, ...] = (
    views.Stories,
    views.StoryView,
    Document,
    Pending,
    articles.ArticleView,
    views.Hits,
    views.Sources,
    views.Quarantine,
    watched.Watchlists,
    watched.WatchlistView,
    watched.Happenings,
    watched.Deliveries,
    watched.Telling,
    Problem,
)
# What is sent and what is described come from the same types; FastAPI's own models are not used.
_REFERENCES, _COMPONENTS = msgspec.json.schema_components(SHOWN, ref_template="#/components/schemas/{name}")
_SCHEMAS = dict(zip(SHOWN, _REFERENCES, strict=True))


def answers(kind: type, *, also: dict[int | str, Any] | None = None) -> dict[int | str, Any]:
    """Describe what a route answers: its resource, or a problem in the one shape."""
    failures: dict[int | str, Any] = {status: content(Problem, MEDIA_TYPE) for status in (400, 404, 422, 503)}
    return {200: content(kind), 304: {"description": "Not Modified"}, **failures, **(also or {})}


def content(kind: type, media_type: str = "application/json") -> dict[str, Any]:
    """Describe one answer by the type that is sent."""
    words = (kind.__doc__ or kind.__name__).split("\n", 1)[0]
    return {"description": words, "content": {media_type: {"schema": _SCHEMAS[kind]}}}


router = APIRouter(prefix="/api/v1", default_response_class=Response)
MOVED: dict[int | str, Any] = {308: {"description": "The story was merged; it is at Location now"}}


def describe(app: FastAPI) -> None:
    """Add the shapes of all resources to the application's OpenAPI document."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        whole = made()
        whole.setdefault("components", {}).setdefault("schemas", {}).update(_COMPONENTS)
        return whole

    app.openapi = openapi  # type: ignore[method-assign]


@router.get("/stories", responses=answers(views.Stories))
def stories(
    request: Request,
    room: InRoom,
    asked: WhichStories,
    limit: Limit = views.PAGE,
    after: StoryCursor = None,
) -> Response:
    """List stories, the latest coverage first."""
    with room.archive.reading() as reader:
        return as_json(request, views.stories(reader, asked, listing(asked, limit, after)))


@router.get("/stories/{story}", responses=answers(views.StoryView, also=MOVED))
def story(request: Request, room: InRoom, story: str) -> Response:
    """Return a story, its articles and what was decided about it."""
    with room.archive.reading() as reader:
        view = views.story(reader, story)
    if view.story.id != story:
        return RedirectResponse(f"/api/v1/stories/{view.story.id}", 308)
    return as_json(request, view)


@router.get("/stories/{story}/document", responses=answers(Document, also={202: content(Pending)}))
def document(request: Request, room: InRoom, story: str, language: Tongue = "") -> Response:
    """Return a story compared, as rashomon.story/1; the first time, it may have to be asked for again."""
    told = told_or_pending(room, story, language)
    return told if isinstance(told, Response) else tagged(request, to_json(told))


@router.get("/articles/{article}", responses=answers(articles.ArticleView))
def article(request: Request, room: InRoom, article: str) -> Response:
    """Return an article with its annotations, its versions and what it leaves out."""
    return as_json(request, articles.article(room, article))


@router.get("/search", responses=answers(views.Hits))
def search(
    request: Request, room: InRoom, q: Words = "", limit: Limit = views.PAGE, after: Cursor = None
) -> Response:
    """Find articles in which all words occur, the latest stored first."""
    with room.archive.reading() as reader:
        return as_json(request, views.search(reader, q, limit, after))


@router.get("/sources", responses=answers(views.Sources))
def sources(request: Request, room: InRoom) -> Response:
    """List what is followed and how it fares."""
    with room.archive.reading() as reader:
        return as_json(request, views.sources(reader))


@router.get("/quarantine", responses=answers(views.Quarantine))
def quarantine(request: Request, room: InRoom, limit: Limit = views.PAGE, after: Cursor = None) -> Response:
    """List documents that were set aside, with the reason."""
    with room.archive.reading() as reader:
        return as_json(request, views.quarantine(reader, limit, after))
