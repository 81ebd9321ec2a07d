"""Does the evidence support a claim? Claims with the pages they cite, as WiCE has them (Kamoi et al. 2023).

Only what is supported in every part may pass. The claim's words look for their like in the three sentences
of the evidence that together answer most of them; the score falls with every word that finds nothing near it
there, with the stretch of the claim that finds least, with a number or name that the evidence never gives, in
whatever form, and with the distance of the nearest sentence.
``tools/train_support.py`` fits its weights and the threshold.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.scoring import f1
from bench.seen import Seen, Vectors, content_words, rarities, see, units, weights
from bench.task import Figures, Row, Task
from rashomon.encoders.models import load_encoder
from rashomon.lang.numbers import Numbers
from rashomon.lang.pack import section

Matrix = npt.NDArray[np.float64]

LEARNED = Path(__file__).with_suffix(".json")
LANGUAGE = "en"
READ, LONGEST = 1500, 400
"""Sentences that are read of the evidence, and characters of each."""
SHORTLIST, TOGETHER = 14, 3
"""Sentences of one claim's evidence that are encoded, and those that its words may be found in."""
LENGTH = 5
"""Added to a sentence's words, so that a short one is not shortlisted for a single shared word."""
SAME, OTHER_NUMBER = 0.9, 0.3
"""Least nearness of two words of one base form, and most of a number to anything but itself."""
MOST_MISSING = 2
"""Missing names, and missing numbers, beyond this number say nothing more."""
STRETCH = 6
"""Content words of a part of a claim that is judged by itself."""
SHORT, ENDING = 4, 3
"""Letters of a word that is found as it stands only, and those at the end that a kindred word may change."""
_DIGITS = re.compile(r"\d+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_SHORT_YEAR = re.compile(r"\b(\d\d)(\d\d)[–-](\d\d)\b")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Logistic:
    """A fitted regression: features less ``mean`` over ``scale``, then weighed; passes from ``threshold``."""

    mean: list[float]
    scale: list[float]
    weights: list[float]
    threshold: float

    def __call__(self, features: Matrix) -> Matrix:
        """Return a score for each row of features, as log-odds but for a constant."""
        scaled = np.clip((features - self.mean) / self.scale, -CLIP, CLIP)
        return np.asarray(scaled @ np.array(self.weights), np.float64)

    def save(self) -> None:
        """Keep the regression beside this module."""
        LEARNED.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


CLIP = 3.0


def predict(rows: Sequence[Row]) -> list[Row]:
    """Return for each claim, by its row number, whether all of it is supported."""
    learned = Logistic(**json.loads(LEARNED.read_text(encoding="utf-8")))
    scores = learned(features(rows)).tolist() if rows else []
    return [{"id": n, "score": s, "supported": s >= learned.threshold} for n, s in enumerate(scores)]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Case:
    """One claim with what was read of its evidence: ``close`` is the shortlist.

    ``told`` are the words of all evidence by their first three letters, ``lacking`` the numbers of the claim
    that it never gives.
    """

    claim: str
    told: Mapping[str, frozenset[str]]
    lacking: frozenset[int]
    close: tuple[str, ...]


def features(rows: Sequence[Row]) -> Matrix:
    """Return (n, 6) features, of which the second and the last speak for support, the others against.

    Squared gaps of the claim's words in the upper layer of the encoder, their weighed nearness in the lower
    one, numbers missing, names missing, the gap of the worst stretch, and the cosine of the nearest sentence.
    """
    words = [[_words(text) for text in _evidence(row)] for row in rows]
    rare = rarities([[w for said in row for w in said] for row in words])
    cases = [_case(row, said, rare) for row, said in zip(rows, words, strict=True)]
    seen = see([text for case in cases for text in (case.claim, *case.close)], load_encoder(), LANGUAGE)
    centre = _Centre([seen[text] for case in cases for text in case.close])
    return np.array([_features(case, seen, centre, rare) for case in cases])


def _evidence(row: Row) -> Iterator[str]:
    return (text[:LONGEST] for text in islice(row["evidence"], READ))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word, _ in content_words(text, LANGUAGE))


def _case(row: Row, said: Sequence[frozenset[str]], rare: Mapping[str, float]) -> Case:
    """Shortlist the sentences that share the most telling words with a claim; they keep their order."""
    claim, texts = row["claim"][:LONGEST], list(_evidence(row))
    asked = _words(claim)
    worth = dict(zip(asked, weights(asked, rare), strict=True))
    shared = [sum(worth[w] for w in asked & told) / (LENGTH + len(told)) ** 0.5 for told in said]
    best = sorted(range(len(texts)), key=lambda at: -shared[at])[:SHORTLIST]
    return Case(
        claim=claim,
        told=_by_opening(frozenset().union(*said)),
        lacking=_numbers(claim).difference(*(_numbers(text) for text in texts)),
        close=tuple(dict.fromkeys(texts[at] for at in sorted(best))) or ("",),
    )


def _by_opening(words: frozenset[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word in words:
        found.setdefault(word[:ENDING], set()).add(word)
    return {key: frozenset(held) for key, held in found.items()}


def _numbers(text: str) -> frozenset[int]:
    """Return the numbers of a text in figures or words; "one" and "first" count nothing."""
    plain = _SHORT_YEAR.sub(r"\1\2 \1\3", _THOUSANDS.sub("", text))
    known = section(LANGUAGE, "numbers", Numbers).words
    words = (known.get(word.casefold(), 0) for word in _WORD.findall(text))
    return frozenset({int(n) for n in _DIGITS.findall(plain)} | {int(value) for value in words if value > 1})


def _named(word: str, told: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether the evidence has a word or a kindred one ("Libyan", "Libya"; "Nov", "November")."""
    known = told.get(word[:ENDING], frozenset())
    if word in known or len(word) < SHORT:
        return word in known
    stem = word[: max(SHORT, len(word) - ENDING)]
    return any(other.startswith(stem) or (len(other) >= ENDING and word.startswith(other)) for other in known)


class _Centre:
    """What all sentences of the evidence have in common; it is taken away before cosines are measured."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        self.vector: Vectors = np.stack([s.vector for s in seen]).mean(axis=0)
        width = seen[0].states.shape[1]
        total = sum((s.states.sum(axis=0, dtype=np.float32) for s in seen), np.zeros(width, np.float32))
        self.state: Vectors = np.asarray(total / max(1, sum(len(s.words) for s in seen)), np.float32)

    def layers(self) -> tuple[slice, slice]:
        """Return the columns of the lowest and the highest layer of a word's state."""
        width, whole = len(self.vector), len(self.state)
        return slice(0, width), slice(whole - width, whole)

    def nearness(self, claim: Seen, other: Seen, layer: slice) -> Matrix:
        """Return for each word of a claim how near the nearest word of another text is.

        A base form finds itself; a number finds nothing else.
        """
        if not other.words:
            return np.zeros(len(claim.words))
        near = self._units(claim, layer) @ self._units(other, layer).T
        same = np.array(claim.words)[:, None] == np.array(other.words)[None, :]
        numbers = np.array([word[0].isdigit() for word in claim.words])[:, None]
        near = np.where(numbers, np.minimum(near, OTHER_NUMBER), near)
        sure = np.where(numbers, 1.0, SAME + (1 - SAME) * near)
        return np.asarray(np.where(same, sure, near).max(axis=1), np.float64)

    def _units(self, seen: Seen, layer: slice) -> Vectors:
        return units(seen.states[:, layer].astype(np.float32) - self.state[layer])

    def cosines(self, claim: Seen, others: Sequence[Seen]) -> Vectors:
        """Return the cosine of a claim's vector with each of the others'."""
        rows = units(np.stack([claim.vector, *(s.vector for s in others)]) - self.vector)
        return np.asarray(rows[1:] @ rows[0], np.float32)


def _answered(near: Matrix, worth: Matrix) -> Matrix:
    """Return how near each word comes in the few sentences that together answer most, chosen one by one.

    ``near``: (sentences, words).
    """
    found = np.full(len(worth), -1.0)
    for _ in range(TOGETHER):
        found = np.maximum(found, near[np.argmax(np.maximum(found, near) @ worth)])
    return found


def _features(
    case: Case, seen: Mapping[str, Seen], centre: _Centre, rare: Mapping[str, float]
) -> list[float]:
    claim, close = seen[case.claim], [seen[text] for text in case.close]
    nearest = float(centre.cosines(claim, close).max())
    if not claim.words:
        return [0.0, 0.0, 0.0, 0.0, 1.0, nearest]
    worth = weights(claim.words, rare)
    lower, upper = (
        _answered(np.stack([centre.nearness(claim, other, layer) for other in close]), worth)
        for layer in centre.layers()
    )
    names = [word for word, named in zip(claim.words, claim.names, strict=True) if named]
    return [
        float(((1 - upper) ** 2).sum()),
        float(lower @ worth / worth.sum()),
        float(min(len(case.lacking), MOST_MISSING)),
        float(min(sum(not _named(word, case.told) for word in names), MOST_MISSING)),
        _worst_gap(lower, worth),
        nearest,
    ]


def _worst_gap(near: Matrix, worth: Matrix) -> float:
    """Return how little the worst stretch of a claim is answered: support is needed in every part."""
    parts = max(1, len(worth) // STRETCH)
    pairs = zip(np.array_split(near, parts), np.array_split(worth, parts), strict=True)
    return max(1 - float(np.average(part, weights=told)) for part, told in pairs)


def figures(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Score by F1, balanced accuracy, and how much of what is not supported in every part has passed."""
    pairs = list(_paired(gold, predicted))
    told = [answer["supported"] for row, answer in pairs if supported(row)]
    wrong = [answer["supported"] for row, answer in pairs if not supported(row)]
    recall, through = (sum(part) / (len(part) or 1) for part in (told, wrong))
    return {
        "f1": f1(sum(told), sum(told) + sum(wrong), len(told))[2],
        "recall": recall,
        "balanced_accuracy": (recall + 1 - through) / 2,
        "passed_though_unsupported": through,
    }


def supported(row: Row) -> bool:
    """Tell whether people found every part of a claim in its evidence."""
    return bool(row["label"] == "supported")


def _paired(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    told = {row["id"]: row for row in predicted}
    for number, row in enumerate(gold):
        yield row, told.get(number, {"supported": False, "score": 0.0})


def errors(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[str]:
    """Yield what passed though unsupported, the surest first, then what was held back by the least."""
    wrong = [(row, a) for row, a in _paired(gold, predicted) if supported(row) != a["supported"]]
    for row, answer in sorted(wrong, key=lambda pair: (supported(pair[0]), -pair[1]["score"])):
        said = "passed" if answer["supported"] else "held back"
        yield f"{row['claim']}\n  expected {row['label']}\n  found    {said} ({answer['score']:.2f})"


TASK = Task(
    name="support",
    development="support/wice_dev.jsonl",
    answers=frozenset({"label", "supporting_sentences"}),
    predict=predict,
    figures=figures,
    errors=errors,
)
