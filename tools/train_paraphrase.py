"""Fit the regression of ``bench.paraphrase``: ``python -m tools.train_paraphrase FILE``.

Prints what five-fold cross-validation gives first: headlines that occur in several pairs are in one fold.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from bench.paraphrase import THRESHOLD, Logistic, Matrix, features, figures, same
from bench.task import Row, load, table

FOLDS, STEPS, RIDGE = 5, 15, 1.0
Flags = npt.NDArray[np.bool_]


def fit(rows: Matrix, true: Flags) -> Logistic:
    """Fit a logistic regression with a ridge penalty by Newton's method."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    design = np.column_stack([(rows - mean) / scale, np.ones(len(rows))])
    penalty = np.diag([*np.full(rows.shape[1], RIDGE), 0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-design @ weights))
        curve = design.T @ (design * (likely * (1 - likely))[:, None]) + penalty
        weights -= np.linalg.solve(curve, design.T @ (likely - true) + penalty @ weights)
    return Logistic(mean.tolist(), scale.tolist(), weights[:-1].tolist(), float(weights[-1]))


def folds(rows: Sequence[Row]) -> npt.NDArray[np.int64]:
    """Return a fold for each pair, one for all pairs that are connected by their headlines."""
    root: dict[str, str] = {}

    def top(text: str) -> str:
        while root.setdefault(text, text) != text:
            text = root[text]
        return text

    for row in rows:
        root[top(row["a"])] = top(row["b"])
    groups = {text: n for n, text in enumerate(dict.fromkeys(top(row["a"]) for row in rows))}
    drawn = np.random.default_rng(0).integers(0, FOLDS, len(groups))
    return drawn[[groups[top(row["a"])] for row in rows]]


def main() -> None:
    """Read the pairs, validate, fit on all of them and keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="pairs as ParaPhraser's training half has them")
    rows = load(parser.parse_args().file)
    seen, true, fold = features(rows), np.array([same(row) for row in rows]), folds(rows)
    scores = np.zeros(len(rows))
    for held in range(FOLDS):
        out = fold == held
        scores[out] = fit(seen[~out], true[~out])(seen[out])
    told = [
        {"id": row["id"], "score": s, "same": s >= THRESHOLD}
        for row, s in zip(rows, scores.tolist(), strict=True)
    ]
    print(table(figures(rows, told)))
    fit(seen, true).save()


if __name__ == "__main__":
    main()
