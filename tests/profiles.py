"""Profiles of invented articles, made by hand: events are directions, wordings small steps away from them."""

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from rashomon.model.profile import Profile, Term, Vector

START = datetime(2031, 4, 7, 9, tzinfo=UTC)
WIDTH = 32


def direction(name: str) -> Vector:
    """Return a unit vector that is always the same for one name."""
    row = np.random.default_rng(zlib.crc32(name.encode())).standard_normal(WIDTH)
    return np.asarray(row / np.linalg.norm(row), np.float32)


def unit(row: Vector) -> Vector:
    return np.asarray(row / np.linalg.norm(row), np.float32)


def terms(keys: Sequence[str]) -> tuple[Term, ...]:
    return tuple((key, 1 / len(keys) ** 0.5) for key in keys)


def profile(
    article: str,
    *,
    topic: str = "quake",
    event: str = "",
    people: Sequence[str] = (),
    places: Sequence[str] = (),
    words: Sequence[str] = (),
    facts: Sequence[str] = (),
    language: str = "x-en",
    hours: float = 0,
    dated: bool = True,
) -> Profile:
    """Return an article of a topic and event, seen so many hours after ``START``."""
    seen = START + timedelta(hours=hours)
    centre = unit(direction(topic) + (1.5 * direction(event) if event else 0))
    rows = [unit(centre + 0.25 * direction(f"{article} {n}")) for n in range(4)]
    packed = [np.rint(row / np.abs(row).max() * 127) for row in rows]
    return Profile(
        article=article,
        source=f"outlet of {article}",
        language=language,
        published=seen if dated else None,
        seen=seen,
        vector=unit(np.sum(rows, axis=0)),
        sentences=np.array(packed, np.int8),
        names=terms([*(f"PER {p}" for p in people), *(f"LOC {p}" for p in places)]),
        words=terms([*words, *people, *places]),
        facts=tuple(facts),
    )
