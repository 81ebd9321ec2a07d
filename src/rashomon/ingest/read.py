"""Read files, folders, patterns and standard input as raw bytes."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from glob import glob, has_magic
from mimetypes import MimeTypes
from pathlib import Path

from rashomon.errors import InputError
from rashomon.ingest import warc
from rashomon.ingest.failure import Failure
from rashomon.ingest.own import is_own, own
from rashomon.ingest.unpack import GZIPPED, guess, gunzipped, list_of_feeds, unpack
from rashomon.model.article import RawDocument

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".warc": "application/warc",
}
GZIP = ".gz"
MAX_BYTES = 50_000_000
STANDARD_INPUT = "-"
KNOWN = " ".join(MEDIA_TYPES)
NAMED = 5
"""Files of other kinds of which a folder's notice gives the names."""
_LIKE_ADDRESS = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/", re.IGNORECASE)
_TAKEN_AS_NAMED = frozenset({"text/plain", "text/markdown"})
# What lies beside a saved page and never holds its text; kinds as Python knows them on every machine.
_BESIDE = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript")
_BY_NAME = MimeTypes(filenames=())


def read(
    locators: Iterable[str], max_bytes: int = MAX_BYTES, *, named: bool = True
) -> Iterator[RawDocument | Failure]:
    """Yield the raw documents of every file that the locators name, and a failure for what can't be read.

    A locator is a file, a folder (read with its subfolders, files of known kinds, in order of their
    names), a pattern such as ``news/*.html``, or ``-`` for standard input. A file named twice is read once.
    Feeds, sitemaps and web archives yield a document for each article in them; archives are read as streams.
    What Rashomon wrote itself is left out: with a notice where it was found in a folder, by a pattern or not
    ``named`` by a person, else as a failure.
    """
    seen: set[str] = set()
    for locator in locators:
        try:
            for found in _expand(locator):
                by_name = named and found == locator
                once = [found] if isinstance(found, Failure) else _once(found, seen, max_bytes, named=by_name)
                yield from once
        except InputError as error:
            yield Failure(locator=locator, reason=str(error))
        except OSError as error:  # a name that is too long, a folder that may not be entered
            reason = f"{shown(locator)}: cannot be read: {error.strerror or error}"
            yield Failure(locator=shown(locator), reason=reason)


def files(locators: Iterable[str]) -> Iterator[str]:
    """Yield the files that locators name, unread; what names none is passed over."""
    for locator in locators:
        try:
            yield from (found for found in _expand(locator) if isinstance(found, str))
        except (InputError, OSError):
            continue


def shown(path: str) -> str:
    r"""Return the name of a file as it can be written down: bytes that are no UTF-8 are written out.

    >>> shown("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def media_type(path: Path) -> str | None:
    """Return what a file is by its name, whether compressed or not; None for what is not read."""
    inner = Path(path.stem) if path.suffix.lower() == GZIP else path
    return MEDIA_TYPES.get(inner.suffix.lower())


def _once(path: str, seen: set[str], max_bytes: int, *, named: bool) -> Iterator[RawDocument | Failure]:
    real = path if path == STANDARD_INPUT else os.path.realpath(path)
    if real in seen:
        reason = f"{shown(path)} was given twice and is read once"
        yield Failure(locator=shown(path), reason=reason, notice=True)
        return
    seen.add(real)
    try:
        if path != STANDARD_INPUT and media_type(Path(path)) == "application/warc":
            yield from _archive(Path(path))
            return
        raw = _standard_input(max_bytes) if path == STANDARD_INPUT else _file(Path(path), max_bytes)
        if is_own(raw):
            yield own(raw.locator, notice=not named)
        else:
            yield from [raw] if raw.media_type in _TAKEN_AS_NAMED else _opened(raw)
    except InputError as error:
        yield Failure(locator=shown(path), reason=str(error))


def _opened(raw: RawDocument) -> Iterator[RawDocument | Failure]:
    held = False
    for item in unpack(raw):
        held |= isinstance(item, RawDocument) or not item.notice
        yield item
    if not held:
        yield Failure(locator=raw.locator, reason=f"{raw.locator}: nothing in it holds or names an article")


def _archive(path: Path) -> Iterator[RawDocument | Failure]:
    _check(path)
    try:
        with path.open("rb") as file:
            yield from warc.pages(file, shown(str(path)))
    except OSError as error:
        raise InputError(f"{shown(str(path))}: cannot be read: {error.strerror or error}") from error


def _expand(locator: str) -> list[str | Failure]:
    if locator == STANDARD_INPUT:
        return [locator]
    if not locator:
        raise InputError("an empty name names no file")
    if locator.casefold().startswith(("http://", "https://")):
        raise InputError(f"{locator}: an address, not a file; only commands that fetch take addresses")
    if "://" in locator and not os.path.lexists(locator):
        raise InputError(f"{locator}: no file, and of addresses only http:// and https:// are fetched")
    if "\0" in locator:
        raise InputError("a file name cannot hold a null character")
    if Path(locator).is_dir():
        return _folder(locator)
    if not os.path.lexists(locator) and has_magic(locator):
        return _pattern(locator)
    return [locator]


def _folder(folder: str) -> list[str | Failure]:
    shut: list[OSError] = []
    files = sorted(str(path) for path in walk(folder, shut.append))
    found = [path for path in files if media_type(Path(path))]
    lost = [closed(error) for error in shut]
    if not found and not lost:
        raise InputError(
            f"{shown(folder)}: nothing readable in this folder; files of these kinds are read: {KNOWN}"
        )
    return [*found, *lost, *passed_over(folder, files)]


def walk(folder: str, lost: Callable[[OSError], None]) -> Iterator[Path]:
    """Yield the files of a folder and its subfolders, without what is hidden."""
    for root, folders, names in os.walk(folder, onerror=lost):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(root, name) for name in names if not name.startswith("."))


def passed_over(folder: str, files: Iterable[str]) -> Sequence[Failure]:
    """Return a notice that names the files of kinds that are not read, if a folder has any.

    Pictures, styles and scripts, as they lie beside a saved page, are not worth one.
    """
    kinds = ((path, _BY_NAME.guess_type(path)[0] or "") for path in files if not media_type(Path(path)))
    passed = [shown(os.path.relpath(path, folder)) for path, kind in kinds if not kind.startswith(_BESIDE)]
    if not passed:
        return ()
    names = ", ".join(passed[:NAMED]) + (", …" if passed[NAMED:] else "")
    reason = (
        f"{shown(folder)}: files of kinds that are not read: {len(passed)} ({names}); save their text as .txt"
    )
    return (Failure(locator=shown(folder), reason=reason, notice=True),)


def closed(error: OSError) -> Failure:
    """Return a folder or file that the system lets nobody read as a failure of its own."""
    name = shown(str(error.filename))
    return Failure(locator=name, reason=f"{name}: cannot be read: {error.strerror or error}")


def _pattern(pattern: str) -> list[str | Failure]:
    found = sorted(glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not found:
        raise InputError(f"{shown(pattern)}: no file fits this pattern")
    return [path for name in found for path in (_folder(name) if Path(name).is_dir() else [name])]


def _file(path: Path, max_bytes: int) -> RawDocument:
    _check(path)
    name = shown(str(path))
    try:
        with path.open("rb") as file:
            body = file.read(max_bytes + 1)
    except OSError as error:
        raise InputError(f"{name}: cannot be read: {error.strerror or error}") from error
    if body.startswith(GZIPPED) and len(body) <= max_bytes:
        body = gunzipped(body, name)
    return _document(name, media_type(path) or guess(body), body, max_bytes)


def _check(path: Path) -> None:
    name = shown(str(path))
    if not path.exists():
        if path.is_symlink():
            raise InputError(f"{name}: a link that leads nowhere; name the file itself")
        if _LIKE_ADDRESS.match(name):
            raise InputError(f"{name}: there is no such file; if it is an address, begin it with https://")
        raise InputError(f"{name}: there is no such file or folder")
    if not path.is_file():
        raise InputError(f"{name}: not a regular file")
    check_kind(path)


def check_kind(path: Path) -> None:
    """Raise ``InputError`` where the name of a file says that it is of a kind that is not read."""
    if path.suffix and not media_type(path):
        name, kind = shown(str(path)), shown(path.suffix.lower())
        if kind == ".opml":
            raise list_of_feeds(name)
        raise InputError(
            f"{name}: files of kind '{kind}' are not read; save its text as .txt; "
            f"these kinds are read: {KNOWN}, also with {GZIP}"
        )


def _standard_input(max_bytes: int) -> RawDocument:
    if sys.stdin is None:  # as some services start their programs
        raise InputError(f"{STANDARD_INPUT}: there is no standard input here; name a file")
    body = sys.stdin.buffer.read(max_bytes + 1)
    return _document(STANDARD_INPUT, guess(body), body, max_bytes)


def _document(locator: str, media_type: str, body: bytes, max_bytes: int) -> RawDocument:
    if len(body) > max_bytes:
        raise InputError(f"{locator}: larger than the limit of {max_bytes / 10**6:g} MB; split it")
    if not body.strip():
        raise InputError(f"{locator}: empty")
    return RawDocument(locator=locator, media_type=media_type, body=body)
