"""People's rulings and readers' feedback in SQL."""

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Table, delete, or_, select, union, update

from rashomon.errors import NotFound, Refused
from rashomon.model.archive import MACHINE, Page
from rashomon.model.feedback import Feedback, FeedbackState
from rashomon.model.ruling import Ruling
from rashomon.model.selector import Selector
from rashomon.store.queries import Part, latest
from rashomon.store.rows import AnyRow, AnySelect
from rashomon.store.stories import story_named
from rashomon.store.tables import core as t
from rashomon.store.tables.pages import named
from rashomon.store.tables.rulings import feedback, ruling_articles, rulings

N = TypeVar("N", Ruling, Feedback)
_A, _R, _F, _P = t.articles.c, rulings.c, feedback.c, ruling_articles.c


class SQLRulingReader(Part):
    """Implements ``contract.rulings.RulingReader``."""

    def ruling(self, number: int) -> Ruling:
        """Return a ruling by its number, or raise ``NotFound``."""
        return _read(Ruling, self._numbered(rulings, number, "ruling"))

    def rulings(self, story: str) -> tuple[Ruling, ...]:
        """Return all rulings on articles of a story, in whichever version, the latest first."""
        known = story_named(self._connection, story)
        held = select(_A.id, _A.url).where(_A.story == known.id, _A.current).subquery()
        # Two halves of a union use an index each; an "or" over both columns would read whole tables.
        by_text = select(_P.ruling).join(held, held.c.id == _P.article)
        versions = select(_P.ruling).join(t.articles, _A.id == _P.article).join(held, held.c.url == _A.url)
        query = select(rulings).where(_R.id.in_(union(by_text, versions))).order_by(_R.id.desc())
        return tuple(_read(Ruling, row) for row in self._connection.execute(query))

    def all_rulings(self, limit: int = 50, after: str | None = None) -> Page[Ruling]:
        """Return all rulings, those undone too, the latest first."""
        return self._page(Ruling, select(rulings), rulings, limit, after)

    def one_feedback(self, number: int) -> Feedback:
        """Return one piece of feedback by its number, or raise ``NotFound``."""
        return _read(Feedback, self._numbered(feedback, number, "feedback"))

    def feedback(
        self,
        states: Sequence[FeedbackState] = (),
        story: str | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[Feedback]:
        """Return feedback in any of these states, on a story, or all, the latest first."""
        query = select(feedback)
        if states:
            query = query.where(_F.state.in_(states))
        if story is not None:
            query = query.where(_F.story == story_named(self._connection, story).id)
        return self._page(Feedback, query, feedback, limit, after)

    def _page(self, noun: type[N], query: AnySelect, table: Table, limit: int, after: str | None) -> Page[N]:
        rows, more = latest(self._connection, query, table.c.id, limit, after)
        return Page(items=tuple(_read(noun, row) for row in rows), after=more)

    def _numbered(self, table: Table, number: int, kind: str) -> AnyRow:
        row = self._connection.execute(select(table).where(table.c.id == number)).first()
        if row is None:
            raise NotFound(f"there is no {kind} {number} in the archive")
        return row


class SQLRulingWriter(SQLRulingReader):
    """Implements ``contract.rulings.RulingWriter``."""

    def rule(self, ruling: Ruling) -> Ruling:
        """Log a person's ruling and return it with its number."""
        _check_person(ruling.who)
        kept = replace(ruling, story=story_named(self._connection, ruling.story).id)
        articles = sorted({passage.article for passage in kept.passages})
        known = set(self._connection.scalars(select(_A.id).where(_A.id.in_(articles))))
        if missing := [name for name in articles if name not in known]:
            raise NotFound(f"there is no article '{missing[0]}' in the archive")
        number = self._insert_numbered(rulings, kept)
        held = [{"ruling": number, "article": article} for article in articles]
        self._connection.execute(ruling_articles.insert(), held)
        self._unname(number)
        return replace(kept, id=number)

    def withdraw(self, ruling: int, who: str, at: datetime) -> Ruling:
        """Take a ruling back; only a person can, and only once."""
        _check_person(who)
        known = self.ruling(ruling)
        if known.undone_at is not None:
            raise Refused(f"ruling {ruling} was taken back already, by {known.undone_by}")
        change = update(rulings).where(_R.id == ruling).values(undone_at=at, undone_by=who)
        self._connection.execute(change)
        self._unname(ruling)
        return replace(known, undone_at=at, undone_by=who)

    def _unname(self, ruling: int) -> None:
        """Let the names of what was ruled on be kept anew: whose words a quotation is may have changed."""
        ruled = select(_A.id, _A.url).join_from(ruling_articles, t.articles, _A.id == _P.article)
        ids, urls = (ruled.where(_P.ruling == ruling).with_only_columns(column) for column in (_A.id, _A.url))
        rows = select(_A.row).where(or_(_A.id.in_(ids), _A.url.in_(urls)))
        self._connection.execute(delete(named).where(named.c.article.in_(rows)))

    def keep_feedback(self, said: Feedback) -> Feedback:
        """Keep what a reader said and return it with its number."""
        kept = replace(said, story=story_named(self._connection, said.story).id)
        return replace(kept, id=self._insert_numbered(feedback, kept))

    def answer_feedback(self, answered: Feedback) -> None:
        """Keep an answer; what the reader said stays."""
        self._numbered(feedback, answered.id, "feedback")
        names = ("state", "answer", "answered_by", "answered_at", "ruling")
        values = {name: getattr(answered, name) for name in names}
        self._connection.execute(update(feedback).where(_F.id == answered.id).values(values))

    def _insert_numbered(self, table: Table, noun: Ruling | Feedback) -> int:
        values = {f.name: getattr(noun, f.name) for f in fields(noun) if f.name != "id"}
        values["passages"] = [asdict(passage) for passage in noun.passages]
        key: Sequence[Any] | None = self._connection.execute(table.insert(), values).inserted_primary_key
        return int(key[0]) if key else 0


def _check_person(who: str) -> None:
    if who == MACHINE:
        raise Refused("rulings are people's: the machine can neither give one nor take it back")


def _read(noun: type[N], row: AnyRow) -> N:
    held = {f.name: getattr(row, f.name) for f in fields(noun)}
    held["passages"] = tuple(Selector(**passage) for passage in row.passages)
    return noun(**held)
