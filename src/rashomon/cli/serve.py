"""``rashomon serve``: the archive in a browser on this machine."""

import getpass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon.cli.common import Encoder, Quiet, errors, fetching, load
from rashomon.cli.desk import Place, Teller, now, opened
from rashomon.errors import ConfigError

if TYPE_CHECKING:
    from rashomon.web.room import Room

app = typer.Typer()
PORT = 8765


@app.command()
def serve(
    archive: Place = None,
    host: Annotated[str, typer.Option(help="Address to listen on; only this machine's own for now.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=1, max=65535)] = PORT,
    worker: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--worker/--no-worker", help="Also look at all sources and read what is new.")
    ] = True,
    encoder: Encoder = "e5",
    quiet: Quiet = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Show the archive in a browser: stories, articles, search, sources, and texts of your own compared."""
    check_loopback(host)
    from rashomon.archive.worker import worker as brought_up  # noqa: PLC0415 - load only what is used
    from rashomon.web.room import LOOPBACK, Room  # noqa: PLC0415
    from rashomon.web.standing import Standing  # noqa: PLC0415

    with opened(archive, create=True) as desk, fetching() as fetcher:
        model = load(encoder, quiet=quiet)
        work = brought_up(desk, model, fetcher, now).stand if worker else None
        room = Room(
            archive=desk,
            encoder=model,
            fetcher=fetcher,
            clock=now,
            who=getpass.getuser(),
            hosts=LOOPBACK | {host},
            standing=Standing(work, Teller(quiet)),
        )
        _run(room, host, port, quiet=quiet)


def _run(room: "Room", host: str, port: int, *, quiet: bool) -> None:
    """Serve until an interrupt or a service manager's stop; then let the worker end what it began."""
    import uvicorn  # noqa: PLC0415 - load only what is used

    from rashomon.web.app import create_app  # noqa: PLC0415

    config = uvicorn.Config(create_app(room), host=host, port=port, log_level="warning", server_header=False)
    room.standing.start()
    if not quiet:
        place = f"[{host}]" if ":" in host else host
        errors.print(f"The reading room is at http://{place}:{port}/ (end it with Ctrl+C)", markup=False)
    try:
        uvicorn.Server(config).run()
    except KeyboardInterrupt:
        pass
    finally:
        room.standing.stop()
        room.jobs.close()


def check_loopback(host: str) -> None:
    """Let only addresses of this machine itself through: there are no accounts yet.

    Raises:
        ConfigError: others could reach it.
    """
    try:
        local = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise ConfigError(
            f"{host}: other machines could reach this, and the reading room has no accounts yet; serve on"
            " 127.0.0.1 and let people in through a tunnel (ssh -L) of their own"
        )
