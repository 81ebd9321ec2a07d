"""Watchlists, what happened to them and how telling it fares, as resources."""

from dataclasses import dataclass
from datetime import datetime

from rashomon.archive.naming import named
from rashomon.archive.noticing import UNKNOWN
from rashomon.archive.rhythm import gathered, opens
from rashomon.archive.wording import line, link
from rashomon.model.archive import Listing, StoryRecord
from rashomon.model.watch import (
    Event,
    EventKind,
    Message,
    MessageState,
    Pace,
    Target,
    TargetKind,
    Trigger,
    Waiting,
    Watchlist,
)
from rashomon.store.contract.archive import Reader

MATCHES = 10
"""Stories that are shown as what matches now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetView:
    """Where a watchlist tells its owner; a webhook's secret is never shown again."""

    id: str
    kind: TargetKind
    address: str
    pace: Pace
    quiet_from: str
    quiet_until: str
    zone: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchlistView:
    """A watchlist with where it tells; empty conditions are none."""

    id: str
    name: str
    made_at: datetime
    words: str
    language: str
    outlet: str
    entity: str
    story: str
    triggers: tuple[Trigger, ...]
    targets: tuple[TargetView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlists:
    """All watchlists of a visitor, by name."""

    items: tuple[WatchlistView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened to what is watched, in words and with its lasting address."""

    id: str
    kind: EventKind
    at: datetime
    text: str
    url: str
    story: str | None
    article: str | None
    facts: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happenings:
    """One page of what happened to a watchlist, the latest first."""

    items: tuple[Happening, ...]
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A message on its way, with what it tells."""

    id: str
    target: str
    kind: TargetKind | None
    address: str
    made_at: datetime
    state: MessageState
    attempts: int
    next_at: datetime | None
    sent_at: datetime | None
    error: str | None
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Events that wait for a digest's hour or for the end of quiet hours, and until when."""

    target: str
    address: str
    events: int
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """One page of a visitor's messages, the latest first, and what is held back."""

    items: tuple[Delivery, ...]
    held: tuple[Held, ...]
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTarget:
    """A target as it was made; ``secret`` is shown this once, and only for a webhook."""

    target: TargetView
    secret: str


def watchlists(reader: Reader, owner: str) -> Watchlists:
    """Return all watchlists of a visitor."""
    targets = {target.id: target for target in reader.targets(owner)}
    return Watchlists(items=tuple(_view(one, targets) for one in reader.watchlists(owner)))


def view(reader: Reader, watchlist: Watchlist) -> WatchlistView:
    """Return one watchlist with where it tells."""
    return _view(watchlist, {target.id: target for target in reader.targets(watchlist.owner)})


def _view(watchlist: Watchlist, targets: dict[str, Target]) -> WatchlistView:
    return WatchlistView(
        id=watchlist.id,
        name=watchlist.name,
        made_at=watchlist.made_at,
        words=watchlist.words,
        language=watchlist.language,
        outlet=watchlist.outlet,
        entity=watchlist.entity,
        story=watchlist.story,
        triggers=watchlist.triggers,
        targets=tuple(target_view(targets[name]) for name in watchlist.targets if name in targets),
    )


def target_view(target: Target) -> TargetView:
    """Return a target without its secret."""
    return TargetView(
        id=target.id,
        kind=target.kind,
        address=target.address,
        pace=target.pace,
        quiet_from=target.quiet_from,
        quiet_until=target.quiet_until,
        zone=target.zone,
        language=target.language,
    )


def happenings(
    reader: Reader, watchlist: str, language: str, base: str, limit: int, after: str | None = None
) -> Happenings:
    """Return what happened to a watchlist, told in a language; ``base`` begins its links."""
    page = reader.events(watchlist, limit, after)
    return Happenings(items=tuple(_told(e, language, base) for e in page.items), after=page.after)


def _told(event: Event, language: str, base: str) -> Happening:
    return Happening(
        id=event.id,
        kind=event.kind,
        at=event.at,
        text=line(event, language),
        url=link(event, base),
        story=event.story,
        article=event.article,
        facts=event.facts,
    )


def matches(reader: Reader, watchlist: Watchlist) -> tuple[StoryRecord, ...]:
    """Return stories that have articles of the kind that is watched, the latest first."""
    if watchlist.story:
        return (reader.story(watchlist.story),)
    known = [named(reader, name, UNKNOWN) for name in watchlist.names]
    if not all(known):
        return ()
    listing = Listing(
        search=watchlist.words,
        language=watchlist.language or None,
        outlet=watchlist.outlet or None,
        entities=tuple(found[0].id for found in known),
        limit=MATCHES,
    )
    return reader.stories(listing).items


def deliveries(reader: Reader, owner: str, language: str, limit: int, after: str | None = None) -> Deliveries:
    """Return what was sent to a visitor, what waits, and what failed and why."""
    page = reader.messages(owner, limit, after)
    targets = {target.id: target for target in reader.targets(owner)}
    held = (_held(waiting) for waiting in reader.waiting() if waiting.target.owner == owner)
    return Deliveries(
        items=tuple(_delivery(reader, m, targets.get(m.target), language) for m in page.items),
        held=tuple(held),
        after=page.after,
    )


def _delivery(reader: Reader, message: Message, target: Target | None, language: str) -> Delivery:
    return Delivery(
        id=message.id,
        target=message.target,
        kind=target.kind if target else None,
        address=target.address if target else "",
        made_at=message.made_at,
        state=message.state,
        attempts=message.attempts,
        next_at=message.next_at,
        sent_at=message.sent_at,
        error=message.error,
        events=tuple(line(event, language) for event in reader.contents(message.id)),
    )


def _held(waiting: Waiting) -> Held:
    target = waiting.target
    until = opens(target, gathered(target, waiting.since))
    return Held(
        target=target.id,
        address=target.address,
        events=waiting.events,
        since=waiting.since,
        until=until,
    )
