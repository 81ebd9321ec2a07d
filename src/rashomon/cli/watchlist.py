"""Commands over what is watched: ``rashomon watchlist …``."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.common import errors, say
from rashomon.cli.desk import ME, AsJson, Place, now, opened
from rashomon.cli.listing import print_json, say_if_empty
from rashomon.errors import ConfigError

if TYPE_CHECKING:
    from rashomon.model.watch import Target

app = typer.Typer(no_args_is_help=True, help="Watch words, outlets, people or stories, and be told.")
Owner = Annotated[str, typer.Option("--who", help="Whose watchlist it is.")]
AT_ONCE, UTC = "at once", "UTC"
Name = Annotated[str, typer.Argument(help="A watchlist's id, as `rashomon watchlist list` shows it.")]


@app.command(
    "add", epilog="Example: rashomon watchlist add --words '\"grain terminal\"' --email desk@example.org"
)
def add(
    archive: Place = None,
    who: Owner = ME,
    name: Annotated[str, typer.Option(help="What it is called; its conditions if left out.")] = "",
    words: Annotated[str, typer.Option(help='Words of the articles; "a phrase", -without.')] = "",
    language: Annotated[str, typer.Option(help="Articles in this language, like ru.")] = "",
    outlet: Annotated[str, typer.Option(help="Articles of this outlet, by its id or name.")] = "",
    entity: Annotated[
        str,
        typer.Option(help="Articles that name this person, organisation or place; several: with ; between."),
    ] = "",
    story: Annotated[str, typer.Option(help="Articles of this story.")] = "",
    trigger: Annotated[list[str] | None, typer.Option(help="What to be told of; all if left out.")] = None,
    webhook: Annotated[str, typer.Option(help="Post it there, signed.")] = "",
    email: Annotated[str, typer.Option(help="Mail it there.")] = "",
    pace: Annotated[str, typer.Option(help="'at once', hourly or daily.")] = AT_ONCE,
    quiet: Annotated[str, typer.Option(help="Hours in which nothing is sent, like 22:00-07:00.")] = "",
    zone: Annotated[str, typer.Option(help="The time zone of these hours, like Europe/Riga.")] = UTC,
) -> None:
    """Watch something; all conditions that are given must hold of one article."""
    from rashomon.archive.watchlists import TargetOrder, WatchlistOrder, begin, tell
    from rashomon.config import MAIL_FROM, SMTP, settings

    wanted = WatchlistOrder(
        name=name,
        words=words,
        language=language,
        outlet=outlet,
        entity=entity,
        story=story,
        triggers=tuple(trigger or ()),
    )
    start, _, end = quiet.partition("-")
    shared = {"pace": pace, "quiet_from": start, "quiet_until": end, "zone": zone}
    told = [TargetOrder(kind="webhook", address=webhook, **shared)] if webhook else []
    told += [TargetOrder(kind="email", address=email, **shared)] if email else []
    if not told and (pace, quiet, zone) != (AT_ONCE, "", UTC):
        raise ConfigError("--pace, --quiet and --zone are of whom it tells; add --webhook or --email")
    with opened(archive, create=True) as desk, desk.writing() as writer:
        made = begin(writer, wanted, who, now())
        targets = [tell(writer, writer.watchlist(made.id), one, now()) for one in told]
    say(f"{made.id}: “{made.name}” is watched")
    for target in targets:
        _show_secret(target)
    if email and settings().smtp is None:
        say(f"no mail goes to {email} yet: set {SMTP} and {MAIL_FROM} for the standing worker")


def _show_secret(target: "Target") -> None:
    if target.secret:
        told = f"The secret by which {target.address} can check signatures: {target.secret}"
        say(told)


@app.command("list", epilog="Example: rashomon watchlist list")
def show(archive: Place = None, who: Owner = ME, json: AsJson = False) -> None:
    """Show what is watched and where it is told."""
    from rashomon.web.watched import watchlists

    with opened(archive) as desk, desk.reading() as reader:
        view = watchlists(reader, who)
    if json:
        print_json(view.items)
        return
    say_if_empty(view.items, "nothing is watched; `rashomon watchlist add` begins")
    for one in view.items:
        told = ", ".join(target.address for target in one.targets)
        sys.stdout.write("\t".join(filter(None, (one.id, one.name, told))) + "\n")


@app.command("remove", epilog="Example: rashomon watchlist remove w0123456789abcdef0123")
def remove(watchlist: Name, archive: Place = None, who: Owner = ME) -> None:
    """Watch for it no more."""
    from rashomon.archive.watchlists import owned

    with opened(archive) as desk, desk.writing() as writer:
        writer.remove_watchlist(owned(writer, watchlist, who).id)


@app.command("test", epilog="Example: rashomon watchlist test w0123456789abcdef0123")
def rehearse(watchlist: Name, archive: Place = None, who: Owner = ME) -> None:
    """Say what matches now, and send a test wherever it tells."""
    from rashomon.archive.watchlists import owned
    from rashomon.archive.watchlists import rehearse as sent
    from rashomon.web.watched import matches

    with opened(archive) as desk, desk.writing() as writer:
        found = owned(writer, watchlist, who)
        stories = matches(writer, found)
        sent(writer, found, now())
    for story in stories:
        sys.stdout.write(f"{story.id}\t{story.title}\n")
    errors.print("a test is on its way; the standing worker delivers it")


@app.command("events", epilog="Example: rashomon watchlist events w0123456789abcdef0123 --json")
def events(
    watchlist: Name,
    archive: Place = None,
    who: Owner = ME,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 50,
    json: AsJson = False,
) -> None:
    """Show what happened to a watchlist, the latest first."""
    from rashomon.archive.watchlists import owned
    from rashomon.archive.wording import line

    with opened(archive) as desk, desk.reading() as reader:
        found = reader.events(owned(reader, watchlist, who).id, limit).items
    if json:
        print_json(found)
        return
    for event in found:
        sys.stdout.write(f"{event.at:%Y-%m-%d %H:%M}\t{event.kind}\t{line(event, 'en')}\n")
