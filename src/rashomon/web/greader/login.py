"""How readers of feeds prove who asks: a token as the password, shown again with every request.

Such programs keep a password and hand it to others; a token can be read-only and taken back alone.
"""

from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from rashomon.errors import InputError
from rashomon.web.asking import InRoom
from rashomon.web.guard import own_site
from rashomon.web.room import Room
from rashomon.web.visiting import visitor_of

BELOW = "/reader/"
MOST_FIELDS, LARGEST = 20_000, 2_000_000
"""Most fields and bytes of one form: clients name every item that they ask for."""
_AUTH = "googlelogin auth="
open_router = APIRouter(include_in_schema=False)

Fields = dict[str, list[str]]


class GoogleLogin:
    """Lets ``Authorization: GoogleLogin auth=…`` stand for ``Bearer …`` below ``/reader/``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http" and scope["path"].startswith(BELOW):
            given = Headers(scope=scope).get("authorization", "")
            if given.casefold().startswith(_AUTH):
                scope = _showing(scope, given[len(_AUTH) :])
        await self._app(scope, receive, send)


def shown(request: Request) -> None:
    """Let only requests through that show something, which no page of another site can make a browser do.

    Raises:
        HTTPException: 401.
    """
    if not request.headers.get("authorization", "").casefold().startswith("bearer "):
        raise HTTPException(
            401, "log in at /accounts/ClientLogin first", {"www-authenticate": 'GoogleLogin realm="rashomon"'}
        )


@open_router.post("/accounts/ClientLogin")
async def client_login(request: Request, room: InRoom) -> Response:
    """Return what to show from now on: the token that was given as the password."""
    own_site(request)
    password = (await fields(request)).get("Passwd", [""])[0]
    if not password or not _opens(request, room, password):
        return PlainTextResponse("Error=BadAuthentication\n", 401)
    return PlainTextResponse(f"SID={password}\nLSID={password}\nAuth={password}\n")


def _opens(request: Request, room: Room, secret: str) -> bool:
    """Tell whether somebody may read who shows this."""
    asking = Request({**_showing(request.scope, secret), "state": {}})
    try:
        return visitor_of(asking, room).may("reader")
    except HTTPException as error:
        if error.status_code == 401:
            return False
        raise


async def fields(request: Request) -> Fields:
    """Return the fields of a form, whatever it is called: some clients say nothing of its type.

    Raises:
        HTTPException: 413, it is too large.
        InputError: it has too many fields.
    """
    body = await request.body()
    if len(body) > LARGEST:
        raise HTTPException(413, f"a form has at most {LARGEST // 10**6} MB; ask for fewer items at once")
    found: Fields = {}
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise InputError(f"this form cannot be read ({error}); ask for fewer items at once") from None
    for name, value in pairs:
        found.setdefault(name, []).append(value.replace("\0", "").strip())
    return found


def _showing(scope: Scope, secret: str) -> Scope:
    """Return a request that shows a token."""
    others = [(name, value) for name, value in scope["headers"] if name != b"authorization"]
    bearer = f"Bearer {secret}".encode("latin-1", "replace")
    return {**scope, "headers": [*others, (b"authorization", bearer)]}
