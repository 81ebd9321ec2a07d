"""The parts of the public document that make up the brief."""

from typing import Annotated

from msgspec import Meta, field

from rashomon.model.brief import SectionId
from rashomon.model.comparison import Status
from rashomon.model.phrase import Phrase
from rashomon.render.schema_reading import Part, Reference


class Dated(Part, frozen=True, kw_only=True):
    """Words that tell a day or a year only from the day of their article, and which it is (ISO 8601)."""

    text: str
    value: str


class BriefSentence(Part, frozen=True, kw_only=True):
    """One sentence, quoted or trimmed from its first citation; ``beside`` is no translation.

    ``note_phrase`` is what ``note`` says, for whoever says it in another language than the brief's.
    ``dates`` tell which days are meant by words such as "yesterday"; earlier versions hold none.
    """

    text: str
    language: str
    status: Status
    attributed_to: str | None
    claims: list[str]
    citations: Annotated[list[Reference], Meta(min_length=1)]
    note: str | None
    beside: Reference | None
    note_phrase: Phrase | None = None
    dates: list[Dated] = field(default_factory=list)


class BriefSection(Part, frozen=True, kw_only=True):
    """One part of the brief."""

    id: SectionId
    heading: str
    sentences: list[BriefSentence]


class Disputed(Part, frozen=True, kw_only=True):
    """Two passages side by side; ``conflict`` is a conflict's id."""

    text: str
    conflict: str
    citations: list[Reference]


class SharedLine(Part, frozen=True, kw_only=True):
    """A line that several articles share, told as theirs; ``echo`` is an echo's id."""

    text: str
    echo: str
    citations: list[Reference]


class LeftOut(Part, frozen=True, kw_only=True):
    """A claim that several articles tell; ``silent`` ones were read as a whole and do not mention it."""

    text: str
    claim: str
    citations: list[Reference]
    silent: list[str]


class Abstention(Part, frozen=True, kw_only=True):
    """What could not be told, and why; the phrases say the same, for another language than the brief's."""

    about: str
    why: str
    about_phrase: Phrase | None = None
    why_phrase: Phrase | None = None


class Brief(Part, frozen=True, kw_only=True):
    """The short account."""

    language: str
    method: str
    disclosure: str
    feedback_question: str
    sections: list[BriefSection]
    disputed: list[Disputed]
    shared_lines: list[SharedLine]
    left_out: list[LeftOut]
    abstained: list[Abstention]
