"""Measure what one comparison costs as a whole process: wall time and peak memory."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

MEGABYTE = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall time and megabytes of peak resident memory of one process."""

    seconds: float
    megabytes: float


def of_compare(paths: Sequence[str], output: str = os.devnull) -> Cost:
    """Run ``rashomon compare`` on the paths in a process of its own."""
    command = [sys.executable, "-m", "rashomon.cli", "compare", *paths, "--json", output, "--quiet"]
    began = time.perf_counter()
    subprocess.run(command, check=True)  # noqa: S603 - our own command on our own files
    seconds = time.perf_counter() - began
    # Linux counts in kilobytes; the largest child so far is this one.
    return Cost(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE)
