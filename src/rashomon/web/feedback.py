"""What readers say of a brief and its sentences, and the queue in which editors answer."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from fastapi import Path as PathParameter
from starlette.responses import RedirectResponse, Response

from rashomon.archive.ruling import selectors
from rashomon.model.account import Visitor
from rashomon.model.feedback import REASONS, Feedback, FeedbackState
from rashomon.model.ruling import Ruling
from rashomon.store.contract.archive import Writer
from rashomon.web import rulings as views
from rashomon.web.asking import Cursor, Form, InRoom
from rashomon.web.correcting import About, about, before_them, reference
from rashomon.web.orders_rulings import Reply, Say, order
from rashomon.web.paper import page
from rashomon.web.room import Room
from rashomon.web.views import PAGE
from rashomon.web.visiting import AsEditor, AsReader

router = APIRouter(include_in_schema=False)
Number = Annotated[int, PathParameter(ge=1, lt=10**18)]
"""The number of a ruling or of feedback; databases count no further."""
State = Annotated[FeedbackState | None, Query()]
STATES: dict[str, FeedbackState] = {"accept": "accepted", "decline": "declined"}


@router.post("/stories/{story}/feedback")
def say(request: Request, room: InRoom, story: str, form: Form, who: AsReader) -> Response:
    """Keep what a reader says of a brief, or of one thing in a story."""
    said(room, story, order(form, Say), who)
    return page(request, room, "thanks.html.j2", story=story)


def said(room: Room, story: str, asked: Say, who: Visitor) -> Feedback:
    """Keep what somebody says.

    Raises:
        InputError: it is about nothing that is there.
        NotFound: there is no such story.
    """
    given = Feedback(
        story=story,
        kind=asked.kind,
        about=asked.on,
        language=asked.language,
        words=asked.words,
        who=who.name,
        at=room.clock(),
        state="open" if asked.kind in REASONS or asked.words else "counted",
    )
    if asked.on:
        given = _placed(room, given, about(before_them(room, story, asked.language), asked.on, asked.at))
    with room.archive.writing() as writer:
        return writer.keep_feedback(given)


def _placed(room: Room, given: Feedback, thing: About) -> Feedback:
    with room.archive.reading() as reader:
        passages = selectors(reader, [reference(name) for name in thing.at])
    return replace(given, text=thing.text, passages=passages)


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
    answered(room, number, order(form, Reply), who)
    return RedirectResponse("/feedback", 303)


def answered(room: Room, number: int, asked: Reply, who: Visitor) -> Feedback:
    """Keep an answer; answering again changes it. Raises ``NotFound``."""
    with room.archive.writing() as writer:
        after = replace(
            writer.one_feedback(number),
            state=STATES[asked.kind],
            answer=asked.answer,
            answered_by=who.name,
            answered_at=room.clock(),
        )
        writer.answer_feedback(after)
    return after


def accepted(writer: Writer, number: int, ruling: Ruling, who: str, at: datetime) -> None:
    """Accept the feedback because of which a ruling was given. Raises ``NotFound``."""
    after = replace(
        writer.one_feedback(number),
        state="accepted",
        answer=ruling.reason,
        answered_by=who,
        answered_at=at,
        ruling=ruling.id,
    )
    writer.answer_feedback(after)
