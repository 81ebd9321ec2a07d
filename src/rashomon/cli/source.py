"""Commands over what is followed: ``rashomon source …``."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from rashomon.cli.common import PARTIAL, errors, fetching, say, writing
from rashomon.cli.desk import AsJson, Place, opened
from rashomon.cli.listing import print_sources
from rashomon.errors import InputError
from rashomon.model.archive import OutletKind

app = typer.Typer(no_args_is_help=True, help="Follow feeds, sitemaps, pages and folders.")
Address = Annotated[str, typer.Argument(help="The address of a feed, sitemap or page, or a folder.")]
Source = Annotated[str, typer.Argument(help="A source's id, as `rashomon source list` shows it.")]


@app.command("add", epilog="Example: rashomon source add https://example.org/feed --name 'Harbour Ledger'")
def add(
    locator: Address,
    archive: Place = None,
    name: Annotated[str | None, typer.Option(help="What the outlet is called.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language where articles do not say.")] = None,
    owner: Annotated[str | None, typer.Option(help="Who owns the outlet.")] = None,
    outlet_kind: Annotated[OutletKind, typer.Option("--kind", help="What the outlet is.")] = "unknown",
    interval: Annotated[int, typer.Option(min=60, help="Seconds between two looks.")] = 900,
    full_text: Annotated[
        bool, typer.Option("--full-text/--summaries", help="Fetch the pages of entries that are summaries.")
    ] = True,
) -> None:
    """Follow a place; of a page, the feed that it offers."""
    from rashomon.archive.sources import changed, describe

    with opened(archive, create=True) as desk, fetching() as fetcher:
        found = describe(locator, fetcher.fetch)
        told = {key: value for key, value in (("name", name), ("language", language)) if value}
        asked = {"owner": owner, "outlet_kind": outlet_kind, "interval": interval, "full_text": full_text}
        place = changed(found, told | asked)
        with desk.writing() as writer:
            new = writer.subscribe(place)
    done = "followed" if new else "was followed already; its settings are these now"
    say(f"{place.id}: {place.kind} “{place.name}” {done}")


@app.command("list", epilog="Example: rashomon source list")
def show(archive: Place = None, json: AsJson = False) -> None:
    """Show what is followed and how it fares."""
    with opened(archive) as desk, desk.reading() as reader:
        print_sources(reader.subscriptions(), json=json)


@app.command("remove", epilog="Example: rashomon source remove example-org-feed")
def remove(source: Source, archive: Place = None) -> None:
    """Stop following a place; what came from it stays."""
    with opened(archive) as desk, desk.writing() as writer:
        writer.unsubscribe(source)


@app.command("import", epilog="Example: rashomon source import feeds.opml")
def import_(path: Annotated[Path, typer.Argument(help="An OPML file.")], archive: Place = None) -> None:
    """Follow all feeds of an OPML list, as feed readers export it."""
    from rashomon.archive.sources import from_list

    try:
        body = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); name an OPML file") from error
    with opened(archive, create=True) as desk, desk.writing() as writer:
        added = [writer.subscribe(place) for place in from_list(body, str(path))]
    errors.print(f"{sum(added)} sources added, {len(added) - sum(added)} were there")


@app.command("export", epilog="Example: rashomon source export feeds.opml")
def export(
    path: Annotated[Path | None, typer.Argument(help="Where to write; standard output if left out.")] = None,
    archive: Place = None,
) -> None:
    """Write all feeds that are followed as OPML."""
    from rashomon.archive.sources import to_list

    with opened(archive) as desk, desk.reading() as reader:
        listed = to_list(place for place, _ in reader.subscriptions())
    if path is None:
        sys.stdout.write(listed.decode())
        return
    with writing(path):
        path.write_bytes(listed)


@app.command("check", epilog="Example: rashomon source check https://example.org/feed")
def check(source: Source, archive: Place = None) -> None:
    """Look at a place now and say what is there, without keeping anything."""
    from rashomon.archive.sources import describe

    with opened(archive) as desk, desk.reading() as reader:
        known = next((place for place, _ in reader.subscriptions() if place.id == source), None)
    with fetching() as fetcher:
        found = describe(known.url if known else source, fetcher.fetch)
    say(f"{found.url}: answers as a {found.kind}, “{found.name}”")
    if known and known.kind != found.kind:
        errors.print(f"it is followed as a {known.kind}; add it again to change that")
        raise typer.Exit(PARTIAL)
