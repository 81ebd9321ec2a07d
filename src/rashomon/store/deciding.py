"""Decisions over stories: merging, splitting, moving, naming, locking, and taking them back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from rashomon.errors import NotFound, StoreError
from rashomon.model.archive import MACHINE, Assignment, Decision, DecisionKind, StoryRecord
from rashomon.store import tables as t
from rashomon.store.assigning import by_person
from rashomon.store.keeping import SQLKeeper
from rashomon.store.reader import chunks
from rashomon.store.rows import Values

_A = t.articles.c


class SQLWriter(SQLKeeper):
    """The rest of ``base.Writer``."""

    def merge(self, story: str, into: str, who: str, at: datetime, reason: str = "") -> Decision | None:
        """Move everything of one story into another; None where a person has said otherwise."""
        other, target = self.story(story), self.story(into)
        if other.id == target.id:
            raise StoreError(f"'{story}' and '{into}' are the same story already")
        held = self._held(_A.story == other.id)
        if not self._may(who, (other, target), held):
            return None
        decision = self._decide("merge", who, at, target, other, held, reason)
        self._move(decision)
        self._set(other.id, redirect_to=target.id)
        return decision

    def split(
        self, story: StoryRecord, articles: Sequence[str], who: str, at: datetime, reason: str = ""
    ) -> Decision | None:
        """Move articles of one story into a new one; None where a person has said otherwise."""
        held = self._with_versions(articles)
        others = {a.story for a in held.values()}
        if len(others) != 1:
            raise StoreError(f"a split takes articles of one story, these are of {len(others)}")
        other = self.story(others.pop())
        if not self._may(who, (other,), held):
            return None
        self.open_story(story)
        decision = self._decide("split", who, at, self.story(story.id), other, held, reason)
        self._move(decision)
        if who != MACHINE:
            self._keep_apart(other.id, story.id)
        return decision

    def move(self, article: str, story: str, who: str, at: datetime, reason: str = "") -> Decision | None:
        """Move one article with its versions; None where a person has said otherwise."""
        held, target = self._with_versions([article]), self.story(story)
        others = sorted({a.story for a in held.values()})
        stories = [self.story(name) for name in others]
        if not self._may(who, (*stories, target), held):
            return None
        decision = self._decide("move", who, at, target, stories[0] if stories else None, held, reason)
        missing = self._versions(article) - held.keys()
        decision = replace(decision, articles=tuple(sorted({*decision.articles, *missing})))
        self._move(decision)
        return decision

    def rename(self, story: str, title: str, who: str, at: datetime) -> Decision:
        """Give a story a person's title."""
        known = self.story(story)
        before = {"title": known.title, "title_by": known.title_by}
        decision = self._log("rename", who, at, known.id, before, title=title)
        self._set(known.id, title=title, title_by=who)
        return decision

    def lock(self, story: str, who: str, at: datetime, *, locked: bool = True) -> Decision:
        """Keep the machine from merging, splitting and retitling a story, or let it."""
        known = self.story(story)
        kind: DecisionKind = "lock" if locked else "unlock"
        decision = self._log(kind, who, at, known.id, {"locked": {known.id: known.locked}})
        self._set(known.id, locked=locked)
        return decision

    def undo(self, decision: int, who: str, at: datetime) -> Decision:
        """Take a decision back: what it moved and nobody moved since returns to where it was."""
        row = self._one(select(t.decisions).where(t.decisions.c.id == decision), "decision", str(decision))
        if row.undone_at is not None:
            raise StoreError(f"decision {decision} was taken back already, by {row.undone_by}")
        d = t.decisions.c
        self._connection.execute(update(t.decisions).where(d.id == decision).values(undone_at=at, undone_by=who))
        self._restore(row.story, row.other, row.before)
        self._return(row, who, at)
        return next(one for one in self.decisions(row.story, 1_000_000) if one.id == decision)
