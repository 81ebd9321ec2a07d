"""Decisions over stories: merging, splitting, moving, naming, locking, and taking them back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update

from rashomon.errors import Refused
from rashomon.model.archive import MACHINE, Assignment, Decision, DecisionKind, StoryRecord
from rashomon.store.articles import versions_of
from rashomon.store.assignments import by_person, place, standing_of, stories_of, withdraw
from rashomon.store.holdings import recount
from rashomon.store.queries import Part
from rashomon.store.rows import decision_of, values_of
from rashomon.store.stories import add_story, change_story, story_named
from rashomon.store.tables import core as t

_A, _D = t.articles.c, t.decisions.c

Held = Mapping[str, Assignment | None]
"""Articles with where they stand, None for nowhere."""


class SQLDecisionReader(Part):
    """Tells what was decided."""

    def decisions(self, story: str | None = None, limit: int = 100) -> tuple[Decision, ...]:
        """Return what was decided, of one story or of all, the latest first."""
        d = t.decisions.c
        query = select(t.decisions).order_by(d.id.desc()).limit(limit)
        if story is not None:
            query = query.where(or_(d.story == story, d.other == story))
        return tuple(map(decision_of, self._rows(query)))


class SQLDecisionWriter(SQLDecisionReader):
    """Decides for the machine or for a person, and takes back."""

    def merge(self, story: str, into: str, who: str, at: datetime, reason: str = "") -> Decision | None:
        """Move everything of one story into another; None where a person has said otherwise."""
        other, target = story_named(self._connection, story), story_named(self._connection, into)
        if other.id == target.id:
            raise Refused(f"'{story}' and '{into}' are the same story already")
        articles = self._connection.scalars(select(_A.id).where(_A.story == other.id)).all()
        held: Held = standing_of(self._connection, articles)
        if not _may(who, (other, target), held):
            return None
        decision = self._decide(_decision("merge", who, at, target.id, other=other.id, reason=reason), held)
        change_story(self._connection, other.id, redirect_to=target.id)
        return decision

    def split(
        self, story: StoryRecord, articles: Sequence[str], who: str, at: datetime, reason: str = ""
    ) -> Decision | None:
        """Move articles of one story into a new one; None where a person has said otherwise."""
        held = self._with_versions(articles)
        others = {a.story for a in held.values() if a is not None}
        if len(others) != 1:
            raise Refused(f"a split takes articles of one story, these are of {len(others)}")
        other = story_named(self._connection, others.pop())
        if not _may(who, (other,), held):
            return None
        add_story(self._connection, story)
        decision = self._decide(_decision("split", who, at, story.id, other=other.id, reason=reason), held)
        if who != MACHINE:
            self._keep_apart(decision)
        return decision

    def move(self, article: str, story: str, who: str, at: datetime, reason: str = "") -> Decision | None:
        """Move one article with its versions; None where a person has said otherwise."""
        held, target = self._with_versions([article]), story_named(self._connection, story)
        names = sorted({a.story for a in held.values() if a})
        others = [story_named(self._connection, name) for name in names]
        if not _may(who, (*others, target), held):
            return None
        other = others[0].id if others else None
        return self._decide(_decision("move", who, at, target.id, other=other, reason=reason), held)

    def rename(self, story: str, title: str, who: str, at: datetime) -> Decision:
        """Give a story a person's title."""
        known = story_named(self._connection, story)
        before = {"title": known.title, "title_by": known.title_by}
        change_story(self._connection, known.id, title=title, title_by=who)
        return self._log(_decision("rename", who, at, known.id, title=title), before)

    def lock(self, story: str, who: str, at: datetime, *, locked: bool = True) -> Decision:
        """Keep the machine from merging, splitting and retitling a story, or let it."""
        known = story_named(self._connection, story)
        kind: DecisionKind = "lock" if locked else "unlock"
        change_story(self._connection, known.id, locked=locked)
        return self._log(_decision(kind, who, at, known.id), {"locked": known.locked})

    def undo(self, decision: int, who: str, at: datetime) -> Decision:
        """Take a decision back: what it moved and nobody moved since returns to where it was.

        Where a person takes back what the machine moved, the machine will not do it again.
        """
        row = self._one(select(t.decisions).where(_D.id == decision), "decision", str(decision))
        if row.undone_at is not None:
            raise Refused(f"decision {decision} was taken back already, by {row.undone_by}")
        if who == MACHINE and row.who != MACHINE:
            raise Refused(f"decision {decision} is {row.who}'s: only a person can take it back")
        self._connection.execute(
            update(t.decisions).where(_D.id == decision).values(undone_at=at, undone_by=who)
        )
        undone = replace(decision_of(row), undone_at=at, undone_by=who)
        self._restore(undone, row.before)
        return undone

    def _with_versions(self, articles: Sequence[str]) -> Held:
        """Return these articles and all their versions with where they stand."""
        versions = (v for article in articles for v in versions_of(self._connection, article))
        names = sorted({version.article.id for version in versions})
        return dict.fromkeys(names) | standing_of(self._connection, names)

    def _decide(self, decision: Decision, held: Held) -> Decision:
        """Log a decision over articles and carry it out."""
        stories = [name for name in (decision.story, decision.other) if name]
        locked = {name: story_named(self._connection, name).locked for name in stories}
        before = {"held": {name: _plain(a) for name, a in held.items() if a}, "locked": locked}
        logged = self._log(replace(decision, articles=tuple(sorted(held))), before)
        reasons = (f"{decision.kind}: {decision.reason}" if decision.reason else decision.kind,)
        place(self._connection, [_moved(logged, name, a, reasons) for name, a in held.items()])
        recount(self._connection, {*stories, *(a.story for a in held.values() if a)})
        return logged

    def _log(self, decision: Decision, before: Mapping[str, Any]) -> Decision:
        values = values_of(decision) | {"articles": list(decision.articles), "before": dict(before)}
        del values["id"]
        key = self._connection.execute(t.decisions.insert(), values).inserted_primary_key
        return replace(decision, id=key[0] if key else 0)

    def _keep_apart(self, decision: Decision) -> None:
        """Lock what a person has parted, so that the machine does not put it together again."""
        for story in filter(None, (decision.story, decision.other)):
            change_story(self._connection, story, locked=True)

    def _restore(self, undone: Decision, before: Mapping[str, Any]) -> None:
        if undone.kind == "rename":
            known = story_named(self._connection, undone.story)
            if (known.title, known.title_by) == (undone.title, undone.who):
                change_story(self._connection, known.id, **before)
        elif undone.kind in {"lock", "unlock"}:
            change_story(self._connection, undone.story, **before)
        else:
            self._return(undone, before)

    def _return(self, undone: Decision, before: Mapping[str, Any]) -> None:
        """Bring back the articles of a merge, split or move that are still where it put them."""
        overruled = undone.who == MACHINE != undone.undone_by
        if undone.kind == "merge":
            change_story(self._connection, str(undone.other), redirect_to=None)
        standing = standing_of(self._connection, undone.articles)
        still = {name for name, a in standing.items() if _same(a, undone)}
        withdraw(self._connection, still - before["held"].keys(), undone.undone_at or undone.at)
        held = {name: former for name, former in before["held"].items() if name in still}
        former = [_former(undone, name, was, overruled=overruled) for name, was in held.items()]
        place(self._connection, former)
        recount(self._connection, {undone.story, *stories_of(self._connection, still)})
        if undone.kind == "split":
            for story, locked in before["locked"].items():
                change_story(self._connection, story, locked=locked)
        if overruled and undone.kind != "move":
            self._keep_apart(undone)


def _may(who: str, stories: Iterable[StoryRecord], held: Held) -> bool:
    """Tell whether no person has said otherwise; a person may do anything."""
    if who != MACHINE:
        return True
    return not any(s.locked for s in stories) and not any(a and by_person(a) for a in held.values())


def _decision(  # noqa: PLR0913 - the fields of a decision
    kind: DecisionKind,
    who: str,
    at: datetime,
    story: str,
    *,
    other: str | None = None,
    title: str | None = None,
    reason: str = "",
) -> Decision:
    return Decision(id=0, kind=kind, who=who, at=at, story=story, other=other, title=title, reason=reason)


def _moved(decision: Decision, article: str, held: Assignment | None, reasons: tuple[str, ...]) -> Assignment:
    return Assignment(
        article=article,
        story=decision.story,
        score=held.score if held and decision.who == MACHINE else 1.0,
        reasons=reasons,
        decided_at=decision.at,
        decided_by=decision.who,
    )


def _plain(held: Assignment) -> list[Any]:
    return [held.story, held.score, list(held.reasons), held.decided_by]


def _former(undone: Decision, article: str, held: Sequence[Any], *, overruled: bool) -> Assignment:
    story, score, reasons, decided_by = held
    return Assignment(
        article=article,
        story=story,
        score=score,
        reasons=(f"taken back: {undone.kind}", *reasons),
        decided_at=undone.undone_at or undone.at,
        decided_by=str(undone.undone_by) if overruled else decided_by,
    )


def _same(standing: Assignment, decision: Decision) -> bool:
    """Tell whether an article stands where and because this decision put it."""
    return (standing.story, standing.decided_by, standing.decided_at) == (
        decision.story,
        decision.who,
        decision.at,
    )
