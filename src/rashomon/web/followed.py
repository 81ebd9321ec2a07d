"""What is followed and how it fares, one dataclass a resource: pages and JSON are both made from these."""

from dataclasses import dataclass
from datetime import datetime

from rashomon.archive.faring import Condition, condition
from rashomon.model.archive import Health, Subscription, SubscriptionKind
from rashomon.store.contract.archive import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A place that is followed and how it fares."""

    id: str
    url: str
    kind: SubscriptionKind
    name: str
    language: str | None
    interval: int
    paused: bool
    condition: Condition
    checked_at: datetime | None
    new_at: datetime | None
    next_at: datetime | None
    failures: int
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All that is followed, by name."""

    items: tuple[SourceView, ...]


def sources(reader: Reader) -> Sources:
    """Return all that is followed."""
    return Sources(items=tuple(source(place, health) for place, health in reader.subscriptions()))


def source(place: Subscription, health: Health) -> SourceView:
    """Return a place that is followed and how it fares."""
    return SourceView(
        id=place.id,
        url=place.url,
        kind=place.kind,
        name=place.name,
        language=place.language,
        interval=place.interval,
        paused=place.paused,
        condition=condition(place, health),
        checked_at=health.checked_at,
        new_at=health.new_at,
        next_at=health.next_at,
        failures=health.failures,
        error=health.error,
    )
