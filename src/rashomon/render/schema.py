"""The public JSON of a story, ``rashomon.story/1``, as types: the schema is generated from them.

Keys may be added within ``/1``, never changed or dropped. Offsets are half-open Unicode code points of
the article's ``text``; ``exact`` equals the slice. What is read in single articles stands in
``schema_reading``, the brief in ``schema_brief``.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from rashomon.model.annotation import Approximation, Stance
from rashomon.model.comparison import CellStance, ConflictKind, EchoKind, OriginKind, Status, VariantKind
from rashomon.model.phrase import Phrase
from rashomon.render.schema_brief import (
    Abstention,
    Brief,
    BriefSection,
    BriefSentence,
    Dated,
    Disputed,
    LeftOut,
    SharedLine,
)
from rashomon.render.schema_reading import (
    Article,
    Claimant,
    Entity,
    NonBody,
    Part,
    Published,
    Quote,
    Reference,
    Source,
    Speaker,
)
from rashomon.render.schema_ruling import Ruling

__all__ = [
    "VERSION",
    "Abstention",
    "Article",
    "Brief",
    "BriefSection",
    "BriefSentence",
    "Claim",
    "ClaimCell",
    "ClaimMember",
    "Claimant",
    "Conflict",
    "Dated",
    "Disputed",
    "Document",
    "Echo",
    "Edit",
    "Entity",
    "Figure",
    "FigureValue",
    "Framing",
    "FramingFeature",
    "Generator",
    "LeftOut",
    "NonBody",
    "Origin",
    "Part",
    "Published",
    "Quote",
    "Reference",
    "Ruling",
    "SharedLine",
    "Source",
    "Speaker",
    "StoryHead",
    "TimelineEntry",
    "Utterance",
    "Variant",
    "json_schema",
]

VERSION = "rashomon.story/1"
Precision = Literal["year", "month", "day", "time"]
Share = Annotated[float, Meta(ge=0, le=1)]


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


class Edit(Part, frozen=True, kw_only=True):
    """One difference between two renderings of the same words."""

    op: Literal["insert", "delete", "replace"]
    a: Reference | None
    b: Reference | None


class Variant(Part, frozen=True, kw_only=True):
    """One rendering of an utterance; ``quote`` is a quote's id; ``altered`` without edits: in other words."""

    quote: str
    kind: VariantKind
    edits: list[Edit]


class Utterance(Part, frozen=True, kw_only=True):
    """The same words said once; ``earliest`` is the article that gave them first, if times are known.

    ``quotes`` are those of the variants, and those that stand inside one.
    """

    id: str
    speaker: str | None
    quotes: list[str]
    variants: list[Variant]
    earliest: str | None = None


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
    members: tuple[int, ...]
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
    """Two passages that can't both hold as they stand.

    ``why`` says in English what differs; ``why_phrase`` is the same, to be said in any language.
    ``same_as`` is the id of the conflict that this one tells again, with another passage on one side.
    """

    id: str
    kind: ConflictKind
    a: Reference
    b: Reference
    score: Share
    why: str
    a_by: Claimant | None
    b_by: Claimant | None
    why_phrase: Phrase | None = None
    same_as: str | None = None


class FigureValue(Part, frozen=True, kw_only=True):
    """One reading of a figure: ``as_of`` event time, ``reported`` publication, ``bound`` how it was put."""

    value: float
    span: Reference
    as_of: str | None
    reported: str | None
    bound: Approximation = "exact"


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


class Document(Part, frozen=True, kw_only=True, omit_defaults=True):
    """One story, everything read in it and the brief.

    ``notices`` say what was bounded, if anything was; ``rulings`` what people decided, if they did.
    """

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
    notices: list[str] = msgspec.field(default_factory=list)
    rulings: list[Ruling] = msgspec.field(default_factory=list)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``rashomon.story/1``."""
    schema = msgspec.json.schema(Document)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": VERSION, **schema}
