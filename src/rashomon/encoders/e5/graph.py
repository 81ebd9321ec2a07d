"""Write multilingual-e5-small as an ONNX graph for ONNX Runtime's processor kernels.

One pass gives the mean-pooled, unit-length vector and the tokens' states after layers 9 and 12. The
word table stays in its 4-bit blocks; the linear layers hold 8-bit weights (one scale an output) that
meet values rounded to 8 bits, or float32 weights where a processor gets 8 bits wrong. No step of the
rounding is taken from the texts of a batch: a text's vector is the same whatever is encoded beside it.
"""

from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from rashomon.encoders.e5.levels import LARGEST, Levels
from rashomon.encoders.e5.weights import BLOCK, Floats, Weights

Precision = Literal["int8", "uint8", "fp32"]
PRECISIONS: tuple[Precision, ...] = ("fp32", "uint8", "int8")
"""From the slowest to the fastest."""

STATE_LAYERS = (9, 12)

_OPSET, _IR = 20, 9
_CONTRIB = "com.microsoft"

_MIDDLE = 128
"""The byte that stands for the centre of values that lie to both sides of it."""

_GELU_ZERO, _GELU_DEPTH = 32, 0.17
"""The byte that stands for 0 behind GELU, and how far below 0 GELU goes."""

_TINY = 1e-9
"""Least step, so that a token of nothing but zeros divides by something."""


def graph(weights: Weights, precision: Precision, levels: Levels) -> onnx.ModelProto:
    """Return the model.

    Input: ``ids`` (texts, length) int32, texts of one length: a mask would cost a tenth of the time.
    Outputs: ``vector`` (texts, 384), ``states`` (texts, length, 768), both float32. The float32 graph
    needs no levels and has further outputs, (texts, length, 384), under the names for which the others do.
    """
    return _Writer(weights, precision, levels).model()


class _Writer:
    """Adds nodes in the order of the data; every method takes and returns names of values."""

    def __init__(self, weights: Weights, precision: Precision, levels: Levels) -> None:
        self._weights = weights
        self._precision = precision
        self._levels = levels
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}
        self._entered: dict[str, str] = {}
        """What stands for a value where it enters matrices: several of them share one rounding."""

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
        if self._precision == "fp32":
            shapes |= {name: ["B", "L", hidden] for name in self._entered}
        outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in shapes.items()]
        body = helper.make_graph(
            self._nodes, "multilingual-e5-small", inputs, outputs, [*self._constants.values()]
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIB, 1)]
        return helper.make_model(body, opset_imports=opsets, ir_version=_IR)

    def _node(
        self, operator: str, inputs: list[str], *, out: str = "", domain: str = "", **attributes: Any
    ) -> str:
        out = out or f"v{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, inputs, [out], domain=domain, **attributes))
        return out

    def _constant(self, name: str, array: npt.NDArray[np.generic]) -> str:
        self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def _number(self, name: str, value: float) -> str:
        return self._constant(name, np.array(value, np.float32))

    def _vector(self, name: str) -> str:
        return self._constant(name, self._weights.vectors[name])

    def _byte(self, value: int) -> str:
        return self._constant(f"byte{value}", np.array(value, np.uint8))

    def _embedding(self) -> str:
        vectors, hidden = self._weights.vectors, self._weights.hidden
        table = self._weights.matrices["emb.word"]
        parts = [self._constant("emb.word", table.nibbles), "ids", self._constant("emb.scales", table.scales)]
        words = self._node("GatherBlockQuantized", parts, domain=_CONTRIB, bits=4, block_size=BLOCK)
        # Every token is of type 0, so the type's vector is part of the places'.
        places = vectors["emb.pos"].reshape(-1, hidden) + vectors["emb.type"][:hidden]
        zero, one = self._constant("axis0", np.array([0])), self._constant("axis1", np.array([1]))
        length = self._node("Shape", ["ids"], start=1, end=2)
        here = self._node("Slice", [self._constant("emb.places", places), zero, length, zero, one])
        return self._normalised("emb.ln", self._node("Add", [words, here]))

    def _normalised(self, name: str, x: str) -> str:
        parts = [x, self._vector(f"{name}.w"), self._vector(f"{name}.b")]
        return self._node("LayerNormalization", parts, out=name, axis=-1, epsilon=self._weights.epsilon)

    def _layer(self, layer: str, x: str) -> str:
        x = self._residual(f"{layer}.aln", x, self._attended(f"{layer}.ao", self._attention(layer, x)))
        inner = self._node("Gelu", [self._linear(f"{layer}.fi", x)], domain=_CONTRIB)
        return self._residual(f"{layer}.oln", x, self._narrowed(f"{layer}.fo", inner))

    def _attention(self, layer: str, x: str) -> str:
        parts = [self._linear(f"{layer}.{part}", x) for part in "qkv"]
        heads = self._weights.heads
        return self._node("MultiHeadAttention", parts, domain=_CONTRIB, num_heads=heads)

    def _residual(self, name: str, x: str, change: str) -> str:
        # The fused SkipLayerNormalization takes a fifth of the whole time, these two a twelfth.
        return self._normalised(name, self._node("Add", [x, change]))

    def _linear(self, name: str, x: str) -> str:
        """Round by the measured level, which holds for what was normalised: its size hardly varies."""
        if self._precision == "fp32":
            self._entered[x] = x
            return self._exact(name, x)
        level, matrix = self._levels[x], self._weights.matrices[f"{name}.w"].dense().T
        bias = self._weights.vectors[f"{name}.b"].ravel() + level.centre @ matrix
        steps = matrix * level.step[:, None]
        return self._product(name, self._in_steps(x), _MIDDLE, steps, self._constant(f"{name}.b", bias))

    def _exact(self, name: str, x: str) -> str:
        weight = self._constant(f"{name}.w", self._weights.matrices[f"{name}.w"].dense().T)
        return self._node("Add", [self._node("MatMul", [x, weight]), self._vector(f"{name}.b")])

    def _in_steps(self, x: str) -> str:
        if x not in self._entered:
            level = self._levels[x]
            centred = self._node("Sub", [x, self._constant(f"{x}.centre", level.centre)])
            steps = self._node("Mul", [centred, self._constant(f"{x}.steps", 1 / level.step)])
            self._entered[x] = self._rounded(steps, _MIDDLE)
        return self._entered[x]

    def _attended(self, name: str, x: str) -> str:
        return self._by_token(name, x, self._node("Abs", [x]), _MIDDLE, _TINY)

    def _narrowed(self, name: str, x: str) -> str:
        return self._by_token(name, x, x, _GELU_ZERO, _GELU_DEPTH / _GELU_ZERO)

    def _by_token(self, name: str, x: str, size: str, zero: int, least: float) -> str:
        """Round by steps of each token's own: the marks at both ends have values thirty times the others'."""
        if self._precision == "fp32":
            return self._exact(name, x)
        highest = self._node("ReduceMax", [size, self._constant("last", np.array([-1]))], keepdims=1)
        step = self._node("Mul", [highest, self._number(f"share{zero}", 1 / (255 - zero))])
        step = self._node("Max", [step, self._number(f"least{zero}", least)])
        rounded = self._rounded(self._node("Div", [x, step]), zero)
        matrix = self._weights.matrices[f"{name}.w"].dense().T
        scaled = self._node("Mul", [self._product(name, rounded, zero, matrix), step])
        return self._node("Add", [scaled, self._vector(f"{name}.b")])

    def _rounded(self, x: str, zero: int) -> str:
        return self._node("QuantizeLinear", [x, self._number("one", 1), self._byte(zero)])

    def _product(self, name: str, x: str, zero: int, matrix: Floats, *bias: str) -> str:
        values, scales, zeros = quantised(matrix, signed=self._precision == "int8")
        parts = [
            self._constant(f"{name}.w", values),
            self._number("one", 1),
            self._constant(f"{name}.scales", scales),
            self._byte(zero),
            self._constant(f"{name}.zero", zeros),
        ]
        return self._node("MatMulIntegerToFloat", [x, *parts, *bias], domain=_CONTRIB)

    def _pool(self, x: str) -> None:
        axis = self._constant("axis1", np.array([1]))
        total = self._node("ReduceSum", [x, axis], keepdims=0)
        # The mean differs from the sum by a factor, which unit length takes away.
        self._node("Div", [total, self._node("ReduceL2", [total, axis])], out="vector")


def quantised(
    matrix: Floats, *, signed: bool
) -> tuple[npt.NDArray[np.generic], Floats, npt.NDArray[np.generic]]:
    """Return a matrix, (inputs, outputs), in 8-bit values, its scales and zero points, one an output."""
    scales = np.abs(matrix).max(axis=0) / LARGEST
    values = np.round(matrix / scales)
    if signed:
        return values.astype(np.int8), scales, np.zeros(len(scales), np.int8)
    return (values + 128).astype(np.uint8), scales, np.full(len(scales), 128, np.uint8)
