"""What programs send to change something: JSON of our own types, from no other site, carried out once.

A page of another site can send a form with a visitor's cookies, but not this media type without asking
first (CORS), which is never allowed here; browsers also tell its origin. Requests may be sent again under
an ``Idempotency-Key`` (draft-ietf-httpapi-idempotency-key-header): what was done is not done again.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import Annotated, Any

import msgspec
from fastapi import Depends, Header, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rashomon.model.account import Visitor
from rashomon.model.answer import Answer
from rashomon.web.answers import JSON
from rashomon.web.asking import InRoom
from rashomon.web.guard import own_site
from rashomon.web.orders import Nothing
from rashomon.web.room import Room

KEPT = timedelta(hours=24)
"""How long an answer is given again."""
LARGEST = 5_000_000
"""Bytes of one body: some long articles."""
OPML = ("text/x-opml", "application/xml", "text/xml")
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        pattern=r"^[\x20-\x7e]*$",
        description="The same key with the same request is answered as before for 24 hours.",
    ),
]


def read_as(kind: Any) -> Callable[[Request], Awaitable[Any]]:
    """Return what reads a body as a type, or refuses it in one of the documented ways."""

    async def read(request: Request) -> Any:
        body = await _body(request, (JSON,))
        if _NUL.search(body):
            raise HTTPException(422, "a text cannot hold the character U+0000")
        try:
            return msgspec.json.decode(body, type=kind)
        except msgspec.ValidationError as error:
            raise HTTPException(422, str(error)) from None
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise HTTPException(400, f"the body is no JSON: {error}") from None

    return read


Empty = Annotated[Nothing, Depends(read_as(Nothing))]
"""The body of a request whose address says all; it stands last, so that who asks is looked at first."""


async def read_opml(request: Request) -> bytes:
    """Return the bytes of a list of feeds."""
    return await _body(request, OPML)


async def _body(request: Request, media_types: tuple[str, ...]) -> bytes:
    own_site(request)
    given = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if given not in media_types:
        raise HTTPException(415, f"send the body as {media_types[0]}, with that Content-Type")
    body = await request.body()
    if len(body) > LARGEST:
        raise HTTPException(413, f"a body has at most {LARGEST // 10**6} MB; send less at once")
    return body


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """Carries a request out, or answers it as it was answered under the same key before."""

    room: Room
    key: str
    request: str

    def __call__(self, who: Visitor, work: Callable[[], Response]) -> Response:
        """Return the answer of ``work``, which is run at most once for the same key.

        Raises:
            HTTPException: 409 while it is being carried out, 422 where the key came with something else.
        """
        if not self.key:
            return work()
        promised = self._promised(who)
        known = self._known(promised)
        if known is not None:
            return _again(known, promised)
        try:
            answer = work()
        except BaseException:
            with self.room.archive.writing() as writer:
                writer.break_promise(promised.key)
            raise
        with self.room.archive.writing() as writer:
            location = answer.headers.get("location")
            body = bytes(answer.body)
            writer.keep_answer(replace(promised, status=answer.status_code, location=location, body=body))
        return answer

    def _promised(self, who: Visitor) -> Answer:
        name = sha256(f"{who.name}\n{self.key}".encode()).hexdigest()
        return Answer(key=name, request=self.request, at=self.room.clock())

    def _known(self, promised: Answer) -> Answer | None:
        with self.room.archive.writing() as writer:
            writer.forget_answers(promised.at - KEPT)
            return writer.promise(promised)


def _again(known: Answer, promised: Answer) -> Response:
    if known.request != promised.request:
        raise HTTPException(422, "this Idempotency-Key came with another request; take a new one")
    if known.status is None:
        raise HTTPException(409, "a request with this Idempotency-Key is being carried out")
    headers = {"location": known.location} if known.location else {}
    return Response(known.body, known.status, headers, JSON if known.body else None)


async def _once(request: Request, room: InRoom, key: Key = "") -> Once:
    own_site(request)
    asked = f"{request.method} {request.url.path}\n".encode() + await request.body()
    return Once(room=room, key=key.strip().strip('"'), request=sha256(asked).hexdigest())


AtMostOnce = Annotated[Once, Depends(_once)]
"""Every route of the API that changes something takes it."""
