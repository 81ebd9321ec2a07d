"""Fit the score and the threshold of ``bench.support``: ``python -m tools.train_support FILE``.

Prints what ten-fold cross-validation gives first: claims of one page are in one fold, and the threshold of
each fold comes from a second cross-validation inside the others. The mean of several draws is shown, since
the development half has little more than a hundred supported claims.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from bench.support import CLIP, Logistic, Matrix, features, figures, supported
from bench.task import Figures, Row, load, table

FOLDS, DRAWS, STEPS, RIDGE = 10, 8, 12, 5.0
ALLOWED = 0.045
"""Share of what is not supported that may pass, in cross-validation."""
Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def fit(rows: Matrix, true: Flags) -> Logistic:
    """Fit a logistic regression with a ridge penalty by Newton's method; the threshold is left at 0."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    design = np.column_stack([np.clip((rows - mean) / scale, -CLIP, CLIP), np.ones(len(rows))])
    penalty = np.diag([*np.full(rows.shape[1], RIDGE), 0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-design @ weights))
        curve = design.T @ (design * (likely * (1 - likely))[:, None]) + penalty
        weights -= np.linalg.solve(curve, design.T @ (likely - true) + penalty @ weights)
    return Logistic(mean.tolist(), scale.tolist(), weights[:-1].tolist(), 0.0)


def folds(pages: Ints, draw: int) -> Ints:
    """Return a fold for each claim, one for all claims of a page."""
    drawn = np.random.default_rng(draw).integers(0, FOLDS, pages.max() + 1)
    return np.asarray(drawn[pages], np.int64)


def held_out(rows: Matrix, true: Flags, fold: Ints) -> Matrix:
    """Return the score of each claim by a regression that has not seen its fold."""
    scores = np.zeros(len(rows))
    for held in np.unique(fold):
        out = fold == held
        scores[out] = fit(rows[~out], true[~out])(rows[out])
    return scores


def threshold(scores: Matrix, true: Flags) -> float:
    """Return the least score at which no more than ``ALLOWED`` of the unsupported pass."""
    wrong = np.sort(scores[~true])[::-1]
    return float(np.nextafter(wrong[int(ALLOWED * len(wrong))], np.inf))


def validated(rows: Matrix, true: Flags, pages: Ints, draw: int) -> Flags:
    """Return what passes, each claim judged by weights and a threshold that have not seen its page."""
    fold, passed = folds(pages, draw), np.zeros(len(rows), bool)
    for held in range(FOLDS):
        out = fold == held
        inner = folds(pages, DRAWS + draw)[~out]
        least = threshold(held_out(rows[~out], true[~out], inner), true[~out])
        passed[out] = fit(rows[~out], true[~out])(rows[out]) >= least
    return passed


def final(rows: Matrix, true: Flags, pages: Ints) -> Logistic:
    """Return the regression on all claims, with the median threshold of the draws."""
    drawn = [threshold(held_out(rows, true, folds(pages, draw)), true) for draw in range(DRAWS)]
    return replace(fit(rows, true), threshold=float(np.median(drawn)))


def judged(gold: Sequence[Row], passed: Flags) -> Figures:
    """Return the figures of one draw."""
    return figures(gold, [{"id": n, "supported": bool(yes), "score": 0.0} for n, yes in enumerate(passed)])


def main() -> None:
    """Read the claims, validate, fit on all of them and keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="claims with labels, as bench reads them")
    gold = load(parser.parse_args().file)
    rows, true = features(gold), np.array([supported(row) for row in gold])
    pages = np.unique([row["meta"]["claim_title"] for row in gold], return_inverse=True)[1]
    drawn = [judged(gold, validated(rows, true, pages, draw)) for draw in range(DRAWS)]
    print(table({name: float(np.mean([found[name] for found in drawn])) for name in drawn[0]}))
    final(rows, true, pages).save()


if __name__ == "__main__":
    main()
