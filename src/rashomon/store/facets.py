"""Facets: by what a list of stories or of found articles can be narrowed, with counts.

Counted are the latest things that fit, so many that the counts mean something and so few that they cost
milliseconds whatever the archive holds.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from rashomon.model.glance import EntityRecord, Facet, FacetKind, Facets, NamedType
from rashomon.store.cards import KINDS, Card
from rashomon.store.entities import entities_of
from rashomon.store.rows import AnyRow
from rashomon.store.tables import pages as p

STORIES, ARTICLES = 100, 300
"""So many of the latest stories and articles are counted."""
SHOWN = 15
"""Values of one kind that are told, the commonest."""
NAMED: tuple[NamedType, ...] = ("PER", "ORG", "LOC")

Counts = Mapping[FacetKind, Counter[str]]
"""How many of the counted things have each value."""


def count_stories(cards: Iterable[Card]) -> Counts:
    """Count stories by the commonest values of each kind."""
    found: dict[FacetKind, Counter[str]] = {kind: Counter() for kind in KINDS}
    for card in cards:
        for kind, values in card.values.items():
            found[kind].update(values)
    return _commonest(found)


def count_articles(connection: Connection, rows: Sequence[AnyRow]) -> Counts:
    """Count articles (row, language, source) by the commonest values of each kind."""
    m, e = p.mentions.c, p.entities.c
    number = func.count().label("number")
    query = (
        select(e.type, e.row, number)
        .join_from(p.mentions, p.entities, e.row == m.entity)
        .where(m.article.in_([row.row for row in rows]))
        .group_by(e.type, e.row)
        .order_by(number.desc(), e.row)
        .limit(SHOWN * len(NAMED) * 2)
    )
    found: dict[FacetKind, Counter[str]] = {kind: Counter() for kind in KINDS}
    found["language"] = Counter(row.language for row in rows)
    found["outlet"] = Counter(row.source for row in rows)
    for kind, entity, count in connection.execute(query):
        found[kind][str(entity)] = count
    return _commonest(found)


def _commonest(found: Counts) -> Counts:
    """Keep what is told, so that nothing else is looked up by name."""
    return {kind: Counter(dict(counted.most_common(SHOWN))) for kind, counted in found.items()}


def facets_of(connection: Connection, counts: Counts, of: int, found: int) -> Facets:
    """Return the facets of so many of the things that were found, by the names that people know them by."""
    wanted = select(p.outlets.c.id, p.outlets.c.name).where(p.outlets.c.id.in_(counts["outlet"]))
    outlets = {row.id: row.name for row in connection.execute(wanted)}
    entities = entities_of(connection, (value for kind in NAMED for value in counts[kind]))
    return Facets(items=_told(counts, outlets, entities), of=of, more=found > of)


def _told(
    counts: Counts, outlets: Mapping[str, str], entities: Mapping[str, EntityRecord]
) -> tuple[Facet, ...]:
    return tuple(
        Facet(kind=kind, value=value, count=number, **_names(kind, value, outlets, entities))
        for kind in KINDS
        for value, number in counts[kind].most_common()
    )


def _names(
    kind: FacetKind, value: str, outlets: Mapping[str, str], entities: Mapping[str, EntityRecord]
) -> dict[str, Any]:
    if kind in NAMED:
        return {"name": entities[value].name, "labels": entities[value].labels()}
    return {"name": outlets.get(value, value) if kind == "outlet" else value}
