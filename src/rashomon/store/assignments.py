"""Which article stands in which story, since when and why."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from rashomon.model.archive import MACHINE, Assignment
from rashomon.store.queries import Part, chunks, rows_of
from rashomon.store.rows import assignment_of, values_of
from rashomon.store.tables import core as t

_A, _N = t.articles.c, t.assignments.c


class SQLAssignmentReader(Part):
    """Tells where articles stand and stood."""

    def assignments(self, article: str) -> tuple[Assignment, ...]:
        """Return where an article was ever put, the oldest first; at most the last is not undone."""
        query = select(t.assignments).where(t.assignments.c.article == article)
        return tuple(assignment_of(r) for r in self._rows(query.order_by(t.assignments.c.row)))

    def standing(self, articles: Iterable[str]) -> dict[str, Assignment]:
        """Return the assignments that hold, by article; those that stand in no story are left out."""
        return standing_of(self._connection, articles)


def standing_of(connection: Connection, articles: Iterable[str]) -> dict[str, Assignment]:
    """Return the assignments that hold, by article; those that stand in no story are left out."""
    s = t.assignments.c
    query = select(t.assignments).where(s.undone_at.is_(None))
    found = (r for chunk in chunks(articles) for r in rows_of(connection, query.where(s.article.in_(chunk))))
    return {row.article: assignment_of(row) for row in found}


def stories_of(connection: Connection, articles: Iterable[str]) -> set[str]:
    """Return the stories in which articles stand."""
    found: set[str] = set()
    for chunk in chunks(articles):
        query = select(_A.story).where(_A.id.in_(chunk), _A.story.is_not(None))
        found.update(connection.scalars(query))
    return found


def place(connection: Connection, assignments: Sequence[Assignment]) -> None:
    """Let these hold instead of what held before."""
    if assignments:
        s = t.assignments.c
        undo = update(t.assignments).where(s.article == bindparam("this"), s.undone_at.is_(None))
        values = [{"this": a.article, "at": a.decided_at} for a in assignments]
        connection.execute(undo.values(undone_at=bindparam("at", type_=t.Moment())), values)
        hold(connection, assignments, {a.article for a in assignments})


def hold(connection: Connection, assignments: Sequence[Assignment], moved: Collection[str]) -> None:
    """Note assignments of articles that stand nowhere; ``moved`` do not know their story yet."""
    if places := [{"this": a.article, "to": a.story} for a in assignments if a.article in moved]:
        change = update(t.articles).where(_A.id == bindparam("this")).values(story=bindparam("to"))
        connection.execute(change, places)
    if assignments:
        rows = [values_of(a) | {"reasons": list(a.reasons)} for a in assignments]
        connection.execute(t.assignments.insert(), rows)


def withdraw(connection: Connection, articles: Iterable[str], at: datetime) -> None:
    """Let articles stand nowhere again."""
    for article in articles:
        mine = (t.assignments.c.article == article, t.assignments.c.undone_at.is_(None))
        change = update(t.assignments).where(*mine).values(undone_at=at)
        connection.execute(change)
        connection.execute(update(t.articles).where(_A.id == article).values(story=None))


def by_person(assignment: Assignment) -> bool:
    """Tell whether a person put the article there."""
    return assignment.decided_by != MACHINE
