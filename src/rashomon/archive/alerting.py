"""What a standing worker does for those who watch, after each round and within bounds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

from rashomon.archive.collecting import Clock
from rashomon.archive.examining import examine
from rashomon.archive.silence import notice_silence
from rashomon.encoders.base import Encoder
from rashomon.store.contract.archive import Archive

LOOKS = 2
"""Watched stories that are compared after one round: each takes seconds, in which nothing is read."""
EVERY = timedelta(minutes=10)
"""How often outlets are asked whether they are silent."""


@dataclass(slots=True, kw_only=True)
class Alerter:
    """Notices what no batch brings: silence, and what only a comparison shows."""

    archive: Archive
    encoder: Encoder
    clock: Clock
    _asked: datetime | None = None

    def round(self, stop: Event | None = None) -> None:
        """Do what is due, until ``stop`` is set; raises ``StoreError`` where the archive fails."""
        now = self.clock()
        if self._asked is None or now - self._asked >= EVERY:
            notice_silence(self.archive, now)
            self._asked = now
        for _ in range(LOOKS):
            if stop and stop.is_set():
                return
            examine(self.archive, self.encoder, now, 1)
