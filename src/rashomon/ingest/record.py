"""The one shape that every kind of file is brought to before it becomes an article."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

import msgspec

from rashomon.errors import ExtractionError

KEYS = "title, text, url, published, outlet, language, byline"
_PARTIAL = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """An article as a file gives it; keys that are not known are left aside."""

    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    byline: str | None = None


def iso_date(stated: str, locator: str) -> str:
    """Return a stated publication date as ISO 8601; RFC 5322 dates, as feeds have them, are understood.

    Raises:
        ExtractionError: it is neither.
    """
    stated = stated.strip()
    if _PARTIAL.fullmatch(stated):
        return stated
    for parse in (date.fromisoformat, datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(stated).isoformat()
        except (ValueError, TypeError, IndexError):
            continue
    raise ExtractionError(f"{locator}: 'published' must be a date such as 2025-10-09, not {stated[:40]!r}")
