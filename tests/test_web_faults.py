"""What the reading room says when things break: pages stay up, name the fault, and go on after it."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection

from rashomon.archive.worker import worker
from rashomon.errors import StoreBusy
from rashomon.fetch.client import Fetcher
from rashomon.fetch.request import Limits
from rashomon.store import dialects
from rashomon.web.worker_thread import WorkerThread
from tests.web_room import CHEESE, HARBOUR, NOON, Visit
from tests.web_server import answer, served

PATIENCE = 30


class Sign:
    """A worker's work that fails as it is told to, and says when it was tried."""

    def __init__(self, *faults: BaseException) -> None:
        self.faults = list(faults)
        self.tried = [Event() for _ in range(len(faults) + 1)]

    def __call__(self, stop: Event, _told: object, _wake: Event) -> None:
        at = len(self.tried) - 1 - len(self.faults)
        self.tried[at].set()
        if self.faults:
            raise self.faults.pop(0)
        stop.wait(PATIENCE)


def until(thread: WorkerThread, state: str) -> None:
    """Wait until a worker's thread has come to a state."""
    pause = Event()
    for _ in range(PATIENCE * 100):
        if thread.state == state:
            return
        pause.wait(0.01)
    raise AssertionError(f"{thread.state}: {thread.reason}")


@pytest.mark.parametrize(
    "fault", [MemoryError("no more"), ValueError("odd"), OSError(5, "input/output error")]
)
def test_a_worker_that_is_felled_is_named_and_begins_again(visit: Visit, fault: Exception) -> None:
    visit.read(HARBOUR)
    sign = Sign(fault)
    visit.room.worker = thread = WorkerThread(sign)
    thread.start()
    until(thread, "failed")
    assert type(fault).__name__ in visit.browser.get("/").text
    told = visit.browser.get("/healthz")
    assert (told.status_code, told.json()["worker"]) == (200, "failed")
    thread.wake()
    assert sign.tried[1].wait(PATIENCE)
    until(thread, "working")
    assert type(fault).__name__ not in visit.browser.get("/").text
    thread.stop()


def test_when_the_other_worker_is_killed_this_one_takes_over(visit: Visit) -> None:
    sign = Sign(StoreBusy("another worker is at work"))
    visit.room.worker = thread = WorkerThread(sign)
    thread.start()
    until(thread, "elsewhere")
    assert "another worker is at work" in visit.browser.get("/").text
    thread.wake()
    assert sign.tried[1].wait(PATIENCE)
    until(thread, "working")
    thread.stop()
    assert thread.state == "off"


def test_while_another_program_writes_pages_are_read_and_decisions_wait(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = visit.one_story()
    visit.told(story)
    monkeypatch.setattr(dialects, "_WAIT", 0)
    visit.archive._engine.dispose()
    visit.archive._engine = dialects.SQLite().engine(visit.archive._engine.url)
    place = f"/stories/{story}/decisions"
    with closing(sqlite3.connect(tmp_path / "archive.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for address in ("/", f"/stories/{story}", "/search?q=crane", "/sources", "/healthz"):
            assert visit.browser.get(address).status_code == 200, address
        refused = visit.post(place, kind="lock")
        other.execute("ROLLBACK")
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
    assert "another program is writing" in refused.text
    assert visit.post(place, kind="lock").status_code == 200


def test_a_crowd_is_told_to_come_back(visit: Visit) -> None:
    visit.archive._engine.dispose()
    visit.archive._engine = create_engine(
        visit.archive._engine.url, pool_size=1, max_overflow=0, pool_timeout=0.01
    )
    with visit.archive.reading():
        told = visit.browser.get("/")
    assert (told.status_code, told.headers["retry-after"]) == (503, "5")
    assert "too many look at this archive at once" in told.text
    assert visit.browser.get("/").status_code == 200


def full(visit: Visit) -> Callable[[], None]:
    """Let the archive's disk be full; return what clears it."""
    engine, room = visit.archive._engine, [1]

    def bound(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {room[0]}")

    event.listen(engine, "begin", bound)

    def clear() -> None:
        room[0] = 1_000_000

    return clear


def test_a_full_disk_is_named_and_work_goes_on_when_there_is_room(visit: Visit) -> None:
    visit.read(HARBOUR)
    made = worker(visit.archive, visit.encoder, visit.web, lambda: NOON)
    clear = full(visit)
    rng = random.Random(3)  # noqa: S311 - no secret; what is drawn by lot cannot be made smaller
    text = f"{CHEESE}\n\n{' '.join(rng.randbytes(4).hex() for _ in range(5_000))}"
    added = visit.post("/compare", outlet=["A"], text=[text], follow=False)
    visit.wait()
    refused = visit.post(added.headers["location"], kind="keep")
    assert refused.status_code == 503
    assert "no room left on the disk" in refused.text
    assert visit.browser.get("/").text.count("data-item") == 1
    clear()
    assert visit.post(added.headers["location"], kind="keep").status_code == 200
    made.read(lambda _: None)
    assert visit.browser.get("/").text.count("data-item") == 2


def test_a_worker_whose_disk_is_full_says_so_and_goes_on(visit: Visit) -> None:
    visit.post("/sample")
    clear = full(visit)
    visit.room.worker = thread = WorkerThread(
        worker(visit.archive, visit.encoder, visit.web, visit.room.clock).stand
    )
    thread.start()
    until(thread, "failed")
    assert "no room left on the disk" in visit.browser.get("/").text
    clear()
    thread.wake()
    until(thread, "working")
    thread.stop()


def test_a_damaged_archive_is_named_on_every_page(visit: Visit, tmp_path: Path) -> None:
    visit.read(*(f"Day {number} in Orvall\n\n{CHEESE}" for number in range(20)))
    visit.archive._engine.dispose()
    path = tmp_path / "archive.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        for number in range(2, path.stat().st_size // 4096):
            file.seek(number * 4096)
            file.write(b"\xa5" * 512)
    for address in ("/", "/compare", "/sources"):  # each asks the archive who is visiting
        told = visit.browser.get(address)
        assert told.status_code == 503
        assert "damaged" in told.text
        assert "backup" in told.text
    assert visit.browser.get("/healthz").status_code == 503
    assert visit.browser.get("/api/v1/stories").headers["content-type"] == "application/problem+json"
    assert visit.browser.get("/static/room.css").status_code == 200


def test_a_place_that_falls_silent_keeps_nobody_waiting(visit: Visit) -> None:
    with served() as web, Fetcher(Limits(connect=1, read=1, total=1), allow=("localhost",)) as fetcher:
        visit.room.fetcher = fetcher
        web.routes["/slow"] = answer("<html>", Content_Length="9999")
        web.held.add("/slow")
        made = visit.post("/compare", urls=web.url("/slow"), follow=False)
        assert visit.browser.get("/").status_code == 200
        visit.wait()
        assert "/slow" in visit.browser.get(made.headers["location"]).text
        looked: list[int] = []
        slow = Thread(target=lambda: looked.append(visit.post("/sources", url=web.url("/slow")).status_code))
        slow.start()
        assert visit.browser.get("/search?q=x").status_code == 200
        slow.join(PATIENCE)
        assert looked == [422]
