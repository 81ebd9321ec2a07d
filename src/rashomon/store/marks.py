"""What visitors read and starred: ``contract.marks`` in SQL."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, case, func, or_, select, tuple_, update

from rashomon.errors import NotFound
from rashomon.model.archive import Page, StoryRecord
from rashomon.model.mark import Marked, Selection, View, ViewKind
from rashomon.store.queries import Part, chunks, put
from rashomon.store.rows import AnyRow, AnySelect, picked, story_of
from rashomon.store.stories import having, story_named
from rashomon.store.tables import core as t
from rashomon.store.tables import pages as p
from rashomon.store.tables import watch as w
from rashomon.store.tables.programs import marks

LATEST = 200
"""Stories by which the newest article of most languages and outlets is known."""
_S, _F, _M, _A = t.stories.c, p.facets.c, marks.c, t.articles.c
_W, _E = w.watchlists.c, w.watched_events.c
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_READ = and_(_M.read_to.is_not(None), _M.read_to >= _S.last_seen_at)
_STARRED = _M.starred_at.is_not(None)
_SHOWN = (_S.told_at.is_not(None), _S.last_seen_at.is_not(None))
_VIEWED = _F.kind.in_(("language", "outlet"))

Key = tuple[ViewKind, str]
"""Which view, by its kind and its language or outlet."""


class SQLMarkReader(Part):
    """Implements ``contract.marks.MarkReader``."""

    def marked(self, selection: Selection) -> Page[Marked]:
        """Return stories with what a visitor did with them, by when their last article came."""
        place = [_S.last_seen_at, _S.id]
        order = place if selection.oldest_first else [column.desc() for column in place]
        query = _marked(selection.who).where(*_wanted(selection)).order_by(*order)
        rows = self._rows(query.limit(selection.limit + 1))
        items = tuple(_of(row) for row in rows[: selection.limit])
        return Page(items=items, after=_cursor(items[-1].story) if len(rows) > selection.limit else None)

    def marks(self, who: str, stories: Iterable[str]) -> tuple[Marked, ...]:
        """Return those of the stories that are there, in the order asked for; redirects are followed."""
        found: dict[str, Marked] = {}
        for chunk in chunks(stories):
            led = {row.id: row.redirect_to for row in self._rows(_leading(chunk))}
            names = {
                name: story_named(self._connection, name).id if led[name] else name
                for name in chunk
                if name in led
            }
            rows = self._rows(_marked(who).where(_S.id.in_(set(names.values()))))
            held = {row.id: _of(row) for row in rows}
            found |= {names[name]: held[names[name]] for name in names if names[name] in held}
        return tuple(found.values())

    def views(self, who: str) -> tuple[View, ...]:
        """Return the visitor's watchlists, and the languages and outlets that have stories."""
        counted = select(_F.kind, _F.value, func.count()).where(_VIEWED).group_by(_F.kind, _F.value)
        held = Counter({(kind, value): n for kind, value, n in self._connection.execute(counted)})
        unread, newest = self._unread(who, held), self._newest(held)
        names = {row.id: row.name for row in self._rows(select(p.outlets.c.id, p.outlets.c.name))}
        found = [
            View(
                kind=kind,
                id=value,
                name=names.get(value, value) if kind == "outlet" else value,
                stories=stories,
                unread=unread[kind, value],
                newest=newest[kind, value],
            )
            for (kind, value), stories in held.items()
        ]
        return tuple(sorted([*self._watched(who), *found], key=lambda v: (v.kind, -v.stories, v.id)))

    def _watched(self, who: str) -> Iterator[View]:
        """Yield a visitor's watchlists, those that were told of nothing too."""
        told = _told_of(who).distinct().subquery()
        unread = and_(_S.id.is_not(None), ~func.coalesce(_READ, False))
        shown = and_(_S.id == told.c.story, *_SHOWN)
        query = (
            select(
                _W.id,
                _W.name,
                func.count(_S.id).label("stories"),
                func.count(case((unread, 1))).label("unread"),
                func.coalesce(func.max(_S.last_seen_at), _W.made_at).label("newest"),
            )
            .select_from(w.watchlists)
            .join(told, told.c.watchlist == _W.id, isouter=True)
            .join(t.stories, shown, isouter=True)
            .join(marks, and_(_M.story == _S.id, _M.who == who), isouter=True)
            .where(_W.owner == who, ~_W.removed)
            .group_by(_W.id, _W.name, _W.made_at)
        )
        return (picked(View, row, kind="watchlist") for row in self._rows(query))

    def _unread(self, who: str, held: Counter[Key]) -> Counter[Key]:
        """Count what is unread, or what is read and take it from all, whichever are fewer stories."""
        is_read = func.coalesce(_READ, False)
        flags = _marked(who).with_only_columns(func.count(), func.sum(case((is_read, 1), else_=0)))
        stories, read = self._connection.execute(flags).one()
        fewer = 2 * (read or 0) < stories
        chosen = _marked(who).where(is_read if fewer else ~is_read).with_only_columns(_S.id)
        # Grouped by what no index holds, or SQLite would walk all facets in the order of the groups.
        kind, value = _F.kind.concat(""), _F.value.concat("")
        query = select(kind, value, func.count()).where(_VIEWED, _F.story.in_(chosen)).group_by(kind, value)
        counted = Counter({cast("Key", (of, name)): n for of, name, n in self._connection.execute(query)})
        return held - counted if fewer else counted

    def _newest(self, held: Iterable[Key]) -> dict[Key, datetime]:
        """Return when the latest article came into a story that has the language or outlet.

        Of most, one of the latest stories tells; the stories of the others are looked through.
        """
        place = select(_S.id, _S.last_seen_at).order_by(_S.last_seen_at.desc()).limit(LATEST)
        seen = {row.id: row.last_seen_at or _EPOCH for row in self._rows(place)}
        found: dict[Key, datetime] = defaultdict(lambda: _EPOCH)
        for story, key in self._facets_of(seen):
            found[key] = max(found[key], seen[story])
        last = func.max(_S.last_seen_at)
        query = select(_F.kind, _F.value, last).join_from(p.facets, t.stories, _S.id == _F.story)
        for chunk in chunks({key[1] for key in held if key not in found}):
            rows = query.where(_VIEWED, _F.value.in_(chunk)).group_by(_F.kind, _F.value)
            found |= {(kind, value): at or _EPOCH for kind, value, at in self._connection.execute(rows)}
        return found

    def _facets_of(self, stories: Iterable[str]) -> Iterator[tuple[str, Key]]:
        """Yield each of the stories with its languages and outlets."""
        query = select(_F.story, _F.kind, _F.value).where(_VIEWED)
        for chunk in chunks(stories):
            for story, kind, value in self._connection.execute(query.where(_F.story.in_(chunk))):
                yield story, (kind, value)


class SQLMarkWriter(SQLMarkReader):
    """Implements ``contract.marks.MarkWriter``."""

    def mark(
        self,
        who: str,
        stories: Iterable[str],
        at: datetime,
        *,
        read: bool | None = None,
        starred: bool | None = None,
    ) -> None:
        """Note what is read or starred, or is not any more; None leaves it as it is."""
        for marked in self.marks(who, stories):
            values: dict[str, Any] = {}
            if read is not None:
                values["read_to"] = marked.story.last_seen_at if read else None
            if starred is not None:
                values["starred_at"] = at if starred else None
            if values:
                put(self._connection, marks, [{"who": who, "story": marked.story.id} | values])

    def mark_all_read(self, selection: Selection) -> None:
        """Note that all stories of a selection are read, whatever its ``limit``."""
        chosen = _marked(selection.who).where(*_wanted(selection), ~func.coalesce(_READ, False))
        ids = [row.id for row in self._rows(chosen.with_only_columns(_S.id))]
        for chunk in chunks(ids):
            known = self._connection.scalars(
                select(_M.story).where(_M.who == selection.who, _M.story.in_(chunk))
            ).all()
            seen = select(_S.last_seen_at).where(_S.id == _M.story).scalar_subquery()
            mine = (_M.who == selection.who, _M.story.in_(known))
            self._connection.execute(update(marks).where(*mine).values(read_to=seen))
            self._add_marks(selection.who, [story for story in chunk if story not in set(known)])

    def _add_marks(self, who: str, stories: Sequence[str]) -> None:
        rows = self._rows(select(_S.id, _S.last_seen_at).where(_S.id.in_(stories)))
        if values := [{"who": who, "story": r.id, "read_to": r.last_seen_at} for r in rows]:
            self._connection.execute(marks.insert(), values)


def _marked(who: str) -> AnySelect:
    mine = and_(_M.story == _S.id, _M.who == who)
    columns = (t.stories, _READ.label("is_read"), _STARRED.label("is_starred"))
    told = select(*columns).join_from(t.stories, marks, mine, isouter=True)
    return told.where(*_SHOWN)


def _told_of(who: str) -> AnySelect:
    """Return of which stories a visitor's watchlists were told: those in which the articles stand now."""
    told = select(_E.watchlist, _A.story).join_from(w.watched_events, w.watchlists, _W.id == _E.watchlist)
    told = told.join(w.events, w.events.c.id == _E.event).join(t.articles, _A.id == w.events.c.article)
    return told.where(_W.owner == who, ~_W.removed)


def _leading(stories: Sequence[str]) -> AnySelect:
    return select(_S.id, _S.redirect_to).where(_S.id.in_(stories))


def _wanted(asked: Selection) -> list[ColumnElement[bool]]:
    held = (("language", asked.language), ("outlet", asked.outlet))
    conditions = [having(_F.kind == kind, value) for kind, value in held if value is not None]
    if asked.watchlist is not None:
        told = _told_of(asked.who).with_only_columns(_A.story)
        own = told.where(_E.watchlist == asked.watchlist) if asked.watchlist else told
        conditions.append(_S.id.in_(own))
    if asked.read is not None:
        conditions.append(_READ if asked.read else or_(_M.read_to.is_(None), _M.read_to < _S.last_seen_at))
    if asked.starred is not None:
        conditions.append(_STARRED if asked.starred else _M.starred_at.is_(None))
    if asked.since:
        conditions.append(_S.last_seen_at >= asked.since)
    if asked.until:
        conditions.append(_S.last_seen_at < asked.until)
    return conditions + ([_behind(asked)] if asked.after else [])


def _behind(asked: Selection) -> ColumnElement[bool]:
    moment, _, story = (asked.after or "").partition(".")
    if not moment.isascii() or not moment.isdigit() or len(moment) > 16:
        raise NotFound(f"'{asked.after}' is no cursor of a list of stories; start from the first page")
    last = (_EPOCH + int(moment) * _MICROSECOND, story)
    place = tuple_(_S.last_seen_at, _S.id)
    return place > last if asked.oldest_first else place < last


def _cursor(story: StoryRecord) -> str:
    return f"{((story.last_seen_at or _EPOCH) - _EPOCH) // _MICROSECOND}.{story.id}"


def _of(row: AnyRow) -> Marked:
    return Marked(story=story_of(row), read=bool(row.is_read), starred=bool(row.is_starred))
