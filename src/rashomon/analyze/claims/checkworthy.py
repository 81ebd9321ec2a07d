"""Tell claims that report something checkable from comment, by the states that the encoder has anyway.

A report tells an event, an act, a state or a figure; comment judges, interprets, exhorts or adds colour
(cf. Wiebe et al. 2004 on subjective language, and the CheckThat! labs on subjectivity). One logistic
regression over the mean of the claim's token states, so it knows kinds of saying, not topics or names.
Data and figures: ``docs/model-checkworthy.md``; ``tools/train_checkworthy.py`` trains the weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rashomon.encoders.base import Encoded
from rashomon.model.annotation import Claim

Floats = npt.NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "checkworthy_head.npz"
LAYERS = 2
"""Layers whose states the default encoder keeps side by side."""
DIGITS = 3
"""Decimals of a probability that are kept: the rest is noise of the order in which sums are made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """``weights``: (features,) float32, and ``bias``; ``encoder`` names the one whose states they fit."""

    encoder: str
    weights: Floats
    bias: float

    def probabilities(self, rows: Floats) -> list[float]:
        """Return how likely each of these feature rows (n, features) is that of a report."""
        scores = rows @ self.weights + self.bias
        return [round(p, DIGITS) for p in (1 / (1 + np.exp(-scores.astype(np.float64)))).tolist()]


@cache
def load(path: Path = WEIGHTS) -> Head:
    """Read the weights that ship with Rashomon."""
    with np.load(path) as archive:
        weights = archive["weights"].astype(np.float32)
        return Head(encoder=str(archive["encoder"]), weights=weights, bias=float(archive["bias"]))


def mean_state(sentence: Encoded, start: int, end: int) -> Floats:
    """Return the mean state (k,) of the tokens of a sentence's stretch, in code points of the sentence.

    A stretch behind the encoder's window has no tokens; the sentence's vector stands in for each layer.
    """
    starts, ends = sentence.offsets.T
    # Tokens come in reading order, so those of a stretch are one slice.
    first, last = starts.searchsorted(start), ends.searchsorted(end, side="right")
    if first < last:
        return np.asarray(sentence.states[first:last].mean(0), np.float32)
    return np.resize(sentence.vector, sentence.states.shape[1])


def features(means: Sequence[Floats]) -> Floats:
    """Return what the head sees of claims with these mean states: each layer brought to unit length."""
    layers = np.stack(means).reshape(len(means), LAYERS, -1)
    length = np.linalg.norm(layers, axis=2, keepdims=True)
    return np.asarray((layers / np.where(length, length, 1)).reshape(len(means), -1), np.float32)


def judged(claims: Sequence[Claim], means: Sequence[Floats]) -> tuple[Claim, ...]:
    """Return the claims with ``checkable`` filled; as they are where another encoder made their states.

    ``means[i]`` is the mean state of ``claims[i]``.
    """
    if not means or len(means[0]) != len(load().weights):
        return tuple(claims)
    found = load().probabilities(features(means))
    return tuple(replace(claim, checkable=p) for claim, p in zip(claims, found, strict=True))
