"""What readers say of a brief and its sentences, and the queue in which editors answer."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from fastapi import Path as PathParameter
from starlette.responses import RedirectResponse, Response

from rashomon.archive.ruling import selectors
from rashomon.errors import InputError
from rashomon.model.account import Visitor
from rashomon.model.feedback import REASONS, Feedback, FeedbackKind, FeedbackState
from rashomon.model.ruling import Ruling
from rashomon.store.base import Writer
from rashomon.web import rulings as views
from rashomon.web.asking import Cursor, Form, InRoom, Posted
from rashomon.web.correcting import about, before_them, reference
from rashomon.web.paper import page
from rashomon.web.room import Room
from rashomon.web.views import PAGE
from rashomon.web.visiting import AsEditor, AsReader

router = APIRouter(include_in_schema=False)
LONGEST = 2000
"""Code points of what a reader says, and of its answer."""
DIGITS = 18
Number = Annotated[int, PathParameter(ge=1, lt=10**DIGITS)]
"""The number of a ruling or of feedback; databases count no further."""
State = Annotated[FeedbackState | None, Query()]
ANSWERS: dict[str, FeedbackState] = {"accept": "accepted", "decline": "declined"}


@router.post("/stories/{story}/feedback")
def say(request: Request, room: InRoom, story: str, form: Form, who: AsReader) -> Response:
    """Keep what a reader says of a brief, or of one thing in a story."""
    said(room, story, form, who)
    return page(request, room, "thanks.html.j2", story=story)


def said(room: Room, story: str, form: Posted, who: Visitor) -> Feedback:
    """Keep what a form says.

    Raises:
        InputError: it is for no reason that there is, or about nothing that is there.
        NotFound: there is no such story.
    """
    kind: FeedbackKind | None = next((k for k in get_args(FeedbackKind) if k == form.one("kind")), None)
    if kind is None:
        raise InputError(f"'{form.one('kind')[:40]}' is no reason; give one of {', '.join(REASONS)}")
    words = form.one("words")[:LONGEST]
    given = Feedback(
        story=story,
        kind=kind,
        language=form.one("language")[:35],
        words=words,
        who=who.name,
        at=room.clock(),
        state="open" if kind in REASONS or words else "counted",
    )
    if form.one("on"):
        given = _placed(room, given, form)
    with room.archive.writing() as writer:
        return writer.keep_feedback(given)


def _placed(room: Room, given: Feedback, form: Posted) -> Feedback:
    told = before_them(room, given.story, given.language)
    thing = about(told, form.one("on"), form.all("at"))
    with room.archive.reading() as reader:
        passages = selectors(reader, [reference(name) for name in thing.at])
    return replace(given, about=thing.subject, text=thing.text, passages=passages)


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
    answered(room, number, form, who)
    return RedirectResponse("/feedback", 303)


def answered(room: Room, number: int, form: Posted, who: Visitor) -> Feedback:
    """Keep an answer; answering again changes it.

    Raises:
        InputError: it neither accepts nor declines.
        NotFound: there is no such feedback.
    """
    state = ANSWERS.get(form.one("kind"))
    if state is None:
        raise InputError(f"'{form.one('kind')[:40]}' is no answer; accept or decline")
    with room.archive.writing() as writer:
        before = writer.one_feedback(number)
        told = form.one("answer")[:LONGEST]
        after = replace(before, state=state, answer=told, answered_by=who.name, answered_at=room.clock())
        writer.answer_feedback(after)
    return after


def accepted(writer: Writer, number: str, ruling: Ruling, who: str, at: datetime) -> None:
    """Accept the feedback because of which a ruling was given, if it was because of any.

    Raises:
        NotFound: there is no such feedback.
    """
    if number.isdecimal() and len(number) < DIGITS:
        before = writer.one_feedback(int(number))
        after = replace(
            before, state="accepted", answer=ruling.reason, answered_by=who, answered_at=at, ruling=ruling.id
        )
        writer.answer_feedback(after)
