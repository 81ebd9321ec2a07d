"""How likely an article belongs to a story, and why: one logistic regression over a few figures.

``tools/fit_stories.py`` fits the weights and measures how well they hold on events left out;
``docs/stories.md`` has the figures. One frozen setting serves all sources and languages.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from rashomon.cluster.background import Background
from rashomon.cluster.coverage import Coverage
from rashomon.cluster.evidence import FEATURES, measure
from rashomon.cluster.known import Floats, Known
from rashomon.model.placement import Reason
from rashomon.model.profile import Vector

WEIGHTS = Path(__file__).parent / "judge.npz"
DIGITS = 4
"""Decimals of a figure that are kept: the rest is noise of the order in which sums are made."""


def probability(log_odds: float) -> float:
    """Return the probability with these log-odds."""
    return round(1 / (1 + math.exp(-max(min(log_odds, 60.0), -60.0))), DIGITS)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Verdict:
    """The figures of one article and one story, and the log-odds that they come to."""

    figures: Floats
    log_odds: float

    @property
    def score(self) -> float:
        """The probability that the article belongs to the story."""
        return probability(self.log_odds)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judge:
    """``weights`` (one for each of ``FEATURES``) and ``bias``; ``means``: what languages add to vectors."""

    weights: Floats
    bias: float
    means: dict[str, Vector]

    def verdicts(
        self, articles: Sequence[Known], stories: Sequence[Coverage], background: Background
    ) -> list[list[Verdict]]:
        """Weigh each article's belonging to each story; there is one list for each article."""
        figures = measure(articles, stories, background)
        odds = (figures @ self.weights).astype(float) + self.bias
        return [
            [Verdict(figures=f, log_odds=round(o, DIGITS)) for f, o in zip(*row, strict=True)]
            for row in zip(figures, odds.tolist(), strict=True)
        ]

    def reasons(self, verdict: Verdict, shared: Mapping[str, tuple[str, ...]]) -> tuple[Reason, ...]:
        """Return what was measured, the heaviest first, with the keys that each figure rests on."""
        parts = zip(
            FEATURES, verdict.figures.tolist(), (verdict.figures * self.weights).tolist(), strict=True
        )
        told = [
            Reason(name=n, value=round(v, DIGITS), weight=round(w, DIGITS), shared=shared.get(n, ()))
            for n, v, w in parts
        ]
        return (
            *sorted(told, key=lambda r: -abs(r.weight)),
            Reason(name="start", value=1.0, weight=self.bias),
        )


@cache
def load(path: Path = WEIGHTS) -> Judge:
    """Read the weights that ship with Rashomon."""
    with np.load(path) as archive:
        named = dict(zip(archive["features"].tolist(), archive["weights"].tolist(), strict=True))
        means = dict(zip(archive["languages"].tolist(), archive["means"].astype(np.float32), strict=True))
        weights = np.array([named[name] for name in FEATURES], np.float32)
        return Judge(weights=weights, bias=round(float(archive["bias"]), DIGITS), means=means)
