"""Articles in all their versions, with what was read in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, func, select, union_all

from rashomon.model.annotation import Analysis
from rashomon.model.archive import Assignment, Copy, Entry, Stored
from rashomon.store.arrivals import Arrivals
from rashomon.store.assignments import hold, standing_of
from rashomon.store.codec import pack, unpack
from rashomon.store.documents import change_documents, moments_of
from rashomon.store.outlets import keep_outlets
from rashomon.store.packed import analysis_of, packed_analysis
from rashomon.store.queries import CHUNK, Part, add, one, rows_of
from rashomon.store.rows import AnySelect, Values, article_values, copy_of, stored_of, values_of
from rashomon.store.search import index
from rashomon.store.stories import resolved
from rashomon.store.tables import core as t
from rashomon.store.versions import settle, sight

P = TypeVar("P")
_A, _R = t.articles.c, t.readings.c


class SQLArticleReader(Part):
    """Gives articles, their copies and what annotators read in them."""

    def article(self, article: str) -> Stored:
        """Return a stored version.

        Raises:
            NotFound: there is none.
        """
        return _named(self._connection, article)

    def versions(self, article: str) -> tuple[Stored, ...]:
        """Return all versions that share the article's canonical URL, the oldest first."""
        return versions_of(self._connection, article)

    def current(self, url: str) -> Stored | None:
        """Return the current version at a canonical URL."""
        rows = self._rows(_article(t.articles.c.url == url, t.articles.c.current))
        return stored_of(rows[0]) if rows else None

    def copies(self, article: str) -> tuple[Copy, ...]:
        """Return the links between an article and its copies, in both directions."""
        # Two halves of a union use an index each; an "or" over both columns would read the whole table.
        query = union_all(
            *(select(t.copies).where(c == article) for c in (t.copies.c.article, t.copies.c.of))
        )
        return tuple(map(copy_of, self._connection.execute(query)))

    def analysis(self, article: str, version: str) -> Analysis | None:
        """Return what these annotators read in an article, without vectors; None if they have not."""
        r = t.readings.c
        packed = self._connection.scalar(select(r.packed).where(r.article == article, r.version == version))
        return None if packed is None else analysis_of(packed, self.article(article).article)

    def unread(self, version: str, limit: int) -> tuple[Stored, ...]:
        """Return current articles that these annotators have not read, the newest first."""
        query = select(t.articles).where(*_unread(version)).order_by(t.articles.c.row.desc())
        return tuple(map(stored_of, self._rows(query.limit(limit))))

    def unread_count(self, version: str) -> int:
        """Return how many current articles these annotators have not read."""
        query = select(func.count()).select_from(t.articles).where(*_unread(version))
        return self._connection.scalar(query) or 0

    def profiles(self, since: datetime, version: str, of: type[P]) -> Iterator[tuple[P, str | None]]:
        """Yield the profiles of current articles seen since then with their story, the earliest first."""
        p, a = t.profiles.c, t.articles.c
        query = (
            select(p.packed, a.story)
            .join_from(t.articles, t.profiles, p.article == a.id)
            .where(p.version == version, a.seen_at >= since, a.current)
            .order_by(a.seen_at, a.row)
            .execution_options(yield_per=CHUNK)
        )
        for packed, story in self._connection.execute(query):
            yield unpack(packed, of), story


class SQLArticleWriter(SQLArticleReader):
    """Keeps what was read in documents."""

    def keep_articles(self, read: Mapping[str, Sequence[Entry]], at: datetime) -> Mapping[str, str]:
        """Store all that was read in documents (by their ids), and mark these as read."""
        entries = [entry for found in read.values() for entry in found]
        arrivals = Arrivals(self._connection)
        arrivals.place(moments_of(self._connection, read), read)
        fresh = self._fresh(arrivals, [e.assignment for e in entries if e.assignment is not None])
        self._insert(arrivals, {a.article: a.story for a in fresh}, at)
        gone = sight(self._connection, arrivals.sightings, read)
        self.keep_readings([entry for entry in entries if arrivals.takes(entry)])
        hold(self._connection, fresh, {a.article for a in fresh if a.article not in arrivals.new})
        settle(self._connection, gone | set(map(arrivals.stored, arrivals.met)), at, {a.story for a in fresh})
        self.link(arrivals.copies(entries))
        change_documents(self._connection, read, state="read", reason=None)
        return arrivals.names

    def _fresh(self, arrivals: Arrivals, wanted: Sequence[Assignment]) -> list[Assignment]:
        """Return those of the assignments whose articles stand nowhere yet."""
        named = {arrivals.names[a.article]: a for a in reversed(wanted)}
        standing = standing_of(self._connection, (name for name in named if name not in arrivals.new))
        story = resolved(self._connection, {a.story for a in wanted})
        return [replace(a, article=n, story=story[a.story]) for n, a in named.items() if n not in standing]

    def _insert(self, arrivals: Arrivals, stories: Mapping[str, str], at: datetime) -> None:
        if not arrivals.new:
            return
        first = (self._connection.scalar(select(func.max(t.articles.c.row))) or 0) + 1
        rows = [article_values(entry, seen, at) for entry, seen in arrivals.new.values()]
        for number, row in enumerate(rows, first):
            # One that meets others at its URL becomes current when they are put in order.
            row |= {"row": number, "current": row["id"] not in arrivals.met, "story": stories.get(row["id"])}
        self._connection.execute(t.articles.insert(), rows)
        keep_outlets(self._connection, (entry.article.source for entry, _ in arrivals.new.values()))
        texts = (entry.article.text.content for entry, _ in arrivals.new.values())
        index(self._connection, enumerate(texts, first))

    def keep_readings(self, entries: Sequence[Entry]) -> None:
        """Keep analyses and profiles of articles that are stored, as read by other annotators."""
        read = [_packed(e, packed_analysis(e.analysis)) for e in entries if e.analysis is not None]
        profiled = [_packed(e, pack(e.profile)) for e in entries if e.profile is not None]
        for table, rows in ((t.readings, read), (t.profiles, profiled)):
            add(self._connection, table, rows)

    def link(self, copies: Iterable[Copy]) -> None:
        """Note that articles repeat others; both must be stored."""
        add(self._connection, t.copies, [values_of(copy) for copy in copies])


def versions_of(connection: Connection, article: str) -> tuple[Stored, ...]:
    """Return all versions that share the article's canonical URL, the oldest first."""
    known = _named(connection, article)
    if known.url is None:
        return (known,)
    query = _article(t.articles.c.url == known.url).order_by(t.articles.c.seen_at, t.articles.c.id)
    return tuple(map(stored_of, rows_of(connection, query)))


def _named(connection: Connection, article: str) -> Stored:
    return stored_of(one(connection, _article(t.articles.c.id == article), "article", article))


def _unread(version: str) -> tuple[ColumnElement[bool], ...]:
    r = t.readings.c
    done = select(r.article).where(r.article == t.articles.c.id, r.version == version)
    return t.articles.c.current, ~done.exists()


def _article(*conditions: ColumnElement[bool]) -> AnySelect:
    return select(t.articles).where(*conditions)


def _packed(entry: Entry, data: bytes) -> Values:
    return {"article": entry.article.id, "version": entry.version, "packed": data}
