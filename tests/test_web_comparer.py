"""Comparisons in a process of their own: what they come to is seen here, and what ends them is named."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread

import httpx
import pytest

from rashomon.cli.desk import comparing
from rashomon.errors import ConfigError, NotFound, RashomonError
from rashomon.store.sql import open_archive
from rashomon.web import room as rooms
from rashomon.web.comparer import Apart, Begin
from tests.comparer_child import failing, killed, stays, where
from tests.held_encoder import PLACE
from tests.test_apart import until
from tests.web_room import CHEESE, FERRY, HARBOUR, Visit

PATIENCE = 120


def begin(folder: Path) -> Begin:
    return partial(comparing, str(folder / "archive.db"), "tiny", quiet=True, log="none")


@pytest.fixture
def comparer(tmp_path: Path) -> Iterator[Apart]:
    open_archive(tmp_path / "archive.db").close()
    with Apart(begin(tmp_path)) as made:
        yield made


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    """Bring a room that compares as `rashomon serve` does."""
    made = Visit(tmp_path)
    with Apart(begin(tmp_path)) as comparer:
        made.room.comparer = comparer
        yield made
    made.close()


def unheard(_done: int, _of: int) -> None:
    """Hear nothing."""


def others() -> list[int | None]:
    return [process.pid for process in multiprocessing.active_children() if process.name == "comparer"]


def test_it_works_elsewhere_once_begun_and_tells_how_far_it_is(comparer: Apart) -> None:
    assert others() == []
    heard: list[tuple[int, int]] = []
    first = comparer(where, lambda *far: heard.append(far))
    assert heard == [(0, 3), (1, 3), (2, 3)]
    assert first == (others()[0], "tiny@1")
    assert comparer(where, unheard) == first
    comparer.close()
    assert others() == []
    with pytest.raises(RashomonError, match="being closed"):
        comparer(where, unheard)


@pytest.mark.parametrize(
    ("work", "told"),
    [(killed, r"ended from outside \(SIGKILL\)"), (partial(failing, MemoryError()), "where memory runs out")],
)
def test_a_process_that_dies_costs_one_comparison(comparer: Apart, work: partial[None], told: str) -> None:
    before = comparer(where, unheard)
    with pytest.raises(RashomonError, match=told):
        comparer(work, unheard)
    after = comparer(where, unheard)
    assert after != before
    assert others() == [after[0]]


def test_a_process_that_died_at_rest_costs_none(comparer: Apart) -> None:
    before, _ = comparer(where, unheard)
    os.kill(before, signal.SIGKILL)
    until(lambda: others() == [])
    assert comparer(where, unheard)[0] != before


def test_what_fails_there_is_told_here(comparer: Apart) -> None:
    with pytest.raises(NotFound, match="story x"):
        comparer(partial(failing, NotFound("story x is none")), unheard)
    with pytest.raises(RashomonError, match="ValueError: odd"):
        comparer(partial(failing, ValueError("odd")), unheard)
    assert comparer(where, unheard)[0] == others()[0]


def test_an_archive_that_is_not_there_is_named(tmp_path: Path) -> None:
    with Apart(begin(tmp_path)) as comparer:
        with pytest.raises(RashomonError, match="there is no archive"):
            comparer(where, unheard)
        open_archive(tmp_path / "archive.db").close()
        assert comparer(where, unheard)


def test_after_a_rest_its_memory_is_given_back(tmp_path: Path) -> None:
    open_archive(tmp_path / "archive.db").close()
    with Apart(begin(tmp_path), idle=0) as comparer:
        before, _ = comparer(where, unheard)
        until(lambda: others() == [])
        assert comparer(where, unheard)[0] != before


def test_closing_gives_up_what_is_under_way(comparer: Apart) -> None:
    ended: list[str] = []

    def compare() -> None:
        try:
            comparer(stays, unheard)
        except RashomonError as error:
            ended.append(str(error))

    waiting = Thread(target=compare)
    waiting.start()
    until(lambda: others() != [])
    comparer.close()
    waiting.join(PATIENCE)
    assert (len(ended), others()) == (1, [])


def test_stories_and_texts_are_compared_there(visit: Visit) -> None:
    story = visit.one_story()
    assert 'id="matrix"' in visit.told(story)
    begun = visit.post("/compare", outlet=["A", "B"], text=[HARBOUR, FERRY], follow=False)
    visit.wait()
    assert 'id="matrix"' in visit.browser.get(begun.headers["location"]).text
    jobs = visit.room.jobs._jobs.values()
    assert [(job.done, job.of) for job in jobs] == [(2, 2)]
    assert len(others()) == 1
    kept = visit.post(begun.headers["location"], kind="keep")
    assert kept.status_code == 200


def test_what_cannot_be_compared_there_is_said_on_the_page(visit: Visit) -> None:
    begun = visit.post("/compare", outlet=["A"], text=[CHEESE], urls="https://nowhere.example/", follow=False)
    visit.wait()
    assert "status 404" in visit.browser.get(begun.headers["location"]).text
    assert "Orvall" in visit.browser.get(begun.headers["location"]).text
    none = visit.post("/compare", urls="https://nowhere.example/", follow=False)
    visit.wait()
    assert "status 404" in visit.browser.get(f"{none.headers['location']}/progress").text


def test_a_killed_comparison_is_named_and_the_next_one_works(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = visit.one_story()
    monkeypatch.setattr(rooms, "_tell", killed)
    visit.browser.get(f"/stories/{story}")
    visit.wait()
    page = visit.browser.get(f"/stories/{story}").text
    assert "ended from outside (SIGKILL)" in page
    assert "compare fewer articles, and try again" in page
    monkeypatch.undo()
    assert 'id="matrix"' in visit.told(story)


def test_a_room_that_was_upgraded_meanwhile_says_so(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    story = visit.one_story()
    monkeypatch.setattr(rooms, "made_by", lambda _: "an older version")
    visit.browser.get(f"/stories/{story}")
    visit.wait()
    [job] = visit.room.jobs._jobs.values()
    assert isinstance(job.future.exception(), ConfigError)
    assert "start the room again" in visit.browser.get(f"/stories/{story}/progress").text


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = f"-m rashomon.cli serve --no-worker --quiet --encoder tests.held_encoder:Held --port {port}"
    process = subprocess.Popen(  # noqa: S603 - ours
        [sys.executable, *command.split(), "--archive", str(folder / "archive.db")],
        env=os.environ | {PLACE: str(folder / "told")},
        cwd=Path(__file__).parents[1],
    )
    try:
        base = f"http://127.0.0.1:{port}"
        until(lambda: answers(base))
        yield base, process
    finally:
        process.kill()
        process.wait(PATIENCE)


def answers(base: str) -> bool:
    try:
        return httpx.get(f"{base}/healthz").status_code == 200
    except httpx.TransportError:
        return False


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_room_that_ends_takes_its_comparison_with_it(tmp_path: Path, how: signal.Signals) -> None:
    place, heard = tmp_path / "told", list[str]()
    os.mkfifo(place)

    def hear() -> None:
        with place.open() as told:  # ends when its last writer has ended
            heard.extend(told)

    hearing = Thread(target=hear, daemon=True)
    hearing.start()
    with serving(tmp_path) as (base, process):
        order = {"texts": [{"text": HARBOUR}]}
        assert httpx.post(f"{base}/api/v1/comparisons", json=order).status_code == 202
        until(lambda: heard != [])
        process.send_signal(how)
        process.wait(PATIENCE)
        hearing.join(PATIENCE)
    assert not hearing.is_alive()
