"""Find names with a small classifier over the states that the sentence encoder has anyway.

Each word is judged by the encoder's hidden states at its first piece and at its neighbours' and by
its shape; a hidden layer, then a best path through BIO labels. Data, licence and figures are in
``docs/model-ner.md``; ``tools/train_ner.py`` trains the weights with the very functions below.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain, pairwise
from pathlib import Path
from threading import local

import numpy as np
import numpy.typing as npt

from rashomon.encoders.base import Encoded
from rashomon.model.annotation import EntityType
from rashomon.model.text import Span

Floats = npt.NDArray[np.float32]
Spans = list[tuple[int, int]]
Places = npt.NDArray[np.int_]

WEIGHTS = Path(__file__).parent / "ner_head.npz"
_SHAPE = 4
AT_ONCE, KEPT = 4096, 1024
"""Words whose features are held at once, eight kilobytes each, and those whose memory each thread keeps."""
AROUND = 3
"""Words beside a capitalised one that are judged with it: "ministry of the Interior"."""
_NEAR = np.ones(2 * AROUND + 1, np.int8)
_NEVER = -1e9
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
_TYPES: tuple[EntityType, ...] = ("MISC", "PER", "PER", "ORG", "ORG", "LOC", "LOC")
# Scripts without spaces between words: every character is judged by itself.
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_LETTERS = rf"[^\W_{_UNSPACED}]+"
# One word with its hyphens and apostrophes, but "'s" is a word of its own.
_WORD = re.compile(rf"[{_UNSPACED}]|{_LETTERS}(?:['’ʼ-](?!s\b){_LETTERS})*|[^\w\s]|_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name found in a text; ``score`` is the probability of its least sure word."""

    span: Span
    type: EntityType
    score: float

    def spanning(self, start: int, end: int) -> "Name":
        """Return the name with other ends."""
        return replace(self, span=Span(start, end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Weights: float32 (features, hidden), (hidden,), (hidden, labels), (labels,); ``encoder`` they fit."""

    encoder: str
    w1: Floats
    b1: Floats
    w2: Floats
    b2: Floats

    def fits(self, encoded: Encoded) -> bool:
        """Tell whether states are of the width that the head was trained on."""
        return int(encoded.states.shape[1]) == _width(len(self.w1))

    def label(self, rows: Floats) -> Floats:
        """Return log probabilities (words, labels) of feature rows (words, features)."""
        hidden = rows @ self.w1
        hidden += self.b1
        hidden *= _gate(hidden)
        scores = hidden @ self.w2 + self.b2
        scores -= scores.max(1, keepdims=True)
        return np.asarray(scores - np.log(np.exp(scores).sum(1, keepdims=True)), np.float32)


class _Room(local):
    """A thread's memory for features, used again: to get fresh pages takes longer than to fill them."""

    _kept: Floats = np.empty((0, 0), np.float32)

    def rows(self, words: int, features: int) -> Floats:
        """Return a matrix to be written, which holds until the next is asked for."""
        if words > KEPT:
            return np.empty((words, features), np.float32)
        if self._kept.shape[1] != features:
            self._kept = np.empty((KEPT, features), np.float32)
        return self._kept[:words]


_ROOM = _Room()


def _gate(x: Floats) -> Floats:
    """Return what GELU multiplies values by, in its tanh form (Hendrycks and Gimpel 2016), as in training.

    It is calculated in one place: fresh memory would take longer than the calculation.
    """
    gate = 0.044715 * x
    gate *= x
    gate *= x
    gate += x
    gate *= 0.7978845608
    np.tanh(gate, out=gate)
    gate += 1
    gate *= 0.5
    return gate


def _width(features: int) -> int:
    """Return the width of states behind that many features: two layers, three more halves, a shape."""
    return (features - _SHAPE) * 2 // 5


@cache
def load(path: Path = WEIGHTS) -> Head:
    """Read the weights that ship with Rashomon."""
    with np.load(path) as archive:
        arrays = {name: archive[name].astype(np.float32) for name in ("w1", "b1", "w2", "b2")}
        return Head(encoder=str(archive["encoder"]), **arrays)


def words(text: str) -> Spans:
    """Return the half-open code-point ranges of words and single signs."""
    return [m.span() for m in _WORD.finditer(text)]


def features(text: str, encoded: Encoded, spans: Spans) -> Floats:
    """Return what the head sees of each word: float32 (words, features)."""
    width = encoded.states.shape[1]
    rows = np.empty((len(spans), width + 3 * width // 2 + _SHAPE), np.float32)
    _fill(rows, text, encoded, spans, np.arange(len(spans)))
    return rows


def _fill(rows: Floats, text: str, encoded: Encoded, spans: Spans, chosen: Places) -> None:
    """Write the features of the chosen ones of a text's words into the rows of a matrix."""
    width = encoded.states.shape[1]
    half = width // 2
    upper = encoded.states[:, half:]
    last, before, behind = (slice(width + k * half, width + (k + 1) * half) for k in range(3))
    starts, ends = np.array(spans).T
    first = _piece(encoded, starts)
    rows[:, :width] = encoded.states[first[chosen]]
    rows[:, last] = upper[_piece(encoded, ends[chosen] - 1)]
    rows[:, before] = upper[first[chosen - 1]]
    rows[:, behind] = upper[first[(chosen + 1) % len(spans)]]
    rows[chosen == 0, before] = rows[chosen == len(spans) - 1, behind] = 0
    rows[:, -_SHAPE:] = [_shape(text[slice(*spans[at])]) for at in chosen]


def _piece(encoded: Encoded, positions: npt.NDArray[np.int_]) -> npt.NDArray[np.int_]:
    found = np.searchsorted(encoded.offsets[:, 0], positions, side="right") - 1
    return np.asarray(np.maximum(found, 0))


@lru_cache(maxsize=1 << 15)
def _shape(word: str) -> tuple[float, ...]:
    upper, alpha = word[:1].isupper(), word[:1].isalpha()
    digits = not word.isalpha() and any(c.isdigit() for c in word)
    return upper, word.isupper() and len(word) > 1, digits, alpha


def find_names(texts: Sequence[str], encoded: Sequence[Encoded], head: Head) -> list[list[Name]]:
    """Find the names of each text in reading order; words behind the encoder's window hold none."""
    spans = [_within_reach(text, e) for text, e in zip(texts, encoded, strict=True)]
    parts = (_scores(texts[a:b], encoded[a:b], spans[a:b], head) for a, b in _parts(spans))
    scores = chain.from_iterable(parts)
    return [_names(s, _best_path(x), x) if s else [] for s, x in zip(spans, scores, strict=True)]


def _parts(spans: Sequence[Spans]) -> Iterator[tuple[int, int]]:
    """Cut sentences into half-open ranges of about ``AT_ONCE`` words."""
    start = held = 0
    for at, found in enumerate(spans):
        if held and held + len(found) > AT_ONCE:
            yield start, at
            start, held = at, 0
        held += len(found)
    if spans:
        yield start, len(spans)


def _scores(
    texts: Sequence[str], encoded: Sequence[Encoded], spans: Sequence[Spans], head: Head
) -> list[Floats]:
    """Return log probabilities (words, labels) of each sentence's words."""
    chosen = [_near_names(text, found) for text, found in zip(texts, spans, strict=True)]
    borders = np.cumsum([0, *map(len, chosen)])
    rows = _ROOM.rows(borders[-1], len(head.w1))
    cuts = borders[1:-1]
    parts = zip(np.split(rows, cuts), texts, encoded, spans, chosen, strict=True)
    for part, text, one, found, places in parts:
        if len(places):
            _fill(part, text, one, found, places)
    # One multiplication for all: many small ones wait for each other's threads.
    labelled = zip(np.split(head.label(rows), cuts), chosen, spans, strict=True)
    return [_spread(part, places, len(found)) for part, places, found in labelled]


def _near_names(text: str, spans: Spans) -> Places:
    """Return the places of words that a name may hold: others are written small and far from any such.

    Where nothing has a capital, names have none either.
    """
    may = [_may_name(text[start:end]) for start, end in spans]
    if not any(may):
        return np.arange(len(spans))
    edge = [False] * AROUND
    return np.flatnonzero(np.convolve(np.array([*edge, *may, *edge], np.int8), _NEAR, "valid"))


@lru_cache(maxsize=1 << 15)
def _may_name(word: str) -> bool:
    """Tell whether a word has a capital, or letters of a script that has no capitals."""
    return word.lower() != word or (word.upper() == word and any(map(str.isalpha, word)))


def _spread(labelled: Floats, places: Places, words: int) -> Floats:
    """Return the scores of all words; those that were not judged are surely no names."""
    scores = np.full((words, len(LABELS)), _NEVER, np.float32)
    scores[:, 0] = 0
    scores[places] = labelled
    return scores


def _within_reach(text: str, encoded: Encoded) -> Spans:
    reach = int(encoded.offsets[-1, 1]) if len(encoded.offsets) else 0
    return [span for span in words(text[:reach]) if span[0] < reach]


def _best_path(scores: Floats) -> list[int]:
    """Return the likeliest labels where I-X follows only B-X or I-X (Viterbi)."""
    likeliest: list[int] = scores.argmax(1).tolist()
    if all(i % 2 or not i or before in {i - 1, i} for before, i in pairwise([0, *likeliest])):
        return likeliest  # as nearly always
    allowed = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for i in range(2, len(LABELS), 2):
        allowed[:, i] = -1e9
        allowed[i - 1 : i + 1, i] = 0
    total = scores[0] + np.where(np.arange(len(LABELS)) % 2 == 0, -1e9, 0)
    total[0] = scores[0, 0]
    back = []
    for row in scores[1:]:
        steps = total[:, None] + allowed
        back.append(steps.argmax(0))
        total = steps.max(0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def _names(spans: Spans, path: list[int], scores: Floats) -> list[Name]:
    out: list[Name] = []
    for i, label in enumerate(path):
        if not label:
            continue
        sure, kind = float(np.exp(scores[i, label])), _TYPES[label]
        if label % 2 or not out:
            out.append(Name(span=Span(*spans[i]), type=kind, score=sure))
        else:
            span = Span(out[-1].span.start, spans[i][1])
            out[-1] = Name(span=span, type=kind, score=min(out[-1].score, sure))
    return out
