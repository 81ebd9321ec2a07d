"""What an address or a form asks for, checked before anything is looked up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import PurePath
from typing import Annotated, Literal

from fastapi import Depends, Query, Request
from fastapi import Path as PathParameter
from starlette.datastructures import UploadFile

from rashomon.errors import InputError
from rashomon.ingest.decode import normalise
from rashomon.ingest.extract import outlet_id
from rashomon.model.archive import Listing, Within
from rashomon.web.guard import FIELD, check_form
from rashomon.web.room import Room
from rashomon.web.views import LEAST, MOST, PAGE, Asked, Sought

FILES, FIELDS, LARGEST_FIELD = 60, 600, 2_000_000
"""Most files and fields of one form, and bytes of one field: a long article has some hundred thousand."""

Limit = Annotated[int, Query(ge=LEAST, le=MOST, description="Most items of one page.")]
# A cursor's number of microseconds must still be a moment.
StoryCursor = Annotated[str | None, Query(pattern=r"^-?\d{1,16}\.[\w-]{1,100}$")]
Cursor = Annotated[str | None, Query(pattern=r"^\d{1,18}$")]
Tongue = Annotated[str, Query(max_length=35, description="Language of the brief; of most articles if empty.")]
Words = Annotated[str, Query(max_length=300, description='Words; "a phrase", -without.')]
Number = Annotated[int, PathParameter(ge=1, lt=10**18)]
"""The number of a ruling or of feedback; databases count no further."""
ReportKey = Annotated[str, Query(pattern=r"^[\w-]{0,64}$", description="Key of a kept report.")]
OtherOutlet = Annotated[str, Query(min_length=1, max_length=200, alias="with")]
TypedName = Annotated[str, Query(max_length=200, description="A name, in any script.")]
EntityKind = Annotated[Literal["", "PER", "ORG", "LOC"], Query(alias="type")]


async def room_of(request: Request) -> Room:
    """Return the room that was asked."""
    room: Room = request.app.state.room
    return room


InRoom = Annotated[Room, Depends(room_of)]
# Coroutines, because each plain function that a request depends on would take a thread of its own.


Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="First day, ISO 8601.")]
LanguageCode = Annotated[str, Query(max_length=35)]
OutletId = Annotated[str, Query(max_length=200)]
EntityId = Annotated[str, Query(pattern=r"^\d{0,18}$", description="Id of a person, organisation or place.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Who or what must be named, by id."""

    person: str
    organisation: str
    place: str

    @property
    def ids(self) -> tuple[str, ...]:
        """Those that were given."""
        return tuple(filter(None, (self.person, self.organisation, self.place)))


async def _named(person: EntityId = "", organisation: EntityId = "", place: EntityId = "") -> Named:
    return Named(person=person, organisation=organisation, place=place)


WhoIsNamed = Annotated[Named, Depends(_named)]


async def _asked(  # noqa: PLR0913, PLR0917 - the fields of the filter
    named: WhoIsNamed,
    since: Day = "",
    language: LanguageCode = "",
    outlet: OutletId = "",
    min_outlets: Annotated[int, Query(ge=1, le=999)] = 1,
    search: Words = "",
    order: Literal["", "growing"] = "",
) -> Asked:
    return Asked(
        since=since,
        language=language,
        outlet=outlet,
        min_outlets=min_outlets,
        search=search,
        person=named.person,
        organisation=named.organisation,
        place=named.place,
        order=order,
    )


WhichStories = Annotated[Asked, Depends(_asked)]


async def _sought(
    since: Day = "", language: LanguageCode = "", outlet: OutletId = "", person: EntityId = ""
) -> Sought:
    return Sought(since=since, language=language, outlet=outlet, person=person)


WhichArticles = Annotated[Sought, Depends(_sought)]


def within(asked: Sought) -> Within:
    """Return which articles are asked for as the archive takes it; raises ``InputError`` for no day."""
    return Within(
        since=_moment(asked.since),
        language=asked.language or None,
        outlet=_outlet(asked.outlet),
        entity=asked.person or None,
    )


def _outlet(typed: str) -> str | None:
    """Return an outlet's id for its name, which is what people type."""
    return outlet_id(typed) if typed.strip() else None


def _moment(day: str) -> datetime | None:
    try:
        since = date.fromisoformat(day) if day else None
    except ValueError:
        raise InputError(f"'{day}' is no day; write one like 2031-04-07") from None
    return datetime(since.year, since.month, since.day, tzinfo=UTC) if since else None


def listing(asked: Asked, limit: int = PAGE, after: str | None = None) -> Listing:
    """Return which stories are asked for as the archive takes it.

    Raises:
        InputError: the day is none.
    """
    return Listing(
        since=_moment(asked.since),
        language=asked.language or None,
        outlet=_outlet(asked.outlet),
        min_outlets=asked.min_outlets,
        search=asked.search,
        entities=tuple(filter(None, (asked.person, asked.organisation, asked.place))),
        growing=asked.order == "growing",
        limit=limit,
        after=after,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it was sent; ``name`` is a bare name without folders."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A form of one of our own pages."""

    fields: Mapping[str, tuple[str, ...]]
    files: tuple[Upload, ...] = ()

    def one(self, name: str) -> str:
        """Return a field without the spaces around it and what cannot be seen, empty where it was left out.

        Signs that turn a line around, or have no width, would make one name look like another.
        """
        return normalise(self.all(name)[0]).strip() if self.all(name) else ""

    def as_typed(self, name: str) -> str:
        """Return a field with every character of it, as passwords are, empty where it was left out."""
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Return all values of a field."""
        return self.fields.get(name, ())


async def _posted(request: Request, room: InRoom) -> Posted:
    fields: dict[str, tuple[str, ...]] = {}
    files = []
    async with request.form(max_files=FILES, max_fields=FIELDS, max_part_size=LARGEST_FIELD) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files.append(Upload(name=PurePath(value.filename or "").name, body=await value.read()))
            else:
                fields[name] = (*fields.get(name, ()), value.replace("\0", ""))
    check_form(room, request, fields.get(FIELD, ("",))[0])
    return Posted(fields=fields, files=tuple(f for f in files if f.name and f.body))


Form = Annotated[Posted, Depends(_posted)]
"""A form that is known to come from one of our own pages: every route that changes anything takes it."""
