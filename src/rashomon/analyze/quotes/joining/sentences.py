"""What is kept of a sentence that was read: its attributions with their speakers, its last words in marks."""

from collections.abc import Sequence
from typing import NamedTuple

from rashomon.analyze.quotes.joining.parts import Attribution
from rashomon.analyze.quotes.sentence.scenes import Scene
from rashomon.model.annotation import Speaker
from rashomon.model.text import Span


class Said(NamedTuple):
    """The last words in marks of a sentence that were said with a cue, which may go on in the next one."""

    paragraph: int
    cue: Span
    via: str | None


class Attributed(NamedTuple):
    """A sentence with its attributions and, beside each of them, its speaker."""

    scene: Scene
    found: Sequence[Attribution]
    said_by: Sequence[Speaker | None]

    def each(self) -> list[tuple[Attribution, Speaker | None]]:
        """Return the attributions with their speakers."""
        return list(zip(self.found, self.said_by, strict=True))
