"""The Protocol that every sentence encoder fulfils."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Progress = Callable[[int, int], None]
"""Called with (done, total) texts while long work goes on."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """One text as an encoder sees it.

    ``vector``: (d,) float32 of unit length. ``offsets``: (t, 2) int32, each token's half-open code-point
    range in the text. ``states``: (t, k) float32, the tokens' hidden states (k a multiple of d where
    several layers are kept).
    """

    vector: npt.NDArray[np.float32]
    offsets: npt.NDArray[np.int32]
    states: npt.NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts of any language into vectors whose dot product is their similarity."""

    @property
    def name(self) -> str:
        """Name and version, written into everything that rests on its vectors."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> list[Encoded]:
        """Encode texts in their order; a text longer than the model's window is cut for its vector."""


def at_once(encoder: Encoder) -> int:
    """Return how many calls of ``encode`` may run side by side: what an encoder tells so, else one."""
    return int(getattr(encoder, "at_once", 1))
