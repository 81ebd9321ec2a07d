"""What people and programs may say: rulings, feedback and its answers, as forms and requests ask for them."""

from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from rashomon.errors import InputError
from rashomon.model.feedback import FeedbackKind
from rashomon.model.ruling import Subject, Verdict
from rashomon.web.asking import Posted
from rashomon.web.orders import Order

Place = Annotated[
    str, Meta(max_length=150, description="ARTICLE:START:END, code points, as the document has.")
]
Places = Annotated[tuple[Place, ...], Meta(max_length=50)]
Value = Annotated[str, Meta(max_length=300)]
Words = Annotated[str, Meta(max_length=2000)]
Tag = Annotated[str, Meta(max_length=35, description="Language of the brief that was read, BCP 47.")]
OrderT = TypeVar("OrderT", bound="Order")


class Rule(Order, frozen=True, kw_only=True):
    """Say of the thing that stands at these passages what is wrong with it.

    ``conflict`` is the kind that it is of; ``first``, ``member`` and ``other`` are passages; ``article`` and
    ``stance`` go together; ``words`` are the right ones. ``feedback`` is what led to this.
    """

    on: Subject
    at: Places
    verdict: Verdict
    conflict: Value = ""
    first: Place = ""
    member: Place = ""
    other: Place = ""
    article: Value = ""
    stance: Value = ""
    speaker: Value = ""
    words: Annotated[str, Meta(max_length=20_000)] = ""
    reason: Value = ""
    language: Tag = ""
    feedback: Annotated[int, Meta(ge=1, lt=10**18)] | None = None


class Say(Order, frozen=True, kw_only=True):
    """Say something of a brief, or of one thing in the story."""

    kind: FeedbackKind
    words: Words = ""
    on: Subject | Literal[""] = ""
    at: Places = ()
    language: Tag = ""


class Reply(Order, frozen=True, kw_only=True):
    """Answer a reader, for everybody to see."""

    kind: Literal["accept", "decline"]
    answer: Words = ""


def order(form: Posted, kind: type[OrderT]) -> OrderT:
    """Return a form as what it asks for; fields that nobody asks for are left aside.

    Raises:
        InputError: a field is none of what it may be, and which.
    """
    given: dict[str, object] = {name: form.one(name) for name in kind.__struct_fields__ if form.one(name)}
    if "at" in kind.__struct_fields__:
        given["at"] = form.all("at")
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        raise InputError(f"this cannot be said: {error}; load the story's page again") from error
