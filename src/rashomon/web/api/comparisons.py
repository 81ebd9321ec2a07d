"""``/api/v1/comparisons``: articles compared at once, in memory, until they are kept or thrown away."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from rashomon.errors import InputError
from rashomon.web import comparing
from rashomon.web.answers import as_body, as_json
from rashomon.web.asking import InRoom
from rashomon.web.describing import answers, changes, content, takes
from rashomon.web.jobs import Job
from rashomon.web.orders import Compare, Nothing
from rashomon.web.outcomes import Added, Comparing, Comparison
from rashomon.web.visiting import AsEditor, AsReader
from rashomon.web.writing import AtMostOnce, Empty, read_as

router = APIRouter(prefix="/api/v1/comparisons", default_response_class=Response)


@router.post("", status_code=202, responses=changes(Comparing, 202), openapi_extra=takes(Compare))
def begin(
    room: InRoom, who: AsEditor, once: AtMostOnce, order: Annotated[Compare, Depends(read_as(Compare))]
) -> Response:
    """Begin to compare texts and addresses; Location is where the comparison will be."""

    def work() -> Response:
        wanted = comparing.brought(order, language=order.language)
        if not wanted:
            raise InputError(comparing.NO_TEXT)
        name = comparing.begin(room, wanted)
        return _pending(name, comparing.job_of(room, name))

    return once(who, work)


@router.get("/{name}", responses=answers(Comparison, also={202: content(Comparing)}))
def comparison(request: Request, room: InRoom, _who: AsReader, name: str) -> Response:
    """Return a comparison, or 202 while it is under way."""
    job = comparing.job_of(room, name)
    if not job.ended:
        return _pending(name, job)
    found: comparing.Compared = job.result()
    return as_json(request, Comparison(id=name, document=found.document, failures=found.failures))


@router.post("/{name}/keep", status_code=202, responses=changes(Added, 202), openapi_extra=takes(Nothing))
def keep(room: InRoom, who: AsEditor, once: AtMostOnce, name: str, _body: Empty) -> Response:
    """Keep the articles of a comparison; the worker reads them and puts them into stories."""
    return once(who, lambda: as_body(Added(new=comparing.keep_it(room, name, who.name), failures=()), 202))


@router.delete("/{name}", status_code=204, responses=changes(None, 204))
def drop(room: InRoom, who: AsEditor, once: AtMostOnce, name: str) -> Response:
    """Throw a comparison away that has come to its end."""

    def work() -> Response:
        comparing.drop_it(room, name)
        return Response(status_code=204)

    return once(who, work)


def _pending(name: str, job: Job) -> Response:
    answer = as_body(Comparing(id=name, done=job.done, of=job.of), 202, f"/api/v1/comparisons/{name}")
    answer.headers["retry-after"] = "2"
    return answer
