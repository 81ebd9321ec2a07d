"""The archive's standing worker inside the reading room: begun, ended, and asked how it fares."""

from collections.abc import Callable
from threading import Event, Thread
from typing import Literal

from rashomon.archive.worker import Listener
from rashomon.errors import RashomonError, StoreBusy

State = Literal["off", "working", "elsewhere", "failed"]
STATES: tuple[State, ...] = ("off", "working", "elsewhere", "failed")
Work = Callable[[Event, Listener, Event], None]
"""``Worker.stand`` without its worker."""


def _unheard(_: object) -> None:
    """Tell nobody."""


AGAIN = 30.0
"""Seconds after which a worker that was kept out or has failed is tried again, sooner where it is woken."""


class WorkerThread:
    """A worker in a thread of its own: what ends it never ends the pages.

    ``state`` is ``elsewhere`` where another process holds the archive, ``failed`` with the ``reason``; the
    other process may end and a disk be cleared, so both are tried again.
    """

    def __init__(self, work: Work | None = None, listener: Listener = _unheard) -> None:
        self.state: State = "off"
        self.reason = ""
        self._work, self._listener = work, listener
        self._stop, self._wake = Event(), Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin, where there is a worker."""
        if self._work:
            self.state = "working"
            self._thread = Thread(target=self._run, args=(self._work,), name="worker", daemon=True)
            self._thread.start()

    def wake(self) -> None:
        """Let it look at once at what was just added."""
        self._wake.set()

    def stop(self) -> None:
        """End; a batch that was begun is brought to its end."""
        self._stop.set()
        self._wake.set()
        if self._thread:
            self._thread.join()

    def _run(self, work: Work) -> None:
        while not self._stop.is_set():
            self._try(work)
            if self.state == "off":
                return
            self._wake.wait(AGAIN)
            self._wake.clear()

    def _try(self, work: Work) -> None:
        self.state, self.reason = "working", ""
        try:
            work(self._stop, self._listener, self._wake)
            self.state = "off"
        except StoreBusy as error:
            self.state, self.reason = "elsewhere", str(error)
        except RashomonError as error:
            self.state, self.reason = "failed", str(error)
        except Exception as error:  # noqa: BLE001 - the pages must stay, and say what ended the worker
            self.state, self.reason = "failed", f"{type(error).__name__}: {error}"
