"""A reading room served on the loopback interface, and a browser page that is watched while it is used."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from rashomon.archive.worker import worker
from rashomon.fetch.client import Fetcher
from rashomon.fetch.request import Limits
from rashomon.web.app import create_app
from rashomon.web.worker_thread import WorkerThread
from tests.web_room import CHEESE, FERRY, HARBOUR, Visit

PATIENCE = 20_000
"""Milliseconds within which something must show: what is read and compared here is small."""
STORM = (
    "Шторм закрыл порт Линтвик\n\n"
    "В понедельник шторм затопил порт Линтвик. Два человека пострадали, когда кран упал на паром. "
    "«Нас предупредили слишком поздно», — сказал мэр Одд Бакке. Повреждены 14 лодок."
)
FLOOD = (
    "عاصفة تغلق ميناء لينتفيك\n\n"
    "أغرقت عاصفة ميناء لينتفيك يوم الاثنين. أصيب شخصان عندما سقطت رافعة على عبارة. "
    "وقال رئيس البلدية إن الميناء سيبقى مغلقا حتى يوم الخميس."
)
PAGES = (
    "/",
    "/outlets",
    "/entities",
    "/?search=crane",
    "/search?q=crane",
    "/sources",
    "/quarantine",
    "/compare",
    "/nowhere",
)
Desk = tuple[Visit, str, str]
"""A room that no test changes, its address, and its story in three languages."""
expect.set_options(timeout=PATIENCE)


@contextmanager
def serving(visit: Visit, *, work: bool = False) -> Iterator[str]:
    """Serve a visit's room until the block ends and yield its address; ``work`` lets its worker stand."""
    room = visit.room
    fetcher = Fetcher(Limits(connect=2, read=2, total=4, delay=0.01), allow=("localhost",))
    with fetcher:
        room.fetcher = fetcher
        if work:
            room.worker = WorkerThread(worker(visit.archive, visit.encoder, fetcher, room.clock).stand)
        config = uvicorn.Config(create_app(room), port=0, log_level="critical", server_header=False)
        server = uvicorn.Server(config)
        thread = Thread(target=server.run)
        room.worker.start()
        thread.start()
        try:
            yield f"http://127.0.0.1:{_port(server, thread)}"
        finally:
            server.should_exit = True
            thread.join()
            room.worker.stop()


def _port(server: uvicorn.Server, thread: Thread) -> int:
    while not server.started:
        thread.join(0.01)
        assert thread.is_alive(), "the room did not open"
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port


@dataclass
class Watched:
    """A page of a browser; ``faults`` are what no page of ours may do."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)

    def go(self, address: str) -> Page:
        """Open an address of the room."""
        self.page.goto(self.base + address)
        return self.page

    def sideways(self) -> bool:
        """Tell whether the page must be scrolled sideways."""
        wide: bool = self.page.evaluate(
            "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth + 1"
        )
        return wide


@contextmanager
def watched(browser: Browser, base: str, **looks: object) -> Iterator[Watched]:
    """Open a page that hears of every request, error and breach of the policy; fail if there was one."""
    context = browser.new_context(**{"locale": "en-GB", "viewport": {"width": 1440, "height": 900}, **looks})  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    found = Watched(page=page, base=base)

    def hear(request: Request) -> None:
        if not request.url.startswith((f"{base}/", "data:", "blob:", "about:")):
            found.faults.append(f"asked for {request.url}")

    def complain(told: ConsoleMessage) -> None:
        if told.type == "error":  # breaches of the policy are told here, too
            found.faults.append(f"{page.url}: {told.text}")

    page.on("request", hear)
    page.on("pageerror", lambda error: found.faults.append(f"script failed: {error}"))
    page.on("console", complain)
    try:
        yield found
    finally:
        context.close()
    assert found.faults == []


def coverage(folder: Path) -> tuple[Visit, str]:
    """Return a room with one story in three languages, told, and another."""
    visit = Visit(folder)
    visit.read(HARBOUR, url="https://lintvik.example/1")
    visit.read(HARBOUR.replace("14 damaged", "17 damaged"), url="https://lintvik.example/1")
    visit.read(FERRY, outlet="Harbour Ledger")
    visit.read(STORM, outlet="Линтвикская правда")
    visit.read(FLOOD, outlet="صوت الميناء")
    first, *others = visit.stories()
    with visit.archive.writing() as writer:
        for other in others:
            writer.merge(other, first, "iris", visit.at)
    visit.read(CHEESE, outlet="Orvall Herald")
    visit.told(first)
    return visit, first


def places(desk: Desk) -> list[str]:
    """Return an address of every kind of page."""
    visit, _, story = desk
    article = visit.browser.get("/api/v1/search?q=warned").json()["items"][0]["article"]["id"]
    own = [f"/stories/{story}", f"/stories/{story}?language=ar", f"/articles/{article}"]
    return [*PAGES, *own, f"/stories/{story}/history", *_desk(visit)]


def _desk(visit: Visit) -> list[str]:
    """Return the addresses of an outlet, the lines that it shares, and a person."""
    person = visit.browser.get("/api/v1/entities?q=Bakke").json()["items"][0]["id"]
    outlets = visit.browser.get("/api/v1/outlets").json()["items"]
    a, b = (outlets[n]["outlet"]["id"] for n in (0, 1))
    return [f"/entities/{person}", f"/outlets/{a}", f"/outlets/{a}/lines?with={b}"]
