"""Be a polite guest: leave time between requests to one host, ask it little at once, and go when told to.

Nothing here waits long. A turn that is further off than ``patience`` is not waited for but said to the
caller, who can do something else meanwhile and come back.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from anyio import Semaphore

from rashomon.errors import FetchDeferred
from rashomon.fetch.robots import Rules

Clock = Callable[[], float]
"""Seconds since the epoch."""
Sleep = Callable[[float], Awaitable[None]]

MOST_HOSTS = 10_000
"""Hosts remembered; the one met first is forgotten first."""


@dataclass(slots=True, kw_only=True)
class Host:
    """What is known of one host; times in seconds since the epoch."""

    gate: Semaphore
    next_turn: float = 0.0
    closed_until: float = 0.0
    rules: Rules | None = None
    asking: Semaphore = field(default_factory=lambda: Semaphore(1))
    """Held while its robots.txt is asked for, so that this is done once."""


class Hosts:
    """All hosts met so far, by scheme, name and port."""

    def __init__(self, clock: Clock, sleep: Sleep, *, at_once: int, patience: float) -> None:
        self._clock, self._sleep = clock, sleep
        self._at_once, self._patience = at_once, patience
        self._known: dict[str, Host] = {}

    def __getitem__(self, origin: str) -> Host:
        if origin not in self._known:
            if len(self._known) >= MOST_HOSTS:
                del self._known[next(iter(self._known))]
            self._known[origin] = Host(gate=Semaphore(self._at_once))
        return self._known[origin]

    @asynccontextmanager
    async def turn(self, origin: str, delay: float) -> AsyncIterator[None]:
        """Wait for this host's next turn, ``delay`` seconds after the one before, and hold it.

        Raises:
            FetchDeferred: the turn is too far off, or the host asked to be left alone for a while.
        """
        host, now = self[origin], self._clock()
        start = max(now, min(host.next_turn, now + 3600 + delay))  # a clock set back must not close a host
        wait = max(start, host.closed_until) - now
        if wait > self._patience:
            raise FetchDeferred(f"{origin}: its next turn is in {wait:.0f} seconds", retry_after=wait)
        host.next_turn = start + delay
        if wait > 0:
            await self._sleep(wait)
        async with host.gate:
            yield

    def close(self, origin: str, seconds: float) -> None:
        """Leave a host alone for a while, since it said that it is overloaded."""
        self[origin].closed_until = self._clock() + seconds
