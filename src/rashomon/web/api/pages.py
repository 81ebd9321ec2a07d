"""``/api/v1``: outlets, persons, organisations and places, and a story over time."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from rashomon.lang.web import SPOKEN
from rashomon.web import entities, history, outlets
from rashomon.web.answers import as_json
from rashomon.web.api.reading import MOVED
from rashomon.web.asking import (
    Cursor,
    EntityKind,
    InRoom,
    OtherOutlet,
    ReportKey,
    StoryCursor,
    Tongue,
    TypedName,
)
from rashomon.web.describing import answers
from rashomon.web.visiting import AsReader

router = APIRouter(prefix="/api/v1", default_response_class=Response)


@router.get("/stories/{story}/history", responses=answers(history.History, also=MOVED))
def story_history(
    request: Request, room: InRoom, _who: AsReader, story: str, old: ReportKey = "", new: ReportKey = ""
) -> Response:
    """List the kept reports of a story, with what changed between two of them."""
    with room.archive.reading() as reader:
        view = history.history(reader, story, old, new)
    if view.story.id != story:
        return RedirectResponse(f"/api/v1/stories/{view.story.id}/history", 308)
    return as_json(request, view)


@router.get("/outlets", responses=answers(outlets.Outlets))
def list_outlets(request: Request, room: InRoom, _who: AsReader) -> Response:
    """List the outlets with the most stories."""
    with room.archive.reading() as reader:
        return as_json(request, outlets.outlets(reader))


@router.get("/outlets/{outlet_id:path}/lines", responses=answers(outlets.Evidence))
def lines(request: Request, room: InRoom, _who: AsReader, outlet_id: str, other: OtherOutlet) -> Response:
    """Return the passages that two outlets share, from the latest reports."""
    with room.archive.reading() as reader:
        return as_json(request, outlets.evidence(reader, outlet_id, other))


@router.get("/outlets/{outlet_id:path}", responses=answers(outlets.OutletView))
def outlet(
    request: Request, room: InRoom, who: AsReader, outlet_id: str, after: StoryCursor = None
) -> Response:
    """Return an outlet, its part in the archive and a page of its stories."""
    with room.archive.reading() as reader:
        return as_json(request, outlets.outlet(reader, outlet_id, who.name, after))


@router.get("/entities", responses=answers(entities.Entities))
def find_entities(
    request: Request,
    room: InRoom,
    _who: AsReader,
    q: TypedName = "",
    kind: EntityKind = "",
    language: Tongue = SPOKEN,
) -> Response:
    """Find persons, organisations and places by name; without one, those named in most latest stories."""
    with room.archive.reading() as reader:
        return as_json(request, entities.entities(reader, q, kind, language))


@router.get("/entities/{entity_id}", responses=answers(entities.EntityView))
def entity(request: Request, room: InRoom, who: AsReader, entity_id: str, after: Cursor = None) -> Response:
    """Return a person, organisation or place: stories, quotations and how these differ."""
    with room.archive.reading() as reader:
        return as_json(request, entities.entity(reader, entity_id, who.name, after))
