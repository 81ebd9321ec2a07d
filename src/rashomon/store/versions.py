"""Versions in order: which document shows which article, which version is current, what follows of it.

The order of versions is derived from when their documents were seen, in whatever order they come in.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select, update

from rashomon.store.assignments import by_person, place, standing_of, stories_of
from rashomon.store.holdings import recount
from rashomon.store.queries import add, chunks, rows_of
from rashomon.store.rows import AnyRow, Values
from rashomon.store.tables import core as t

_A, _D, _S = t.articles.c, t.documents.c, t.sightings.c


def sight(
    connection: Connection, sightings: AbstractSet[tuple[str, str]], documents: Collection[str]
) -> set[str]:
    """Note what the documents show, and only that; return the articles that they no longer show."""
    gone: set[tuple[str, str]] = set()
    for chunk in chunks(documents):
        shown = rows_of(connection, select(t.sightings).where(_S.document.in_(chunk)))
        gone |= {(r.document, r.article) for r in shown} - sightings
    for document, article in gone:
        forget = delete(t.sightings).where(_S.document == document, _S.article == article)
        connection.execute(forget)
    add(connection, t.sightings, [{"document": d, "article": a} for d, a in sorted(sightings)])
    return {article for _, article in gone}


def settle(
    connection: Connection, articles: Iterable[str], at: datetime, stories: Iterable[str] = ()
) -> None:
    """Put the versions of these articles in order, then count the stories concerned and these."""
    groups = _groups(connection, articles)
    changed = [values for group in groups for values in _ordered(group)]
    if changed:
        names = ("current", "revises", "seen_at", "told_at")
        change = update(t.articles).where(_A.id == bindparam("this"))
        new = {n: bindparam(f"to_{n}", type_=_A[n].type) for n in names}
        connection.execute(change.values(new), changed)
    _carry(connection, [pair for group in groups for pair in _succession(group)], at)
    touched = [row.id for group in groups for row in group]
    recount(connection, {*stories, *stories_of(connection, touched)})


def _groups(connection: Connection, articles: Iterable[str]) -> list[list[AnyRow]]:
    """Return the versions at each URL, with the first and last moment at which they were seen."""
    seen = (func.min(_D.retrieved_at).label("first"), func.max(_D.seen_at).label("last"))
    columns = (_A.id, _A.url, _A.current, _A.revises, _A.seen_at, _A.told_at, _A.published)
    joined = t.articles.outerjoin(t.sightings, _S.article == _A.id)
    joined = joined.outerjoin(t.documents, _D.id == _S.document)
    query = select(*columns, *seen).select_from(joined).group_by(*columns)
    found: dict[str, AnyRow] = {}
    for chunk in chunks(sorted(set(articles))):
        found |= {r.id: r for r in rows_of(connection, query.where(_A.id.in_(chunk)))}
    for chunk in chunks(sorted({r.url for r in found.values() if r.url})):
        found |= {r.id: r for r in rows_of(connection, query.where(_A.url.in_(chunk)))}
    groups: dict[str, list[AnyRow]] = defaultdict(list)
    for row in found.values():
        groups[row.url or f"\n{row.id}"].append(row)
    return list(groups.values())


def _carry(connection: Connection, successions: Sequence[tuple[str, str]], at: datetime) -> None:
    """Give new current versions the story of those before them, unless they have their own."""
    standing = standing_of(connection, {name for pair in successions for name in pair})
    moved = []
    for old, new in successions:
        was, now = standing.get(old), standing.get(new)
        if was is not None and (now is None or (by_person(was) and was.story != now.story)):
            reasons = (f"a version of {old}", *was.reasons)
            moved.append(replace(was, article=new, reasons=reasons, decided_at=at))
    place(connection, moved)


@dataclass(frozen=True, slots=True)
class _Order:
    """The versions at one URL that some document shows, by their first sighting, and the current one."""

    shown: tuple[AnyRow, ...]
    current: str | None


def _order(group: Sequence[AnyRow]) -> _Order:
    shown = tuple(sorted((r for r in group if r.first is not None), key=lambda r: (r.first, r.id)))
    last = max(shown, key=lambda r: (r.last, r.first, r.id), default=None)
    return _Order(shown, None if last is None else last.id)


def _ordered(group: Sequence[AnyRow]) -> list[Values]:
    """Return what must change in the rows of one URL's versions."""
    order = _order(group)
    before = dict(zip((r.id for r in order.shown), [None, *(r.id for r in order.shown)], strict=False))
    changed = []
    for row in group:
        seen = row.first or row.seen_at
        told = min(row.published or seen, seen)
        new = (row.id == order.current, before.get(row.id, row.revises), seen, told)
        if new != (row.current, row.revises, row.seen_at, row.told_at):
            names = ("to_current", "to_revises", "to_seen_at", "to_told_at")
            changed.append({"this": row.id, **dict(zip(names, new, strict=True))})
    return changed


def _succession(group: Sequence[AnyRow]) -> list[tuple[str, str]]:
    """Return the version that was current and the one that is now, if these differ."""
    current = _order(group).current
    return [(row.id, current) for row in group if row.current and current and row.id != current]
