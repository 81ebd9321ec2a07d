"""Read the documents that wait and put their articles into stories, a batch at a time.

What a batch brings is stored in one transaction: articles, readings, places in stories, and that the
documents are read. The next batch is begun before the last articles of one are drawn, so that the encoder
never waits for what is stored. A document whose reading did not come to its end is tried again alone, with
no other begun, so that it takes no other with it.
"""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from rashomon import engine
from rashomon.archive.loads import Begun, Load, begun, extracted, reread, warm
from rashomon.archive.noticing import notice_articles
from rashomon.archive.placing import Placer
from rashomon.brief.titles import opening, title
from rashomon.encoders.base import Encoder
from rashomon.errors import ModelError, StoreError
from rashomon.ingest.failure import Failure
from rashomon.model.annotation import Analysis
from rashomon.model.archive import MACHINE, Document, Stored, StoryRecord
from rashomon.model.article import Article
from rashomon.model.placement import Placement
from rashomon.sparing import alone
from rashomon.store.contract.archive import Archive, Writer

BATCH = 64
"""Documents read at once, and stored in one transaction."""
GROWN = frozenset({2, 3, 5, 8, 12, 18, 27, 40, 60, 90})
"""Numbers of articles at which a story's title is chosen anew; later it is known by its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one batch came to; ``failures`` are the reasons why documents were set aside.

    Where articles were read again, there are no ``documents``. ``retried`` tells that it is one document
    alone, whose reading did not come to its end before.
    """

    documents: int
    articles: int
    opened: int
    failures: tuple[str, ...]
    retried: bool = False

    def __add__(self, other: "Batch") -> "Batch":
        """Return two batches as one."""
        return Batch(
            documents=self.documents + other.documents,
            articles=self.articles + other.articles,
            opened=self.opened + other.opened,
            failures=self.failures + other.failures,
            retried=self.retried and other.retried,
        )

    @property
    def failed(self) -> bool:
        """Whether any document was set aside."""
        return bool(self.failures)

    def lines(self) -> tuple[str, ...]:
        """Return it in words, a line each."""
        if not self.documents:
            return self.failures
        told = f"read {self.documents} documents: {self.articles} new articles, {self.opened} new stories"
        return (*self.failures, told)


@dataclass(slots=True, kw_only=True)
class Intake:
    """Reads what waits in an archive; the caller holds ``archive.working()``.

    ``unreadable`` are articles that could not be read again; they keep the reading they have.
    """

    archive: Archive
    encoder: Encoder
    placer: Placer
    unreadable: set[str] = field(default_factory=set)

    def run(self, now: datetime) -> Generator[Batch, None, None]:
        """Read until nothing waits and yield what each batch came to; ``now`` is when this is done.

        Who stops earlier closes it: what was begun ahead then waits as before.

        Raises:
            ModelError: a model cannot be loaded; what was begun waits as before.
            StoreError: the archive cannot be read or written; what was stored before stands.
        """
        batch: Begun | None = None
        ahead: Begun | None = None
        try:
            while batch := ahead or self._begin(self._next()):
                ahead = None
                # What is left is with the encoder already, which would run out of work behind it.
                batch.analyse(self.encoder, leave=engine.BATCH)
                ahead = self._ahead(batch)
                batch.analyse(self.encoder)
                yield from self._stored(batch.loads, now)
        except BaseException as error:
            self.placer.forget()
            if isinstance(error, KeyboardInterrupt | ModelError) and batch:
                self._give_back(one.document for one in batch.loads)
            raise
        finally:
            if ahead:
                self._give_back(one.document for one in ahead.loads)

    def again(self, since: datetime | None = None) -> Iterator[Batch]:
        """Read anew what other versions have read and yield what each batch came to; texts and stories stay.

        ``since`` leaves out what was seen before.
        """
        while articles := self._stale(since):
            read = list(zip(articles, self._read_again([one.article for one in articles]), strict=True))
            version = self.placer.version
            entries = [reread(stored, one, version) for stored, one in read if isinstance(one, Analysis)]
            with self.archive.writing() as writer:
                writer.keep_readings(entries)
            self.placer.forget()
            faults = {stored.article.id: one.reason for stored, one in read if isinstance(one, Failure)}
            self.unreadable |= faults.keys()
            yield Batch(documents=0, articles=len(entries), opened=0, failures=tuple(faults.values()))

    def _read_again(self, articles: Sequence[Article]) -> Sequence[Analysis | Failure]:
        try:
            return engine.annotate(articles, self.encoder)
        except ModelError:
            raise
        except Exception:  # noqa: BLE001 - the per-article border: whichever it is, is found out here
            return list(alone(articles, self.encoder))

    def _stale(self, since: datetime | None) -> list[Stored]:
        with self.archive.reading() as reader:
            found = reader.unread(self.placer.version, BATCH + len(self.unreadable))
        fresh = [one for one in found if one.article.id not in self.unreadable][:BATCH]
        return [stored for stored in fresh if since is None or stored.seen_at >= since]

    def _next(self, begun: Sequence[Load] = ()) -> Sequence[Document]:
        """Return the next documents: many that were never begun, or one that did not come to its end."""
        with self.archive.reading() as reader:
            waiting = reader.documents("waiting", BATCH + len(begun)).items
        mine = {one.document.id for one in begun}
        rest = [d for d in waiting if d.id not in mine][:BATCH]
        return [d for d in rest if not d.attempts] or rest[:1]

    def _begin(self, documents: Sequence[Document]) -> Begun | None:
        """Take documents in hand; None where there are none."""
        if not documents:
            return None
        if documents[0].attempts:
            # It is not to be set aside because this process is ended, once more, before it reads anything.
            warm(self.encoder)
        with self.archive.writing() as writer:
            writer.attempt(d.id for d in documents)
        try:
            with self.archive.reading() as reader:
                return begun([extracted(reader, d) for d in documents], self.encoder)
        except KeyboardInterrupt:  # a person's wish is held against no document
            self._give_back(documents)
            raise

    def _ahead(self, batch: Begun) -> Begun | None:
        """Begin what comes behind a batch, unless either might end this process and take the other along."""
        following = () if batch.retried else self._next(batch.loads)
        return self._begin([d for d in following if not d.attempts])

    def _give_back(self, documents: Iterable[Document]) -> None:
        """Let documents wait as if they had never been begun."""
        with self.archive.writing() as writer:
            for one in documents:
                writer.retry(one.id)

    def _stored(self, loads: Sequence[Load], now: datetime) -> Iterator[Batch]:
        """Store documents together; where one of them cannot be, each by itself: it costs no other."""
        try:
            stored = [self._store(loads, now)]
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - the per-document border
            self.placer.forget()
            if len(loads) == 1:
                loads[0].fail(error)
                stored = [self._store(loads, now)]
            else:
                stored = [batch for one in loads for batch in self._stored([one], now)]
        yield from stored

    def _store(self, loads: Sequence[Load], now: datetime) -> Batch:
        good = [one for one in loads if not one.failure]
        with self.archive.reading() as reader:
            for one in good:
                one.settle(reader)
        homes = {article: home for one in good for article, home in one.homes().items()}
        placed = self.placer.place(list(chain.from_iterable(one.unplaced() for one in good)), homes)
        placements = {article: one.placement for article, one in placed.items()}
        with self.archive.writing() as writer:
            for one in good:
                _open_stories(writer, one, placements, now)
            stored = writer.keep_articles(
                {one.document.id: one.entries(placed, self.placer.version, now) for one in good}, now
            )
            self._merge(writer, placements.values(), now)
            self._retitle(writer, placements.values())
            notice_articles(writer, stored.values(), self.placer.version, now)
            for one in loads:
                if one.failure:
                    writer.quarantine(one.document.id, one.failure)
        return Batch(
            documents=len(loads),
            articles=sum(len(one.analyses) for one in good),
            opened=sum(p.opened for p in placements.values()),
            failures=tuple(one.failure for one in loads if one.failure),
            retried=any(one.document.attempts for one in loads),
        )

    def _merge(self, writer: Writer, placements: Iterable[Placement], now: datetime) -> None:
        """Write down which stories became one; where a person has said otherwise, forget that they did."""
        for merge in (m for placement in placements for m in placement.merges):
            if writer.merge(merge.absorbed, merge.kept, MACHINE, now) is None:
                self.placer.forget()

    def _retitle(self, writer: Writer, placements: Iterable[Placement]) -> None:
        """Take a story's most typical headline for its title, whenever it has grown by half."""
        for story, added in sorted(Counter(placement.story for placement in placements).items()):
            record = writer.story(story)
            if any(record.articles - added < size <= record.articles for size in GROWN):
                leads = self.placer.leads(record.id)
                read = {article: writer.analysis(article, self.placer.version) for article in leads}
                told = [(analysis, leads[article]) for article, analysis in read.items() if analysis]
                chosen = title(told, next(iter(record.languages), None))
                if chosen:
                    writer.retitle(record.id, chosen)


def _open_stories(writer: Writer, load: Load, placements: Mapping[str, Placement], now: datetime) -> None:
    for article, analysis in load.analyses.items():
        placement = placements.get(article)
        if placement and placement.opened:
            writer.open_story(StoryRecord(id=placement.story, title=opening(analysis), opened_at=now))
