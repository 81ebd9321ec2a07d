"""Commands over the standing archive: ``add``, ``run``, ``watch``, ``stories``, ``export`` and its upkeep."""

import signal
import sys
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.common import (
    ARCHIVE,
    FAILED,
    PARTIAL,
    Encoder,
    Html,
    Json,
    Language,
    Markdown,
    Pdf,
    Quiet,
    check_writable,
    chosen,
    deliver,
    errors,
    fetching,
    load,
    printable,
    progress,
    say,
)
from rashomon.cli.desk import ME, AsJson, Place, Teller, now, opened, told, working
from rashomon.cli.listing import NOTHING_FOLLOWED, print_stories, say_if_empty
from rashomon.errors import ConfigError, StoreBusy

if TYPE_CHECKING:
    from rashomon.encoders.base import Encoder as Model
    from rashomon.store.contract.archive import Archive

app = typer.Typer()
quarantine_app = typer.Typer(no_args_is_help=True, help="Documents that were set aside, and why.")
app.add_typer(quarantine_app, name="quarantine", rich_help_panel=ARCHIVE)


@app.command(rich_help_panel=ARCHIVE, epilog="Example: rashomon add articles/ https://example.org/news/1")
def add(
    locators: Annotated[list[str], typer.Argument(metavar="PATH|URL…", show_default=False)],
    archive: Place = None,
    encoder: Encoder = "e5",
    one: Annotated[bool, typer.Option("--one-story", help="Keep what is new as one story.")] = False,
    quiet: Quiet = False,
) -> None:
    """Keep files, folders, web archives or pages in the archive, and read them into stories."""
    model = load(encoder, quiet=quiet)
    from rashomon.archive.adding import add as keep
    from rashomon.archive.adding import one_story
    from rashomon.ingest.failure import Failure

    lost, kept = False, 0
    with opened(archive, create=True) as desk:
        with fetching() as fetcher:
            for item in keep(desk, locators, fetcher, now, one_story(ME, locators) if one else None):
                if isinstance(item, Failure):
                    if not (quiet and item.notice):
                        say(item.reason)
                    lost |= not item.notice
                else:
                    kept += item
        lost |= _read_now(desk, model, quiet=quiet)
    if lost:
        raise typer.Exit(PARTIAL if kept else FAILED)


def _read_now(desk: "Archive", model: "Model", *, quiet: bool) -> bool:
    """Read what waits, unless a worker is at work that will; tell whether anything went wrong."""
    from rashomon.archive.worker import worker

    tell = Teller(quiet)
    try:
        with fetching() as fetcher:
            worker(desk, model, fetcher, now).read(tell)
    except StoreBusy as error:
        reason = str(error).partition(";")[0]  # its mend would be to stop who is to read
        say(f"kept, to be read by whoever is at work: {reason}")
    return tell.failed


@app.command(rich_help_panel=ARCHIVE, epilog="Example: rashomon run --once")
def run(
    archive: Place = None,
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    encoder: Encoder = "e5",
    quiet: Quiet = False,
) -> None:
    """Look at all sources that are due and read what is new; again and again unless once."""
    with opened(archive, create=True) as desk, working(desk, encoder, quiet=quiet) as worker:
        tell = Teller(quiet)
        if not quiet:
            _say_what_is_followed(desk, once=once)
        if not once:
            worker.stand(_until_told(), tell)
            return
        worker.round(tell)
    if tell.failed:
        raise typer.Exit(PARTIAL)


@app.command(rich_help_panel=ARCHIVE, epilog="Example: rashomon watch --archive desk.db")
def watch(
    archive: Place = None,
    encoder: Encoder = "e5",
    quiet: Quiet = False,
) -> None:
    """Stand and watch all sources until told to stop; the same as ``run`` without ``--once``."""
    run(archive, once=False, encoder=encoder, quiet=quiet)


def _say_what_is_followed(desk: "Archive", *, once: bool) -> None:
    with desk.reading() as reader:
        followed = reader.subscriptions()
    say_if_empty(followed, NOTHING_FOLLOWED)
    if not once:
        errors.print(f"sources that are watched: {len(followed)} (end it with Ctrl+C)")


def _until_told() -> Event:
    """Return an event that an interrupt or a service manager's stop sets, so that a batch can end."""
    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    return stop


@app.command(
    rich_help_panel=ARCHIVE,
    epilog="Example: rashomon stories --since 2031-04-07 --search '\"grain terminal\" -football'",
)
def stories(
    archive: Place = None,
    since: Annotated[datetime | None, typer.Option(help="Only coverage from this day on.")] = None,
    language: Annotated[str | None, typer.Option(help="Only stories told in this language, like ru.")] = None,
    min_outlets: Annotated[
        int, typer.Option(min=1, max=1_000_000, help="Only stories of at least so many outlets.")
    ] = 1,
    search: Annotated[str, typer.Option(help='Words of the articles; "a phrase", -without.')] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 30,
    json: AsJson = False,
) -> None:
    """List stories, the latest coverage first."""
    from rashomon.model.archive import Listing

    listing = Listing(
        since=_here(since) if since else None,
        language=language,
        min_outlets=min_outlets,
        search=search,
        limit=limit,
    )
    with opened(archive) as desk, desk.reading() as reader:
        page, held = reader.stories(listing), reader.counts()["stories"]
    print_stories(page, held=held, json=json)


def _here(day: datetime) -> datetime:
    """Return the moment at which a day begins in this machine's zone."""
    try:
        return day.astimezone()
    except (OverflowError, ValueError) as error:
        raise ConfigError(f"'{day.date()}' is out of the calendar's range; name a later day") from error


@app.command(rich_help_panel=ARCHIVE, epilog="Example: rashomon export s0123456789abcd --html story.html")
def export(
    story: Annotated[str, typer.Argument(help="A story's id, as `rashomon stories` lists it.")],
    archive: Place = None,
    language: Language = None,
    json: Json = None,
    html: Html = None,
    markdown: Markdown = None,
    pdf: Pdf = None,
    encoder: Encoder = "e5",
    quiet: Quiet = False,
) -> None:
    """Write a story as JSON (rashomon.story/1), one HTML page, Markdown or PDF; JSON to the terminal."""
    from rashomon.engine import render

    wanted = chosen({"json": json, "html": html, "markdown": markdown, "pdf": pdf})
    check_writable(wanted.values())
    document = told(archive, story, language, encoder, quiet=quiet)
    if wanted:
        deliver(document, wanted, quiet=quiet)
    else:
        sys.stdout.write(render(document, "json") + "\n")


@app.command(rich_help_panel=ARCHIVE, epilog="Example: rashomon reanalyze")
def reanalyze(
    archive: Place = None,
    documents: Annotated[bool, typer.Option("--documents", help="Extract the articles anew, too.")] = False,
    encoder: Encoder = "e5",
    quiet: Quiet = False,
) -> None:
    """Read again what an earlier version has read; texts that come out otherwise become new versions."""
    tell = Teller(quiet)
    with (
        opened(archive) as desk,
        working(desk, encoder, quiet=quiet) as worker,
        progress("Reading again", quiet=quiet) as advance,
    ):
        count = worker.again(advance, tell, documents=documents)
    if not quiet:
        errors.print(f"{count} articles read again")
    if tell.failed:
        raise typer.Exit(PARTIAL)


@app.command(rich_help_panel=ARCHIVE, epilog="Example: rashomon doctor --archive desk.db")
def doctor(archive: Place = None, quiet: Quiet = False) -> None:
    """Check everything that the archive keeps, and say what is amiss and how to mend it."""
    with opened(archive) as desk, progress("Checking", quiet=quiet) as advance:
        findings = list(desk.doctor(advance))
        with desk.reading() as reader:
            counts = reader.counts()
    for finding in findings:
        say(f"{finding.what}: {finding.mend}")
    if not quiet:
        sys.stdout.write("".join(f"{name}\t{count}\n" for name, count in counts.items()))
        say_if_empty(findings, "nothing is amiss")
    if findings:
        raise typer.Exit(FAILED)


@app.command(rich_help_panel=ARCHIVE, epilog="Example: rashomon backup desk-monday.db")
def backup(
    path: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
    archive: Place = None,
    quiet: Quiet = False,
) -> None:
    """Copy the archive to a file while it is at work, and check the copy."""
    with opened(archive) as desk, progress("Copying", quiet=quiet) as advance:
        desk.backup(path, advance)
    if not quiet:
        say(f"{path}: a sound copy; to go back to it, name it with --archive")


@quarantine_app.command("list", epilog="Example: rashomon quarantine list")
def quarantined(
    archive: Place = None, limit: Annotated[int, typer.Option(min=1, max=1_000_000)] = 100
) -> None:
    """Show what was set aside, and why."""
    with opened(archive) as desk, desk.reading() as reader:
        found = reader.documents("quarantined", limit).items
        say_if_empty(found, "nothing was set aside")
        for document in found:
            sys.stdout.write(f"{document.id}\t{printable(document.reason or '')}\n")


@quarantine_app.command("retry", epilog="Example: rashomon quarantine retry all")
def retry(
    documents: Annotated[list[str], typer.Argument(help="Ids of documents, or 'all'.")],
    archive: Place = None,
) -> None:
    """Let documents be read again at the next round."""
    with opened(archive) as desk, desk.writing() as writer:
        chosen = documents
        if documents == ["all"]:
            chosen = [d.id for d in writer.documents("quarantined", 1_000_000).items]
        for document in chosen:
            writer.retry(document)
    errors.print(f"{len(chosen)} documents wait to be read again; `rashomon run --once` reads them")
