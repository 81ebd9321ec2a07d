"""Rashomon reads how outlets in any language cover the same event, and shows it with its evidence.

Exit status: 0 all went well; 1 nothing could be done, and the message says
why; 2 the command was misspelt; 3 a result was made, but some of the input
could not be read.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated

import typer

from rashomon.cli import archive, feedback, files, serve, source, story, tools, user, watchlist
from rashomon.cli.common import ARCHIVE, FAILED, PARTIAL, ROOM, say
from rashomon.errors import RashomonError

__all__ = ["FAILED", "PARTIAL", "app", "run"]

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for part in (files, archive, serve, tools):
    app.add_typer(part.app)
app.add_typer(source.app, name="source", rich_help_panel=ARCHIVE)
app.add_typer(story.app, name="story", rich_help_panel=ARCHIVE)
app.add_typer(user.app, name="user", rich_help_panel=ROOM)
app.add_typer(feedback.app, name="feedback", rich_help_panel=ROOM)
app.add_typer(watchlist.app, name="watchlist", rich_help_panel=ROOM)


def _version(asked: bool) -> None:  # noqa: FBT001 - called by the option
    if asked:
        tools.version()
        raise typer.Exit


@app.callback(epilog="Example: rashomon compare articles/ --html report.html", help=__doc__)
def options(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Take what stands before any command."""


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; an error is one line on standard error, not a traceback."""
    _open_streams()
    try:
        app(arguments)
    except RashomonError as error:
        say(f"rashomon: {error}")
        sys.exit(FAILED)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""  # the output has no name
        say(f"rashomon: {where}{error.strerror or error}")
        sys.exit(FAILED)
    except Exception as error:  # noqa: BLE001 - the border to the user: what nobody foresaw
        told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        say(
            f"rashomon: a fault of the program itself ({told}); what was stored stands; "
            f"please report it with {_traced()}"
        )
        sys.exit(FAILED)


def _open_streams() -> None:
    """Let no letter that a terminal cannot show, and no stream that is closed, end a command."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - to the end
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _traced() -> str:
    """Write down where the program broke, and return the name of the file."""
    with NamedTemporaryFile(
        "w", encoding="utf-8", errors="backslashreplace", prefix="rashomon-", suffix=".txt", delete=False
    ) as file:
        file.write(traceback.format_exc())
    return file.name
