"""The pages that show something; what changes something is in ``actions``."""

from dataclasses import asdict
from functools import partial
from itertools import zip_longest
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from rashomon.errors import NotFound
from rashomon.ingest.read import KNOWN
from rashomon.render import pdf
from rashomon.web import article as articles
from rashomon.web import followed, views
from rashomon.web.asking import (
    Cursor,
    InRoom,
    Posted,
    StoryCursor,
    Tongue,
    WhichArticles,
    WhichStories,
    Words,
    listing,
    within,
)
from rashomon.web.comparing import Compared, job_of
from rashomon.web.history import since
from rashomon.web.jobs import Job
from rashomon.web.leaves import leaf, opened, written
from rashomon.web.paper import page
from rashomon.web.parts import DECIDING, address_of
from rashomon.web.room import Room
from rashomon.web.rulings import rulings
from rashomon.web.speaking import spoken_to
from rashomon.web.visiting import AsReader

router = APIRouter(include_in_schema=False)
DONE = {"hx-refresh": "true"}
TEXTS = 3
"""Texts that the form of the Compare page has room for."""
NOTHING_TYPED = Posted(fields={})


@router.get("/")
def stories(
    request: Request, room: InRoom, asked: WhichStories, who: AsReader, after: StoryCursor = None
) -> Response:
    """Show which stories there are; where there are none, how to begin."""
    with room.archive.reading() as reader:
        view = views.stories(reader, asked, listing(asked, after=after), who.name)
        waiting, given = reader.to_read(), asked.query()
        # Who has just begun to follow a place is shown what it brings, though nothing of it waits yet.
        begun = not view.items and not given and bool(reader.due(room.clock()))
    query = urlencode(given)
    address = f"/?{query}&" if query else "/?"
    shown: dict[str, Any] = {
        "waiting": waiting,
        "renews": waiting or begun,
        "address": address,
        "given": given,
    }
    return page(request, room, "stories.html.j2", view=view, here="stories", **shown)


@router.get("/stories/{story}")
def story(request: Request, room: InRoom, story: str, who: AsReader, language: Tongue = "") -> Response:
    """Show a story; the first time, say that it is being compared."""
    with room.archive.reading() as reader:
        record = reader.story(story)
        if record.id != story:
            return RedirectResponse(f"/stories/{record.id}", 308)
        if not record.articles:
            raise NotFound(f"story {story} holds no article any more")
        found = leaf(room, reader, record, language, spoken_to(request))
        if isinstance(found, Job):
            return _story_comparing(request, room, found, views.story(reader, story), language)
        told = partial(room.report, story, language or None)
        shown: dict[str, Any] = {
            "leaf": opened(found.html),
            "brief": found.brief,
            "brief_language": language,
            "view": views.opened(reader, record),
            "deciding": address_of(f"/stories/{story}", language)(DECIDING),
            "paper": pdf.installed(),
            "ruled": rulings(story, reader.rulings(story), told),
            "news": None if language else since(room, reader, who, story, told),
        }
    return page(request, room, "story.html.j2", **shown)


def _story_comparing(
    request: Request, room: Room, job: Job, view: views.StoryView, language: str
) -> Response:
    query = f"?{urlencode({'language': language})}" if language else ""
    address = f"/stories/{view.story.id}"
    return _comparing(
        request,
        room,
        job,
        view=view,
        title=view.story.title,
        address=f"{address}{query}",
        poll=f"{address}/progress{query}",
    )


@router.get("/stories/{story}/progress")
def progress(request: Request, room: InRoom, story: str, language: Tongue = "") -> Response:
    """Say how far the comparison is, or let the page load the story."""
    told = room.report(story, language or None)
    return _progress(request, room, told if isinstance(told, Job) else None)


def _comparing(request: Request, room: Room, job: Job, **shown: Any) -> Response:
    answer = page(request, room, "comparing.html.j2", job=job, **shown)
    if job.failure():
        room.jobs.forget(job.name)  # so that loading the page again tries again
    return answer


def _progress(request: Request, room: Room, job: Job | None) -> Response:
    if job is None or (job.ended and not job.failure()):
        return HTMLResponse("", headers=DONE)
    return page(request, room, "progress.html.j2", job=job, poll=f"{request.url.path}?{request.url.query}")


@router.get("/articles/{article}")
def article(request: Request, room: InRoom, article: str) -> Response:
    """Show one article."""
    view = articles.article(room, article)
    address = view.article.url or ""
    link = address if address.casefold().startswith(("http://", "https://")) else ""
    return page(request, room, "article.html.j2", view=view, link=link)


@router.get("/search")
def search(
    request: Request, room: InRoom, asked: WhichArticles, q: Words = "", after: Cursor = None
) -> Response:
    """Show the articles in which all words occur."""
    with room.archive.reading() as reader:
        view = views.search(reader, q, views.PAGE, after, asked, within(asked))
    narrowed = {name: value for name, value in asdict(asked).items() if value}
    given = {"q": q} | narrowed
    address = f"/search?{urlencode(given)}&"
    return page(request, room, "search.html.j2", sought=q, view=view, given=given, address=address)


@router.get("/sources")
def sources(request: Request, room: InRoom) -> Response:
    """Show what is followed and how it fares."""
    return sources_page(request, room)


def sources_page(request: Request, room: Room, notice: str = "", typed: str = "") -> Response:
    """Return the page of sources, with what could not be done."""
    with room.archive.reading() as reader:
        view = followed.sources(reader)
    status = 422 if notice else 200
    return page(
        request, room, "sources.html.j2", status, view=view, notice=notice, typed=typed, here="sources"
    )


@router.get("/quarantine")
def quarantine(request: Request, room: InRoom, after: Cursor = None) -> Response:
    """Show what was set aside."""
    with room.archive.reading() as reader:
        view = views.quarantine(reader, views.PAGE, after)
    return page(request, room, "quarantine.html.j2", view=view, here="quarantine")


@router.get("/compare")
def compare(request: Request, room: InRoom) -> Response:
    """Show the form to compare texts of one's own."""
    return compare_page(request, room)


def compare_page(request: Request, room: Room, failure: str = "", typed: Posted = NOTHING_TYPED) -> Response:
    """Return the form as it was filled, with what could not be done; files have to be chosen again."""
    blank = ("",) * TEXTS
    shown: dict[str, Any] = {
        "failure": failure,
        "texts": list(zip_longest(typed.all("outlet") or blank, typed.all("text") or blank, fillvalue="")),
        "urls": typed.as_typed("urls"),
        "chosen": typed.one("language"),
        "kinds": KNOWN,
        "here": "compare",
    }
    return page(request, room, "compare.html.j2", 422 if failure else 200, **shown)


@router.get("/compare/{name}")
def compared(request: Request, room: InRoom, name: str) -> Response:
    """Show a comparison that nobody has kept yet."""
    job = job_of(room, name)
    if not job.ended or job.failure():
        address = f"/compare/{name}"
        return _comparing(
            request, room, job, title="", view=None, poll=f"{address}/progress", address=address
        )
    found: Compared = job.result()
    spoken = spoken_to(request)
    html = written(room, found.document, f"/compare/{name}", found.language, spoken, kept=False)
    shown: dict[str, Any] = {"leaf": opened(html), "view": None, "name": name, "failures": found.failures}
    return page(request, room, "story.html.j2", here="compare", **shown)


@router.get("/compare/{name}/progress")
def compared_progress(request: Request, room: InRoom, name: str) -> Response:
    """Say how far a comparison is, or let the page load it."""
    return _progress(request, room, job_of(room, name))
