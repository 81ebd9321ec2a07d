"""The parts of the public document that tell of single articles: texts, names and quotes."""

from typing import Annotated

import msgspec
from msgspec import Meta

from rashomon.model.annotation import DateBasis, EntityType, NonBodyKind, QuoteKind


class Part(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of every part of the document.

    Parts hold each other and never themselves, so the garbage collector need not look for circles: it would
    again and again while hundreds of thousands are decoded, which takes longer than decoding them.
    """


class Reference(Part, frozen=True, kw_only=True):
    """A stretch of a named article's text with the characters that stand there."""

    article: str
    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=1)]
    exact: str


class NonBody(Reference, frozen=True, kw_only=True):
    """A stretch that is not the article's own telling."""

    kind: NonBodyKind


class Source(Part, frozen=True, kw_only=True):
    """Who published an article."""

    id: str
    name: str
    kind: str


class Published(Part, frozen=True, kw_only=True):
    """When an article appeared (ISO 8601) and what that rests on."""

    value: str | None
    basis: DateBasis
    evidence: list[Reference]


class Article(Part, frozen=True, kw_only=True):
    """One account with its text."""

    id: str
    locator: str
    source: Source
    language: str
    headline: str | None
    byline: str | None
    dateline: str | None
    url: str | None
    published: Published
    credits: list[str]
    discloses_generated: bool
    complete: bool
    text: str
    sha256: str
    non_body: list[NonBody]


class Entity(Part, frozen=True, kw_only=True):
    """One person, organisation or place over all articles; ``names`` by language."""

    id: str
    type: EntityType
    name: str
    names: dict[str, str]
    wikidata: str | None
    mentions: list[Reference]


class Speaker(Part, frozen=True, kw_only=True):
    """Who is given as the source of words."""

    name: str
    entity: str | None
    span: Reference | None


class Quote(Part, frozen=True, kw_only=True):
    """An attribution; the span of a direct one is the words without the marks."""

    id: str
    kind: QuoteKind
    span: Reference
    cue: Reference | None
    speaker: Speaker | None
    via: str | None


class Claimant(Part, frozen=True, kw_only=True):
    """Who makes a claim; null in its place is the outlet's own voice."""

    name: str
    entity: str | None
