"""The one shape that every kind of file is brought to before it becomes an article."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

import msgspec

from rashomon.errors import ExtractionError
from rashomon.lang.pack import tag_or_none
from rashomon.model.article import RawDocument

KEYS = "title, text, url, published, modified, outlet, language, byline"
YEARS = range(1500, 3000)
"""In which something can be published; programs that know no date write 0001 or 9999."""
_PARTIAL = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """An article as a file gives it; keys that are not known are left aside."""

    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    language: str | None = None
    byline: str | None = None


def with_stated(record: Record, raw: RawDocument) -> Record:
    """Fill what a document leaves open with what its container said of it.

    A container's moment replaces the document's bare day if it is a moment of that day. A date of the
    container that is none is left out: it must not cost the article. A language that is none counts as none.
    """
    stated = raw.stated
    published = iso_or_none(stated.published)
    if record.published and not (published and published.startswith(record.published)):
        published = record.published
    return msgspec.structs.replace(
        record,
        title=record.title or stated.title,
        url=record.url or raw.url,
        published=published,
        modified=record.modified or iso_or_none(stated.modified),
        outlet=record.outlet or stated.outlet,
        language=tag_or_none(record.language) or tag_or_none(stated.language),
        byline=record.byline or stated.byline,
    )


def iso_or_none(stated: str | None) -> str | None:
    """Return a date as ISO 8601, None where it is none; what a page states is often no date."""
    try:
        return iso_date(stated, "date") if stated else None
    except ExtractionError:
        return None


def iso_date(stated: str, locator: str) -> str:
    """Return a stated publication date as ISO 8601; RFC 5322 dates, as feeds have them, are understood.

    Raises:
        ExtractionError: it is neither, or of no year in ``YEARS``.
    """
    stated = stated.strip()
    if _PARTIAL.fullmatch(stated) and int(stated[:4]) in YEARS:
        return stated
    for parse in (date.fromisoformat, datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(stated)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if found.year in YEARS:
            return found.isoformat()
    raise ExtractionError(f"{locator}: 'published' must be a date such as 2025-10-09, not {stated[:40]!r}")
