"""Reading who is named in the archive, how, and with what words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain

from sqlalchemy import func, select

from rashomon.errors import NotFound
from rashomon.model.archive import Page, Stored
from rashomon.model.glance import EntityRecord, Name, Outlet, Said, Saying
from rashomon.model.text import Span, first_line
from rashomon.store.codec import expand_text
from rashomon.store.reader import SQLReader, chunks
from rashomon.store.rows import AnyRow, stored_of
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p

NAMES = 32
"""Names of one entity that are looked at, the commonest ones."""
DIGITS = 18
"""Digits of an id: more is no number of a database."""
ALIKE = 256
"""Entities that share a key and are looked at."""
_A, _E, _K = t.articles.c, p.entities.c, p.entity_keys.c
_L, _Y = p.labels.c, p.sayings.c


class SQLRecaller(SQLReader):
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
        found: dict[str, EntityRecord] = {}
        for chunk in chunks(int(name) for name in entities if name.isdecimal() and len(name) <= DIGITS):
            names: dict[int, list[Name]] = defaultdict(list)
            query = select(p.labels).where(_L.entity.in_(chunk)).order_by(_L.articles.desc(), _L.row)
            for row in self._rows(query):
                if len(names[row.entity]) < NAMES:
                    name = Name(text=row.name, language=row.language, articles=row.articles)
                    names[row.entity].append(name)
            for row in self._rows(select(p.entities).where(_E.row.in_(chunk))):
                entity = str(row.row)
                found[entity] = EntityRecord(id=entity, type=row.type, names=tuple(names[row.row]))
        return found

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
