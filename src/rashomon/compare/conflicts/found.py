"""What a rule finds: two claims, what differs between them, and how surely they speak of one thing."""

from dataclasses import dataclass

from rashomon.compare.ground import Rows
from rashomon.model.comparison import ConflictKind
from rashomon.model.phrase import Phrase
from rashomon.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A conflict between two claims, by their rows; ``why`` says what differs, ``about`` what it turns on.

    ``score`` is one of ``scores``. ``spans`` are given where the two passages are more than the two claims,
    ``at`` where a value, a name or a word of either claim is what differs.
    """

    kind: ConflictKind
    rows: Rows
    score: float
    why: Phrase
    about: str
    spans: tuple[Span, Span] | None = None
    at: tuple[Span, Span] | None = None
