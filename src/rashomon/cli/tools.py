"""Commands about what Rashomon reads with: ``models``, ``lang`` and ``version``."""

import sys
from typing import Annotated

import typer

from rashomon import __version__
from rashomon.cli.common import FAILED, ITSELF, Quiet, progress
from rashomon.errors import ModelError

app = typer.Typer()
models_app = typer.Typer(
    no_args_is_help=True, help="List, build and verify the models that Rashomon reads with."
)
app.add_typer(models_app, name="models", rich_help_panel=ITSELF)
lang_app = typer.Typer(no_args_is_help=True, help="List the language packs and check what one lacks.")
app.add_typer(lang_app, name="lang", rich_help_panel=ITSELF)


@app.command(rich_help_panel=ITSELF, epilog="Example: rashomon version")
def version() -> None:
    """Print the version."""
    sys.stdout.write(__version__ + "\n")


@models_app.command("list", epilog="Example: rashomon models list")
def show_models() -> None:
    """Show which models there are and whether they are built."""
    from rashomon.encoders import models

    for state in models.list_models():
        sys.stdout.write(f"{state.name}\t{state.condition}\t{state.about}\t{state.folder or '-'}\n")


@models_app.command("build", epilog="Example: rashomon models build e5")
def build(name: Annotated[str, typer.Argument()] = "e5", quiet: Quiet = False) -> None:
    """Build a model anew from the weights inside its package."""
    from rashomon.encoders import models

    with progress("Building the encoder", quiet=quiet) as advance:
        models.build_model(name, advance)


@models_app.command("verify", epilog="Example: rashomon models verify e5")
def verify(name: Annotated[str, typer.Argument()] = "e5") -> None:
    """Check a model's files and the vectors it gives."""
    from rashomon.encoders import models

    state = models.verify_model(name)
    if state.condition != "ready":
        raise ModelError(f"{name} is {state.condition}; run: rashomon models build {name}")
    sys.stdout.write(f"{name}: ready\n")


@lang_app.command("list", epilog="Example: rashomon lang list")
def show_packs() -> None:
    """Show which languages have a pack, how many words each holds and whether it lacks any list."""
    from rashomon.lang.check import check
    from rashomon.lang.pack import codes

    for code in codes():
        found = check(code)
        sys.stdout.write(f"{code}\t{found.name}\t{found.terms} terms\t{found.verdict}\n")


@lang_app.command("check", epilog="Example: rashomon lang check pt")
def check_pack(code: Annotated[str, typer.Argument(help="A folder's name, like pt.")]) -> None:
    """Say what a language pack lacks, what is lost by that, and which of its terms look wrong."""
    from rashomon.lang.check import check

    found = check(code)
    for line in found.lines():
        sys.stdout.write(f"{line}\n")
    if found.lacking:
        raise typer.Exit(FAILED)
