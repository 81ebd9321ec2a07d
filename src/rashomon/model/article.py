"""What came in: sources, raw documents and articles with fixed text."""

from dataclasses import dataclass
from datetime import datetime

from rashomon.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who published an article; ``kind`` is ``outlet``, ``agency`` or ``unknown``."""

    id: str
    name: str
    kind: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a container (feed, sitemap, archive) says of a document; it serves where the document is silent.

    ``published`` and ``modified`` are as stated there: ISO 8601 or RFC 5322.
    """

    title: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    outlet: str | None = None
    byline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """Bytes as they were read, before any of them are understood.

    ``url`` is where the document stands on the web, ``charset`` what the server called its encoding. Where
    ``complete`` is false, the bytes are a summary of the page at ``url``, or none at all (a sitemap names
    pages only): the page is to be fetched, and until then nobody may call the article silent.
    """

    locator: str
    media_type: str
    body: bytes
    url: str | None = None
    charset: str | None = None
    retrieved_at: datetime | None = None
    stated: Stated = Stated()
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One account with its text fixed and what its container said of it (never what the text says).

    ``title``, ``byline``, ``published`` and ``modified`` (ISO 8601, as precise as stated) and ``language``
    (BCP 47) are metadata of the file or page; what can be read in the text itself is in
    ``Analysis.structure``.
    ``complete`` is false where the text is known to be cut: then nobody may call the article silent.
    """

    id: str
    locator: str
    source: Source
    text: Text
    title: str | None = None
    url: str | None = None
    byline: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    complete: bool = True
