"""The Google Reader API, by which existing reader programs open stories, mark them as read and star them.

A subscription is a view (all stories, a watchlist, a language, an outlet), an item is a story. A story that
gains an article after it was read is unread again.
"""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Depends, Request
from starlette.responses import PlainTextResponse, Response

from rashomon.errors import InputError
from rashomon.lang.interface import language_name
from rashomon.lang.web_reader import ReaderWords
from rashomon.model.mark import Selection, View
from rashomon.store.contract.archive import Reader
from rashomon.web.answers import as_json
from rashomon.web.asking import InRoom
from rashomon.web.greader import streams
from rashomon.web.greader.items import items
from rashomon.web.greader.login import Fields, fields, shown
from rashomon.web.speaking import spoken_to, words_to
from rashomon.web.visiting import AsReader

router = APIRouter(prefix="/reader/api/0", include_in_schema=False, dependencies=[Depends(shown)])
FULL, NAMED = 200, 500
"""Most items that come whole in one answer: of a stream, and of those that were named."""
COUNTED = 1000
"""Unread items are counted up to here, as Google did."""
OUTLETS = 300
"""Most outlets that are subscriptions, those with the most stories."""

Given = Annotated[Fields, Depends(fields)]


@router.get("/token")
def token(_who: AsReader) -> Response:
    """Return what forms carry against other sites; none is needed, as each request shows who asks."""
    return PlainTextResponse("rashomon".ljust(57, "Z"))


@router.get("/user-info")
def user_info(request: Request, who: AsReader) -> Response:
    """Say who is logged in."""
    names = ("userId", "userName", "userProfileId")
    return as_json(request, dict.fromkeys(names, who.name) | {"userEmail": ""})


@router.get("/subscription/list")
def subscriptions(request: Request, room: InRoom, who: AsReader) -> Response:
    """List the views."""
    words, base, tongue = words_to(request).reader, str(request.base_url), spoken_to(request)
    with room.archive.reading() as reader:
        views = _views(reader.views(who.name))
    found = [_subscription(streams.ALL, words.all_stories, base)]
    found += [_subscription(_stream(v), _title(v, tongue), base, v, _folder(v, words)) for v in views]
    return as_json(request, {"subscriptions": found})


@router.get("/tag/list")
def tags(request: Request, room: InRoom, who: AsReader) -> Response:
    """List the folders, a visitor's watchlists as labels, and the star."""
    words = words_to(request).reader
    folders = (words.watchlists, words.languages, words.outlets)
    found = [{"id": streams.LABEL + name, "type": "folder"} for name in folders]
    with room.archive.reading() as reader:
        found += [{"id": streams.LABEL + one.name, "type": "tag"} for one in reader.watchlists(who.name)]
    return as_json(request, {"tags": [{"id": streams.STARRED}, *found]})


@router.get("/unread-count")
def unread_count(request: Request, room: InRoom, who: AsReader) -> Response:
    """Count what is unread in each view."""
    asked = replace(streams.stream(streams.ALL, who.name), read=False, limit=COUNTED)
    with room.archive.reading() as reader:
        views, left = reader.views(who.name), reader.marked(asked).items
    newest = max((view.newest for view in views), default=room.clock())
    counts = [_count(name, len(left), newest) for name in (streams.ALL, streams.READING_LIST)]
    counts += [_count(_stream(view), min(view.unread, COUNTED), view.newest) for view in _views(views)]
    return as_json(request, {"max": COUNTED, "unreadcounts": counts})


@router.get("/stream/contents")
def reading_list(request: Request, room: InRoom, who: AsReader, s: str = streams.READING_LIST) -> Response:
    """Return the items of a stream that is named in the query."""
    return contents(request, room, who, s)


@router.get("/stream/contents/{stream:path}")
def contents(request: Request, room: InRoom, who: AsReader, stream: str) -> Response:
    """Return the items of a stream, the latest first."""
    feed = stream if stream.startswith("feed/") else None
    with room.archive.reading() as reader:
        asked = streams.narrowed(_selection(request, reader, stream, who.name), request.query_params)
        page = reader.marked(replace(asked, limit=min(asked.limit, FULL)))
        told = items(reader, page.items, str(request.base_url), feed, spoken_to(request))
    return as_json(request, _stream_of(stream, told, room.clock().timestamp(), page.after))


@router.get("/stream/items/ids")
def ids(request: Request, room: InRoom, who: AsReader, s: str = streams.READING_LIST) -> Response:
    """Return the short names of the items of a stream, the latest first."""
    with room.archive.reading() as reader:
        asked = streams.narrowed(_selection(request, reader, s, who.name), request.query_params)
        page = reader.marked(asked)
    numbers = [number for marked in page.items if (number := streams.number(marked.story.id))]
    answer: dict[str, Any] = {"itemRefs": [{"id": str(number)} for number in numbers]}
    return as_json(request, answer | ({"continuation": page.after} if page.after else {}))


@router.post("/stream/items/contents")
def named(request: Request, room: InRoom, who: AsReader, given: Given) -> Response:
    """Return the items that are named."""
    with room.archive.reading() as reader:
        found = reader.marks(who.name, _stories(given)[:NAMED])
        told = items(reader, found, str(request.base_url), None, spoken_to(request))
    whole = _stream_of(streams.READING_LIST, told, room.clock().timestamp(), None)
    return Response(msgspec.json.encode(whole), media_type="application/json")


@router.post("/edit-tag")
def edit_tag(room: InRoom, who: AsReader, given: Given) -> Response:
    """Mark items as read or starred, or take the mark away; other tags are let pass."""
    wanted = _changes(given)
    if wanted:
        with room.archive.writing() as writer:
            writer.mark(who.name, _stories(given), room.clock(), **wanted)
    return PlainTextResponse("OK")


@router.post("/mark-all-as-read")
def mark_all_as_read(request: Request, room: InRoom, who: AsReader, given: Given) -> Response:
    """Mark a stream as read, up to ``ts`` microseconds."""
    until = streams.moment(given.get("ts", [""])[0], 1e-6)
    with room.archive.writing() as writer:
        asked = _selection(request, writer, given.get("s", [""])[0], who.name)
        writer.mark_all_read(replace(asked, until=until))
    return PlainTextResponse("OK")


def _selection(request: Request, reader: Reader, stream: str, who: str) -> Selection:
    """Return which stories a stream holds; a label is a watchlist's name or a folder's."""
    found, label = streams.stream(stream, who), streams.label(stream)
    if label is None:
        return found
    anyone = {words_to(request).reader.watchlists: ""}
    return replace(found, watchlist=(anyone | {w.name: w.id for w in reader.watchlists(who)}).get(label))


def _changes(given: Fields) -> dict[str, bool]:
    tags = [(tag, wanted) for name, wanted in (("r", False), ("a", True)) for tag in given.get(name, [])]
    return dict(mark for tag, wanted in tags if (mark := streams.tag(tag, wanted=wanted)))


def _stories(given: Fields) -> list[str]:
    names = given.get("i", [])
    if not names:
        raise InputError("name items: i=…")
    return [found for name in names if (found := streams.story(name))]


def _stream_of(stream: str, told: list[dict[str, Any]], now: float, after: str | None) -> dict[str, Any]:
    whole = {"direction": "ltr", "id": stream, "updated": int(now), "items": told}
    return whole | ({"continuation": after} if after else {})


def _count(stream: str, unread: int, newest: datetime) -> dict[str, Any]:
    usec = str(int(newest.timestamp() * 1_000_000))
    return {"id": stream, "count": unread, "newestItemTimestampUsec": usec}


def _views(views: tuple[View, ...]) -> list[View]:
    """Return the views that are subscriptions."""
    outlets = [view for view in views if view.kind == "outlet"][:OUTLETS]
    others = [view for kind in ("watchlist", "language") for view in views if view.kind == kind]
    return others + outlets


def _stream(view: View) -> str:
    return f"feed/{view.kind}/{view.id}"


def _title(view: View, tongue: str) -> str:
    return language_name(view.id, tongue) if view.kind == "language" else view.name


def _folder(view: View, words: ReaderWords) -> str:
    return {"watchlist": words.watchlists, "language": words.languages, "outlet": words.outlets}[view.kind]


def _subscription(
    stream: str, title: str, base: str, view: View | None = None, folder: str = ""
) -> dict[str, Any]:
    """Describe a view; its address must be its own, for some clients know feeds by nothing else."""
    query = f"?{urlencode([(view.kind, view.id)])}" if view else ""
    feed, page = f"feeds/stories.atom{query}", query
    if view and view.kind == "watchlist":
        feed, page = f"feeds/watchlists/{view.id}.atom", f"watchlists/{view.id}"
    return {
        "id": stream,
        "title": title,
        "categories": [{"id": streams.LABEL + folder, "label": folder}] if folder else [],
        "url": base + feed,
        "htmlUrl": base + page,
        "iconUrl": f"{base}static/icon.svg",
    }
