"""Read files, folders, patterns and standard input as raw bytes."""

import os
import sys
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path

from rashomon.errors import InputError
from rashomon.ingest.failure import Failure
from rashomon.model.article import RawDocument

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
}
MAX_BYTES = 50_000_000
STANDARD_INPUT = "-"
KNOWN = " ".join(MEDIA_TYPES)


def read(locators: Iterable[str], max_bytes: int = MAX_BYTES) -> Iterator[RawDocument | Failure]:
    """Yield one raw document for every file that the locators name, and a failure for what can't be read.

    A locator is a file, a folder (read with its subfolders, files of known kinds, in order of their
    names), a pattern such as ``news/*.html``, or ``-`` for standard input. A file named twice is read once.
    """
    seen: set[str] = set()
    for locator in locators:
        try:
            for path in _expand(locator):
                yield _once(path, seen, max_bytes)
        except InputError as error:
            yield Failure(locator=locator, reason=str(error))


def _once(path: str, seen: set[str], max_bytes: int) -> RawDocument | Failure:
    real = path if path == STANDARD_INPUT else os.path.realpath(path)
    if real in seen:
        return Failure(locator=path, reason=f"{path} was given twice and is read once", notice=True)
    seen.add(real)
    try:
        return _standard_input(max_bytes) if path == STANDARD_INPUT else _file(Path(path), max_bytes)
    except InputError as error:
        return Failure(locator=path, reason=str(error))


def _expand(locator: str) -> list[str]:
    if locator == STANDARD_INPUT:
        return [locator]
    if locator.casefold().startswith(("http://", "https://")):
        raise InputError(
            f"{locator}: pages are not fetched from the web; save the page as .html and name the file"
        )
    if "\0" in locator:
        raise InputError("a file name cannot hold a null character")
    if Path(locator).is_dir():
        return _folder(locator)
    if not os.path.lexists(locator) and has_magic(locator):
        return _pattern(locator)
    return [locator]


def _folder(folder: str) -> list[str]:
    found = [
        str(Path(root, name))
        for root, _, names in os.walk(folder)
        for name in names
        if Path(name).suffix.lower() in MEDIA_TYPES and not name.startswith(".")
    ]
    if not found:
        raise InputError(f"{folder}: nothing readable in this folder; files of these kinds are read: {KNOWN}")
    return sorted(found)


def _pattern(pattern: str) -> list[str]:
    found = sorted(glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not found:
        raise InputError(f"{pattern}: no file fits this pattern")
    return [path for name in found for path in (_folder(name) if Path(name).is_dir() else [name])]


def _file(path: Path, max_bytes: int) -> RawDocument:
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder")
    if not path.is_file():
        raise InputError(f"{path}: not a regular file")
    suffix = path.suffix.lower()
    if suffix and suffix not in MEDIA_TYPES:
        raise InputError(f"{path}: files of kind '{suffix}' are not read; these are: {KNOWN}")
    try:
        with path.open("rb") as file:
            body = file.read(max_bytes + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    return _document(str(path), MEDIA_TYPES.get(suffix) or _guess(body), body, max_bytes)


def _standard_input(max_bytes: int) -> RawDocument:
    body = sys.stdin.buffer.read(max_bytes + 1)
    return _document(STANDARD_INPUT, _guess(body), body, max_bytes)


def _document(locator: str, media_type: str, body: bytes, max_bytes: int) -> RawDocument:
    if len(body) > max_bytes:
        raise InputError(f"{locator}: larger than the limit of {max_bytes / 10**6:g} MB; split it")
    if not body.strip():
        raise InputError(f"{locator}: empty")
    return RawDocument(locator=locator, media_type=media_type, body=body)


def _guess(body: bytes) -> str:
    """Tell the kind of a text that has no file name from its first characters."""
    head = body[:2048].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1] == b"{":
        return "application/x-ndjson"
    if head[:1] == b"[":
        return "application/json"
    return "text/html" if head[:1] == b"<" else "text/plain"
