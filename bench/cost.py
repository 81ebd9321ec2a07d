"""Measure what a command costs as a whole process: wall time, processor time and peak memory.

Modules are compiled once, as installers leave them, whatever this machine's environment says: a first run
that is not counted makes the byte code.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from tempfile import TemporaryDirectory

MEGABYTE = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall time and of processor time, and megabytes of peak resident memory of one process."""

    seconds: float
    processor: float
    megabytes: float


def of_compare(paths: Sequence[str], output: str = os.devnull) -> Cost:
    """Run ``rashomon compare`` on the paths in a process of its own."""
    return of("compare", *paths, "--json", output)


def of(*arguments: str) -> Cost:
    """Run ``rashomon`` with these arguments in a process of its own."""
    command = [sys.executable, "-m", "rashomon.cli", *arguments, "--quiet"]
    environment = _with(_compiled().name)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, env=environment)  # noqa: S603 - our own command on our own files
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # Linux counts in kilobytes; the largest child so far is this one.
    return Cost(seconds, processor, after.ru_maxrss / MEGABYTE)


@cache
def _compiled() -> TemporaryDirectory[str]:
    """Return the folder for byte code, which lasts as long as this process."""
    return TemporaryDirectory()


def _with(compiled: str) -> Mapping[str, str]:
    others = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return others | {"PYTHONPYCACHEPREFIX": compiled}
