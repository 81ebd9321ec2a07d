"""What is followed and how it fares, one dataclass a resource: pages and JSON are both made from these."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rashomon.model.archive import Health, Subscription, SubscriptionKind
from rashomon.store.base import Reader

SILENT = 7
"""Days without anything new after which a source is called silent."""

Condition = Literal["paused", "failing", "unseen", "silent", "well"]


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
        condition=_condition(place.paused, health.error, health.checked_at, health.new_at),
        checked_at=health.checked_at,
        new_at=health.new_at,
        next_at=health.next_at,
        failures=health.failures,
        error=health.error,
    )


def _condition(
    paused: bool,  # noqa: FBT001 - the columns of one row
    error: str | None,
    checked: datetime | None,
    new: datetime | None,
) -> Condition:
    if paused:
        return "paused"
    if error:
        return "failing"
    if checked is None:
        return "unseen"
    return "silent" if (checked - (new or checked)).days >= SILENT else "well"
