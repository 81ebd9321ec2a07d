"""A story's card: what a list draws and counts of it, in one value, so that a hundred are read at once.

It repeats what the story's current articles and ``facets`` have, and is written with them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from rashomon.model.glance import HOURS, FacetKind
from rashomon.store.queries import chunks
from rashomon.store.tables import pages as p

KINDS: tuple[FacetKind, ...] = ("language", "outlet", "PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Articles by hour as in a ``Glance``, and all values of each kind, those of most articles first."""

    hours: tuple[int, ...] = (0,) * HOURS
    values: Mapping[FacetKind, tuple[str, ...]]


BLANK = Card(values={})
"""The card of a story that never held an article."""
_C = p.cards.c
_decoder = msgspec.msgpack.Decoder(Card)


def packed_card(hours: tuple[int, ...], held: Mapping[tuple[str, str], int]) -> bytes:
    """Write the card of a story with so many articles by facet (kind and value)."""
    ranked = sorted(held, key=lambda facet: (-held[facet], facet))
    values = {kind: tuple(value for of, value in ranked if of == kind) for kind in KINDS}
    return msgspec.msgpack.encode(Card(hours=hours, values=values))


def card_of(packed: bytes) -> Card:
    """Read a card; it is not compressed, since that would take longer to undo than all else."""
    return _decoder.decode(packed)


def cards_of(connection: Connection, stories: Iterable[str]) -> dict[str, Card]:
    """Return each story's card, in their order; that of a story that never held an article is blank."""
    cards = dict.fromkeys(stories, BLANK)
    for chunk in chunks(cards):
        query = select(_C.story, _C.packed).where(_C.story.in_(chunk))
        cards |= {story: card_of(packed) for story, packed in connection.execute(query)}
    return cards
