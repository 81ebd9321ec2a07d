"""Answers that are given again: ``contract.answers.AnswerWriter`` in SQL."""

from datetime import datetime

from sqlalchemy import delete, select, update

from rashomon.model.answer import Answer
from rashomon.store.queries import Part
from rashomon.store.rows import values_of
from rashomon.store.tables.programs import answers

_A = answers.c


class SQLAnswerWriter(Part):
    """Implements ``contract.answers.AnswerWriter``."""

    def promise(self, answer: Answer) -> Answer | None:
        """Note that a request is carried out, or return what was noted under its key before."""
        row = self._connection.execute(select(answers).where(_A.key == answer.key)).mappings().first()
        if row is not None:
            return Answer(**row)
        self._connection.execute(answers.insert(), values_of(answer))
        return None

    def keep_answer(self, answer: Answer) -> None:
        """Keep what a request came to."""
        self._connection.execute(update(answers).where(_A.key == answer.key).values(values_of(answer)))

    def break_promise(self, key: str) -> None:
        """Forget a request that was not carried out, so that it may be sent again."""
        self._connection.execute(delete(answers).where(_A.key == key))

    def forget_answers(self, before: datetime) -> None:
        """Forget what was promised or answered earlier."""
        self._connection.execute(delete(answers).where(_A.at < before))
