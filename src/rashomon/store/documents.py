"""Documents as they were retrieved, and how far the reading of each has come."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from rashomon.errors import NotFound
from rashomon.model.archive import Document, DocumentState, Page
from rashomon.model.article import RawDocument
from rashomon.store.codec import compress, expand
from rashomon.store.queries import Part, chunks, cursor, rows_of
from rashomon.store.rows import AnyRow, document_of, values_of
from rashomon.store.tables import core as t
from rashomon.store.versions import settle

_D = t.documents.c


class SQLDocumentReader(Part):
    """Gives documents with their bytes."""

    def known(self, locators: Iterable[str]) -> frozenset[str]:
        """Return those of the locators from which a document is kept."""
        found: set[str] = set()
        for chunk in chunks(locators):
            query = select(t.documents.c.locator).where(t.documents.c.locator.in_(chunk))
            found.update(self._connection.scalars(query))
        return frozenset(found)

    def document(self, document: str) -> Document:
        """Return a document by its id.

        Raises:
            NotFound: there is none.
        """
        return document_of(self._one(select(t.documents).where(_D.id == document), "document", document))

    def body(self, document: Document) -> bytes:
        """Return a document's bytes as they were retrieved."""
        query = select(t.bodies.c.zstd).where(t.bodies.c.sha256 == document.sha256)
        return expand(self._one(query, "body", document.sha256).zstd)

    def documents(self, state: DocumentState, limit: int, after: str | None = None) -> Page[Document]:
        """Return documents in this state in the order in which they came."""
        d = t.documents.c
        query = select(t.documents).where(d.state == state, d.row > int(after or 0)).order_by(d.row)
        rows = self._rows(query.limit(limit + 1))
        return Page(items=tuple(map(document_of, rows[:limit])), after=cursor(rows, limit))

    def documents_of(self, article: str) -> tuple[Document, ...]:
        """Return the documents that hold an article, the earliest first."""
        return documents_with(self._connection, article)


class SQLDocumentWriter(SQLDocumentReader):
    """Keeps documents, and notes what becomes of them."""

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
            settle(self._connection, self._connection.scalars(sighted).all(), at)
        return self.document(known.id)

    def attempt(self, documents: Iterable[str]) -> None:
        """Count that these documents are about to be read."""
        change_documents(self._connection, documents, attempts=_D.attempts + 1)

    def quarantine(self, document: str, reason: str) -> None:
        """Set a document aside with the reason."""
        change_documents(self._connection, [document], state="quarantined", reason=reason)

    def retry(self, document: str) -> None:
        """Let a document be read again, as if for the first time."""
        change_documents(self._connection, [document], state="waiting", reason=None, attempts=0)


def documents_with(connection: Connection, article: str) -> tuple[Document, ...]:
    """Return the documents that hold an article, the earliest first."""
    held = select(t.sightings.c.document).where(t.sightings.c.article == article)
    query = select(t.documents).where(t.documents.c.id.in_(held)).order_by(t.documents.c.row)
    return tuple(map(document_of, rows_of(connection, query)))


def change_documents(connection: Connection, documents: Iterable[str], **values: Any) -> None:
    """Write these values into documents; raises ``NotFound``."""
    for chunk in chunks(documents):
        change = update(t.documents).where(_D.id.in_(chunk)).values(**values)
        if connection.execute(change).rowcount < len(set(chunk)):
            raise NotFound(f"there is no document '{chunk[0]}' in the archive")


def moments_of(connection: Connection, documents: Iterable[str]) -> dict[str, datetime]:
    """Return when each of the documents was retrieved; raises ``NotFound``."""
    wanted = list(documents)
    query = select(_D.id, _D.retrieved_at)
    rows = (r for c in chunks(wanted) for r in connection.execute(query.where(_D.id.in_(c))))
    found = {row.id: row.retrieved_at for row in rows}
    if missing := next((name for name in wanted if name not in found), None):
        raise NotFound(f"there is no document '{missing}' in the archive")
    return found


def _document_id(locator: str, digest: str) -> str:
    return "d" + hashlib.sha256(f"{locator}\n{digest}".encode("utf-8", "surrogatepass")).hexdigest()[:20]
