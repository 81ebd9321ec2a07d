"""Answers that a program may keep: with an entity tag, so that asking again costs nothing (RFC 9110)."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

JSON = "application/json"


def tagged(
    request: Request, body: bytes, media_type: str = JSON, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a body with its tag, or 304 where the asker has it already."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    own = {"etag": tag, "cache-control": "private, no-cache", **(headers or {})}
    asked = request.headers.get("if-none-match", "")
    known = {part.strip().removeprefix("W/") for part in asked.split(",")}
    if tag in known or "*" in known:
        return Response(status_code=304, headers=own)
    return Response(body, media_type=media_type, headers=own)


def as_json(request: Request, view: Any) -> Response:
    """Return a resource as JSON."""
    return tagged(request, msgspec.json.encode(view))


def listed(request: Request, view: Any) -> Response:
    """Return one page of a list as JSON, with a link to the next (RFC 8288)."""
    answer = as_json(request, view)
    if view.after is not None:
        following = request.url.include_query_params(after=view.after)
        answer.headers["link"] = f'<{following.path}?{following.query}>; rel="next"'
    return answer


def as_body(view: object, status: int = 200, location: str = "") -> Response:
    """Return what a change came to."""
    headers = {"location": location} if location else {}
    return Response(msgspec.json.encode(view), status, headers, JSON)
