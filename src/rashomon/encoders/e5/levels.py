"""How the values lie that enter the 8-bit matrices of the encoder: measured once, while it is built.

Two or three of the model's 384 channels are tens of times larger than the rest. Were all rounded to steps
of one width, theirs would swallow the others. So every channel is centred and gets steps of its own, which
the weights behind it make up for (after SmoothQuant, Xiao et al. 2023).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rashomon.encoders.e5.weights import Floats

LARGEST = 127
"""Steps to either side of the centre that 8 bits have."""

_SPREAD = 0.75
"""Steps grow by this power of a channel's spread: 1 leaves the weights too uneven to be rounded well."""

_ROOM = 1.25
"""How far beyond what was measured values may lie before they are cut off."""

_LEAST = 1e-3
"""Spread below which a channel counts as constant."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Level:
    """Of one value in the graph, by channel: ``centre``, and the width of a ``step`` of its 8 bits."""

    centre: Floats
    step: Floats


def level(values: Floats) -> Level:
    """Return the level of values, (tokens, channels)."""
    centre = values.mean(axis=0)
    spread = np.maximum(values.std(axis=0), np.float32(_LEAST)) ** np.float32(_SPREAD)
    farthest = np.abs((values - centre) / spread).max(initial=1)
    return Level(centre=centre, step=spread * np.float32(farthest * _ROOM / LARGEST))


Levels = Mapping[str, Level]
"""By the names of the graph's values."""
