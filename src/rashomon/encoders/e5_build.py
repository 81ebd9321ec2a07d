"""Build the files of the default encoder, and see that this processor computes with them rightly.

Processors without VNNI instructions let sums of signed 8-bit products overflow. So a few known texts are
held against the same model in float32; where they differ, unsigned weights and then float32 are taken.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec
import numpy as np
import onnx

from rashomon.encoders import e5_graph
from rashomon.encoders.base import Progress
from rashomon.encoders.e5_bundle import BUILDER, DATA, MODEL, PROBES, VOCABULARY, Model, Vocabulary, agrees
from rashomon.encoders.e5_graph import Precision
from rashomon.encoders.e5_weights import PACKAGE, Floats, Weights, read, source_file, source_version

_STEPS = 3
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
    exact = _probe(weights, "fp32", fresh)
    np.save(fresh / PROBES, exact)
    _report(progress, 2)
    precision = _soundest(weights, exact, fresh)
    _report(progress, _STEPS)
    return {"builder": BUILDER, "source": f"{PACKAGE} {source_version()}", "precision": precision}


def _report(progress: Progress | None, done: int) -> None:
    if progress:
        progress(done, _STEPS)


def _write_vocabulary(weights: Weights, path: Path) -> None:
    vocabulary = Vocabulary(list(weights.pieces), weights.scores.tolist(), dict(weights.normaliser))
    path.write_bytes(msgspec.msgpack.encode(vocabulary))


def _soundest(weights: Weights, exact: Floats, fresh: Path) -> Precision:
    """Leave the fastest graph that this processor computes rightly in the folder."""
    for precision in e5_graph.PRECISIONS:
        if agrees(_probe(weights, precision, fresh), exact):
            break
    return precision


def _probe(weights: Weights, precision: Precision, fresh: Path) -> Floats:
    (fresh / DATA).unlink(missing_ok=True)  # onnx would write behind what is there
    model = e5_graph.graph(weights, precision)
    onnx.save_model(model, fresh / MODEL, save_as_external_data=True, location=DATA, size_threshold=_INLINE)
    return Model(fresh, threads=1).probe()
