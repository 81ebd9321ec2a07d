"""Keeping documents and the articles that were read in them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from rashomon.errors import NotFound
from rashomon.model.archive import Copy, Document, Entry, Health, Subscription
from rashomon.model.article import RawDocument, Source
from rashomon.store.arriving import Arrivals
from rashomon.store.codec import compress, pack
from rashomon.store.naming import SQLNamer
from rashomon.store.packed import packed_analysis
from rashomon.store.reader import chunks
from rashomon.store.rows import AnyRow, Values, article_values, values_of
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p
from rashomon.store.words import words

_D = t.documents.c


class SQLKeeper(SQLNamer):
    """Implements the part of ``contract.archive.Writer`` that fetching and reading use."""

    def subscribe(self, subscription: Subscription) -> bool:
        """Follow a place, or change how; its health stays. Tell whether it is new."""
        s = t.subscriptions.c
        known = self._connection.execute(select(s.removed).where(s.id == subscription.id)).first()
        values = values_of(subscription) | {"removed": False}
        insert = self._dialect.insert(t.subscriptions).values(values)
        self._connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=values))
        return known is None or bool(known.removed)

    def unsubscribe(self, subscription: str) -> None:
        """Stop following a place; what came from it stays.

        Raises:
            NotFound: it is not followed.
        """
        s = t.subscriptions.c
        change = update(t.subscriptions).where(s.id == subscription, ~s.removed).values(removed=True)
        if not self._connection.execute(change).rowcount:
            raise NotFound(f"there is no source '{subscription}' in the archive")

    def note_check(self, health: Health) -> None:
        """Keep how a look at a subscription went."""
        values = values_of(health)
        mine = t.subscriptions.c.id == values.pop("subscription")
        self._connection.execute(update(t.subscriptions).where(mine).values(values))

    def keep_document(
        self,
        raw: RawDocument,
        at: datetime,
        subscription: str | None = None,
        stated: Mapping[str, str] | None = None,
    ) -> tuple[Document, bool]:
        """Keep what was retrieved; the same bytes from the same place are kept once. Tell whether new."""
        digest = hashlib.sha256(raw.body).hexdigest()
        name = _document_id(raw.locator, digest)
        known = self._connection.execute(select(t.documents).where(_D.id == name)).first()
        if known is not None:
            return self._seen_again(known, at), False
        self._keep_body(digest, raw.body)
        document = Document(
            id=name,
            locator=raw.locator,
            media_type=raw.media_type,
            retrieved_at=at,
            sha256=digest,
            subscription=subscription,
            stated=dict(stated or {}),
        )
        self._connection.execute(t.documents.insert(), values_of(document) | {"seen_at": at})
        return document, True

    def _keep_body(self, digest: str, body: bytes) -> None:
        stored = select(t.bodies.c.sha256).where(t.bodies.c.sha256 == digest)
        if self._connection.execute(stored).first() is None:
            values = {"sha256": digest, "size": len(body), "zstd": compress(body)}
            self._connection.execute(t.bodies.insert(), values)

    def _seen_again(self, known: AnyRow, at: datetime) -> Document:
        """Note that a document was there again: a page that went back to an old text shows it again."""
        times = {"retrieved_at": min(at, known.retrieved_at), "seen_at": max(at, known.seen_at)}
        if times != {"retrieved_at": known.retrieved_at, "seen_at": known.seen_at}:
            self._connection.execute(update(t.documents).where(_D.id == known.id).values(times))
            sighted = select(t.sightings.c.article).where(t.sightings.c.document == known.id)
            self._settle(self._connection.scalars(sighted).all(), at)
        return self.document(known.id)

    def attempt(self, documents: Iterable[str]) -> None:
        """Count that these documents are about to be read."""
        self._change_documents(documents, attempts=_D.attempts + 1)

    def quarantine(self, document: str, reason: str) -> None:
        """Set a document aside with the reason."""
        self._change_documents([document], state="quarantined", reason=reason)

    def retry(self, document: str) -> None:
        """Let a document be read again, as if for the first time."""
        self._change_documents([document], state="waiting", reason=None, attempts=0)

    def _change_documents(self, documents: Iterable[str], **values: Any) -> None:
        for chunk in chunks(documents):
            change = update(t.documents).where(_D.id.in_(chunk)).values(**values)
            if self._connection.execute(change).rowcount < len(set(chunk)):
                raise NotFound(f"there is no document '{chunk[0]}' in the archive")

    def keep_articles(self, read: Mapping[str, Sequence[Entry]], at: datetime) -> Mapping[str, str]:
        """Store all that was read in documents (by their ids), and mark these as read."""
        entries = [entry for found in read.values() for entry in found]
        arrivals = Arrivals(self._connection)
        arrivals.place(self._seen(read), read)
        fresh = self._fresh(arrivals, [e.assignment for e in entries if e.assignment is not None])
        self._insert(arrivals, {a.article: a.story for a in fresh}, at)
        gone = self._sight(arrivals, read)
        self.keep_readings([entry for entry in entries if arrivals.takes(entry)])
        self._hold(fresh, {a.article for a in fresh if a.article not in arrivals.new})
        self._settle(gone | set(map(arrivals.stored, arrivals.met)), at, {a.story for a in fresh})
        self.link(arrivals.copies(entries))
        self._change_documents(read, state="read", reason=None)
        return arrivals.names

    def _seen(self, documents: Iterable[str]) -> dict[str, datetime]:
        wanted = list(documents)
        query = select(_D.id, _D.retrieved_at)
        found = {r.id: r.retrieved_at for c in chunks(wanted) for r in self._rows(query.where(_D.id.in_(c)))}
        if missing := next((name for name in wanted if name not in found), None):
            raise NotFound(f"there is no document '{missing}' in the archive")
        return found

    def _insert(self, arrivals: Arrivals, stories: Mapping[str, str], at: datetime) -> None:
        if not arrivals.new:
            return
        first = (self._connection.scalar(select(func.max(t.articles.c.row))) or 0) + 1
        rows = [article_values(entry, seen, at) for entry, seen in arrivals.new.values()]
        for number, row in enumerate(rows, first):
            # One that meets others at its URL becomes current when they are put in order.
            row |= {"row": number, "current": row["id"] not in arrivals.met, "story": stories.get(row["id"])}
        self._connection.execute(t.articles.insert(), rows)
        self._keep_outlets(entry.article.source for entry, _ in arrivals.new.values())
        texts = (entry.article.text.content for entry, _ in arrivals.new.values())
        self._dialect.index(self._connection, [(n, " ".join(words(x))) for n, x in enumerate(texts, first)])

    def _keep_outlets(self, sources: Iterable[Source]) -> None:
        """Keep outlets under the name that they had last."""
        rows = [values_of(source) for source in {source.id: source for source in sources}.values()]
        insert = self._dialect.insert(p.outlets)
        named = {name: insert.excluded[name] for name in ("name", "kind")}
        self._connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=named), rows)

    def keep_readings(self, entries: Sequence[Entry]) -> None:
        """Keep analyses and profiles of articles that are stored, as read by other annotators."""
        read = [_packed(e, packed_analysis(e.analysis)) for e in entries if e.analysis is not None]
        profiled = [_packed(e, pack(e.profile)) for e in entries if e.profile is not None]
        for table, rows in ((t.readings, read), (t.profiles, profiled)):
            if rows:
                insert = self._dialect.insert(table).on_conflict_do_nothing()
                self._connection.execute(insert, rows)

    def link(self, copies: Iterable[Copy]) -> None:
        """Note that articles repeat others; both must be stored."""
        if rows := [values_of(copy) for copy in copies]:
            self._connection.execute(self._dialect.insert(t.copies).on_conflict_do_nothing(), rows)


def _document_id(locator: str, digest: str) -> str:
    return "d" + hashlib.sha256(f"{locator}\n{digest}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _packed(entry: Entry, data: bytes) -> Values:
    return {"article": entry.article.id, "version": entry.version, "packed": data}
