"""Read the article of a web page, without its scripts, menus and boxes, and what the page says of it."""

import logging
import re
from typing import Any

from rashomon.errors import ExtractionError
from rashomon.ingest.chunks import join_chunks
from rashomon.ingest.fragment import (
    MAX_ATTRIBUTES,
    MAX_LEVELS,
    crowded,
    fragment_text,
    text_of,
    too_deep,
    tree,
)
from rashomon.ingest.metadata import Metadata, metadata, without_modification
from rashomon.ingest.record import Record, iso_or_none
from rashomon.lang.pack import tag_or_none

MAX_CHARACTERS = 8_000_000
MAX_ELEMENTS = 20_000
"""Elements of a page that is searched for its article, since this takes the square of their number; pages of
news have some two thousand. Of a larger one only what it states for machines is read."""
STATED_SHARE = 0.6
"""If less than this share of the text that a page states for machines was found, the stated text is taken."""
SHORT = 500
"""Characters; what is found with precision and is shorter may be but a notice beside the article."""
for _library in ("trafilatura", "htmldate", "courlan"):  # else Python prints their remarks on each page
    logging.getLogger(_library).addHandler(logging.NullHandler())

_SENTENCE_END = re.compile("[.!?…。！？।؟]")
_SENTENCE_LIKE = 50  # characters: menu entries and headlines alone are shorter, sentences are not


def from_html(page: str, locator: str, url: str | None = None) -> Record:
    """Return the main text of a page and what its metadata say; ``url`` is where the page was found.

    Raises:
        ExtractionError: the page holds no article, is too large, or cannot be parsed.
    """
    if len(page) > MAX_CHARACTERS:
        raise ExtractionError(
            f"{locator}: a page of more than {MAX_CHARACTERS // 10**6} million characters is not read"
        )
    try:
        found = _record(page, url)
    except Exception as error:  # whatever a hostile page breaks in the parser costs this page only
        raise ExtractionError(f"{locator}: the page cannot be parsed ({type(error).__name__})") from error
    if found is None or not _has_sentence(found.text):
        raise _nothing_found(page, locator)
    return found


def _nothing_found(page: str, locator: str) -> ExtractionError:
    """Return what is said of a page without an article, with the limit that it may owe that to."""
    if crowded(page.encode("utf-8", "replace")):
        return ExtractionError(
            f"{locator}: no article found in this page; one of its tags has more than {MAX_ATTRIBUTES:,} "
            "attributes, so nothing of it is read"
        )
    if too_deep(page):
        return ExtractionError(
            f"{locator}: no article found in this page; what lies deeper than {MAX_LEVELS} levels in it "
            "is not read"
        )
    if page.count("<") > MAX_ELEMENTS and _is_large(tree(page)):
        return ExtractionError(
            f"{locator}: no article found in this page; of one with more than {MAX_ELEMENTS:,} elements "
            "only its JSON-LD text is read"
        )
    return ExtractionError(f"{locator}: no article found in this page")


def _is_large(root: Any) -> bool:
    return root is not None and sum(1 for _ in root.iter()) > MAX_ELEMENTS


def _record(page: str, url: str | None) -> Record | None:
    root = tree(page)
    if root is None:
        return None
    stated = metadata(root, url)
    published, modified = iso_or_none(stated.published), iso_or_none(stated.modified)
    if published is None:
        without_modification(root)
    found = None if _is_large(root) else _extracted(root, url)
    return Record(
        text=_fuller(text_of(found.body) if found else "", stated),
        title=found.title or None if found else None,
        url=stated.canonical,
        published=published or (found.date or None if found else None),
        modified=modified,
        outlet=stated.outlet or (found.sitename or None if found else None),
        language=tag_or_none(stated.language),
        byline=found.author or None if found else None,
    )


def _extracted(root: Any, url: str | None) -> Any:
    """Return what trafilatura finds with precision, or without if that is next to nothing."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - only web pages need it, and it is slow to load

    join_chunks(root)
    options: dict[str, Any] = {"url": url, "with_metadata": True, "include_comments": False}
    precise: Any = bare_extraction(root, favor_precision=True, **options)
    length = len(precise.text or "") if precise else 0
    if length >= SHORT:
        return precise
    wider: Any = bare_extraction(root, **options)
    return wider if wider and len(wider.text or "") > 2 * length else precise


def _fuller(text: str, stated: Metadata) -> str:
    # It is meant to be plain text, but often is markup; read as such, either keeps its paragraphs.
    body = fragment_text(stated.body.replace("\n", "<br>")) if stated.body else ""
    # Of the same words, the stated ones have their paragraphs: trafilatura gives this very text in one line.
    return body if len(text) < STATED_SHARE * len(body) or text.split() == body.split() else text


def _has_sentence(text: str) -> bool:
    return any(len(line) >= _SENTENCE_LIKE and _SENTENCE_END.search(line) for line in text.split("\n"))
