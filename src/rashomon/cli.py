"""The command line: ``rashomon analyze``, ``compare``, ``demo``, ``schema``, ``models`` and ``lang``.

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
    from rashomon.encoders.base import Encoder as Model
    from rashomon.encoders.base import Progress as Report
    from rashomon.engine import Form
    from rashomon.engine import Report as Told
    from rashomon.ingest.failure import Failure
    from rashomon.model.article import Article

# Two thread pools on few cores wait for each other: the encoder's does the heavy work, so NumPy's rests.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_enable=False)
models_app = typer.Typer(
    no_args_is_help=True, help="List, build and verify the models that Rashomon reads with."
)
app.add_typer(models_app, name="models")
lang_app = typer.Typer(no_args_is_help=True, help="List the language packs and check what one lacks.")
app.add_typer(lang_app, name="lang")
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
def analyze(
    paths: Paths,
    json: Annotated[bool, typer.Option("--json", help="Print rashomon.reading/1 instead.")] = False,  # noqa: FBT002
    encoder: Encoder = "e5",
    quiet: Quiet = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Read each of the given files by itself and show what was found in it."""
    model = _encoder(encoder, quiet=quiet)
    from rashomon import engine  # noqa: PLC0415 - load only what is used
    from rashomon.render.reading import print_readings, to_json  # noqa: PLC0415

    found, failures = _articles(paths, quiet=quiet)
    with _progress(f"Reading {len(found)} articles", quiet=quiet) as advance:
        analyses = engine.analyze(found, model, advance)
    if json:
        sys.stdout.write(to_json(analyses).decode() + "\n")
    else:
        print_readings(analyses, Console(highlight=False))
    _finish(failures)


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


@lang_app.command("list")
def show_packs() -> None:
    """Show which languages have a pack, how many words each holds and whether it lacks any list."""
    from rashomon.lang.check import check  # noqa: PLC0415 - load only what is used
    from rashomon.lang.pack import codes  # noqa: PLC0415

    for code in codes():
        found = check(code)
        sys.stdout.write(f"{code}\t{found.name}\t{found.terms} terms\t{found.verdict}\n")


@lang_app.command("check")
def check_pack(code: Annotated[str, typer.Argument(help="A folder's name, like pt.")]) -> None:
    """Say what a language pack lacks, what is lost by that, and which of its terms look wrong."""
    from rashomon.lang.check import check  # noqa: PLC0415 - load only what is used

    found = check(code)
    for line in found.lines():
        sys.stdout.write(f"{line}\n")
    if found.lacking:
        raise typer.Exit(FAILED)


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
    model = _encoder(encoder, quiet=quiet)
    from rashomon import engine  # noqa: PLC0415 - load only what is used

    found, failures = _articles(paths, quiet=quiet)
    with _progress(f"Reading {len(found)} articles", quiet=quiet) as advance:
        told = engine.report(found, language, model, advance)
    _deliver(told, wanted, quiet=quiet)
    _finish(failures)


def _articles(paths: Sequence[str], *, quiet: bool) -> "tuple[tuple[Article, ...], tuple[Failure, ...]]":
    """Read what can be read and say what cannot."""
    from rashomon.engine import articles  # noqa: PLC0415 - load only what is used

    found, failures = articles(paths)
    for failure in failures:
        if not (quiet and failure.notice):
            errors.print(failure.reason, markup=False, soft_wrap=True)
    return found, failures


def _encoder(name: str, *, quiet: bool) -> "Model":
    """Return an encoder, built before if it has to be; its model loads while the articles are read."""
    from rashomon.encoders.e5 import E5Encoder  # noqa: PLC0415 - load only what is used
    from rashomon.encoders.models import build_model, list_models, load_encoder  # noqa: PLC0415

    if any(state.name == name and state.condition != "ready" for state in list_models()):
        with _progress("Building the encoder, once", quiet=quiet) as advance:
            build_model(name, advance)
    model = load_encoder(name)
    if isinstance(model, E5Encoder):
        model.prepare()
    return model


def _finish(failures: "Sequence[Failure]") -> None:
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
