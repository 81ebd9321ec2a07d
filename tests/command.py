"""The command line, as tests run it within their own process."""

from pathlib import Path

from rashomon.cli import commands


def run(*args: str | Path) -> int:
    """Run a command and return its exit status."""
    try:
        commands.run([str(arg) for arg in args])
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0
