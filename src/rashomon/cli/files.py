"""Commands over files at hand: ``analyze``, ``compare``, ``demo`` and ``schema``."""

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from rashomon.cli.common import (
    FAILED,
    FILES,
    MOST,
    Encoder,
    Html,
    Json,
    Language,
    Markdown,
    Most,
    Paths,
    Pdf,
    Quiet,
    check_writable,
    chosen,
    deliver,
    errors,
    fetching,
    finish,
    load,
    progress,
    say,
)

if TYPE_CHECKING:
    from rashomon.engine import FileForm
    from rashomon.ingest.failure import Failure
    from rashomon.model.article import Article
    from rashomon.render.schema import Document

app = typer.Typer()
SAID = 200
"""Lines about what could not be read: a damaged file may hold a hundred thousand broken articles."""


@app.command(rich_help_panel=FILES, epilog="Example: rashomon analyze article.txt")
def analyze(
    paths: Paths,
    json: Annotated[bool, typer.Option("--json", help="Print rashomon.reading/1 instead.")] = False,
    most: Most = MOST,
    encoder: Encoder = "e5",
    quiet: Quiet = False,
) -> None:
    """Read each of the given files by itself and show what was found in it."""
    model = load(encoder, quiet=quiet)
    from rashomon import engine
    from rashomon.render.reading import print_readings, to_json
    from rashomon.sparing import spared

    found, aside = _articles(paths, most, quiet=quiet)
    if found:
        with progress(f"Reading {len(found)} articles", quiet=quiet) as advance:
            analyses = spared(lambda some: engine.annotate(some, model, advance), found, model, aside)
    if not found or not analyses:
        raise typer.Exit(FAILED)
    if json:
        sys.stdout.write(to_json(analyses).decode() + "\n")
    else:
        print_readings(analyses, Console(highlight=False))
    finish(aside.told)


@app.command(
    rich_help_panel=FILES,
    epilog="Example: rashomon compare articles/ https://example.org/news/1 --html report.html",
)
def compare(
    paths: Paths,
    language: Language = None,
    json: Json = None,
    html: Html = None,
    markdown: Markdown = None,
    pdf: Pdf = None,
    most: Most = MOST,
    encoder: Encoder = "e5",
    quiet: Quiet = False,
) -> None:
    """Read the given files as coverage of one story, compare them and brief on them."""
    outputs: dict[FileForm, Path | None] = {"json": json, "html": html, "markdown": markdown, "pdf": pdf}
    _compare(paths, outputs, language, encoder, most, quiet=quiet)


@app.command(rich_help_panel=FILES, epilog="Example: rashomon demo --html demo-report.html")
def demo(
    html: Annotated[Path, typer.Option("--html", help="Where to write the report.")] = Path(
        "demo-report.html"
    ),
    quiet: Quiet = False,
) -> None:
    """Compare the invented sample coverage that ships with Rashomon."""
    from rashomon.sample import paths

    _compare([str(p) for p in paths()], {"html": html}, None, "e5", MOST, quiet=quiet)


@app.command(rich_help_panel=FILES, epilog="Example: rashomon schema > story.schema.json")
def schema() -> None:
    """Print the JSON Schema of rashomon.story/1."""
    import msgspec

    from rashomon.render.schema import json_schema

    sys.stdout.write(msgspec.json.format(msgspec.json.encode(json_schema()), indent=1).decode() + "\n")


def _compare(
    paths: Sequence[str],
    outputs: "dict[FileForm, Path | None]",
    language: str | None,
    encoder: str,
    most: int,
    *,
    quiet: bool,
) -> None:
    wanted = chosen(outputs)
    check_writable(wanted.values(), paths)
    model = load(encoder, quiet=quiet)
    from rashomon import engine
    from rashomon.sparing import spared

    found, aside = _articles(paths, most, quiet=quiet)
    with progress(f"Reading and comparing {len(found)} articles", quiet=quiet) as advance:
        report = spared(lambda some: engine.report(some, language, model, advance), found, model, aside)
    told = engine.document(report)
    deliver(told, wanted, quiet=quiet)
    if not quiet and len(told.articles) == 1:
        errors.print("this is one article only; name others on the same event to compare it with")
    elif not quiet and nothing_shared(told):
        errors.print("no two of these articles share a name, a claim or a line; are they of one event?")
    finish(aside.told)


def nothing_shared(told: "Document") -> bool:
    """Tell whether several articles were compared that have nothing in common."""
    tellers = [{m.span.article for m in claim.members} for claim in told.claims]
    tellers += [{m.article for m in echo.members} for echo in told.echoes]
    tellers += [{m.article for m in entity.mentions} for entity in told.entities]
    return len(told.articles) > 1 and all(len(articles) < 2 for articles in tellers)


@dataclass(slots=True)
class _Aside:
    """Says what is set aside, once it is known, and keeps it for the exit status."""

    quiet: bool
    told: "list[Failure]" = field(default_factory=list)

    def __call__(self, failure: "Failure") -> None:
        """Say that something is set aside, and why."""
        self.told.append(failure)
        if not (self.quiet and failure.notice):
            say(failure.reason)


def _articles(paths: Sequence[str], most: int, *, quiet: bool) -> "tuple[tuple[Article, ...], _Aside]":
    """Read what can be read and say what cannot."""
    from rashomon.engine import articles
    from rashomon.incoming import is_address

    fetched = fetching() if any(map(is_address, paths)) else nullcontext()
    with fetched as fetcher, progress("Opening what was given", quiet=quiet):
        found, failures = articles(paths, fetcher, most)
    aside = _Aside(quiet)
    for failure in failures[:SAID]:
        aside(failure)
    if rest := failures[SAID:]:
        aside.told += rest
        errors.print(f"{len(rest)} more could not be read or are worth a notice; they are not listed")
    return found, aside
