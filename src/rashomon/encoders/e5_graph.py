"""Write multilingual-e5-small as an ONNX graph for ONNX Runtime's processor kernels.

One pass gives the mean-pooled, unit-length vector and the tokens' states after layers 9 and 12. The
word table stays in its 4-bit blocks; the linear layers hold 8-bit weights (one scale an output) that
meet activations quantised on the fly, or float32 weights where a processor gets 8 bits wrong.
"""

from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from rashomon.encoders.e5_weights import BLOCK, Blocks, Floats, Weights

Precision = Literal["int8", "uint8", "fp32"]
PRECISIONS: tuple[Precision, ...] = ("fp32", "uint8", "int8")
"""From the slowest to the fastest."""

STATE_LAYERS = (9, 12)

_OPSET, _IR = 20, 9
_CONTRIB = "com.microsoft"


def graph(weights: Weights, precision: Precision) -> onnx.ModelProto:
    """Return the model.

    Input: ``ids`` (texts, length) int32, texts of one length: a mask would cost a tenth of the time.
    Outputs: ``vector`` (texts, 384), ``states`` (texts, length, 768), both float32.
    """
    return _Writer(weights, precision).model()


class _Writer:
    """Adds nodes in the order of the data; every method takes and returns names of values."""

    def __init__(self, weights: Weights, precision: Precision) -> None:
        self._weights = weights
        self._precision = precision
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def model(self) -> onnx.ModelProto:
        states = [self._embedding()]
        for layer in range(self._weights.layers):
            states.append(self._layer(f"l{layer}", states[-1]))
        self._node("Concat", [states[i] for i in STATE_LAYERS], out="states", axis=-1)
        self._pool(states[-1])
        hidden = self._weights.hidden
        inputs = [helper.make_tensor_value_info("ids", TensorProto.INT32, ["B", "L"])]
        shapes: dict[str, list[str | int | None]] = {
            "vector": ["B", hidden],
            "states": ["B", "L", hidden * len(STATE_LAYERS)],
        }
        outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in shapes.items()]
        body = helper.make_graph(self._nodes, "multilingual-e5-small", inputs, outputs, self._constants)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIB, 1)]
        return helper.make_model(body, opset_imports=opsets, ir_version=_IR)

    def _node(
        self, operator: str, inputs: list[str], *, out: str = "", domain: str = "", **attributes: Any
    ) -> str:
        out = out or f"v{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, inputs, [out], domain=domain, **attributes))
        return out

    def _constant(self, name: str, array: npt.NDArray[np.generic]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def _vector(self, name: str) -> str:
        return self._constant(name, self._weights.vectors[name])

    def _embedding(self) -> str:
        vectors, hidden = self._weights.vectors, self._weights.hidden
        table = self._weights.matrices["emb.word"]
        parts = [self._constant("emb.word", table.nibbles), "ids", self._constant("emb.scales", table.scales)]
        words = self._node("GatherBlockQuantized", parts, domain=_CONTRIB, bits=4, block_size=BLOCK)
        # Every token is of type 0, so the type's vector is part of the places'.
        places = vectors["emb.pos"].reshape(-1, hidden) + vectors["emb.type"][:hidden]
        zero, one = self._constant("zero", np.array([0])), self._constant("one", np.array([1]))
        length = self._node("Shape", ["ids"], start=1, end=2)
        here = self._node("Slice", [self._constant("emb.places", places), zero, length, zero, one])
        return self._normalised("emb.ln", self._node("Add", [words, here]))

    def _normalised(self, name: str, x: str) -> str:
        parts = [x, self._vector(f"{name}.w"), self._vector(f"{name}.b")]
        return self._node("LayerNormalization", parts, axis=-1, epsilon=self._weights.epsilon)

    def _layer(self, layer: str, x: str) -> str:
        attended = self._linear(f"{layer}.ao", self._attention(layer, x))
        x = self._residual(f"{layer}.aln", x, attended)
        inner = self._node("Gelu", [self._linear(f"{layer}.fi", x)], domain=_CONTRIB)
        return self._residual(f"{layer}.oln", x, self._linear(f"{layer}.fo", inner))

    def _attention(self, layer: str, x: str) -> str:
        parts = [self._linear(f"{layer}.{part}", x) for part in "qkv"]
        heads = self._weights.heads
        return self._node("MultiHeadAttention", parts, domain=_CONTRIB, num_heads=heads)

    def _residual(self, name: str, x: str, change: str) -> str:
        # The fused SkipLayerNormalization takes a fifth of the whole time, these two a twelfth.
        return self._normalised(name, self._node("Add", [x, change]))

    def _linear(self, name: str, x: str) -> str:
        matrix, bias = self._weights.matrices[f"{name}.w"], self._vector(f"{name}.b")
        if self._precision == "fp32":
            weight = self._constant(f"{name}.w", matrix.dense().T)
            return self._node("Add", [self._node("MatMul", [x, weight]), bias])
        values, scales, zero = quantised(matrix, signed=self._precision == "int8")
        parts = [
            self._constant(f"{name}.w", values),
            self._constant(f"{name}.scales", scales),
            self._constant(f"{name}.zero", zero),
        ]
        return self._node("DynamicQuantizeMatMul", [x, *parts, bias], domain=_CONTRIB)

    def _pool(self, x: str) -> None:
        axis = self._constant("axis1", np.array([1]))
        total = self._node("ReduceSum", [x, axis], keepdims=0)
        # The mean differs from the sum by a factor, which unit length takes away.
        self._node("Div", [total, self._node("ReduceL2", [total, axis])], out="vector")


def quantised(
    matrix: Blocks, *, signed: bool
) -> tuple[npt.NDArray[np.generic], Floats, npt.NDArray[np.generic]]:
    """Return a matrix as (inputs, outputs) 8-bit values, its scales and zero points, one an output."""
    dense = matrix.dense().T
    scales = np.abs(dense).max(axis=0) / 127
    values = np.round(dense / scales)
    if signed:
        return values.astype(np.int8), scales, np.zeros(len(scales), np.int8)
    return (values + 128).astype(np.uint8), scales, np.full(len(scales), 128, np.uint8)
