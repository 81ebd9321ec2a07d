"""How things lie in the archive: as MessagePack by their types, compressed with Zstandard.

Dataclasses are written with their field names, so one that gains a field with a default still reads what
was stored before. Vectors are kept in half precision, which changes cosines by less than 0.001.
"""

from typing import Any, TypeVar

import msgspec
import numpy as np
import zstandard

T = TypeVar("T")

_LEVEL = 6
"""News pages shrink to a fifth; higher levels gain a few per cent for several times the work."""


def compress(data: bytes) -> bytes:
    """Make bytes smaller; ``expand`` gives them back."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(data)


def expand(data: bytes) -> bytes:
    """Return what was compressed.

    Raises:
        zstandard.ZstdError: the bytes are damaged.
    """
    return zstandard.ZstdDecompressor().decompress(data)


def compress_text(text: str) -> bytes:
    """Make a text smaller; lone surrogates, which some pages hold, survive."""
    return compress(text.encode("utf-8", "surrogatepass"))


def expand_text(data: bytes) -> str:
    """Return the text that was compressed."""
    return expand(data).decode("utf-8", "surrogatepass")


def pack(value: object) -> bytes:
    """Write a dataclass as bytes."""
    return compress(msgspec.msgpack.encode(value, enc_hook=_flat))


def unpack(data: bytes, of: type[T]) -> T:
    """Read a dataclass from the bytes that ``pack`` made.

    Raises:
        msgspec.ValidationError: it was packed by a version whose fields differ.
    """
    return msgspec.msgpack.decode(expand(data), type=of, dec_hook=_array)


def _flat(value: object) -> object:
    if not isinstance(value, np.ndarray):
        raise NotImplementedError(f"cannot pack {type(value).__name__}")
    small = value.astype(np.float16) if value.dtype == np.float32 else value
    return [value.dtype.str, small.dtype.str, list(value.shape), small.tobytes()]


def _array(kind: type, parts: Any) -> Any:  # noqa: ARG001
    dtype, stored, shape, data = parts
    return np.frombuffer(data, stored).astype(dtype).reshape(shape)
