"""What is followed, and how looking at it fares."""

from datetime import datetime

from sqlalchemy import or_, select, update

from rashomon.errors import NotFound
from rashomon.model.archive import Health, Subscription
from rashomon.store.queries import Part, put
from rashomon.store.rows import subscription_of, values_of
from rashomon.store.tables import core as t


class SQLSubscriptionReader(Part):
    """Tells what is followed, and what is due."""

    def subscriptions(self) -> tuple[tuple[Subscription, Health], ...]:
        """Return all that is followed with its health, by name."""
        query = select(t.subscriptions).where(~t.subscriptions.c.removed)
        return tuple(subscription_of(r) for r in self._rows(query.order_by(t.subscriptions.c.name)))

    def due(self, now: datetime) -> tuple[tuple[Subscription, Health], ...]:
        """Return what should be looked at now, the longest overdue first; what is paused never is.

        A look that is still to come was taken by a clock that went wrong: what it put off is due.
        """
        s = t.subscriptions.c
        ready = or_(s.next_at.is_(None), s.next_at <= now, s.checked_at > now)
        query = select(t.subscriptions).where(~s.removed, ~s.paused, ready)
        return tuple(subscription_of(r) for r in self._rows(query.order_by(s.next_at.nulls_first(), s.id)))


class SQLSubscriptionWriter(SQLSubscriptionReader):
    """Follows places, or no longer."""

    def subscribe(self, subscription: Subscription) -> bool:
        """Follow a place, or change how; its health stays. Tell whether it is new."""
        s = t.subscriptions.c
        known = self._connection.execute(select(s.removed).where(s.id == subscription.id)).first()
        put(self._connection, t.subscriptions, [values_of(subscription) | {"removed": False}])
        return known is None or bool(known.removed)

    def unsubscribe(self, subscription: str) -> None:
        """Stop following a place; what came from it stays.

        Raises:
            NotFound: it is not followed.
        """
        s = t.subscriptions.c
        change = update(t.subscriptions).where(s.id == subscription, ~s.removed).values(removed=True)
        if not self._connection.execute(change).rowcount:
            raise NotFound(f"there is no source '{subscription}' in the archive")

    def note_check(self, health: Health) -> None:
        """Keep how a look at a subscription went."""
        values = values_of(health)
        mine = t.subscriptions.c.id == values.pop("subscription")
        self._connection.execute(update(t.subscriptions).where(mine).values(values))
