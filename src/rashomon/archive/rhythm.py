"""When it suits somebody to be told: quiet hours and digests, on the clocks of their own zone."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rashomon.errors import ConfigError
from rashomon.model.watch import Target, Waiting

MORNING = "07:00"
"""When a daily digest comes where there are no quiet hours at whose end it could."""


def due(waiting: Waiting, now: datetime) -> bool:
    """Tell whether what waits for a target should go on its way now."""
    return gathered(waiting.target, waiting.since) <= now and opens(waiting.target, now) <= now


def gathered(target: Target, since: datetime) -> datetime:
    """Return until when events are gathered whose first happened at ``since``."""
    match target.pace:
        case "hourly":
            return since.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        case "daily":
            return _next(_clock(target.quiet_until or MORNING), since, target)
        case _:
            return since


def opens(target: Target, moment: datetime) -> datetime:
    """Return the moment, or the end of the quiet hours that it falls into.

    >>> from datetime import UTC, datetime
    >>> night = Target(id="t", owner="", kind="email", address="", made_at=datetime(2031, 1, 1, tzinfo=UTC),
    ...                quiet_from="22:00", quiet_until="07:00", zone="Asia/Tokyo")
    >>> opens(night, datetime(2031, 1, 1, 14, tzinfo=UTC)).isoformat()
    '2031-01-01T22:00:00+00:00'
    """
    if not target.quiet_from:
        return moment
    start, end = _clock(target.quiet_from), _clock(target.quiet_until)
    here = moment.astimezone(zone(target.zone)).time()
    quiet = start <= here < end if start < end else here >= start or here < end
    return _next(end, moment, target) if quiet else moment


def _next(clock: time, after: datetime, target: Target) -> datetime:
    """Return when the clocks of the target's zone next show this time."""
    here = zone(target.zone)
    day = after.astimezone(here).date()
    moments = (datetime.combine(day + timedelta(days=n), clock, here).astimezone(UTC) for n in range(3))
    return next(moment for moment in moments if moment > after)


def zone(name: str) -> ZoneInfo:
    """Return a zone by its IANA name.

    Raises:
        ConfigError: there is none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ConfigError(f"'{name[:60]}' is no time zone; give one like Europe/Riga") from None


def checked(quiet_from: str, quiet_until: str) -> tuple[str, str]:
    """Return quiet hours as they are kept, empty for none.

    Raises:
        ConfigError: they are no times of day.
    """
    if not (quiet_from or quiet_until):
        return "", ""
    try:
        start, end = _clock(quiet_from), _clock(quiet_until)
    except ValueError:
        raise ConfigError("quiet hours need two times of day, like 22:00 and 07:00") from None
    return ("", "") if start == end else (f"{start:%H:%M}", f"{end:%H:%M}")


def _clock(stated: str) -> time:
    return datetime.strptime(stated, "%H:%M").time()  # noqa: DTZ007 - a time of day, of the target's zone
