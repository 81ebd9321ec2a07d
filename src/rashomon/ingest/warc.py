"""Read WARC files as a stream, in the form of CC-NEWS: pages as servers sent them, dated by the visit."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from rashomon.ingest.failure import Failure
from rashomon.model.article import RawDocument

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

MEDIA_TYPES = frozenset({"text/html", "application/xhtml+xml"})
LARGEST_PAGE = 10_000_000  # bytes after decompression


def pages(stream: BinaryIO, locator: str) -> Iterator[RawDocument | Failure]:
    """Yield the web pages of an archive one by one; what is cut or damaged costs only itself.

    Compression of the file (gzip, zstd, lz4) and of single answers is undone while reading. The date of the
    visit is ``retrieved_at``: it says by when a page stood there, not when it was published.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - only archives need it

    number = 0
    try:
        for record in ArchiveIterator(
            stream, record_types=WarcRecordType.response, auto_decode="all", quirks_mode=True
        ):
            number += 1
            if _is_page(record):
                yield _page(record, f"{locator}#{number}")
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        yield _damage(error, locator, f"cut or damaged after record {number}")
        return
    if number == 0:
        yield Failure(locator=locator, reason=f"{locator}: no web archive, or one without any answers")


def _is_page(record: "WarcRecord") -> bool:
    return (
        record.is_http_parsed
        and (record.http_content_type or "").casefold() in MEDIA_TYPES
        and record.http_headers.status_code == 200
    )


def _page(record: "WarcRecord", locator: str) -> RawDocument | Failure:
    try:
        body = record.reader.read(LARGEST_PAGE + 1)
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        return _damage(error, locator, "its body cannot be read")
    if len(body) > LARGEST_PAGE:
        return Failure(locator=locator, reason=f"{locator}: larger than {LARGEST_PAGE // 10**6} MB")
    return RawDocument(
        locator=locator,
        media_type="text/html",
        body=body,
        url=record.headers.get("WARC-Target-URI"),
        charset=record.http_charset,
        retrieved_at=record.record_date if "WARC-Date" in record.headers else None,
        complete="WARC-Truncated" not in record.headers,
    )


def _damage(error: Exception, locator: str, what: str) -> Failure:
    text = " ".join(str(error).split())[:120] or type(error).__name__
    return Failure(locator=locator, reason=f"{locator}: {what} ({text})")
