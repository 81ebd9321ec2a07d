"""The archive in a SQL database: a SQLite file by default, PostgreSQL by its address.

Each subject has a module: what is read of it is one ``Part`` of ``SQLReader``, what is written a ``Part`` of
``SQLWriter`` on that. No part knows another; what one needs of others it asks by functions over the same
connection. Functions alone keep what follows from what is stored: ``versions`` (which one is current),
``assignments`` (which story an article stands in), ``holdings`` (what stories hold, counted).
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from rashomon.errors import StoreError
from rashomon.model.archive import Finding
from rashomon.store import schema
from rashomon.store.accounts import SQLAccountReader, SQLAccountWriter
from rashomon.store.answers import SQLAnswerWriter
from rashomon.store.articles import SQLArticleReader, SQLArticleWriter
from rashomon.store.assignments import SQLAssignmentReader
from rashomon.store.backup import copy
from rashomon.store.contract.archive import Progress
from rashomon.store.counts import SQLCountReader
from rashomon.store.decisions import SQLDecisionReader, SQLDecisionWriter
from rashomon.store.dialects import dialect_of
from rashomon.store.doctor import examine
from rashomon.store.documents import SQLDocumentReader, SQLDocumentWriter
from rashomon.store.entities import SQLEntityReader, SQLEntityWriter
from rashomon.store.failures import told
from rashomon.store.glances import SQLGlanceReader
from rashomon.store.marks import SQLMarkReader, SQLMarkWriter
from rashomon.store.outlets import SQLOutletReader
from rashomon.store.reports import SQLReportReader, SQLReportWriter
from rashomon.store.rulings import SQLRulingReader, SQLRulingWriter
from rashomon.store.search import SQLSearchReader
from rashomon.store.stories import SQLStoryReader, SQLStoryWriter
from rashomon.store.subscriptions import SQLSubscriptionReader, SQLSubscriptionWriter
from rashomon.store.visits import SQLVisitReader, SQLVisitWriter
from rashomon.store.watchlists import SQLWatchReader, SQLWatchWriter


class SQLReader(
    SQLAccountReader,
    SQLArticleReader,
    SQLAssignmentReader,
    SQLCountReader,
    SQLDecisionReader,
    SQLDocumentReader,
    SQLEntityReader,
    SQLGlanceReader,
    SQLMarkReader,
    SQLOutletReader,
    SQLReportReader,
    SQLRulingReader,
    SQLSearchReader,
    SQLStoryReader,
    SQLSubscriptionReader,
    SQLVisitReader,
    SQLWatchReader,
):
    """Implements ``contract.archive.Reader``: one moment's view."""


class SQLWriter(
    SQLAccountWriter,
    SQLAnswerWriter,
    SQLArticleWriter,
    SQLDecisionWriter,
    SQLDocumentWriter,
    SQLEntityWriter,
    SQLMarkWriter,
    SQLReportWriter,
    SQLRulingWriter,
    SQLStoryWriter,
    SQLSubscriptionWriter,
    SQLVisitWriter,
    SQLWatchWriter,
    SQLReader,
):
    """Implements ``contract.archive.Writer``: one transaction."""


def open_archive(place: str | Path, *, create: bool = True) -> "SQLArchive":
    """Open the archive in a file or at a ``postgresql://`` address, bringing an older one up to date.

    Raises:
        SchemaVersionError: a newer Rashomon has written it.
        StoreError: it cannot be opened, is damaged or something else; or is not there and may not be made.
    """
    url = _url(place)
    if url.get_backend_name() == "sqlite":
        _check(Path(url.database or ""), create=create)
    return SQLArchive(url)


def _check(path: Path, *, create: bool) -> None:
    with suppress(PermissionError):  # who opens it is told
        if not create and not path.exists():
            begin = "`rashomon add FILE` and `rashomon source add URL` begin one"
            raise StoreError(f"{path}: there is no archive; {begin}, or name another with --archive")
        if path.is_dir():
            raise StoreError(f"{path}: a folder, no archive; name a file in it")
        if create and not path.parent.is_dir():
            raise StoreError(f"{path}: there is no folder {path.parent}; make it or name another place")


class SQLArchive:
    """Implements ``contract.archive.Archive``."""

    def __init__(self, url: URL) -> None:
        self.place = url.database if url.get_backend_name() == "sqlite" and url.database else str(url)
        self._dialect = dialect_of(url)
        self._engine = self._dialect.engine(url)
        try:
            self._bring_up()
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[SQLReader]:
        """Look at the archive as it is now."""
        with told(self.place), self._engine.connect() as connection, connection.begin():
            yield SQLReader(connection)

    @contextmanager
    def writing(self) -> Iterator[SQLWriter]:
        """Change the archive, all or nothing."""
        with told(self.place), self._engine.connect() as connection:
            self._dialect.alone(connection)
            yield SQLWriter(connection)
            connection.commit()

    @contextmanager
    def working(self) -> Iterator[None]:
        """Be the archive's only worker, or raise ``StoreBusy``; decisions and readers are not kept out."""
        with self._dialect.working(self._engine):
            yield

    def doctor(self, progress: Progress | None = None) -> Iterator[Finding]:
        """Check everything that is stored and yield what is amiss."""
        with told(self.place), self._engine.connect() as connection, connection.begin():
            yield from examine(connection, self._dialect, progress)

    def backup(self, path: Path, progress: Progress | None = None) -> None:
        """Copy the archive as it is now to a file and check the copy; work goes on meanwhile.

        Raises:
            OutputError: the file exists or cannot be written.
            StoreError: the copy is not sound, or the archive lies on a server, which has its own tools.
        """
        if self._engine.dialect.name != "sqlite":
            raise StoreError(f"{self.place}: use the server's own tool, pg_dump --format=custom")
        with told(self.place), self._engine.connect() as connection, connection.begin():
            copy(connection, path, progress)

    def close(self) -> None:
        """Let go of files and connections."""
        self._engine.dispose()

    def _bring_up(self) -> None:
        with told(self.place):
            with self._engine.connect() as connection, connection.begin():
                if schema.version(connection) == schema.steps()[-1]:
                    return
            with self._engine.connect() as connection:
                self._dialect.alone(connection)
                schema.bring_up(connection)
                connection.commit()


def _url(place: str | Path) -> URL:
    if isinstance(place, Path) or "://" not in place:
        return URL.create("sqlite", database=str(place))
    try:
        return make_url(place)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"{place}: no address of a database ({error})") from None
