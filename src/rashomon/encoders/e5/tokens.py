"""The Unigram tokenizer of multilingual-e5-small, with every token's place in the text as it was given.

Kudo 2018, "Subword Regularization": of all ways to write a word in pieces the likeliest is taken
(Viterbi). Own code because ready-made tokenizers need over a second to load 250,000 pieces, and because
the offsets have to survive a normaliser that lengthens, shortens and drops characters.
"""

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

WINDOW = 512
START, END, UNKNOWN = 0, 2, 3
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")

_SPACE = "▁"
_WORD = re.compile(r"\S+")
# No 512 tokens are longer: what lies behind is never looked at, so that time is bounded.
_LONGEST_PIECE = 16
_READ = WINDOW * _LONGEST_PIECE
_CACHED_WORD = 40

Piece = tuple[int, int, int]
"""Token id and the half-open range of the word that it covers."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text without prefix and marks; ``offsets`` count its code points, half-open."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


class Tokenizer:
    """Cuts texts into the model's pieces; never more than ``limit`` of them."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], normaliser: Mapping[int, str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(pieces)}
        for mark in _SPECIAL:
            self._ids.pop(mark, None)
        self._scores = scores
        self._unknown = min(scores) - 10.0
        self._normaliser = normaliser
        self._common_word = lru_cache(1 << 16)(self._word)

    def __call__(self, text: str, limit: int = WINDOW) -> Tokens:
        """Tokenise one text.

        A token that stands for nothing but a space is kept, and has the place of the word's first
        character: ranges are never empty, may be shared, and never step back.
        """
        content, places = self._normalised(text[:_READ])
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        for match in _WORD.finditer(content):
            word, start = match.group(), match.start()
            cut = self._common_word if len(word) <= _CACHED_WORD else self._word
            for token, a, b in cut(_SPACE + word):
                # Offsets in the word count its mark, which is no character of the text.
                first, last = start + max(a - 1, 0), start + max(b - 2, 0)
                ids.append(token)
                offsets.append((places[first][0], places[last][1]))
            if len(ids) >= limit:
                break
        return Tokens(tuple(ids[:limit]), tuple(offsets[:limit]))

    def _normalised(self, text: str) -> tuple[str, Sequence[tuple[int, int]]]:
        """Return the text as the model reads it and the source range of each of its characters."""
        content = text.translate(self._normaliser)
        if content == text and unicodedata.is_normalized("NFC", text):
            return content, _Identity()
        parts: list[str] = []
        places: list[tuple[int, int]] = []
        for start, end in _clusters(text):
            part = unicodedata.normalize("NFC", text[start:end]).translate(self._normaliser)
            parts.append(part)
            places.extend([(start, end)] * len(part))
        return "".join(parts), places

    def _word(self, word: str) -> tuple[Piece, ...]:
        best = [0.0] + [-math.inf] * len(word)
        back: list[tuple[int, int]] = [(0, UNKNOWN)] * (len(word) + 1)
        for start in range(len(word)):
            self._extend(word, start, best, back)
        return _merged(back)

    def _extend(self, word: str, start: int, best: list[float], back: list[tuple[int, int]]) -> None:
        """Lay every piece that begins at ``start`` behind the best way to come there."""
        here = best[start]
        if here + self._unknown > best[start + 1]:
            best[start + 1], back[start + 1] = here + self._unknown, (start, UNKNOWN)
        for end in range(start + 1, min(len(word), start + _LONGEST_PIECE) + 1):
            token = self._ids.get(word[start:end])
            if token is not None and here + self._scores[token] > best[end]:
                best[end], back[end] = here + self._scores[token], (start, token)


class _Identity(Sequence[tuple[int, int]]):
    """The places of a text that the normaliser leaves as it is: each character its own."""

    def __len__(self) -> int:
        return _READ

    def __getitem__(self, index: int) -> tuple[int, int]:  # type: ignore[override]
        return index, index + 1


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return the ranges of characters with the combining marks that follow them."""
    starts = [i for i, char in enumerate(text) if i == 0 or not unicodedata.combining(char)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _merged(back: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Walk back over the best way; unknown characters that touch are one token, as in training."""
    pieces: list[Piece] = []
    end = len(back) - 1
    while end:
        start, token = back[end]
        if token == UNKNOWN and pieces and pieces[-1][0] == UNKNOWN:
            pieces[-1] = (UNKNOWN, start, pieces[-1][2])
        else:
            pieces.append((token, start, end))
        end = start
    return tuple(reversed(pieces))
