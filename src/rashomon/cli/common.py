"""What every command shares: the consoles, options, exit statuses, progress and the encoder."""

import errno
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Annotated, Any
from unicodedata import category
from uuid import uuid4

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from rashomon.errors import OutputError

if TYPE_CHECKING:
    from rashomon.encoders.base import Encoder as Model
    from rashomon.encoders.base import Progress as Report
    from rashomon.engine import FileForm
    from rashomon.fetch.client import Fetcher
    from rashomon.fetch.request import Fetched, Request
    from rashomon.incoming import Outcome
    from rashomon.ingest.failure import Failure
    from rashomon.render.schema import Document


class _Plain(Console):
    """Shows what a terminal would obey, as it may stand in names of files, as the text that it is."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print strings without control characters."""
        super().print(*(printable(o) if isinstance(o, str) else o for o in objects), **options)


def printable(text: str) -> str:
    r"""Return a text in which control characters are written out.

    >>> printable("a\x1b[2J\nb")
    'a\\x1b[2J\nb'
    """
    obeyed = {c for c in set(text) - set("\n\u200c\u200d") if category(c) in {"Cc", "Cf", "Cs"}}
    return "".join(ascii(c)[1:-1] if c in obeyed else c for c in text)


errors = _Plain(stderr=True, highlight=False)


def say(line: str) -> None:
    """Print a line on standard error as it is, however long and whatever brackets it holds."""
    errors.print(line, markup=False, soft_wrap=True)


FAILED, PARTIAL = 1, 3
FILES, ARCHIVE = "Files at hand", "A standing archive"
ROOM, ITSELF = "The reading room", "Rashomon itself"
"""Under which headings `rashomon --help` lists the commands."""

Paths = Annotated[
    list[str],
    typer.Argument(help="Files, folders, globs or addresses; - reads standard input.", show_default=False),
]
Language = Annotated[str | None, typer.Option(help="Language of the brief (default: that of most articles).")]
Json = Annotated[
    Path | None, typer.Option("--json", help="Write the story as rashomon.story/1 to this file; - prints it.")
]
Html = Annotated[Path | None, typer.Option("--html", help="Write a self-contained report to this file.")]
Markdown = Annotated[
    Path | None, typer.Option("--markdown", help="Write the brief as Markdown to this file.")
]
Pdf = Annotated[Path | None, typer.Option("--pdf", help="Write the report as PDF (takes WeasyPrint).")]
Most = Annotated[
    int,
    typer.Option(
        min=1,
        max=1_000_000,
        help="Most articles that are taken. What comparing costs is known up to 1000: some minutes.",
    ),
]
MOST = 1000
STANDARD_OUTPUT = Path("-")
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
Encoder = Annotated[str, typer.Option(help="Encoder: e5, tiny, or package.module:factory.")]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Show results and errors only: no progress, no hints.")
]


def load(name: str, *, quiet: bool) -> "Model":
    """Return an encoder, built before if it has to be; all models load while other things are read."""
    from rashomon.analyze.page import language
    from rashomon.encoders.e5.encoder import E5Encoder

    model = named(name, quiet=quiet)
    if isinstance(model, E5Encoder):
        model.prepare()
    Thread(target=language.prepare).start()
    return model


def named(name: str, *, quiet: bool) -> "Model":
    """Return an encoder, built before if it has to be; its model loads when it is first asked."""
    from rashomon.encoders.models import build_model, list_models, load_encoder

    if any(state.name == name and state.condition != "ready" for state in list_models()):
        with progress("Building the encoder, once", quiet=quiet) as advance:
            build_model(name, advance)
    return load_encoder(name)


def finish(failures: "Sequence[Failure]") -> None:
    """Leave with the status that says whether all input was read."""
    if any(not failure.notice for failure in failures):
        raise typer.Exit(PARTIAL)


def deliver(told: "Document", wanted: "dict[FileForm, Path]", *, quiet: bool) -> None:
    """Write a report in the wanted forms, or print its brief where none was asked for."""
    from rashomon.engine import written
    from rashomon.render.terminal import print_brief

    for form, path in wanted.items():
        with writing(path):
            _write(path, written(told, form))
        if not quiet and path != STANDARD_OUTPUT:
            say(f"{form}: {path.resolve()}")
    if not wanted:
        print_brief(told, Console(highlight=False))


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Let ``OutputError`` name the file that cannot be written."""
    try:
        yield
    except OSError as error:
        mend = "free some room" if error.errno in _NO_ROOM else "name another file"
        raise OutputError(f"{path}: cannot be written ({error.strerror}); {mend}") from error


def _write(path: Path, body: bytes) -> None:
    """Write a file whole or not at all: what stood there before is replaced only by a result."""
    if path == STANDARD_OUTPUT:
        sys.stdout.buffer.write(body)
        return
    if path.is_symlink() or (path.exists() and not path.is_file()):  # /dev/stdout, a pipe
        path.write_bytes(body)
        return
    # A name of its own: two that write the same report at once must not write into each other's.
    part = path.with_name(f".rashomon-{uuid4().hex}.part")
    try:
        part.write_bytes(body)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def chosen(outputs: "dict[FileForm, Path | None]") -> "dict[FileForm, Path]":
    """Return the outputs that were asked for; raises ``ConfigError`` if one cannot be made here."""
    if outputs.get("pdf"):
        from rashomon.render.pdf import check_installed

        check_installed()
    return {form: path for form, path in outputs.items() if path}


def check_writable(paths: Iterable[Path], inputs: Iterable[str] = ()) -> None:
    """Fail before the long work, not after it; never let a result take the place of what it is made from."""
    written: set[Path] = set()
    for path in paths:
        with writing(path):  # its name may be too long, or its folder may not be entered
            if path.is_dir():
                raise OutputError(f"{path}: is a folder; name a file to write to")
            if not path.parent.is_dir():
                raise OutputError(f"{path}: there is no folder {path.parent}; make it or name another file")
            if path.resolve() in written and (path.is_file() or not path.exists()):
                raise OutputError(f"{path}: named for two outputs; give each a file of its own")
            written.add(path.resolve())
    if any(path.is_file() for path in written):
        _spare(written, inputs)


def _spare(outputs: Collection[Path], inputs: Iterable[str]) -> None:
    """Refuse to write over an article that is given; earlier reports among them may be written anew."""
    from rashomon.ingest.own import is_own_file
    from rashomon.ingest.read import files

    given = {Path(name).resolve() for name in files(inputs)}
    for path in outputs:
        if path in given and not is_own_file(path):
            raise OutputError(f"{path}: one of the files to be read; name another file to write to")


@contextmanager
def progress(title: str, *, quiet: bool) -> Iterator["Report"]:
    """Show a bar on a terminal while work goes on; it is gone when the work is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True, disable=quiet or not errors.is_terminal) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def fetching() -> "Iterator[WhenAsked]":
    """Hold ready what fetches, as this machine's settings allow."""
    from rashomon.config import settings

    mine = settings()

    def fetcher() -> "Fetcher":
        from rashomon.fetch.client import Fetcher

        return stack.enter_context(Fetcher(allow=mine.allow_hosts, contact=mine.contact))

    with ExitStack() as stack:
        yield WhenAsked(fetcher)


@dataclass(slots=True)
class WhenAsked:
    """A fetcher that is brought up by the first request; see ``Fetcher``."""

    bring_up: "Callable[[], Fetcher]"
    _fetcher: "Fetcher | None" = None
    _lock: Lock = field(default_factory=Lock)

    def fetch(self, request: "Request") -> "Fetched":
        """Fetch one document, or raise ``FetchError``."""
        return self._brought_up().fetch(request)

    def fetch_many(self, requests: "Iterable[Request]") -> "Iterator[Outcome]":
        """Fetch many documents and yield each with its request as it comes, errors included."""
        asked = list(requests)
        return self._brought_up().fetch_many(asked) if asked else iter(())

    def _brought_up(self) -> "Fetcher":
        with self._lock:
            if self._fetcher is None:
                self._fetcher = self.bring_up()
            return self._fetcher
