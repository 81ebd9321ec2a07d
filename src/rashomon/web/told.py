"""A story's comparison for programs: there, or begun and to be asked for again."""

from concurrent.futures import wait
from dataclasses import dataclass
from typing import Literal

import msgspec
from starlette.responses import Response

from rashomon.render.schema import Document
from rashomon.web.answers import JSON
from rashomon.web.jobs import Job
from rashomon.web.room import Room

PATIENCE = 8.0
"""Seconds that a program is kept waiting for a comparison."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A comparison that is under way: ``done`` of ``of`` articles are read."""

    story: str
    state: Literal["comparing"] = "comparing"
    done: int
    of: int


def told_or_pending(room: Room, story: str, language: str) -> Document | Response:
    """Return a story as it is told, or 202 with the time after which to ask again.

    Raises:
        RashomonError: the story cannot be told, and why.
    """
    told = room.report(story, language or None)
    if isinstance(told, Job):
        wait([told.future], PATIENCE)
        if told.ended:
            room.jobs.forget(told.name)
            told.result()
            told = room.report(story, language or None)
    return told if isinstance(told, Document) else _pending(told, story)


def _pending(job: Job, story: str) -> Response:
    body = msgspec.json.encode(Pending(story=story, done=job.done, of=job.of))
    return Response(body, 202, {"retry-after": "2"}, JSON)
