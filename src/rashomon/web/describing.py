"""What the API says of itself (OpenAPI 3.1): from the very types that are sent and read."""

from functools import cache
from typing import Any

import msgspec
from fastapi import FastAPI

from rashomon.web.answers import JSON
from rashomon.web.problem import MEDIA_TYPE, Problem

Described = dict[int | str, Any]

FAILURES = {
    400: "The address or the body cannot be read",
    401: "Nobody is known by this token, or none was given",
    403: "Whoever asks may not do this, or the request comes from another site",
    404: "There is nothing of this name",
    421: "The room is not served under this name",
    422: "Something that was given cannot be used",
    429: "Too many requests; ask again after Retry-After seconds",
    503: "The archive is in use or cannot be read, or too much waits; ask again after Retry-After seconds",
}
REFUSALS = {
    409: "What the archive holds forbids it, or a request with this Idempotency-Key is being carried out",
    413: "The body is too large",
    415: "The body is of another media type",
}
"""What else may become of a request that changes something."""
SECURITY = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token from `rashomon user token`."},
    "session": {"type": "apiKey", "in": "cookie", "name": "rashomon-session"},
}
_PLACE = "#/kinds/"
_kinds: dict[Any, str] = {}


def content(kind: Any, media_type: str = JSON, words: str = "") -> dict[str, Any]:
    """Describe one answer by the type that is sent."""
    told = words or (kind.__doc__ or kind.__name__).split("\n", 1)[0]
    return {"description": told, "content": {media_type: {"schema": _schema(kind)}}}


def answers(kind: Any, status: int = 200, *, also: Described | None = None) -> Described:
    """Describe what a route that shows something answers: its resource, or a problem in the one shape."""
    return {
        status: content(kind),
        304: {"description": "Not Modified"},
        **_problems(FAILURES),
        **(also or {}),
    }


def changes(kind: Any, status: int = 200, *, also: Described | None = None) -> Described:
    """Describe what a route that changes something answers; None is no body."""
    done = content(kind) if kind else {"description": "It is done"}
    return {status: done} | _problems(FAILURES | REFUSALS) | (also or {})


def takes(kind: Any, *media_types: str) -> dict[str, Any]:
    """Describe the body that a route reads, as ``openapi_extra``; None is bytes."""
    schema = _schema(kind) if kind else {"type": "string"}
    kinds = media_types or (JSON,)
    return {"requestBody": {"required": True, "content": {one: {"schema": schema} for one in kinds}}}


def describe(app: FastAPI) -> None:
    """Put the shapes of all resources, and how to prove who asks, into the application's description."""
    made = app.openapi

    @cache
    def openapi() -> dict[str, Any]:
        schemas, components = msgspec.json.schema_components(
            tuple(_kinds), ref_template="#/components/schemas/{name}"
        )
        shapes = dict(zip(_kinds.values(), schemas, strict=True))
        whole: dict[str, Any] = _settled(made(), shapes)
        held = whole.setdefault("components", {})
        held.setdefault("schemas", {}).update(components)
        held["securitySchemes"] = SECURITY
        # On one's own machine, in an archive without accounts, nobody is asked.
        whole["security"] = [{"token": []}, {"session": []}, {}]
        return whole

    app.openapi = openapi  # type: ignore[method-assign]


def _problems(which: dict[int, str]) -> Described:
    return {status: content(Problem, MEDIA_TYPE, words) for status, words in which.items()}


def _schema(kind: Any) -> dict[str, Any]:
    """Hold a place until all types are known, since two of the same name are told apart by both."""
    return {"$ref": _kinds.setdefault(kind, f"{_PLACE}{len(_kinds)}")}


def _settled(node: Any, shapes: dict[str, Any]) -> Any:
    if isinstance(node, dict):
        place = node.get("$ref")
        if isinstance(place, str) and place in shapes:
            return shapes[place]
        return {key: _settled(value, shapes) for key, value in node.items()}
    return [_settled(item, shapes) for item in node] if isinstance(node, list) else node
