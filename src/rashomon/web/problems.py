"""Errors as pages for people and as problem details for programs."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from rashomon.errors import (
    ConfigError,
    InputError,
    NotFound,
    RashomonError,
    Refused,
    StoreError,
    UnsupportedLanguage,
)
from rashomon.web.leading import to_login
from rashomon.web.limiting import TooMuch
from rashomon.web.paper import page
from rashomon.web.problem import for_program, problem
from rashomon.web.speaking import words_to

STATUSES: tuple[tuple[type[RashomonError], int], ...] = (
    (NotFound, 404),
    (Refused, 409),
    (StoreError, 503),
    (InputError, 422),
    (ConfigError, 422),
    (UnsupportedLanguage, 422),
)


def catch_all(app: FastAPI) -> None:
    """Let every error be told in the one shape."""
    app.add_exception_handler(RashomonError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unforeseen)


def _ours(request: Request, error: Exception) -> Response:
    if isinstance(error, TooMuch):
        return _told(request, 429, str(error), {"retry-after": str(error.retry_after)})
    status = next((status for kind, status in STATUSES if isinstance(error, kind)), 500)
    return _told(request, status, str(error))


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this kind
    if error.status_code == HTTPStatus.UNAUTHORIZED and not for_program(request):
        return to_login(request)
    said = error.detail == HTTPStatus(error.status_code).phrase and not for_program(request)
    return _told(request, error.status_code, "" if said else error.detail, error.headers)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this kind
    told = [(str(e["loc"][-1] if e["loc"] else "request"), e["msg"]) for e in error.errors()]
    if for_program(request):
        return _told(request, 422, "; ".join(f"{field}: {what}" for field, what in told))
    return _told(request, 422, words_to(request).unfit.format(fields=", ".join(field for field, _ in told)))


def _unforeseen(request: Request, _error: Exception) -> Response:
    # The server below logs it with its traceback.
    return _told(request, 500, words_to(request).unexpected)


def _told(request: Request, status: int, detail: str, headers: Any = None) -> Response:
    own = {"retry-after": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else dict(headers or {})
    if for_program(request):
        return problem(request, status, detail, own)
    words = words_to(request)
    heading = getattr(words, f"error_{status}", "") or words.error_400
    shown = {"heading": heading, "detail": detail}
    answer = page(request, request.app.state.room, "error.html.j2", status, **shown)
    answer.headers.update(own)
    return answer
