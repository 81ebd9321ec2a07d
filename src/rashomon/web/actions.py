"""What changes something: forms of our own pages, each answered by the page that shows the change."""

from collections.abc import Callable
from itertools import chain, repeat
from pathlib import PurePosixPath

from fastapi import APIRouter, Request
from msgspec import UNSET
from starlette.responses import RedirectResponse, Response

from rashomon import sample
from rashomon.archive.adding import add, one_story
from rashomon.errors import ConfigError, InputError, NotFound
from rashomon.ingest.address import split
from rashomon.web import comparing, sourcing
from rashomon.web.asking import Form, InRoom, Posted
from rashomon.web.deciding import carry_out
from rashomon.web.orders import (
    Add,
    Change,
    Decision,
    Follow,
    Lock,
    Merge,
    Move,
    Rename,
    Split,
    Text,
    Undo,
    Unlock,
)
from rashomon.web.pages import compare_page, sources_page
from rashomon.web.speaking import words_to
from rashomon.web.visiting import AsAdmin, AsEditor

router = APIRouter(include_in_schema=False)


def _then(address: str) -> Response:
    return RedirectResponse(address, 303)


@router.post("/sample")
def take_sample(room: InRoom, _form: Form, who: AsEditor) -> Response:
    """Put the sample coverage into the archive, as one story."""
    paths = [str(path) for path in sample.paths()]
    for _ in add(room.archive, paths, room.fetcher, room.clock, one_story(who.name, paths)):
        pass
    room.worker.wake()
    return _then("/")


@router.post("/sources")
def follow(request: Request, room: InRoom, form: Form, _who: AsAdmin) -> Response:
    """Follow a place of the web."""
    url = form.one("url")
    try:
        sourcing.follow(room, Follow(url=url, name=form.one("name") or UNSET))
    except (ConfigError, InputError) as error:
        return sources_page(request, room, str(error), url)
    return _then("/sources")


@router.post("/sources/{source:path}")
def change_source(room: InRoom, source: str, form: Form, _who: AsAdmin) -> Response:
    """Pause, resume or remove a source."""
    kind = form.one("kind")
    if kind == "remove":
        sourcing.remove(room, source)
    elif kind in {"pause", "resume"}:
        sourcing.change(room, source, Change(paused=kind == "pause"))
    else:
        raise InputError(f"'{kind}' cannot be done to a source")
    return _then("/sources")


@router.post("/quarantine")
def retry(room: InRoom, form: Form, _who: AsEditor) -> Response:
    """Let a document that was set aside be read again."""
    sourcing.retry(room, form.one("document"))
    return _then("/quarantine")


@router.post("/compare")
def compare(request: Request, room: InRoom, form: Form, _who: AsEditor) -> Response:
    """Begin a comparison of what was brought."""
    try:
        wanted = comparing.brought(_articles(form), form.files, form.one("language") or None)
    except ConfigError as error:
        return compare_page(request, room, str(error), form)
    if not wanted:
        return compare_page(request, room, words_to(request).no_text, form)
    return _then(f"/compare/{comparing.begin(room, wanted)}")


@router.post("/compare/{name}")
def settle(room: InRoom, name: str, form: Form, who: AsEditor) -> Response:
    """Keep the articles of a comparison, or throw them away."""
    if form.one("kind") == "keep":
        comparing.keep_it(room, name, who.name)
        return _then("/")
    comparing.drop_it(room, name)
    return _then("/compare")


@router.post("/stories/{story}/decisions")
def decide(room: InRoom, story: str, form: Form, who: AsEditor) -> Response:
    """Carry out a person's decision about a story."""
    order = DECISIONS.get(form.one("kind"))
    if order is None:
        raise InputError(f"'{form.one('kind')}' is no decision about a story")
    return _then(f"/stories/{carry_out(room, who, story, order(form))}#deciding")


def _articles(form: Posted) -> Add:
    outlets = chain(form.all("outlet"), repeat(""))
    texts = (Text(text=text, outlet=outlet) for text, outlet in zip(form.all("text"), outlets, strict=False))
    return Add(texts=tuple(texts), urls=tuple(form.one("urls").splitlines()))


def _other(form: Posted) -> str:
    """Return the id of another story, of which a person may paste the address."""
    return PurePosixPath(split(form.one("other")).path).name


def _undo(form: Posted) -> Undo:
    number = form.one("decision")
    if not number.isdecimal():
        raise NotFound(f"there is no decision '{number}'")
    return Undo(decision=int(number[:18]))


DECISIONS: dict[str, Callable[[Posted], Decision]] = {
    "rename": lambda form: Rename(title=form.one("title")),
    "lock": lambda _: Lock(),
    "unlock": lambda _: Unlock(),
    "merge": lambda form: Merge(into=_other(form), reason=form.one("reason")),
    "split": lambda form: Split(articles=form.all("article"), reason=form.one("reason")),
    "move": lambda form: Move(articles=form.all("article"), into=_other(form), reason=form.one("reason")),
    "undo": _undo,
}
"""What a form asks for, in the words in which programs ask."""
