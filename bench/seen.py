"""A sentence as the encoder sees it word by word, and how well the words of one find themselves in others.

The words are the product's (``rashomon.compare.wording``), each with the mean state of its tokens, as
``rashomon.compare.alignment`` has them.
"""

import math
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rashomon.compare.wording import read_words
from rashomon.encoders.base import Encoded, Encoder
from rashomon.model.annotation import Analysis
from rashomon.model.article import Article, Source
from rashomon.model.text import Span, Text

Vectors = npt.NDArray[np.float32]

BATCH = 200
"""Sentences encoded at a time: the states of all tokens at once would fill the memory."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Seen:
    """One sentence: base forms of its content words, and of these which are capitalised inside it.

    ``vector``: (d,) float32 of unit length; ``states``: (words, k) float16.
    """

    text: str
    words: tuple[str, ...]
    names: npt.NDArray[np.bool_]
    vector: Vectors
    states: npt.NDArray[np.float16]


def see(texts: Iterable[str], encoder: Encoder, language: str) -> dict[str, Seen]:
    """Return each distinct text as the encoder sees it; tells standard error how far it is."""
    distinct = list(dict.fromkeys(texts))
    seen: dict[str, Seen] = {}
    for start in range(0, len(distinct), BATCH):
        part = distinct[start : start + BATCH]
        encoded = encoder.encode(part)
        seen |= {t: _seen(t, e, language) for t, e in zip(part, encoded, strict=True)}
        print(f"{len(seen)} of {len(distinct)} sentences", file=sys.stderr)
    return seen


def content_words(text: str, language: str) -> list[tuple[str, Span]]:
    """Return the base forms of a text's content words with their places, in reading order."""
    if not text:
        return []
    article = Article(id="", locator="", source=Source(id="", name=""), text=Text(text))
    words = read_words(Analysis(article=article, language=language), Span(0, len(text)))
    return [(word.lemma, word.span) for word in words if word.content]


def _seen(text: str, encoded: Encoded, language: str) -> Seen:
    words = content_words(text, language)
    states = np.zeros((len(words), encoded.states.shape[1]), np.float16)
    starts, ends = encoded.offsets.T
    for row, (_, span) in enumerate(words):
        first, last = np.searchsorted(ends, span.start, "right"), np.searchsorted(starts, span.end)
        if first < last:
            states[row] = encoded.states[first:last].mean(axis=0)
    return Seen(
        text=text,
        words=tuple(word for word, _ in words),
        names=np.array([span.start > 0 and text[span.start].isupper() for _, span in words], bool),
        vector=encoded.vector,
        states=states,
    )


def rarities(texts: Sequence[Iterable[str]]) -> dict[str, float]:
    """Return for each word of some texts how much it tells: 0 where it stands in all, at most 1."""
    held = Counter(word for words in texts for word in set(words))
    scale = math.log(2 * (len(texts) + 1))
    return {word: math.log((len(texts) + 1) / (n + 0.5)) / scale for word, n in held.items()}


def weights(words: Iterable[str], rare: Mapping[str, float]) -> npt.NDArray[np.float64]:
    """Return what each word tells; one that no text has tells most."""
    return np.array([max(rare.get(word, 1.0), 0.0) + 0.01 for word in words])


def units(rows: npt.NDArray[np.floating]) -> Vectors:
    """Return rows of unit length; a row of zeros stays one."""
    full = np.asarray(rows, np.float32)
    return np.asarray(full / np.maximum(np.linalg.norm(full, axis=-1, keepdims=True), 1e-6), np.float32)
