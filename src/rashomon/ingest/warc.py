"""Read WARC files as a stream, in the form of CC-NEWS: pages as servers sent them, dated by the visit."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from rashomon.codings import decoded
from rashomon.errors import InputError
from rashomon.ingest.failure import Failure
from rashomon.ingest.record import YEARS
from rashomon.model.article import RawDocument

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

MEDIA_TYPES = frozenset({"text/html", "application/xhtml+xml"})
LARGEST_PAGE = 10_000_000  # bytes after decompression
LARGEST_RECORD = 20_000_000  # bytes as archived; larger ones are passed over unread
DAMAGES = (OSError, ValueError, RuntimeError, EOFError)
"""What the reader raises on cut, damaged and senseless data."""


def pages(stream: BinaryIO, locator: str) -> Iterator[RawDocument | Failure]:
    """Yield the web pages of an archive one by one; what is cut or damaged costs only itself.

    Compression of the file (gzip, zstd, lz4) and of single answers is undone while reading. The date of the
    visit is ``retrieved_at``: it says by when a page stood there, not when it was published.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - only archives need it

    number = 0
    records = ArchiveIterator(
        stream, record_types=WarcRecordType.response, parse_http=False, max_content_length=LARGEST_RECORD
    )
    try:
        for record in records:
            number += 1
            yield from _page(record, f"{locator}#{number}")
    except DAMAGES as error:
        yield _damage(error, locator, f"cut or damaged after record {number}")
        return
    if number == 0:
        yield Failure(locator=locator, reason=f"{locator}: no web archive, or one without any answers")


def _page(record: "WarcRecord", locator: str) -> Iterator[RawDocument | Failure]:
    """Yield the page that a record holds, nothing for what is no page."""
    try:
        held = record.reader.read(LARGEST_RECORD)
        answer = _answer(held)
        if not _is_page(answer):
            return
        codings = (answer.http_headers.get("Content-Encoding") or "").strip()
        body = decoded(answer.reader.read(), codings, LARGEST_PAGE, locator)
    except InputError as error:
        yield Failure(locator=locator, reason=str(error))
        return
    except DAMAGES as error:
        yield _damage(error, locator, "its body cannot be read")
        return
    if len(body) > LARGEST_PAGE:
        yield Failure(locator=locator, reason=f"{locator}: larger than {LARGEST_PAGE // 10**6} MB")
        return
    yield RawDocument(
        locator=locator,
        media_type="text/html",
        body=body,
        url=record.headers.get("WARC-Target-URI"),
        charset=answer.http_charset,
        retrieved_at=_visit(record),
        complete="WARC-Truncated" not in record.headers and len(held) >= record.content_length,
    )


def _visit(record: "WarcRecord") -> datetime | None:
    """Return when a page was fetched, None where that is no moment at which it can have been."""
    stated = record.record_date if "WARC-Date" in record.headers else None
    return stated if stated and stated.year in YEARS else None


def _answer(held: bytes) -> "WarcRecord":
    """Return a record's answer read apart from its archive, so that a damaged body stops nothing else."""
    from fastwarc.warc import WarcRecord, WarcRecordType  # noqa: PLC0415 - only archives need it

    answer = WarcRecord()
    answer.init_headers(WarcRecordType.response)
    answer.set_bytes_content(held)
    answer.is_http = True
    answer.parse_http(auto_decode="transfer", quirks_mode=True)
    return answer


def _is_page(answer: "WarcRecord") -> bool:
    kind = (answer.http_content_type or "").casefold()
    return kind in MEDIA_TYPES and answer.http_headers.status_code == 200


def _damage(error: Exception, locator: str, what: str) -> Failure:
    text = " ".join(str(error).split())[:120] or type(error).__name__
    return Failure(locator=locator, reason=f"{locator}: {what} ({text})")
