"""A reading room over an invented archive, for the tests of its pages and its API."""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import wait
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from starlette.testclient import TestClient

from rashomon.archive.adding import keep
from rashomon.archive.worker import worker
from rashomon.encoders.base import Progress
from rashomon.encoders.tiny import TinyEncoder
from rashomon.errors import FetchError
from rashomon.fetch.request import Fetched, Request
from rashomon.incoming import Outcome
from rashomon.model.archive import Listing
from rashomon.model.article import RawDocument, Stated
from rashomon.store.sql import SQLArchive, open_archive
from rashomon.web.app import create_app
from rashomon.web.comparer import Work
from rashomon.web.room import Room

T = TypeVar("T")
NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
BASE = "http://127.0.0.1:8765"
HARBOUR = (
    "Harbour of Lintvik closed after storm\n\n"
    "A storm flooded the harbour of Lintvik on Monday. Two people were hurt when a crane fell on a ferry. "
    "The mayor, Odd Bakke, said that the harbour would stay closed until Thursday.\n\n"
    '"We were warned too late," Bakke said. The port authority counts 14 damaged boats.'
)
FERRY = (
    "Crane falls on ferry in Lintvik\n\n"
    "Two people were hurt on Monday when a crane fell on a ferry in the harbour of Lintvik. "
    "The harbour will stay closed until Friday, the port authority said. It counts 19 damaged boats."
)
CHEESE = (
    "Cheese wins prize in Orvall\n\n"
    "A goat cheese from the village of Orvall won the first prize of the dairy fair on Sunday. "
    "Its maker, Tilde Farn, sold all of it within an hour."
)
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


class Web:
    """A web that answers from a dict."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}

    def fetch(self, request: Request) -> Fetched:
        if request.url not in self.pages:
            raise FetchError(f"{request.url}: status 404", status=404)
        body = self.pages[request.url]
        kind = "text/html" if b"<html" in body else "application/rss+xml"
        return Fetched(
            request=request, url=request.url, status=200, retrieved_at=NOON, body=body, media_type=kind
        )

    def fetch_many(self, requests: Iterable[Request]) -> Iterator[Outcome]:
        for request in requests:
            try:
                yield request, self.fetch(request)
            except FetchError as error:
                yield request, error


class Visit:
    """A visitor with a browser: pages, forms with their tokens, and the archive behind them."""

    def __init__(self, folder: Path) -> None:
        self.archive: SQLArchive = open_archive(folder / "archive.db")
        self.web = Web()
        self.at = NOON
        self.encoder = TinyEncoder()
        self.room = Room(
            archive=self.archive,
            encoder=self.encoder,
            comparer=self.compare,
            fetcher=self.web,
            clock=lambda: NOON,
            who="iris",
        )
        self.browser = TestClient(create_app(self.room), base_url=BASE, raise_server_exceptions=False)

    def close(self) -> None:
        self.room.jobs.close()
        self.room.later.close()
        self.archive.close()

    def compare(self, work: Work[T], progress: Progress) -> T:
        """Compare in this process, as the room's encoder says."""
        return work(self.archive, self.room.encoder, progress)

    def read(self, *texts: str, outlet: str = "Lintvik Post", url: str | None = None) -> None:
        """Keep texts and read them into stories, an hour later each time."""
        self.at += timedelta(hours=1)
        raws = (
            RawDocument(
                locator=f"{outlet}-{hash(text)}",
                media_type="text/plain",
                body=text.encode(),
                url=url,
                stated=Stated(outlet=outlet, published="2031-03-04T10:00:00Z"),
            )
            for text in texts
        )
        keep(self.archive, raws, lambda: self.at)
        worker(self.archive, self.encoder, self.web, lambda: self.at).read(lambda _: None)

    def stories(self) -> list[str]:
        with self.archive.reading() as reader:
            return [story.id for story in reader.stories(Listing()).items]

    def one_story(self) -> str:
        """Read two accounts of one event and return their story."""
        self.read(HARBOUR)
        self.read(FERRY, outlet="Harbour Ledger")
        first, *others = self.stories()
        with self.archive.writing() as writer:
            for other in others:
                writer.merge(other, first, "iris", NOON)
        return first

    def told(self, story: str) -> str:
        """Return a story's page when its comparison is done."""
        self.browser.get(f"/stories/{story}")
        self.wait()
        answer = self.browser.get(f"/stories/{story}")
        assert answer.status_code == 200, answer.text
        return str(answer.text)

    def wait(self) -> None:
        """Wait until every comparison that was begun has ended."""
        wait([job.future for job in self.room.jobs._jobs.values()], 60)

    def token(self, page: str = "/compare") -> str:
        found = re.search(r'name="token" value="(\w+)"', self.browser.get(page).text)
        assert found
        return found[1]

    def post(self, address: str, *, follow: bool = True, **fields: str | list[str]) -> Any:
        """Send a form as one of our pages does."""
        return self.browser.post(address, data={"token": self.token(), **fields}, follow_redirects=follow)
