"""What the archive's commands share: opening it, its worker, and how their progress is told."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.common import fetching, load, named, progress, say
from rashomon.errors import NotWritable

if TYPE_CHECKING:
    from rashomon.archive.collecting import Look
    from rashomon.archive.delivering import Courier
    from rashomon.archive.intake import Batch
    from rashomon.archive.worker import Worker
    from rashomon.encoders.base import Encoder
    from rashomon.render.schema import Document
    from rashomon.store.contract.archive import Archive

Place = Annotated[
    str | None,
    typer.Option(
        "--archive", help="The archive: a file or a postgresql:// address.", envvar="RASHOMON_ARCHIVE"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Who = Annotated[str, typer.Option("--who", help="Who decides this.")]


def _me() -> str:
    """Return the name of this machine's user; in a container a user may have none."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return "user"


ME = _me()
Reason = Annotated[str, typer.Option("--reason", help="Why, for the log.")]


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


@contextmanager
def opened(place: str | None, *, create: bool = False) -> "Iterator[Archive]":
    """Open the archive that was named, or this user's own; ``create`` it where there is none yet."""
    from rashomon.config import default_archive, settings
    from rashomon.store.sql import open_archive

    if create and place is None:
        default_archive().parent.mkdir(parents=True, exist_ok=True)
    archive = open_archive(settings(archive=place).archive, create=create)
    try:
        yield archive
    finally:
        archive.close()


def told(place: str | None, story: str, language: str | None, encoder: str, *, quiet: bool) -> "Document":
    """Tell a story of the archive; where nothing may be written, that it will not be kept is said."""
    from rashomon.archive.telling import tell

    def unkept(error: NotWritable) -> None:
        if not quiet:
            say(f"compared, but not kept: {error}")

    with opened(place) as desk, progress("Comparing", quiet=quiet) as advance:
        model = named(encoder, quiet=quiet)
        return tell(desk, story, model, now(), language=language, progress=advance, unkept=unkept)


@contextmanager
def working(archive: "Archive", encoder: str, *, quiet: bool) -> "Iterator[Worker]":
    """Bring up a worker for an archive."""
    from rashomon.archive.worker import worker

    model = load(encoder, quiet=quiet)
    with fetching() as fetcher:
        yield worker(archive, model, fetcher, now, courier(archive))


@contextmanager
def standing(place: str | None, encoder: str, *, quiet: bool, log: str) -> "Iterator[Worker]":
    """Bring up a worker in a process of its own, beside the reading room, which logs as the room does."""
    logging_as(log)
    with opened(place) as archive, working(archive, encoder, quiet=quiet) as worker:
        yield worker


@contextmanager
def comparing(
    place: str | None, encoder: str, *, quiet: bool, log: str
) -> "Iterator[tuple[Archive, Encoder]]":
    """Bring up what comparisons take in a process of their own, which logs as the room does."""
    logging_as(log)
    with opened(place) as archive:
        yield archive, load(encoder, quiet=quiet)


def logging_as(log: str) -> None:
    """Let this process log in the form that was chosen."""
    if log == "json":
        from rashomon.web.logs import log_as_json

        log_as_json()


def courier(archive: "Archive") -> "Courier":
    """Bring up what tells people of what they watch, as this machine's settings allow."""
    from rashomon.archive.sending import courier as brought_up
    from rashomon.config import settings

    return brought_up(archive, settings(), now)


@dataclass(slots=True)
class Teller:
    """Tells of a worker's looks and batches on standard error; ``failed`` says whether any went wrong."""

    quiet: bool
    failed: bool = False

    def __call__(self, event: "Look | Batch") -> None:
        """Tell of one look or batch."""
        self.failed |= event.failed
        for line in event.lines():
            if event.failed or not self.quiet:
                say(line)
