"""Do two headlines say the same? Pairs of Russian headlines as ParaPhraser has them (Pivovarova et al. 2018).

A logistic regression over what the product sees of two sentences: their vectors, their tokens' states,
and their words with what each tells. ``tools/train_paraphrase.py`` fits it.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.scoring import auc, f1
from bench.task import Figures, Row, Task, wrong
from rashomon.compare.wording import Passage, passages, sentence_spans, weights
from rashomon.encoders.base import Encoded
from rashomon.encoders.models import load_encoder
from rashomon.model.annotation import Analysis, Sentence
from rashomon.model.article import Article, Source
from rashomon.model.story import Story
from rashomon.model.text import Span, Text

Matrix = npt.NDArray[np.float64]

LEARNED = Path(__file__).with_name("paraphrase.json")
THRESHOLD = 0.5
"""Probability from which two headlines say the same."""
BATCH = 200
"""Pairs encoded at a time: the states of all tokens at once would fill the memory."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A fitted regression: features are taken less ``mean`` over ``scale``, then weighed."""

    mean: list[float]
    scale: list[float]
    weights: list[float]
    bias: float

    def __call__(self, features: Matrix) -> Matrix:
        """Return a probability for each row of features."""
        logit = (features - self.mean) / self.scale @ np.array(self.weights) + self.bias
        return np.asarray(1 / (1 + np.exp(-logit)), np.float64)

    def save(self) -> None:
        """Keep the regression beside this module."""
        LEARNED.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def predict(rows: Sequence[Row]) -> list[Row]:
    """Return a probability and a decision for each pair."""
    learned = Logistic(**json.loads(LEARNED.read_text(encoding="utf-8")))
    scores = learned(features(rows)).tolist()
    return [{"id": r["id"], "score": s, "same": s >= THRESHOLD} for r, s in zip(rows, scores, strict=True)]


def features(rows: Sequence[Row]) -> Matrix:
    """Return (n, features): likeness of vectors and tokens, then of words weighed by the file's own."""
    return np.concatenate([_seen(rows), _worded(rows)], axis=1)


def _seen(rows: Sequence[Row]) -> Matrix:
    encoder, out = load_encoder(), []
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        encoded = encoder.encode([row[side] for side in "ab" for row in part])
        out += [_likeness(*pair) for pair in zip(encoded[: len(part)], encoded[len(part) :], strict=True)]
    return np.array(out)


def _likeness(a: Encoded, b: Encoded) -> list[float]:
    """Return the cosine of two texts and, layer by layer, how well their tokens find each other.

    The latter is the F-like mean of BERTScore (Zhang et al. 2020).
    """
    width = len(a.vector)
    layers = range(0, a.states.shape[1], width)
    return [
        float(a.vector @ b.vector),
        *(_matched(*(e.states[:, n : n + width] for e in (a, b))) for n in layers),
    ]


def _matched(a: npt.NDArray[np.float32], b: npt.NDArray[np.float32]) -> float:
    a, b = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (a, b))
    cosines = a @ b.T
    return float(cosines.max(axis=1).mean() + cosines.max(axis=0).mean()) / 2


def _worded(rows: Sequence[Row]) -> Matrix:
    texts = [row[side] for side in "ab" for row in rows]
    story = Story(id="bench", title="", analyses=tuple(map(_analysis, texts)))
    read = passages(story, sentence_spans)
    weight = weights(read)
    pairs = zip(read[: len(rows)], read[len(rows) :], strict=True)
    return np.array([_shared(*pair, weight) for pair in pairs])


def _analysis(text: str) -> Analysis:
    article = Article(id="", locator="", source=Source(id="", name=""), text=Text(text))
    whole = Sentence(span=Span(0, len(text)), paragraph=0)
    return Analysis(article=article, language="ru", sentences=(whole,))


def _shared(a: Passage, b: Passage, weight: Mapping[str, float]) -> list[float]:
    left, right = a.content(), b.content()
    both = math.fsum(weight[w] for w in left & right)
    told = sorted(math.fsum(weight[w] for w in words) for words in (left, right))
    rest = sorted(len(words) for words in (left - right, right - left))
    numbers = [{w for w in words if w[0].isdigit()} for words in (left, right)]
    return [
        2 * both / (sum(told) or 1),
        both / (told[0] or 1),
        both,
        told[0] - both,
        told[1] - both,
        len(left & right),
        *rest,
        float(all(numbers) and numbers[0].isdisjoint(numbers[1])),
    ]


def figures(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Score decisions by accuracy and F1, and the probabilities by the area under the ROC curve."""
    pairs = [(same(row), answer) for row, answer in paired(gold, predicted)]
    said = sum(a["same"] for _, a in pairs)
    hits = sum(true and a["same"] for true, a in pairs)
    return {
        "accuracy": sum(true == a["same"] for true, a in pairs) / len(pairs),
        "f1": f1(hits, said, sum(true for true, _ in pairs))[2],
        "auc": auc((a["score"], true) for true, a in pairs),
    }


def same(row: Row) -> bool:
    """Tell whether people found that a pair says the same, loosely at least."""
    return bool(row["label"] >= 0)


def paired(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield each pair with its answer; no answer is a no."""
    told = {row["id"]: row for row in predicted}
    for row in gold:
        yield row, told.get(row["id"], {"same": False, "score": 0.0})


def errors(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[str]:
    """Yield wrong decisions, the surest first."""
    missed = [(r, a) for r, a in paired(gold, predicted) if same(r) != a["same"]]
    for row, answer in sorted(missed, key=lambda pair: -abs(pair[1]["score"] - THRESHOLD)):
        said, true = ("same" if yes else "different" for yes in (answer["same"], same(row)))
        yield wrong(row, (row["a"], row["b"]), true, said, answer["score"])


TASK = Task(
    name="paraphrase",
    development="paraphrase/paraphraser_train.jsonl",
    answers=frozenset({"label"}),
    predict=predict,
    figures=figures,
    errors=errors,
)
