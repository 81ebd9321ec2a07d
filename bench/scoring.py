"""The measures that several tasks share."""

import itertools
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from bench.task import Figures

Item = TypeVar("Item", bound=Hashable)


def f1(hits: float, predicted: float, gold: float) -> tuple[float, float, float]:
    """Return precision, recall and their harmonic mean."""
    precision, recall = (hits / n if n else 0.0 for n in (predicted, gold))
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def named(name: str, values: tuple[float, float, float]) -> Figures:
    """Return precision, recall and F1 under a common name."""
    return dict(zip((f"{name}.precision", f"{name}.recall", f"{name}.f1"), values, strict=True))


def b_cubed(gold: Mapping[Item, Hashable], found: Mapping[Item, Hashable]) -> float:
    """Return B-cubed F1 (Bagga and Baldwin 1998) of groupings {item: group}; what was not found is alone."""
    return b_cubed_of(gold, found, gold)[2]


def b_cubed_of(
    gold: Mapping[Item, Hashable], found: Mapping[Item, Hashable], asked: Iterable[Item]
) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 of some of the items, each within the grouping of all."""
    theirs: dict[Item, Hashable] = {item: found.get(item, ("alone", item)) for item in gold}
    by_gold, by_found = _groups(gold), _groups(theirs)
    precision = recall = count = 0.0
    for item in asked:
        mine, other = by_gold[gold[item]], by_found[theirs[item]]
        shared = len(mine & other)
        precision, recall, count = precision + shared / len(other), recall + shared / len(mine), count + 1
    return f1(1.0, count / precision, count / recall) if count else (0.0, 0.0, 0.0)


def _groups(grouping: Mapping[Item, Hashable]) -> dict[Hashable, set[Item]]:
    groups: dict[Hashable, set[Item]] = defaultdict(set)
    for item, group in grouping.items():
        groups[group].add(item)
    return groups


def auc(scored: Iterable[tuple[float, bool]]) -> float:
    """Return the area under the ROC curve of (score, whether true): equal scores count half."""
    ranked = sorted(scored)
    positive = sum(true for _, true in ranked)
    below, area = 0, 0.0
    for _, equal in itertools.groupby(ranked, key=lambda pair: pair[0]):
        truths = [true for _, true in equal]
        area += sum(truths) * (below + (len(truths) - sum(truths)) / 2)
        below += len(truths) - sum(truths)
    return area / (positive * below) if positive and below else 0.0
