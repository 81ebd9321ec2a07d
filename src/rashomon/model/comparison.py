"""What the accounts of one story have in common and where they differ, each thing with its evidence."""

from dataclasses import dataclass, field
from typing import Literal

from rashomon.model.annotation import Approximation, EntityType, Stance
from rashomon.model.phrase import Phrase
from rashomon.model.text import Reference

Status = Literal["agreed", "disputed", "single_source"]
CellStance = Literal["asserts", "denies", "hedges", "silent", "unknown"]
OriginKind = Literal["reporting", "agency", "statement", "echo"]
ConflictKind = Literal["number", "date", "place", "negation", "status", "attribution", "cause", "other"]
VariantKind = Literal["verbatim", "trimmed", "altered", "translated", "fragment"]
EchoKind = Literal["verbatim", "paraphrase", "translation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One person, organisation or place over all articles.

    ``names`` maps a language to the name in that language; ``members`` are pairs of article id and
    ``LocalEntity.id``; ``mentions`` are all places where it is named.
    """

    id: str
    type: EntityType
    name: str
    names: dict[str, str]
    members: tuple[tuple[str, str], ...]
    mentions: tuple[Reference, ...]
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Who makes a claim, over all articles; ``entity`` is an ``Entity.id``."""

    name: str
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMember:
    """One article's wording of a claim; ``claim`` is the ``Claim.id`` within that article."""

    reference: Reference
    claim: str
    stance: Stance = "asserts"
    claimant: Claimant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCell:
    """Where one article stands on a claim; ``members`` index ``ClaimGroup.members``.

    ``why`` says in words what the stance rests on, above all for ``silent`` and ``unknown``; ``parted`` tells
    that a person took the article's wording out of the claim.
    """

    article: str
    stance: CellStance
    members: tuple[int, ...] = ()
    why: str = ""
    parted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One independent root of a claim and the articles that carry it."""

    kind: OriginKind
    name: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGroup:
    """The same proposition in all its wordings; ``representative`` indexes the clearest member."""

    id: str
    representative: int
    members: tuple[ClaimMember, ...]
    cells: tuple[ClaimCell, ...]
    origins: tuple[Origin, ...]
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two passages that cannot both hold as they stand; ``why`` says what differs, without a verdict.

    ``score`` is 0 to 1. ``a_by`` and ``b_by`` name who says each, None for the outlet's own voice.
    ``same_as`` is the ``id`` of the conflict that this one tells again, with another passage on one side.
    """

    id: str
    kind: ConflictKind
    a: Reference
    b: Reference
    score: float
    why: Phrase
    a_by: Claimant | None = None
    b_by: Claimant | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureValue:
    """One reading of a quantity: ``as_of`` event time, ``reported`` publication (ISO 8601 or None).

    ``bound`` is how the number was put: "at least 38" is a reading of 38, and none of exactly 38.
    """

    value: float
    reference: Reference
    as_of: str | None = None
    reported: str | None = None
    bound: Approximation = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One quantity over time and outlets, a toll or a count."""

    id: str
    quantity: str
    unit: str
    values: tuple[FigureValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One difference between two renderings; ``op`` is ``insert``, ``delete`` or ``replace``."""

    op: Literal["insert", "delete", "replace"]
    a: Reference | None = None
    b: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One rendering of an utterance against its fullest one; ``quote`` is an article id and a quote id.

    ``altered`` without edits is a telling in other words, in which there is no word to mark.
    """

    article: str
    quote: str
    kind: VariantKind
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """The same words said once; ``speaker`` is an ``Entity.id``; the first variant is the fullest.

    ``earliest`` is the article that gave them first, only where times are known. ``within`` are quotations
    nested with a variant: inside it, or around it by the same speaker; as variants name theirs (article id,
    quote id).
    """

    id: str
    speaker: str | None
    variants: tuple[Variant, ...]
    within: tuple[tuple[str, str], ...] = ()
    earliest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """The same wording or talking point in several articles; ``earliest`` only where times are known."""

    id: str
    kind: EchoKind
    members: tuple[Reference, ...]
    score: float
    earliest: str | None = None
    wire: bool = False

    @property
    def articles(self) -> frozenset[str]:
        """The articles that share the wording."""
        return frozenset(member.article for member in self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """Something dated on the event's own clock; ``text`` is taken from the first reference's passage."""

    when: str
    precision: Literal["year", "month", "day", "time"]
    text: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FramingFeature:
    """One choice of words, where it stands and what kind of choice it is."""

    kind: str
    reference: Reference
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """How one article tells it."""

    article: str
    features: tuple[FramingFeature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that was found by holding the accounts of one story against each other.

    ``notices`` say in English what was bounded because the story is large; ``ruled`` are the ids of the
    people's rulings that found their object here.
    """

    entities: tuple[Entity, ...] = ()
    claims: tuple[ClaimGroup, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    figures: tuple[Figure, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    echoes: tuple[Echo, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    framing: tuple[Framing, ...] = ()
    notices: tuple[str, ...] = ()
    ruled: frozenset[int] = frozenset()
    _homes: dict[tuple[str, str], Entity] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        homes = {member: entity for entity in reversed(self.entities) for member in entity.members}
        object.__setattr__(self, "_homes", homes)

    def entity(self, entity_id: str | None) -> Entity | None:
        """Return the entity with this id, or None."""
        return next((entity for entity in self.entities if entity.id == entity_id), None)

    def entity_of(self, article: str, local: str | None) -> Entity | None:
        """Return the entity that an article's local entity belongs to, or None."""
        return None if local is None else self._homes.get((article, local))
