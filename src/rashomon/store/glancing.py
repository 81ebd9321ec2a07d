"""Reading what lists and the pages of outlets show at a glance."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain

from sqlalchemy import and_, func, select, union_all

from rashomon.model.glance import (
    Exchange,
    Glance,
    Leaf,
    Marks,
    Outlet,
    OutletCounts,
    OutletShare,
    SharedLines,
    Telling,
    Visit,
)
from rashomon.store.cards import BLANK, Card, card_of
from rashomon.store.codec import expand_text
from rashomon.store.reader import chunks
from rashomon.store.recalling import SQLRecaller
from rashomon.store.rows import AnyRow, picked
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p

LATEST = 200
"""Articles of an outlet by which is told where they come from."""
OUTLETS = 5
"""Outlets of a story that a list names, those with most articles."""
BREAK = timedelta(minutes=30)
"""Between two looks at a story after which the second is another visit."""
_A, _C, _F, _L, _V = t.articles.c, p.cards.c, p.facets.c, p.shared_lines.c, p.visits.c


class SQLGlancer(SQLRecaller):
    """Implements the part of ``contract.pages.PagesReader`` that counts."""

    def glances(self, stories: Sequence[str], visitor: str = "") -> tuple[Glance, ...]:
        """Return what a list shows of these stories, in their order."""
        cards, told = self._cards(stories), self._told(stories)
        news = self._news(stories, visitor) if visitor else {}
        shown = {story: card.values.get("outlet", ())[:OUTLETS] for story, card in cards.items()}
        outlets = self._known(chain.from_iterable(shown.values()))
        return tuple(
            Glance(
                story=story,
                hours=cards[story].hours,
                outlets=tuple(outlets[outlet] for outlet in shown[story] if outlet in outlets),
                told=told.get(story),
                news=news.get(story),
            )
            for story in stories
        )

    def _cards(self, stories: Iterable[str]) -> dict[str, Card]:
        """Return each story's card, in their order; that of a story that never held an article is blank."""
        cards = dict.fromkeys(stories, BLANK)
        for chunk in chunks(cards):
            query = select(_C.story, _C.packed).where(_C.story.in_(chunk))
            cards |= {story: card_of(packed) for story, packed in self._connection.execute(query)}
        return cards

    def _known(self, outlets: Iterable[str]) -> dict[str, Outlet]:
        """Return those of the outlets that there are, by id."""
        wanted = select(p.outlets).where(p.outlets.c.id.in_(set(outlets)))
        return {row.id: outlet_of(row) for row in self._rows(wanted)}

    def _told(self, stories: Sequence[str]) -> dict[str, Telling]:
        """Return what the latest report of each story came to."""
        c = p.tellings.c
        query = select(p.tellings).where(c.story.in_(stories), c.language == "").order_by(c.made_at)
        return {row.story: telling_of(row) for row in self._rows(query)}

    def _news(self, stories: Sequence[str], visitor: str) -> dict[str, int]:
        """Count what was put into the stories that a visitor has looked at since they did."""
        n = t.assignments.c
        later = and_(n.story == _V.story, n.row > _V.seen, n.undone_at.is_(None))
        query = (
            select(_V.story, func.count(n.row))
            .join_from(p.visits, t.assignments, later, isouter=True)
            .where(_V.visitor == visitor, _V.story.in_(stories))
            .group_by(_V.story)
        )
        return {story: int(number) for story, number in self._connection.execute(query)}

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
        outlets = self._known(name for name, _ in found)
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


def outlet_of(row: AnyRow) -> Outlet:
    """Read an outlet."""
    return Outlet(id=row.id, name=row.name, kind=row.kind)


def telling_of(row: AnyRow) -> Telling:
    """Read what a report came to."""
    marks = Marks(articles=row.articles, differ=row.differ, changed=row.changed)
    return Telling(story=row.story, key=row.key, made_at=row.made_at, language=row.language, marks=marks)
