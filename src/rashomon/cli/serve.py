"""``rashomon serve``: the archive in a browser, on this machine or for those who have an account."""

import gc
import getpass
import socket
import sys
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.common import ROOM, Encoder, Quiet, errors, fetching, named, say
from rashomon.cli.desk import Place, Teller, comparing, logging_as, now, opened, standing
from rashomon.errors import ConfigError

if TYPE_CHECKING:
    from rashomon.store.contract.archive import Archive
    from rashomon.web.room import Room

app = typer.Typer()
PORT = 8765
SHARE = 0.001
"""Seconds for which one request may keep the others from running: a list asks for hundreds of rows, and
after each it would wait out the usual five milliseconds of whoever computes something."""
PROXIES = "127.0.0.1,::1"
"""Whose word is taken for where a request comes from: a reverse proxy on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where the room is served, and under which names."""

    host: str
    port: int
    names: frozenset[str] = frozenset()
    behind_proxy: bool = False

    @property
    def loopback(self) -> bool:
        """Whether it listens on this machine's own address only."""
        try:
            return self.host == "localhost" or ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def beyond(self) -> bool:
        """Whether others can reach it."""
        return not self.loopback or self.behind_proxy or bool(self.names)

    @property
    def shown(self) -> str:
        """The address to tell people."""
        if self.behind_proxy:
            return f"https://{min(self.names)}/"
        name = min(self.names, default=self.host)
        return f"http://[{name}]:{self.port}/" if ":" in name else f"http://{name}:{self.port}/"


@app.command(rich_help_panel=ROOM, epilog="Example: rashomon serve --port 8766 --archive desk.db")
def serve(
    archive: Place = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; any but this machine's own takes accounts.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = PORT,
    public_name: Annotated[
        list[str] | None, typer.Option(help="A name by which others ask for it; may be repeated.")
    ] = None,
    behind_proxy: Annotated[
        bool, typer.Option("--behind-proxy", help="A reverse proxy on this machine speaks https to others.")
    ] = False,
    worker: Annotated[
        bool, typer.Option("--worker/--no-worker", help="Also look at all sources and read what is new.")
    ] = True,
    log: Annotated[str, typer.Option(help="json: one JSON object a request on standard error.")] = "none",
    encoder: Encoder = "e5",
    quiet: Quiet = False,
) -> None:
    """Show the archive in a browser: stories, articles, search, sources, and texts of your own compared."""
    names = frozenset(name.casefold().rstrip(".") for name in public_name or ())
    where = Where(host=host, port=port, names=names, behind_proxy=behind_proxy)
    check(where)
    check_log(log)
    from rashomon.archive import apart
    from rashomon.web.comparer import Apart
    from rashomon.web.jobs import Jobs
    from rashomon.web.room import LOOPBACK, Room
    from rashomon.web.worker_thread import WorkerThread

    with (
        opened(archive, create=True) as desk,
        fetching() as fetcher,
        closing(Jobs()) as jobs,
        Apart(partial(comparing, archive, encoder, quiet=quiet, log=log)) as comparer,
    ):
        if where.beyond:
            check_admin(desk, host)
        model = named(encoder, quiet=quiet)
        work = partial(apart.stand, partial(standing, archive, encoder, quiet=quiet, log=log))
        room = Room(
            archive=desk,
            encoder=model,
            comparer=comparer,
            jobs=jobs,
            fetcher=fetcher,
            clock=now,
            who=getpass.getuser(),
            hosts=LOOPBACK | {host.casefold()} | names,
            beyond=where.beyond,
            worker=WorkerThread(work if worker else None, Teller(quiet)),
        )
        _run(room, where, log, quiet=quiet)


def _run(room: "Room", where: Where, log: str, *, quiet: bool) -> None:
    """Serve until an interrupt or a service manager's stop; then let the worker end what it began."""
    import uvicorn

    from rashomon.web.app import create_app

    logging_as(log)
    sys.setswitchinterval(SHARE)
    config = uvicorn.Config(
        create_app(room),
        host=where.host,
        port=where.port,
        log_level="warning",
        log_config=None if log == "json" else uvicorn.config.LOGGING_CONFIG,
        access_log=False,
        server_header=False,
        proxy_headers=where.behind_proxy,
        forwarded_allow_ips=PROXIES,
    )
    gc.freeze()  # what was loaded stays as long as the room: no pause to look through it again
    with listen(where) as listening:
        room.worker.start()
        if not quiet:
            _tell(where)
        try:
            uvicorn.Server(config).run([listening])
        except KeyboardInterrupt:
            pass
        finally:
            room.worker.stop()


def listen(where: Where) -> socket.socket:
    """Take the port before anything is promised.

    Raises:
        ConfigError: it cannot be had.
    """
    try:
        found = socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, address = found[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        why = f"cannot be listened on ({error.strerror}); choose another --host or --port"
        raise ConfigError(f"{where.host}:{where.port}: {why}") from error


def _tell(where: Where) -> None:
    errors.print(f"The reading room is at {where.shown} (end it with Ctrl+C)", markup=False)
    if not where.loopback:
        say(
            "Passwords travel in plain http: whoever is in between can read them. Put a reverse proxy with"
            " https before it (--host 127.0.0.1 --behind-proxy; docs/accounts.md)."
        )


def check(where: Where) -> None:
    """Let only places through where somebody could find the room and nobody else's word is taken.

    Raises:
        ConfigError: options do not go together.
    """
    if where.behind_proxy and not where.loopback:
        raise ConfigError(
            f"{where.host}: behind a proxy listen on 127.0.0.1, or whoever reaches this port goes round it"
        )
    if odd := next((name for name in where.names if not name or set(name) & set("/:@ ")), None):
        raise ConfigError(f"'{odd}' is no bare name of a host; give one like desk.example.org")
    if where.behind_proxy and not where.names:
        raise ConfigError("--behind-proxy needs --public-name, the name by which the proxy is asked")
    if where.host in {"0.0.0.0", "::"} and not where.names:  # noqa: S104 - what is asked is refused
        raise ConfigError(
            f"{where.host} listens on every address; say with --public-name by which names it is asked for"
        )


def check_admin(archive: "Archive", host: str) -> None:
    """Let others in only where somebody can say who comes in.

    Raises:
        ConfigError: there is no admin yet.
    """
    with archive.reading() as reader:
        known = reader.accounts()
    if not any(account.role == "admin" and not account.disabled for account in known):
        raise ConfigError(
            f"{host}: others could reach this, and the archive has no admin account yet; first run:"
            " rashomon user add NAME --role admin"
        )


def check_log(log: str) -> None:
    """Let only kinds of log through that there are; raises ``ConfigError``."""
    if log not in {"none", "json"}:
        raise ConfigError(f"'{log}' is no kind of log; choose none or json")
