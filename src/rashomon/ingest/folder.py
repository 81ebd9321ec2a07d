"""Notice which files of a folder are new or changed since the last look."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rashomon.errors import InputError
from rashomon.ingest.failure import Failure
from rashomon.ingest.read import closed, media_type, passed_over, walk

Stamp = tuple[int, int]
"""Of a file: when it was changed, in nanoseconds, and its size in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at a folder found; ``stamps`` of all its files serve the next look.

    ``lost`` are the folders that may not be entered and the files that lead nowhere; ``notices`` name the
    files of kinds that are not read.
    """

    changed: tuple[str, ...]
    stamps: Mapping[str, Stamp]
    lost: tuple[Failure, ...] = ()
    notices: tuple[Failure, ...] = ()


def look(folder: str, before: Mapping[str, Stamp]) -> Look:
    """Return the readable files of a folder and its subfolders that are not as they were ``before``.

    A file that is still being written changes again and is therefore seen again at the next look.

    Raises:
        InputError: there is no such folder.
    """
    if not Path(folder).is_dir():
        raise InputError(f"{folder}: there is no such folder to watch")
    lost: list[OSError] = []
    files = sorted(str(path) for path in walk(folder, lost.append))
    stamps = dict(_stamps((path for path in files if media_type(Path(path))), lost.append))
    return Look(
        changed=tuple(path for path, stamp in stamps.items() if before.get(path) != stamp),
        stamps=stamps,
        lost=tuple(map(closed, lost)),
        notices=tuple(passed_over(folder, files)),
    )


def _stamps(files: Iterable[str], lost: Callable[[OSError], None]) -> Iterator[tuple[str, Stamp]]:
    for file in files:
        path = Path(file)
        try:
            found = path.stat()
        except OSError as error:
            if path.is_symlink() or not isinstance(error, FileNotFoundError):
                lost(error)
            continue  # else it is gone between the listing and the look
        yield file, (found.st_mtime_ns, found.st_size)
