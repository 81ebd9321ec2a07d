"""Reading: one transaction's view of the archive, in plain queries over ``tables``."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Subquery, func, or_, select, union_all

from rashomon.errors import NotFound
from rashomon.model.annotation import Analysis
from rashomon.model.archive import (
    Assignment,
    Copy,
    Decision,
    Document,
    DocumentState,
    Health,
    Page,
    SavedReport,
    Stored,
    Subscription,
    Within,
)
from rashomon.store.codec import expand, unpack
from rashomon.store.dialects import Dialect
from rashomon.store.packed import analysis_of
from rashomon.store.rows import (
    AnyRow,
    AnySelect,
    assignment_of,
    copy_of,
    decision_of,
    document_of,
    stored_of,
    subscription_of,
)
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p
from rashomon.store.words import terms

P = TypeVar("P")

CHUNK = 500
"""So many ids go into one query."""


class SQLReader:
    """Implements ``contract.archive.Reader`` but for lists of stories, which are in ``shelf``."""

    def __init__(self, connection: Connection, dialect: Dialect) -> None:
        self._connection = connection
        self._dialect = dialect

    def subscriptions(self) -> tuple[tuple[Subscription, Health], ...]:
        """Return all that is followed with its health, by name."""
        query = select(t.subscriptions).where(~t.subscriptions.c.removed)
        return tuple(subscription_of(r) for r in self._rows(query.order_by(t.subscriptions.c.name)))

    def due(self, now: datetime) -> tuple[tuple[Subscription, Health], ...]:
        """Return what should be looked at now, the longest overdue first; what is paused never is.

        A look that is still to come was taken by a clock that went wrong: what it put off is due.
        """
        s = t.subscriptions.c
        ready = or_(s.next_at.is_(None), s.next_at <= now, s.checked_at > now)
        query = select(t.subscriptions).where(~s.removed, ~s.paused, ready)
        return tuple(subscription_of(r) for r in self._rows(query.order_by(s.next_at.nulls_first(), s.id)))

    def known(self, locators: Iterable[str]) -> frozenset[str]:
        """Return those of the locators from which a document is kept."""
        found: set[str] = set()
        for chunk in chunks(locators):
            query = select(t.documents.c.locator).where(t.documents.c.locator.in_(chunk))
            found.update(self._connection.scalars(query))
        return frozenset(found)

    def document(self, document: str) -> Document:
        """Return a document by its id.

        Raises:
            NotFound: there is none.
        """
        row = self._one(select(t.documents).where(t.documents.c.id == document), "document", document)
        return document_of(row)

    def body(self, document: Document) -> bytes:
        """Return a document's bytes as they were retrieved."""
        query = select(t.bodies.c.zstd).where(t.bodies.c.sha256 == document.sha256)
        return expand(self._one(query, "body", document.sha256).zstd)

    def documents(self, state: DocumentState, limit: int, after: str | None = None) -> Page[Document]:
        """Return documents in this state in the order in which they came."""
        d = t.documents.c
        query = select(t.documents).where(d.state == state, d.row > int(after or 0)).order_by(d.row)
        rows = self._rows(query.limit(limit + 1))
        return Page(items=tuple(map(document_of, rows[:limit])), after=_cursor(rows, limit))

    def article(self, article: str) -> Stored:
        """Return a stored version.

        Raises:
            NotFound: there is none.
        """
        return stored_of(self._one(_article(t.articles.c.id == article), "article", article))

    def versions(self, article: str) -> tuple[Stored, ...]:
        """Return all versions that share the article's canonical URL, the oldest first."""
        known = self.article(article)
        if known.url is None:
            return (known,)
        query = _article(t.articles.c.url == known.url).order_by(t.articles.c.seen_at, t.articles.c.id)
        return tuple(map(stored_of, self._rows(query)))

    def current(self, url: str) -> Stored | None:
        """Return the current version at a canonical URL."""
        rows = self._rows(_article(t.articles.c.url == url, t.articles.c.current))
        return stored_of(rows[0]) if rows else None

    def documents_of(self, article: str) -> tuple[Document, ...]:
        """Return the documents that hold an article, the earliest first."""
        held = select(t.sightings.c.document).where(t.sightings.c.article == article)
        query = select(t.documents).where(t.documents.c.id.in_(held)).order_by(t.documents.c.row)
        return tuple(map(document_of, self._rows(query)))

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

    def assignments(self, article: str) -> tuple[Assignment, ...]:
        """Return where an article was ever put, the oldest first; at most the last is not undone."""
        query = select(t.assignments).where(t.assignments.c.article == article)
        return tuple(assignment_of(r) for r in self._rows(query.order_by(t.assignments.c.row)))

    def standing(self, articles: Iterable[str]) -> dict[str, Assignment]:
        """Return the assignments that hold, by article; those that stand in no story are left out."""
        s = t.assignments.c
        query = select(t.assignments).where(s.undone_at.is_(None))
        found = (r for chunk in chunks(articles) for r in self._rows(query.where(s.article.in_(chunk))))
        return {row.article: assignment_of(row) for row in found}

    def search(
        self, words: str, limit: int = 50, after: str | None = None, within: Within | None = None
    ) -> Page[Stored]:
        """Return current articles in which all words occur, the latest stored first."""
        query = self._matching((t.articles,), words, within or Within())
        if query is None:
            return Page(items=())
        if after:
            query = query.where(t.articles.c.row < int(after))
        rows = self._rows(query.limit(limit + 1))
        return Page(items=tuple(map(stored_of, rows[:limit])), after=_cursor(rows, limit))

    def _matching(self, columns: Sequence[Any], words: str, within: Within) -> AnySelect | None:
        """Select from the articles that a search finds, the latest first; None where it asks for nothing."""
        found, a = self._found(words), t.articles.c
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

    def decisions(self, story: str | None = None, limit: int = 100) -> tuple[Decision, ...]:
        """Return what was decided, of one story or of all, the latest first."""
        d = t.decisions.c
        query = select(t.decisions).order_by(d.id.desc()).limit(limit)
        if story is not None:
            query = query.where(or_(d.story == story, d.other == story))
        return tuple(map(decision_of, self._rows(query)))

    def report(self, story: str, key: str | None = None) -> SavedReport | None:
        """Return the saved report with this key, the latest one without."""
        r = t.reports.c
        query = select(t.reports).where(r.story == story).order_by(r.made_at.desc()).limit(1)
        row = self._connection.execute(query if key is None else query.where(r.key == key)).first()
        if row is None:
            return None
        return SavedReport(story=row.story, key=row.key, made_at=row.made_at, json=expand(row.zstd))

    def to_read(self) -> int:
        """Count the documents that are still to be read, without counting anything else."""
        query = select(func.count()).where(t.documents.c.state == "waiting")
        return self._connection.scalar(query) or 0

    def counts(self) -> Mapping[str, int]:
        """Count what is stored, by kind: documents by state, articles, versions, stories and so on."""
        by_state = select(t.documents.c.state, func.count()).group_by(t.documents.c.state)
        counted = dict.fromkeys(("waiting", "read", "quarantined"), 0)
        counted.update((state, number) for state, number in self._connection.execute(by_state))
        conditions: dict[str, ColumnElement[bool]] = {
            "subscriptions": ~t.subscriptions.c.removed,
            "articles": t.articles.c.current,
            "earlier versions": ~t.articles.c.current,
            "stories": t.stories.c.articles > 0,
            "copies": t.copies.c.score >= 0,
            "decisions": t.decisions.c.undone_at.is_(None),
        }
        for name, condition in conditions.items():
            counted[name] = self._connection.scalar(select(func.count()).where(condition)) or 0
        return counted

    def _found(self, typed: str) -> Subquery | None:
        """Return the rows of the articles that match a search; None where nothing is asked for."""
        wanted = terms(typed)
        if all(term.excluded for term in wanted):
            return None
        found = self._dialect.matching.bindparams(query=self._dialect.query(self._connection, wanted))
        return found.columns(t.articles.c.row).subquery("found")

    def _rows(self, query: AnySelect) -> Sequence[AnyRow]:
        return self._connection.execute(query).all()

    def _one(self, query: AnySelect, kind: str, name: str) -> AnyRow:
        row = self._connection.execute(query).first()
        if row is None:
            raise NotFound(f"there is no {kind} '{name}' in the archive")
        return row


def chunks(ids: Iterable[P]) -> Iterator[list[P]]:
    """Cut ids into lists that fit into one query."""
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _unread(version: str) -> tuple[ColumnElement[bool], ...]:
    r = t.readings.c
    done = select(r.article).where(r.article == t.articles.c.id, r.version == version)
    return t.articles.c.current, ~done.exists()


def _article(*conditions: ColumnElement[bool]) -> AnySelect:
    return select(t.articles).where(*conditions)


def _cursor(rows: Sequence[AnyRow], limit: int) -> str | None:
    return str(rows[limit - 1].row) if len(rows) > limit else None
