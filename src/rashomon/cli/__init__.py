"""The command line: commands over files, over a standing archive and of the reading room."""

import gc
import os
import sys

# Two thread pools on few cores wait for each other: the encoder's does the heavy work, so NumPy's rests.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Readings are many small objects without cycles: looking for cycles among them as often as Python does by
# itself costs a tenth of the time and finds nothing.
gc.set_threshold(100_000, 20, 20)

INTERRUPTED = 130
"""The exit status of what a person interrupts (128 and the number of SIGINT)."""


def main() -> None:
    """Run the command line of this process; an interrupt, also while it still loads, ends it quietly."""
    try:
        from rashomon.cli.commands import run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
