"""When to try again: what the server says, else longer after each failure, never all at the same time."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIRST = 60.0
LONGEST = 6 * 3600.0
LONGEST_STATED = 24 * 3600.0
"""Seconds after the first failure, at most, and at most where a server asks for it."""


def backoff(failures: int, chance: float, stated: float | None = None) -> float:
    """Return seconds until the next attempt, after ``failures`` earlier ones; ``chance`` is in [0, 1).

    The jitter spreads over half to one and a half of the time. A stated time is never undercut, only
    exceeded by up to a tenth.
    """
    if stated is not None:
        return min(max(stated, 1.0), LONGEST_STATED) * (1 + chance / 10)
    return min(FIRST * 2.0 ** min(failures, 20), LONGEST) * (0.5 + chance)


def retry_after(header: str | None, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks for, in either of its forms; None if it has none."""
    value = (header or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - datetime.fromtimestamp(now, UTC)).total_seconds(), 0.0)
