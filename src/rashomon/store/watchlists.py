"""What is watched, what happened to it, what is to be told, and how telling it fares."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, func, or_, select, update

from rashomon.model.archive import Page
from rashomon.model.watch import Event, Message, StoryLook, Target, Waiting, Watchlist
from rashomon.store.documents import documents_with
from rashomon.store.queries import Part, add, chunks, latest, missing, put
from rashomon.store.rows import AnyRow, AnySelect, picked, values_of
from rashomon.store.search import found_by
from rashomon.store.tables import core as t
from rashomon.store.tables import watch as w

_A, _E, _M, _O, _T = t.articles.c, w.events.c, w.messages.c, w.outbox.c, w.targets.c


class SQLWatchReader(Part):
    """Implements ``contract.watch.WatchReader``."""

    def watchlists(self, owner: str | None = None) -> tuple[Watchlist, ...]:
        """Return the watchlists of one person or of all, by name."""
        query = _mine(select(w.watchlists).where(~w.watchlists.c.removed), w.watchlists.c.owner, owner)
        return tuple(map(_watchlist, self._rows(query.order_by(w.watchlists.c.name, w.watchlists.c.id))))

    def watchlist(self, watchlist: str) -> Watchlist:
        """Return a watchlist by its id.

        Raises:
            NotFound: there is none.
        """
        wanted = (w.watchlists.c.id == watchlist, ~w.watchlists.c.removed)
        return _watchlist(self._one(select(w.watchlists).where(*wanted), "watchlist", watchlist))

    def targets(self, owner: str | None = None) -> tuple[Target, ...]:
        """Return where one person, or anybody, wants to be told, by address."""
        query = _mine(select(w.targets).where(~_T.removed), _T.owner, owner)
        return tuple(picked(Target, r) for r in self._rows(query.order_by(_T.address)))

    def among(self, watchlist: Watchlist, articles: Iterable[str]) -> frozenset[str]:
        """Return those of the current articles for which all conditions but the entity hold."""
        found = found_by(self._connection, watchlist.words)
        if watchlist.words and found is None:
            return frozenset()  # words that are no search ask for nothing
        conditions = [_A.current, *_told(watchlist)]
        names: set[str] = set()
        for chunk in chunks(articles):
            query = select(_A.id).where(_A.id.in_(chunk), *conditions)
            if found is not None:
                # Bounds of rows let the index of words look at this chunk only.
                bounds = select(func.min(_A.row), func.max(_A.row)).where(_A.id.in_(chunk))
                first, last = self._connection.execute(bounds).one()
                query = query.join(found, found.c.row == _A.row).where(found.c.row.between(first, last))
            names.update(self._connection.scalars(query))
        return frozenset(names)

    def forerunners(self, article: str) -> tuple[int, int]:
        """Count what its story held before an article was stored, and what of it was its own outlet's."""
        own = self._one(select(_A.row, _A.story, _A.source).where(_A.id == article), "article", article)
        query = select(_A.source, func.count().label("held")).where(_A.story == own.story, _A.row < own.row)
        counted = {row.source: row.held for row in self._rows(query.group_by(_A.source))}
        return sum(counted.values()), counted.get(own.source, 0)

    def events(self, watchlist: str, limit: int = 50, after: str | None = None) -> Page[Event]:
        """Return what happened to a watchlist, the latest first."""
        mine = select(w.watched_events.c.event).where(w.watched_events.c.watchlist == watchlist)
        rows, cursor = latest(self._connection, select(w.events).where(_E.id.in_(mine)), _E.row, limit, after)
        return Page(items=tuple(map(_event, rows)), after=cursor)

    def waiting(self) -> tuple[Waiting, ...]:
        """Return the targets for which events wait that are in no message yet."""
        counted = select(_O.target, func.count().label("events"), func.min(_E.at).label("since"))
        joined = counted.join_from(w.outbox, w.events, _E.id == _O.event).where(_O.message.is_(None))
        found = {row.target: row for row in self._rows(joined.group_by(_O.target))}
        return tuple(
            Waiting(target=one, since=found[one.id].since, events=found[one.id].events)
            for one in self.targets()
            if one.id in found
        )

    def messages(self, owner: str, limit: int = 50, after: str | None = None) -> Page[Message]:
        """Return the messages to a person's targets, the latest first."""
        mine = select(_T.id).where(_T.owner == owner)
        rows, cursor = latest(
            self._connection, select(w.messages).where(_M.target.in_(mine)), _M.row, limit, after
        )
        return Page(items=tuple(picked(Message, r) for r in rows), after=cursor)

    def due_messages(self, now: datetime, limit: int) -> tuple[tuple[Message, Target], ...]:
        """Return messages that should be sent now with their targets, the longest overdue first."""
        targets = {target.id: target for target in self.targets()}
        due = (_M.state == "waiting", _M.next_at <= now, _M.target.in_(targets))
        query = select(w.messages).where(*due).order_by(_M.next_at, _M.row).limit(limit)
        return tuple((picked(Message, row), targets[row.target]) for row in self._rows(query))

    def contents(self, message: str) -> tuple[Event, ...]:
        """Return the events of a message in the order in which they were noted."""
        query = select(w.events).join(w.outbox, _O.event == _E.id).where(_O.message == message)
        return tuple(map(_event, self._rows(query.order_by(_E.row))))

    def wanted_looks(self, limit: int) -> tuple[StoryLook, ...]:
        """Return watched stories that changed since they were compared, the longest waiting first."""
        wanted = w.looks.c.wanted_at
        query = select(w.looks).where(wanted.is_not(None)).order_by(wanted, w.looks.c.story)
        return tuple(picked(StoryLook, row) for row in self._rows(query.limit(limit)))

    def outlet_moments(self, outlet: str, since: datetime) -> tuple[datetime, ...]:
        """Return when current articles of an outlet (by its id) were seen since then, in order."""
        query = select(_A.seen_at).where(_A.source == outlet, _A.current, _A.seen_at >= since)
        return tuple(self._connection.scalars(query.order_by(_A.seen_at)))

    def last_seen(self, since: datetime) -> tuple[tuple[str, datetime], ...]:
        """Return each outlet's id and when its last article was seen, if that was since then."""
        last = func.max(_A.seen_at)
        query = select(_A.source, last.label("last")).where(_A.current).group_by(_A.source)
        return tuple((row.source, row.last) for row in self._rows(query.having(last >= since)))

    def brought_by(self, outlet: str) -> tuple[str, str | None]:
        """Return an outlet's name and the subscription that its last article came from, if from any.

        Raises:
            NotFound: nothing of it is current.
        """
        query = select(_A.id, _A.source_name).where(_A.source == outlet, _A.current)
        last = self._one(query.order_by(_A.seen_at.desc()).limit(1), "outlet", outlet)
        documents = documents_with(self._connection, last.id)
        return last.source_name, documents[-1].subscription if documents else None

    def brings(self, subscription: str, outlet: str) -> bool:
        """Tell whether articles of an outlet (its id or name) came from a subscription."""
        held = t.documents.join(t.sightings, t.sightings.c.document == t.documents.c.id)
        held = held.join(t.articles, _A.id == t.sightings.c.article)
        query = select(_A.id).select_from(held).where(t.documents.c.subscription == subscription)
        return self._connection.execute(query.where(_of_outlet(outlet)).limit(1)).first() is not None


class SQLWatchWriter(SQLWatchReader):
    """Implements ``contract.watch.WatchWriter``."""

    def keep_watchlist(self, watchlist: Watchlist) -> None:
        """Keep a new watchlist, or change one."""
        lists = {"triggers": list(watchlist.triggers), "targets": list(watchlist.targets)}
        put(self._connection, w.watchlists, [values_of(watchlist) | lists | {"removed": False}])

    def remove_watchlist(self, watchlist: str) -> None:
        """Watch for it no more; what it was told stays. Raise ``NotFound`` if there is none."""
        self._remove(w.watchlists, "watchlist", watchlist)

    def keep_target(self, target: Target) -> None:
        """Keep a new target, or change one."""
        put(self._connection, w.targets, [values_of(target) | {"removed": False}])

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
        targets = dict.fromkeys(x for one in watchlists for x in one.targets if x in known)
        told = [{"watchlist": one.id, "event": event.id} for one in watchlists]
        add(self._connection, w.watched_events, told)
        add(self._connection, w.outbox, [{"target": target, "event": event.id} for target in targets])
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
            add(self._connection, w.looks, [values_of(StoryLook(story=story, since=at, wanted_at=at))])

    def note_look(self, story: str, at: datetime) -> None:
        """Note that a watched story was compared: only what is stored from now on is news."""
        change = update(w.looks).where(w.looks.c.story == story)
        self._connection.execute(change.values(since=at, wanted_at=None))

    def _remove(self, table: Table, kind: str, name: str) -> None:
        change = update(table).where(table.c.id == name, ~table.c.removed).values(removed=True)
        if not self._connection.execute(change).rowcount:
            raise missing(kind, name)

    def _change(self, message: str, *conditions: Any, **values: Any) -> None:
        change = update(w.messages).where(_M.id == message, *conditions).values(**values)
        if not self._connection.execute(change).rowcount:
            raise missing("message", message)


def _told(watchlist: Watchlist) -> list[ColumnElement[bool]]:
    conditions = [_A.language == watchlist.language] if watchlist.language else []
    conditions += [_of_outlet(watchlist.outlet)] if watchlist.outlet else []
    return conditions + ([_A.story == watchlist.story] if watchlist.story else [])


def _of_outlet(outlet: str) -> ColumnElement[bool]:
    return or_(_A.source == outlet, _A.source_name == outlet)


def _mine(query: AnySelect, column: ColumnElement[str], owner: str | None) -> AnySelect:
    return query if owner is None else query.where(column == owner)


def _watchlist(row: AnyRow) -> Watchlist:
    return picked(Watchlist, row, triggers=tuple(row.triggers), targets=tuple(row.targets))


def _event(row: AnyRow) -> Event:
    return picked(Event, row)
