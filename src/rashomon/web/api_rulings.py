"""``/api/v1``: rulings, corrections and feedback, to be read and given by programs.

What changes something takes the same fields as the forms of the pages, and answers with what was made.
"""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from rashomon.archive.telling import kept
from rashomon.model.feedback import Feedback, FeedbackState
from rashomon.model.ruling import Ruling
from rashomon.web import feedback as saying
from rashomon.web import ruling as ruled
from rashomon.web import rulings as views
from rashomon.web.answers import JSON, as_json
from rashomon.web.api import answers
from rashomon.web.asking import Cursor, Form, InRoom, Limit, Tongue
from rashomon.web.feedback import Number
from rashomon.web.orders_rulings import Reply, Rule, Say, order
from rashomon.web.views import PAGE
from rashomon.web.visiting import AsEditor, AsReader

router = APIRouter(prefix="/api/v1", default_response_class=Response)
State = Annotated[FeedbackState | None, Query(description="Only feedback in this state.")]


def _changes(kind: type, status: int) -> dict[int | str, Any]:
    """Describe what a route answers that changes something: there is nothing to be kept of it."""
    told = answers(kind)
    answered: dict[int | str, Any] = {number: told[number] for number in (400, 404, 422, 503)}
    return answered | {status: told[200], 403: told[404]}


@router.get("/stories/{story}/rulings", responses=answers(views.Rulings))
def rulings(request: Request, room: InRoom, _who: AsReader, story: str, language: Tongue = "") -> Response:
    """Return what people decided about what was read and compared in a story, and whether it applies."""
    told = kept(room.archive, story, room.encoder, language=language or None)
    with room.archive.reading() as reader:
        return as_json(request, views.rulings(reader, story, told))


@router.post("/stories/{story}/rulings", responses=_changes(views.RulingView, 201), status_code=201)
def correct(room: InRoom, story: str, form: Form, who: AsEditor) -> Response:
    """Give a ruling; fields: on, at (several), verdict and what it asks for, reason, language, feedback."""
    return _made(ruled.ruled(room, story, order(form, Rule), who))


@router.post("/stories/{story}/rulings/{ruling}/withdraw", responses=_changes(views.RulingView, 200))
def withdraw(room: InRoom, story: str, ruling: Number, _form: Form, who: AsEditor) -> Response:
    """Take a ruling back."""
    return _made(ruled.withdrawn(room, story, ruling, who), 200)


def _made(ruling: Ruling, status: int = 201) -> Response:
    return Response(
        msgspec.json.encode(views.RulingView(ruling=ruling, applied=None)), status, media_type=JSON
    )


@router.get("/corrections", responses=answers(views.Corrections))
def corrections(
    request: Request, room: InRoom, _who: AsReader, limit: Limit = PAGE, after: Cursor = None
) -> Response:
    """List what was corrected and what readers were answered, the latest first."""
    with room.archive.reading() as reader:
        return as_json(request, views.corrections(reader, limit, after))


@router.get("/feedback", responses=answers(views.FeedbackList))
def feedback(
    request: Request,
    room: InRoom,
    _who: AsEditor,
    state: State = None,
    limit: Limit = PAGE,
    after: Cursor = None,
) -> Response:
    """List what readers said, the latest first."""
    with room.archive.reading() as reader:
        return as_json(request, views.feedback(reader, state, limit, after))


@router.post("/stories/{story}/feedback", responses=_changes(Feedback, 201), status_code=201)
def say(room: InRoom, story: str, form: Form, who: AsReader) -> Response:
    """Say something of a brief or of one thing in it; fields: kind, words, language, on, at (several)."""
    return Response(
        msgspec.json.encode(saying.said(room, story, order(form, Say), who)), 201, media_type=JSON
    )


@router.post("/feedback/{number}", responses=_changes(Feedback, 200))
def answer(room: InRoom, number: Number, form: Form, who: AsEditor) -> Response:
    """Answer a reader; fields: kind (accept or decline) and answer."""
    return Response(
        msgspec.json.encode(saying.answered(room, number, order(form, Reply), who)), 200, media_type=JSON
    )
