"""``/api/v1``, watchlists: what a visitor watches, what happened, where it is told and how that fares."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from rashomon.archive.watchlists import (
    TargetOrder,
    WatchlistOrder,
    begin,
    change,
    hush,
    owned,
    rehearse,
    tell,
)
from rashomon.web import watched
from rashomon.web.answers import as_body, as_json, listed
from rashomon.web.asking import Cursor, InRoom, Limit
from rashomon.web.describing import answers, changes, takes
from rashomon.web.orders import Nothing
from rashomon.web.speaking import spoken_to
from rashomon.web.views import PAGE
from rashomon.web.visiting import AsEditor, AsReader
from rashomon.web.writing import AtMostOnce, Empty, read_as

router = APIRouter(prefix="/api/v1", default_response_class=Response)
AsWanted = Annotated[WatchlistOrder, Depends(read_as(WatchlistOrder))]
AsTold = Annotated[TargetOrder, Depends(read_as(TargetOrder))]


@router.get("/watchlists", responses=answers(watched.Watchlists))
def watchlists(request: Request, room: InRoom, who: AsReader) -> Response:
    """List one's own watchlists."""
    with room.archive.reading() as reader:
        return as_json(request, watched.watchlists(reader, who.name))


@router.post(
    "/watchlists",
    status_code=201,
    responses=changes(watched.WatchlistView, 201),
    openapi_extra=takes(WatchlistOrder),
)
def watch(room: InRoom, who: AsEditor, once: AtMostOnce, wanted: AsWanted) -> Response:
    """Begin to watch; empty conditions are none, no triggers are all of them."""

    def work() -> Response:
        with room.archive.writing() as writer:
            made = begin(writer, wanted, who.name, room.clock())
            return as_body(watched.view(writer, made), 201, f"/api/v1/watchlists/{made.id}")

    return once(who, work)


@router.get("/watchlists/{watchlist}", responses=answers(watched.WatchlistView))
def watchlist(request: Request, room: InRoom, who: AsReader, watchlist: str) -> Response:
    """Return one of one's own watchlists."""
    with room.archive.reading() as reader:
        return as_json(request, watched.view(reader, owned(reader, watchlist, who.name)))


@router.put(
    "/watchlists/{watchlist}", responses=changes(watched.WatchlistView), openapi_extra=takes(WatchlistOrder)
)
def change_it(room: InRoom, who: AsEditor, once: AtMostOnce, watchlist: str, wanted: AsWanted) -> Response:
    """Watch for something else from now on."""

    def work() -> Response:
        with room.archive.writing() as writer:
            changed = change(writer, owned(writer, watchlist, who.name), wanted)
            return as_body(watched.view(writer, changed))

    return once(who, work)


@router.delete("/watchlists/{watchlist}", status_code=204, responses=changes(None, 204))
def remove(room: InRoom, who: AsEditor, once: AtMostOnce, watchlist: str) -> Response:
    """Watch for it no more."""

    def work() -> Response:
        with room.archive.writing() as writer:
            writer.remove_watchlist(owned(writer, watchlist, who.name).id)
        return Response(status_code=204)

    return once(who, work)


@router.get("/watchlists/{watchlist}/events", responses=answers(watched.Happenings))
def events(
    request: Request,
    room: InRoom,
    who: AsReader,
    watchlist: str,
    limit: Limit = PAGE,
    after: Cursor = None,
) -> Response:
    """List what happened to a watchlist, the latest first."""
    base, language = str(request.base_url), spoken_to(request)
    with room.archive.reading() as reader:
        mine = owned(reader, watchlist, who.name)
        return listed(request, watched.happenings(reader, mine.id, language, base, limit, after))


@router.post(
    "/watchlists/{watchlist}/targets",
    status_code=201,
    responses=changes(watched.NewTarget, 201),
    openapi_extra=takes(TargetOrder),
)
def tell_it(room: InRoom, who: AsEditor, once: AtMostOnce, watchlist: str, told: AsTold) -> Response:
    """Let a watchlist tell here, too; the secret of a webhook is shown when its address is new."""

    def work() -> Response:
        with room.archive.writing() as writer:
            known = {target.id for target in writer.targets(who.name)}
            target = tell(writer, owned(writer, watchlist, who.name), told, room.clock())
        secret = "" if target.id in known else target.secret
        return as_body(watched.NewTarget(target=watched.target_view(target), secret=secret), 201)

    return once(who, work)


@router.delete("/watchlists/{watchlist}/targets/{target}", status_code=204, responses=changes(None, 204))
def hush_it(room: InRoom, who: AsEditor, once: AtMostOnce, watchlist: str, target: str) -> Response:
    """Let a watchlist tell here no more."""

    def work() -> Response:
        with room.archive.writing() as writer:
            hush(writer, owned(writer, watchlist, who.name), target)
        return Response(status_code=204)

    return once(who, work)


@router.post(
    "/watchlists/{watchlist}/test",
    status_code=202,
    responses=changes(None, 202),
    openapi_extra=takes(Nothing),
)
def rehearse_it(room: InRoom, who: AsEditor, once: AtMostOnce, watchlist: str, _body: Empty) -> Response:
    """Send a test wherever a watchlist tells."""

    def work() -> Response:
        with room.archive.writing() as writer:
            rehearse(writer, owned(writer, watchlist, who.name), room.clock())
        return Response(status_code=202)

    return once(who, work)


@router.get("/deliveries", responses=answers(watched.Deliveries))
def deliveries(
    request: Request, room: InRoom, who: AsReader, limit: Limit = PAGE, after: Cursor = None
) -> Response:
    """List one's own messages: what was sent, what waits, what failed and why."""
    with room.archive.reading() as reader:
        return listed(request, watched.deliveries(reader, who.name, spoken_to(request), limit, after))


@router.post(
    "/deliveries/{message}/retry",
    status_code=204,
    responses=changes(None, 204),
    openapi_extra=takes(Nothing),
)
def retry(room: InRoom, who: AsEditor, once: AtMostOnce, message: str, _body: Empty) -> Response:
    """Try a message that was given up again."""

    def work() -> Response:
        with room.archive.writing() as writer:
            writer.send_again(message, who.name, room.clock())
        return Response(status_code=204)

    return once(who, work)
