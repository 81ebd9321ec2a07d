"""Read quotation marks that a page left as HTML writes them ("&quot;27&quot;"): the text stays as it is."""

import html
import re
from typing import NamedTuple

from rashomon.analyze.layout import CLOSERS, OPENERS
from rashomon.model.text import Span

_ENTITY = re.compile(r"&(?:#\d{2,5}|[a-z]{4,6});")
_MARKS = frozenset(OPENERS + CLOSERS) - set("()[]")


class Unescaped(NamedTuple):
    """A text of the same length with a mark and spaces for each escaped mark.

    ``places`` are the escaped marks by the offset (code points) at which the mark stands now.
    """

    text: str
    places: dict[int, Span]

    def whole(self, outer: Span) -> Span:
        """Return a stretch between marks with all of the escaped marks at its ends."""
        first, last = self.places.get(outer.start), self.places.get(outer.end - 1)
        return Span(first.start if first else outer.start, last.end if last else outer.end)


def unescaped(text: str) -> Unescaped:
    """Return a text with its escaped quotation marks as marks: an opening one right before its word."""
    if "&" not in text:
        return Unescaped(text, {})
    places: dict[int, Span] = {}

    def mark(entity: re.Match[str]) -> str:
        sign, start = html.unescape(entity[0]), entity.start()
        if sign not in _MARKS:
            return entity[0]
        opens = start == 0 or text[start - 1].isspace() or text[start - 1] in OPENERS
        places[entity.end() - 1 if opens else start] = Span(start, entity.end())
        space = " " * (len(entity[0]) - 1)
        return space + sign if opens else sign + space

    return Unescaped(_ENTITY.sub(mark, text), places)
