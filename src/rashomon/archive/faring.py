"""How a place that is followed fares, in a word: one rule for lines, pages and programs."""

from typing import Literal

from rashomon.model.archive import Health, Subscription

SILENT = 7
"""Days without anything new after which a place is called silent."""

Condition = Literal["paused", "failing", "unseen", "silent", "well"]


def condition(place: Subscription, health: Health) -> Condition:
    """Return how a place fares; what somebody paused is not judged."""
    if place.paused:
        return "paused"
    if health.error:
        return "failing"
    if health.checked_at is None:
        return "unseen"
    return "silent" if quiet_days(health) >= SILENT else "well"


def quiet_days(health: Health) -> int:
    """Return the whole days from the last new document to the last look."""
    if health.checked_at is None or health.new_at is None:
        return 0
    return (health.checked_at - health.new_at).days
