"""How a place that is followed fares, in a word."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rashomon.archive.faring import SILENT, Condition, condition, quiet_days
from rashomon.archive.sources import place
from rashomon.model.archive import Health

NOON = datetime(2031, 4, 7, 12, tzinfo=UTC)
FERRY = place("https://pier.test/feed", "feed", "The Pier")
LOOKED = Health(subscription=FERRY.id, checked_at=NOON, new_at=NOON - timedelta(days=1))


@pytest.mark.parametrize(
    ("health", "told"),
    [
        (Health(subscription=FERRY.id), "unseen"),
        (LOOKED, "well"),
        (replace(LOOKED, new_at=None), "well"),
        (replace(LOOKED, new_at=NOON - timedelta(days=SILENT)), "silent"),
        (replace(LOOKED, new_at=NOON - timedelta(days=SILENT, seconds=-1)), "well"),
        (replace(LOOKED, new_at=NOON - timedelta(days=90), error="it is gone"), "failing"),
    ],
)
def test_a_place_fares_well_until_it_fails_or_falls_silent(health: Health, told: Condition) -> None:
    assert condition(FERRY, health) == told
    assert condition(replace(FERRY, paused=True), health) == "paused"


def test_quiet_days_are_counted_from_the_last_news_to_the_last_look() -> None:
    assert quiet_days(replace(LOOKED, new_at=NOON - timedelta(days=9, hours=23))) == 9
    assert quiet_days(Health(subscription=FERRY.id)) == 0
