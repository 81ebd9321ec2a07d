"""Make articles of raw documents: here their text is fixed, once and for all."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from rashomon.errors import ExtractionError
from rashomon.ingest import entries
from rashomon.ingest.address import web_host
from rashomon.ingest.decode import decode, normalise
from rashomon.ingest.failure import Failure, unforeseen
from rashomon.ingest.fragment import fragment_text
from rashomon.ingest.markdown import from_markdown
from rashomon.ingest.page import from_html
from rashomon.ingest.read import STANDARD_INPUT
from rashomon.ingest.record import Record, iso_date, with_stated
from rashomon.ingest.records import Line, from_json, from_json_lines
from rashomon.lang.pack import tag_or_none
from rashomon.lang.structure import cut_marks
from rashomon.lang.terms import has
from rashomon.model.article import Article, RawDocument, Source
from rashomon.model.text import Text

READ = 200_000
"""Characters of one article that are read; of a longer one nobody can say what it leaves out."""
LINES = 10_000
"""Lines of one article that are read: a list of a hundred thousand words would fill the memory."""
NAME = 1_000
"""Characters of a title, a byline or an outlet; what is longer was put there by mistake."""

_CUT = re.compile(r"\[\+?\d+ chars?\]$|\w[,;]?\s*(?:…|\.\.\.|\[(?:…|\.\.\.)\])$")
_TAIL = 160  # characters at the end in which a mark of a cut is looked for
_HEX = re.compile(r"(?<![0-9a-z])(?=[a-f]*\d)([0-9a-f]{6})[0-9a-f]{2,}(?![0-9a-z])")
_BREAK = re.compile(r"\s+")


def extract(raw: RawDocument) -> Iterator[Article | Failure]:
    """Yield the articles of one document (JSON may hold several); what can't be read becomes a failure."""
    try:
        for where, record in _records(raw):
            found = _article(raw, where, record)
            yield found
            if isinstance(record, Record) and isinstance(found, Article):
                yield from _too_long(where, record.text)
                yield from _no_language(where, record.language)
    except ExtractionError as error:
        yield Failure(locator=raw.locator, reason=str(error))
    except Exception as error:  # noqa: BLE001 - the per-document border: it costs no other
        yield unforeseen(raw.locator, error)


def distinct(found: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
    """Pass on each article once: the same text of the same source again becomes a notice."""
    seen: dict[str, str] = {}
    for item in found:
        if isinstance(item, Article) and item.id in seen:
            reason = f"{item.locator}: the same article as {seen[item.id]}, taken once"
            yield Failure(locator=item.locator, reason=reason, notice=True)
            continue
        if isinstance(item, Article):
            seen[item.id] = item.locator
        yield item


def _records(raw: RawDocument) -> Iterable[Line]:
    if not (raw.body or raw.complete) and raw.url:
        raise ExtractionError(f"{raw.locator}: only an address is known of it; fetch {raw.url}")
    text = decode(raw.body, raw.locator, raw.charset)
    match raw.media_type:
        case "application/json":
            return from_json(text, raw.locator)
        case "application/x-ndjson":
            return from_json_lines(text, raw.locator)
        case "text/html":
            return [(raw.locator, from_html(text, raw.locator, raw.url))]
        case entries.FRAGMENT:
            return [(raw.locator, Record(text=fragment_text(text)))]
        case "text/markdown":
            return [(raw.locator, from_markdown(normalise(text)))]
        case _:
            return [(raw.locator, Record(text=text))]


def _article(raw: RawDocument, locator: str, record: Record | ExtractionError) -> Article | Failure:
    if isinstance(record, ExtractionError):
        return Failure(locator=locator, reason=str(record))
    try:
        return _built(locator, with_stated(record, raw), complete=raw.complete)
    except ExtractionError as error:
        return Failure(locator=locator, reason=str(error))
    except Exception as error:  # noqa: BLE001 - the per-article border: it costs no other
        return unforeseen(locator, error)


def _built(locator: str, record: Record, *, complete: bool) -> Article:
    title = _line(record.title)
    whole = _with_title(title, normalise(record.text[: 2 * READ]))
    text = _readable(whole)
    if not any(map(str.isalpha, text)):
        raise ExtractionError(f"{locator}: no text in it")
    source = _source(locator, record)
    return Article(
        id="a" + hashlib.sha256(f"{source.id}\n{text}".encode()).hexdigest()[:16],
        locator=locator,
        source=source,
        text=Text(text),
        title=title,
        url=record.url if web_host(record.url) else None,
        byline=_line(record.byline),
        published=iso_date(record.published, locator) if record.published else None,
        modified=iso_date(record.modified, locator) if record.modified else None,
        language=record.language,
        complete=complete and text == whole and not _is_cut(text),
    )


def _too_long(where: str, text: str) -> Iterator[Failure]:
    """Say of a text that only its beginning is read."""
    lines = text.count("\n", 0, READ) + 1
    if len(text) > READ:
        reason = f"{where}: {len(text):,} characters; only the first {READ:,} are read"
        yield Failure(locator=where, reason=reason, notice=True)
    if lines > LINES:
        reason = f"{where}: {lines:,} lines; only the first {LINES:,} are read"
        yield Failure(locator=where, reason=reason, notice=True)


def _no_language(where: str, stated: str | None) -> Iterator[Failure]:
    """Say of a stated language that it is none."""
    if stated and tag_or_none(stated) is None:
        reason = (
            f"{where}: {stated[:40]!r} is no language; give a tag such as en or pt-BR; the text tells it now"
        )
        yield Failure(locator=where, reason=reason, notice=True)


def _line(value: str | None) -> str | None:
    return (_BREAK.sub(" ", normalise(value[: 2 * NAME])).strip()[:NAME].rstrip() or None) if value else None


def _with_title(title: str | None, text: str) -> str:
    """Put a title that the text lacks before it: one text, so that a headline can be cited."""
    if title is None:
        return text
    head = _BREAK.sub(" ", text[: len(title) * 2 + 50].lstrip())
    return text if head.casefold().startswith(title.casefold()) else f"{title}\n\n{text.lstrip()}"


def _readable(text: str) -> str:
    """Return what is read of a text: a book's length would take minutes and is no article."""
    kept = text if len(text) <= READ else text[:READ].rsplit(maxsplit=1)[0]
    return "\n".join(kept.split("\n", LINES)[:LINES]) if kept.count("\n") >= LINES else kept


def _is_cut(text: str) -> bool:
    tail = text[-_TAIL:].rstrip()
    return _CUT.search(tail) is not None or has(cut_marks(), tail.rsplit("\n", 1)[-1])


def _source(locator: str, record: Record) -> Source:
    host = web_host(record.url)
    stated = _line(record.outlet) or (host.removeprefix("www.") if host else None)
    if stated:
        return Source(id=outlet_id(stated), name=stated, kind="outlet")
    name = "standard input" if locator.startswith(STANDARD_INPUT) else _file_name(locator)
    return Source(id=outlet_id(name), name=name)


def _file_name(locator: str) -> str:
    """Return a file's name without its suffix; several articles of one file keep their number."""
    path = PurePath(locator)
    suffix, colon, number = path.suffix.replace("#", ":").partition(":")
    stem = _HEX.sub(r"\1", normalise(path.stem if suffix else path.name))
    return f"{stem}{colon}{number}"


def outlet_id(name: str) -> str:
    """Return the id of an outlet by its name; an id is its own."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "-", folded).strip("-") or "source"
