"""Sentences found again among their translations, on parallel text (NTREX-128, Federmann et al. 2022).

Vectors are centred as claims and sentences of a story are. A few sentences are near to everything; so a
pair counts by its margin: its cosine over how near both are to their nearest ones (Artetxe and Schwenk
2019, "Margin-based Parallel Corpus Mining").
"""

from collections.abc import Iterator, Sequence

import numpy as np

from bench.task import Figures, Row, Task
from rashomon.encoders.centring import centred
from rashomon.encoders.models import load_encoder
from rashomon.model.annotation import Vectors

NEIGHBOURS = 4
PIVOT = "en"
NO_TEXT = frozenset({"doc"})


def predict(rows: Sequence[Row]) -> list[Row]:
    """Return for every sentence and language the likeliest translation, from and into English."""
    languages = [key for key in rows[0] if key not in NO_TEXT]
    encoder = load_encoder()
    found = {}
    for language in languages:
        vectors = np.stack([e.vector for e in encoder.encode([row[language] for row in rows])])
        found[language] = centred(vectors, np.full(len(vectors), language))
    pairs = [pair for other in languages if other != PIVOT for pair in ((PIVOT, other), (other, PIVOT))]
    return [answer for source, target in pairs for answer in _answers(found, source, target)]


def _answers(found: dict[str, Vectors], source: str, target: str) -> Iterator[Row]:
    best = margins(found[source], found[target]).argmax(axis=1)
    for row, answer in enumerate(best.tolist()):
        yield {"source": source, "target": target, "row": row, "best": answer}


def margins(left: Vectors, right: Vectors) -> Vectors:
    """Return (n, m) cosines of unit rows over the mean cosine of both rows to their nearest ones."""
    cosines = left @ right.T
    near_left, near_right = (_nearness(c)[:, None] for c in (cosines, cosines.T))
    return np.asarray(2 * cosines / (near_left + near_right.T), np.float32)


def _nearness(cosines: Vectors) -> Vectors:
    count = min(NEIGHBOURS, cosines.shape[1])
    nearest = -np.partition(-cosines, count - 1, axis=1)[:, :count]
    # Centred rows that are near to nothing would divide by nought or turn signs.
    return np.asarray(np.maximum(nearest.mean(axis=1), 1e-3), np.float32)


def figures(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Score the share of right first answers over all rows, for each pair of languages, and the worst."""
    hits: dict[str, int] = {}
    for answer in predicted:
        name = f"{answer['source']}-{answer['target']}.p@1"
        hits[name] = hits.get(name, 0) + (answer["row"] == answer["best"])
    shares = {name: count / len(gold) for name, count in sorted(hits.items())}
    return shares | {"worst": min(shares.values(), default=0.0)}


def errors(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[str]:
    """Yield wrong answers, those of sentences that most languages get wrong first."""
    wrong: dict[int, list[Row]] = {}
    for answer in predicted:
        if answer["row"] != answer["best"]:
            wrong.setdefault(answer["row"], []).append(answer)
    for row, answers in sorted(wrong.items(), key=lambda item: -len(item[1])):
        first = answers[0]
        pairs = " ".join(f"{a['source']}-{a['target']}" for a in answers)
        yield (
            f"row {row}, wrong in {pairs}\n  text     {gold[row][first['source']]}\n"
            f"  expected {gold[row][first['target']]}\n  found    {gold[first['best']][first['target']]}"
        )


TASK = Task(
    name="parallel",
    development="parallel/ntrex_dev.jsonl",
    answers=frozenset(),
    predict=predict,
    figures=figures,
    errors=errors,
)
