"""Who looked at which story, noted in the background."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime

from rashomon.errors import RashomonError
from rashomon.model.glance import Visit
from rashomon.store.base import Archive

WAITING = 200
"""Visits that may wait to be written; while the archive is busy for long, others are let go."""
_log = logging.getLogger(__name__)


class Visits:
    """Writes visits one after another, so that no page waits while the worker stores a batch."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="visits")
        self._waiting: set[Future[None]] = set()

    def note(self, visitor: str, story: str, at: datetime, seen: int, report: str | None) -> None:
        """Note that somebody looks at a story now."""
        self._waiting = {future for future in self._waiting if not future.done()}
        if len(self._waiting) < WAITING:
            visit = Visit(visitor=visitor, story=story, at=at, seen=seen, report=report)
            self._waiting.add(self._pool.submit(self._keep, visit))

    def settle(self) -> None:
        """Wait until all that was noted is written."""
        wait(self._waiting)

    def close(self) -> None:
        """Write what waits and end."""
        self._pool.shutdown(wait=True)

    def _keep(self, visit: Visit) -> None:
        try:
            with self._archive.writing() as writer:
                writer.keep_visit(visit)
        except RashomonError as error:
            _log.warning("a visit was not noted: %s", error)
