"""Look at the places that are followed and keep what is new there.

A look is kept whole or not at all: the validators of a feed (``etag``, ``modified``) are only noted once
every page that it named has been settled, so that a look that is cut short is taken again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import PurePath

from rashomon.archive.documents import particulars, settled
from rashomon.archive.noticing import notice_health
from rashomon.errors import JOINT, FetchDeferred, FetchError, InputError
from rashomon.fetch.request import Fetched, Request
from rashomon.incoming import Fetching
from rashomon.ingest import folder
from rashomon.ingest.failure import Failure
from rashomon.ingest.read import read, shown
from rashomon.ingest.record import iso_or_none
from rashomon.ingest.unpack import SITEMAP, kind, unpack
from rashomon.model.archive import Health, Subscription
from rashomon.model.article import RawDocument
from rashomon.store.contract.archive import Archive, Reader

RECENT = timedelta(days=3)
"""What a sitemap dates further back is not news; feeds drop their old entries themselves."""
MOST_PAGES, DEPTH = 200, 1
"""Pages fetched for one list of them, and how deep sitemaps may name further sitemaps."""
NAMED = 5
"""Files of a folder that could not be read of which its list tells; the look names all."""

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at one place brought: ``new`` documents kept, and what went wrong.

    ``lost`` says which files of a folder could not be read, and why; ``notices`` what is worth knowing.
    """

    subscription: Subscription
    new: int = 0
    error: str | None = None
    lost: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the place, or anything in it, could not be looked at."""
        return bool(self.error or self.lost)

    def lines(self) -> tuple[str, ...]:
        """Return it in words, a line each."""
        return (
            self.error or f"{self.subscription.name}: {self.new} new documents",
            *self.lost,
            *self.notices,
        )


@dataclass(slots=True)
class Collector:
    """Looks at places; ``stamps`` remembers the files of watched folders between looks."""

    archive: Archive
    fetcher: Fetching
    clock: Clock
    stamps: dict[str, Mapping[str, folder.Stamp]] = field(default_factory=dict)

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
            found = folder.look(place.url, self.stamps.get(place.id, {}))
        except InputError as error:
            return self._failed(place, health, error)
        items = list(read(found.changed, named=False))
        raws = [item for item in items if isinstance(item, RawDocument)]
        told = (*found.lost, *found.notices, *(item for item in items if isinstance(item, Failure)))
        failures = [one for one in told if not one.notice]
        look = self._kept(place, health, raws, told)
        # What could not be read is tried, and named, again at every look until it can.
        again = {failure.locator for failure in failures}
        self.stamps[place.id] = {path: s for path, s in found.stamps.items() if shown(path) not in again}
        return look

    def _address(self, place: Subscription, health: Health, outcome: Fetched | FetchError) -> Look:
        if isinstance(outcome, FetchDeferred):
            return Look(subscription=place)  # still due, no failure of the place
        if isinstance(outcome, FetchError):
            return self._failed(place, health, outcome)
        if outcome.unchanged:
            return self._kept(place, health, [])
        items = list(unpack(outcome.document()))
        broken = next((item for item in items if isinstance(item, Failure)), None)
        if broken and len(items) == 1:
            return self._failed(place, health, InputError(broken.reason))
        raws = [settled(item) for item in items if isinstance(item, RawDocument)]
        kept, whole = self._whole(place, health, raws)
        seen = replace(health, etag=outcome.etag, modified=outcome.last_modified) if whole else health
        notices = [item for item in items if isinstance(item, Failure) and item.notice]
        return self._kept(place, seen, kept, notices)

    def _whole(
        self, place: Subscription, health: Health, found: Sequence[RawDocument]
    ) -> tuple[list[RawDocument], bool]:
        """Fetch the pages of entries that are summaries; tell whether every one of them is settled."""
        kept = [raw for raw in found if raw.complete]
        promised = [raw for raw in found if not raw.complete]
        if not place.full_text:
            return kept + [raw for raw in promised if raw.body], True
        pages, whole = self._pages(promised, health.succeeded_at)
        return kept + [raw for raw in promised if not raw.url] + pages, whole

    def _pages(
        self, promised: Sequence[RawDocument], looked: datetime | None, depth: int = DEPTH
    ) -> tuple[list[RawDocument], bool]:
        """Fetch the pages that entries promise; sitemaps among them promise further pages."""
        with self.archive.reading() as reader:
            wanted = {raw.url: raw for raw in promised if raw.url and self._wanted(reader, raw, looked)}
        chosen = list(wanted)[:MOST_PAGES]
        kept: list[RawDocument] = []
        whole = len(chosen) == len(wanted)
        for request, outcome in self.fetcher.fetch_many(Request(url=url) for url in chosen):
            promise = wanted[request.url]
            if isinstance(outcome, FetchError):
                whole &= outcome.retry_after is None  # it will come, so this look is taken again
                kept += [promise] if outcome.retry_after is None and promise.body else []
            elif kind(page := outcome.document(promise.stated)) != SITEMAP:
                kept.append(page)
            elif depth:
                further = [settled(raw) for raw in unpack(page) if isinstance(raw, RawDocument)]
                pages, all_of_them = self._pages(further, looked, depth - 1)
                kept, whole = kept + pages, whole and all_of_them
        return kept, whole

    def _wanted(self, reader: Reader, raw: RawDocument, looked: datetime | None) -> bool:
        """Tell whether a promised page is news: not kept yet, or changed since the last look, and not old."""
        told = _moment(raw.stated.modified) or _moment(raw.stated.published)
        if raw.url and reader.known([raw.url]):
            return bool(looked and told and told > looked)
        return told is None or told > self.clock() - RECENT

    def _kept(
        self, place: Subscription, health: Health, raws: Iterable[RawDocument], told: Sequence[Failure] = ()
    ) -> Look:
        now = self.clock()
        lost = tuple(one.reason for one in told if not one.notice)
        notices = tuple(one.reason for one in told if one.notice)
        new = 0
        with self.archive.writing() as writer:
            for raw in raws:
                at = min(raw.retrieved_at or now, now)  # as in ``adding.keep``
                new += writer.keep_document(
                    _named(raw, place), at, place.id, particulars(_named(raw, place))
                )[1]
            well = replace(
                health,
                checked_at=now,
                succeeded_at=now,
                new_at=now if new else health.new_at,
                next_at=now + timedelta(seconds=place.interval),
                failures=0,
                error=JOINT.join(lost[:NAMED]) or None,
            )
            writer.note_check(well)
            notice_health(writer, place, health, well, now)
        return Look(subscription=place, new=new, lost=lost, notices=notices)

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
            notice_health(writer, place, health, failed, now)
        return Look(subscription=place, error=str(error))


def _named(raw: RawDocument, place: Subscription) -> RawDocument:
    """Let the name and language that a person gave to a place stand where a document has none."""
    stated = raw.stated
    return replace(
        raw,
        stated=replace(
            stated,
            outlet=place.owner or stated.outlet or _outlet(place),
            language=stated.language or place.language,
        ),
    )


def _outlet(place: Subscription) -> str | None:
    """Return what the outlet is called: files of a folder that nobody named are of many outlets."""
    unnamed = place.kind == "folder" and place.name == PurePath(place.url).name
    return None if unnamed else place.name


def _moment(stated: str | None) -> datetime | None:
    found = iso_or_none(stated)
    if found is None or len(found) < len("2031-04-07"):
        return None
    moment = datetime.fromisoformat(found)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
