"""Everything that locators name: files are read, addresses are fetched."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from rashomon.errors import FetchError
from rashomon.fetch.request import Fetched, Request
from rashomon.ingest.failure import Failure
from rashomon.ingest.read import read
from rashomon.ingest.unpack import unpack
from rashomon.model.article import RawDocument, Stated

Outcome = tuple[Request, Fetched | FetchError]


class Fetching(Protocol):
    """What is needed of a fetcher."""

    def fetch_many(self, requests: Iterable[Request]) -> Iterator[Outcome]:
        """Fetch many documents and yield each with its request as it comes, errors included."""
        ...


def is_address(locator: str) -> bool:
    """Tell an address of the web from the name of a file."""
    return locator.casefold().startswith(("http://", "https://"))


def documents(locators: Iterable[str], fetcher: Fetching) -> Iterator[RawDocument | Failure]:
    """Yield what files, folders, patterns and addresses hold, and a failure for what can't be had.

    Files come first, in their order; of an address that is a feed or sitemap, the pages that it promises.
    """
    asked = list(locators)
    yield from read(locator for locator in asked if not is_address(locator))
    yield from _fetched([Request(url=locator) for locator in asked if is_address(locator)], fetcher)


def _fetched(
    addresses: Iterable[Request], fetcher: Fetching, stated: Mapping[str, Stated] | None = None
) -> Iterator[RawDocument | Failure]:
    """Fetch addresses; of a feed also the pages that its entries promise."""
    promised: dict[str, Stated] = {}
    for request, outcome in fetcher.fetch_many(addresses):
        if isinstance(outcome, FetchError):
            yield Failure(locator=request.url, reason=str(outcome))
            continue
        for item in unpack(outcome.document((stated or {}).get(request.url))):
            if isinstance(item, RawDocument) and not item.complete and item.url and stated is None:
                promised[item.url] = item.stated
            else:
                yield item
    if promised:
        yield from _fetched([Request(url=url) for url in promised], fetcher, promised)
