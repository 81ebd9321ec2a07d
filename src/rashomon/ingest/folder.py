"""Notice which files of a folder are new or changed since the last look."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rashomon.errors import InputError
from rashomon.ingest.failure import Failure
from rashomon.ingest.read import closed, media_type

Stamp = tuple[int, int]
"""Of a file: when it was changed, in nanoseconds, and its size in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at a folder found; ``stamps`` of all its files serve the next look.

    ``lost`` are the folders that may not be entered and the files that lead nowhere.
    """

    changed: tuple[str, ...]
    stamps: Mapping[str, Stamp]
    lost: tuple[Failure, ...] = ()


def look(folder: str, before: Mapping[str, Stamp]) -> Look:
    """Return the readable files of a folder and its subfolders that are not as they were ``before``.

    A file that is still being written changes again and is therefore seen again at the next look.

    Raises:
        InputError: there is no such folder.
    """
    if not Path(folder).is_dir():
        raise InputError(f"{folder}: there is no such folder to watch")
    lost: list[OSError] = []
    stamps = dict(sorted(_stamps(folder, lost.append)))
    return Look(
        changed=tuple(path for path, stamp in stamps.items() if before.get(path) != stamp),
        stamps=stamps,
        lost=tuple(map(closed, lost)),
    )


def _stamps(folder: str, lost: Callable[[OSError], None]) -> Iterator[tuple[str, Stamp]]:
    for root, folders, names in os.walk(folder, onerror=lost):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(root, name)
            if not name.startswith(".") and media_type(path):
                try:
                    found = path.stat()
                except OSError as error:
                    if path.is_symlink() or not isinstance(error, FileNotFoundError):
                        lost(error)
                    continue  # else it is gone between the listing and the look
                yield str(path), (found.st_mtime_ns, found.st_size)
