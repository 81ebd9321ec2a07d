"""Correcting: forms to say of something on a story's page that it is wrong, and what was corrected so far."""

from dataclasses import dataclass
from typing import Annotated, Any, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from rashomon.model.comparison import CellStance, ConflictKind
from rashomon.model.feedback import REASONS
from rashomon.render.schema import Document
from rashomon.render.telling import labels
from rashomon.web import correcting
from rashomon.web import rulings as views
from rashomon.web.asking import Cursor, Form, InRoom, Number, Posted, Tongue
from rashomon.web.correctable import Thing, before_them, named, others, quotes_in, thing_at
from rashomon.web.orders_rulings import Rule, order
from rashomon.web.paper import page
from rashomon.web.views import PAGE
from rashomon.web.visiting import AsEditor, AsReader

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """What a form is asked for: the thing, by where it stands, and the feedback that led to it."""

    on: str
    at: tuple[str, ...]
    language: str
    feedback: str


def _which(
    on: Annotated[str, Query(max_length=20)] = "",
    at: Annotated[list[str] | None, Query(max_length=50)] = None,
    language: Tongue = "",
    feedback: Annotated[str, Query(pattern=r"^\d{0,18}$")] = "",
) -> Which:
    return Which(on=on, at=tuple(at or ()), language=language, feedback=feedback)


@router.get("/stories/{story}/rule")
def form(
    request: Request,
    room: InRoom,
    visitor: AsReader,
    story: str,
    which: Annotated[Which, Depends(_which)],
) -> Response:
    """Ask what is wrong with one thing: editors correct it, everybody may report it."""
    told = before_them(room, story, which.language)
    shown = _choices(told, thing_at(told, which.on, which.at))
    return page(request, room, "rule.html.j2", which=which, editor=visitor.may("editor"), **shown)


def _choices(told: Document, thing: Thing) -> dict[str, Any]:
    return {
        "thing": thing,
        "story": told.story,
        "label": labels(told),
        "named": named,
        "people": sorted({e.name for e in told.entities if e.type in {"PER", "ORG"}}),
        "others": [(named(c.members[0].span), c.text) for c in others(told, thing)],
        "quotes": quotes_in(told, thing),
        "conflicts": get_args(ConflictKind),
        "stances": get_args(CellStance),
        "reasons": REASONS,
    }


@router.post("/stories/{story}/rulings")
def correct(room: InRoom, story: str, form: Form, who: AsEditor) -> Response:
    """Log a ruling; the story is compared anew with it."""
    ruling = correcting.rule(room, story, order(form, Rule), who)
    return _back(ruling.story, form)


@router.post("/stories/{story}/rulings/{ruling}/withdraw")
def withdraw(room: InRoom, story: str, ruling: Number, form: Form, who: AsEditor) -> Response:
    """Take a ruling back: the machine's finding holds again."""
    correcting.withdraw(room, story, ruling, who)
    return _back(story, form)


def _back(story: str, form: Posted) -> Response:
    language = form.one("language")
    query = f"?{urlencode({'language': language})}" if language else ""
    return RedirectResponse(f"/stories/{story}{query}#rulings", 303)


@router.get("/corrections")
def corrections(request: Request, room: InRoom, visitor: AsReader, after: Cursor = None) -> Response:
    """Show what was corrected, and what readers were answered."""
    with room.archive.reading() as reader:
        view = views.corrections(reader, PAGE, after)
    editor = visitor.may("editor")
    return page(request, room, "corrections.html.j2", view=view, editor=editor, here="corrections")
