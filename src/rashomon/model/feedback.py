"""What readers say of a brief and its sentences, and what editors answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rashomon.model.ruling import Subject
from rashomon.model.selector import Selector

FeedbackKind = Literal["useful", "not_useful", "unsupported", "wrong", "unclear", "offensive", "other"]
FeedbackState = Literal["open", "accepted", "declined", "counted"]
REASONS: tuple[FeedbackKind, ...] = ("unsupported", "wrong", "unclear", "offensive", "other")
"""For which something may be reported; the two others answer the brief's question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One thing that a reader said; ``text`` is the sentence or passage that it is ``about``, if any.

    ``language`` is that of the brief that was read.

    An answer to the brief's question without words is ``counted`` and waits for nobody. ``ruling`` is what
    an editor decided because of it; ``answer`` is public.
    """

    id: int = 0
    story: str
    kind: FeedbackKind
    about: Subject | Literal[""] = ""
    language: str = ""
    text: str = ""
    passages: tuple[Selector, ...] = ()
    words: str = ""
    who: str
    at: datetime
    state: FeedbackState = "open"
    answer: str = ""
    answered_by: str | None = None
    answered_at: datetime | None = None
    ruling: int | None = None
