"""Stories as they are listed and opened."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Subquery, case, func, select, tuple_

from rashomon.errors import NotFound, StoreError
from rashomon.model.archive import Listing, Page, Stored, StoryRecord, Within
from rashomon.model.glance import Facets
from rashomon.store import counting
from rashomon.store.accounts import SQLAccountReader
from rashomon.store.glancing import SQLGlancer
from rashomon.store.reader import chunks
from rashomon.store.rows import AnyRow, AnySelect, stored_of, story_of
from rashomon.store.rulings import SQLRulingReader
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p
from rashomon.store.watchlists import SQLWatchReader

_HOPS = 100
"""A chain of redirects is never this long; one that is runs in a circle."""
FEW = 4000
"""Articles that have the words of a search, of which all stories are looked up."""
NEAR = 3
"""So many times the stories that are asked for are looked through first, where a search finds more."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SQLShelf(SQLGlancer, SQLWatchReader, SQLAccountReader, SQLRulingReader):
    """The rest of ``contract.archive.Reader``."""

    def stories(self, listing: Listing) -> Page[StoryRecord]:
        """Return stories of at least one article, the latest coverage first."""
        return _page(self._first(listing, listing.limit), listing.limit)

    def story_facets(self, listing: Listing) -> Facets:
        """Count by what the stories of a list can be narrowed, among the first of them."""
        return self._facets_of_stories(self._first(replace(listing, after=None), counting.STORIES))

    def stories_and_facets(self, listing: Listing) -> tuple[Page[StoryRecord], Facets]:
        """Return both at once: of the first page, stories are looked for only once."""
        if listing.after:
            return self.stories(listing), self.story_facets(listing)
        rows = self._first(listing, max(listing.limit, counting.STORIES))
        return _page(rows, listing.limit), self._facets_of_stories(rows)

    def _first(self, listing: Listing, limit: int) -> Sequence[AnyRow]:
        """Return so many of the stories, and one more where there are more."""
        query = select(t.stories).where(*self._wanted(listing)).order_by(*(c.desc() for c in _order(listing)))
        found = self._found(listing.search)
        if found is None:
            return self._rows(query.limit(limit + 1))
        if self._few(found):
            a = t.articles.c
            told = select(a.story).join_from(t.articles, found, found.c.row == a.row).where(a.current)
            return self._rows(query.where(t.stories.c.id.in_(told)).limit(limit + 1))
        return self._first_of_most(query, found, limit)

    def _facets_of_stories(self, rows: Sequence[AnyRow]) -> Facets:
        stories = [row.id for row in rows[: counting.STORIES]]
        counts = counting.of_stories(self._cards(stories).values())
        return self._facets(counts, len(stories), len(rows))

    def hits_and_facets(
        self, words: str, within: Within, limit: int, after: str | None = None
    ) -> tuple[Page[Stored], Facets]:
        """Return a page of a search, and by what it can be narrowed: the words are looked for only once."""
        a = t.articles.c
        query = self._matching((a.row, a.language, a.source), words, within)
        latest = [] if query is None else self._rows(query.limit(max(limit, counting.ARTICLES) + 1))
        rows = latest[: counting.ARTICLES]
        facets = self._facets(counting.of_articles(self._connection, rows), len(rows), len(latest))
        if after:
            return self.search(words, limit, after, within), facets
        held = select(t.articles).where(a.row.in_([row.row for row in latest[:limit]]))
        items = tuple(map(stored_of, self._rows(held.order_by(a.row.desc()))))
        return Page(items=items, after=str(latest[limit - 1].row) if len(latest) > limit else None), facets

    def _facets(self, counts: counting.Counts, of: int, found: int) -> Facets:
        wanted = select(p.outlets.c.id, p.outlets.c.name).where(p.outlets.c.id.in_(counts["outlet"]))
        outlets = {row.id: row.name for row in self._rows(wanted)}
        entities = self.entities(value for kind in counting.NAMED for value in counts[kind])
        return Facets(items=counting.told(counts, outlets, entities), of=of, more=found > of)

    def story(self, story: str) -> StoryRecord:
        """Return a story, following redirects.

        Raises:
            NotFound: there is none.
        """
        for _ in range(_HOPS):
            row = self._one(select(t.stories).where(t.stories.c.id == story), "story", story)
            if row.redirect_to is None:
                return story_of(row)
            story = row.redirect_to
        raise StoreError(f"story {story}: its redirects run in a circle; undo one of its merges")

    def _resolved(self, stories: Iterable[str]) -> dict[str, str]:
        """Return for each story the one that it leads to, which is mostly itself."""
        s = t.stories.c
        found: dict[str, str] = {}
        for chunk in chunks(stories):
            for row in self._rows(select(s.id, s.redirect_to).where(s.id.in_(chunk))):
                found[row.id] = row.id if row.redirect_to is None else self.story(row.id).id
            if missing := next((name for name in chunk if name not in found), None):
                raise NotFound(f"there is no story '{missing}' in the archive")
        return found

    def members(self, story: str) -> tuple[str, ...]:
        """Return the ids of the current versions in a story, without reading them."""
        a = t.articles.c
        return tuple(self._connection.scalars(select(a.id).where(a.story == story, a.current)))

    def articles(self, story: str) -> tuple[Stored, ...]:
        """Return the current versions in a story, the earliest first; redirects are followed."""
        a = t.articles.c
        query = select(t.articles).where(a.story == self.story(story).id, a.current)
        return tuple(map(stored_of, self._rows(query.order_by(a.told_at, a.row))))

    def _wanted(self, listing: Listing) -> list[ColumnElement[bool]]:
        s = t.stories.c
        conditions: list[ColumnElement[bool]] = [s.articles > 0]
        if listing.since:
            conditions.append(s.told_at >= listing.since)
        if listing.min_outlets > 1:
            conditions.append(s.outlets >= listing.min_outlets)
        if listing.after:
            conditions.append(self._before(listing))
        return conditions + self._with_articles(listing)

    def _before(self, listing: Listing) -> ColumnElement[bool]:
        told, _, story = str(listing.after).partition(".")
        if not told.lstrip("-").isdigit():
            raise NotFound(f"'{listing.after}' is no cursor of a list of stories; start from the first page")
        last: list[object] = [_EPOCH + timedelta(microseconds=int(told)), story]
        if listing.growing:
            last.insert(0, int(self.story(story).state == "growing"))
        return tuple_(*_order(listing)) < tuple(last)

    def _with_articles(self, listing: Listing) -> list[ColumnElement[bool]]:
        """Demand articles of a language, of an outlet, with names; each may be met by another article."""
        held = [("language", listing.language), ("outlet", listing.outlet)]
        conditions = [having(p.facets.c.kind == kind, value) for kind, value in held if value]
        conditions += [having(p.facets.c.kind.in_(counting.NAMED), entity) for entity in listing.entities]
        return conditions

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
