"""Comparisons that take longer than a page may: begun once, done one after another, asked for again."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from rashomon.errors import RashomonError, StoreBusy

KEPT, WAITING = 40, 20
"""Jobs that are remembered, and that may wait: each result is a whole story."""


@dataclass(slots=True, eq=False)
class Job:
    """Work that is under way or done; ``done`` of ``of`` articles are read."""

    name: str
    future: "Future[Any]" = field(default_factory=Future)
    done: int = 0
    of: int = 0

    def advance(self, done: int, of: int) -> None:
        """Hear how far the work is."""
        self.done, self.of = done, of

    @property
    def ended(self) -> bool:
        """Whether it has a result or has failed."""
        return self.future.done()

    def result(self) -> Any:
        """Return what an ended job came to, or raise what it failed of."""
        return self.future.result(timeout=0)

    def failure(self) -> str | None:
        """Say in one line what an ended job failed of; None where it did not."""
        error = self.future.exception(timeout=0) if self.ended else None
        if error is None:
            return None
        return str(error) if isinstance(error, RashomonError) else f"{type(error).__name__}: {error}"


class Jobs:
    """Comparisons one after another: each uses all cores, so two at once are no faster."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="comparing")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = Lock()

    def begin(self, name: str, work: Callable[[Job], Any]) -> Job:
        """Begin what bears this name, or return what was begun before.

        Raises:
            StoreBusy: too many comparisons wait already.
        """
        with self._lock:
            if name in self._jobs:
                return self._jobs[name]
            if sum(not job.ended for job in self._jobs.values()) >= WAITING:
                raise StoreBusy("too many comparisons wait; try again in a minute")
            job = Job(name)
            job.future = self._pool.submit(work, job)
            self._jobs[name] = job
            self._drop_oldest()
            return job

    def get(self, name: str) -> Job | None:
        """Return the job of this name if it is remembered."""
        with self._lock:
            return self._jobs.get(name)

    def forget(self, name: str) -> None:
        """Let go of a job that has ended."""
        with self._lock:
            if name in self._jobs and self._jobs[name].ended:
                del self._jobs[name]

    def under_way(self) -> int:
        """Count the comparisons that are not done yet."""
        with self._lock:
            return sum(not job.ended for job in self._jobs.values())

    def close(self) -> None:
        """Begin nothing more; what is under way comes to its end."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _drop_oldest(self) -> None:
        ended = [name for name, job in self._jobs.items() if job.ended]
        for name in ended[: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[name]
