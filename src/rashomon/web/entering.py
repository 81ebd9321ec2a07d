"""Logging in and out, and one's own account: password, sessions, tokens."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from rashomon.archive import admitting
from rashomon.errors import ConfigError, InputError
from rashomon.model.account import SCOPES, Scope, Token, Visitor
from rashomon.web import access
from rashomon.web.asking import Form, InRoom, Posted
from rashomon.web.guard import SESSION, cookie, is_secure
from rashomon.web.leading import own_path
from rashomon.web.orders_access import LONGEST_LABEL, MOST_DAYS
from rashomon.web.paper import page
from rashomon.web.room import Room
from rashomon.web.speaking import words_to
from rashomon.web.visiting import AsThemselves, actor, guest_of, spend_log_in

open_router = APIRouter(include_in_schema=False)
router = APIRouter(include_in_schema=False)
Next = Annotated[str, Query(max_length=2000)]


@open_router.get("/login")
def login(request: Request, room: InRoom, next: Next = "/") -> Response:  # noqa: A002 - the name in the address
    """Show the form to log in."""
    if guest_of(request, room):
        return RedirectResponse(own_path(next), 303)
    return _login_page(request, room, own_path(next))


@open_router.post("/login")
def log_in(request: Request, room: InRoom, form: Form) -> Response:
    """Log in; the session has a new name each time."""
    name, wanted = form.one("name").lower(), own_path(form.one("next"))
    spend_log_in(request, room, name)
    opened = admitting.log_in(room.archive, actor(request, room, name), form.as_typed("password"))
    if opened is None:
        return _login_page(request, room, wanted, wrong=True, typed=name)
    _leave(request, room)
    answer = RedirectResponse(wanted, 303)
    _set_session(request, answer, opened[0])
    return answer


@open_router.post("/logout")
def log_out(request: Request, room: InRoom, _form: Form) -> Response:
    """End this session."""
    _leave(request, room)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(cookie(request, SESSION), secure=is_secure(request), httponly=True, samesite="lax")
    return answer


def _login_page(
    request: Request, room: Room, wanted: str, *, wrong: bool = False, typed: str = ""
) -> Response:
    status = 403 if wrong else 200
    return page(
        request, room, "login.html.j2", status, next=wanted, wrong=wrong, typed=typed[:80], here="login"
    )


def _leave(request: Request, room: Room) -> None:
    """End the session that a visitor brings along, if any."""
    known = guest_of(request, room)
    if known and known.by == "session":
        admitting.log_out(room.archive, actor(request, room, known.name), known.id)


def _set_session(request: Request, answer: Response, secret: str) -> None:
    answer.set_cookie(
        cookie(request, SESSION),
        secret,
        max_age=int(admitting.SESSION.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=is_secure(request),
    )


@router.get("/account")
def account(request: Request, room: InRoom, who: AsThemselves) -> Response:
    """Show one's own account."""
    return _account_page(request, room, who)


@router.post("/account/password")
def change_password(request: Request, room: InRoom, form: Form, who: AsThemselves) -> Response:
    """Change one's own password; all other sessions end."""
    words = words_to(request).access
    old, new, again = (form.as_typed(field) for field in ("old", "new", "again"))
    spend_log_in(request, room, who.name)
    if not admitting.right(room.archive, who.name, old):
        return _account_page(request, room, who, words.wrong_old)
    if new != again:
        return _account_page(request, room, who, words.not_the_same)
    try:
        admitting.set_password(room.archive, actor(request, room, who.name), who.name, new, keep=who.id)
    except ConfigError as error:
        return _account_page(request, room, who, str(error))
    return RedirectResponse("/account", 303)


@router.post("/account/sessions")
def end_sessions(request: Request, room: InRoom, form: Form, who: AsThemselves) -> Response:
    """End one of one's sessions, or all others."""
    by = actor(request, room, who.name)
    admitting.end_sessions(room.archive, by, only=_number(form, "session"), but=who.id)
    return RedirectResponse("/account", 303)


@router.post("/account/tokens")
def make_token(request: Request, room: InRoom, form: Form, who: AsThemselves) -> Response:
    """Make a token of one's own and show it, this once."""
    try:
        scopes = admitting.scopes_of(form.all("scope"))
    except ConfigError as error:
        return _account_page(request, room, who, str(error))
    days = _number(form, "days")
    if days is not None and days > MOST_DAYS:
        raise InputError(
            f"{days} days: a token lasts {MOST_DAYS} at most; leave it empty for one without end"
        )
    by = actor(request, room, who.name)
    label = form.one("label")[:LONGEST_LABEL]
    secret, made = admitting.give_token(room.archive, by, who.name, scopes, label=label, days=days)
    return _account_page(request, room, who, secret=secret, made=made)


@router.post("/account/tokens/{token}/revoke")
def revoke_token(request: Request, room: InRoom, token: int, _form: Form, who: AsThemselves) -> Response:
    """Revoke a token of one's own."""
    admitting.revoke(room.archive, actor(request, room, who.name), token, who.name)
    return RedirectResponse("/account", 303)


def _account_page(
    request: Request,
    room: Room,
    who: Visitor,
    notice: str = "",
    *,
    secret: str = "",
    made: Token | None = None,
) -> Response:
    with room.archive.reading() as opened:
        view = access.account(opened, who, room.clock())
    shown = {"view": view, "notice": notice, "secret_token": secret, "made": made, "scopes": _scopes(who)}
    answer = page(request, room, "account.html.j2", 422 if notice else 200, here="account", **shown)
    if secret:
        answer.headers["cache-control"] = "no-store"
    return answer


def _scopes(who: Visitor) -> tuple[Scope, ...]:
    """Return the scopes that can open something for somebody of this role."""
    least: dict[Scope, bool] = {"write": who.may("editor"), "admin": who.may("admin")}
    return tuple(scope for scope in SCOPES if least.get(scope, True))


def _number(form: Posted, field: str) -> int | None:
    typed = form.one(field)
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 16):
        raise InputError(f"'{typed[:40]}' is no number")
    return int(typed)
