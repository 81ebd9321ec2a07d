"""Searching articles by their words."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Subquery, select

from rashomon.model.archive import Page, Stored, Within
from rashomon.model.glance import Facets
from rashomon.store.dialects import dialect_on
from rashomon.store.facets import ARTICLES, count_articles, facets_of
from rashomon.store.queries import Part, cursor
from rashomon.store.rows import AnySelect, stored_of
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p
from rashomon.store.words import terms, words


class SQLSearchReader(Part):
    """Finds articles."""

    def search(
        self, words: str, limit: int = 50, after: str | None = None, within: Within | None = None
    ) -> Page[Stored]:
        """Return current articles in which all words occur, the latest stored first."""
        query = matching(self._connection, (t.articles,), words, within or Within())
        if query is None:
            return Page(items=())
        if after:
            query = query.where(t.articles.c.row < int(after))
        rows = self._rows(query.limit(limit + 1))
        return Page(items=tuple(map(stored_of, rows[:limit])), after=cursor(rows, limit))

    def hits_and_facets(
        self, words: str, within: Within, limit: int, after: str | None = None
    ) -> tuple[Page[Stored], Facets]:
        """Return a page of a search, and by what it can be narrowed: the words are looked for only once."""
        a = t.articles.c
        query = matching(self._connection, (a.row, a.language, a.source), words, within)
        latest = [] if query is None else self._rows(query.limit(max(limit, ARTICLES) + 1))
        rows = latest[:ARTICLES]
        facets = facets_of(self._connection, count_articles(self._connection, rows), len(rows), len(latest))
        if after:
            return self.search(words, limit, after, within), facets
        held = select(t.articles).where(a.row.in_([row.row for row in latest[:limit]]))
        items = tuple(map(stored_of, self._rows(held.order_by(a.row.desc()))))
        return Page(items=items, after=cursor(latest, limit)), facets


def index(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Let articles, each with its row and text, be found by their words."""
    dialect_on(connection).index(connection, [(row, " ".join(words(text))) for row, text in texts])


def matching(connection: Connection, columns: Sequence[Any], words: str, within: Within) -> AnySelect | None:
    """Select from the articles that a search finds, the latest first; None where it asks for nothing."""
    found, a = found_by(connection, words), t.articles.c
    if found is None:
        return None
    # Joined in the order of the index, so that of a word that stands everywhere only a page is looked up.
    query = select(*columns).join_from(t.articles, found, found.c.row == a.row).where(a.current)
    held = ((a.language, within.language), (a.source, within.outlet))
    query = query.where(*(column == value for column, value in held if value))
    if within.since:
        query = query.where(a.told_at >= within.since)
    if within.entity:
        # Asked of each hit: the other way round, the search would run again for each article.
        m = p.mentions.c
        mine = select(m.article).where(m.article == found.c.row, m.entity == int(within.entity))
        query = query.where(mine.exists())
    return query.order_by(found.c.row.desc())


def found_by(connection: Connection, typed: str) -> Subquery | None:
    """Return the rows of the articles that match a search; None where nothing is asked for."""
    wanted = terms(typed)
    if all(term.excluded for term in wanted):
        return None
    dialect = dialect_on(connection)
    found = dialect.matching.bindparams(query=dialect.query(connection, wanted))
    return found.columns(t.articles.c.row).subquery("found")
