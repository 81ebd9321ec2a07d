"""``/api/v1``, what changes something: decisions, articles, and what was set aside."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from rashomon.web import comparing, sourcing, views
from rashomon.web.answers import as_body
from rashomon.web.asking import InRoom
from rashomon.web.deciding import carry_out
from rashomon.web.describing import changes, takes
from rashomon.web.orders import Add, Decision, Nothing
from rashomon.web.outcomes import Added
from rashomon.web.visiting import AsEditor
from rashomon.web.writing import AtMostOnce, Empty, read_as

router = APIRouter(prefix="/api/v1", default_response_class=Response)


@router.post("/stories/{story}/decisions", responses=changes(views.StoryView), openapi_extra=takes(Decision))
def decide(
    room: InRoom,
    who: AsEditor,
    once: AtMostOnce,
    story: str,
    order: Annotated[Decision, Depends(read_as(Decision))],
) -> Response:
    """Carry out a person's decision about a story; answers the story that came of it."""

    def work() -> Response:
        changed = carry_out(room, who, story, order)
        with room.archive.reading() as reader:
            return as_body(views.story(reader, changed))

    return once(who, work)


@router.post("/articles", status_code=202, responses=changes(Added, 202), openapi_extra=takes(Add))
def add(
    room: InRoom, who: AsEditor, once: AtMostOnce, order: Annotated[Add, Depends(read_as(Add))]
) -> Response:
    """Keep articles, given as texts or by their addresses; the worker puts them into stories."""

    def work() -> Response:
        new, failures = comparing.add(room, comparing.brought(order))
        return as_body(Added(new=new, failures=failures), 202)

    return once(who, work)


@router.post(
    "/quarantine/{document}/retry",
    status_code=204,
    responses=changes(None, 204),
    openapi_extra=takes(Nothing),
)
def retry(room: InRoom, who: AsEditor, once: AtMostOnce, document: str, _body: Empty) -> Response:
    """Let a document that was set aside be read again."""

    def work() -> Response:
        sourcing.retry(room, document)
        return Response(status_code=204)

    return once(who, work)
