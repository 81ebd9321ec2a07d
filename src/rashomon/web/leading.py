"""Where visitors are led: to the log-in and, after it, to where they wanted; never out of the room."""

import re
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rashomon.ingest.address import split

# Browsers read a backslash as a slash and drop tabs and line ends, so "/\evil.example" leads elsewhere.
_OWN = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
_LONGEST = 2000


def own_path(wanted: str) -> str:
    r"""Return a path of this room that was asked for, ``/`` in place of anything else.

    >>> own_path("/stories/s1?language=ru"), own_path("//evil.example/"), own_path("/\\evil.example")
    ('/stories/s1?language=ru', '/', '/')
    """
    return wanted if len(wanted) <= _LONGEST and _OWN.fullmatch(wanted) else "/"


def to_login(request: Request) -> Response:
    """Lead a stranger to the log-in, and from there to what was asked for."""
    address = "/login?" + urlencode({"next": own_path(_wanted(request))})
    if request.headers.get("hx-request"):
        # A part of a page is asked for: the whole page must go there.
        return Response(status_code=401, headers={"hx-redirect": address})
    return RedirectResponse(address, 303)


def _wanted(request: Request) -> str:
    if page := request.headers.get("hx-current-url"):
        parts = split(page)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    if request.method not in {"GET", "HEAD"}:
        return "/"
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
