"""Train the head that tells reports from comment, on sentences made up for it.

    python tools/train_checkworthy.py [OUT.npz]

Reads ``tools/checkworthy/*.tsv``: label (report or comment), language, topic and sentence, parted by tabs;
square brackets mark the claim where it is only part of its sentence. Prints figures of cross-validation
by topic and by language. A minute on two cores.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rashomon.analyze.claims.checkworthy import WEIGHTS, features, mean_state
from rashomon.encoders.e5.encoder import E5Encoder

DATA = Path(__file__).parent / "checkworthy"
FOLDS, STEPS = 10, 12
RIDGE = 0.04
"""Strength of the ridge per example."""
PRIOR = 0.75
"""Share of reports that the head reckons with: news tells more than it comments."""
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence whose claim stands at ``start:end``, with what it was made up to be."""

    report: bool
    language: str
    topic: str
    text: str
    start: int
    end: int


def read(folder: Path = DATA) -> list[Example]:
    """Read all examples of a folder."""
    lines = [line for path in sorted(folder.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()]
    return [_example(*line.split("\t")) for line in lines]


def _example(label: str, language: str, topic: str, marked: str) -> Example:
    if label not in {"report", "comment"}:
        raise ValueError(f"unknown label {label!r}: {marked}")
    text = marked.replace("[", "").replace("]", "")
    start, end = marked.find("["), marked.find("]") - 1
    span = (start, end) if start >= 0 else (0, len(text))
    return Example(label == "report", language, topic, text, *span)


def inputs(examples: Sequence[Example], encoder: E5Encoder) -> Floats:
    """Return what the head sees of each claim, made by the functions that run later."""
    encoded = encoder.encode([e.text for e in examples])
    means = [mean_state(one, e.start, e.end) for one, e in zip(encoded, examples, strict=True)]
    return features(means).astype(np.float64)


def fit(rows: Floats, labels: Bools) -> Floats:
    """Return weights and bias of a logistic regression with a ridge, by Newton's method.

    Reports weigh ``PRIOR`` of all; the ridge is measured against the rows' common variance.
    """
    centre, scale = rows.mean(0), float(rows.std(0).mean())
    scaled = np.hstack([(rows - centre) / scale, np.ones((len(rows), 1))])
    share = np.where(labels, PRIOR / labels.mean(), (1 - PRIOR) / (1 - labels.mean()))
    penalty = np.diag([RIDGE * len(rows)] * rows.shape[1] + [0.0])
    found = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-scaled @ found))
        slope = scaled.T @ (share * (labels - chance)) - penalty @ found
        bend = (scaled * (share * chance * (1 - chance))[:, None]).T @ scaled + penalty
        found += np.linalg.solve(bend, slope)
    weights = found[:-1] / scale
    return np.append(weights, found[-1] - weights @ centre)


def predict(found: Floats, rows: Floats) -> Floats:
    """Return the probabilities of reports."""
    return np.asarray(1 / (1 + np.exp(-(rows @ found[:-1] + found[-1]))))


def held_out(rows: Floats, labels: Bools, folds: Iterable[Bools]) -> Floats:
    """Return probabilities of each row by a head that saw nothing of its fold."""
    out = np.zeros(len(rows))
    for fold in folds:
        out[fold] = predict(fit(rows[~fold], labels[~fold]), rows[fold])
    return out


def grouped(groups: Sequence[str], count: int | None = None) -> Iterator[Bools]:
    """Yield ``count`` folds that part no group, or one for each group."""
    names = sorted(set(groups))
    for fold in range(count or len(names)):
        chosen = set(names[fold :: count or len(names)])
        yield np.array([group in chosen for group in groups])


def figures(chances: Floats, labels: Bools) -> str:
    """Return accuracy, area under the curve, and the expected error of calibration in ten bins."""
    above = chances[labels][:, None] - chances[~labels][None]
    area = (above > 0).mean() + (above == 0).mean() / 2
    bins = np.minimum((chances * 10).astype(int), 9)
    gaps = [abs(chances[bins == b].sum() - labels[bins == b].sum()) for b in range(10)]
    accuracy = ((chances > 0.5) == labels).mean()
    return f"n {len(labels):4} accuracy {accuracy:.3f} AUC {area:.3f} ECE {sum(gaps) / len(labels):.3f}"


def main(out: Path) -> None:
    """Train, write the weights and print what they reach on what they have not seen."""
    examples, encoder = read(), E5Encoder()
    rows, labels = inputs(examples, encoder), np.array([e.report for e in examples])
    languages = [e.language for e in examples]
    by_topic = held_out(rows, labels, grouped([e.topic for e in examples], FOLDS))
    print("other topics    ", figures(by_topic, labels))
    by_language = held_out(rows, labels, grouped(languages))
    print("other languages ", figures(by_language, labels))
    for code, own in zip(sorted(set(languages)), grouped(languages), strict=True):
        print(f"  without {code}    ", figures(by_language[own], labels[own]))
    found = fit(rows, labels)
    weights = found[:-1].astype(np.float32)
    name = np.array(encoder.name)
    np.savez(out, allow_pickle=False, encoder=name, weights=weights, bias=found[-1])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else WEIGHTS)
