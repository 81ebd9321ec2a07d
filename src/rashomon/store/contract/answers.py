"""The part of the store that lets a request be sent again without being carried out again."""

from datetime import datetime
from typing import Protocol

from rashomon.model.answer import Answer


class AnswerWriter(Protocol):
    """Answers are promised before a request is carried out and kept with it, or taken back."""

    def promise(self, answer: Answer) -> Answer | None:
        """Note that a request is carried out, or return what was noted under its key before."""
        ...

    def keep_answer(self, answer: Answer) -> None:
        """Keep what a request came to."""
        ...

    def break_promise(self, key: str) -> None:
        """Forget a request that was not carried out, so that it may be sent again."""
        ...

    def forget_answers(self, before: datetime) -> None:
        """Forget what was promised or answered earlier."""
        ...
