"""What a batch of entries is to the archive: known, a trivial change of what is known, or new."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select

from rashomon.errors import StoreError
from rashomon.model.archive import Copy, Entry
from rashomon.store.codec import expand_text
from rashomon.store.queries import chunks
from rashomon.store.revisions import trivial
from rashomon.store.tables import core as t

_A = t.articles.c


class Arrivals:
    """One batch, sorted out.

    ``names`` maps each entry's article to the stored version that it is; ``new`` holds what must be stored,
    with the moment it was seen; ``met`` names those whose URL or text was there before, so that versions
    must be put in order; ``sightings`` are pairs of document and stored version.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.names: dict[str, str] = {}
        self.new: dict[str, tuple[Entry, datetime]] = {}
        self.met: set[str] = set()
        self.sightings: set[tuple[str, str]] = set()
        self._digests: dict[str, str] = {}
        self._current: dict[str, tuple[str, str]] = {}

    def place(self, seen: Mapping[str, datetime], read: Mapping[str, Sequence[Entry]]) -> None:
        """Sort out what was read, in the order in which the documents were seen.

        Raises:
            StoreError: an entry's id belongs to another text.
        """
        entries = [entry for found in read.values() for entry in found]
        self._load({e.article.id for e in entries}, {e.url for e in entries if e.url})
        for document in sorted(read, key=lambda name: (seen[name], name)):
            for entry in read[document]:
                name = self._place(entry, seen[document])
                self.names[entry.article.id] = name
                self.sightings.add((document, name))

    def takes(self, entry: Entry) -> bool:
        """Tell whether the entry's own text is stored, not another version in its place."""
        return self.names[entry.article.id] == entry.article.id

    def stored(self, article: str) -> str:
        """Return the stored version that an article is."""
        return self.names.get(article, article)

    def copies(self, entries: Iterable[Entry]) -> Iterator[Copy]:
        """Yield the links of the entries between stored versions."""
        for copy in (copy for entry in entries for copy in entry.copies):
            named = replace(copy, article=self.stored(copy.article), of=self.stored(copy.of))
            if named.article != named.of:
                yield named

    def _load(self, ids: Iterable[str], urls: Iterable[str]) -> None:
        digests = select(_A.id, _A.sha256)
        for chunk in chunks(ids):
            for row in self._connection.execute(digests.where(_A.id.in_(chunk))):
                self._digests[row.id] = row.sha256
        standing = select(_A.id, _A.url, _A.zstd).where(_A.current)
        for chunk in chunks(urls):
            for name, url, packed in self._connection.execute(standing.where(_A.url.in_(chunk))):
                self._current[url] = name, expand_text(packed)

    def _place(self, entry: Entry, seen: datetime) -> str:
        article = entry.article
        digest = self._digests.get(article.id)
        if digest is not None:
            if digest != article.text.sha256:
                raise StoreError(f"{article.locator}: its id {article.id} belongs to another text already")
            self.met.add(article.id)
            return article.id
        return self._met(entry) or self._new(entry, seen)

    def _met(self, entry: Entry) -> str | None:
        """Return the version at the same URL if this one differs from it only in trivia."""
        name, text = self._current.get(entry.url or "", ("", ""))
        if not name:
            return None
        self.met |= {name, entry.article.id}
        return name if trivial(text, entry.article.text.content, entry.language) else None

    def _new(self, entry: Entry, seen: datetime) -> str:
        article = entry.article
        self._digests[article.id] = article.text.sha256
        self.new[article.id] = entry, seen
        if entry.url:
            self._current[entry.url] = article.id, article.text.content
        return article.id
