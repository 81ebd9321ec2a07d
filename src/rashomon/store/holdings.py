"""What stories hold, counted anew whenever articles come, go or change: numbers, facets and cards."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Text,
    and_,
    bindparam,
    case,
    cast,
    delete,
    func,
    or_,
    select,
    type_coerce,
    update,
)

from rashomon.model.glance import HOURS
from rashomon.store.cards import packed_card
from rashomon.store.queries import chunks, put, rows_of
from rashomon.store.rows import AnyRow, Values
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p

_A, _F, _M = t.articles.c, p.facets.c, p.mentions.c
_HOUR = 3_600_000_000
_DAY, _NOON = 86_400_000_000, 43_200_000_000
# A day without a time is kept as its noon, so of what appeared at noon nobody knows when it did.
_UNTIMED = or_(_A.published.is_(None), type_coerce(_A.published, BigInteger) % _DAY == _NOON)
_COUNTED = (
    func.count().label("articles"),
    func.max(_A.told_at).label("told"),
    func.min(_A.published).label("first"),
    func.max(_A.published).label("last"),
    func.max(_A.seen_at).label("seen"),
    func.sum(case((_UNTIMED, 1), else_=0)).label("untimed"),
)

Key = tuple[str, str]
"""A facet's kind and value."""


def recount(connection: Connection, stories: Iterable[str]) -> None:
    """Count anew what stories hold; the index ``articles_story`` has all that this needs."""
    group = (_A.story, _A.source, _A.language)
    query = select(*group, *_COUNTED).where(_A.current).group_by(*group)
    for chunk in chunks(sorted(stories)):
        parts: dict[str, list[AnyRow]] = defaultdict(list, {story: [] for story in chunk})
        for row in rows_of(connection, query.where(_A.story.in_(chunk))):
            parts[row.story].append(row)
        change = update(t.stories).where(t.stories.c.id == bindparam("story"))
        rows = [{"story": story, **_counted(found)} for story, found in parts.items()]
        connection.execute(change, rows)
        _count_facets(connection, parts)


def _counted(parts: Sequence[AnyRow]) -> Values:
    languages: Counter[str] = Counter()
    for part in parts:
        languages[part.language] += part.articles
    return {
        "articles": languages.total(),
        "outlets": len({part.source for part in parts}),
        "languages": [code for code, _ in sorted(languages.items(), key=lambda c: (-c[1], c[0]))],
        "told_at": _utmost(max, [part.told for part in parts]),
        "first_published": _utmost(min, [part.first for part in parts]),
        "last_published": _utmost(max, [part.last for part in parts]),
        "last_seen_at": _utmost(max, [part.seen for part in parts]),
    }


def _utmost(pick: Any, moments: Iterable[datetime | None]) -> datetime | None:
    known = [moment for moment in moments if moment is not None]
    return pick(known) if known else None


def _count_facets(connection: Connection, parts: Mapping[str, Sequence[AnyRow]]) -> None:
    """Write what stories have now; ``parts`` are their articles by outlet and language."""
    names = _count_names(connection, parts)
    wanted = {story: _held(rows) + names[story] for story, rows in parts.items()}
    held: dict[str, Counter[Key]] = defaultdict(Counter)
    for row in rows_of(connection, select(p.facets).where(_F.story.in_(wanted))):
        held[row.story][row.kind, row.value] = row.articles
    gone = [_row(s, key) for s, found in held.items() for key in found.keys() - wanted[s].keys()]
    new = [_row(s, k) | {"articles": n} for s, c in wanted.items() for k, n in c.items() if held[s][k] != n]
    if gone:
        mine = and_(*(_F[name] == bindparam(f"this_{name}") for name in _row("", ("", ""))))
        values = [{f"this_{name}": value for name, value in row.items()} for row in gone]
        connection.execute(delete(p.facets).where(mine), values)
    put(connection, p.facets, new)
    _keep_cards(connection, wanted)


def _held(parts: Sequence[AnyRow]) -> Counter[Key]:
    """Count a story's articles by language and outlet, and say who was first where that can be told."""
    counted: Counter[Key] = Counter()
    for part in parts:
        counted["language", part.language] += part.articles
        counted["outlet", part.source] += part.articles
    outlets = {part.source for part in parts}
    if len(outlets) > 1 and not any(part.untimed for part in parts):
        counted.update(("timed", outlet) for outlet in outlets)
        earliest = min(part.first for part in parts)
        first = {part.source for part in parts if part.first == earliest}
        if len(first) == 1:
            counted["first", first.pop()] = 1
    return counted


def _row(story: str, key: Key) -> dict[str, Any]:
    return {"story": story, "kind": key[0], "value": key[1]}


def _count_names(connection: Connection, stories: Iterable[str]) -> dict[str, Counter[Key]]:
    found: dict[str, Counter[Key]] = defaultdict(Counter)
    query = (
        select(_A.story, p.entities.c.type, _M.entity, func.count())
        .join_from(t.articles, p.mentions, _M.article == _A.row)
        .join(p.entities, p.entities.c.row == _M.entity)
        .where(_A.current)
        .group_by(_A.story, p.entities.c.type, _M.entity)
    )
    for chunk in chunks(stories):
        for story, kind, entity, number in connection.execute(query.where(_A.story.in_(chunk))):
            found[story][kind, str(entity)] = number
    return found


def _keep_cards(connection: Connection, facets: Mapping[str, Counter[Key]]) -> None:
    """Write what lists show of stories that have these facets now."""
    hours = _hours(connection, list(facets))
    rows = [{"story": story, "packed": packed_card(hours[story], held)} for story, held in facets.items()]
    put(connection, p.cards, rows)


def _hours(connection: Connection, stories: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Count each story's articles by hour; those without a stated time only where none has one."""
    group = (_A.story, _A.published.is_not(None))
    hour = cast(type_coerce(_A.told_at, BigInteger) // _HOUR, Text)
    query = select(*group, func.aggregate_strings(hour, " ")).where(_A.story.in_(stories), _A.current)
    found: dict[str, dict[bool, str]] = defaultdict(dict)
    for story, stated, hours in connection.execute(query.group_by(*group)):
        found[story][stated] = hours
    chosen = {story: found[story].get(True) or found[story].get(False, "") for story in stories}
    return {story: _latest(Counter(map(int, hours.split()))) for story, hours in chosen.items()}


def _latest(counted: Counter[int]) -> tuple[int, ...]:
    last = max(counted, default=0)
    return tuple(counted[hour] for hour in range(last - HOURS + 1, last + 1))
