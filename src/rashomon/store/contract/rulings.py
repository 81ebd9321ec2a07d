"""What a store does with people's rulings and readers' feedback."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from rashomon.model.archive import Page
from rashomon.model.feedback import Feedback, FeedbackState
from rashomon.model.ruling import Ruling


class RulingReader(Protocol):
    """The part of ``contract.archive.Reader`` on rulings and feedback."""

    def ruling(self, number: int) -> Ruling:
        """Return a ruling by its number, or raise ``NotFound``."""
        ...

    def rulings(self, story: str) -> tuple[Ruling, ...]:
        """Return all rulings on articles of a story, in whichever version, those undone too; latest first."""
        ...

    def all_rulings(self, limit: int = 50, after: str | None = None) -> Page[Ruling]:
        """Return all rulings, those undone too, the latest first."""
        ...

    def one_feedback(self, number: int) -> Feedback:
        """Return one piece of feedback by its number, or raise ``NotFound``."""
        ...

    def feedback(
        self,
        states: Sequence[FeedbackState] = (),
        story: str | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[Feedback]:
        """Return feedback in any of these states, on a story, or all, the latest first."""
        ...


class RulingWriter(RulingReader, Protocol):
    """The part of ``contract.archive.Writer`` on rulings and feedback."""

    def rule(self, ruling: Ruling) -> Ruling:
        """Log a person's ruling and return it with its number.

        Raises ``NotFound`` where its story or an article of its passages is not stored, ``Refused`` where
        the machine asks: rulings are people's.
        """
        ...

    def withdraw(self, ruling: int, who: str, at: datetime) -> Ruling:
        """Take a ruling back; only a person can, and only once. Raise ``NotFound`` or ``Refused``."""
        ...

    def keep_feedback(self, feedback: Feedback) -> Feedback:
        """Keep what a reader said and return it with its number."""
        ...

    def answer_feedback(self, answered: Feedback) -> None:
        """Keep an answer: state, words, who, when and ruling; what the reader said stays."""
        ...
