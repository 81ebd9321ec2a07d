"""Bring the reading room together as an ASGI application."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rashomon import __version__
from rashomon.errors import ConfigError
from rashomon.render.html import TEMPLATES
from rashomon.web import (
    actions,
    corrections,
    desk,
    entering,
    feedback,
    pages,
    parts,
    people,
    taking,
    views,
    watchlists,
)
from rashomon.web.answers import as_json, tagged
from rashomon.web.api.routes import ROUTERS
from rashomon.web.asking import InRoom
from rashomon.web.describing import describe
from rashomon.web.greader import app as greader
from rashomon.web.greader.login import GoogleLogin, open_router
from rashomon.web.guard import Guard
from rashomon.web.metrics import Figures, RequestMeter
from rashomon.web.problems import catch_all
from rashomon.web.room import Room
from rashomon.web.visiting import AsMeter, guest_of, reader

ASSETS = Path(__file__).parent / "assets"
CSS, SCRIPT = "text/css", "text/javascript"
LARGEST = 30_000_000
"""Bytes of one request: a handful of uploaded articles."""
router = APIRouter(include_in_schema=False)
OPEN = (router, entering.open_router, open_router)
GUARDED = (
    pages.router,
    parts.router,
    actions.router,
    taking.router,
    watchlists.router,
    *ROUTERS,
    greader.router,
    entering.router,
    people.router,
    corrections.router,
    feedback.router,
    desk.router,
)
"""Whatever stands here is shown to readers only; what takes more, its routes say themselves."""


def create_app(room: Room) -> RequestMeter:
    """Return the application over a room; whoever serves it starts and stops ``room.worker``.

    Raises:
        ConfigError: the file of htmx is missing.
    """
    files()
    app = FastAPI(
        title="Rashomon",
        version=__version__,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        max_body_size=LARGEST,
    )
    app.state.room = room
    app.state.figures = figures = Figures(room)
    for part in OPEN:
        app.include_router(part)
    for part in GUARDED:
        app.include_router(part, dependencies=[Depends(reader)])
    app.add_middleware(GoogleLogin)
    describe(app)
    catch_all(app)
    return RequestMeter(Guard(app, room.hosts), figures)


@cache
def files() -> Mapping[str, tuple[Path, str]]:
    """Return all files that are served by name: nothing else of any folder can be asked for."""
    found = find_spec("django_htmx")  # its code needs Django and is never imported
    if found is None or found.origin is None:
        raise ConfigError("the package django-htmx, which brings htmx, is missing; install Rashomon again")
    htmx = Path(found.origin).parent / "static" / "django_htmx" / "htmx-2.min.js"
    return {
        "htmx.js": (htmx, SCRIPT),
        "room.js": (ASSETS / "room.js", SCRIPT),
        "icon.svg": (ASSETS / "icon.svg", "image/svg+xml"),
        "room.css": (ASSETS / "room.css", CSS),
        "desk.css": (ASSETS / "desk.css", CSS),
        "report.js": (TEMPLATES / "report.js", SCRIPT),
        "report.css": (TEMPLATES / "report.css", CSS),
        "pictures.css": (TEMPLATES / "pictures.css", CSS),
    }


@router.get("/static/{name}")
def static(request: Request, name: str) -> Response:
    """Serve one of our files."""
    if name not in files():
        raise HTTPException(404, f"there is no file '{name}'")
    path, kind = files()[name]
    return tagged(request, path.read_bytes(), f"{kind}; charset=utf-8")


@router.get("/healthz")
def healthz(request: Request, room: InRoom) -> Response:
    """Say that the archive can be read, and how the worker fares; 503 where it cannot.

    A stranger is told no more: neither counts nor reasons, which name places of the machine.
    """
    found = views.wellbeing(room)
    known = guest_of(request, room)
    return as_json(request, found if known else replace(found, reason="", counts={}))


@router.get("/metrics")
def metrics(request: Request, _who: AsMeter) -> Response:
    """Return the room's figures for Prometheus."""
    figures: Figures = request.app.state.figures
    return Response(figures.text(), media_type=CONTENT_TYPE_LATEST)
