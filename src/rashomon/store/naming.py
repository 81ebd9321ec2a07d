"""Keeping who and what articles name, and what reports came to: all of it can be made again."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import bindparam, delete, select, update

from rashomon.model.archive import SavedReport
from rashomon.model.glance import Leaf, Mentioned, NamedType, Visit
from rashomon.store.codec import compress, compress_text
from rashomon.store.glancing import BREAK
from rashomon.store.reader import chunks
from rashomon.store.revising import SQLReviser
from rashomon.store.rows import Values, values_of
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p

KEPT = 24
"""Reports that are kept of a story in one language, the latest ones."""
_A, _L, _M = t.articles.c, p.labels.c, p.mentions.c


class SQLNamer(SQLReviser):
    """Implements ``contract.pages.PagesWriter`` and the keeping of reports."""

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
        self._recount(story for story in stories if story)

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

    def keep_report(self, report: SavedReport) -> None:
        """Keep a report beside the earlier ones of its story, of which the latest ``KEPT`` stay."""
        values = {"made_at": report.made_at, "zstd": compress(report.json)}
        insert = self._dialect.insert(t.reports).values(story=report.story, key=report.key, **values)
        self._connection.execute(insert.on_conflict_do_update(index_elements=["story", "key"], set_=values))
        if report.marks:
            self.mark_report(report)

    def mark_report(self, report: SavedReport) -> None:
        """Note what a kept report came to, and which lines outlets share where it is the latest."""
        if report.marks is None:
            return
        values = values_of(report.marks) | {"made_at": report.made_at, "language": report.language}
        insert = self._dialect.insert(p.tellings).values(story=report.story, key=report.key, **values)
        self._connection.execute(insert.on_conflict_do_update(index_elements=["story", "key"], set_=values))
        kept = self.tellings(report.story, report.language)
        for old in kept[KEPT:]:
            self.drop_report(old.story, old.key)
        if kept[0].key == report.key and not report.language:
            self._share(report)

    def _share(self, report: SavedReport) -> None:
        self._connection.execute(delete(p.shared_lines).where(p.shared_lines.c.story == report.story))
        if rows := [values_of(lines) | {"story": report.story} for lines in report.lines]:
            self._connection.execute(p.shared_lines.insert(), rows)

    def drop_report(self, story: str, key: str) -> None:
        """Let go of a report: it can be made again, or nobody can read it any more."""
        for table in (t.reports, p.tellings, p.leaves):
            mine = (table.c.story == story, table.c.key == key)
            self._connection.execute(delete(table).where(*mine))

    def keep_leaf(self, leaf: Leaf) -> None:
        """Keep the page of a report instead of the one in the same language; it goes with its report."""
        values = {"made_by": leaf.made_by, "brief": leaf.brief, "zstd": compress_text(leaf.html)}
        mine = {"story": leaf.story, "key": leaf.key, "spoken": leaf.spoken}
        insert = self._dialect.insert(p.leaves).values(mine | values)
        self._connection.execute(insert.on_conflict_do_update(index_elements=list(mine), set_=values))

    def keep_visit(self, visit: Visit) -> None:
        """Note that a visitor looked at a story; a look shortly after another belongs to the same visit."""
        v = p.visits.c
        mine = (v.visitor == visit.visitor, v.story == visit.story)
        known = self._connection.execute(select(p.visits).where(*mine)).first()
        values = values_of(visit)
        if known is None:
            self._connection.execute(p.visits.insert(), values)
            return
        if visit.at - known.at > BREAK:
            values |= {"before_at": known.at, "before_seen": known.seen, "before_report": known.report}
        self._connection.execute(update(p.visits).where(*mine).values(values))
