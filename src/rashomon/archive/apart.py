"""A standing worker in a process of its own, so that what it reads never holds up who shows the archive.

In one process, Python runs one thread at a time: a page that asks the database for thirty rows would wait
for the worker thirty times. The process is asked to give way to others, too.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from multiprocessing.connection import Connection
from threading import Event, Thread

from rashomon.archive.spawning import sendable, spawned
from rashomon.archive.worker import Listener, Worker
from rashomon.errors import RashomonError

BEAT = 0.2
"""Seconds until the worker hears that it was woken."""

Begin = Callable[[], AbstractContextManager[Worker]]


def stand(begin: Begin, stop: Event, listener: Listener, wake: Event) -> None:
    """Do what ``Worker.stand`` does, by a worker that ``begin`` brings up in another process.

    ``begin`` and ``listener`` are sent there, so both must be pickled; what is told is told from there. The
    process ends with this one, however this one ends.

    Raises:
        RashomonError: as ``Worker.stand``; also where anything else ended the worker, with its name.
    """
    process, line = spawned("worker", _work, begin, listener)
    with line:
        ended = _heard(line, stop, wake)
    process.join()
    if ended:
        raise ended


def _heard(line: "Connection[bool, RashomonError | None]", stop: Event, wake: Event) -> RashomonError | None:
    """Pass on what the worker is to hear until it has ended, and return what ended it."""
    try:
        while not line.poll(BEAT):
            if wake.is_set():
                wake.clear()
                line.send(stop.is_set())
        return line.recv()
    except (EOFError, OSError):
        return RashomonError("the worker's process was ended from outside; it is begun again")


def _work(line: "Connection[RashomonError | None, bool]", begin: Begin, listener: Listener) -> None:
    """Work in the new process until the line says to stop, or breaks."""
    stop, wake = Event(), Event()
    Thread(target=_listen, args=(line, stop, wake), daemon=True).start()
    with suppress(OSError):  # nobody is left to be told
        line.send(_ended(begin, stop, listener, wake))


def _ended(begin: Begin, stop: Event, listener: Listener, wake: Event) -> RashomonError | None:
    try:
        with begin() as worker:
            worker.stand(stop, listener, wake)
    except Exception as error:  # noqa: BLE001 - whoever shows the pages says what ended the worker
        return sendable(error)
    return None


def _listen(line: "Connection[RashomonError | None, bool]", stop: Event, wake: Event) -> None:
    """Hear that there is something to do or that it is time to stop, which a broken line says, too."""
    while not stop.is_set():
        try:
            told = line.recv()
        except (EOFError, OSError):
            told = True
        if told:
            stop.set()
        wake.set()
