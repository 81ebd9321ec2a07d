"""Notice outlets that have fallen silent, by a rule that can be told in a sentence.

An outlet is silent when nothing of it has come for more than twice the longest pause of the four weeks
before its last article, although the place that brings it has answered since. Nights and weekends are
such pauses, so an outlet is judged only when it has been heard of for a week at least.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from rashomon.archive.noticing import event_id, note
from rashomon.model.watch import Event, Watchlist
from rashomon.store.contract.archive import Archive, Reader

WINDOW, KNOWN = timedelta(days=28), timedelta(days=7)
LEAST = 10
"""Articles without which nothing can be said of an outlet's habits."""
SHORTEST = timedelta(hours=1)
"""No pause is taken for shorter: sources are looked at four times an hour."""
PAUSES = 2


def notice_silence(archive: Archive, now: datetime) -> None:
    """Note which of the outlets that somebody watches have fallen silent."""
    with archive.reading() as reader:
        watching = [o for o in reader.watchlists() if o.watches_outlets and "outlet_silent" in o.triggers]
        found = list(_silent(reader, now)) if watching else []
    for outlet, event in found:
        with archive.writing() as writer:
            note(writer, event, [one for one in watching if _watches(one, outlet, event)])


def _watches(watchlist: Watchlist, outlet: str, event: Event) -> bool:
    return watchlist.outlet in {"", outlet, event.title}


def _silent(reader: Reader, now: datetime) -> list[tuple[str, Event]]:
    seen = [(outlet, last) for outlet, last in reader.last_seen(now - WINDOW) if now - last > SHORTEST]
    judged = [(outlet, _judged(reader, outlet, last, now)) for outlet, last in seen]
    return [(outlet, event) for outlet, event in judged if event]


def _judged(reader: Reader, outlet: str, last: datetime, now: datetime) -> Event | None:
    usual = longest_pause(reader.outlet_moments(outlet, last - WINDOW))
    if usual is None or now - last <= PAUSES * usual:
        return None
    name, place = reader.brought_by(outlet)
    healths = {subscription.id: health for subscription, health in reader.subscriptions()}
    health = healths.get(place) if place else None
    answered = health.succeeded_at if health else None
    if answered is None or answered - last <= PAUSES * usual:
        return None  # nobody looked, so that nobody can say
    return Event(
        id=event_id("outlet_silent", outlet, last.isoformat()),
        kind="outlet_silent",
        at=now,
        title=name,
        facts={"since": last.isoformat(), "usual": str(int(usual.total_seconds()))},
    )


def longest_pause(moments: Sequence[datetime]) -> timedelta | None:
    """Return the longest pause between an outlet's articles; None where too little is known."""
    if len(moments) < LEAST or moments[-1] - moments[0] < KNOWN:
        return None
    return max(SHORTEST, *(later - earlier for earlier, later in pairwise(moments)))
