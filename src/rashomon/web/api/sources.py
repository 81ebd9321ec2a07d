"""``/api/v1/sources``: follow places, change how, stop, and exchange lists of them with other readers."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from rashomon.archive.sources import to_list
from rashomon.errors import NotFound
from rashomon.web import followed, sourcing
from rashomon.web.answers import as_body, as_json, tagged
from rashomon.web.asking import InRoom
from rashomon.web.describing import answers, changes, content, takes
from rashomon.web.orders import Change, Follow
from rashomon.web.outcomes import Imported
from rashomon.web.room import Room
from rashomon.web.visiting import AsAdmin, AsReader
from rashomon.web.writing import OPML, AtMostOnce, read_as, read_opml

router = APIRouter(prefix="/api/v1", default_response_class=Response)
LIST = OPML[0]


@router.post(
    "/sources",
    status_code=201,
    responses=changes(followed.SourceView, 201, also={200: content(followed.SourceView)}),
    openapi_extra=takes(Follow),
)
def follow(
    room: InRoom, who: AsAdmin, once: AtMostOnce, order: Annotated[Follow, Depends(read_as(Follow))]
) -> Response:
    """Follow a place of the web; 200 where it was followed before."""

    def work() -> Response:
        place, new = sourcing.follow(room, order)
        return as_body(_view(room, place.id), 201 if new else 200, f"/api/v1/sources/{place.id}")

    return once(who, work)


@router.get(
    "/sources.opml",
    responses=answers(followed.Sources, also={200: {"description": "OPML 2.0", "content": {LIST: {}}}}),
)
def export(request: Request, room: InRoom, _who: AsReader) -> Response:
    """Return all feeds that are followed as an OPML list."""
    with room.archive.reading() as reader:
        places = tuple(place for place, _ in reader.subscriptions())
    return tagged(request, to_list(places), LIST)


@router.post("/sources.opml", responses=changes(Imported), openapi_extra=takes(None, *OPML))
def take_over(
    room: InRoom, who: AsAdmin, once: AtMostOnce, body: Annotated[bytes, Depends(read_opml)]
) -> Response:
    """Follow all feeds of an OPML list."""

    def work() -> Response:
        new, known = sourcing.take_over(room, body)
        return as_body(Imported(new=new, known=known))

    return once(who, work)


@router.get("/sources/{source}", responses=answers(followed.SourceView))
def source(request: Request, room: InRoom, _who: AsReader, source: str) -> Response:
    """Return a place that is followed and how it fares."""
    return as_json(request, _view(room, source))


@router.patch("/sources/{source}", responses=changes(followed.SourceView), openapi_extra=takes(Change))
def change(
    room: InRoom,
    who: AsAdmin,
    once: AtMostOnce,
    source: str,
    order: Annotated[Change, Depends(read_as(Change))],
) -> Response:
    """Change how a place is followed; what is left out stays as it is."""

    def work() -> Response:
        sourcing.change(room, source, order)
        return as_body(_view(room, source))

    return once(who, work)


@router.delete("/sources/{source}", status_code=204, responses=changes(None, 204))
def remove(room: InRoom, who: AsAdmin, once: AtMostOnce, source: str) -> Response:
    """Stop following a place; what came from it stays."""

    def work() -> Response:
        sourcing.remove(room, source)
        return Response(status_code=204)

    return once(who, work)


def _view(room: Room, source: str) -> followed.SourceView:
    with room.archive.reading() as reader:
        found = next((one for one in followed.sources(reader).items if one.id == source), None)
    if found is None:
        raise NotFound(f"there is no source '{source}'")
    return found
