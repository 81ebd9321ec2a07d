"""A person's word on something that was read or compared; it outranks the machine's for good.

A ruling names passages, never what the machine called them: after texts are read again, by whatever
version, it finds its object by where that stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rashomon.model.selector import Selector
from rashomon.model.text import Reference

Subject = Literal["conflict", "echo", "claim", "quote", "sentence"]
Verdict = Literal[
    "no_conflict",
    "conflict_kind",
    "update",
    "no_echo",
    "echo_earliest",
    "not_member",
    "same_claim",
    "opinion",
    "stance",
    "no_quote",
    "quote_words",
    "speaker",
    "strike",
]

VERDICTS: dict[Subject, tuple[Verdict, ...]] = {
    "conflict": ("no_conflict", "conflict_kind", "update"),
    "echo": ("no_echo", "echo_earliest"),
    "claim": ("not_member", "same_claim", "opinion", "stance"),
    "quote": ("speaker", "quote_words", "no_quote"),
    "sentence": ("strike",),
}
"""What can be said of what; the passages that each needs:

conflicts: both sides; echoes: members, of ``echo_earliest`` the earliest one first; ``not_member``: the
wording and another one of its group; ``same_claim``: a wording of each group; ``opinion``: the wording;
``stance``: a wording and the article as a whole; ``quote_words``: the quote and its right words;
``speaker``: the quote and, if there is one, where the speaker is named; ``strike``: the first citation.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One verdict of a person: who, when, why; undone rather than deleted.

    ``story`` is where it was given. ``value`` is what holds instead: a kind of conflict, a stance, a
    speaker's name (nobody known if empty), the right words; ``was`` what the machine had said.
    """

    id: int = 0
    story: str
    verdict: Verdict
    passages: tuple[Selector, ...]
    value: str = ""
    was: str = ""
    who: str
    at: datetime
    reason: str = ""
    undone_at: datetime | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A ruling with where its passages stand in the texts of today, None for each that is gone."""

    ruling: Ruling
    places: tuple[Reference | None, ...]

    @property
    def found(self) -> tuple[Reference, ...]:
        """The passages that are still there."""
        return tuple(place for place in self.places if place is not None)

    def place(self, at: int) -> Reference | None:
        """Return one passage by its number; None where it is gone or was never given."""
        return self.places[at] if at < len(self.places) else None


def giving(placed: Iterable[Placed], subject: Subject) -> tuple[Placed, ...]:
    """Return the rulings about one kind of thing in the order in which they were given."""
    return tuple(
        sorted((p for p in placed if p.ruling.verdict in VERDICTS[subject]), key=lambda p: p.ruling.id)
    )


def likeness(a: Reference | None, b: Reference) -> float:
    """Return how surely two passages mean the same, 0 to 1: shared characters over those of both.

    It is 0 where they share less than half of the shorter one, or stand in different articles.
    """
    if a is None or a.article != b.article:
        return 0.0
    shared = a.span.overlap(b.span)
    if 2 * shared < min(len(a.span), len(b.span)):
        return 0.0
    return shared / (len(a.span) + len(b.span) - shared)


def meant(likenesses: Sequence[float]) -> tuple[int, ...]:
    """Return which of several things are meant: those most like, if any is like at all.

    >>> meant([0.0, 0.5, 0.9, 0.9]), meant([0.0])
    ((2, 3), ())
    """
    best = max(likenesses, default=0.0)
    return tuple(at for at, like in enumerate(likenesses) if like == best > 0)
