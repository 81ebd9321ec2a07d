"""The passage of an article that shows why a search found it."""

from dataclasses import dataclass
from functools import lru_cache

from rashomon.render.marking import Mark, Piece, pieces
from rashomon.store.words import WORD, terms, words

AROUND = 120
"""Characters shown before and after the first place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """``[start, end)`` of an article's text, with the words that were asked for as ``found`` pieces.

    ``goes_on`` tells whether the text does, after it.
    """

    start: int
    end: int
    goes_on: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SoughtWords:
    """Words that are asked for, as they are folded; those of ``begun`` may go on."""

    begun: tuple[str, ...]
    forms: frozenset[str]

    def found(self, word: str) -> bool:
        """Tell whether a word of a text is one of them."""
        folded = _folded(word)
        return folded in self.forms or folded.startswith(self.begun)


def sought_words(typed: str) -> SoughtWords:
    """Understand which words somebody typed that are to be shown."""
    found = [term for term in terms(typed) if not term.excluded]
    begun = tuple(word for term in found for word in term.words)
    return SoughtWords(begun, frozenset(form for term in found for form in term.forms))


def passage(text: str, asked: SoughtWords) -> Passage:
    """Return the stretch around the first word that was asked for, or the text's beginning."""
    place = next((m.start() for m in WORD.finditer(text) if asked.found(m[0])), 0)
    start = _between_words(text, place - 2 * AROUND, place - AROUND) if place > AROUND else 0
    end = _between_words(text, place + AROUND, place + 2 * AROUND)
    marks = [
        Mark(m.start() - start, m.end() - start, "found")
        for m in WORD.finditer(text, start, end)
        if asked.found(m[0])
    ]
    shown = tuple(pieces(text[start:end], marks))
    return Passage(start=start, end=end, goes_on=end < len(text), pieces=shown)


def _between_words(text: str, first: int, last: int) -> int:
    """Return the last place between these where a word begins or the text ends, ``last`` if none does."""
    if last >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, first), last)
    return last if space < 0 else space + 1


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return next(iter(words(word)), "")
