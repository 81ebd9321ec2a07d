"""People's rulings as resources: those on one story, with what became of them, and public corrections."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rashomon.model.feedback import Feedback, FeedbackKind, FeedbackState
from rashomon.model.ruling import Ruling, Verdict
from rashomon.model.selector import Selector
from rashomon.render.schema import Document
from rashomon.store.contract.archive import Reader
from rashomon.web.views import PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingView:
    """A ruling; ``applied`` says whether it found its object, null until its story was compared with it."""

    ruling: Ruling
    applied: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """What people decided about what was read and compared in a story, the latest first."""

    story: str
    items: tuple[RulingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A ruling as everybody may see it: what was corrected, from what to what, when and why."""

    id: int
    story: str
    title: str
    verdict: Verdict
    passages: tuple[Selector, ...]
    was: str
    value: str
    reason: str
    at: datetime
    undone_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Feedback that was answered, as everybody may see it; who sent it and in which words stays inside."""

    id: int
    story: str
    title: str
    kind: FeedbackKind
    text: str
    state: FeedbackState
    answer: str
    answered_at: datetime | None
    ruling: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """Corrections, the latest first, and on the first page the feedback that was answered last."""

    items: tuple[Correction, ...]
    answers: tuple[Answer, ...]
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackList:
    """One page of what readers said, the latest first."""

    items: tuple[Feedback, ...]
    after: str | None


def rulings(story: str, given: Sequence[Ruling], told: Callable[[], object]) -> Rulings:
    """Return the rulings given on a story's articles; where there are some, ``told`` is asked for its report.

    That is a ``Document``, or anything else where there is none.
    """
    report = told() if given else None
    applied = {one.id: one.applied for one in report.rulings} if isinstance(report, Document) else {}
    return Rulings(
        story=story, items=tuple(RulingView(ruling=one, applied=applied.get(one.id)) for one in given)
    )


def corrections(reader: Reader, limit: int = PAGE, after: str | None = None) -> Corrections:
    """Return a page of the public corrections."""
    page = reader.all_rulings(limit, after)
    answered = () if after else reader.feedback(("accepted", "declined"), limit=limit).items
    return Corrections(
        items=tuple(_correction(reader, one) for one in page.items),
        answers=tuple(_answer(reader, one) for one in answered),
        after=page.after,
    )


def _correction(reader: Reader, one: Ruling) -> Correction:
    record = reader.story(one.story)
    return Correction(
        id=one.id,
        story=record.id,
        title=record.title,
        verdict=one.verdict,
        passages=one.passages,
        was=one.was,
        value=one.value,
        reason=one.reason,
        at=one.at,
        undone_at=one.undone_at,
    )


def _answer(reader: Reader, said: Feedback) -> Answer:
    record = reader.story(said.story)
    return Answer(
        id=said.id,
        story=record.id,
        title=record.title,
        kind=said.kind,
        text=said.text,
        state=said.state,
        answer=said.answer,
        answered_at=said.answered_at,
        ruling=said.ruling,
    )


def feedback(
    reader: Reader, state: FeedbackState | None, limit: int = PAGE, after: str | None = None
) -> FeedbackList:
    """Return a page of what readers said, in one state or all."""
    page = reader.feedback((state,) if state else (), limit=limit, after=after)
    return FeedbackList(items=page.items, after=page.after)
