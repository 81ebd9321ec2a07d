"""What was counted lately, so that all who look at one list within seconds wait for one count."""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

FRESH = timedelta(seconds=10)
"""So old may be what is shown."""
HELD = 200
"""Things that are remembered, those that were counted last."""
T = TypeVar("T")


class Lately(Generic[T]):
    """Things that cannot be changed, by what they were counted of; for many threads."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, tuple[datetime, T]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, now: datetime) -> T | None:
        """Return what was counted, None where that is too long ago or never was."""
        with self._lock:
            at, found = self._held.get(key, (None, None))
        return found if at and now - at <= FRESH else None

    def put(self, key: Hashable, now: datetime, counted: T) -> None:
        """Remember what was counted now."""
        with self._lock:
            self._held[key] = now, counted
            self._held.move_to_end(key)
            if len(self._held) > HELD:
                self._held.popitem(last=False)
