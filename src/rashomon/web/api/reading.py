"""``/api/v1``: the same resources as the pages, to be read by programs; ``writes`` changes them."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from rashomon.render.export import to_json
from rashomon.render.schema import Document
from rashomon.web import article as articles
from rashomon.web import followed, views
from rashomon.web.answers import as_json, listed, tagged
from rashomon.web.asking import (
    Cursor,
    InRoom,
    Limit,
    StoryCursor,
    Tongue,
    WhichArticles,
    WhichStories,
    Words,
    listing,
    within,
)
from rashomon.web.describing import Described, answers, content
from rashomon.web.told import Pending, told_or_pending

router = APIRouter(prefix="/api/v1", default_response_class=Response)
MOVED: Described = {308: {"description": "The story was merged; it is at Location now"}}


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
        return listed(request, views.stories(reader, asked, listing(asked, limit, after)))


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
    request: Request,
    room: InRoom,
    asked: WhichArticles,
    q: Words = "",
    limit: Limit = views.PAGE,
    after: Cursor = None,
) -> Response:
    """Find articles in which all words occur, the latest stored first."""
    with room.archive.reading() as reader:
        return listed(request, views.search(reader, q, limit, after, asked, within(asked)))


@router.get("/sources", responses=answers(followed.Sources))
def sources(request: Request, room: InRoom) -> Response:
    """List what is followed and how it fares."""
    with room.archive.reading() as reader:
        return as_json(request, followed.sources(reader))


@router.get("/quarantine", responses=answers(views.Quarantine))
def quarantine(request: Request, room: InRoom, limit: Limit = views.PAGE, after: Cursor = None) -> Response:
    """List documents that were set aside, with the reason."""
    with room.archive.reading() as reader:
        return listed(request, views.quarantine(reader, limit, after))
