"""Patterns of whole words, tried only where a word stands with which a match may begin.

A pattern of many terms is tried at every word of a text, though it begins with few of them. So the first
letters of all words are held against those of the terms at once, as numbers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from rashomon.lang.terms import UNSPACED, compiled

_BEGINNING = 3
"""Letters by which words that may begin a match are told from others; code points fill 16 bits."""
_SHORT = 200
"""Characters below which a text is searched before its words would be read."""
_UNSPACED = re.compile(rf"[{UNSPACED}]")
_FIRST = re.compile(r"(\w+)(\*?)")
_WORD, _FIGURE = 1, 2

_PLAIN = (("’", "'"), ("ʼ", "'"), ("`", "'"), ("\u2011", "-"), ("İ", "i"))

Places = npt.NDArray[np.intp]
Beginnings = npt.NDArray[np.uint64]
Words = tuple[Places, Beginnings, npt.NDArray[np.bool_]]
"""Where words begin, with which letters, and which of them have figures among these."""


class Scanner:
    """A pattern that only matches whole words, and the words with which its matches may begin.

    ``terms`` are what a match may begin with, in the notation of ``lang.terms``; besides, it may begin where
    ``others`` finds something and, if ``counts``, with a figure.
    """

    def __init__(
        self,
        pattern: re.Pattern[str],
        terms: Iterable[str],
        *,
        counts: bool,
        others: re.Pattern[str] | None = None,
    ) -> None:
        self._pattern, self._counts, self._others = pattern, counts, others
        firsts = [_FIRST.match(lowered(term)) for term in terms]
        short = any(m and m[2] and len(m[1]) < _BEGINNING for m in firsts)
        self._anywhere = None in firsts or short
        known = {_number(m[1]) for m in firsts if m}
        self._beginnings = np.array(sorted(known) or [0], np.uint64)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield what the pattern's own ``finditer`` yields."""
        words = None if self._anywhere or len(text) < _SHORT else _words_of(lowered(text))
        if words is None:
            yield from self._pattern.finditer(text)
            return
        end = 0
        for start in self._places(text, words):
            if start >= end and (match := self._pattern.match(text, start)):
                yield match
                end = match.end()

    def _places(self, text: str, words: Words) -> Sequence[int]:
        """Return in reading order where a match may begin."""
        starts, beginnings, counted = words
        at = np.searchsorted(self._beginnings, beginnings)
        at[at == len(self._beginnings)] = 0
        begins = self._beginnings[at] == beginnings
        places: list[int] = starts[begins | counted if self._counts else begins].tolist()
        if self._others is not None:
            places = sorted({*places, *(match.start() for match in self._others.finditer(text))})
        return places


@lru_cache(maxsize=4)
def lowered(text: str) -> str:
    """Return the text in lower case with plain apostrophes, of the same length."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for written, plain in _PLAIN:  # many times as fast as translating each character
        low = low.replace(written, plain)
    return low


def _number(word: str) -> int:
    """Return the first letters of a word as one number."""
    letters = word[:_BEGINNING].replace("ı", "i")  # one letter to a pattern that is blind to case
    return sum(ord(letter) << 16 * at for at, letter in enumerate(letters))


_SHIFTS = np.array([1 << 16 * at for at in range(_BEGINNING)], np.uint64)
"""What the code points of a word's first letters are multiplied by, to be one number."""


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """Return for every code point below 2¹⁶ whether it is part of a word, and of a number."""
    kinds = (_WORD * (c.isalnum() or c == "_") + _FIGURE * c.isdecimal() for c in map(chr, range(1 << 16)))
    return np.fromiter(kinds, np.uint8)


@lru_cache(maxsize=2)
def _words_of(text: str) -> Words | None:
    """Return the words of a text; None where a script parts none or 16 bits do not hold its letters."""
    if _UNSPACED.search(text):
        return None
    padded = "\0" + text.replace("ı", "i") + "\0" * _BEGINNING
    codes = np.frombuffer(padded.encode("utf-32-le", "surrogatepass"), np.uint32)
    if codes.max() >= 1 << 16:
        return None
    kinds = _kinds()[codes]
    inside = kinds > 0
    before = np.flatnonzero(inside[1:] & ~inside[:-1])
    places = before[:, None] + np.arange(1, _BEGINNING + 1)
    own = np.logical_and.accumulate(inside[places], axis=1)
    beginnings = (codes[places] * own).astype(np.uint64) @ _SHIFTS
    counted: npt.NDArray[np.bool_] = kinds[places].max(axis=1) >= _FIGURE
    # A word may be the first half of a name such as "A-10".
    counted[:-1] |= counted[1:] & (codes[before[1:]] == ord("-"))
    return before, beginnings, counted


@cache
def scanner(terms: tuple[str, ...]) -> Scanner:
    """Return a list of terms ready to be looked for, whatever their case, as ``lang.terms`` compiles it."""
    return Scanner(compiled(terms), terms, counts=False)
