"""Carry out a person's decisions about stories, whether they came as a form or as JSON."""

from collections.abc import Sequence

from rashomon.archive.deciding import part
from rashomon.errors import InputError, NotFound
from rashomon.model.account import Visitor
from rashomon.store.contract.archive import Writer
from rashomon.web.orders import Decision, Lock, Merge, Move, Rename, Split, Undo, Unlock
from rashomon.web.room import Room

LONGEST_TITLE = 300


def carry_out(room: Room, who: Visitor, story: str, order: Decision) -> str:
    """Carry out a decision about a story and return the story to show after it.

    Raises:
        NotFound: a story, an article or a decision is not there.
        InputError: the decision lacks something, or makes no sense.
    """
    if isinstance(order, Split):
        return _split(room, who, story, order)
    with room.archive.writing() as writer:
        story = writer.story(story).id
        match order:
            case Rename():
                _rename(room, writer, who, story, order)
            case Lock() | Unlock():
                writer.lock(story, who.name, room.clock(), locked=isinstance(order, Lock))
            case Merge():
                return _merge(room, writer, who, story, order)
            case Move():
                return _move(room, writer, who, story, order)
            case Undo():
                return _undo(room, writer, who, story, order)
    return story


def _rename(room: Room, writer: Writer, who: Visitor, story: str, order: Rename) -> None:
    title = " ".join(order.title.split())[:LONGEST_TITLE]
    if not title:
        raise InputError("a story needs a title")
    writer.rename(story, title, who.name, room.clock())


def _merge(room: Room, writer: Writer, who: Visitor, story: str, order: Merge) -> str:
    into = writer.story(order.into).id
    if into == story:
        raise InputError("a story cannot be merged into itself; give the id of another")
    writer.merge(story, into, who.name, room.clock(), order.reason)
    return into


def _split(room: Room, who: Visitor, story: str, order: Split) -> str:
    with room.archive.reading() as reader:
        story = reader.story(story).id
    return part(room.archive, story, _chosen(order.articles), who.name, room.clock(), order.reason)


def _move(room: Room, writer: Writer, who: Visitor, story: str, order: Move) -> str:
    chosen, into = _chosen(order.articles), writer.story(order.into).id
    held = {stored.article.id for stored in writer.articles(story)}
    if strangers := set(chosen) - held:
        raise NotFound(f"story {story} does not hold {', '.join(sorted(strangers))}")
    for article in chosen:
        writer.move(article, into, who.name, room.clock(), order.reason)
    return into


def _undo(room: Room, writer: Writer, who: Visitor, story: str, order: Undo) -> str:
    known = next((d for d in writer.decisions(story) if d.id == order.decision), None)
    if known is None:
        raise NotFound(f"no decision '{order.decision}' was made about story {story}")
    if known.undone_at is None:
        writer.undo(known.id, who.name, room.clock())
    return writer.story(story).id


def _chosen(articles: Sequence[str]) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(articles))
    if not chosen:
        raise InputError("choose at least one article of the story first")
    return chosen
