"""Copy an SQLite archive while it is in use."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from rashomon.errors import OutputError, StoreError
from rashomon.store.contract.archive import Progress, ignore

_PAGES = 2_000
"""Pages copied in one step, 8 MB."""


def copy(connection: Connection, path: Path, progress: Progress | None) -> None:
    """Copy what this transaction sees to a file, check the copy, and only then give it its name.

    Others write meanwhile: the transaction's view does not change, so the copying need not start anew.

    Raises:
        OutputError: the file exists or cannot be written.
        StoreError: the copy is not sound, so the archive itself may be damaged.
    """
    if path.exists():
        raise OutputError(f"{path}: exists already; name a new file for the backup")
    part = path.with_name(f"{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as target:
            _copied(connection, target, progress)
        _check(connection, part)
        _synchronise(part)
        part.rename(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); name another place") from error
    except sqlite3.Error as error:
        raise OutputError(f"{path}: cannot be written ({error}); name another place") from error
    finally:
        part.unlink(missing_ok=True)


def _copied(connection: Connection, target: sqlite3.Connection, progress: Progress | None) -> None:
    connection.exec_driver_sql("SELECT 1 FROM alembic_version").all()  # takes the view that is copied
    source: Any = connection.connection.driver_connection
    told = progress or ignore
    source.backup(target, pages=_PAGES, progress=lambda _, left, of: told(of - left, of))
    target.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it


def _check(connection: Connection, part: Path) -> None:
    tables = ("documents", "articles", "assignments", "decisions")
    counts = [f"(SELECT count(*) FROM {name})" for name in tables]  # noqa: S608 - names of our own
    query = f"SELECT {', '.join(counts)}"
    with closing(sqlite3.connect(part)) as copied:
        sound = copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        same = tuple(connection.exec_driver_sql(query).one()) == tuple(copied.execute(query).fetchone())
    if not (sound and same):
        raise StoreError(f"{part}: the copy is not sound; run `rashomon doctor` on the archive")


def _synchronise(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
