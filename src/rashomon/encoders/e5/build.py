"""Build the files of the default encoder, and see that this processor computes with them rightly.

Processors without VNNI instructions let sums of signed 8-bit products overflow, which shifts vectors
without a sign of it; unsigned weights are safe and slower, float32 is slower still. Where no sum overflows,
signed and unsigned weights give the same vectors: a few known texts tell.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec
import numpy as np
import onnx

from rashomon.encoders.base import Progress
from rashomon.encoders.e5 import graph as e5_graph
from rashomon.encoders.e5.bundle import (
    BUILDER,
    DATA,
    MODEL,
    PROBE_TEXTS,
    PROBES,
    VOCABULARY,
    Model,
    Vocabulary,
    agrees,
)
from rashomon.encoders.e5.graph import Precision
from rashomon.encoders.e5.levels import Levels, level
from rashomon.encoders.e5.weights import PACKAGE, Floats, Weights, read, source_file, source_version

ROUNDING = 0.995
"""Least cosine of 8 bits to float32 on a probe; .9995 and more where all is well."""

SAME = 0.9999
"""Least cosine of signed to unsigned weights on one processor, where nothing but overflow parts them."""

_STEPS = 1 + len(e5_graph.PRECISIONS)
_INLINE = 1024
"""Tensors of fewer bytes stay in the graph's own file."""


def build(fresh: Path, progress: Progress | None = None) -> Mapping[str, str]:
    """Write vocabulary, probes and graph into a folder; return the facts for its manifest.

    Raises:
        ModelError: the weights are missing or damaged.
    """
    weights = read(source_file())
    _write_vocabulary(weights, fresh / VOCABULARY)
    _report(progress, 1)
    probes: dict[Precision, Floats] = {}
    levels: Levels = {}
    for done, precision in enumerate(e5_graph.PRECISIONS, 2):
        _write_graph(e5_graph.graph(weights, precision, levels), fresh)
        model = Model(fresh)
        probes[precision] = model.probe()
        levels = levels or measured(model)
        _report(progress, done)
    sound = fastest_sound(probes)
    if sound != precision:
        _write_graph(e5_graph.graph(weights, sound, levels), fresh)
    np.save(fresh / PROBES, probes[sound])
    return {"builder": BUILDER, "source": f"{PACKAGE} {source_version()}", "precision": sound}


def fastest_sound(probes: Mapping[Precision, Floats]) -> Precision:
    """Return the fastest precision whose vectors of the probe texts are right."""
    if not agrees(probes["uint8"], probes["fp32"], ROUNDING):
        return "fp32"
    return "int8" if agrees(probes["int8"], probes["uint8"], SAME) else "uint8"


def measured(model: Model) -> Levels:
    """Return the levels of the values inside a float32 model, by the probe texts."""
    values = [model.inner(text) for text in PROBE_TEXTS]
    return {name: level(np.concatenate([v[name] for v in values])) for name in values[0]}


def _report(progress: Progress | None, done: int) -> None:
    if progress:
        progress(done, _STEPS)


def _write_vocabulary(weights: Weights, path: Path) -> None:
    vocabulary = Vocabulary(list(weights.pieces), weights.scores.tolist(), dict(weights.normaliser))
    path.write_bytes(msgspec.msgpack.encode(vocabulary))


def _write_graph(model: onnx.ModelProto, fresh: Path) -> None:
    (fresh / DATA).unlink(missing_ok=True)  # onnx would write behind what is there
    onnx.save_model(model, fresh / MODEL, save_as_external_data=True, location=DATA, size_threshold=_INLINE)
