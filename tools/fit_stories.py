"""Fit the weights by which articles are put into stories, and measure how well they hold on events left out.

Reads the development files of ``bench/stories.py`` (texts with their events), which are not part of the
project. Each set is replayed in random orders with every article in its true story, and each article is
compared with its own story as far as it stands and with the likeliest others: the decisions that the stream
takes. What a language adds to every vector comes from our own sentences (``tools/checkworthy``).

Run ``python -m tools.fit_stories``; it writes ``judge.npz`` and prints B-cubed figures of one online pass
in file order, with these weights and with weights fitted without the events that are judged (of ECB+: a
whole topic, both its events).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from bench import stories
from bench.scoring import b_cubed_of

from rashomon.cluster import judge as judges
from rashomon.cluster.coverage import Coverage
from rashomon.cluster.evidence import FEATURES, measure
from rashomon.cluster.judge import Judge
from rashomon.cluster.known import Known, prepare
from rashomon.cluster.memory import Memory
from rashomon.cluster.stream import Stream
from rashomon.encoders.base import Encoder
from rashomon.encoders.models import load_encoder
from rashomon.model.profile import Profile, Vector

Floats = npt.NDArray[np.float64]
REPLAYS, OTHERS, RIDGE, WEIGHT = 3, 8, 3.0, 2000.0
"""Random orders; likeliest other stories; the penalty on weights; and what each set counts in all."""
ROUNDS, RATE = 3000, 0.05
NEVER_FOR = frozenset({"days apart", "other years"})
EITHER = frozenset({"no common language", "size"})
"""Figures that can only speak against, and that may speak for or against; all others can only speak for."""
FOLDS = 5
OWN_SENTENCES = Path(__file__).parent / "checkworthy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """One bench: profiles in file order, the event of each, and the group that is left out with it."""

    name: str
    profiles: tuple[Profile, ...]
    events: tuple[str, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Decisions: figures (n, features), whether the article belonged there, and the article's group."""

    figures: Floats
    belongs: Floats
    groups: npt.NDArray[np.str_]


def language_means(encoder: Encoder) -> dict[str, Vector]:
    """Return the mean vector of our own sentences in each language, and their mean, as "", for all others."""
    means = {}
    for path in sorted(OWN_SENTENCES.glob("*.tsv")):
        texts = [line.split("\t")[3] for line in path.read_text("utf-8").splitlines()][:400]
        means[path.stem] = np.mean([e.vector for e in encoder.encode(texts)], axis=0)
    return means | {"": np.mean(list(means.values()), axis=0)}


def replayed(bench: Set, means: dict[str, Vector], seed: int) -> Examples:
    """Return the decisions of one random order in which every article has gone where it belongs."""
    known = [prepare(profile, means) for profile in bench.profiles]
    memory, true = Memory(), dict[str, Coverage]()
    rows: list[npt.NDArray[np.float32]] = []
    belongs, groups = list[bool](), list[str]()
    for at in np.random.default_rng(seed).permutation(len(known)).tolist():
        own = true.get(bench.events[at])
        compared = _compared(memory, known[at], own)
        if compared:
            rows.append(measure([known[at]], compared, memory.background)[0])
            belongs.extend(story is own for story in compared)
            groups.extend([bench.groups[at]] * len(compared))
        story = true.setdefault(bench.events[at], Coverage(id=bench.events[at]))
        memory.take(story, [known[at]])
    return Examples(
        figures=np.concatenate(rows, dtype=np.float64),
        belongs=np.array(belongs, np.float64),
        groups=np.array(groups),
    )


def _compared(memory: Memory, known: Known, own: Coverage | None) -> list[Coverage]:
    near = memory.near(known, OTHERS)
    return near if own is None or own in near else [*near, own]


def fit(parts: Sequence[Examples], without: str | None = None) -> tuple[Floats, float]:
    """Return weights and bias of a logistic regression in which every set counts the same.

    Projected gradient descent keeps weights on the side where they can be.
    """
    kept = [(p, np.flatnonzero(p.groups != without)) for p in parts]
    rows = np.concatenate([p.figures[at] for p, at in kept])
    true = np.concatenate([p.belongs[at] for p, at in kept])
    counts = np.concatenate([np.full(len(at), WEIGHT / len(at)) for _, at in kept])
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = np.column_stack([(rows - middle) / spread, np.ones(len(rows))])
    low = np.array([-np.inf if n in NEVER_FOR | EITHER else 0 for n in FEATURES] + [-np.inf])
    high = np.array([0 if n in NEVER_FOR else np.inf for n in FEATURES] + [np.inf])
    ridge = np.array([RIDGE] * len(FEATURES) + [0.0])
    step = float(4 / np.linalg.norm(scaled * np.sqrt(counts)[:, None], 2) ** 2)
    found = _descended(scaled, true, counts, (low, high, ridge, step))
    weights = found[:-1] / spread
    return weights, float(found[-1] - weights @ middle)


def _descended(
    rows: Floats, true: Floats, counts: Floats, how: tuple[Floats, Floats, Floats, float]
) -> Floats:
    """Descend with Nesterov's momentum."""
    low, high, ridge, step = how
    here = ahead = np.zeros(rows.shape[1])
    for round_ in range(ROUNDS):
        sure = 1 / (1 + np.exp(-rows @ ahead))
        slope = rows.T @ (counts * (sure - true)) + ridge * ahead
        before, here = here, np.clip(ahead - step * slope, low, high)
        ahead = here + round_ / (round_ + 3) * (here - before)
    return here


def judged(bench: Set, judge: Judge) -> dict[str, str]:
    """Return the story of every article after one pass in file order."""
    return stories.placed(bench.profiles, Stream(judge=judge))


def scored(bench: Set, predicted: dict[str, str], group: str | None = None) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 of the articles of one group, or of all."""
    gold = {p.article: e for p, e in zip(bench.profiles, bench.events, strict=True)}
    asked = [p.article for p, g in zip(bench.profiles, bench.groups, strict=True) if group in (None, g)]
    return b_cubed_of(gold, predicted, asked)


def cross_validated(bench: Set, parts: Sequence[Examples], means: dict[str, Vector]) -> str:
    """Return B-cubed figures with each group judged by weights that were fitted without it."""
    found = []
    for group in dict.fromkeys(bench.groups):
        predicted = judged(bench, _judge(fit(parts, group), means))
        found.append((*scored(bench, predicted, group)[:2], bench.groups.count(group)))
    counts = np.array([n for *_, n in found])
    precision, recall = (np.array([f[i] for f in found]) @ counts / counts.sum() for i in (0, 1))
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"


def _judge(fitted: tuple[Floats, float], means: dict[str, Vector]) -> Judge:
    weights, bias = fitted
    return Judge(weights=weights.astype(np.float32), bias=round(bias, judges.DIGITS), means=means)


def save(judge: Judge, encoder: str) -> None:
    """Write the weights where the judge finds them."""
    np.savez_compressed(
        judges.WEIGHTS,
        encoder=encoder,
        features=np.array(FEATURES),
        weights=judge.weights,
        bias=judge.bias,
        languages=np.array(list(judge.means)),
        means=np.array(list(judge.means.values()), np.float16),
    )


def read(name: str, encoder: Encoder) -> Set:
    """Read one bench: its profiles, events, and groups (of ECB+ topics, of others folds of events)."""
    rows = stories.rows_of(name)
    events = tuple(str(row["event"]) for row in rows)
    order = {event: n for n, event in enumerate(dict.fromkeys(events))}
    topic = "".join if name == "ecbplus" else None
    groups = [f"{name} {topic(c for c in e if c.isdigit()) if topic else order[e] % FOLDS}" for e in events]
    return Set(name=name, profiles=stories.profiles(rows, encoder), events=events, groups=tuple(groups))


def main() -> None:
    """Fit, validate, and write the weights."""
    encoder = load_encoder()
    means = language_means(encoder)
    benches = [read(name, encoder) for name in stories.SETS]
    parts = [
        Examples(
            figures=np.concatenate([e.figures for e in replays]),
            belongs=np.concatenate([e.belongs for e in replays]),
            groups=np.concatenate([e.groups for e in replays]),
        )
        for replays in ([replayed(b, means, seed) for seed in range(REPLAYS)] for b in benches)
    ]
    judge = _judge(fit(parts), means)
    save(judge, encoder.name)
    for name, weight in zip(FEATURES, judge.weights.tolist(), strict=True):
        print(f"{name:20} {weight:+.2f}")
    for bench in benches:
        own = " ".join(
            f"{n} {v:.3f}" for n, v in zip(("P", "R", "F1"), scored(bench, judged(bench, judge)), strict=True)
        )
        print(f"{bench.name}: fitted {own}; left out {cross_validated(bench, parts, means)}")


if __name__ == "__main__":
    main()
