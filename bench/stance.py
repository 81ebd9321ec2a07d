"""What does an article make of a headline? Pairs as the Fake News Challenge has them (FNC-1, 2017).

A body is unrelated to a headline, discusses it, agrees or disagrees. A softmax regression over how near the
two are (vectors, words, aligned words) and over words of denial, doubt and report: in the headline, near the
best matching sentences, in the lead and in the whole body. ``tools/train_stance.py`` fits it.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.scoring import f1, named
from bench.seen import Seen, Vectors, rarities, see, units, weights
from bench.task import Figures, Row, Task, article, wrong
from rashomon.analyze.pipeline import read_article, sentence_texts
from rashomon.encoders.models import load_encoder
from rashomon.lang.claims import claim_words
from rashomon.lang.terms import find

Matrix = npt.NDArray[np.float64]

LABELS = ("unrelated", "discuss", "agree", "disagree")
LEARNED, WORDS = (Path(__file__).with_suffix(ending) for ending in (".json", ".toml"))
LANGUAGE = "en"
SENTENCES, LONGEST, READ = 25, 500, 10_000
"""Sentences that are read of a body, characters of a sentence, and of a body before it is parted."""
LEAD, NEAREST = 4, 3
"""Sentences that open a body, and those that count as the ones on the headline's matter."""
SHARPNESS = 8.0
"""How fast a sentence counts less, the farther it is from the headline (of a softmax over cosines)."""
FOUND = 0.8
"""Least nearness of a word that the body has, too."""
KINDS = ("false", "deny", "doubt", "hedge", "negation", "say")
FALSE, DENY, DOUBT, NEGATION = (KINDS.index(kind) for kind in ("false", "deny", "doubt", "negation"))


@dataclass(frozen=True, slots=True)
class Softmax:
    """A fitted regression: features less ``mean`` over ``scale``, kept within ``CLIP``, then weighed.

    ``weights``: one row a feature, one column a label; ``bias``: one a label.
    """

    mean: list[float]
    scale: list[float]
    weights: list[list[float]]
    bias: list[float]

    def __call__(self, features: Matrix) -> Matrix:
        """Return (n, labels) probabilities."""
        logits = scaled(features, self.mean, self.scale) @ np.array(self.weights) + self.bias
        return softmax(logits)

    def save(self) -> None:
        """Keep the regression beside this module."""
        LEARNED.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


CLIP = 4.0


def scaled(features: Matrix, mean: npt.ArrayLike, scale: npt.ArrayLike) -> Matrix:
    """Return features in deviations from what is usual, an odd one no farther than ``CLIP``."""
    return np.asarray(np.clip((features - np.asarray(mean)) / np.asarray(scale), -CLIP, CLIP), np.float64)


def softmax(logits: Matrix) -> Matrix:
    """Return probabilities that add up to 1 in each row."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float64)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Reading:
    """A headline or body, one row a sentence; what all bodies have in common is taken from the vectors.

    ``tokens``: (m, d), one row a content word, and ``at`` the sentence it stands in. ``told``: (n, kinds)
    how often each kind of word stands in a sentence.
    """

    texts: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    vectors: Vectors
    tokens: Vectors
    at: npt.NDArray[np.int64]
    told: Matrix


def predict(rows: Sequence[Row]) -> list[Row]:
    """Return the likeliest label of each pair."""
    learned = Softmax(**json.loads(LEARNED.read_text(encoding="utf-8")))
    chances = learned(features(rows)) if rows else np.empty((0, len(LABELS)))
    best = chances.argmax(axis=1).tolist()
    return [
        {"id": row["id"], "label": LABELS[at], "chance": round(float(chance[at]), 4)}
        for row, at, chance in zip(rows, best, chances, strict=True)
    ]


def features(rows: Sequence[Row]) -> Matrix:
    """Return (n, features); rarity of words and the usual vector are those of the rows' bodies."""
    bodies = {body: sentences(body) for body in dict.fromkeys(row["body"] for row in rows)}
    headlines = {text: [text[:LONGEST]] for text in dict.fromkeys(row["headline"] for row in rows)}
    seen = see(
        [t for part in (bodies, headlines) for texts in part.values() for t in texts],
        load_encoder(),
        LANGUAGE,
    )
    stacked = [seen[text] for texts in bodies.values() for text in texts]
    usual = _usual(stacked)
    rare = rarities([[w for text in texts for w in seen[text].words] for texts in bodies.values()])
    read = [
        {k: _reading([seen[t] for t in v], usual) for k, v in part.items()} for part in (headlines, bodies)
    ]
    return np.array([_pair(read[0][row["headline"]], read[1][row["body"]], rare) for row in rows])


def sentences(body: str) -> list[str]:
    """Return the sentences that are read of a body, at least one."""
    texts = sentence_texts(read_article(article({"id": "", "text": body[:READ], "language": LANGUAGE})))
    return [text[:LONGEST] for text in texts[:SENTENCES]] or [""]


def _usual(seen: Sequence[Seen]) -> tuple[Vectors, Vectors]:
    """Return the mean vector of sentences and the mean state, in the lower layer, of their words."""
    width = len(seen[0].vector)
    total = sum(
        (s.states[:, :width].sum(axis=0, dtype=np.float32) for s in seen), np.zeros(width, np.float32)
    )
    words = sum(len(s.words) for s in seen)
    return np.stack([s.vector for s in seen]).mean(axis=0), np.asarray(total / max(words, 1), np.float32)


def _reading(seen: Sequence[Seen], usual: tuple[Vectors, Vectors]) -> Reading:
    vector, state = usual
    states = np.concatenate([s.states[:, : len(vector)] for s in seen])
    return Reading(
        texts=tuple(s.text for s in seen),
        words=tuple(s.words for s in seen),
        vectors=units(np.stack([s.vector for s in seen]) - vector),
        tokens=units(states - state),
        at=np.repeat(np.arange(len(seen)), [len(s.words) for s in seen]),
        told=np.array([[len(list(find(terms, s.text))) for terms in _terms()] for s in seen], np.float64),
    )


@cache
def _terms() -> tuple[tuple[str, ...], ...]:
    listed = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    listed["negation"] = claim_words(LANGUAGE).negations
    return tuple(tuple(listed[kind]) for kind in KINDS)


def _pair(head: Reading, body: Reading, rare: Mapping[str, float]) -> list[float]:
    cosines = np.asarray(body.vectors @ head.vectors[0], np.float64)
    return [
        *_nearness(cosines),
        *_coverage(head, body, rare),
        *_aligned(head, body, cosines, rare),
        *_form(head, body),
        *_stances(head, body, cosines),
    ]


def _nearness(cosines: Matrix) -> list[float]:
    ranked = np.sort(cosines)[::-1]
    return [float(x) for x in (ranked[0], ranked[:NEAREST].mean(), cosines.mean(), cosines[0])]


def _coverage(head: Reading, body: Reading, rare: Mapping[str, float]) -> list[float]:
    """Return how much of what the headline's words tell is in the body, its best sentence and its lead."""
    words = sorted(set(head.words[0]))
    worth = weights(words, rare)
    held = np.array([[word in said for word in words] for said in map(set, body.words)], np.float64)
    parts = (held.max(axis=0), held[np.argmax(held @ worth)], held[:NEAREST].max(axis=0))
    return [float(part @ worth / (worth.sum() or 1)) for part in parts]


def _aligned(head: Reading, body: Reading, cosines: Matrix, rare: Mapping[str, float]) -> list[float]:
    """Return how well the headline's words find each other in the body and in its two nearest sentences."""
    if not len(head.tokens) or not len(body.tokens):
        return [0.0, 0.0]
    worth, near = weights(head.words[0], rare), head.tokens @ body.tokens.T
    held = {word for said in body.words for word in said}
    whole = np.where(
        [w in held for w in head.words[0]], np.maximum(near.max(axis=1), FOUND), near.max(axis=1)
    )
    inside = np.isin(body.at, np.argsort(-cosines)[:2])
    best = near[:, inside].max(axis=1) if inside.any() else np.zeros(len(worth))
    return [float(part @ worth / worth.sum()) for part in (whole, best)]


def _form(head: Reading, body: Reading) -> list[float]:
    text, words = head.texts[0], set(head.words[0])
    quoted = any(mark in text for mark in '"“‘') or " '" in f" {text}"
    return [float("?" in text), float(quoted), float(len(words)), float(np.log1p(len(body.texts)))]


def _stances(head: Reading, body: Reading, cosines: Matrix) -> list[float]:
    """Return for each kind of words where it stands, and where only one side denies or doubts."""
    said = np.minimum(head.told[0], 1)
    attention = softmax(SHARPNESS * cosines)
    stands = np.minimum(body.told, 1)
    lead = np.minimum(body.told[:LEAD].sum(axis=0), 3)
    denied, denying = max(said[FALSE], said[DENY]), lead[FALSE] + lead[DENY]
    opposed = [
        max(denied, said[NEGATION]) * (1 - min(1, denying)),
        (1 - denied) * min(2, denying),
        (1 - said[DOUBT]) * min(2, lead[DOUBT]),
    ]
    return [*said, *(attention @ stands), *stands.mean(axis=0), *lead, *opposed]


def figures(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Score by precision, recall and F1 of each label, and the mean of the latter."""
    told = {row["id"]: row["label"] for row in predicted}
    pairs = [(row["label"], told.get(row["id"])) for row in gold]
    found: Figures = {}
    for label in LABELS:
        hits = sum(true == answer == label for true, answer in pairs)
        counts = (sum(pair[side] == label for pair in pairs) for side in (1, 0))
        found |= named(label, f1(hits, *counts))
    return found | {"macro_f1": sum(found[f"{label}.f1"] for label in LABELS) / len(LABELS)}


def errors(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[str]:
    """Yield wrong labels, the surest first."""
    told = {row["id"]: row for row in predicted}
    missed = [(r, told[r["id"]]) for r in gold if r["id"] in told and told[r["id"]]["label"] != r["label"]]
    for row, answer in sorted(missed, key=lambda pair: -pair[1]["chance"]):
        opening = " ".join(row["body"][:LONGEST].split())
        yield wrong(row, (row["headline"], opening), row["label"], answer["label"], answer["chance"])


TASK = Task(
    name="stance",
    development="stance/fnc1.jsonl",
    answers=frozenset({"label"}),
    predict=predict,
    figures=figures,
    errors=errors,
)
