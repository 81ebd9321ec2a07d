"""Pages, forms and feeds of watchlists, and the page of deliveries."""

from collections.abc import Callable
from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

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
from rashomon.errors import ConfigError, FetchError, InputError
from rashomon.ingest import opml
from rashomon.model.account import Visitor
from rashomon.model.watch import PACES, TRIGGERS, Target, TargetKind, Watchlist
from rashomon.web import watched
from rashomon.web.asking import Cursor, Form, InRoom, Limit, Posted, WhoIsNamed, Words
from rashomon.web.feeding import Feed, FeedForm, Item, as_feed
from rashomon.web.paper import page
from rashomon.web.room import Room
from rashomon.web.speaking import spoken_to, words_to
from rashomon.web.views import PAGE
from rashomon.web.visiting import AsEditor, AsReader

router = APIRouter(include_in_schema=False)
Short = Annotated[str, Query(max_length=300)]


@router.get("/watchlists")
def all_of_them(request: Request, room: InRoom, who: AsReader) -> Response:
    """Show what a visitor watches."""
    with room.archive.reading() as reader:
        view = watched.watchlists(reader, who.name)
    return page(request, room, "watchlists.html.j2", view=view, here="watchlists")


@router.get("/watchlists/new")
def new(  # noqa: PLR0913, PLR0917 - the conditions of a watchlist
    request: Request,
    room: InRoom,
    _who: AsReader,
    named: WhoIsNamed,
    q: Words = "",
    language: Short = "",
    outlet: Short = "",
    entity: Short = "",
    story: Short = "",
) -> Response:
    """Show the form for a new watchlist, filled as the address says."""
    with room.archive.reading() as reader:
        known = reader.entities(named.ids)
    names = filter(None, (entity, *(known[one].name for one in named.ids if one in known)))
    wanted = WatchlistOrder(words=q, language=language, outlet=outlet, entity="; ".join(names), story=story)
    return _form(request, room, wanted)


def _form(request: Request, room: Room, wanted: WatchlistOrder, notice: str = "") -> Response:
    shown = {"wanted": wanted, "notice": notice, "triggers": TRIGGERS, "here": "watchlists"}
    return page(request, room, "watch_new.html.j2", 422 if notice else 200, **shown)


@router.post("/watchlists")
def watch(request: Request, room: InRoom, form: Form, who: AsEditor) -> Response:
    """Begin to watch."""
    try:
        with room.archive.writing() as writer:
            made = begin(writer, _wanted(form), who.name, room.clock())
    except ConfigError as error:
        return _form(request, room, _wanted(form), str(error))
    return RedirectResponse(f"/watchlists/{made.id}", 303)


def _wanted(form: Posted) -> WatchlistOrder:
    fields = {name: form.one(name) for name in ("name", "words", "language", "outlet", "entity", "story")}
    return WatchlistOrder(**fields, triggers=form.all("trigger"))


@router.get("/watchlists/{watchlist}")
def one(request: Request, room: InRoom, who: AsReader, watchlist: str, after: Cursor = None) -> Response:
    """Show one watchlist: what matches, what was told and where."""
    return _page(request, room, who, watchlist, after)


def _page(
    request: Request, room: Room, who: Visitor, name: str, after: str | None = None, **told: str
) -> Response:
    base, language = str(request.base_url), spoken_to(request)
    with room.archive.reading() as reader:
        found = owned(reader, name, who.name)
        shown = {
            "view": watched.view(reader, found),
            "matches": watched.matches(reader, found),
            "events": watched.happenings(reader, name, language, base, PAGE, after),
        }
    choices = {"wanted": found, "triggers": TRIGGERS, "paces": PACES, "kinds": get_args(TargetKind)}
    said = {"notice": "", "secret": "", "here": "watchlists"} | told
    status = 422 if said["notice"] else 200
    return page(request, room, "watchlist.html.j2", status, **choices, **shown, **said)


@router.post("/watchlists/{watchlist}")
def change_it(request: Request, room: InRoom, form: Form, who: AsEditor, watchlist: str) -> Response:
    """Change a watchlist or where it tells, test or remove it."""
    act = ACTS.get(form.one("kind"))
    if act is None:
        raise InputError(f"'{form.one('kind')}' cannot be done to a watchlist")
    try:
        told = act(room, who, watchlist, form)
    except (ConfigError, FetchError) as error:
        return _page(request, room, who, watchlist, notice=str(error))
    if told is None:
        return RedirectResponse("/watchlists", 303)
    if isinstance(told, Target) and told.secret:
        return _page(request, room, who, watchlist, secret=told.secret)
    return RedirectResponse(f"/watchlists/{watchlist}", 303)


def _change(room: Room, who: Visitor, watchlist: str, form: Posted) -> Watchlist:
    with room.archive.writing() as writer:
        return change(writer, owned(writer, watchlist, who.name), _wanted(form))


def _remove(room: Room, who: Visitor, watchlist: str, _form: Posted) -> None:
    with room.archive.writing() as writer:
        writer.remove_watchlist(owned(writer, watchlist, who.name).id)


def _tell(room: Room, who: Visitor, watchlist: str, form: Posted) -> Target | Watchlist:
    wanted = form.one("target_kind")
    kind: TargetKind | None = next((kind for kind in get_args(TargetKind) if kind == wanted), None)
    if kind is None:
        raise ConfigError(f"'{wanted}' is no kind of target; choose webhook or email")
    names = ("address", "pace", "quiet_from", "quiet_until", "zone", "language")
    told = TargetOrder(kind=kind, **{name: form.one(name) for name in names if form.one(name)})
    with room.archive.writing() as writer:
        known = {target.id for target in writer.targets(who.name)}
        mine = owned(writer, watchlist, who.name)
        target = tell(writer, mine, told, room.clock())
    return mine if target.id in known else target


def _hush(room: Room, who: Visitor, watchlist: str, form: Posted) -> Watchlist:
    with room.archive.writing() as writer:
        mine = owned(writer, watchlist, who.name)
        hush(writer, mine, form.one("target"))
    return mine


def _test(room: Room, who: Visitor, watchlist: str, _form: Posted) -> Watchlist:
    with room.archive.writing() as writer:
        mine = owned(writer, watchlist, who.name)
        rehearse(writer, mine, room.clock())
    return mine


ACTS: dict[str, Callable[[Room, Visitor, str, Posted], Watchlist | Target | None]] = {
    "change": _change,
    "remove": _remove,
    "tell": _tell,
    "hush": _hush,
    "test": _test,
}
"""Each returns what it changed, a new target so that its secret can be shown, None where all is gone."""


@router.get("/deliveries")
def deliveries(request: Request, room: InRoom, who: AsReader, after: Cursor = None) -> Response:
    """Show what was sent, what waits, and what failed and why."""
    with room.archive.reading() as reader:
        view = watched.deliveries(reader, who.name, spoken_to(request), PAGE, after)
    return page(request, room, "deliveries.html.j2", view=view, here="watchlists")


@router.post("/deliveries")
def again(room: InRoom, form: Form, who: AsEditor) -> Response:
    """Try a message that was given up again."""
    with room.archive.writing() as writer:
        writer.send_again(form.one("message"), who.name, room.clock())
    return RedirectResponse("/deliveries", 303)


@router.get("/feeds/watchlists.opml")
def list_of_feeds(request: Request, room: InRoom, who: AsReader) -> Response:
    """Return all feeds of a visitor's watchlists as OPML."""
    base = str(request.base_url)
    with room.archive.reading() as reader:
        mine = reader.watchlists(who.name)
    feeds = (opml.Subscription(url=f"{base}feeds/watchlists/{w.id}.atom", title=w.name) for w in mine)
    title = words_to(request).alerts.watchlists
    return Response(opml.to_opml(feeds, f"Rashomon · {title}"), media_type="text/x-opml; charset=utf-8")


@router.get("/feeds/watchlists/{watchlist}.{form}")
def feed(
    request: Request, room: InRoom, who: AsReader, watchlist: str, form: FeedForm, limit: Limit = PAGE
) -> Response:
    """Return what happened to a watchlist as a feed."""
    with room.archive.reading() as reader:
        mine = owned(reader, watchlist, who.name)
        told = watched.happenings(reader, mine.id, spoken_to(request), str(request.base_url), limit)
    items = [_item(happening) for happening in told.items]
    made = Feed(
        id=f"urn:rashomon:watchlist:{mine.id}",
        title=f"Rashomon · {mine.name}",
        items=items,
        empty_at=mine.made_at,
    )
    return as_feed(request, made, form)


def _item(told: watched.Happening) -> Item:
    return Item(id=f"urn:rashomon:event:{told.id}", url=told.url, title=told.text, text=told.text, at=told.at)
