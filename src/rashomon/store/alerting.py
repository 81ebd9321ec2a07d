"""Writing what is watched, what happened to it, and how telling it fares."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select, update

from rashomon.model.watch import Event, Message, StoryLook, Target, Watchlist
from rashomon.store.rows import Values, values_of
from rashomon.store.tables import watch as w
from rashomon.store.watchlists import SQLWatchReader, missing

_M, _O = w.messages.c, w.outbox.c


class SQLWatchWriter(SQLWatchReader):
    """Implements ``contract.watch.WatchWriter``."""

    def keep_watchlist(self, watchlist: Watchlist) -> None:
        """Keep a new watchlist, or change one."""
        lists = {"triggers": list(watchlist.triggers), "targets": list(watchlist.targets)}
        self._keep(w.watchlists, values_of(watchlist) | lists | {"removed": False})

    def remove_watchlist(self, watchlist: str) -> None:
        """Watch for it no more; what it was told stays. Raise ``NotFound`` if there is none."""
        self._remove(w.watchlists, "watchlist", watchlist)

    def keep_target(self, target: Target) -> None:
        """Keep a new target, or change one."""
        self._keep(w.targets, values_of(target) | {"removed": False})

    def remove_target(self, target: str) -> None:
        """Tell it nothing more, and let no watchlist name it. Raise ``NotFound`` if there is none."""
        self._remove(w.targets, "target", target)
        for one in self.watchlists():
            if target in one.targets:
                self.keep_watchlist(replace(one, targets=tuple(x for x in one.targets if x != target)))

    def note_event(self, event: Event, watchlists: Sequence[Watchlist]) -> bool:
        """Note what happened to these watchlists, once and for all targets; False where it is known."""
        if self._connection.scalar(select(w.events.c.row).where(w.events.c.id == event.id)) is not None:
            return False
        self._connection.execute(w.events.insert(), values_of(event))
        known = {target.id for target in self.targets()}
        targets = dict.fromkeys(t for one in watchlists for t in one.targets if t in known)
        self._add(w.watched_events, [{"watchlist": one.id, "event": event.id} for one in watchlists])
        self._add(w.outbox, [{"target": target, "event": event.id} for target in targets])
        return True

    def make_message(self, target: str, at: datetime, most: int) -> Message | None:
        """Put a target's waiting events, at most so many, into a message; None where none wait."""
        waiting = select(_O.event).join(w.events, w.events.c.id == _O.event)
        waiting = waiting.where(_O.target == target, _O.message.is_(None)).order_by(w.events.c.row)
        chosen = list(self._connection.scalars(waiting.limit(most)))
        if not chosen:
            return None
        digest = hashlib.sha256("\n".join([target, *chosen]).encode()).hexdigest()[:24]
        message = Message(id=f"msg_{digest}", target=target, made_at=at, next_at=at)
        self._connection.execute(w.messages.insert(), values_of(message))
        mine = (_O.target == target, _O.event.in_(chosen))
        self._connection.execute(update(w.outbox).where(*mine).values(message=message.id))
        return message

    def note_sent(self, message: str, at: datetime) -> None:
        """Note that a message was taken."""
        self._change(message, state="sent", sent_at=at, next_at=None, error=None, attempts=_M.attempts + 1)

    def note_unsent(self, message: str, error: str, again_at: datetime | None) -> None:
        """Note that a message was not taken, and when to try again; None gives it up."""
        state = "waiting" if again_at else "given up"
        self._change(message, state=state, next_at=again_at, error=error, attempts=_M.attempts + 1)

    def send_again(self, message: str, owner: str, at: datetime) -> None:
        """Try a person's message that was given up anew. Raise ``NotFound`` if there is none that was."""
        mine = _M.target.in_(select(w.targets.c.id).where(w.targets.c.owner == owner))
        self._change(message, _M.state == "given up", mine, state="waiting", next_at=at, attempts=0)

    def want_look(self, story: str, at: datetime, *, watched: bool) -> None:
        """Note that a story changed, if it is one that is looked at, or if it is ``watched`` now."""
        mine = w.looks.c.story == story
        known = self._connection.execute(update(w.looks).where(mine).values(wanted_at=at)).rowcount
        if watched and not known:
            self._add(w.looks, [values_of(StoryLook(story=story, since=at, wanted_at=at))])

    def note_look(self, story: str, at: datetime) -> None:
        """Note that a watched story was compared: only what is stored from now on is news."""
        change = update(w.looks).where(w.looks.c.story == story)
        self._connection.execute(change.values(since=at, wanted_at=None))

    def _keep(self, table: Table, values: Values) -> None:
        insert = self._dialect.insert(table).values(values)
        self._connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=values))

    def _add(self, table: Table, rows: Sequence[Values]) -> None:
        if rows:
            self._connection.execute(self._dialect.insert(table).on_conflict_do_nothing(), rows)

    def _remove(self, table: Table, kind: str, name: str) -> None:
        change = update(table).where(table.c.id == name, ~table.c.removed).values(removed=True)
        if not self._connection.execute(change).rowcount:
            raise missing(kind, name)

    def _change(self, message: str, *conditions: Any, **values: Any) -> None:
        change = update(w.messages).where(_M.id == message, *conditions).values(**values)
        if not self._connection.execute(change).rowcount:
            raise missing("message", message)
