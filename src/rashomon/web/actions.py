"""What changes something: forms of our own pages, each answered by the page that shows the change."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from rashomon import sample
from rashomon.archive.adding import add
from rashomon.archive.deciding import part
from rashomon.archive.sources import describe
from rashomon.errors import ConfigError, InputError, NotFound
from rashomon.incoming import is_address
from rashomon.lang.web import web_words
from rashomon.model.account import Visitor
from rashomon.web import comparing
from rashomon.web.asking import Form, InRoom, Posted
from rashomon.web.pages import compare_page, sources_page
from rashomon.web.paper import reader_language
from rashomon.web.room import Room
from rashomon.web.visiting import AsAdmin, AsEditor

router = APIRouter(include_in_schema=False)
_LONGEST_TITLE = 300


def _then(address: str) -> Response:
    return RedirectResponse(address, 303)


@router.post("/sample")
def take_sample(room: InRoom, _form: Form, _who: AsEditor) -> Response:
    """Put the sample coverage into the archive."""
    for _ in add(room.archive, [str(path) for path in sample.paths()], room.fetcher, room.clock):
        pass
    room.standing.wake()
    return _then("/")


@router.post("/sources")
def follow(request: Request, room: InRoom, form: Form, _who: AsAdmin) -> Response:
    """Follow a place of the web."""
    url = form.one("url")
    try:
        if not is_address(url):
            raise ConfigError(f"{url}: give an address that begins with http:// or https://")  # noqa: TRY301
        place = describe(url, room.fetcher.fetch)
    except (ConfigError, InputError) as error:
        return sources_page(request, room, str(error), url)
    with room.archive.writing() as writer:
        writer.subscribe(replace(place, name=form.one("name") or place.name))
    room.standing.wake()
    return _then("/sources")


@router.post("/sources/{source:path}")
def change_source(room: InRoom, source: str, form: Form, _who: AsAdmin) -> Response:
    """Pause, resume or remove a source."""
    kind = form.one("kind")
    with room.archive.writing() as writer:
        place = next((place for place, _ in writer.subscriptions() if place.id == source), None)
        if place is None:
            raise NotFound(f"there is no source '{source}'")
        if kind == "remove":
            writer.unsubscribe(source)
        elif kind in {"pause", "resume"}:
            writer.subscribe(replace(place, paused=kind == "pause"))
        else:
            raise InputError(f"'{kind}' cannot be done to a source")
    return _then("/sources")


@router.post("/quarantine")
def retry(room: InRoom, form: Form, _who: AsEditor) -> Response:
    """Let a document that was set aside be read again."""
    with room.archive.writing() as writer:
        writer.retry(writer.document(form.one("document")).id)
    room.standing.wake()
    return _then("/quarantine")


@router.post("/compare")
def compare(request: Request, room: InRoom, form: Form, _who: AsEditor) -> Response:
    """Begin a comparison of what was brought."""
    try:
        wanted = comparing.brought(form)
    except ConfigError as error:
        return compare_page(request, room, str(error))
    if not wanted:
        words = web_words(reader_language(request.headers.get("accept-language", "")))
        return compare_page(request, room, words.no_text)
    return _then(f"/compare/{comparing.begin(room, wanted)}")


@router.post("/compare/{name}")
def settle(room: InRoom, name: str, form: Form, _who: AsEditor) -> Response:
    """Keep the articles of a comparison, or throw them away."""
    if form.one("kind") == "keep":
        comparing.keep_it(room, name)
        return _then("/")
    comparing.drop_it(room, name)
    return _then("/compare")


@router.post("/stories/{story}/decisions")
def decide(room: InRoom, story: str, form: Form, who: AsEditor) -> Response:
    """Carry out a person's decision about a story."""
    decision = DECISIONS.get(form.one("kind"))
    if decision is None:
        raise InputError(f"'{form.one('kind')}' is no decision about a story")
    with room.archive.reading() as reader:
        story = reader.story(story).id
    return _then(f"/stories/{decision(room, who, story, form)}#deciding")


def _rename(room: Room, who: Visitor, story: str, form: Posted) -> str:
    title = " ".join(form.one("title").split())[:_LONGEST_TITLE]
    if not title:
        raise InputError("a story needs a title")
    with room.archive.writing() as writer:
        writer.rename(story, title, who.name, room.clock())
    return story


def _lock(room: Room, who: Visitor, story: str, form: Posted) -> str:
    with room.archive.writing() as writer:
        writer.lock(story, who.name, room.clock(), locked=form.one("kind") == "lock")
    return story


def _merge(room: Room, who: Visitor, story: str, form: Posted) -> str:
    with room.archive.writing() as writer:
        into = writer.story(_other(form)).id
        if into == story:
            raise InputError("a story cannot be merged into itself; give the id of another")
        writer.merge(story, into, who.name, room.clock(), form.one("reason"))
    return into


def _split(room: Room, who: Visitor, story: str, form: Posted) -> str:
    return part(room.archive, story, _chosen(form), who.name, room.clock(), form.one("reason"))


def _move(room: Room, who: Visitor, story: str, form: Posted) -> str:
    with room.archive.writing() as writer:
        into = writer.story(_other(form)).id
        held = {stored.article.id for stored in writer.articles(story)}
        if strangers := set(_chosen(form)) - held:
            raise NotFound(f"story {story} does not hold {', '.join(sorted(strangers))}")
        for article in _chosen(form):
            writer.move(article, into, who.name, room.clock(), form.one("reason"))
    return into


def _undo(room: Room, who: Visitor, story: str, form: Posted) -> str:
    with room.archive.writing() as writer:
        known = next((d for d in writer.decisions(story) if str(d.id) == form.one("decision")), None)
        if known is None:
            raise NotFound(f"no decision '{form.one('decision')}' was made about story {story}")
        if known.undone_at is None:
            writer.undo(known.id, who.name, room.clock())
        return writer.story(story).id


def _other(form: Posted) -> str:
    """Return the id of another story, of which a person may paste the address."""
    return PurePosixPath(urlsplit(form.one("other")).path).name


def _chosen(form: Posted) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(form.all("article")))
    if not chosen:
        raise InputError("choose at least one article of the story first")
    return chosen


DECISIONS: dict[str, Callable[[Room, Visitor, str, Posted], str]] = {
    "rename": _rename,
    "lock": _lock,
    "unlock": _lock,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "undo": _undo,
}
"""Each decision returns the story to show after it."""
