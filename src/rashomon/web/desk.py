"""The pages of outlets, of persons, organisations and places, and of a story over time."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from rashomon.web import entities as names
from rashomon.web import history as histories
from rashomon.web import outlets as shares
from rashomon.web.asking import Cursor, EntityKind, InRoom, OtherOutlet, ReportKey, StoryCursor, TypedName
from rashomon.web.paper import page
from rashomon.web.speaking import spoken_to
from rashomon.web.visiting import AsReader

router = APIRouter(include_in_schema=False)


@router.get("/stories/{story}/history")
def history(
    request: Request, room: InRoom, _who: AsReader, story: str, old: ReportKey = "", new: ReportKey = ""
) -> Response:
    """Show what the reports of a story came to, and what changed between two of them."""
    with room.archive.reading() as reader:
        view = histories.history(reader, story, old, new)
    if view.story.id != story:
        return RedirectResponse(f"/stories/{view.story.id}/history", 308)
    return page(request, room, "history.html.j2", view=view)


@router.get("/outlets")
def outlets(request: Request, room: InRoom, _who: AsReader) -> Response:
    """Show which outlets there are."""
    with room.archive.reading() as reader:
        view = shares.outlets(reader)
    return page(request, room, "outlets.html.j2", view=view)


@router.get("/outlets/{outlet_id:path}/lines")
def lines(request: Request, room: InRoom, _who: AsReader, outlet_id: str, other: OtherOutlet) -> Response:
    """Show the passages that two outlets share."""
    with room.archive.reading() as reader:
        view = shares.evidence(reader, outlet_id, other)
    return page(request, room, "lines.html.j2", view=view)


@router.get("/outlets/{outlet_id:path}")
def outlet(
    request: Request, room: InRoom, who: AsReader, outlet_id: str, after: StoryCursor = None
) -> Response:
    """Show one outlet."""
    with room.archive.reading() as reader:
        view = shares.outlet(reader, outlet_id, who.name, after)
    most = max((number for _, number in view.counts.days), default=0)
    return page(request, room, "outlet.html.j2", view=view, most=most)


@router.get("/entities")
def entities(
    request: Request, room: InRoom, _who: AsReader, q: TypedName = "", kind: EntityKind = ""
) -> Response:
    """Show who bears a name."""
    language = spoken_to(request)
    with room.archive.reading() as reader:
        view = names.entities(reader, q, kind, language)
    return page(request, room, "entities.html.j2", view=view)


@router.get("/entities/{entity_id}")
def entity(request: Request, room: InRoom, who: AsReader, entity_id: str, after: Cursor = None) -> Response:
    """Show one person, organisation or place."""
    with room.archive.reading() as reader:
        view = names.entity(reader, entity_id, who.name, after)
    return page(request, room, "entity.html.j2", view=view)
