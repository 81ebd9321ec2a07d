"""A profile made ready for comparing: centred vectors, hashed terms; small, since many stay in memory."""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from rashomon.model.profile import Profile, Term, Vector

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int32]

BUCKETS = 1 << 20
"""Buckets that keys of terms are hashed into: memory stays bounded, and two keys seldom share one."""
PERSON = "PER "
_YEAR = re.compile(r"year (\d{4})")
DAY = 86_400.0


@dataclass(frozen=True, slots=True, eq=False)
class Bag:
    """Terms as buckets, in rising order and each once, with their weights."""

    ids: Ids
    weights: Floats


NONE = Bag(np.zeros(0, np.int32), np.zeros(0, np.float32))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Known:
    """One article, ready for comparing.

    ``vector`` (d,) and ``sentences`` (k, d) are centred per language; the sentences are kept in 8 bits, and
    ``scales`` (k,) make their lengths one. ``day`` counts days since 1970 where the article is dated.
    ``terms`` are the distinct buckets of all its words, names and facts.
    """

    article: str
    source: str
    language: str
    seen: datetime
    day: float | None
    vector: Vector
    sentences: npt.NDArray[np.int8]
    scales: Floats
    words: Bag
    people: Bag
    names: Bag
    facts: Ids
    years: frozenset[str]
    terms: Ids


@lru_cache(maxsize=1 << 14)
def bucket(key: str) -> int:
    """Return the bucket of a key, the same on every machine."""
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % BUCKETS


def prepare(profile: Profile, means: Mapping[str, Vector]) -> Known:
    """Make a profile ready; ``means`` holds what a language adds to every vector, "" for all others."""
    mean = means.get(profile.language, means.get("", np.zeros(1, np.float32)))
    mean = mean if mean.shape == profile.vector.shape else np.zeros_like(profile.vector)
    rows, scales = _centred(profile.sentences, mean)
    parts = (_bag(profile.words), _bag(_of(profile.names, people=True)), _bag(profile.names))
    facts = _ids(profile.facts)
    return Known(
        article=profile.article,
        source=profile.source,
        language=profile.language,
        seen=profile.seen,
        day=None if profile.published is None else profile.published.timestamp() / DAY,
        vector=_unit(profile.vector - mean) if profile.vector.any() else profile.vector,
        sentences=rows,
        scales=scales,
        words=parts[0],
        people=parts[1],
        names=parts[2],
        facts=facts,
        years=frozenset(y for fact in profile.facts for y in _YEAR.findall(fact)),
        terms=distinct([parts[0].ids, parts[2].ids, facts]),
    )


def _of(names: Sequence[Term], *, people: bool) -> list[Term]:
    return [term for term in names if term[0].startswith(PERSON) == people]


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9), np.float32)


def _centred(packed: npt.NDArray[np.int8], mean: Vector) -> tuple[npt.NDArray[np.int8], Floats]:
    if not packed.size:
        return packed, np.zeros(len(packed), np.float32)
    rows = _unit(packed.astype(np.float32)) - mean
    greatest = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-9)
    kept = np.asarray(np.rint(rows / greatest * 127), np.int8)
    lengths = np.linalg.norm(kept.astype(np.float32), axis=1)
    return kept, np.asarray(1 / np.maximum(lengths, 1e-9), np.float32)


def _bag(terms: Iterable[Term]) -> Bag:
    weights: dict[int, float] = {}
    for key, weight in terms:
        at = bucket(key)
        weights[at] = weights.get(at, 0.0) + weight
    ids = sorted(weights)
    return Bag(np.array(ids, np.int32), np.array([weights[i] for i in ids], np.float32))


def _ids(keys: Iterable[str]) -> Ids:
    return np.array(sorted({bucket(key) for key in keys}), np.int32)


def distinct(parts: Sequence[Ids]) -> Ids:
    """Return all ids in rising order, each once; of so few faster than ``np.unique``, which hashes."""
    ids = np.sort(np.concatenate(parts))
    return np.append(ids[:1], ids[1:][ids[1:] != ids[:-1]])


def gathered(bags: Sequence[Bag]) -> Bag:
    """Return the sum of bags."""
    if not bags:
        return NONE
    ids, where = np.unique(np.concatenate([bag.ids for bag in bags]), return_inverse=True)
    weights = np.bincount(where, np.concatenate([bag.weights for bag in bags]), len(ids))
    return Bag(ids, weights.astype(np.float32))
