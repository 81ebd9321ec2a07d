"""Who is visiting: every route that shows or changes something asks for somebody who may.

On one's own machine, and while the archive has no account, that is the user who opened the room. As soon as
there is an account, or others can reach the room, it is whoever logged in or shows a token.
"""

import logging
from collections.abc import Callable
from typing import Annotated

from fastapi import BackgroundTasks, Depends, Request
from starlette.exceptions import HTTPException

from rashomon.archive import admitting
from rashomon.archive.admitting import Actor
from rashomon.errors import InputError, StoreError
from rashomon.model.account import Role, Scope, Visitor
from rashomon.store.contract.archive import Reader
from rashomon.web.asking import InRoom
from rashomon.web.guard import SESSION, cookie
from rashomon.web.limiting import kind_of, network_of
from rashomon.web.room import Room

FEEDS = "/feeds/"
"""Readers of feeds cannot log in: below this path a token may stand in the address, as ``?key=``."""
READING = frozenset({"GET", "HEAD"})
OWN_RECORD = ("/login", "/logout", "/account", "/people", "/api/v1/account", "/api/v1/people")
"""What is changed below these paths stands in the audit log together with the change itself."""
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host")
_log = logging.getLogger(__name__)


def visitor_of(request: Request, room: Room) -> Visitor:
    """Return who is visiting.

    Raises:
        HTTPException: 401, nobody whom the room knows; 403, through a proxy that was not announced.
        TooMuch: a stranger asks too often.
    """
    known = guest_of(request, room)
    if known is None:
        room.limits.spend("stranger", network_of(address_of(request)))
        raise _unknown(shown=bool(_bearer(request)))
    return known


def guest_of(request: Request, room: Room) -> Visitor | None:
    """Return who is visiting, None for a stranger; looked up once a request."""
    if not hasattr(request.state, "visitor"):
        with room.archive.reading() as reader:
            known = _admitted(request, room, reader)
            local = known is None and not room.beyond and not reader.accounts()
            request.state.visitor = _myself(request, room) if local else known
    found: Visitor | None = request.state.visitor
    return found


def address_of(request: Request) -> str:
    """Return from where a request comes."""
    return request.client.host if request.client else "?"


def actor(request: Request, room: Room, who: str) -> Actor:
    """Return a visitor as the audit log has them."""
    return Actor(who=who, address=address_of(request), at=room.clock())


def spend_log_in(request: Request, room: Room, typed: str) -> None:
    """Count a try to log in; raises ``TooMuch``."""
    room.limits.spend("log-in", network_of(address_of(request)))
    room.limits.spend("password", typed.strip().lower()[:80])


def _myself(request: Request, room: Room) -> Visitor:
    if any(name in request.headers for name in _FORWARDED):
        # Whoever a proxy lets through would be the owner of the archive.
        raise HTTPException(403, "a proxy stands before this room; open it with --behind-proxy")
    return Visitor(name=room.who, role="admin")


def _admitted(request: Request, room: Room, reader: Reader) -> Visitor | None:
    now = room.clock()
    if shown := _bearer(request):
        return admitting.by_token(reader, shown, now)
    if session := request.cookies.get(cookie(request, SESSION)):
        return admitting.by_session(reader, session, now)
    if request.url.path.startswith(FEEDS) and (key := request.query_params.get("key")):
        # An address is seen by many: a token that opens more than feeds is not taken from one.
        found = admitting.by_token(reader, key, now)
        return found if found and found.scopes == ("feed",) else None
    return None


def _bearer(request: Request) -> str:
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    return shown.strip() if scheme.lower() == "bearer" else ""


def _unknown(*, shown: bool) -> HTTPException:
    if shown:
        why, detail = ', error="invalid_token"', "this token opens nothing; it is wrong, expired or revoked"
    else:
        why, detail = "", "log in, or show a token: Authorization: Bearer …"
    return HTTPException(401, detail, {"www-authenticate": f'Bearer realm="rashomon"{why}'})


def _at_least(role: Role, instead: Scope | None = None) -> Callable[..., Visitor]:
    """Return what lets those through who have a role, or show a token of the scope ``instead``."""

    def admitted(request: Request, room: InRoom, after: BackgroundTasks) -> Visitor:
        visitor = visitor_of(request, room)
        if not _may(visitor, role, instead, request):
            headers = {"www-authenticate": 'Bearer error="insufficient_scope"'} if visitor.scopes else {}
            raise HTTPException(
                403, f"this takes the role '{role}', which {visitor.name} cannot show", headers
            )
        _count(request, room, visitor)
        if visitor.id or request.method not in READING:
            after.add_task(_record, request, room, visitor)
        return visitor

    return admitted


def _may(visitor: Visitor, role: Role, instead: Scope | None, request: Request) -> bool:
    if visitor.may(role) or (instead is not None and visitor.holds(instead)):
        return True
    return role == "reader" and visitor.holds("feed") and request.url.path.startswith(FEEDS)


def _count(request: Request, room: Room, visitor: Visitor) -> None:
    """Count a request once, though several dependencies may ask who is there."""
    kind = kind_of(request.method, request.url.path)
    if kind and visitor.by != "local" and not getattr(request.state, "counted", False):
        request.state.counted = True
        room.limits.spend(kind, visitor.name)


def _record(request: Request, room: Room, visitor: Visitor) -> None:
    """Note, when the answer is sent, that a session was used and what was changed."""
    if getattr(request.state, "recorded", False):
        return
    request.state.recorded = True
    try:
        admitting.note_use(room.archive, visitor, room.clock())
        if request.method not in READING and not request.url.path.startswith(OWN_RECORD):
            what = f"{request.method} {request.scope['route'].path}"
            target = " ".join(map(str, request.path_params.values()))
            with room.archive.writing() as writer:
                writer.note(actor(request, room, visitor.name).entry(what, target[:300]))
    except StoreError as error:
        _log.warning("the audit log could not be written: %s", error)


reader = _at_least("reader")
AsReader = Annotated[Visitor, Depends(reader)]
AsEditor = Annotated[Visitor, Depends(_at_least("editor"))]
AsAdmin = Annotated[Visitor, Depends(_at_least("admin"))]
AsMeter = Annotated[Visitor, Depends(_at_least("admin", "metrics"))]
"""Who may read the room's figures: admins, and programs with a token for nothing else."""


def _themselves(visitor: AsReader) -> Visitor:
    """Let only those through who logged in: no token may change the password or make another token."""
    if visitor.by != "session":
        raise HTTPException(403, "this takes an account that has logged in; `rashomon user add` makes one")
    return visitor


AsThemselves = Annotated[Visitor, Depends(_themselves)]


def refuse_oneself(who: Visitor, name: str) -> None:
    """Raise ``InputError`` where somebody would change their own account."""
    if name == who.name:
        raise InputError("nobody changes their own role here; ask another admin or use `rashomon user`")
