"""What lists show of stories at a glance."""

from collections.abc import Sequence
from itertools import chain

from sqlalchemy import and_, func, select

from rashomon.model.glance import Glance, Telling
from rashomon.store.cards import cards_of
from rashomon.store.outlets import outlets_of
from rashomon.store.queries import Part
from rashomon.store.reports import telling_of
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p

OUTLETS = 5
"""Outlets of a story that a list names, those with most articles."""
_V = p.visits.c


class SQLGlanceReader(Part):
    """Draws together what a list shows."""

    def glances(self, stories: Sequence[str], visitor: str = "") -> tuple[Glance, ...]:
        """Return what a list shows of these stories, in their order."""
        cards, told = cards_of(self._connection, stories), self._told(stories)
        news = self._news(stories, visitor) if visitor else {}
        shown = {story: card.values.get("outlet", ())[:OUTLETS] for story, card in cards.items()}
        outlets = outlets_of(self._connection, chain.from_iterable(shown.values()))
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
