"""How much is stored."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, func, select

from rashomon.store.queries import Part
from rashomon.store.tables import core as t


class SQLCountReader(Part):
    """Counts what is in the archive."""

    def to_read(self) -> int:
        """Count the documents that are still to be read, without counting anything else."""
        query = select(func.count()).where(t.documents.c.state == "waiting")
        return self._connection.scalar(query) or 0

    def counts(self) -> Mapping[str, int]:
        """Count what is stored, by kind: documents by state, articles, versions, stories and so on."""
        by_state = select(t.documents.c.state, func.count()).group_by(t.documents.c.state)
        counted = dict.fromkeys(("waiting", "read", "quarantined"), 0)
        counted.update((state, number) for state, number in self._connection.execute(by_state))
        conditions: dict[str, ColumnElement[bool]] = {
            "subscriptions": ~t.subscriptions.c.removed,
            "articles": t.articles.c.current,
            "earlier versions": ~t.articles.c.current,
            "stories": t.stories.c.articles > 0,
            "copies": t.copies.c.score >= 0,
            "decisions": t.decisions.c.undone_at.is_(None),
        }
        for name, condition in conditions.items():
            counted[name] = self._connection.scalar(select(func.count()).where(condition)) or 0
        return counted
