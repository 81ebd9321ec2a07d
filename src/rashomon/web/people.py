"""The people of a room and the audit log: for admins only."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from rashomon.archive import admitting
from rashomon.errors import ConfigError, InputError, Refused
from rashomon.web import access
from rashomon.web.asking import Cursor, Form, InRoom
from rashomon.web.paper import page
from rashomon.web.room import Room
from rashomon.web.views import PAGE
from rashomon.web.visiting import AsAdmin, actor, refuse_oneself

router = APIRouter(include_in_schema=False)


@router.get("/people")
def people(request: Request, room: InRoom, _who: AsAdmin) -> Response:
    """Show all accounts."""
    return _people_page(request, room)


@router.post("/people")
def add(request: Request, room: InRoom, form: Form, who: AsAdmin) -> Response:
    """Add an account."""
    typed, password = form.one("name"), form.as_typed("password")
    try:
        role = admitting.role_of(form.one("role"))
        admitting.add(room.archive, actor(request, room, who.name), typed, password, role)
    except (ConfigError, Refused) as error:
        return _people_page(request, room, str(error), typed)
    # Where this was the first account, nobody comes in any more without it.
    return RedirectResponse("/people", 303)


@router.post("/people/{name}")
def change(request: Request, room: InRoom, name: str, form: Form, who: AsAdmin) -> Response:
    """Change the role of an account, disable it or enable it again; never one's own."""
    refuse_oneself(who, name)
    by = actor(request, room, who.name)
    match form.one("kind"):
        case "role":
            admitting.change(room.archive, by, name, role=admitting.role_of(form.one("role")))
        case "disable" | "enable" as kind:
            admitting.change(room.archive, by, name, disabled=kind == "disable")
        case other:
            raise InputError(f"'{other}' cannot be done to an account")
    return RedirectResponse("/people", 303)


@router.get("/audit")
def audit(request: Request, room: InRoom, _who: AsAdmin, after: Cursor = None) -> Response:
    """Show what was done."""
    with room.archive.reading() as reader:
        view = access.audit(reader, PAGE, after)
    return page(request, room, "audit.html.j2", view=view, here="audit")


def _people_page(request: Request, room: Room, notice: str = "", typed: str = "") -> Response:
    with room.archive.reading() as reader:
        view = access.People(items=reader.accounts())
    status = 422 if notice else 200
    return page(request, room, "people.html.j2", status, view=view, notice=notice, typed=typed, here="people")
