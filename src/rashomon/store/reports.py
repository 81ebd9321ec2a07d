"""Reports that were made of stories, what they came to, and their pages: all of it can be made again."""

from sqlalchemy import delete, select

from rashomon.model.archive import SavedReport
from rashomon.model.glance import Leaf, Marks, Telling
from rashomon.store.codec import compress, compress_text, expand, expand_text
from rashomon.store.queries import Part, put
from rashomon.store.rows import AnyRow, picked, values_of
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p

KEPT = 24
"""Reports that are kept of a story in one language, the latest ones."""


class SQLReportReader(Part):
    """Gives kept reports."""

    def report(self, story: str, key: str | None = None) -> SavedReport | None:
        """Return the saved report with this key, the latest one without."""
        r = t.reports.c
        query = select(t.reports).where(r.story == story).order_by(r.made_at.desc()).limit(1)
        row = self._connection.execute(query if key is None else query.where(r.key == key)).first()
        if row is None:
            return None
        return SavedReport(story=row.story, key=row.key, made_at=row.made_at, json=expand(row.zstd))

    def tellings(self, story: str, language: str = "") -> tuple[Telling, ...]:
        """Return what the kept reports of a story came to, the latest first."""
        c = p.tellings.c
        query = select(p.tellings).where(c.story == story, c.language == language)
        return tuple(map(telling_of, self._rows(query.order_by(c.made_at.desc(), c.key))))

    def leaf(self, story: str, key: str, spoken: str) -> Leaf | None:
        """Return the page that was kept of a report in a language of the reading room."""
        c = p.leaves.c
        query = select(p.leaves).where(c.story == story, c.key == key, c.spoken == spoken)
        row = self._connection.execute(query).first()
        return picked(Leaf, row, html=expand_text(row.zstd)) if row else None

    def unmarked(self, limit: int) -> tuple[tuple[str, str], ...]:
        """Return story and key of reports of which nobody noted yet what they came to."""
        r, c = t.reports.c, p.tellings.c
        done = select(c.key).where(c.story == r.story, c.key == r.key).exists()
        rows = self._rows(select(r.story, r.key).where(~done).order_by(r.made_at).limit(limit))
        return tuple((row.story, row.key) for row in rows)


class SQLReportWriter(SQLReportReader):
    """Keeps reports."""

    def keep_report(self, report: SavedReport) -> None:
        """Keep a report beside the earlier ones of its story, of which the latest ``KEPT`` stay."""
        mine = {"story": report.story, "key": report.key}
        values = {"made_at": report.made_at, "zstd": compress(report.json)}
        put(self._connection, t.reports, [mine | values])
        if report.marks:
            self.mark_report(report)

    def mark_report(self, report: SavedReport) -> None:
        """Note what a kept report came to, and which lines outlets share where it is the latest."""
        if report.marks is None:
            return
        mine = {"story": report.story, "key": report.key}
        values = values_of(report.marks) | {"made_at": report.made_at, "language": report.language}
        put(self._connection, p.tellings, [mine | values])
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
        mine = {"story": leaf.story, "key": leaf.key, "spoken": leaf.spoken}
        values = {"made_by": leaf.made_by, "brief": leaf.brief, "zstd": compress_text(leaf.html)}
        put(self._connection, p.leaves, [mine | values])


def telling_of(row: AnyRow) -> Telling:
    """Read what a report came to."""
    marks = Marks(articles=row.articles, differ=row.differ, changed=row.changed)
    return Telling(story=row.story, key=row.key, made_at=row.made_at, language=row.language, marks=marks)
