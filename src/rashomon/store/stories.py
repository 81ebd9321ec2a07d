"""Stories as they are listed, opened and changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Subquery, bindparam, case, func, select, tuple_, update

from rashomon.errors import NotFound, StoreError
from rashomon.model.archive import MACHINE, Listing, Page, Stored, StoryRecord, StoryState
from rashomon.model.glance import Facets
from rashomon.store.cards import cards_of
from rashomon.store.facets import NAMED, STORIES, count_stories, facets_of
from rashomon.store.queries import Part, add, chunks, one, rows_of
from rashomon.store.rows import AnyRow, AnySelect, stored_of, story_of, values_of
from rashomon.store.search import found_by
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p

_HOPS = 100
"""A chain of redirects is never this long; one that is runs in a circle."""
FEW = 4000
"""Articles that have the words of a search, of which all stories are looked up."""
NEAR = 3
"""So many times the stories that are asked for are looked through first, where a search finds more."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SQLStoryReader(Part):
    """Gives lists of stories, and stories with their articles."""

    def stories(self, listing: Listing) -> Page[StoryRecord]:
        """Return stories of at least one article, the latest coverage first."""
        return _page(self._first(listing, listing.limit), listing.limit)

    def story_facets(self, listing: Listing) -> Facets:
        """Count by what the stories of a list can be narrowed, among the first of them."""
        return self._facets_of_stories(self._first(replace(listing, after=None), STORIES))

    def stories_and_facets(self, listing: Listing) -> tuple[Page[StoryRecord], Facets]:
        """Return both at once: of the first page, stories are looked for only once."""
        if listing.after:
            return self.stories(listing), self.story_facets(listing)
        rows = self._first(listing, max(listing.limit, STORIES))
        return _page(rows, listing.limit), self._facets_of_stories(rows)

    def story(self, story: str) -> StoryRecord:
        """Return a story, following redirects.

        Raises:
            NotFound: there is none.
        """
        return story_named(self._connection, story)

    def members(self, story: str) -> tuple[str, ...]:
        """Return the ids of the current versions in a story, without reading them."""
        a = t.articles.c
        return tuple(self._connection.scalars(select(a.id).where(a.story == story, a.current)))

    def articles(self, story: str) -> tuple[Stored, ...]:
        """Return the current versions in a story, the earliest first; redirects are followed."""
        a = t.articles.c
        query = select(t.articles).where(a.story == self.story(story).id, a.current)
        return tuple(map(stored_of, self._rows(query.order_by(a.told_at, a.row))))

    def _first(self, listing: Listing, limit: int) -> Sequence[AnyRow]:
        """Return so many of the stories, and one more where there are more."""
        query = select(t.stories).where(*self._wanted(listing)).order_by(*(c.desc() for c in _order(listing)))
        found = found_by(self._connection, listing.search)
        if found is None:
            return self._rows(query.limit(limit + 1))
        if self._few(found):
            a = t.articles.c
            told = select(a.story).join_from(t.articles, found, found.c.row == a.row).where(a.current)
            return self._rows(query.where(t.stories.c.id.in_(told)).limit(limit + 1))
        return self._first_of_most(query, found, limit)

    def _facets_of_stories(self, rows: Sequence[AnyRow]) -> Facets:
        stories = [row.id for row in rows[:STORIES]]
        counts = count_stories(cards_of(self._connection, stories).values())
        return facets_of(self._connection, counts, len(stories), len(rows))

    def _wanted(self, listing: Listing) -> list[ColumnElement[bool]]:
        s = t.stories.c
        conditions: list[ColumnElement[bool]] = [s.articles > 0]
        if listing.since:
            conditions.append(s.told_at >= listing.since)
        if listing.min_outlets > 1:
            conditions.append(s.outlets >= listing.min_outlets)
        if listing.after:
            conditions.append(self._before(listing))
        return conditions + _with_articles(listing)

    def _before(self, listing: Listing) -> ColumnElement[bool]:
        told, _, story = str(listing.after).partition(".")
        if not told.lstrip("-").isdigit():
            raise NotFound(f"'{listing.after}' is no cursor of a list of stories; start from the first page")
        last: list[object] = [_EPOCH + timedelta(microseconds=int(told)), story]
        if listing.growing:
            last.insert(0, int(self.story(story).state == "growing"))
        return tuple_(*_order(listing)) < tuple(last)

    def _few(self, found: Subquery) -> bool:
        some = select(found.c.row).limit(FEW).subquery()
        return (self._connection.scalar(select(func.count()).select_from(some)) or 0) < FEW

    def _first_of_most(self, query: AnySelect, found: Subquery, limit: int) -> Sequence[AnyRow]:
        """Return the first stories with a current article among those found, which most stories have.

        To look up the story of each article would take longer than to go through stories until enough have
        one. Those that come first have late articles only, and to find these is a part of finding all.
        """
        s, a = t.stories.c, t.articles.c
        first = query.with_only_columns(s.id).limit(NEAR * limit)
        oldest = select(func.min(a.row)).where(a.story.in_(first), a.current).scalar_subquery()
        late = _with_any(select(found.c.row).where(found.c.row >= oldest))
        rows = self._rows(query.where(s.id.in_(first), late).limit(limit + 1))
        if len(rows) > limit:
            return rows
        return self._rows(query.where(_with_any(select(found.c.row))).limit(limit + 1))


class SQLStoryWriter(SQLStoryReader):
    """Opens stories, and keeps what the machine calls them."""

    def open_story(self, story: StoryRecord) -> None:
        """Open a story; one that exists stays as it is."""
        add_story(self._connection, story)

    def retitle(self, story: str, title: str) -> bool:
        """Give a story the machine's title; False where a person gave one or locked it."""
        known = self.story(story)
        if known.locked or known.title_by != MACHINE:
            return False
        change_story(self._connection, known.id, title=title)
        return True

    def set_states(self, states: Mapping[str, StoryState]) -> None:
        """Note where stories stand in their lives."""
        change = update(t.stories).where(t.stories.c.id == bindparam("story"))
        if states:
            values = [{"story": story, "to": state} for story, state in states.items()]
            self._connection.execute(change.values(state=bindparam("to")), values)


def story_named(connection: Connection, story: str) -> StoryRecord:
    """Return a story, following redirects.

    Raises:
        NotFound: there is none.
    """
    for _ in range(_HOPS):
        row = one(connection, select(t.stories).where(t.stories.c.id == story), "story", story)
        if row.redirect_to is None:
            return story_of(row)
        story = row.redirect_to
    raise StoreError(f"story {story}: its redirects run in a circle; undo one of its merges")


def resolved(connection: Connection, stories: Iterable[str]) -> dict[str, str]:
    """Return for each story the one that it leads to, which is mostly itself."""
    s = t.stories.c
    found: dict[str, str] = {}
    for chunk in chunks(stories):
        for row in rows_of(connection, select(s.id, s.redirect_to).where(s.id.in_(chunk))):
            found[row.id] = row.id if row.redirect_to is None else story_named(connection, row.id).id
        if missing := next((name for name in chunk if name not in found), None):
            raise NotFound(f"there is no story '{missing}' in the archive")
    return found


def add_story(connection: Connection, story: StoryRecord) -> None:
    """Add a story; one that exists stays as it is."""
    add(connection, t.stories, [values_of(story) | {"languages": list(story.languages), "told_at": None}])


def change_story(connection: Connection, story: str, **values: Any) -> None:
    """Write these values into a story."""
    connection.execute(update(t.stories).where(t.stories.c.id == story).values(**values))


def _with_articles(listing: Listing) -> list[ColumnElement[bool]]:
    """Demand articles of a language, of an outlet, with names; each may be met by another article."""
    held = [("language", listing.language), ("outlet", listing.outlet)]
    conditions = [having(p.facets.c.kind == kind, value) for kind, value in held if value]
    conditions += [having(p.facets.c.kind.in_(NAMED), entity) for entity in listing.entities]
    return conditions


def _with_any(rows: AnySelect) -> ColumnElement[bool]:
    """Demand that a story has a current article among these."""
    a = t.articles.c
    return select(a.row).where(a.story == t.stories.c.id, a.current, a.row.in_(rows)).exists()


def having(kind: ColumnElement[bool], value: str) -> ColumnElement[bool]:
    """Demand that a story has this value among its facets of a kind."""
    f = p.facets.c
    return select(f.story).where(f.story == t.stories.c.id, kind, f.value == value).exists()


def _order(listing: Listing) -> list[ColumnElement[Any]]:
    """Return what stories are ordered by, the greatest first."""
    s = t.stories.c
    latest: list[ColumnElement[Any]] = [s.told_at, s.id]
    return [case((s.state == "growing", 1), else_=0), *latest] if listing.growing else latest


def _page(rows: Sequence[AnyRow], limit: int) -> Page[StoryRecord]:
    more = len(rows) > limit
    return Page(items=tuple(map(story_of, rows[:limit])), after=_cursor(rows[limit - 1]) if more else None)


def _cursor(row: AnyRow) -> str:
    return f"{(row.told_at - _EPOCH) // timedelta(microseconds=1)}.{row.id}"
