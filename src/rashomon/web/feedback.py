"""What readers say of a brief and its sentences, and the queue in which editors answer."""

from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from rashomon.model.feedback import FeedbackState
from rashomon.web import correcting
from rashomon.web import rulings as views
from rashomon.web.asking import Cursor, Form, InRoom, Number
from rashomon.web.orders_rulings import Reply, Say, order
from rashomon.web.paper import page
from rashomon.web.views import PAGE
from rashomon.web.visiting import AsEditor, AsReader

router = APIRouter(include_in_schema=False)
State = Annotated[FeedbackState | None, Query()]


@router.post("/stories/{story}/feedback")
def say(request: Request, room: InRoom, story: str, form: Form, who: AsReader) -> Response:
    """Keep what a reader says of a brief, or of one thing in a story."""
    correcting.say(room, story, order(form, Say), who)
    return page(request, room, "thanks.html.j2", story=story)


@router.get("/feedback")
def queue(
    request: Request, room: InRoom, who: AsEditor, state: State = "open", after: Cursor = None
) -> Response:
    """Show editors what readers said."""
    with room.archive.reading() as reader:
        view = views.feedback(reader, state, PAGE, after)
    states = get_args(FeedbackState)
    return page(request, room, "feedback.html.j2", view=view, state=state, states=states, who=who.name)


@router.post("/feedback/{number}")
def answer(room: InRoom, number: Number, form: Form, who: AsEditor) -> Response:
    """Answer a reader: accept or decline, with words for everybody."""
    correcting.answer(room, number, order(form, Reply), who)
    return RedirectResponse("/feedback", 303)
