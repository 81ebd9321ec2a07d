"""The command line: ``rashomon compare``, ``demo``, ``schema`` and ``models``.

Exit status: 0 all went well; 1 nothing could be done, and the message says why; 2 the command was
misspelt; 3 a result was made, but some of the input could not be read.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from rashomon import __version__
from rashomon.errors import ModelError, OutputError, RashomonError

if TYPE_CHECKING:
    from rashomon.encoders.base import Progress as Report
    from rashomon.engine import Form
    from rashomon.engine import Report as Told

# Two thread pools on few cores wait for each other: the encoder's does the heavy work, so NumPy's rests.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_enable=False)
models_app = typer.Typer(
    no_args_is_help=True, help="List, build and verify the models that Rashomon reads with."
)
app.add_typer(models_app, name="models")
errors = Console(stderr=True, highlight=False)

FAILED, PARTIAL = 1, 3

Paths = Annotated[
    list[str], typer.Argument(help="Files, folders or globs; - reads standard input.", show_default=False)
]
Language = Annotated[str | None, typer.Option(help="Language of the brief (default: that of most articles).")]
Json = Annotated[
    Path | None, typer.Option("--json", help="Write the story as rashomon.story/1 to this file.")
]
Html = Annotated[Path | None, typer.Option("--html", help="Write a self-contained report to this file.")]
Markdown = Annotated[
    Path | None, typer.Option("--markdown", help="Write the brief as Markdown to this file.")
]
Encoder = Annotated[str, typer.Option(help="Encoder: e5, tiny, or package.module:factory.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]


@app.command()
def compare(  # noqa: PLR0913, PLR0917 - the options of a command
    paths: Paths,
    language: Language = None,
    json: Json = None,
    html: Html = None,
    markdown: Markdown = None,
    encoder: Encoder = "e5",
    quiet: Quiet = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Read the given files as coverage of one story, compare them and brief on them."""
    _compare(paths, {"json": json, "html": html, "markdown": markdown}, language, encoder, quiet=quiet)


@app.command()
def demo(
    html: Annotated[Path, typer.Option("--html", help="Where to write the report.")] = Path(
        "demo-report.html"
    ),
    quiet: Quiet = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Compare the invented sample coverage that ships with Rashomon."""
    from rashomon.sample import paths  # noqa: PLC0415 - load only what is used

    _compare([str(p) for p in paths()], {"html": html}, None, "e5", quiet=quiet)


@app.command()
def schema() -> None:
    """Print the JSON Schema of rashomon.story/1."""
    import msgspec  # noqa: PLC0415 - load only what is used

    from rashomon.render.schema import json_schema  # noqa: PLC0415

    sys.stdout.write(msgspec.json.format(msgspec.json.encode(json_schema()), indent=1).decode() + "\n")


@app.command()
def version() -> None:
    """Print the version."""
    sys.stdout.write(__version__ + "\n")


@models_app.command("list")
def show_models() -> None:
    """Show which models there are and whether they are built."""
    from rashomon.encoders import models  # noqa: PLC0415 - load only what is used

    for state in models.list_models():
        sys.stdout.write(f"{state.name}\t{state.condition}\t{state.about}\t{state.folder or '-'}\n")


@models_app.command("build")
def build(name: Annotated[str, typer.Argument()] = "e5", quiet: Quiet = False) -> None:  # noqa: FBT002
    """Build a model anew from the weights inside its package."""
    from rashomon.encoders import models  # noqa: PLC0415 - load only what is used

    with _progress("Building the encoder", quiet=quiet) as advance:
        models.build_model(name, advance)


@models_app.command("verify")
def verify(name: Annotated[str, typer.Argument()] = "e5") -> None:
    """Check a model's files and the vectors it gives."""
    from rashomon.encoders import models  # noqa: PLC0415 - load only what is used

    state = models.verify_model(name)
    if state.condition != "ready":
        raise ModelError(f"{name} is {state.condition}; run: rashomon models build {name}")
    sys.stdout.write(f"{name}: ready\n")


def _compare(
    paths: Sequence[str],
    outputs: "dict[Form, Path | None]",
    language: str | None,
    encoder: str,
    *,
    quiet: bool,
) -> None:
    wanted = {form: path for form, path in outputs.items() if path}
    _check_writable(wanted.values())
    from rashomon import engine  # noqa: PLC0415 - load only what is used
    from rashomon.encoders.models import build_model, list_models, load_encoder  # noqa: PLC0415

    found, failures = engine.articles(paths)
    for failure in failures:
        if not (quiet and failure.notice):
            errors.print(failure.reason, markup=False, soft_wrap=True)
    if any(state.name == encoder and state.condition != "ready" for state in list_models()):
        with _progress("Building the encoder, once", quiet=quiet) as advance:
            build_model(encoder, advance)
    with _progress(f"Reading {len(found)} articles", quiet=quiet) as advance:
        told = engine.report(found, language, load_encoder(encoder), advance)
    _deliver(told, wanted, quiet=quiet)
    if any(not failure.notice for failure in failures):
        raise typer.Exit(PARTIAL)


def _deliver(told: "Told", wanted: "dict[Form, Path]", *, quiet: bool) -> None:
    from rashomon.engine import render  # noqa: PLC0415 - load only what is used
    from rashomon.render.terminal import print_brief  # noqa: PLC0415

    for form, path in wanted.items():
        try:
            path.write_text(render(told, form), encoding="utf-8")
        except OSError as error:
            raise OutputError(f"{path}: cannot be written ({error.strerror}); name another file") from error
        if not quiet:
            errors.print(f"{form}: {path.resolve()}", markup=False, soft_wrap=True)
    if not wanted:
        print_brief(told.story, told.comparison, told.brief, Console(highlight=False))


def _check_writable(paths: Iterable[Path]) -> None:
    """Fail before the long work, not after it."""
    for path in paths:
        if path.is_dir():
            raise OutputError(f"{path}: is a folder; name a file to write to")
        if not path.parent.is_dir():
            raise OutputError(f"{path}: there is no folder {path.parent}; make it or name another file")


@contextmanager
def _progress(title: str, *, quiet: bool) -> Iterator["Report"]:
    """Show a bar on a terminal while work goes on; it is gone when the work is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True, disable=quiet or not errors.is_terminal) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; an error of ours is one line on standard error, not a traceback."""
    try:
        app(arguments)
    except RashomonError as error:
        errors.print(f"rashomon: {error}", markup=False, soft_wrap=True)
        sys.exit(FAILED)


def main() -> None:
    """Run the command line of this process."""
    run()


if __name__ == "__main__":
    main()
