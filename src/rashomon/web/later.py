"""What is written when an answer is on its way: who looked at which story, and pages that were made."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

from rashomon.errors import RashomonError
from rashomon.model.glance import Leaf, Visit
from rashomon.store.contract.archive import Archive, Writer

WAITING = 200
"""Things that may wait to be written; while the archive is busy for long, others are let go."""
_log = logging.getLogger(__name__)


class Later:
    """Writes one thing after another, so that no page waits while the worker stores a batch."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="later")
        self._waiting: set[Future[None]] = set()

    def visit(self, visit: Visit) -> None:
        """Note that somebody looks at a story."""
        self._put(lambda writer: writer.keep_visit(visit))

    def leaf(self, leaf: Leaf) -> None:
        """Keep a story's page."""
        self._put(lambda writer: writer.keep_leaf(leaf))

    def settle(self) -> None:
        """Wait until all that was put here is written."""
        wait(self._waiting)

    def close(self) -> None:
        """Write what waits and end."""
        self._pool.shutdown(wait=True)

    def _put(self, work: Callable[[Writer], None]) -> None:
        self._waiting = {future for future in self._waiting if not future.done()}
        if len(self._waiting) < WAITING:
            self._waiting.add(self._pool.submit(self._write, work))

    def _write(self, work: Callable[[Writer], None]) -> None:
        try:
            with self._archive.writing() as writer:
                work(writer)
        except RashomonError as error:
            _log.warning("a visit or a page was not kept: %s", error)
