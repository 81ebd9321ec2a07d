"""``/api/v1``: rulings, corrections and feedback, to be read and given by programs."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from rashomon.archive.telling import kept
from rashomon.model.feedback import Feedback, FeedbackState
from rashomon.web import correcting
from rashomon.web import rulings as views
from rashomon.web.answers import as_body, as_json
from rashomon.web.asking import Cursor, InRoom, Limit, Number, Tongue
from rashomon.web.describing import answers, changes, takes
from rashomon.web.orders import Nothing
from rashomon.web.orders_rulings import Reply, Rule, Say
from rashomon.web.views import PAGE
from rashomon.web.visiting import AsEditor, AsReader
from rashomon.web.writing import AtMostOnce, Empty, read_as

router = APIRouter(prefix="/api/v1", default_response_class=Response)
State = Annotated[FeedbackState | None, Query(description="Only feedback in this state.")]


@router.get("/stories/{story}/rulings", responses=answers(views.Rulings))
def rulings(request: Request, room: InRoom, _who: AsReader, story: str, language: Tongue = "") -> Response:
    """Return what people decided about what was read and compared in a story, and whether it applies."""
    told = kept(room.archive, story, room.encoder, language=language or None)
    with room.archive.reading() as reader:
        name = reader.story(story).id
        return as_json(request, views.rulings(name, reader.rulings(name), lambda: told))


@router.post(
    "/stories/{story}/rulings",
    status_code=201,
    responses=changes(views.RulingView, 201),
    openapi_extra=takes(Rule),
)
def correct(
    room: InRoom,
    who: AsEditor,
    once: AtMostOnce,
    story: str,
    order: Annotated[Rule, Depends(read_as(Rule))],
) -> Response:
    """Give a ruling: the story is compared anew with it."""

    def work() -> Response:
        return as_body(views.RulingView(ruling=correcting.rule(room, story, order, who), applied=None), 201)

    return once(who, work)


@router.post(
    "/stories/{story}/rulings/{ruling}/withdraw",
    responses=changes(views.RulingView),
    openapi_extra=takes(Nothing),
)
def withdraw(
    room: InRoom, who: AsEditor, once: AtMostOnce, story: str, ruling: Number, _body: Empty
) -> Response:
    """Take a ruling back."""

    def work() -> Response:
        return as_body(views.RulingView(ruling=correcting.withdraw(room, story, ruling, who), applied=None))

    return once(who, work)


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


@router.post(
    "/stories/{story}/feedback",
    status_code=201,
    responses=changes(Feedback, 201),
    openapi_extra=takes(Say),
)
def say(
    room: InRoom, who: AsReader, once: AtMostOnce, story: str, order: Annotated[Say, Depends(read_as(Say))]
) -> Response:
    """Say something of a brief, or of one thing in it."""
    return once(who, lambda: as_body(correcting.say(room, story, order, who), 201))


@router.post("/feedback/{number}", responses=changes(Feedback), openapi_extra=takes(Reply))
def answer(
    room: InRoom,
    who: AsEditor,
    once: AtMostOnce,
    number: Number,
    order: Annotated[Reply, Depends(read_as(Reply))],
) -> Response:
    """Answer a reader, for everybody to see."""
    return once(who, lambda: as_body(correcting.answer(room, number, order, who)))
