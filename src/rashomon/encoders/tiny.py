"""A deterministic encoder without a model: hashed character trigrams. For tests, and for want of better."""

import re
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rashomon.encoders.base import Encoded, Progress

_WORD = re.compile(r"\w+|[^\w\s]")


class TinyEncoder:
    """Bags of hashed character trigrams: like words are alike, meaning is out of its reach."""

    name = "tiny@1"
    dimensions = 256

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> list[Encoded]:
        """Encode texts; see ``Encoder.encode``."""
        out = []
        for done, text in enumerate(texts, 1):
            out.append(self._encode(text))
            if progress:
                progress(done, len(texts))
        return out

    def _encode(self, text: str) -> Encoded:
        words = list(_WORD.finditer(text))
        states = np.array([self._word(m.group()) for m in words], np.float32).reshape(-1, self.dimensions)
        vector = states.sum(0) if words else np.zeros(self.dimensions, np.float32)
        norm = float(np.linalg.norm(vector)) or 1.0
        offsets = np.array([m.span() for m in words], np.int32).reshape(-1, 2)
        return Encoded(np.asarray(vector / norm, np.float32), offsets, states)

    def _word(self, word: str) -> npt.NDArray[np.float32]:
        state = np.zeros(self.dimensions, np.float32)
        padded = f"^{word.casefold()}$"
        for i in range(len(padded) - 2):
            state[zlib.crc32(padded[i : i + 3].encode("utf-8", "surrogatepass")) % self.dimensions] += 1
        return state
