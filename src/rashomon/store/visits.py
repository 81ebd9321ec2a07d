"""When visitors looked at a story, and what came since."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from rashomon.model.glance import Visit
from rashomon.store.queries import Part
from rashomon.store.rows import values_of
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p

BREAK = timedelta(minutes=30)
"""Between two looks at a story after which the second is another visit."""
_A, _V = t.articles.c, p.visits.c


class SQLVisitReader(Part):
    """Tells what a visitor saw."""

    def visit(self, visitor: str, story: str, now: datetime) -> Visit | None:
        """Return a visitor's last visit but the present one, at ``now``; None if there was none."""
        query = select(p.visits).where(_V.visitor == visitor, _V.story == story)
        row = self._connection.execute(query).first()
        if row is None:
            return None
        last = (row.at, row.seen, row.report)
        if now - row.at <= BREAK:
            last = (row.before_at, row.before_seen, row.before_report)
        at, seen, report = last
        return Visit(visitor=visitor, story=story, at=at, seen=seen, report=report) if at else None

    def seen(self) -> int:
        """Return the number of the latest assignment: what a visitor of this moment has seen."""
        return self._connection.scalar(select(func.max(t.assignments.c.row))) or 0

    def arrived(self, story: str, after: int) -> frozenset[str]:
        """Return the current articles that were put into a story by later assignments than that."""
        n = t.assignments.c
        query = (
            select(n.article)
            .join_from(t.assignments, t.articles, _A.id == n.article)
            .where(n.story == story, n.row > after, n.undone_at.is_(None), _A.current)
        )
        return frozenset(self._connection.scalars(query))


class SQLVisitWriter(SQLVisitReader):
    """Keeps visits."""

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
