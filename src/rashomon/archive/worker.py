"""The standing worker: look, keep, read and place, round after round, until it is told to stop."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain, islice
from threading import Event

from rashomon.archive.alerting import Alerter
from rashomon.archive.collecting import Clock, Collector, Look
from rashomon.archive.delivering import Courier, beside
from rashomon.archive.heap import settle
from rashomon.archive.intake import Batch, Intake
from rashomon.archive.marking import mark
from rashomon.archive.naming import Naming
from rashomon.archive.placing import Placer, reading_version
from rashomon.cluster.lifecycle import phase
from rashomon.encoders.base import Encoder, Progress
from rashomon.incoming import Fetching
from rashomon.model.archive import Listing, StoryRecord, StoryState
from rashomon.store.contract.archive import Archive, Reader

PAUSE = 30.0
"""Most seconds between two rounds of a standing worker: places have intervals of their own."""

DERIVED = 40
"""Batches of names and marks in one round of a standing worker, several times what it reads in a round."""

PAGE = 500

Listener = Callable[[Look | Batch], None]


@dataclass(slots=True, kw_only=True)
class Worker:
    """An archive's worker; a ``Listener`` hears of every look and every batch."""

    archive: Archive
    collector: Collector
    intake: Intake
    clock: Clock
    alerter: Alerter
    courier: Courier | None = None

    def round(self, listener: Listener) -> None:
        """Look at what is due and read what waits.

        Raises:
            StoreBusy: another worker is at this archive.
            StoreError: the archive cannot be read or written; what was stored before stands.
        """
        with self.archive.working():
            self._round(listener)
        if self.courier:
            self.courier.deliver()

    def stand(self, stop: Event, listener: Listener, wake: Event | None = None) -> None:
        """Work until ``stop`` is set; a batch that was begun is brought to its end. Raises as ``round``.

        Whoever sets ``wake`` ends the pause between two rounds, so what was just added is read at once.
        """
        wake = wake or stop
        with self.archive.working(), beside(self.courier):
            while not stop.is_set():
                self._round(listener, stop)
                wake.wait(PAUSE)
                if wake is not stop:
                    wake.clear()

    def read(self, listener: Listener) -> None:
        """Read what waits, without looking anywhere. Raises as ``round``."""
        with self.archive.working():
            self._read(listener)

    def again(self, progress: Progress, listener: Listener, *, documents: bool) -> int:
        """Read again what other versions have read, ``documents`` too; return how many articles were read.

        What cannot be read again is told to the ``listener``. Raises as ``round``.
        """
        done = 0
        with self.archive.working():
            if documents:
                self._extract_again(listener)
            with self.archive.reading() as reader:
                total = reader.unread_count(self.intake.placer.version)
            for batch in self.intake.again():
                done += batch.articles
                progress(done, total)
                listener(batch)
            self._derive(None)
        return done

    def _extract_again(self, listener: Listener) -> None:
        """Let all documents be read as if they had just come; texts that are the same change nothing."""
        with self.archive.writing() as writer:
            page = writer.documents("read", PAGE)
            while page.items:
                for document in page.items:
                    writer.retry(document.id)
                page = writer.documents("read", PAGE)
        for batch in self.intake.run(self.clock()):
            if batch.failed:
                listener(batch)

    def _round(self, listener: Listener, stop: Event | None = None) -> None:
        for look in self.collector.look():
            listener(look)
            if stop and stop.is_set():
                return
        self._read(listener, stop)
        self.alerter.round(stop)

    def _read(self, listener: Listener, stop: Event | None = None) -> None:
        window = timedelta(days=self.intake.placer.settings.open_days)
        for again in self.intake.again(self.clock() - window):
            listener(again)  # after an upgrade, what is still open must be known by the new readings
        naming = self._naming()
        retried = Batch(documents=0, articles=0, opened=0, failures=(), retried=True)
        try:
            for batch in self.intake.run(self.clock()):
                # The encoder is at the next batch meanwhile; at the end there would be nothing for it to do.
                next(naming.run(), None)
                if batch.retried:
                    retried += batch
                else:
                    listener(batch)
                if stop and stop.is_set():
                    break
        finally:
            if retried.documents:  # hundreds after a full disk, each read alone, are told as one
                listener(retried)
        self._derive(stop)
        self._age()

    def _naming(self) -> Naming:
        return Naming(archive=self.archive, version=self.intake.placer.version)

    def _derive(self, stop: Event | None) -> None:
        """Bring up to date what lists and pages are made from; what is left over is done another time."""
        # An archive of before may have all of its articles to be named, and places are due meanwhile.
        for _ in islice(chain(self._naming().run(), mark(self.archive)), DERIVED if stop else None):
            if stop and stop.is_set():
                return

    def _age(self) -> None:
        """Note where the stories of late stand in their lives."""
        now = self.clock()
        since = now - 2 * timedelta(days=self.intake.placer.settings.open_days)
        listing = Listing(since=since, limit=PAGE)
        with self.archive.writing() as writer:
            while True:
                page = writer.stories(listing)
                states = {story.id: _state(writer, story, now) for story in page.items}
                writer.set_states({s.id: states[s.id] for s in page.items if states[s.id] != s.state})
                if page.after is None:
                    return
                listing = replace(listing, after=page.after)


def _state(reader: Reader, story: StoryRecord, now: datetime) -> StoryState:
    """Return where a story stands; its articles are asked only where that may have changed.

    Where some of them are dated, only these count: when an undated one came in says nothing of the event.
    """
    latest = story.last_published or story.last_seen_at or story.opened_at
    likely = phase([latest], now)
    if likely == story.state or (likely == "new" and story.state == "growing"):
        return story.state
    articles = reader.articles(story.id)
    dated = [stored.published for stored in articles if stored.published]
    times = dated or [stored.seen_at for stored in articles]
    return phase(times, now) if times else "quiet"


def worker(
    archive: Archive, encoder: Encoder, fetcher: Fetching, clock: Clock, courier: Courier | None = None
) -> Worker:
    """Bring a worker together; without a courier, what is to be told waits."""
    settle()
    placer = Placer(archive, reading_version(encoder))
    return Worker(
        archive=archive,
        collector=Collector(archive, fetcher, clock),
        intake=Intake(archive=archive, encoder=encoder, placer=placer),
        clock=clock,
        alerter=Alerter(archive=archive, encoder=encoder, clock=clock),
        courier=courier,
    )
