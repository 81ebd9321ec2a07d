"""The built files of multilingual-e5-small: where they lie, how they are loaded and checked."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from rashomon.encoders import cache
from rashomon.encoders.e5.tokens import END, START, Tokenizer
from rashomon.encoders.e5.weights import Floats, source_version

BUILDER = "3"
"""Counted up whenever the builder writes other files: bundles of older builders are then left alone."""

MODEL, DATA, VOCABULARY, PROBES = "model.onnx", "model.bin", "vocabulary.msgpack", "probes.npy"
PREFIX = "query:"
OUTPUTS = ("vector", "states")

PROBE_TEXTS = (
    "The ferry left the harbour at 6:40 with 214 people on board, the port office said on Tuesday.",
    "Власти отрицают, что плотина была повреждена до начала паводка.",
    "وقالت البلدية إن الجسر أغلق أمام الشاحنات قبل أسبوع من انهياره",
    "El ministerio cifra en doce los heridos, tres de ellos graves.",
    "当地政府表示，事故原因仍在调查之中。",
)
ALIKE = 0.997
"""Least cosine of a probe to what the builder's processor gave. Another order of float sums alone has been
seen to move it to .9984, overflowing sums to .9955."""


class Vocabulary(msgspec.Struct, frozen=True):
    """The tokenizer's tables as they are kept; ``normaliser`` maps code points to text."""

    pieces: list[str]
    scores: list[float]
    normaliser: dict[int, str]


class Model:
    """A session of the graph with its tokenizer.

    A run takes one thread; several threads may run at once, which gains more than parting one run.
    """

    def __init__(self, folder: Path) -> None:
        vocabulary = msgspec.msgpack.decode((folder / VOCABULARY).read_bytes(), type=Vocabulary)
        self.tokenizer = Tokenizer(vocabulary.pieces, vocabulary.scores, vocabulary.normaliser)
        self.prefix = (START, *self.tokenizer(PREFIX).ids)
        self._session = _session(folder / MODEL)

    def run(self, batch: Sequence[Sequence[int]]) -> tuple[Floats, Floats]:
        """Encode token ids, each without prefix and marks, all of one length.

        Returns (b, 384) vectors and (b, t, 768) states; the states of text i's own tokens begin behind
        the prefix.
        """
        ids = np.array([(*self.prefix, *own, END) for own in batch], np.int32)
        vectors, states = self._session.run(OUTPUTS, {"ids": ids})
        return vectors, states

    def inner(self, text: str) -> Mapping[str, Floats]:
        """Return what the graph gives beside vector and states for one text, (tokens, channels), by name."""
        ids = np.array([(*self.prefix, *self.tokenizer(text).ids, END)], np.int32)
        names = [output.name for output in self._session.get_outputs() if output.name not in OUTPUTS]
        return {name: o[0] for name, o in zip(names, self._session.run(names, {"ids": ids}), strict=True)}

    def probe(self) -> Floats:
        """Return the vectors of the probe texts, (5, 384)."""
        return np.concatenate([self.run([self.tokenizer(text).ids])[0] for text in PROBE_TEXTS])


def folder() -> Path:
    """Return where the bundle of the installed weights and this builder belongs.

    Raises:
        ModelError: the package with the weights is not installed.
    """
    return cache.root() / "models" / f"multilingual-e5-small-{source_version()}-{BUILDER}"


def agrees(vectors: Floats, expected: npt.ArrayLike, least: float = ALIKE) -> bool:
    """Tell whether all probes came out as expected, by cosine."""
    cosines = (vectors * np.asarray(expected, np.float32)).sum(axis=1)
    return bool(cosines.min() >= least)


def _session(path: Path) -> Any:
    import onnxruntime  # noqa: PLC0415 - a fifth of a second that only those who encode should pay

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # More would fuse what the graph has on purpose apart.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
