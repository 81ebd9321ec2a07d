"""Putting articles into stories, and counting what stories then hold."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, bindparam, case, func, or_, select, type_coerce, update

from rashomon.model.archive import MACHINE, Assignment, StoryRecord, StoryState
from rashomon.store.faceting import SQLFaceter
from rashomon.store.reader import chunks
from rashomon.store.rows import AnyRow, Values, values_of
from rashomon.store.tables import core as t

_A = t.articles.c
_DAY, _NOON = 86_400_000_000, 43_200_000_000
# A day without a time is kept as its noon, so of what appeared at noon nobody knows when it did.
_UNTIMED = or_(_A.published.is_(None), type_coerce(_A.published, BigInteger) % _DAY == _NOON)
_COUNTED = (
    func.count().label("articles"),
    func.max(_A.told_at).label("told"),
    func.min(_A.published).label("first"),
    func.max(_A.published).label("last"),
    func.max(_A.seen_at).label("seen"),
    func.sum(case((_UNTIMED, 1), else_=0)).label("untimed"),
)


class SQLAssigner(SQLFaceter):
    """Implements the part of ``contract.archive.Writer`` that the clustering uses."""

    def open_story(self, story: StoryRecord) -> None:
        """Open a story; one that exists stays as it is."""
        values = values_of(story) | {"languages": list(story.languages), "told_at": None}
        insert = self._dialect.insert(t.stories).values(values)
        self._connection.execute(insert.on_conflict_do_nothing())

    def retitle(self, story: str, title: str) -> bool:
        """Give a story the machine's title; False where a person gave one or locked it."""
        known = self.story(story)
        if known.locked or known.title_by != MACHINE:
            return False
        self._set(known.id, title=title)
        return True

    def set_states(self, states: Mapping[str, StoryState]) -> None:
        """Note where stories stand in their lives."""
        change = update(t.stories).where(t.stories.c.id == bindparam("story"))
        if states:
            values = [{"story": story, "to": state} for story, state in states.items()]
            self._connection.execute(change.values(state=bindparam("to")), values)

    def _put(self, assignments: Sequence[Assignment]) -> None:
        """Let these hold instead of what held before."""
        if assignments:
            s = t.assignments.c
            undo = update(t.assignments).where(s.article == bindparam("this"), s.undone_at.is_(None))
            values = [{"this": a.article, "at": a.decided_at} for a in assignments]
            self._connection.execute(undo.values(undone_at=bindparam("at", type_=t.Moment())), values)
            self._hold(assignments, {a.article for a in assignments})

    def _hold(self, assignments: Sequence[Assignment], moved: Collection[str]) -> None:
        """Note assignments of articles that stand nowhere; ``moved`` do not know their story yet."""
        if places := [{"this": a.article, "to": a.story} for a in assignments if a.article in moved]:
            place = update(t.articles).where(_A.id == bindparam("this")).values(story=bindparam("to"))
            self._connection.execute(place, places)
        if assignments:
            rows = [values_of(a) | {"reasons": list(a.reasons)} for a in assignments]
            self._connection.execute(t.assignments.insert(), rows)

    def _set(self, story: str, **values: Any) -> None:
        self._connection.execute(update(t.stories).where(t.stories.c.id == story).values(**values))

    def _recount(self, stories: Iterable[str]) -> None:
        """Count anew what stories hold; the index ``articles_story`` has all that this needs."""
        group = (_A.story, _A.source, _A.language)
        query = select(*group, *_COUNTED).where(_A.current).group_by(*group)
        for chunk in chunks(sorted(stories)):
            parts: dict[str, list[AnyRow]] = defaultdict(list, {story: [] for story in chunk})
            for row in self._rows(query.where(_A.story.in_(chunk))):
                parts[row.story].append(row)
            change = update(t.stories).where(t.stories.c.id == bindparam("story"))
            rows = [{"story": story, **_counted(found)} for story, found in parts.items()]
            self._connection.execute(change, rows)
            self._count_facets(parts)


def by_person(assignment: Assignment) -> bool:
    """Tell whether a person put the article there."""
    return assignment.decided_by != MACHINE


def _counted(parts: Sequence[AnyRow]) -> Values:
    languages: Counter[str] = Counter()
    for part in parts:
        languages[part.language] += part.articles
    return {
        "articles": languages.total(),
        "outlets": len({part.source for part in parts}),
        "languages": [code for code, _ in sorted(languages.items(), key=lambda c: (-c[1], c[0]))],
        "told_at": _utmost(max, [part.told for part in parts]),
        "first_published": _utmost(min, [part.first for part in parts]),
        "last_published": _utmost(max, [part.last for part in parts]),
        "last_seen_at": _utmost(max, [part.seen for part in parts]),
    }


def _utmost(pick: Any, moments: Iterable[datetime | None]) -> datetime | None:
    known = [moment for moment in moments if moment is not None]
    return pick(known) if known else None
