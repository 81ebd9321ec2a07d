"""A worker in a process of its own: it reads, hears what it is told, and its end is known."""

import multiprocessing
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pytest

from rashomon.archive import apart
from rashomon.archive.adding import keep
from rashomon.cli.desk import Teller, standing
from rashomon.errors import RashomonError, StoreBusy
from rashomon.model.article import RawDocument
from rashomon.store.sql import open_archive
from tests.web_room import CHEESE, HARBOUR

PATIENCE = 120


class Apart:
    """A worker in another process, watched by a thread of this one."""

    def __init__(self, place: Path) -> None:
        self.stop, self.wake = Event(), Event()
        self.ended: BaseException | None = None
        begin = partial(standing, str(place), "tiny", quiet=True, log="none")
        self.work = partial(apart.stand, begin, self.stop, Teller(quiet=True), self.wake)
        self.thread = Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        try:
            self.work()
        except RashomonError as error:
            self.ended = error

    def end(self) -> None:
        self.stop.set()
        self.wake.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()


def until(found: Callable[[], bool]) -> None:
    """Wait until something holds: another process works at its own pace."""
    begun = time.monotonic()
    while not found():
        assert time.monotonic() - begun < PATIENCE
        Event().wait(0.05)


def test_it_reads_what_waits_and_what_it_is_woken_for_and_ends_when_told(tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "archive.db")

    def add(text: str) -> None:
        raw = RawDocument(locator=text[:9], media_type="text/plain", body=text.encode())
        keep(archive, [raw], lambda: datetime.now(UTC))

    def read(number: int) -> bool:
        with archive.reading() as reader:
            return reader.counts()["articles"] == number

    add(HARBOUR)
    beside = Apart(tmp_path / "archive.db")
    beside.thread.start()
    until(lambda: read(1))
    add(CHEESE)
    beside.wake.set()  # sooner than its own pause would end
    until(lambda: read(2))
    beside.end()
    assert beside.ended is None
    with archive.working():
        pass  # its lock is free
    archive.close()


def test_what_keeps_it_out_is_told_as_if_it_worked_here(tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "archive.db")
    with archive.working(), pytest.raises(StoreBusy, match="another worker is at work"):
        Apart(tmp_path / "archive.db").work()
    archive.close()


def test_when_its_process_is_killed_that_is_told(tmp_path: Path) -> None:
    open_archive(tmp_path / "archive.db").close()
    beside = Apart(tmp_path / "archive.db")
    beside.thread.start()
    until(lambda: any(process.name == "worker" for process in multiprocessing.active_children()))
    next(process for process in multiprocessing.active_children() if process.name == "worker").kill()
    beside.thread.join(PATIENCE)
    assert "ended from outside" in str(beside.ended)
