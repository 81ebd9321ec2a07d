"""Outlets: what they bring, with whom they share lines."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, union_all

from rashomon.model.article import Source
from rashomon.model.glance import Exchange, Outlet, OutletCounts, OutletShare, SharedLines
from rashomon.store.queries import Part, put, rows_of
from rashomon.store.rows import AnyRow, values_of
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p

LATEST = 200
"""Articles of an outlet by which is told where they come from."""
_A, _F, _L = t.articles.c, p.facets.c, p.shared_lines.c


class SQLOutletReader(Part):
    """Implements the part of ``contract.pages.PagesReader`` about outlets."""

    def outlets(self, limit: int) -> tuple[OutletShare, ...]:
        """Return the outlets with the most stories."""
        number = func.count().label("stories")
        most = select(_F.value, number).where(_F.kind == "outlet").group_by(_F.value)
        held = most.order_by(number.desc(), _F.value).limit(limit).subquery()
        query = select(p.outlets, held.c.stories).join_from(held, p.outlets, p.outlets.c.id == held.c.value)
        rows = self._rows(query.order_by(held.c.stories.desc(), p.outlets.c.name))
        return tuple(OutletShare(outlet=outlet_of(row), stories=row.stories) for row in rows)

    def outlet(self, outlet: str) -> Outlet:
        """Return an outlet.

        Raises:
            NotFound: there is none.
        """
        return outlet_of(self._one(select(p.outlets).where(p.outlets.c.id == outlet), "outlet", outlet))

    def outlet_counts(self, outlet: str, days: int) -> OutletCounts:
        """Count an outlet's part; by day for so many days up to its latest article."""
        counted = (
            select(_F.kind, func.count())
            .where(_F.kind.in_(("outlet", "timed", "first")), _F.value == outlet)
            .group_by(_F.kind)
        )
        kinds = {kind: int(number) for kind, number in self._connection.execute(counted)}
        mine = (_A.source == outlet, _A.current)
        spoken = select(_A.language, func.count()).where(*mine).group_by(_A.language)
        languages = Counter({code: int(number) for code, number in self._connection.execute(spoken)})
        return OutletCounts(
            articles=languages.total(),
            stories=kinds.get("outlet", 0),
            first=kinds.get("first", 0),
            shared=kinds.get("timed", 0),
            languages=dict(languages.most_common()),
            days=self._days(outlet, days),
        )

    def _days(self, outlet: str, days: int) -> tuple[tuple[str, int], ...]:
        mine = (_A.source == outlet, _A.current)
        latest: datetime | None = self._connection.scalar(select(func.max(_A.told_at)).where(*mine))
        if latest is None:
            return ()
        first = (latest - timedelta(days=days - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
        since = select(_A.told_at).where(*mine, _A.told_at >= first)
        counted = Counter(at.date() for at in self._connection.scalars(since))
        return tuple(
            (day.isoformat(), counted[day]) for day in (first.date() + timedelta(days=n) for n in range(days))
        )

    def feeding(self, outlet: str) -> frozenset[str]:
        """Return the subscriptions that brought an outlet's latest articles."""
        mine = select(_A.id).where(_A.source == outlet, _A.current).order_by(_A.told_at.desc()).limit(LATEST)
        shown = select(t.sightings.c.document).where(t.sightings.c.article.in_(mine))
        d = t.documents.c
        query = select(d.subscription).where(d.id.in_(shown), d.subscription.is_not(None)).distinct()
        return frozenset(self._connection.scalars(query))

    def exchanges(self, outlet: str) -> tuple[Exchange, ...]:
        """Return with whom an outlet shares lines in the latest reports, the most first."""
        sums = (func.count(), func.sum(_L.lines), func.sum(_L.wire))
        found: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
        for earlier, mine, other in (("first", _L.first, _L.second), ("second", _L.second, _L.first)):
            query = select(other, _L.directed, *sums).where(mine == outlet).group_by(other, _L.directed)
            for name, directed, *counts in self._connection.execute(query):
                order = earlier if directed else "unknown"
                found[name, order] = [a + int(b) for a, b in zip(found[name, order], counts, strict=True)]
        outlets = outlets_of(self._connection, (name for name, _ in found))
        ranked = sorted(found.items(), key=lambda item: (-item[1][1], item[0]))
        return tuple(
            Exchange(other=outlets[name], order=order, stories=n, lines=lines, wire=wire)  # type: ignore[arg-type]
            for (name, order), (n, lines, wire) in ranked
            if name in outlets
        )

    def shared_lines(self, outlet: str, other: str) -> tuple[SharedLines, ...]:
        """Return the stories in whose latest report two outlets share lines, the most first."""
        pairs = ((outlet, other), (other, outlet))
        both = union_all(*(select(p.shared_lines).where(_L.first == a, _L.second == b) for a, b in pairs))
        rows = self._connection.execute(both).all()
        found = (
            SharedLines(
                story=row.story,
                first=row.first,
                second=row.second,
                directed=row.directed,
                lines=row.lines,
                wire=row.wire,
            )
            for row in rows
        )
        return tuple(sorted(found, key=lambda s: (-s.lines, s.story)))


def outlets_of(connection: Connection, outlets: Iterable[str]) -> dict[str, Outlet]:
    """Return those of the outlets that there are, by id."""
    wanted = select(p.outlets).where(p.outlets.c.id.in_(set(outlets)))
    return {row.id: outlet_of(row) for row in rows_of(connection, wanted)}


def keep_outlets(connection: Connection, sources: Iterable[Source]) -> None:
    """Keep outlets under the name that they had last."""
    rows = [values_of(source) for source in {source.id: source for source in sources}.values()]
    put(connection, p.outlets, rows)


def outlet_of(row: AnyRow) -> Outlet:
    """Read an outlet."""
    return Outlet(id=row.id, name=row.name, kind=row.kind)
