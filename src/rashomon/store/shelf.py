"""Stories as they are listed and opened."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, select, tuple_

from rashomon.errors import NotFound, StoreError
from rashomon.model.archive import Listing, Page, Stored, StoryRecord
from rashomon.store import tables as t
from rashomon.store.accounts import SQLAccountReader
from rashomon.store.reader import chunks
from rashomon.store.rows import AnyRow, stored_of, story_of
from rashomon.store.rulings import SQLRulingReader
from rashomon.store.watching import SQLWatchReader

_HOPS = 100
"""A chain of redirects is never this long; one that is runs in a circle."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SQLShelf(SQLWatchReader, SQLAccountReader, SQLRulingReader):
    """The rest of ``base.Reader``."""

    def stories(self, listing: Listing) -> Page[StoryRecord]:
        """Return stories of at least one article, the latest coverage first."""
        s = t.stories.c
        query = select(t.stories).where(*self._wanted(listing)).order_by(s.told_at.desc(), s.id.desc())
        rows = self._rows(query.limit(listing.limit + 1))
        more = len(rows) > listing.limit
        items = tuple(map(story_of, rows[: listing.limit]))
        return Page(items=items, after=_cursor(rows[listing.limit - 1]) if more else None)

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

    def articles(self, story: str) -> tuple[Stored, ...]:
        """Return the current versions in a story, the earliest first; redirects are followed."""
        a = t.articles.c
        query = select(t.articles).where(a.story == self.story(story).id, a.current)
        return tuple(map(stored_of, self._rows(query.order_by(a.told_at, a.row))))

    def _wanted(self, listing: Listing) -> list[ColumnElement[bool]]:
        s = t.stories.c
        conditions: list[ColumnElement[bool]] = [s.told_at.is_not(None)]
        if listing.since:
            conditions.append(s.told_at >= listing.since)
        if listing.min_outlets > 1:
            conditions.append(s.outlets >= listing.min_outlets)
        if listing.after:
            conditions.append(_before(listing.after))
        return conditions + self._with_articles(listing)

    def _with_articles(self, listing: Listing) -> list[ColumnElement[bool]]:
        """Demand articles of a language, of an outlet, with words; each may be met by another article."""
        a = t.articles.c
        tests = [a.language == listing.language] if listing.language else []
        tests += [a.source == listing.outlet] if listing.outlet else []
        found = self._found(listing.search)
        conditions = [_among(test) for test in tests]
        if found is not None:
            told = select(a.story).join_from(t.articles, found, found.c.row == a.row).where(a.current)
            conditions.append(t.stories.c.id.in_(told))
        return conditions


def _among(test: ColumnElement[bool]) -> ColumnElement[bool]:
    a = t.articles.c
    return select(a.id).where(a.story == t.stories.c.id, a.current, test).exists()


def _cursor(row: AnyRow) -> str:
    return f"{(row.told_at - _EPOCH) // timedelta(microseconds=1)}.{row.id}"


def _before(cursor: str) -> ColumnElement[bool]:
    told, _, story = cursor.partition(".")
    if not told.lstrip("-").isdigit():
        raise NotFound(f"'{cursor}' is no cursor of a list of stories; start from the first page")
    moment = _EPOCH + timedelta(microseconds=int(told))
    return tuple_(t.stories.c.told_at, t.stories.c.id) < (moment, story)
