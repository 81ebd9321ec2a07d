"""The brief: sentences that each point at the characters that support them."""

from dataclasses import dataclass
from typing import Literal

from rashomon.model.comparison import Status
from rashomon.model.phrase import Phrase
from rashomon.model.text import Reference

SectionId = Literal["happening", "importance", "next"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Words that tell a day or year only from the day of their article ("on Friday"), and which (ISO)."""

    text: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSentence:
    """One sentence, quoted or trimmed from its first citation, with its standing.

    ``claims`` are ``ClaimGroup.id``; ``attributed_to`` names whose word it is when it is not agreed.
    ``beside`` cites the closest passage in the reader's language of a foreign sentence (no translation).
    ``dates`` tell which days are meant by words such as "yesterday", which stand as the article has them.
    """

    text: str
    language: str
    status: Status
    citations: tuple[Reference, ...]
    claims: tuple[str, ...] = ()
    attributed_to: str | None = None
    note: Phrase | None = None
    beside: Reference | None = None
    dates: tuple[Dated, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the brief; ``heading`` is in the brief's language."""

    id: SectionId
    heading: str
    sentences: tuple[BriefSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """Two passages set side by side because their accounts differ; ``conflict`` is a ``Conflict.id``."""

    text: str
    conflict: str
    citations: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLine:
    """A line that several articles share, told as theirs and not as fact; ``echo`` is an ``Echo.id``."""

    text: str
    echo: str
    citations: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A claim that several articles tell and others, read as a whole, do not mention.

    ``claim`` is a ``ClaimGroup.id``, ``silent`` holds ``Article.id``; citations are of those who tell it.
    """

    text: str
    claim: str
    citations: tuple[Reference, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstention:
    """What could not be told, and why."""

    about: Phrase
    why: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A short account of a story in one language in which no sentence stands without support."""

    language: str
    method: str
    disclosure: str
    feedback_question: str
    sections: tuple[Section, ...]
    disputed: tuple[Disputed, ...] = ()
    shared_lines: tuple[SharedLine, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    abstained: tuple[Abstention, ...] = ()
