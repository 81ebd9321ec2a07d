"""Carry out what people say of a brief: rulings, feedback and its answers, come as a form or as JSON."""

from dataclasses import replace
from datetime import datetime

from rashomon.archive.ruling import give, selectors
from rashomon.errors import NotFound
from rashomon.model.account import Visitor
from rashomon.model.feedback import REASONS, Feedback, FeedbackState
from rashomon.model.ruling import Ruling
from rashomon.store.contract.archive import Writer
from rashomon.web.correctable import Thing, before_them, draft, reference, thing_at
from rashomon.web.orders_rulings import Reply, Rule, Say
from rashomon.web.room import Room

STATES: dict[str, FeedbackState] = {"accept": "accepted", "decline": "declined"}


def rule(room: Room, story: str, order: Rule, who: Visitor) -> Ruling:
    """Give the ruling that is asked for.

    Raises:
        InputError: it cannot be given, and why.
        NotFound: there is no such story, or no such feedback.
    """
    told = before_them(room, story, order.language)
    asked = draft(told, thing_at(told, order.on, order.at), order)
    with room.archive.writing() as writer:
        ruling = give(
            writer,
            story,
            asked.verdict,
            asked.passages,
            who.name,
            room.clock(),
            value=asked.value,
            was=asked.was,
            reason=order.reason,
        )
        if order.feedback is not None:
            _accept(writer, order.feedback, ruling, who.name, room.clock())
    return ruling


def withdraw(room: Room, story: str, number: int, who: Visitor) -> Ruling:
    """Take a ruling on a story back; one that was taken back stays so.

    Raises:
        NotFound: there is no such ruling on this story.
    """
    with room.archive.writing() as writer:
        known = next((one for one in writer.rulings(story) if one.id == number), None)
        if known is None:
            raise NotFound(f"no ruling '{number}' was given on story {story}")
        return known if known.undone_at else writer.withdraw(number, who.name, room.clock())


def say(room: Room, story: str, order: Say, who: Visitor) -> Feedback:
    """Keep what somebody says.

    Raises:
        InputError: it is about nothing that is there.
        NotFound: there is no such story.
    """
    given = Feedback(
        story=story,
        kind=order.kind,
        about=order.on,
        language=order.language,
        words=order.words,
        who=who.name,
        at=room.clock(),
        state="open" if order.kind in REASONS or order.words else "counted",
    )
    if order.on:
        thing = thing_at(before_them(room, story, order.language), order.on, order.at)
        given = _about(room, given, thing)
    with room.archive.writing() as writer:
        return writer.keep_feedback(given)


def _about(room: Room, given: Feedback, thing: Thing) -> Feedback:
    with room.archive.reading() as reader:
        passages = selectors(reader, [reference(name) for name in thing.at])
    return replace(given, text=thing.text, passages=passages)


def answer(room: Room, number: int, order: Reply, who: Visitor) -> Feedback:
    """Keep an answer; answering again changes it. Raises ``NotFound``."""
    with room.archive.writing() as writer:
        after = replace(
            writer.one_feedback(number),
            state=STATES[order.kind],
            answer=order.answer,
            answered_by=who.name,
            answered_at=room.clock(),
        )
        writer.answer_feedback(after)
    return after


def _accept(writer: Writer, number: int, ruling: Ruling, who: str, at: datetime) -> None:
    """Accept the feedback because of which a ruling was given. Raises ``NotFound``."""
    after = replace(
        writer.one_feedback(number),
        state="accepted",
        answer=ruling.reason,
        answered_by=who,
        answered_at=at,
        ruling=ruling.id,
    )
    writer.answer_feedback(after)
