"""An encoder that tells where it is, and then encodes for ever: for the tests of what ends it."""

import os
import signal
from pathlib import Path

from rashomon.encoders.tiny import TinyEncoder

PLACE = "TOLD_AT"
"""Names the variable with the path of a FIFO, which stays open for as long as the process lives."""


class Held(TinyEncoder):
    def encode(self, *_: object) -> list[object]:  # type: ignore[override]
        with Path(os.environ[PLACE]).open("w") as told:
            told.write("begun\n")
            told.flush()
            while True:
                signal.pause()
