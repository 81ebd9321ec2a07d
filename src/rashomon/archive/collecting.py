"""Look at the places that are followed and keep what is new there.

A look is kept whole or not at all: the validators of a feed (``etag``, ``modified``) are only noted once
every page that it named has been settled, so that a look that is cut short is taken again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from rashomon.archive.documents import particulars, settled
from rashomon.errors import FetchDeferred, FetchError, InputError
from rashomon.fetch.request import Fetched, Request
from rashomon.ingest import watch
from rashomon.ingest.failure import Failure
from rashomon.ingest.read import read
from rashomon.ingest.record import iso_or_none
from rashomon.ingest.unpack import SITEMAP, kind, unpack
from rashomon.model.archive import Health, Subscription
from rashomon.model.article import RawDocument
from rashomon.store.base import Archive, Reader

RECENT = timedelta(days=3)
"""What a sitemap dates further back is not news; feeds drop their old entries themselves."""
MOST_PAGES, MOST_SITEMAPS = 200, 8
"""Pages fetched at one look at one place, and sitemaps followed from an index."""

Clock = Callable[[], datetime]
Outcome = tuple[Request, Fetched | FetchError]


class Fetching(Protocol):
    """What is needed of a fetcher."""

    def fetch_many(self, requests: Iterable[Request]) -> Iterator[Outcome]:
        """Fetch many documents and yield each with its request as it comes, errors included."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at one place brought: ``new`` documents kept, and what went wrong."""

    subscription: Subscription
    new: int = 0
    error: str | None = None


@dataclass(slots=True)
class Collector:
    """Looks at places; ``stamps`` remembers the files of watched folders between looks."""

    archive: Archive
    fetcher: Fetching
    clock: Clock
    stamps: dict[str, Mapping[str, watch.Stamp]] = field(default_factory=dict)

    def look(self) -> Iterator[Look]:
        """Look at every place whose time has come and yield what each look brought.

        Raises:
            StoreError: the archive cannot be read or written.
        """
        with self.archive.reading() as reader:
            due = reader.due(self.clock())
        folders = [pair for pair in due if pair[0].kind == "folder"]
        yield from (self._folder(*pair) for pair in folders)
        addresses = {s.url: (s, health) for s, health in due if s.kind != "folder"}
        requests = [
            Request(url=s.url, etag=h.etag, last_modified=h.modified, failures=h.failures)
            for s, h in addresses.values()
        ]
        for request, outcome in self.fetcher.fetch_many(requests):
            yield self._address(*addresses[request.url], outcome)

    def _folder(self, place: Subscription, health: Health) -> Look:
        try:
            found = watch.look(place.url, self.stamps.get(place.id, {}))
        except InputError as error:
            return self._failed(place, health, error)
        raws = [raw for raw in read(found.changed) if isinstance(raw, RawDocument)]
        look = self._kept(place, health, raws)
        self.stamps[place.id] = found.stamps
        return look

    def _address(self, place: Subscription, health: Health, outcome: Fetched | FetchError) -> Look:
        if isinstance(outcome, FetchDeferred):
            return Look(subscription=place)  # still due, no failure of the place
        if isinstance(outcome, FetchError):
            return self._failed(place, health, outcome)
        if outcome.unchanged:
            return self._kept(place, health, [])
        items = list(unpack(_named(outcome.document(), place)))
        broken = next((item for item in items if isinstance(item, Failure)), None)
        if broken and len(items) == 1:
            return self._failed(place, health, InputError(broken.reason))
        raws, complete = self._whole(place, health, [i for i in items if isinstance(i, RawDocument)])
        seen = replace(health, etag=outcome.etag, modified=outcome.last_modified) if complete else health
        return self._kept(place, seen, raws)

    def _whole(
        self, place: Subscription, health: Health, found: Sequence[RawDocument]
    ) -> tuple[list[RawDocument], bool]:
        """Fetch the pages of entries that are summaries; tell whether every one of them is settled."""
        kept = [settled(raw) for raw in found if raw.complete]
        promised = [settled(raw) for raw in found if not raw.complete and (raw.url or raw.body)]
        with self.archive.reading() as reader:
            wanted = [raw for raw in promised if _wanted(reader, raw, health, self.clock())]
        if not place.full_text and place.kind != "sitemap":
            return kept + [raw for raw in wanted if raw.body], True
        pages = {raw.url: raw for raw in wanted[:MOST_PAGES] if raw.url}
        kept += [raw for raw in wanted if raw.url is None]
        settled_all = len(wanted) <= MOST_PAGES
        for request, outcome in self.fetcher.fetch_many(Request(url=url) for url in pages):
            page = self._page(pages[request.url], outcome)
            settled_all &= page is not None
            kept += page or []
        return kept, settled_all

    def _page(self, promise: RawDocument, outcome: Fetched | FetchError) -> list[RawDocument] | None:
        """Return the page that an entry promised, else its summary; None where trying again may help."""
        if isinstance(outcome, FetchError):
            if outcome.retry_after is not None:
                return None
            return [promise] if promise.body else []
        raw = outcome.document(promise.stated)
        if kind(raw) == SITEMAP:
            return self._further(raw)
        return [item for item in unpack(raw) if isinstance(item, RawDocument) and item.body]

    def _further(self, sitemap: RawDocument) -> list[RawDocument]:
        """Fetch the pages of a sitemap that an index named."""
        named = [settled(raw) for raw in unpack(sitemap) if isinstance(raw, RawDocument) and raw.url]
        with self.archive.reading() as reader:
            wanted = [r for r in named if _wanted(reader, r, None, self.clock())][:MOST_PAGES]
        stated = {raw.url: raw.stated for raw in wanted}
        found = self.fetcher.fetch_many(Request(url=raw.url) for raw in wanted if raw.url)
        pages = (out.document(stated[request.url]) for request, out in found if isinstance(out, Fetched))
        return [page for page in pages if kind(page) != SITEMAP]

    def _kept(self, place: Subscription, health: Health, raws: Iterable[RawDocument]) -> Look:
        now = self.clock()
        new = 0
        with self.archive.writing() as writer:
            for raw in raws:
                at = raw.retrieved_at or now
                new += writer.keep_document(_named(raw, place), at, place.id, particulars(_named(raw, place)))[1]
            writer.note_check(
                replace(
                    health,
                    checked_at=now,
                    succeeded_at=now,
                    new_at=now if new else health.new_at,
                    next_at=now + timedelta(seconds=place.interval),
                    failures=0,
                    error=None,
                )
            )
        return Look(subscription=place, new=new)

    def _failed(self, place: Subscription, health: Health, error: InputError) -> Look:
        now = self.clock()
        pause = getattr(error, "retry_after", None) or place.interval
        failed = replace(
            health,
            checked_at=now,
            next_at=now + timedelta(seconds=max(pause, place.interval)),
            failures=health.failures + 1,
            error=str(error),
        )
        with self.archive.writing() as writer:
            writer.note_check(failed)
        return Look(subscription=place, error=str(error))


def _named(raw: RawDocument, place: Subscription) -> RawDocument:
    """Let the name and language that a person gave to a place stand where a document has none."""
    stated = raw.stated
    return replace(
        raw,
        stated=replace(
            stated, outlet=place.owner or stated.outlet or place.name, language=stated.language or place.language
        ),
    )


def _wanted(reader: Reader, raw: RawDocument, health: Health | None, now: datetime) -> bool:
    """Tell whether a promised page is news: not kept yet, or changed since the last look, and not old."""
    told = _moment(raw.stated.modified) or _moment(raw.stated.published)
    if raw.url and raw.url in reader.known([raw.url]):
        looked = health.succeeded_at if health else None
        return bool(looked and told and told > looked)
    return raw.media_type != "" or told is None or told > now - RECENT


def _moment(stated: str | None) -> datetime | None:
    found = iso_or_none(stated)
    if found is None or len(found) < len("2031-04-07"):
        return None
    moment = datetime.fromisoformat(found)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
