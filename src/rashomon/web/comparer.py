"""Comparing in a process of its own, so that no page waits for it and the room never loads the model.

The process reads and writes the archive itself, as the standing worker's does; what is sent to it and back
is small.
"""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from signal import Signals
from threading import Lock, Thread, Timer
from types import TracebackType
from typing import Any, Protocol, Self, TypeAlias, TypeVar, cast

from rashomon.archive.spawning import sendable, spawned
from rashomon.encoders.base import Encoder, Progress
from rashomon.errors import RashomonError
from rashomon.store.contract.archive import Archive

IDLE = 600.0
"""Seconds without a comparison after which the process, which holds half a gigabyte, ends."""
DIED = (
    "the process that compared was ended from outside ({how}), as systems do where memory runs out;"
    " free some, or compare fewer articles, and try again"
)
CLOSED = "the room is being closed; compare again when it is back"

T = TypeVar("T")
Work = Callable[[Archive, Encoder, Progress], T]
"""One comparison: a function of a module, or a ``partial`` of one, since it may be sent elsewhere."""
Means = tuple[Archive, Encoder]
Begin = Callable[[], AbstractContextManager[Means]]
_Line: TypeAlias = "Connection[Any, Any]"


class Comparer(Protocol):
    """Carries out comparisons, wherever that may be."""

    def __call__(self, work: Work[T], progress: Progress) -> T:
        """Carry one out and return what it comes to.

        Raises:
            RashomonError: what it fails of.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ended:
    """How a comparison ended in the other process."""

    value: Any = None
    error: RashomonError | None = None


class Apart:
    """A ``Comparer`` in one other process, where ``begin``, which is sent there, brings up what it takes.

    The process is started by the first comparison, takes one at a time, and ends when it has had none for
    ``idle`` seconds. Where it is killed, that costs one comparison: the next one gets a new process. Leaving
    the context ends it at once; a comparison that is under way is given up.
    """

    def __init__(self, begin: Begin, idle: float = IDLE) -> None:
        self._begin, self._seconds = begin, idle
        self._turn = Lock()
        self._other: _Other | None = None
        self._rest = Timer(idle, self._end)
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __call__(self, work: Work[T], progress: Progress) -> T:
        """Carry a comparison out in the other process; see ``Comparer``."""
        with self._turn:
            self._rest.cancel()
            try:
                ended = self._ready().carry_out(work, progress)
            finally:
                self._rest = Timer(self._seconds, self._end)
                self._rest.daemon = True
                self._rest.start()
        if ended.error:
            raise ended.error
        return cast("T", ended.value)

    def close(self) -> None:
        """End the process, and with it what it does."""
        self._closed = True
        if self._other:
            self._other.process.kill()  # so that whose turn it is comes to an end
        self._end()
        self._rest.cancel()

    def _ready(self) -> "_Other":
        if not (self._closed or (self._other and self._other.process.is_alive())):
            self._other = _Other(self._begin)
        if self._closed or not self._other:
            raise RashomonError(CLOSED)
        return self._other

    def _end(self) -> None:
        with self._turn:
            if self._other:
                self._other.end()


class _Other:
    """The other process, seen from this one."""

    def __init__(self, begin: Begin) -> None:
        self.process, self._line = spawned("comparer", _work, begin)

    def carry_out(self, work: Work[Any], progress: Progress) -> _Ended:
        try:
            self._line.send(work)
            while not isinstance(told := self._line.recv(), _Ended):
                progress(*told)
        except (EOFError, OSError):
            self.end()
            raise RashomonError(DIED.format(how=_how(self.process.exitcode or 0))) from None
        return told

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self._line.close()


def _how(code: int) -> str:
    """Say how a process ended.

    >>> _how(-9), _how(1)
    ('SIGKILL', 'status 1')
    """
    return Signals(-code).name if code < 0 else f"status {code}"


def _work(line: _Line, begin: Begin) -> None:
    """Compare in the new process until nobody asks any more."""
    Thread(target=_end_with_parent, daemon=True).start()
    with ExitStack() as opened, suppress(EOFError, OSError):
        means = cache(lambda: opened.enter_context(begin()))
        while True:
            line.send(_ended(line.recv(), means, line))


def _ended(work: Work[Any], means: Callable[[], Means], line: _Line) -> _Ended:
    try:
        return _Ended(value=work(*means(), lambda done, of: line.send((done, of))))
    except MemoryError:
        raise  # what is left of the process could not be relied upon
    except Exception as error:  # noqa: BLE001 - whoever asked is told
        return _Ended(error=sendable(error))


def _end_with_parent() -> None:
    """End at once when the process that began this one has ended, however it did."""
    if parent := parent_process():
        parent.join()
    os._exit(1)
