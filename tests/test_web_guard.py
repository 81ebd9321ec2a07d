"""What the reading room refuses: other hosts, other sites' forms, hostile text, odd addresses."""

import socket
from html.parser import HTMLParser
from pathlib import Path
from threading import Event

import pytest
import uvicorn
from fastapi import FastAPI
from typer.testing import CliRunner

from rashomon.cli import serve
from rashomon.cli.commands import app
from rashomon.errors import StoreBusy
from rashomon.model.archive import Subscription
from rashomon.store.sql import open_archive
from rashomon.web.asking import _posted
from rashomon.web.greader.login import shown
from rashomon.web.guard import Guard
from rashomon.web.jobs import WAITING, Jobs
from rashomon.web.worker_thread import WorkerThread
from rashomon.web.writing import _once
from tests.web_room import CHEESE, EVIL, HARBOUR, Visit

CHECKS = {_posted, _once, shown}
"""What proves that no page of another site asks: a form's token, a body that it cannot send, a header."""
PAGES = ("/", "/search?q=a", "/sources", "/quarantine", "/compare", "/stories/none", "/static/none", "/none")


class Scripts(HTMLParser):
    """Collects what a browser would run or be coloured by without our own files."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if (tag == "script" and not (given.get("src") or "").startswith("/static/")) or tag in {
            "style",
            "img",
        }:
            self.found.append(tag)
        self.found += [name for name in given if name.startswith("on") or name == "style"]
        self.found += [v for v in given.values() if v and v.casefold().lstrip().startswith("javascript:")]


def scripts(page: str) -> list[str]:
    parser = Scripts()
    parser.feed(page)
    return parser.found


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_has_a_strict_policy_and_no_script_of_its_own(visit: Visit, address: str) -> None:
    answer = visit.browser.get(address)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert scripts(answer.text) == []


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "192.168.0.7:8765"])
def test_other_names_are_not_served(visit: Visit, host: str) -> None:
    answer = visit.browser.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("host", ["localhost:1", "LOCALHOST", "[::1]:8765", "127.0.0.1"])
def test_this_machines_own_names_are_served(visit: Visit, host: str) -> None:
    assert visit.browser.get("/", headers={"host": host}).status_code == 200


def test_the_command_serves_here_and_lets_go_of_the_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[uvicorn.Config] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda server, _: served.append(server.config))
    monkeypatch.setattr(serve, "listen", lambda _: socket.socket())
    place = tmp_path / "archive.db"
    arguments = ["serve", "--archive", str(place), "--encoder", "tiny", "--port", "8766"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert (served[0].host, served[0].port) == ("127.0.0.1", 8766)
    opened = open_archive(place)
    with opened.working():
        pass
    opened.close()


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
)
def test_forms_of_other_sites_are_refused(visit: Visit, headers: dict[str, str]) -> None:
    answer = visit.browser.post("/sample", data={"token": visit.token()}, headers=headers)
    assert answer.status_code == 403
    assert visit.browser.get("/healthz").json()["counts"]["waiting"] == 0


@pytest.mark.parametrize("token", ["", "0" * 64, "ü"])
def test_forms_without_the_visitors_token_are_refused(visit: Visit, token: str) -> None:
    visit.browser.get("/")
    assert visit.browser.post("/sample", data={"token": token}).status_code == 403


def test_a_token_serves_only_the_visitor_who_was_given_it(visit: Visit) -> None:
    token = visit.token()
    visit.browser.cookies.clear()
    visit.browser.get("/")
    assert visit.browser.post("/sample", data={"token": token}).status_code == 403


def test_every_route_that_changes_something_checks_its_form(visit: Visit) -> None:
    guard = visit.browser.app.app  # type: ignore[attr-defined]
    assert isinstance(guard, Guard)
    assert isinstance(guard._app, FastAPI)
    for address in ("/sample", "/sources", "/sources/a", "/quarantine", "/compare", "/compare/a"):
        assert visit.browser.post(address).status_code == 403, address
    assert visit.browser.post("/stories/a/decisions").status_code == 403
    changing = [
        route
        for part in guard._app.router.routes
        for route in getattr(getattr(part, "original_router", part), "routes", [])
        if getattr(route, "methods", set()) - {"GET", "HEAD"} and not route.path.startswith("/api/")
    ]
    assert len(changing) > 15
    for route in changing:
        checked = {inner.call for inner in route.dependant.dependencies} & CHECKS
        assert checked or route.path == "/accounts/ClientLogin", route.path


def test_stored_script_shows_as_text_everywhere(visit: Visit) -> None:
    visit.read(f"{EVIL}\n\n{HARBOUR}", outlet=EVIL)
    visit.read(f"{EVIL} again\n\n{CHEESE}", outlet=f"{EVIL}2")
    first, second = visit.stories()
    visit.post(f"/stories/{second}/decisions", kind="merge", other=first, reason=EVIL)
    visit.post(f"/stories/{first}/decisions", kind="rename", title=EVIL)
    with visit.archive.writing() as writer:
        place = Subscription(id="x", url=f"https://a.example/{EVIL}", kind="feed", name=EVIL)
        writer.subscribe(place)
    article = visit.browser.get("/api/v1/search?q=crane").json()["items"][0]["article"]["id"]
    shown = [
        visit.told(first),
        *(visit.browser.get(a).text for a in ("/", "/sources", f"/articles/{article}")),
    ]
    shown.append(visit.browser.get("/search?q=crane").text)
    for page in shown:
        assert "&lt;script&gt;" in page
        assert scripts(page) == []


@pytest.mark.parametrize(
    "address", ["/search", "/", "/stories/{}", "/articles/{}", "/nowhere/{}", "/compare/{}"]
)
def test_reflected_script_shows_as_text(visit: Visit, address: str) -> None:
    answer = visit.browser.get(address.format(EVIL), params={"q": EVIL, "search": EVIL, "outlet": EVIL})
    assert scripts(answer.text) == []
    assert "<script>alert" not in answer.text


def test_a_link_of_an_article_is_only_one_of_the_web(visit: Visit) -> None:
    visit.read(HARBOUR, url="javascript:alert(1)")
    found = visit.browser.get("/api/v1/search?q=crane").json()["items"]
    assert scripts(visit.browser.get(f"/articles/{found[0]['article']['id']}").text) == []


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e%2fapp.py",
        "/static/..%5capp.py",
        "/static//etc/passwd",
        "/static/",
    ],
)
def test_no_path_leads_out_of_the_served_files(visit: Visit, path: str) -> None:
    assert visit.browser.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/stories/a%00b", "/search?q=a%00b", "/search?q=%0d%0aset-cookie:x%0b"])
def test_control_characters_in_an_address_are_refused(visit: Visit, path: str) -> None:
    answer = visit.browser.get(path)
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers


def test_a_request_that_is_too_large_is_not_read(visit: Visit) -> None:
    token = visit.token()
    big = visit.browser.post("/compare", data={"token": token}, files={"file": ("a.txt", b"x" * 31_000_000)})
    assert big.status_code == 413


def test_an_error_nobody_foresaw_tells_nothing_of_the_machine(visit: Visit) -> None:
    visit.archive.reading = lambda: 1 / 0  # type: ignore[assignment, method-assign, return-value]
    answer = visit.browser.get("/api/v1/stories")
    assert (answer.status_code, answer.json()["status"]) == (500, 500)
    assert "ZeroDivision" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_too_many_comparisons_wait_no_longer() -> None:
    jobs = Jobs()
    try:
        gate = Event()
        for number in range(WAITING):
            jobs.begin(str(number), lambda _: gate.wait())
        with pytest.raises(StoreBusy):
            jobs.begin("one more", lambda _: None)
    finally:
        gate.set()
        jobs.close()


def test_a_worker_that_another_process_keeps_out_says_so() -> None:
    def busy(*_: object) -> None:
        raise StoreBusy("another worker is at work")

    worker = WorkerThread(busy)
    worker.start()
    worker.stop()
    assert (worker.state, worker.reason) == ("elsewhere", "another worker is at work")


def test_a_worker_is_woken_and_ended(visit: Visit) -> None:
    from rashomon.archive.worker import worker  # noqa: PLC0415 - only here

    heard: list[object] = []
    made = worker(visit.archive, visit.encoder, visit.web, visit.room.clock)
    visit.room.worker = WorkerThread(made.stand, heard.append)
    visit.room.worker.start()
    visit.post("/sample")
    visit.room.worker.stop()
    assert visit.room.worker.state == "off"
