"""Fit the weights by which claims are grouped, and measure how well they hold on stories left out.

Reads ``tools/claim_pairs.tsv``: pairs of claims of bench stories and of the sample by their offsets (code
points), labelled by hand: 3 the same proposition, 2 the same but wider or with another value, 1 one topic,
0 unrelated; 2 and 3 belong in one group. The texts are not part of the project; stories whose texts are not
at hand are left out. Prints the weights for ``rashomon.compare.evidence``, last those of the clauses alone,
and the area under the ROC curve of each story, scored by weights that were fitted on all others. Takes about
a minute.
"""

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rashomon import engine
from rashomon.compare.evidence import WEIGHTS, Evidence
from rashomon.compare.texts import Texts
from rashomon.encoders.base import Encoder
from rashomon.encoders.models import load_encoder
from rashomon.model.story import Story

Floats = npt.NDArray[np.float64]
Place = tuple[str, int, int]
Pairs = list[tuple[Place, Place, int]]
ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FOLDERS = {
    "seeds": SHARED / "seeds",
    "sample": ROOT / "src/rashomon/sample/articles",
    "blumenthal": SHARED / "stories/blumenthal/articles",
    "ryanair-strike": SHARED / "stories/ryanair-strike/articles",
}
RIDGE = 1.0
KINDS = tuple(WEIGHTS)


def labelled() -> dict[str, Pairs]:
    """Return the labelled pairs of each story."""
    pairs = defaultdict(list)
    for line in (ROOT / "tools/claim_pairs.tsv").read_text("utf-8").splitlines()[1:]:
        story, a, a0, a1, b, b0, b1, label = line.split("\t")
        pairs[story].append(((a, int(a0), int(a1)), (b, int(b0), int(b1)), int(label)))
    return dict(pairs)


def read(name: str, encoder: Encoder) -> tuple[Story, dict[str, int]] | None:
    """Return a story and the index of each of its articles by the name that the pairs give it."""
    if not name.startswith("basil:"):
        if not FOLDERS[name].is_dir():
            return None
        story = engine.gather(engine.analyze(engine.articles([str(FOLDERS[name])])[0], encoder))
        return story, {Path(a.article.locator).name: n for n, a in enumerate(story.analyses)}
    source = SHARED / "bench/stories/basil.jsonl"
    if not source.is_file():
        return None
    rows = [r for r in map(json.loads, source.read_text("utf-8").splitlines()) if r["event"] == name[6:]]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        fields = ("title", "text", "published", "outlet", "language")
        file.write("\n".join(json.dumps({k: r[k] for k in fields if r.get(k)}) for r in rows))
        file.flush()
        story = engine.gather(engine.analyze(engine.articles([file.name])[0], encoder))
    return story, {r["id"]: n for n, r in enumerate(rows)}


def table(story: Story, names: dict[str, int], pairs: Pairs) -> Floats:
    """Return a row of evidence for every pair whose claims are read as they were labelled; last the label."""
    rows = {
        (int(article), claim.span.start, claim.span.end): row
        for row, (article, claim) in enumerate((n, c) for n, a in enumerate(story.analyses) for c in a.claims)
    }
    evidence, found = Evidence(Texts(story)), []
    for (a, a0, a1), (b, b0, b1), label in pairs:
        one, two = rows.get((names.get(a, -1), a0, a1)), rows.get((names.get(b, -1), b0, b1))
        if one is not None and two is not None:
            kinds = dict(evidence.kinds(np.array([one]), np.array([two])))
            found.append([*(float(kinds[k][0, 0]) for k in KINDS), float(label >= 2)])
    return np.array(found).reshape(-1, len(KINDS) + 1)


def fit(rows: Floats) -> Floats:
    """Return weights and, last, the constant of a ridge logistic regression, by Newton's method."""
    spread = np.append(rows[:, :-1].std(axis=0), 1.0)
    inputs, wanted = np.c_[rows[:, :-1], np.ones(len(rows))] / spread, rows[:, -1]
    weights: Floats = np.zeros(inputs.shape[1])
    ridge = np.diag([RIDGE] * (len(weights) - 1) + [1e-3])
    for _ in range(30):
        likely = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (likely - wanted) + ridge @ weights
        curve = (inputs * (likely * (1 - likely))[:, None]).T @ inputs + ridge
        weights = np.asarray(weights - np.linalg.solve(curve, slope))
    return np.asarray(weights / spread)


def area(scores: Floats, wanted: Floats) -> float:
    """Return the area under the ROC curve: how often a right pair scores above a wrong one."""
    right, wrong = scores[wanted == 1], scores[wanted == 0]
    above = right[:, None] > wrong[None]
    return float((above + 0.5 * (right[:, None] == wrong[None])).mean())


def main() -> None:
    """Fit, measure and print."""
    encoder = load_encoder("e5")
    found = {name: (read(name, encoder), pairs) for name, pairs in labelled().items()}
    tables = {name: table(*told, pairs) for name, (told, pairs) in found.items() if told}
    for name, rows in tables.items():
        others = [t for other, t in tables.items() if other != name]
        if others:
            weights = fit(np.concatenate(others))
            scored = area(np.c_[rows[:, :-1], np.ones(len(rows))] @ weights, rows[:, -1])
            sys.stdout.write(f"{name:42} {len(rows):4} pairs  area {scored:.3f}\n")
    rows = np.concatenate(list(tables.values()))
    fitted, clauses = (np.round(fit(some), 1).tolist() for some in (rows, rows[:, [0, -1]]))
    sys.stdout.write(f"{dict(zip(KINDS, fitted, strict=False))} START {fitted[-1]} CLAUSES {clauses}\n")


if __name__ == "__main__":
    main()
