"""Immutable text and the half-open spans that point into it.

Offsets count Unicode code points, as W3C's ``TextPositionSelector`` and Python strings do.
"""

import hashlib
from dataclasses import dataclass, field

from rashomon.errors import SpanError

HEADING = 160
"""Most code points of a first line that stands for a title."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of one text, in code points.

    Raises:
        SpanError: the span is empty or starts before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"a span must hold at least one character, got [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def edges(self) -> tuple[int, int]:
        """What spans are ordered by, as a tuple: many are compared much faster so."""
        return self.start, self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: "Span") -> int:
        """Count the code points that both spans share."""
        if self.end <= other.start or other.end <= self.start:
            return 0
        return min(self.end, other.end) - max(self.start, other.start)

    def distance(self, other: "Span") -> int:
        """Count the code points between both spans, 0 where they touch or overlap."""
        return max(0, max(self.start, other.start) - min(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one article, fixed once; everything derived points into it."""

    content: str
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha256(self.content.encode("utf-8", "surrogatepass")).hexdigest()
        object.__setattr__(self, "sha256", digest)

    def __len__(self) -> int:
        return len(self.content)

    def slice(self, span: Span) -> str:
        """Return exactly the characters of the span.

        Raises:
            SpanError: the span ends behind the text.
        """
        if span.end > len(self.content):
            raise SpanError(
                f"[{span.start}, {span.end}) ends behind a text of {len(self.content)} characters"
            )
        return self.content[span.start : span.end]


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A span of a named article: the form in which all evidence is given."""

    article: str
    span: Span

    def overlaps(self, other: "Reference") -> bool:
        """Tell whether two passages have text in common."""
        return self.article == other.article and self.span.overlap(other.span) > 0


def first_line(text: str, most: int | None = None) -> str:
    r"""Return a text's first line, or its beginning: what stands for a title where there is none.

    >>> first_line("\n The bridge is closed.\nTwelve were hurt.", 10)
    'The bridge'
    """
    return text.strip().split("\n", 1)[0][:most]
