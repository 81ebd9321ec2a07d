"""Processes of our own beside the reading room, which give way to its pages."""

import os
import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from rashomon.errors import RashomonError

NICENESS = 10
"""How much such a process gives way, of 19: more, and others would wait for what it is writing."""


def spawned(name: str, work: Callable[..., None], *given: Any) -> "tuple[BaseProcess, Connection[Any, Any]]":
    """Start ``work`` in a process of its own; return the process, and the line to it.

    ``work`` is called with the other end of the line and what is ``given``; all of it must be pickled. It
    hears of no interrupt: that is sent to the whole group, and whoever started it says when to end.
    """
    # A forked process would hold the locks of threads that it does not have.
    context = get_context("spawn")
    line, theirs = context.Pipe()
    process = context.Process(target=_begin, args=(work, theirs, *given), name=name)
    process.start()
    theirs.close()
    return process, line


def _begin(work: Callable[..., None], line: "Connection[Any, Any]", *given: Any) -> None:
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    os.nice(NICENESS)
    work(line, *given)


def sendable(error: Exception) -> RashomonError:
    """Return an error as another process can read it: not every one survives being sent."""
    return error if isinstance(error, RashomonError) else RashomonError(f"{type(error).__name__}: {error}")
