"""The store when things go wrong: killed, no room, locked, damaged, newer, not to be written."""

import multiprocessing
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from rashomon.errors import SchemaVersionError, StoreBusy, StoreError
from rashomon.store import dialects
from rashomon.store.sql import SQLArchive, open_archive
from tests.store_child import STORIES, fill
from tests.store_making import article, told

ROOT = Path(__file__).parents[1]
DOCUMENTS = 200
KILLS = 20


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of an archive with one article."""
    place = tmp_path / "archive.db"
    with closing(open_archive(place)) as archive, archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.")
    return place


@pytest.fixture
def archive(path: Path) -> Iterator[SQLArchive]:
    opened = open_archive(path)
    yield opened
    opened.close()


def test_killed_at_any_point_it_goes_on_and_loses_and_doubles_nothing(tmp_path: Path) -> None:
    rng = random.Random(5)  # noqa: S311 - no secret
    place = tmp_path / "archive.db"
    open_archive(place).close()
    for _ in range(KILLS):
        code = _child(place, killed_after=rng.randrange(1, 2 * DOCUMENTS // KILLS))
        assert code == -signal.SIGKILL
    assert _child(place) == 0
    with closing(open_archive(place)) as archive:
        assert list(archive.doctor()) == []
        with archive.reading() as r:
            counts = r.counts()
            texts = [s.article.text.content for n in range(STORIES) for s in r.articles(f"s{n}")]
            assert all(len(r.assignments(article(text).id)) == 1 for text in texts)
    assert (counts["read"], counts["waiting"], counts["articles"]) == (DOCUMENTS, 0, DOCUMENTS)
    assert sorted(texts) == sorted(f"Bridge {n} is closed." for n in range(DOCUMENTS))


def _child(place: Path, killed_after: int | None = None) -> int | None:
    """Let a process fill the archive; kill it with SIGKILL when it has said so many numbers."""
    context = multiprocessing.get_context("fork")
    hear, say = context.Pipe(duplex=False)
    child = context.Process(target=fill, args=(str(place), DOCUMENTS, say))
    child.start()
    say.close()
    for number in count(1):
        if not _heard(hear) or number == killed_after:
            break
    if killed_after:
        time.sleep(killed_after % 7 / 2000)  # so that it is not always the same statement
        child.kill()
    child.join()
    return child.exitcode


def _heard(pipe: Connection) -> bool:
    try:
        pipe.recv()
    except EOFError:
        return False
    return True


def test_a_full_disk_is_named_and_costs_nothing_that_was_stored(archive: SQLArchive, path: Path) -> None:
    with pytest.raises(StoreError, match=r"archive\.db: no room left on the disk.*intact"):
        _fill_up(archive)
    assert _articles(path) == 1
    with archive.writing() as w:
        w._connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        told(w, 2, "s1", "The bridge is open.")
    assert _articles(path) == 2


def _fill_up(archive: SQLArchive) -> None:
    rng = random.Random(3)  # noqa: S311 - no secret
    with archive.writing() as w:
        w._connection.exec_driver_sql("PRAGMA max_page_count = 1")
        for number in range(2, 300):
            told(w, number, "s1", f"Bridge {number} is closed. {rng.randbytes(900).hex()}")


def test_who_waits_too_long_for_another_writer_is_told_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialects, "_WAIT", 0)
    with closing(open_archive(path)) as archive, archive.writing():
        impatient = open_archive(path)
        with pytest.raises(StoreBusy, match="another program is writing"), impatient.writing():
            pass
        with impatient.reading() as r:
            assert r.counts()["articles"] == 1
        impatient.close()


def test_something_else_is_not_taken_for_an_archive(tmp_path: Path) -> None:
    text, foreign = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("Bridges of the Marl, a list. " * 99)
    with closing(sqlite3.connect(foreign)) as other:
        other.execute("CREATE TABLE songs (name)")
    with pytest.raises(StoreError, match=r"notes\.txt: not an archive \(file is not a database\)"):
        open_archive(text)
    with pytest.raises(StoreError, match=r"other\.db: holds other tables \(songs"):
        open_archive(foreign)
    with pytest.raises(StoreError, match="there is no archive"):
        open_archive(tmp_path / "none.db", create=False)
    for create in (True, False):
        with pytest.raises(StoreError, match="a folder, no archive; name a file in it"):
            open_archive(tmp_path, create=create)
    assert text.read_text().startswith("Bridges")


@pytest.mark.parametrize("place", ["mysql://x/y", "postgresql://:::", "sqlite://", ":memory:"])
def test_an_address_that_cannot_be_one_is_refused(place: str) -> None:
    with pytest.raises(StoreError):
        open_archive(place)


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened") as told_so:
        open_archive(f"postgresql://anna:secret@/news?host={tmp_path}")
    assert "secret" not in str(told_so.value)
    assert "\n" not in str(told_so.value)


def test_a_damaged_file_is_named(path: Path) -> None:
    with closing(open_archive(path)) as archive, archive.writing() as w:
        for number in range(2, 200):
            told(w, number, "s1", f"Bridge {number} is closed.")
    with path.open("r+b") as file:
        for page in range(20, path.stat().st_size // 4096):
            file.seek(page * 4096)
            file.write(b"\xa5" * 512)
    with pytest.raises(StoreError, match=r"archive\.db: the archive is damaged .*backup"):
        _look_at_all(path)


def _look_at_all(path: Path) -> None:
    with closing(open_archive(path)) as archive, archive.reading() as r:
        for number in range(2, 200):
            r.article(article(f"Bridge {number} is closed.").id)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("UPDATE articles SET zstd = x'00'", "text of article a.* differs"),
        ("UPDATE bodies SET sha256 = 'x' || sha256", "body x.* differs"),
        ("DELETE FROM search_docsize", "1 articles cannot be found by searching"),
        ("UPDATE stories SET articles = 7", "1 stories count other articles"),
        ("UPDATE articles SET story = 's9'", "1 articles stand in another story"),
        ("DELETE FROM sightings", "1 articles come from no document"),
        ("UPDATE documents SET sha256 = 'gone'", "documents 1 refers to a missing row of bodies"),
    ],
)
def test_doctor_finds_what_does_not_agree(path: Path, harm: str, said: str) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(harm)
        other.commit()
    with closing(open_archive(path)) as archive:
        found = "\n".join(f.what for f in archive.doctor())
    assert re.search(said, found), found


def test_an_archive_of_a_newer_version_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE alembic_version SET version_num = 's0999_later'")
        other.commit()
    with pytest.raises(
        SchemaVersionError, match=r"archive\.db: written by a newer Rashomon \(step 's0999_later'\)"
    ):
        open_archive(path)


def test_a_file_that_may_not_be_written_is_named(path: Path) -> None:
    with closing(open_archive(path)) as archive:
        with archive.reading() as r:
            r._connection.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match="cannot be opened or written"), archive.writing() as w:
            told(w, 9, "s1", "The bridge is open.")
    assert _articles(path) == 1


@pytest.mark.skipif(os.name != "posix", reason="rights are told in another way")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    """In a process without root's rights, which would be allowed everything."""
    tmp_path.chmod(0o555)
    code = (
        "import os, sys\n"
        "from rashomon.store import sql, schema\n"
        "import rashomon.errors as e\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
        "try: sql.open_archive(sys.argv[1])\n"
        "except e.StoreError as error: print(error)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "archive.db")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    tmp_path.chmod(0o755)
    assert "cannot be opened" in done.stdout, done.stderr
    assert done.stdout.count("\n") == 1


READ_AS_NOBODY = """
import os, sys
from rashomon.store.sql import open_archive
from rashomon.store.schema import steps
from rashomon.errors import StoreError
steps()  # loads what may lie where only root may look
if os.getuid() == 0: os.setuid(65534)
archive = open_archive(sys.argv[1], create=False)
with archive.reading() as reader: print(reader.counts()["articles"])
try:
    with archive.writing() as writer: writer.attempt(["1"])
except StoreError as error: print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="rights are told in another way")
@pytest.mark.parametrize("own", [0o444, 0o666])
def test_an_archive_where_nothing_may_be_written_is_read(own: int) -> None:
    """In a process without root's rights; the folders above are closed to others, so it lies elsewhere."""
    with TemporaryDirectory(prefix="rashomon #1?") as name:
        folder = Path(name)
        with closing(open_archive(folder / "a.db")) as archive, archive.writing() as w:
            told(w, 1, "s1", "The bridge is closed.")
        (folder / "a.db").chmod(own)
        folder.chmod(0o555)
        before = sorted(path.name for path in folder.iterdir())
        command = [sys.executable, "-c", READ_AS_NOBODY, str(folder / "a.db")]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - ours
        assert sorted(path.name for path in folder.iterdir()) == before
        folder.chmod(0o755)
    assert done.stderr == ""
    count, refused, *_ = done.stdout.split("\n")
    assert count == "1"
    assert re.search(r"a\.db: cannot be opened or written .*mend the rights or name another place", refused)


def test_work_goes_on_while_a_backup_is_made(archive: SQLArchive, tmp_path: Path) -> None:
    numbers = iter(range(2, 100))

    def busy(done: int, of: int) -> None:
        assert done <= of
        with archive.writing() as w:
            told(w, next(numbers), "s1", f"Bridge {next(numbers)} is closed.")

    archive.backup(tmp_path / "backup.db", busy)
    assert _articles(tmp_path / "backup.db") == 1
    assert next(numbers) > 3


def test_a_backup_that_fails_leaves_no_file(archive: SQLArchive, tmp_path: Path) -> None:
    def fail(done: int, of: int) -> None:
        raise KeyboardInterrupt((done, of))

    with pytest.raises(KeyboardInterrupt):
        archive.backup(tmp_path / "backup.db", fail)
    assert not list(tmp_path.glob("backup*"))


def _articles(path: Path) -> int:
    """Count the articles over a connection of its own."""
    with closing(open_archive(path)) as archive, archive.reading() as r:
        return r.counts()["articles"]
