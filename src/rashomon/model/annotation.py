"""What was read in one article: standoff annotations over its text.

Every span counts code points of the article's text. Ids are unique within the article; an id of
something derived is built from its kind and offsets, so that the same reading gives the same id.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from rashomon.model.article import Article
from rashomon.model.text import Reference, Span

Vectors = npt.NDArray[np.float32]

NonBodyKind = Literal["boilerplate", "inset", "disclosure", "heading", "dateline"]
EntityType = Literal["PER", "ORG", "LOC", "MISC"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "denies", "hedges"]
Modality = Literal["asserted", "hedged", "planned", "conditional"]
Approximation = Literal["exact", "about", "at_least", "at_most", "over", "under", "magnitude"]
"""How a number was put; ``magnitude`` gives no more than its order ("dozens", "hundreds")."""
DateBasis = Literal["stated", "dateline", "metadata", "inferred", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the body or a heading; ``paragraph`` counts from 0."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NonBody:
    """A stretch that is not the article's own telling: links, boxes, labels, headings."""

    span: Span
    kind: NonBodyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When the article appeared: ``value`` is an ISO 8601 date (or None), never a guess.

    ``about`` is the day on which other articles of its story appeared, where its own is not known: enough
    for the year of "10 May", not for what "yesterday" was.
    """

    value: str | None = None
    basis: DateBasis = "unknown"
    evidence: tuple[Reference, ...] = ()
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """How the article is built: headline, dateline, byline, date, credits and what is not body."""

    headline: Span | None = None
    byline: Span | None = None
    dateline: Span | None = None
    published: Published = field(default_factory=Published)
    credits: tuple[str, ...] = ()
    discloses_generated: bool = False
    non_body: tuple[NonBody, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name of a person, organisation or place where it stands; ``name`` is its base form if known."""

    span: Span
    type: EntityType
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalEntity:
    """One entity of one article with all its mentions (names, roles, abbreviations)."""

    id: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who is given as the source of words or a claim; ``entity`` is a ``LocalEntity.id``."""

    name: str
    entity: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An attribution: content ``span`` (without quotation marks if direct), cue and speaker."""

    id: str
    kind: QuoteKind
    span: Span
    cue: Span | None = None
    speaker: Speaker | None = None
    via: str | None = None

    @property
    def frame(self) -> tuple[Span, ...]:
        """Where its cue and its speaker stand, as far as they are named."""
        return tuple(part for part in (self.cue, self.speaker.span if self.speaker else None) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression (TIMEX3): ISO 8601 ``value`` as precise as ``precision``, None if unresolved.

    ``clause`` covers the expression and the clause it dates. ``tense`` is 1 where the words around it tell
    of what is to come, -1 of what is past, 0 where they tell neither; counted dates ("yesterday") have 0.
    """

    span: Span
    clause: Span
    value: str | None
    precision: Literal["year", "month", "day", "time"]
    tense: Literal[-1, 0, 1] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit: ``unit`` is the counted noun's or measure's base form, "" if none.

    ``span`` covers approximation, number and unit ("at least 38 people").
    """

    span: Span
    value: float
    unit: str
    approximation: Approximation = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A checkable assertion at the grain of a clause, with the one who makes it.

    ``claimant`` None is the outlet's voice; ``sentence`` indexes ``Analysis.sentences``; ``opinion`` marks
    comment and colour by their words; ``checkable`` is the probability that the claim reports something that
    can be checked, judged by the encoder's states (1.0 where none were judged).
    """

    id: str
    span: Span
    sentence: int
    claimant: Speaker | None = None
    stance: Stance = "asserts"
    negated: bool = False
    modality: Modality = "asserted"
    opinion: bool = False
    checkable: float = 1.0
    quantities: tuple[Quantity, ...] = ()
    timexes: tuple[Timex, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All that was read in one article. Vectors are float32, unit length, one row a sentence or claim.

    ``token_spans``: (t, 2) int32, the half-open ranges of the encoder's tokens in the article;
    ``token_states``: (t, d) float16, their states in a middle layer, by which words can be aligned.
    """

    article: Article
    language: str
    structure: Structure = field(default_factory=Structure)
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[LocalEntity, ...] = ()
    timexes: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    sentence_vectors: Vectors = field(default_factory=lambda: np.empty((0, 0), np.float32))
    claim_vectors: Vectors = field(default_factory=lambda: np.empty((0, 0), np.float32))
    token_spans: npt.NDArray[np.int32] = field(default_factory=lambda: np.empty((0, 2), np.int32))
    token_states: npt.NDArray[np.float16] = field(default_factory=lambda: np.empty((0, 0), np.float16))

    def text_of(self, span: Span) -> str:
        """Return the characters of a span of this article."""
        return self.article.text.slice(span)

    def is_body(self, span: Span) -> bool:
        """Tell whether less than half of the span lies in non-body stretches."""
        parts = self.structure.non_body
        first = bisect_right(parts, span.start, key=lambda part: part.span.end)
        last = bisect_left(parts, span.end, first, key=lambda part: part.span.start)
        return sum(span.overlap(part.span) for part in parts[first:last]) * 2 < len(span)

    def entity(self, entity_id: str | None) -> LocalEntity | None:
        """Return the entity with this id, or None."""
        return next((e for e in self.entities if e.id == entity_id), None)

    def entities_in(self, span: Span) -> Sequence[LocalEntity]:
        """Return the entities with a mention inside the span, in reading order of the entities."""
        return [e for e in self.entities if any(span.contains(m.span) for m in e.mentions)]
