"""Who is named in the archive, how, and with what words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from sqlalchemy import Connection, bindparam, delete, func, select, update

from rashomon.errors import NotFound
from rashomon.model.archive import Page, Stored
from rashomon.model.glance import EntityRecord, Mentioned, Name, NamedType, Outlet, Said, Saying
from rashomon.model.text import Span, first_line
from rashomon.store.codec import expand_text
from rashomon.store.holdings import recount
from rashomon.store.queries import Part, chunks, rows_of
from rashomon.store.rows import AnyRow, Values, stored_of
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p

NAMES = 32
"""Names of one entity that are looked at, the commonest ones."""
DIGITS = 18
"""Digits of an id: more is no number of a database."""
ALIKE = 256
"""Entities that share a key and are looked at."""
_A, _E, _K = t.articles.c, p.entities.c, p.entity_keys.c
_L, _M, _Y = p.labels.c, p.mentions.c, p.sayings.c


class SQLEntityReader(Part):
    """Implements the part of ``contract.pages.PagesReader`` about entities."""

    def entity(self, entity: str) -> EntityRecord:
        """Return a person, organisation or place.

        Raises:
            NotFound: there is none.
        """
        found = self.entities([entity]).get(entity)
        if found is None:
            raise NotFound(f"there is no person, organisation or place '{entity}' in the archive")
        return found

    def entities(self, entities: Iterable[str]) -> Mapping[str, EntityRecord]:
        """Return those that there are, by id."""
        return entities_of(self._connection, entities)

    def entities_by(self, keys: Iterable[str]) -> tuple[EntityRecord, ...]:
        """Return the entities that share one of the keys by which they were added."""
        found = {entity.id: entity for near in self.entities_sharing(keys).values() for entity in near}
        return tuple(sorted(found.values(), key=lambda e: int(e.id))[:ALIKE])

    def entities_sharing(self, keys: Iterable[str]) -> Mapping[str, tuple[EntityRecord, ...]]:
        """Return by key the entities that were added by it, the earliest first, ``ALIKE`` at most."""
        held: dict[str, list[str]] = defaultdict(list)
        nth = func.row_number().over(partition_by=_K.key, order_by=_K.entity)
        for chunk in chunks(sorted(set(keys))):
            near = select(_K.key, _K.entity, nth.label("nth")).where(_K.key.in_(chunk)).subquery().c
            query = select(near.key, near.entity).where(near.nth <= ALIKE).order_by(near.key, near.nth)
            for row in self._rows(query):
                held[row.key].append(str(row.entity))
        known = self.entities(dict.fromkeys(chain.from_iterable(held.values())))
        return {key: tuple(known[name] for name in names) for key, names in held.items()}

    def persons_of(self, story: str) -> tuple[EntityRecord, ...]:
        """Return the people that a story's articles name."""
        f = p.facets.c
        query = select(f.value).where(f.story == story, f.kind == "PER")
        return self._in_order(sorted(map(int, self._connection.scalars(query))))

    def _in_order(self, rows: Iterable[int]) -> tuple[EntityRecord, ...]:
        wanted = [str(row) for row in rows]
        known = self.entities(wanted)
        return tuple(known[name] for name in wanted)

    def sayings(self, entity: str, limit: int, after: str | None = None) -> Page[Said]:
        """Return what current articles quote an entity with, the latest article first."""
        start = int(after or 0)
        query = (
            select(p.sayings, t.articles)
            .join_from(p.sayings, t.articles, _A.row == _Y.article)
            .where(_Y.entity == int(entity), _A.current)
            .order_by(_A.told_at.desc(), _A.row, _Y.start)
        )
        rows = self._rows(query.offset(start).limit(limit + 1))
        more = str(start + limit) if len(rows) > limit else None
        return Page(items=tuple(map(_said, rows[:limit])), after=more)

    def unnamed(self, version: str, limit: int) -> tuple[Stored, ...]:
        """Return current articles that these annotators have read and whose names are not kept yet."""
        read = select(t.readings.c.article).where(
            t.readings.c.article == _A.id, t.readings.c.version == version
        )
        done = select(p.named.c.article).where(p.named.c.article == _A.row, p.named.c.version == version)
        query = select(t.articles).where(_A.current, read.exists(), ~done.exists())
        return tuple(map(stored_of, self._rows(query.order_by(_A.row.desc()).limit(limit))))


class SQLEntityWriter(SQLEntityReader):
    """Keeps who and what articles name; all of it can be made again."""

    def add_entity(self, kind: NamedType, keys: Iterable[str], name: str, language: str) -> str:
        """Make an entity of this name that is found by these keys, and return its id."""
        made = self._connection.execute(p.entities.insert(), {"type": kind}).inserted_primary_key
        entity = int(made[0]) if made else 0
        rows = [{"key": key, "entity": entity} for key in sorted(set(keys))]
        if rows:
            self._connection.execute(p.entity_keys.insert(), rows)
        label = {"entity": entity, "language": language, "name": name, "articles": 0}
        self._connection.execute(p.labels.insert(), label)
        return str(entity)

    def keep_names(self, found: Mapping[str, Sequence[Mentioned]], version: str) -> None:
        """Keep whom articles name, as these annotators read it, instead of what was kept before."""
        rows, stories, tongues = {}, set(), {}
        query = select(_A.row, _A.id, _A.story, _A.language)
        for chunk in chunks(found):
            for row in self._rows(query.where(_A.id.in_(chunk))):
                rows[row.id], tongues[row.id] = row.row, row.language
                stories.add(row.story)
        self._forget_names(rows.values())
        self._name([(rows[a], tongues[a], one) for a, mentioned in found.items() for one in mentioned])
        if rows:
            self._connection.execute(
                p.named.insert(), [{"article": row, "version": version} for row in rows.values()]
            )
        recount(self._connection, filter(None, stories))

    def _forget_names(self, articles: Iterable[int]) -> None:
        for chunk in chunks(articles):
            held = select(_M.label).where(_M.article.in_(chunk))
            self._count_labels([row.label for row in self._rows(held)], -1)
            for table in (p.sayings, p.mentions, p.named):
                self._connection.execute(delete(table).where(table.c.article.in_(chunk)))

    def _count_labels(self, labels: Sequence[int], by: int) -> None:
        if labels:
            change = update(p.labels).where(_L.row == bindparam("this")).values(articles=_L.articles + by)
            self._connection.execute(change, [{"this": label} for label in labels])

    def _name(self, found: Sequence[tuple[int, str, Mentioned]]) -> None:
        """Keep mentions, each with its article's row and language; no two of an article are of one entity."""
        labels = self._labels([(int(m.entity), language, m.name) for _, language, m in found])
        rows = [
            {"article": article, "entity": int(m.entity), "label": label, "count": m.count}
            for (article, _, m), label in zip(found, labels, strict=True)
        ]
        said: list[Values] = [
            {"article": article, "entity": int(m.entity), "quote": s.quote, "kind": s.kind}
            | {"start": s.span.start, "end": s.span.end}
            for article, _, m in found
            for s in m.sayings
        ]
        for table, values in ((p.mentions, rows), (p.sayings, said)):
            if values:
                self._connection.execute(table.insert(), values)
        self._count_labels(labels, 1)

    def _labels(self, wanted: Sequence[tuple[int, str, str]]) -> list[int]:
        """Return the rows of labels, each an entity's name in a language; those that are new are made."""
        known: dict[tuple[int, str, str], int] = {}
        for chunk in chunks({entity for entity, _, _ in wanted}):
            for row in self._rows(select(p.labels).where(_L.entity.in_(chunk))):
                known[row.entity, row.language, row.name] = row.row
        new = [label for label in dict.fromkeys(wanted) if label not in known]
        if new:
            names = ("entity", "language", "name")
            values = [dict(zip(names, label, strict=True)) | {"articles": 0} for label in new]
            made = p.labels.insert().returning(_L.row, sort_by_parameter_order=True)
            known |= zip(new, self._connection.scalars(made, values), strict=True)
        return [known[label] for label in wanted]


def entities_of(connection: Connection, entities: Iterable[str]) -> Mapping[str, EntityRecord]:
    """Return those that there are, by id."""
    found: dict[str, EntityRecord] = {}
    for chunk in chunks(int(name) for name in entities if name.isdecimal() and len(name) <= DIGITS):
        names: dict[int, list[Name]] = defaultdict(list)
        query = select(p.labels).where(_L.entity.in_(chunk)).order_by(_L.articles.desc(), _L.row)
        for row in rows_of(connection, query):
            if len(names[row.entity]) < NAMES:
                name = Name(text=row.name, language=row.language, articles=row.articles)
                names[row.entity].append(name)
        for row in rows_of(connection, select(p.entities).where(_E.row.in_(chunk))):
            entity = str(row.row)
            found[entity] = EntityRecord(id=entity, type=row.type, names=tuple(names[row.row]))
    return found


def _said(row: AnyRow) -> Said:
    text = expand_text(row.zstd)
    return Said(
        article=row.id,
        story=row.story,
        title=row.title or first_line(text),
        outlet=Outlet(id=row.source, name=row.source_name, kind=row.source_kind),
        language=row.language,
        published=row.published,
        saying=Saying(quote=row.quote, span=Span(row.start, row.end), kind=row.kind),
        exact=text[row.start : row.end],
    )
