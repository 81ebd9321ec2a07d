"""What lists and pages ask a store for beside its articles and stories; part of ``archive``'s."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from rashomon.model.archive import Listing, Page, SavedReport, Stored, StoryRecord, Within
from rashomon.model.glance import (
    EntityRecord,
    Exchange,
    Facets,
    Glance,
    Leaf,
    Mentioned,
    NamedType,
    Outlet,
    OutletCounts,
    OutletShare,
    Said,
    SharedLines,
    Telling,
    Visit,
)


class PagesReader(Protocol):
    """Counts and names over all that is stored."""

    def glances(self, stories: Sequence[str], visitor: str = "") -> tuple[Glance, ...]:
        """Return what a list shows of these stories, in their order."""
        ...

    def story_facets(self, listing: Listing) -> Facets:
        """Count by what the stories of a list can be narrowed, among the first of them."""
        ...

    def stories_and_facets(self, listing: Listing) -> tuple[Page[StoryRecord], Facets]:
        """Return a page of a list together with its facets."""
        ...

    def hits_and_facets(
        self, words: str, within: Within, limit: int, after: str | None = None
    ) -> tuple[Page[Stored], Facets]:
        """Return a page of a search, and by what it can be narrowed, counted among the latest that fit."""
        ...

    def outlets(self, limit: int) -> tuple[OutletShare, ...]:
        """Return the outlets with the most stories."""
        ...

    def outlet(self, outlet: str) -> Outlet:
        """Return an outlet, or raise ``NotFound``."""
        ...

    def outlet_counts(self, outlet: str, days: int) -> OutletCounts:
        """Count an outlet's part; by day for so many days up to its latest article."""
        ...

    def feeding(self, outlet: str) -> frozenset[str]:
        """Return the subscriptions that brought an outlet's latest articles."""
        ...

    def exchanges(self, outlet: str) -> tuple[Exchange, ...]:
        """Return with whom an outlet shares lines in the latest reports, the most first."""
        ...

    def shared_lines(self, outlet: str, other: str) -> tuple[SharedLines, ...]:
        """Return the stories in whose latest report two outlets share lines, the most first."""
        ...

    def entity(self, entity: str) -> EntityRecord:
        """Return a person, organisation or place, or raise ``NotFound``."""
        ...

    def entities(self, entities: Iterable[str]) -> Mapping[str, EntityRecord]:
        """Return those that there are, by id."""
        ...

    def entities_by(self, keys: Iterable[str]) -> tuple[EntityRecord, ...]:
        """Return the entities that share one of the keys by which they were added."""
        ...

    def entities_sharing(self, keys: Iterable[str]) -> Mapping[str, tuple[EntityRecord, ...]]:
        """Return by key the entities that were added by it, the earliest first, a bounded number."""
        ...

    def persons_of(self, story: str) -> tuple[EntityRecord, ...]:
        """Return the people that a story's articles name."""
        ...

    def sayings(self, entity: str, limit: int, after: str | None = None) -> Page[Said]:
        """Return what current articles quote an entity with, the latest article first."""
        ...

    def unnamed(self, version: str, limit: int) -> tuple[Stored, ...]:
        """Return current articles that these annotators have read and whose names are not kept yet."""
        ...

    def tellings(self, story: str, language: str = "") -> tuple[Telling, ...]:
        """Return what the kept reports of a story came to, the latest first."""
        ...

    def leaf(self, story: str, key: str, spoken: str) -> Leaf | None:
        """Return the page that was kept of a report in a language of the reading room."""
        ...

    def unmarked(self, limit: int) -> tuple[tuple[str, str], ...]:
        """Return story and key of reports of which nobody noted yet what they came to."""
        ...

    def visit(self, visitor: str, story: str, now: datetime) -> Visit | None:
        """Return a visitor's last visit but the present one, at ``now``; None if there was none."""
        ...

    def seen(self) -> int:
        """Return the number of the latest assignment: what a visitor of this moment has seen."""
        ...

    def arrived(self, story: str, after: int) -> frozenset[str]:
        """Return the current articles that were put into a story by later assignments than that."""
        ...


class PagesWriter(PagesReader, Protocol):
    """Writes what these pages are made from."""

    def add_entity(self, kind: NamedType, keys: Iterable[str], name: str, language: str) -> str:
        """Make an entity of this name that is found by these keys, and return its id."""
        ...

    def keep_names(self, found: Mapping[str, Sequence[Mentioned]], version: str) -> None:
        """Keep whom articles name, as these annotators read it, instead of what was kept before.

        No two of an article's ``Mentioned`` are of one entity.
        """
        ...

    def mark_report(self, report: SavedReport) -> None:
        """Note what a kept report came to, and which lines outlets share where it is the latest."""
        ...

    def drop_report(self, story: str, key: str) -> None:
        """Let go of a report: it can be made again, or nobody can read it any more."""
        ...

    def keep_leaf(self, leaf: Leaf) -> None:
        """Keep the page of a report instead of the one in the same language; it goes with its report."""
        ...

    def keep_visit(self, visit: Visit) -> None:
        """Note that a visitor looked at a story; a look shortly after another belongs to the same visit."""
        ...
