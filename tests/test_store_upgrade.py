"""An archive of an earlier version whose process is killed while it is brought up loses nothing."""

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib.resources import files
from itertools import count
from pathlib import Path
from shutil import copyfile

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event

from rashomon.store.schema import _STEPS, steps
from rashomon.store.sql import open_archive
from tests.store_making import NOON, told

TEXTS = ("The bridge is closed.", "Мост закрыт.", "Die Brücke ist gesperrt.")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive as the first version left it, with articles, a decision and words to be searched."""
    folder = tmp_path_factory.mktemp("old")
    with closing(open_archive(folder / "new.db")) as archive, archive.writing() as w:
        for number, text in enumerate(TEXTS, 1):
            told(w, number, f"s{number}", text, language="en")
        w.merge("s2", "s1", "iris", NOON)
    _made_by(steps()[0], folder / "old.db")
    with closing(sqlite3.connect(folder / "old.db")) as connection:
        connection.execute("ATTACH ? AS new", [str(folder / "new.db")])
        for table, columns in _tables(connection).items():
            known = {row[1] for row in connection.execute(f"PRAGMA new.table_info({table})")}
            names = ", ".join(f'"{name}"' for name in columns if name in known)
            connection.execute(f"INSERT INTO main.{table}({names}) SELECT {names} FROM new.{table}")  # noqa: S608
        rows = enumerate(TEXTS, 1)
        connection.executemany("INSERT INTO search(rowid, words) VALUES (?, lower(?))", rows)
        connection.commit()
    return folder / "old.db"


def _made_by(step: str, path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(files(_STEPS)))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, step)
    engine.dispose()


def _tables(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the tables of our own with their columns."""
    query = "SELECT name FROM main.sqlite_master WHERE type = 'table'"
    found = [name for (name,) in connection.execute(query)]
    ours = [name for name in found if not name.startswith(("search", "sqlite", "alembic"))]
    return {name: [row[1] for row in connection.execute(f"PRAGMA main.table_info({name})")] for name in ours}


def _held(path: Path, tables: dict[str, list[str]]) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        queries = {name: f"SELECT {', '.join(columns)} FROM {name}" for name, columns in tables.items()}  # noqa: S608
        return {name: connection.execute(query).fetchall() for name, query in queries.items()}


def _open(path: Path, hear: Callable[[str], None]) -> None:
    """Open an archive; each statement is heard before it is carried out."""

    def heard(*given: object) -> None:  # a connection, a cursor, the statement and more
        hear(str(given[2]))

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        open_archive(path).close()
    finally:
        event.remove(Engine, "before_cursor_execute", heard)


def _killed_at(path: Path, number: int) -> int | None:
    """Open an archive in a process that kills itself at a statement; return how it ended."""

    def kill_there(_: str) -> None:
        if next(heard) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    heard = count()
    child = multiprocessing.get_context("fork").Process(target=_open, args=(path, kill_there))
    child.start()
    child.join()
    return child.exitcode


def _within_each_step(statements: list[str], known: int) -> dict[str, list[int]]:
    """Return the first, the middle and the last statement of each step, by its name."""
    noted = ("INSERT INTO alembic_version", "UPDATE alembic_version")
    ends = [n for n, one in enumerate(statements) if one.startswith(noted)]
    begin = next(n for n, one in enumerate(statements) if one.startswith(("CREATE", "ALTER")))
    found = {}
    for step, end in zip(steps()[known:], ends, strict=True):
        found[step] = sorted({begin, (begin + end) // 2, end})
        begin = end + 1
    return found


@pytest.mark.skipif(os.name != "posix", reason="processes are killed in another way")
@pytest.mark.parametrize("known", [0, 1], ids=["new", "old"])
def test_killed_within_any_step_an_archive_is_brought_up_with_all_it_held(
    old: Path, tmp_path: Path, known: int
) -> None:
    def prepared(name: str) -> Path:
        return copyfile(old, tmp_path / name) if known else tmp_path / name

    statements: list[str] = []
    _open(prepared("whole.db"), statements.append)
    within = _within_each_step(statements, known)
    assert list(within) == list(steps()[known:])
    with closing(sqlite3.connect(old)) as connection:
        tables = _tables(connection) if known else {}
    before = _held(old, tables)
    for step, numbers in within.items():
        for number in numbers:
            path = prepared(f"{step}-{number}.db")
            assert _killed_at(path, number) == -signal.SIGKILL
            with closing(open_archive(path)) as archive:
                assert list(archive.doctor()) == [], step
                with archive.reading() as reader:
                    assert len(reader.search("bridge").items) == known
            assert _held(path, tables) == before, step
