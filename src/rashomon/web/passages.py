"""The passage of an article that shows why a search found it."""

import re
from dataclasses import dataclass

from rashomon.render.marking import Mark, Piece, pieces
from rashomon.store.words import terms, words

AROUND = 120
"""Characters shown before and after the first place."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """``[start, end)`` of an article's text, with the words that were asked for as ``found`` pieces."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def passage(text: str, typed: str) -> Passage:
    """Return the stretch around the first word that was asked for, or the text's beginning."""
    found = [term for term in terms(typed) if not term.excluded]
    wanted = [word for term in found for word in term.words]
    forms = {form for term in found for form in term.forms}
    places = [m.span() for m in _WORD.finditer(text) if _asked(m[0], wanted, forms)]
    first = places[0][0] if places else 0
    start = max(0, text.rfind(" ", 0, max(0, first - AROUND)) + 1)
    end = min(len(text), first + 2 * AROUND)
    marks = [Mark(a - start, b - start, "found") for a, b in places if a >= start and b <= end]
    return Passage(start=start, end=end, pieces=tuple(pieces(text[start:end], marks)))


def _asked(word: str, wanted: list[str], forms: set[str]) -> bool:
    folded = words(word)
    return bool(folded) and (folded[0] in forms or any(folded[0].startswith(w) for w in wanted))
