"""The public JSON of a story, ``rashomon.story/1``, as types: the schema is generated from them.

Keys may be added within ``/1``, never changed or dropped. Offsets are half-open Unicode code points of
the article's ``text``; ``exact`` equals the slice.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from rashomon.model.annotation import DateBasis, EntityType, NonBodyKind, QuoteKind, Stance
from rashomon.model.brief import SectionId
from rashomon.model.comparison import CellStance, ConflictKind, EchoKind, OriginKind, Status, VariantKind

VERSION = "rashomon.story/1"
Precision = Literal["year", "month", "day", "time"]
Share = Annotated[float, Meta(ge=0, le=1)]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every part of the document."""


class Reference(Part, frozen=True, kw_only=True):
    """A stretch of a named article's text with the characters that stand there."""

    article: str
    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=1)]
    exact: str


class NonBody(Reference, frozen=True, kw_only=True):
    """A stretch that is not the article's own telling."""

    kind: NonBodyKind


class Generator(Part, frozen=True, kw_only=True):
    """What wrote the document; ``annotators`` maps a step to its name and version."""

    name: str
    version: str
    annotators: dict[str, str]


class StoryHead(Part, frozen=True, kw_only=True):
    """The story as a whole; dates are those of its dated articles."""

    id: str
    title: str
    languages: list[str]
    first_published: str | None
    last_published: str | None


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


class Edit(Part, frozen=True, kw_only=True):
    """One difference between two renderings of the same words."""

    op: Literal["insert", "delete", "replace"]
    a: Reference | None
    b: Reference | None


class Variant(Part, frozen=True, kw_only=True):
    """One rendering of an utterance; ``quote`` is a quote's id."""

    quote: str
    kind: VariantKind
    edits: list[Edit]


class Utterance(Part, frozen=True, kw_only=True):
    """The same words said once."""

    id: str
    speaker: str | None
    quotes: list[str]
    variants: list[Variant]


class Claimant(Part, frozen=True, kw_only=True):
    """Who makes a claim; null in its place is the outlet's own voice."""

    name: str
    entity: str | None


class ClaimMember(Part, frozen=True, kw_only=True):
    """One wording of a claim; ``checkable`` is the probability that it reports rather than comments."""

    span: Reference
    stance: Stance
    claimant: Claimant | None
    checkable: Share


class ClaimCell(Part, frozen=True, kw_only=True):
    """Where one article stands on a claim; ``members`` index the claim's members."""

    article: str
    stance: CellStance
    members: list[int]
    why: str


class Origin(Part, frozen=True, kw_only=True):
    """One independent root of a claim and who carries it."""

    kind: OriginKind
    name: str
    articles: list[str]


class Claim(Part, frozen=True, kw_only=True):
    """A proposition in all its wordings; ``origins`` counts its independent roots."""

    id: str
    text: str
    language: str
    status: Status
    members: list[ClaimMember]
    cells: list[ClaimCell]
    origins: int
    origin_basis: list[Origin]


class Conflict(Part, frozen=True, kw_only=True):
    """Two passages that can't both hold as they stand."""

    id: str
    kind: ConflictKind
    a: Reference
    b: Reference
    score: Share
    why: str
    a_by: Claimant | None
    b_by: Claimant | None


class FigureValue(Part, frozen=True, kw_only=True):
    """One reading of a figure: ``as_of`` event time, ``reported`` publication."""

    value: float
    span: Reference
    as_of: str | None
    reported: str | None


class Figure(Part, frozen=True, kw_only=True):
    """A toll or count over time and outlets."""

    id: str
    quantity: str
    unit: str
    values: list[FigureValue]


class Echo(Part, frozen=True, kw_only=True):
    """The same wording or talking point in several articles."""

    id: str
    kind: EchoKind
    members: list[Reference]
    score: float
    earliest: str | None
    wire: bool


class TimelineEntry(Part, frozen=True, kw_only=True):
    """Something dated on the event's own clock."""

    when: str
    precision: Precision
    text: str
    spans: list[Reference]


class FramingFeature(Part, frozen=True, kw_only=True):
    """One choice of words."""

    kind: str
    span: Reference
    note: str


class Framing(Part, frozen=True, kw_only=True):
    """How one article tells it."""

    article: str
    features: list[FramingFeature]


class BriefSentence(Part, frozen=True, kw_only=True):
    """One sentence, quoted or trimmed from its first citation; ``beside`` is no translation."""

    text: str
    language: str
    status: Status
    attributed_to: str | None
    claims: list[str]
    citations: Annotated[list[Reference], Meta(min_length=1)]
    note: str | None
    beside: Reference | None


class BriefSection(Part, frozen=True, kw_only=True):
    """One part of the brief."""

    id: SectionId
    heading: str
    sentences: list[BriefSentence]


class Disputed(Part, frozen=True, kw_only=True):
    """Two passages side by side; ``conflict`` is a conflict's id."""

    text: str
    conflict: str
    citations: list[Reference]


class SharedLine(Part, frozen=True, kw_only=True):
    """A line that several articles share, told as theirs; ``echo`` is an echo's id."""

    text: str
    echo: str
    citations: list[Reference]


class LeftOut(Part, frozen=True, kw_only=True):
    """A claim that several articles tell; ``silent`` ones were read as a whole and do not mention it."""

    text: str
    claim: str
    citations: list[Reference]
    silent: list[str]


class Abstention(Part, frozen=True, kw_only=True):
    """What could not be told, and why."""

    about: str
    why: str


class Brief(Part, frozen=True, kw_only=True):
    """The short account."""

    language: str
    method: str
    disclosure: str
    feedback_question: str
    sections: list[BriefSection]
    disputed: list[Disputed]
    shared_lines: list[SharedLine]
    left_out: list[LeftOut]
    abstained: list[Abstention]


class Document(Part, frozen=True, kw_only=True):
    """One story, everything read in it and the brief."""

    schema: Literal["rashomon.story/1"]
    generator: Generator
    story: StoryHead
    articles: list[Article]
    entities: list[Entity]
    quotes: list[Quote]
    utterances: list[Utterance]
    claims: list[Claim]
    conflicts: list[Conflict]
    figures: list[Figure]
    echoes: list[Echo]
    timeline: list[TimelineEntry]
    framing: list[Framing]
    brief: Brief


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``rashomon.story/1``."""
    schema = msgspec.json.schema(Document)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": VERSION, **schema}
