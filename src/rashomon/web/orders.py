"""What a program may ask to be changed: the bodies of its requests, which forms are turned into as well."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from rashomon.lang.pack import TAG
from rashomon.model.archive import OutletKind

Name = Annotated[str, Meta(max_length=300)]
Reason = Annotated[str, Meta(max_length=1000, description="Why; it is shown beside the decision.")]
Tag = Annotated[str, Meta(max_length=35, pattern=f"^({TAG})?$", description="BCP 47.")]
Address = Annotated[str, Meta(min_length=1, max_length=2000, description="http:// or https://")]
Seconds = Annotated[int, Meta(ge=60, le=31_536_000, description="Between two looks.")]
Ids = Annotated[tuple[Name, ...], Meta(min_length=1, max_length=200, description="Articles of the story.")]


class Order(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body with nothing in it that is not asked for."""


class Nothing(Order, frozen=True, kw_only=True):
    """An empty object: the address says all."""


class Rename(Order, frozen=True, kw_only=True, tag_field="kind", tag="rename"):
    """Give a story a title that the program keeps."""

    title: Annotated[str, Meta(min_length=1, max_length=300)]


class Lock(Order, frozen=True, kw_only=True, tag_field="kind", tag="lock"):
    """Keep the program from merging, splitting and retitling a story."""


class Unlock(Order, frozen=True, kw_only=True, tag_field="kind", tag="unlock"):
    """Let the program merge, split and retitle a story again."""


class Merge(Order, frozen=True, kw_only=True, tag_field="kind", tag="merge"):
    """Move everything of a story into another, which its address leads to from then on."""

    into: Name
    reason: Reason = ""


class Split(Order, frozen=True, kw_only=True, tag_field="kind", tag="split"):
    """Part articles from a story; they form one of their own."""

    articles: Ids
    reason: Reason = ""


class Move(Order, frozen=True, kw_only=True, tag_field="kind", tag="move"):
    """Move articles of a story into another."""

    articles: Ids
    into: Name
    reason: Reason = ""


class Undo(Order, frozen=True, kw_only=True, tag_field="kind", tag="undo"):
    """Take a decision about the story back."""

    decision: Annotated[int, Meta(ge=0, le=2**53)]


Decision = Rename | Lock | Unlock | Merge | Split | Move | Undo


class Text(Order, frozen=True, kw_only=True):
    """The text of one article as it was published, with what is known of it."""

    text: Annotated[str, Meta(min_length=1, max_length=2_000_000)]
    outlet: Name = ""
    title: Name | None = None
    url: Address | None = None
    published: Annotated[str, Meta(max_length=60, description="ISO 8601 or RFC 5322.")] | None = None
    language: Tag | None = None


class Add(Order, frozen=True, kw_only=True):
    """Articles to be kept: texts, and addresses to be fetched."""

    texts: Annotated[tuple[Text, ...], Meta(max_length=100)] = ()
    urls: Annotated[tuple[Address, ...], Meta(max_length=20)] = ()


class Compare(Add, frozen=True, kw_only=True):
    """Articles to be compared at once, without being kept; ``language`` is the brief's."""

    language: Tag | None = None


class Change(Order, frozen=True, kw_only=True):
    """How a place is followed; what is left out stays as it is."""

    name: Annotated[str, Meta(min_length=1, max_length=300)] | UnsetType = UNSET
    language: Tag | UnsetType | None = UNSET
    owner: Name | UnsetType | None = UNSET
    outlet_kind: OutletKind | UnsetType = UNSET
    interval: Seconds | UnsetType = UNSET
    full_text: bool | UnsetType = UNSET
    paused: bool | UnsetType = UNSET


class Follow(Change, frozen=True, kw_only=True):
    """A place of the web to be followed: a feed, a sitemap, or a page and the feed that it offers."""

    url: Address
