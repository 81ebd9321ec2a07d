"""Where a story stands in its life: a pure function of when it was covered and of now."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

Phase = Literal["new", "growing", "quiet", "reopened"]

NEW = timedelta(hours=24)
"""How long a story counts as new from its first article on."""
QUIET = timedelta(days=3)
"""How long without coverage until a story counts as quiet."""


def phase(times: Sequence[datetime], now: datetime) -> Phase:
    """Return the phase of a story that was covered at these times, in any order; there is at least one.

    ``reopened`` is coverage after a quiet time, for as long as it would have been ``new``; after that the
    story is ``growing`` until it falls quiet.

    Raises:
        ValueError: there is no time.
    """
    ordered = sorted(times)
    if not ordered:
        raise ValueError("a story without coverage has no phase")
    if now - ordered[-1] > QUIET:
        return "quiet"
    begun = [later for earlier, later in pairwise(ordered) if later - earlier > QUIET]
    if begun and now - begun[-1] <= NEW:
        return "reopened"
    return "new" if now - ordered[0] <= NEW else "growing"
