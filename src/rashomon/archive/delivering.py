"""Bring events to those who want to be told: from the outbox into messages, and these on their way.

A message is made once, of events that were in none before, and is tried until it is taken or given up.
Killed between sending and noting that it was sent, it is sent again under the same id, by which the
receiver knows it. Nothing of this holds up reading: it has a thread of its own, and no transaction is
open while somebody is asked.
"""

import logging
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from threading import Event as Signal
from threading import Thread

from rashomon.archive.collecting import Clock
from rashomon.archive.rhythm import due, opens
from rashomon.errors import FetchError, RashomonError
from rashomon.model.watch import Event, Message, Target, TargetKind
from rashomon.store.contract.archive import Archive

Send = Callable[[Message, Target, Sequence[Event]], None]
"""Sends a message once, or raises ``FetchError``: without ``retry_after``, it makes no sense to try again."""

_log = logging.getLogger(__name__)
MOST = 50
"""Events of one message."""
PAUSES = (10.0, 120.0, 600.0, 3600.0, 4 * 3600.0, 12 * 3600.0, 24 * 3600.0)
"""Seconds until each further attempt; after the last, a message is given up."""
AT_ONCE, TARGETS = 40, 4
"""Messages of one round, and targets that are asked at the same time."""
EVERY = 5.0
"""Seconds between two rounds."""


@dataclass(slots=True, kw_only=True)
class Courier:
    """Delivers messages; ``chance`` is uniform in [0, 1), so that not all try again at the same time."""

    archive: Archive
    send: Mapping[TargetKind, Send]
    clock: Clock
    chance: Callable[[], float] = random.random
    _stopped: Signal = field(default_factory=Signal)

    def deliver(self) -> int:
        """Make messages of what should be told now and try those that are due; return how many were taken.

        Raises:
            StoreError: the archive cannot be read or written; nothing is lost.
        """
        self._make()
        now = self.clock()
        with self.archive.reading() as reader:
            found = reader.due_messages(now, AT_ONCE)
            ready = [(m, t, reader.contents(m.id)) for m, t in found if opens(t, now) <= now]
        if not ready:
            return 0
        ready.sort(key=lambda one: one[1].id)
        queues = [list(queue) for _, queue in groupby(ready, key=lambda one: one[1].id)]
        with ThreadPoolExecutor(TARGETS, thread_name_prefix="sending") as pool:
            return sum(pool.map(self._queue, queues))

    def stand(self, stop: Signal) -> None:
        """Deliver until ``stop`` is set; whatever goes wrong in one round is waited for in the next."""
        self._stopped = stop
        while not stop.is_set():
            try:
                self.deliver()
            except Exception as error:  # noqa: BLE001 - what was not noted is tried again under the same id
                _log.warning("messages could not be delivered: %r", error)
            stop.wait(EVERY)

    def _make(self) -> None:
        now = self.clock()
        with self.archive.reading() as reader:
            ready = [waiting for waiting in reader.waiting() if due(waiting, now)]
        for waiting in ready:
            with self.archive.writing() as writer:
                while writer.make_message(waiting.target.id, now, MOST):
                    pass

    def _queue(self, queue: Sequence[tuple[Message, Target, Sequence[Event]]]) -> int:
        """Send the messages of one target one after another, as long as they are taken."""
        for number, one in enumerate(queue):
            if self._stopped.is_set() or not self._try(*one):
                return number
        return len(queue)

    def _try(self, message: Message, target: Target, events: Sequence[Event]) -> bool:
        error = self._sent(message, target, events)
        now = self.clock()
        with self.archive.writing() as writer:
            if error is None:
                writer.note_sent(message.id, now)
            else:
                writer.note_unsent(message.id, str(error), self._again(message, target, error, now))
        return error is None

    def _sent(self, message: Message, target: Target, events: Sequence[Event]) -> FetchError | None:
        try:
            self.send[target.kind](message, target, events)
        except FetchError as error:
            return error
        except Exception as error:  # noqa: BLE001 - one message must not keep the others
            reason = str(error) if isinstance(error, RashomonError) else f"{type(error).__name__}: {error}"
            return FetchError(" ".join(reason.split())[:300], retry_after=0.0)
        return None

    def _again(self, message: Message, target: Target, error: FetchError, now: datetime) -> datetime | None:
        if error.retry_after is None or message.attempts >= len(PAUSES):
            return None
        pause = PAUSES[message.attempts] * (0.8 + 0.4 * self.chance())
        return opens(target, now + timedelta(seconds=max(pause, error.retry_after)))


@contextmanager
def beside(courier: Courier | None) -> Iterator[None]:
    """Let a courier deliver in a thread of its own meanwhile."""
    if courier is None:
        yield
        return
    stop = Signal()
    thread = Thread(target=courier.stand, args=(stop,), name="courier", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
