"""``/api/v1``, watchlists: what a visitor watches, what happened, where it is told and how that fares."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rashomon.archive.watching import Told, Wanted, begin, change, hush, owned, rehearse, tell
from rashomon.web import watched
from rashomon.web.answers import JSON, as_json
from rashomon.web.api import answers, content
from rashomon.web.asking import Cursor, InRoom, Limit
from rashomon.web.guard import own_site
from rashomon.web.problems import MEDIA_TYPE, Problem
from rashomon.web.views import PAGE
from rashomon.web.visiting import AsEditor, AsReader
from rashomon.web.watchlists import send_again, spoken_by

LARGEST = 20_000
"""Bytes of one body."""
REFUSED = (400, 403, 404, 413, 415, 422, 503)
router = APIRouter(prefix="/api/v1", default_response_class=Response)


def read_as(kind: Any) -> Callable[[Request], Awaitable[Any]]:
    """Return what reads a body as a type; what is no JSON, or comes from another site, is refused."""

    async def read(request: Request) -> Any:
        own_site(request)
        if request.headers.get("content-type", "").partition(";")[0].strip().casefold() != JSON:
            raise HTTPException(415, f"send the body as {JSON}, with that Content-Type")
        body = await request.body()
        if len(body) > LARGEST:
            raise HTTPException(413, f"a body has at most {LARGEST:,} bytes")
        try:
            return msgspec.json.decode(body.replace(rb"\u0000", b""), type=kind)
        except msgspec.ValidationError as error:
            raise HTTPException(422, str(error)) from None
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise HTTPException(400, f"the body is no JSON: {error}") from None

    return read


Empty = Annotated[dict[str, Any], Depends(read_as(dict[str, Any]))]
"""An empty object; it stands last, so that who asks is looked at first."""


def _changes(kind: type | None, status: int) -> dict[int | str, Any]:
    """Describe what a route that changes something answers."""
    told: dict[int | str, Any] = {status: content(kind) if kind else {"description": "It is done"}}
    return told | {code: content(Problem, MEDIA_TYPE) for code in REFUSED}


def _made(view: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(view), status, media_type=JSON)


@router.get("/watchlists", responses=answers(watched.Watchlists))
def watchlists(request: Request, room: InRoom, who: AsReader) -> Response:
    """List one's own watchlists."""
    with room.archive.reading() as reader:
        return as_json(request, watched.watchlists(reader, who.name))


@router.post("/watchlists", status_code=201, responses=_changes(watched.WatchlistView, 201))
def watch(room: InRoom, who: AsEditor, wanted: Annotated[Wanted, Depends(read_as(Wanted))]) -> Response:
    """Begin to watch; empty conditions are none, no triggers are all of them."""
    with room.archive.writing() as writer:
        made = begin(writer, wanted, who.name, room.clock())
        return _made(watched.view(writer, made), 201)


@router.get("/watchlists/{watchlist}", responses=answers(watched.WatchlistView))
def watchlist(request: Request, room: InRoom, who: AsReader, watchlist: str) -> Response:
    """Return one of one's own watchlists."""
    with room.archive.reading() as reader:
        return as_json(request, watched.view(reader, owned(reader, watchlist, who.name)))


@router.put("/watchlists/{watchlist}", responses=_changes(watched.WatchlistView, 200))
def change_it(
    room: InRoom, who: AsEditor, watchlist: str, wanted: Annotated[Wanted, Depends(read_as(Wanted))]
) -> Response:
    """Watch for something else from now on."""
    with room.archive.writing() as writer:
        changed = change(writer, owned(writer, watchlist, who.name), wanted)
        return _made(watched.view(writer, changed))


@router.delete(
    "/watchlists/{watchlist}",
    status_code=204,
    responses=_changes(None, 204),
    dependencies=[Depends(own_site)],
)
def remove(room: InRoom, who: AsEditor, watchlist: str) -> Response:
    """Watch for it no more."""
    with room.archive.writing() as writer:
        writer.remove_watchlist(owned(writer, watchlist, who.name).id)
    return Response(status_code=204)


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
    base, language = str(request.base_url), spoken_by(request)
    with room.archive.reading() as reader:
        mine = owned(reader, watchlist, who.name)
        return as_json(request, watched.happenings(reader, mine.id, language, base, limit, after))


@router.post("/watchlists/{watchlist}/targets", status_code=201, responses=_changes(watched.Telling, 201))
def tell_it(
    room: InRoom, who: AsEditor, watchlist: str, told: Annotated[Told, Depends(read_as(Told))]
) -> Response:
    """Let a watchlist tell here, too; the secret of a webhook is shown when its address is new."""
    with room.archive.writing() as writer:
        known = {target.id for target in writer.targets(who.name)}
        target = tell(writer, owned(writer, watchlist, who.name), told, room.clock())
    secret = "" if target.id in known else target.secret
    return _made(watched.Telling(target=watched.target_view(target), secret=secret), 201)


@router.delete(
    "/watchlists/{watchlist}/targets/{target}",
    status_code=204,
    responses=_changes(None, 204),
    dependencies=[Depends(own_site)],
)
def hush_it(room: InRoom, who: AsEditor, watchlist: str, target: str) -> Response:
    """Let a watchlist tell here no more."""
    with room.archive.writing() as writer:
        hush(writer, owned(writer, watchlist, who.name), target)
    return Response(status_code=204)


@router.post(
    "/watchlists/{watchlist}/test",
    status_code=202,
    responses=_changes(None, 202),
)
def rehearse_it(room: InRoom, who: AsEditor, watchlist: str, _body: Empty) -> Response:
    """Send a test wherever a watchlist tells; the body is an empty object."""
    with room.archive.writing() as writer:
        rehearse(writer, owned(writer, watchlist, who.name), room.clock())
    return Response(status_code=202)


@router.get("/deliveries", responses=answers(watched.Deliveries))
def deliveries(
    request: Request, room: InRoom, who: AsReader, limit: Limit = PAGE, after: Cursor = None
) -> Response:
    """List one's own messages: what was sent, what waits, what failed and why."""
    with room.archive.reading() as reader:
        return as_json(request, watched.deliveries(reader, who.name, spoken_by(request), limit, after))


@router.post(
    "/deliveries/{message}/retry",
    status_code=204,
    responses=_changes(None, 204),
)
def retry(room: InRoom, who: AsEditor, message: str, _body: Empty) -> Response:
    """Try a message that was given up again; the body is an empty object."""
    send_again(room, who, message)
    return Response(status_code=204)
