"""Pages: templates that escape everything, in the words of the reader's language."""

import secrets
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from rashomon.lang.interface import interface, language_name
from rashomon.lang.language import language_of
from rashomon.lang.messages import act_in, error_in, placed_in
from rashomon.lang.pack import codes
from rashomon.lang.report import report_words
from rashomon.lang.web import web_words
from rashomon.model.archive import StoryRecord
from rashomon.model.glance import Glance
from rashomon.render.html import TEMPLATES, environment
from rashomon.web.guard import COOKIE, cookie, is_secure, mark_of
from rashomon.web.room import Room
from rashomon.web.spark import spark
from rashomon.web.speaking import spoken_to

OWN = Path(__file__).parent / "templates"
LINES = 5_000
"""Lines of lists that are remembered: mostly the same stories are shown, and most do not change."""


@cache
def templates() -> Environment:
    """Return the room's own templates and, for stories, the report's."""
    return environment(OWN, TEMPLATES)


def page(request: Request, room: Room, template: str, status: int = 200, **shown: Any) -> HTMLResponse:
    """Return a page; a visitor who is new gets the cookie that forms are tied to."""
    mark = mark_of(request) or secrets.token_urlsafe(18)
    language = spoken_to(request)
    visitor = getattr(request.state, "visitor", None)
    given = common(room, language) | {"token": room.token(mark), "visitor": visitor} | shown
    headers = {"vary": "Accept-Language, Cookie", "cache-control": "private, no-cache"}
    answer = HTMLResponse(templates().get_template(template).render(given), status, headers)
    if not mark_of(request):
        secure = is_secure(request)
        answer.set_cookie(cookie(request, COOKIE), mark, httponly=True, samesite="lax", secure=secure)
    return answer


def common(room: Room, language: str) -> dict[str, Any]:
    """Return what every page in this language of the reading room is made with."""
    return {**_words(language), "line": _line, "worker": room.worker, "here": "", "sought": ""}


@cache
def _words(language: str) -> dict[str, Any]:
    return {
        "w": web_words(language),
        "ui": report_words(language),
        "spoken": interface(language),
        "language": language,
        "packs": sorted(codes(), key=lambda code: language_name(code, language)),
        "language_name": language_name,
        "spark": spark,
        "max": max,
        "heard": lambda text: error_in(text, language),
        "placed": lambda text: placed_in(text, language),
        "act": lambda what: act_in(what, language),
        "direction": lambda code: language_of(code).direction,
    }


@lru_cache(maxsize=LINES)
def _line(story: StoryRecord, glance: Glance, language: str) -> Markup:
    """Write one line of a list of stories."""
    written: Markup = _lines(language).line(story, glance)
    return written


@cache
def _lines(language: str) -> Any:
    """Return the template of a line, made once: each rendering would make its macros anew."""
    return templates().get_template("line.html.j2").make_module(_words(language))
