"""Who is visiting: every route that shows or changes something asks for somebody who may."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from rashomon.model.account import Role, Visitor
from rashomon.web.asking import InRoom
from rashomon.web.room import Room


def visitor_of(_request: Request, room: Room) -> Visitor:
    """Return who is visiting: on one's own machine, the user who opened the room."""
    return Visitor(name=room.who, role="admin")


def _at_least(role: Role) -> Callable[[Request, InRoom], Visitor]:
    def admitted(request: Request, room: InRoom) -> Visitor:
        visitor = visitor_of(request, room)
        if not visitor.may(role):
            raise HTTPException(403, f"this takes the role '{role}', and {visitor.name} is '{visitor.role}'")
        return visitor

    return admitted


AsReader = Annotated[Visitor, Depends(_at_least("reader"))]
AsEditor = Annotated[Visitor, Depends(_at_least("editor"))]
AsAdmin = Annotated[Visitor, Depends(_at_least("admin"))]
