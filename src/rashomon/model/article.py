"""What came in: sources, raw documents and articles with fixed text."""

from dataclasses import dataclass

from rashomon.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who published an article; ``kind`` is ``outlet``, ``agency`` or ``unknown``."""

    id: str
    name: str
    kind: str = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """Bytes as they were read, before any of them are understood."""

    locator: str
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One account with its text fixed and what its container said of it (never what the text says).

    ``title``, ``byline``, ``published`` (ISO 8601, as precise as stated) and ``language`` (BCP 47) are
    metadata of the file or page; what can be read in the text itself is in ``Analysis.structure``.
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
    language: str | None = None
    complete: bool = True
