"""What lists and pages show at a glance: counts over stories, outlets, names, and when somebody last looked.

All of it follows from what the archive keeps and can be made again from it, except the visits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from rashomon.model.annotation import QuoteKind
from rashomon.model.text import Span

NamedType = Literal["PER", "ORG", "LOC"]
"""What can be asked for by its name; the rest (works, feasts, products) is left to the search."""
FacetKind = Literal["language", "outlet", "PER", "ORG", "LOC"]

HOURS = 48
"""Hours of a story's coverage that its line is drawn of, up to its latest article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One value by which a list can be narrowed, and how many of the counted things have it.

    ``labels`` are an entity's names by language; ``name`` is the commonest of all.
    """

    kind: FacetKind
    value: str
    name: str
    count: int
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The commonest values among the latest ``of`` things that fit; ``more`` if there are others."""

    items: tuple[Facet, ...]
    of: int
    more: bool

    def of_kind(self, kind: str) -> tuple[Facet, ...]:
        """Return the values of one kind, the commonest first."""
        return tuple(facet for facet in self.items if facet.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who publishes articles."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletShare:
    """An outlet, and how many stories have current articles of it."""

    outlet: Outlet
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a report came to: ``differ`` counts conflicts, ``changed`` figures that changed over time."""

    articles: int
    differ: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One kept report of a story without its text; ``language`` is the one asked for, "" for the usual."""

    story: str
    key: str
    made_at: datetime
    language: str
    marks: Marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """The page of one kept report, in the words of one language of the reading room.

    ``made_by`` tells what else the ``html`` follows from, such as the program's version: whoever would make
    another page finds another value here. ``brief`` is the language of the report's brief.
    """

    story: str
    key: str
    spoken: str
    made_by: str
    brief: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A story in a list: articles by hour (oldest first, ``HOURS`` of them), some outlets, its last report.

    Hours are those of publication, of arrival where no article states one.

    ``told`` is None while the story was not compared; ``news`` counts what came in since the visitor last
    looked, None where they never did.
    """

    story: str
    hours: tuple[int, ...]
    outlets: tuple[Outlet, ...]
    told: Telling | None = None
    news: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLines:
    """In a story's latest report, passages of one outlet that stand in another's articles, too.

    ``directed``: the times of all are known, and ``first``'s was the earliest. ``wire`` of the ``lines``
    come from an agency by what the articles say.
    """

    story: str
    first: str
    second: str
    directed: bool
    lines: int
    wire: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """With whom an outlet shares lines, in so many stories; ``order`` says whose stood there earlier.

    ``first``: this outlet's, ``second``: the other's, ``unknown``: not all times are known.
    """

    other: Outlet
    order: Literal["first", "second", "unknown"]
    stories: int
    lines: int
    wire: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One way to write an entity's name, and in how many articles it is written so."""

    text: str
    language: str
    articles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRecord:
    """A person, organisation or place of the archive; ``names`` are the commonest first."""

    id: str
    type: NamedType
    names: tuple[Name, ...]

    @property
    def name(self) -> str:
        """The commonest name."""
        return self.names[0].text if self.names else self.id

    def labels(self) -> Mapping[str, str]:
        """Return the commonest name in each language."""
        return {name.language: name.text for name in reversed(self.names)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Words that an article gives as an entity's; ``quote`` is the ``Quote.id`` within the article."""

    quote: str
    span: Span
    kind: QuoteKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A saying where it stands, with the exact words; ``published`` as far as the article states it."""

    article: str
    story: str | None
    title: str
    outlet: Outlet
    language: str
    published: datetime | None
    saying: Saying
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """An entity in one article: how it is named there, how often, and what it is quoted with."""

    entity: str
    name: str
    count: int
    sayings: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When a visitor looked at a story, at which report (its key), and all assignments up to ``seen``."""

    visitor: str
    story: str
    at: datetime
    seen: int
    report: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCounts:
    """An outlet's part in the archive.

    ``first`` counts stories of several outlets in which its article was published before all others;
    ``shared`` all stories of several outlets in which every outlet's time is known.
    """

    articles: int
    stories: int
    first: int
    shared: int
    languages: Mapping[str, int]
    days: tuple[tuple[str, int], ...]
