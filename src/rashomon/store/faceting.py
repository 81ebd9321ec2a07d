"""What stories have in common with what is asked for: languages, outlets and names, counted with them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, Text, and_, bindparam, cast, delete, func, select, type_coerce

from rashomon.model.glance import HOURS
from rashomon.store.cards import packed_card
from rashomon.store.reader import chunks
from rashomon.store.rows import AnyRow
from rashomon.store.shelf import SQLShelf
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p

_A, _F, _M = t.articles.c, p.facets.c, p.mentions.c
_HOUR = 3_600_000_000

Key = tuple[str, str]
"""A facet's kind and value."""


class SQLFaceter(SQLShelf):
    """Keeps ``facets`` and ``cards`` as the articles have it."""

    def _count_facets(self, parts: Mapping[str, Sequence[AnyRow]]) -> None:
        """Write what stories have now; ``parts`` are their articles by outlet and language."""
        names = self._count_names(parts)
        wanted = {story: _held(rows) + names[story] for story, rows in parts.items()}
        held: dict[str, Counter[Key]] = defaultdict(Counter)
        for row in self._rows(select(p.facets).where(_F.story.in_(wanted))):
            held[row.story][row.kind, row.value] = row.articles
        gone = [_row(s, key) for s, found in held.items() for key in found.keys() - wanted[s].keys()]
        new = [
            _row(s, k) | {"articles": n} for s, c in wanted.items() for k, n in c.items() if held[s][k] != n
        ]
        if gone:
            mine = and_(*(_F[name] == bindparam(f"this_{name}") for name in _row("", ("", ""))))
            values = [{f"this_{name}": value for name, value in row.items()} for row in gone]
            self._connection.execute(delete(p.facets).where(mine), values)
        if new:
            insert = self._dialect.insert(p.facets)
            changed = {"articles": insert.excluded.articles}
            update = insert.on_conflict_do_update(index_elements=["story", "kind", "value"], set_=changed)
            self._connection.execute(update, new)
        self._keep_cards(wanted)

    def _keep_cards(self, facets: Mapping[str, Counter[Key]]) -> None:
        """Write what lists show of stories that have these facets now."""
        hours = self._hours(list(facets))
        rows = [{"story": story, "packed": packed_card(hours[story], held)} for story, held in facets.items()]
        insert = self._dialect.insert(p.cards)
        changed = {"packed": insert.excluded.packed}
        self._connection.execute(insert.on_conflict_do_update(index_elements=["story"], set_=changed), rows)

    def _hours(self, stories: Sequence[str]) -> dict[str, tuple[int, ...]]:
        """Count each story's articles by hour; those without a stated time only where none has one."""
        group = (_A.story, _A.published.is_not(None))
        hour = cast(type_coerce(_A.told_at, BigInteger) // _HOUR, Text)
        query = select(*group, func.aggregate_strings(hour, " ")).where(_A.story.in_(stories), _A.current)
        found: dict[str, dict[bool, str]] = defaultdict(dict)
        for story, stated, hours in self._connection.execute(query.group_by(*group)):
            found[story][stated] = hours
        chosen = {story: found[story].get(True) or found[story].get(False, "") for story in stories}
        return {story: _latest(Counter(map(int, hours.split()))) for story, hours in chosen.items()}

    def _count_names(self, stories: Iterable[str]) -> dict[str, Counter[Key]]:
        found: dict[str, Counter[Key]] = defaultdict(Counter)
        query = (
            select(_A.story, p.entities.c.type, _M.entity, func.count())
            .join_from(t.articles, p.mentions, _M.article == _A.row)
            .join(p.entities, p.entities.c.row == _M.entity)
            .where(_A.current)
            .group_by(_A.story, p.entities.c.type, _M.entity)
        )
        for chunk in chunks(stories):
            for story, kind, entity, number in self._connection.execute(query.where(_A.story.in_(chunk))):
                found[story][kind, str(entity)] = number
        return found


def _latest(counted: Counter[int]) -> tuple[int, ...]:
    last = max(counted, default=0)
    return tuple(counted[hour] for hour in range(last - HOURS + 1, last + 1))


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
