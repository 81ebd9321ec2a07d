"""Where SQLite and PostgreSQL differ: opening, writing alone, searching, checking. All else is one code."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, Engine, TextClause, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite

from rashomon.errors import StoreBusy, StoreError
from rashomon.store.words import Term

_WAIT = 15
"""Seconds for which a writer waits for another before it gives up."""
NAMED = 100
"""Words with one beginning that are looked for one by one in SQLite; more are left to its prefix search."""
LISTED = 40
"""Letters of a word that SQLite's list of words holds: what goes on is found by its prefix."""
_KEY = 0x7261_7368
"""Names our advisory locks among those of other programs on a PostgreSQL server."""

SearchRow = tuple[int, str]
"""An article's row and its words, separated by spaces."""


class Dialect(Protocol):
    """What differs between databases."""

    insert: Any
    """The dialect's ``insert``, which knows what to do about conflicts."""

    def engine(self, url: URL) -> Engine:
        """Make an engine whose connections behave as the store needs."""
        ...

    def alone(self, connection: Connection) -> None:
        """Begin a transaction beside which nobody else writes."""
        ...

    def working(self, engine: Engine) -> Any:
        """Hold the worker's lock, or raise ``StoreBusy``."""
        ...

    def index(self, connection: Connection, rows: Sequence[SearchRow]) -> None:
        """Add articles to the search index."""
        ...

    def query(self, connection: Connection, terms: Sequence[Term]) -> str:
        """Write a search in the database's own language."""
        ...

    matching: TextClause
    """Selects the ``row`` of articles that match ``:query``."""

    def findings(self, connection: Connection) -> Iterator[str]:
        """Let the database check itself."""
        ...


class SQLite:
    """A file.

    WAL lets readers go on while one writes. ``synchronous=FULL`` waits for the disk once a transaction:
    with NORMAL a power cut could take the last ones, although their feeds were already told "seen".
    """

    insert = staticmethod(sqlite.insert)
    matching = text('SELECT rowid AS "row" FROM search WHERE search MATCH :query')

    def engine(self, url: URL) -> Engine:
        """Make an engine; transactions begin when told, not at the first write."""
        # As many connections as are needed, the last used first: it knows its statements already.
        engine = create_engine(url, connect_args={"timeout": _WAIT}, pool_size=0, pool_use_lifo=True)
        event.listen(engine, "do_connect", _found)
        event.listen(engine, "connect", _prepared)
        event.listen(engine, "begin", _begun)
        return engine

    def alone(self, connection: Connection) -> None:
        """Take SQLite's only writing lock at once, so that no read is overtaken before its write."""
        connection.execution_options(alone=True)
        connection.begin()

    @contextmanager
    def working(self, engine: Engine) -> Iterator[None]:
        """Hold a lock file beside the archive; the system frees it when its process dies."""
        path = engine.url.database
        lock = FileLock(f"{path}.worker", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise StoreBusy(f"{path}: another worker is at work on this archive; stop it first") from None
        except OSError as error:
            raise StoreError(f"{path}: cannot be locked ({error.strerror}); mend the rights") from None
        try:
            yield
        finally:
            lock.release()

    def index(self, connection: Connection, rows: Sequence[SearchRow]) -> None:
        """Add articles to the search index."""
        connection.exec_driver_sql("INSERT INTO search(rowid, words) VALUES (?, ?)", list(rows))
        known = {word[:LISTED] for _, words in rows for word in words.split()}
        new = "INSERT OR IGNORE INTO search_vocabulary(word) VALUES (?)"
        if known:
            connection.exec_driver_sql(new, [(word,) for word in sorted(known)])

    def query(self, connection: Connection, terms: Sequence[Term]) -> str:
        """Write FTS5's query language: phrases, AND, NOT."""
        wanted = " AND ".join(_fts5(t, connection) for t in terms if not t.excluded)
        unwanted = " OR ".join(_fts5(t, connection) for t in terms if t.excluded)
        return f"({wanted}) NOT ({unwanted})" if unwanted else wanted

    def findings(self, connection: Connection) -> Iterator[str]:
        """Run SQLite's own checks of pages, indexes, references and the search index."""
        for row in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if row[0] != "ok":
                yield f"integrity check: {row[0]}"
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20)
        yield from (f"{table} {row} refers to a missing row of {parent}" for table, row, parent, _ in broken)
        gone = "SELECT count(*) FROM articles WHERE row NOT IN (SELECT id FROM search_docsize)"
        yield from _unsearchable(connection.exec_driver_sql(gone).scalar_one())


class PostgreSQL:
    """A server. Writers go one after another, as they do in SQLite, so that both behave alike."""

    insert = staticmethod(postgresql.insert)
    matching = text("SELECT \"row\" FROM search WHERE words @@ to_tsquery('simple', :query)")

    def engine(self, url: URL) -> Engine:
        """Make an engine; one transaction sees one moment."""
        ours = url.set(drivername="postgresql+psycopg")
        return create_engine(ours, isolation_level="REPEATABLE READ", pool_pre_ping=True)

    def alone(self, connection: Connection) -> None:
        """Wait for our turn before the transaction takes its view of the data."""
        connection.execution_options(isolation_level="READ COMMITTED")
        connection.begin()
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WAIT}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_KEY}, 1)")

    @contextmanager
    def working(self, engine: Engine) -> Iterator[None]:
        """Hold an advisory lock in a session of its own; the server frees it when the session ends."""
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_KEY}, 2)").scalar_one():
                place = engine.url.render_as_string()
                raise StoreBusy(f"{place}: another worker is at work on this archive; stop it first")
            try:
                yield
            finally:
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_KEY}, 2)")

    def index(self, connection: Connection, rows: Sequence[SearchRow]) -> None:
        """Add articles to the search index."""
        connection.execute(
            text("INSERT INTO search VALUES (:row, to_tsvector('simple', :words))"),
            [{"row": row, "words": words} for row, words in rows],
        )

    def query(self, connection: Connection, terms: Sequence[Term]) -> str:  # noqa: ARG002
        """Write the language of ``to_tsquery``."""
        return " & ".join(("!" if t.excluded else "") + _tsquery(t) for t in terms)

    def findings(self, connection: Connection) -> Iterator[str]:
        """References are the server's care; the search index is ours."""
        gone = 'SELECT count(*) FROM articles WHERE "row" NOT IN (SELECT "row" FROM search)'
        yield from _unsearchable(connection.exec_driver_sql(gone).scalar_one())


def _found(dialect: object, record: object, given: list[Any], named: dict[str, Any]) -> None:  # noqa: ARG001
    """Let an archive be read that lies where no log can be written beside it, and where none is left."""
    path = Path(given[0])
    if not os.access(path.parent, os.W_OK) and not os.access(f"{path}-wal", os.F_OK):
        given[0], named["uri"] = f"{path.absolute().as_uri()}?immutable=1", True


def _prepared(connection: Any, record: object) -> None:  # noqa: ARG001
    connection.isolation_level = None  # the driver begins nothing on its own
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-65536",
        "mmap_size=2147418112",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begun(connection: Connection) -> None:
    alone = connection.get_execution_options().get("alone")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if alone else "BEGIN")


def _unsearchable(count: int) -> Iterator[str]:
    if count:
        yield f"{count} articles cannot be found by searching"


def _fts5(term: Term, connection: Connection) -> str:
    *before, last = term.words
    ends = _begun_with(last, connection) if term.prefix else [f'{last}"']
    typed = ['"' + " ".join([*before, end]) for end in ends]
    return "(" + " OR ".join([*typed, *(f'"{form}"' for form in term.forms)]) + ")"


def _begun_with(beginning: str, connection: Connection) -> list[str]:
    """Return the ends of phrases that find all indexed words with a beginning.

    FTS5 looks up no more articles of words that it is told one by one than are asked for; of ``beginning*``
    it merges all before it gives the first, so that is left for words that are too many or too long.
    """
    query = "SELECT word FROM search_vocabulary WHERE word >= ? AND word < ? LIMIT ?"
    bounds = (beginning, beginning + chr(sys.maxunicode), NAMED + 1)
    found = connection.exec_driver_sql(query, bounds).scalars().all()
    if not 0 < len(found) <= NAMED:
        return [f'{beginning}"*']
    return [f'{word}"' + "*" * (len(word) == LISTED) for word in found]


def _tsquery(term: Term) -> str:
    quoted = [f"'{word}'" for word in term.words]
    typed = " <-> ".join(quoted) + ":*" * term.prefix
    return "(" + " | ".join([f"({typed})", *(f"'{form}'" for form in term.forms)]) + ")"


def dialect_of(url: URL) -> Dialect:
    """Return what knows about this kind of database.

    Raises:
        StoreError: it is neither SQLite nor PostgreSQL.
    """
    match url.get_backend_name():
        case "sqlite" if url.database not in {None, "", ":memory:"}:
            return SQLite()
        case "postgresql":
            return PostgreSQL()
        case other:
            raise StoreError(
                f"an archive cannot live in '{other}' without a file: name one or a postgresql:// address"
            )


def dialect_on(connection: Connection) -> Dialect:
    """Return what knows about the database that a connection leads to."""
    return dialect_of(connection.engine.url)
