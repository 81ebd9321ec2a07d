"""Cut a text with overlapping annotations into flat pieces that HTML can nest."""

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation to show: code-point offsets, a class for its look and perhaps an anchor's id."""

    start: int
    end: int
    kind: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same annotations; ``anchors`` are those that begin with it."""

    text: str
    kinds: tuple[str, ...]
    anchors: tuple[str, ...]
    within: tuple[str, ...]


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """Cut the text at every border of a mark; the pieces joined are exactly the text.

    ``Piece.within`` names all anchors that cover the piece, so that a script can light up all of one.
    """
    opens: dict[int, list[Mark]] = defaultdict(list)
    closes: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        opens[mark.start].append(mark)
        closes[mark.end].append(mark)
    borders = sorted({0, len(text), *opens, *closes})
    out: list[Piece] = []
    live: list[Mark] = []
    for start, end in itertools.pairwise(borders):
        live = [m for m in live if m.end > start] + opens[start]
        kinds = tuple(sorted({m.kind for m in live}))
        begun = tuple(dict.fromkeys(m.anchor for m in opens[start] if m.anchor))
        within = tuple(dict.fromkeys(m.anchor for m in live if m.anchor))
        out.append(Piece(text[start:end], kinds, begun, within))
    return out
