"""``/api/v1``, who may come in: one's own account and tokens; for admins the people and the audit log.

What carries a password or answers a secret takes no Idempotency-Key: nothing of it may be kept.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from msgspec import UNSET
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rashomon.archive import admitting
from rashomon.model.account import Account
from rashomon.web import access
from rashomon.web.answers import as_body, as_json, listed
from rashomon.web.asking import Cursor, InRoom, Limit
from rashomon.web.describing import answers, changes, takes
from rashomon.web.orders_access import Admit, ChangePerson, MakeToken
from rashomon.web.views import PAGE
from rashomon.web.visiting import AsAdmin, AsReader, AsThemselves, actor, refuse_oneself
from rashomon.web.writing import AtMostOnce, read_as

router = APIRouter(prefix="/api/v1", default_response_class=Response)
Name = Annotated[str, Path(max_length=64)]
Number = Annotated[int, Path(ge=0, le=2**53)]


@router.get("/account", responses=answers(access.AccountView))
def account(request: Request, room: InRoom, who: AsReader) -> Response:
    """Return who asks and how they came in, with their open sessions and tokens."""
    with room.archive.reading() as reader:
        return as_json(request, access.account(reader, who, room.clock()))


@router.post(
    "/account/tokens",
    status_code=201,
    responses=changes(access.NewToken, 201),
    openapi_extra=takes(MakeToken),
)
def make_token(
    request: Request,
    room: InRoom,
    who: AsThemselves,
    order: Annotated[MakeToken, Depends(read_as(MakeToken))],
) -> Response:
    """Make a token of one's own; it takes a log-in, for no token makes another."""
    secret, made = admitting.give_token(
        room.archive,
        actor(request, room, who.name),
        who.name,
        admitting.scopes_of(order.scopes),
        label=order.label,
        days=order.days,
    )
    answer = as_body(access.NewToken(token=made, secret=secret), 201)
    answer.headers["cache-control"] = "no-store"
    return answer


@router.delete("/account/tokens/{token}", status_code=204, responses=changes(None, 204))
def revoke_token(request: Request, room: InRoom, who: AsReader, once: AtMostOnce, token: Number) -> Response:
    """Revoke a token of one's own; who shows a token can revoke that one only."""
    if who.by == "token" and who.id != token:
        raise HTTPException(403, "a token can revoke itself only; log in to revoke others")

    def work() -> Response:
        admitting.revoke(room.archive, actor(request, room, who.name), token, who.name)
        return Response(status_code=204)

    return once(who, work)


@router.get("/people", responses=answers(access.People))
def people(request: Request, room: InRoom, _who: AsAdmin) -> Response:
    """List all accounts, by name."""
    with room.archive.reading() as reader:
        return as_json(request, access.People(items=reader.accounts()))


@router.post("/people", status_code=201, responses=changes(Account, 201), openapi_extra=takes(Admit))
def admit(
    request: Request, room: InRoom, who: AsAdmin, order: Annotated[Admit, Depends(read_as(Admit))]
) -> Response:
    """Add an account. Where it is the first, nobody comes in any more without one."""
    by = actor(request, room, who.name)
    made = admitting.add(room.archive, by, order.name, order.password, order.role)
    return as_body(made, 201, f"/api/v1/people/{made.name}")


@router.get("/people/{name}", responses=answers(Account))
def person(request: Request, room: InRoom, _who: AsAdmin, name: Name) -> Response:
    """Return one account."""
    with room.archive.reading() as reader:
        return as_json(request, reader.account(name))


@router.patch("/people/{name}", responses=changes(Account), openapi_extra=takes(ChangePerson))
def change(
    request: Request,
    room: InRoom,
    who: AsAdmin,
    once: AtMostOnce,
    name: Name,
    order: Annotated[ChangePerson, Depends(read_as(ChangePerson))],
) -> Response:
    """Change what an account may, disable it or enable it again; never one's own."""
    refuse_oneself(who, name)

    def work() -> Response:
        changed = admitting.change(
            room.archive,
            actor(request, room, who.name),
            name,
            role=None if order.role is UNSET else order.role,
            disabled=None if order.disabled is UNSET else order.disabled,
        )
        return as_body(changed)

    return once(who, work)


@router.get("/audit", responses=answers(access.Audit))
def audit(
    request: Request, room: InRoom, _who: AsAdmin, limit: Limit = PAGE, after: Cursor = None
) -> Response:
    """List what was done, by whom and from where, the latest first."""
    with room.archive.reading() as reader:
        return listed(request, access.audit(reader, limit, after))
