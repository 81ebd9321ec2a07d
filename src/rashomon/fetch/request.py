"""What is asked for and what comes back."""

from dataclasses import dataclass, field
from datetime import datetime

from rashomon.model.article import RawDocument, Stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of every fetch: times in seconds, sizes in bytes, ``max_bytes`` after decompression.

    ``delay`` is the least time between two requests to one host, ``patience`` how long a turn is waited for
    before the request is put off.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    max_bytes: int = 20_000_000
    redirects: int = 5
    delay: float = 1.0
    patience: float = 20.0
    at_once: int = 16
    at_once_per_host: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One address to fetch.

    ``etag`` and ``last_modified`` are those of the last answer: the server then sends only what has changed.
    ``failures`` counts the attempts that failed since the last success; each makes the pause longer.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    max_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: status 200 with a body, or 304 and nothing new since the last time.

    ``url`` is where the redirects ended.
    """

    request: Request
    url: str
    status: int
    retrieved_at: datetime
    body: bytes = field(default=b"", repr=False)
    media_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None

    @property
    def unchanged(self) -> bool:
        """Whether nothing is new since the answer whose validators the request carried."""
        return self.status == 304

    def document(self, stated: Stated | None = None) -> RawDocument:
        """Return the body as a document, with what a feed or sitemap stated of it."""
        return RawDocument(
            locator=self.request.url,
            media_type=self.media_type,
            body=self.body,
            url=self.url,
            charset=self.charset,
            retrieved_at=self.retrieved_at,
            stated=stated or Stated(),
        )
