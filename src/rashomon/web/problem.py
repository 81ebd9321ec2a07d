"""The one shape in which programs are told what went wrong (RFC 9457)."""

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from starlette.requests import Request
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"
FOR_PROGRAMS = ("/api/", "/feeds/", "/healthz", "/metrics", "/reader/", "/accounts/")


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong, in the one shape of all errors; ``detail`` names the mend where there is one."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str


def for_program(request: Request) -> bool:
    """Tell a program, which reads a problem, from a person, who reads a page."""
    accepted = request.headers.get("accept", "")
    return request.url.path.startswith(FOR_PROGRAMS) or ("json" in accepted and "text/html" not in accepted)


def problem(request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return an error as a program reads it."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, instance=request.url.path)
    return Response(msgspec.json.encode(told), status, headers, MEDIA_TYPE)
