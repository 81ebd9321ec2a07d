"""Read the article of a saved web page, without its scripts, menus and boxes, and never from the web."""

import re
from typing import Any

from rashomon.errors import ExtractionError
from rashomon.ingest.record import Record

MAX_CHARACTERS = 8_000_000
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[\w-]{1,20})?)", re.IGNORECASE)
_SENTENCE_END = re.compile("[.!?…。！？।؟]")
_SENTENCE_LIKE = 50  # characters: menu entries and headlines alone are shorter, sentences are not


def from_html(page: str, locator: str) -> Record:
    """Return the main text of a page and what its metadata say.

    Raises:
        ExtractionError: the page holds no article, is too large, or cannot be parsed.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - only web pages need it, and it is slow to load

    if len(page) > MAX_CHARACTERS:
        raise ExtractionError(
            f"{locator}: a page of more than {MAX_CHARACTERS // 10**6} million characters is not read"
        )
    try:
        found: Any = bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
    except Exception as error:  # whatever a hostile page breaks in the parser costs this page only
        raise ExtractionError(f"{locator}: the page cannot be parsed ({type(error).__name__})") from error
    text: str = (found.text or "") if found else ""
    if not any(len(line) >= _SENTENCE_LIKE and _SENTENCE_END.search(line) for line in text.split("\n")):
        raise ExtractionError(f"{locator}: no article found in this page")
    language = _LANGUAGE.search(page[:5000])
    return Record(
        text=text,
        title=found.title or None,
        url=found.url or None,
        published=found.date or None,
        outlet=found.sitename or found.hostname or None,
        language=language.group(1) if language else None,
        byline=found.author or None,
    )
