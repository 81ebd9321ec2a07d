"""Fit the regression of ``bench.stance``: ``python -m tools.train_stance FILE``.

Prints what ten-fold cross-validation gives first. A fold holds whole stories (all headlines and bodies that
are connected by a label other than unrelated), and the pairs it is judged by share neither headline nor body
with those it is fitted on.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from bench.stance import LABELS, Matrix, Softmax, features, figures, scaled, softmax
from bench.task import Row, load, table

FOLDS, STEPS, RATE, RIDGE = 10, 300, 0.03, 0.05
EVENNESS = 0.75
"""How far rare labels are made up for: 0 counts every pair alike, 1 every label."""
DECAY = (0.9, 0.999)
Flags = npt.NDArray[np.bool_]


def fit(rows: Matrix, labels: npt.NDArray[np.int64]) -> Softmax:
    """Fit a softmax regression with a ridge penalty by Adam (Kingma and Ba 2015) over all rows at once."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    design = np.column_stack([scaled(rows, mean, scale), np.ones(len(rows))])
    counts = np.bincount(labels, minlength=len(LABELS))
    worth = (len(labels) / np.maximum(counts, 1))[labels] ** EVENNESS
    penalty = np.full((design.shape[1], 1), RIDGE)
    penalty[-1] = 0
    weights = np.zeros((design.shape[1], len(LABELS)))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        wrong = (softmax(design @ weights) - np.eye(len(LABELS))[labels]) * (worth / worth.sum())[:, None]
        slope = design.T @ wrong + penalty * weights
        first = DECAY[0] * first + (1 - DECAY[0]) * slope
        second = DECAY[1] * second + (1 - DECAY[1]) * slope**2
        spread = np.sqrt(second / (1 - DECAY[1] ** step)) + 1e-8
        weights -= RATE * first / (1 - DECAY[0] ** step) / spread
    kept = weights.round(4)
    return Softmax(mean.round(5).tolist(), scale.round(6).tolist(), kept[:-1].tolist(), kept[-1].tolist())


def stories(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """Return the story of each pair's headline and body, named by one of its texts."""
    root: dict[str, str] = {}

    def top(text: str) -> str:
        while root.setdefault(text, text) != text:
            text = root[text]
        return text

    for row in rows:
        if row["label"] != "unrelated":
            root[top(f"h{row['headline']}")] = top(f"b{row['body']}")
    return [top(f"h{row['headline']}") for row in rows], [top(f"b{row['body']}") for row in rows]


def folds(rows: Sequence[Row]) -> Iterator[tuple[Flags, Flags]]:
    """Yield (fitted on, judged by) for each fold: big stories are dealt out first, to the emptiest fold."""
    _, of_body = stories(rows)
    size, load_of = Counter(of_body), np.zeros(FOLDS)
    fold: dict[str, int] = {}
    for story, count in sorted(size.items(), key=lambda item: (-item[1], item[0])):
        fold[story] = int(np.argmin(load_of))
        load_of[fold[story]] += count
    drawn = np.array([fold[story] for story in of_body])
    headlines = np.array([row["headline"] for row in rows])
    for held in range(FOLDS):
        out = drawn == held
        yield ~out & ~np.isin(headlines, headlines[out]), out


def main() -> None:
    """Read the pairs, validate, fit on all of them and keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="pairs with labels, as bench reads them")
    rows = load(parser.parse_args().file)
    seen, labels = features(rows), np.array([LABELS.index(row["label"]) for row in rows])
    chances = np.zeros((len(rows), len(LABELS)))
    for kept, out in folds(rows):
        chances[out] = fit(seen[kept], labels[kept])(seen[out])
    told = [{"id": r["id"], "label": LABELS[at]} for r, at in zip(rows, chances.argmax(axis=1), strict=True)]
    print(table(figures(rows, told)))
    fit(seen, labels).save()


if __name__ == "__main__":
    main()
