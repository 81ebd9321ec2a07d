"""Parts of a story's page that are loaded when somebody asks for them: what was folded, and single texts."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from rashomon.errors import NotFound
from rashomon.render.html import context
from rashomon.render.schema import Document
from rashomon.web import views
from rashomon.web.asking import InRoom, Tongue
from rashomon.web.comparing import Compared, job_of
from rashomon.web.paper import page
from rashomon.web.room import Room
from rashomon.web.speaking import spoken_to
from rashomon.web.visiting import AsReader

router = APIRouter(include_in_schema=False)
TEXT = "text-"
ARTICLES, DECIDING = "articles", "deciding"


def address_of(home: str, language: str = "") -> Callable[[str], str]:
    """Return what tells where each part of a page can be loaded; ``home`` is the page's own address."""
    query = f"?{urlencode({'language': language})}" if language else ""
    return lambda part: f"{home}/parts/{part}{query}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The page that a part belongs to: its address, the language asked for, and whether it is archived."""

    home: str
    language: str = ""
    kept: bool = False


@router.get("/stories/{story}/parts/{part}")
def story_part(
    request: Request, room: InRoom, _visitor: AsReader, story: str, part: str, language: Tongue = ""
) -> Response:
    """Show a part of a story's page, by itself or to be put into it; 303 if the story is to be compared."""
    whole = Whole(home=f"/stories/{story}", language=language, kept=True)
    told = room.report(story, language or None)
    if not isinstance(told, Document):
        return RedirectResponse(whole.home, 303)
    return _part(request, room, told, part, whole)


@router.get("/compare/{name}/parts/{part}")
def compared_part(request: Request, room: InRoom, _visitor: AsReader, name: str, part: str) -> Response:
    """Show a part of a comparison that nobody has kept yet."""
    job, home = job_of(room, name), f"/compare/{name}"
    if not job.ended:
        return RedirectResponse(home, 303)
    found: Compared = job.result()
    whole = Whole(home=home, language=found.language)
    return _part(request, room, found.document, part, whole)


def _part(request: Request, room: Room, told: Document, part: str, whole: Whole) -> Response:
    fragment = "hx-request" in request.headers
    address, home = address_of(whole.home, whole.language), "" if fragment else whole.home
    shown = context(told, address, home, reader=whole.language or spoken_to(request))
    article = next((a for a in told.articles if part == f"{TEXT}{a.id}"), None)
    if article:
        shown["places"].link_all(article.id)
    elif part == DECIDING and whole.kept:
        with room.archive.reading() as reader:
            shown["view"] = views.story(reader, told.story.id)
    elif part not in {ARTICLES, *shown["lists"]}:
        raise NotFound(f"a story's page has no part '{part}'")
    template = "part.html.j2" if fragment else "part_page.html.j2"
    return page(request, room, template, **shown, name=part, article=article, whole=whole)
