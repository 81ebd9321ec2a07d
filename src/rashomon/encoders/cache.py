"""Folders of built model files: written once, whole or not at all, and checked on every use.

A bundle is a folder with a ``manifest.json`` that holds the checksums of every other file. It is built
beside its place under a lock and then renamed, so two processes that start at once build it once, and a
build that is cut short leaves nothing that could be taken for a model.
"""

import hashlib
import os
import shutil
import tempfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from filelock import FileLock
from platformdirs import user_cache_path

from rashomon.errors import ModelError

ENVIRONMENT = "RASHOMON_CACHE"
MANIFEST = "manifest.json"

Build = Callable[[Path], Mapping[str, str]]
"""Writes files into the folder it is given and returns facts about their making for the manifest."""

_CHUNK = 1 << 22


class Checksums(msgspec.Struct, frozen=True):
    """Of one file: ``crc32`` is fast enough for every start, ``sha256`` tells versions apart for good."""

    sha256: str
    crc32: int


class Manifest(msgspec.Struct, frozen=True):
    """What a bundle holds: facts about its making, and its files by name."""

    facts: dict[str, str]
    files: dict[str, Checksums]


def root() -> Path:
    """Return the folder for built files: ``$RASHOMON_CACHE``, else the user's cache folder."""
    named = os.environ.get(ENVIRONMENT)
    return Path(named).expanduser() if named else user_cache_path("rashomon")


def manifest(folder: Path) -> Manifest | None:
    """Return a bundle's manifest, None where there is no readable one."""
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def damage(folder: Path, *, thorough: bool = False) -> str | None:
    """Say what is wrong with a bundle, None if nothing is; ``thorough`` compares SHA-256, not CRC-32."""
    known = manifest(folder)
    if known is None:
        return "not built"
    bad = [name for name, sums in known.files.items() if not _intact(folder / name, sums, thorough=thorough)]
    return f"damaged: {', '.join(bad)}" if bad else None


def ensure(folder: Path, build: Build) -> None:
    """Make sure that a sound bundle stands at ``folder``: one that is missing or damaged is built.

    Raises:
        ModelError: the cache folder can't be written.
    """
    if damage(folder):
        replace(folder, build, unless=lambda: damage(folder) is None)


def replace(folder: Path, build: Build, unless: Callable[[], bool] = lambda: False) -> None:
    """Build a bundle anew; ``unless`` is asked under the lock: another process may have been faster.

    Raises:
        ModelError: the cache folder can't be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(f"{folder.name}.lock")):
            if not unless():
                _install(folder, build)
    except OSError as error:
        mend = f"make room there or set {ENVIRONMENT} to another folder"
        raise ModelError(
            f"the model can't be kept in {folder.parent} ({error.strerror or error}): {mend}"
        ) from error


def _install(folder: Path, build: Build) -> None:
    for left in folder.parent.glob(f".{folder.name}-*"):  # of a process that was killed: we hold the lock
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as name:
        fresh = Path(name, folder.name)
        fresh.mkdir()
        facts = dict(build(fresh))
        files = {path.name: _checksums(path) for path in sorted(fresh.iterdir())}
        text = msgspec.json.format(msgspec.json.encode(Manifest(facts, files)))
        (fresh / MANIFEST).write_bytes(text)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.replace(folder)


def _checksums(path: Path) -> Checksums:
    return Checksums(_sha256(path), _crc32(path))


def _intact(path: Path, sums: Checksums, *, thorough: bool) -> bool:
    try:
        return _sha256(path) == sums.sha256 if thorough else _crc32(path) == sums.crc32
    except OSError:
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _crc32(path: Path) -> int:
    value = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            value = zlib.crc32(chunk, value)
    return value
