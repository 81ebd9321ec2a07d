"""A story's card: what a list draws and counts of it, in one value, so that a hundred are read at once.

It repeats what the story's current articles and ``facets`` have, and is written with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from rashomon.model.glance import HOURS, FacetKind

KINDS: tuple[FacetKind, ...] = ("language", "outlet", "PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Articles by hour as in a ``Glance``, and all values of each kind, those of most articles first."""

    hours: tuple[int, ...] = (0,) * HOURS
    values: Mapping[FacetKind, tuple[str, ...]]


BLANK = Card(values={})
"""The card of a story that never held an article."""
_decoder = msgspec.msgpack.Decoder(Card)


def packed_card(hours: tuple[int, ...], held: Mapping[tuple[str, str], int]) -> bytes:
    """Write the card of a story with so many articles by facet (kind and value)."""
    ranked = sorted(held, key=lambda facet: (-held[facet], facet))
    values = {kind: tuple(value for of, value in ranked if of == kind) for kind in KINDS}
    return msgspec.msgpack.encode(Card(hours=hours, values=values))


def card_of(packed: bytes) -> Card:
    """Read a card; it is not compressed, since that would take longer to undo than all else."""
    return _decoder.decode(packed)
