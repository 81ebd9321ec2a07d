"""Commands over the people of a reading room: ``rashomon user …``."""

import getpass
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from rashomon.cli.common import errors
from rashomon.cli.desk import ME, AsJson, Place, now, opened
from rashomon.cli.listing import lines_shown, moment, print_json, say_if_empty
from rashomon.errors import ConfigError

if TYPE_CHECKING:
    from rashomon.archive.admitting import Actor

app = typer.Typer(no_args_is_help=True, help="Say who may use the reading room, and what each may do.")
Name = Annotated[str, typer.Argument(help="The account's name.")]
Role = Annotated[str, typer.Argument(help="reader, editor or admin.")]
Stdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


@app.command("add", epilog="Example: rashomon user add ada --role admin")
def add(
    name: Name,
    role: Annotated[
        str | None, typer.Option(help="reader, editor or admin (default: reader; the first account: admin).")
    ] = None,
    password_stdin: Stdin = False,
    archive: Place = None,
) -> None:
    """Add an account; its password is asked for."""
    from rashomon.archive import admitting

    admitting.name_of(name)
    wanted = admitting.role_of(role) if role else None
    password = _password(stdin=password_stdin)
    with opened(archive, create=True) as desk:
        made = admitting.add(desk, _me(), name, password, wanted)
    errors.print(f"{made.name} may come in as {made.role}", markup=False)


@app.command("list", epilog="Example: rashomon user list")
def show(archive: Place = None, json: AsJson = False) -> None:
    """Show all accounts."""
    with opened(archive) as desk, desk.reading() as reader:
        found = reader.accounts()
    if json:
        print_json(found)
        return
    say_if_empty(found, "there is no account; `rashomon user add NAME` makes the first, an admin")
    console = lines_shown()
    for one in found:
        state = " · disabled" if one.disabled else ""
        console.print(Text(f"{one.name} · {one.role} · since {moment(one.created_at)}{state}"))


@app.command("remove", epilog="Example: rashomon user remove ada")
def remove(name: Name, archive: Place = None) -> None:
    """Remove an account with its sessions and tokens; what it decided stays."""
    from rashomon.archive import admitting

    with opened(archive) as desk:
        admitting.remove(desk, _me(), admitting.name_of(name))


@app.command("role", epilog="Example: rashomon user role rut editor")
def role(name: Name, role: Role, archive: Place = None) -> None:
    """Give an account another role; it holds at once."""
    from rashomon.archive import admitting

    with opened(archive) as desk:
        admitting.change(desk, _me(), admitting.name_of(name), role=admitting.role_of(role))


@app.command("password", epilog="Example: rashomon user password ada")
def password(
    name: Name,
    password_stdin: Stdin = False,
    archive: Place = None,
) -> None:
    """Give an account another password and end its sessions."""
    from rashomon.archive import admitting

    with opened(archive) as desk:
        with desk.reading() as reader:
            known = reader.account(admitting.name_of(name)).name
        admitting.set_password(desk, _me(), known, _password(stdin=password_stdin))


@app.command("token", epilog="Example: rashomon user token ada --scope read --days 90 --label 'desk import'")
def token(
    name: Name,
    scope: Annotated[list[str], typer.Option(help="read, write, admin, feed or metrics; may be repeated.")],
    days: Annotated[int | None, typer.Option(min=1, max=3650, help="Days until it ends.")] = None,
    label: Annotated[str, typer.Option(help="What it is for.")] = "",
    archive: Place = None,
) -> None:
    """Make a token for a program and print it, this once."""
    from rashomon.archive import admitting

    scopes = admitting.scopes_of(scope)
    with opened(archive) as desk:
        whose = admitting.name_of(name)
        secret, made = admitting.give_token(desk, _me(), whose, scopes, label=label, days=days)
    sys.stdout.write(secret + "\n")
    errors.print(f"token {made.id} of {made.account}; it is not shown again", markup=False)


@app.command("tokens", epilog="Example: rashomon user tokens ada")
def tokens(
    name: Annotated[str | None, typer.Argument(help="Only those of this account.")] = None,
    archive: Place = None,
    json: AsJson = False,
) -> None:
    """Show tokens, those that were revoked too; never what opens."""
    with opened(archive) as desk, desk.reading() as reader:
        found = reader.tokens(name)
    if json:
        print_json(found)
        return
    say_if_empty(found, "there is no token; `rashomon user token NAME --scope read` makes one")
    console = lines_shown()
    for one in found:
        ended = f"revoked {moment(one.revoked_at)}" if one.revoked_at else f"until {moment(one.expires_at)}"
        facts = (
            str(one.id),
            one.account,
            " ".join(one.scopes),
            one.label,
            f"used {moment(one.used_at)}",
            ended,
        )
        console.print(Text(" · ".join(filter(None, facts))))


@app.command("revoke", epilog="Example: rashomon user revoke 3")
def revoke(
    token: Annotated[int, typer.Argument(help="A token's number, as `rashomon user tokens` shows it.")],
    archive: Place = None,
) -> None:
    """Let a token open nothing any more."""
    from rashomon.archive import admitting

    with opened(archive) as desk:
        admitting.revoke(desk, _me(), token)


def _me() -> "Actor":
    from rashomon.archive.admitting import Actor

    return Actor(who=ME, address="terminal", at=now())


def _password(*, stdin: bool) -> str:
    """Read a password where nobody sees it: arguments stand in the list of processes and in histories."""
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise ConfigError("there is no terminal to ask for a password; hand it over with --password-stdin")
    typed = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != typed:
        raise ConfigError("the two passwords differ; nothing was changed")
    return typed
