"""What stands before every route: names of hosts, odd characters, headers; and forms from elsewhere.

Against DNS rebinding the ``Host`` must be one of the room's own; against forms from other sites
(OWASP: signed double submit) a form carries a token that only a page of this room could know, and its
``Origin`` and ``Sec-Fetch-Site`` must be the room's.
"""

import hmac
import re
from urllib.parse import unquote_to_bytes, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rashomon.lang.messages import error_in
from rashomon.web.problem import for_program, problem
from rashomon.web.room import Room
from rashomon.web.speaking import spoken_to

COOKIE, SESSION = "rashomon-visitor", "rashomon-session"
FIELD = "token"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # "no-referrer" would make browsers send "Origin: null" with forms, which is what an attacker's has.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
SECURE = {"strict-transport-security": "max-age=31536000"}
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def is_secure(request: Request) -> bool:
    """Tell whether a request came over https."""
    return request.url.scheme == "https"


def cookie(request: Request, name: str) -> str:
    """Return a cookie's name: over https one that no other host of the domain can set (RFC 6265bis)."""
    return f"__Host-{name}" if is_secure(request) else name


def mark_of(request: Request) -> str:
    """Return what a visitor's forms are tied to: the session, before log-in a cookie; empty for neither."""
    given = request.cookies
    return given.get(cookie(request, SESSION)) or given.get(cookie(request, COOKIE)) or ""


class Guard:
    """Wraps the whole application, its error pages included."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(request)
        if refusal:
            await _refuse(request, *refusal)(scope, receive, _headed(send))
            return
        await self._app(scope, receive, _headed(send, secure=scope["scheme"] == "https"))

    def _refusal(self, request: Request) -> tuple[int, str] | None:
        host = host_of(request.headers.get("host", ""))
        if host not in self._hosts:
            return 421, "this name is not served here; use http://127.0.0.1 or http://localhost"
        asked = request.scope.get("raw_path", b"") + b"?" + request.scope.get("query_string", b"")
        if _CONTROL.search(unquote_to_bytes(asked)):
            return 400, "an address cannot hold control characters"
        return None


def host_of(header: str) -> str:
    """Return the name in a ``Host`` header without its port.

    >>> host_of("[::1]:8000"), host_of("LocalHost:80"), host_of("evil.example")
    ('::1', 'localhost', 'evil.example')
    """
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _refuse(request: Request, status: int, why: str) -> Response:
    headers = {"connection": "close"}
    if for_program(request):
        return problem(request, status, why, headers)
    return PlainTextResponse(error_in(why, spoken_to(request)), status, headers)


def _headed(send: Send, *, secure: bool = False) -> Send:
    given = HEADERS | (SECURE if secure else {})

    async def headed(message: Message) -> None:
        if message["type"] == "http.response.start":
            own: list[tuple[bytes, bytes]] = list(message.get("headers", []))
            names = {name.lower() for name, _ in own}
            new = ((name.encode(), value.encode()) for name, value in given.items())
            message["headers"] = own + [pair for pair in new if pair[0] not in names]
        await send(message)

    return headed


def own_site(request: Request) -> None:
    """Let nothing through that a page of another site has sent.

    Raises:
        HTTPException: 403, where the browser says that it comes from elsewhere.
    """
    origin = request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if origin is not None and origin.casefold() != own.casefold():
        raise HTTPException(403, "this was sent from another site")
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise HTTPException(403, "this was sent from another site")


def check_form(room: Room, request: Request, token: str) -> None:
    """Let only forms through that a page of this room has sent.

    Raises:
        HTTPException: 403, where the form comes from elsewhere or from before the room was opened anew.
    """
    own_site(request)
    mark = mark_of(request)
    if not mark or not hmac.compare_digest(room.token(mark).encode(), token.encode()):
        raise HTTPException(403, "this form is out of date; load its page again and send it once more")
