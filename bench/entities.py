"""Names in Slavic news with one identity over languages, as SlavicNER has them (Piskorski et al. 2024).

Only people, places and organisations are scored; the data set's products and events have no counterpart
here. Names are linked over the whole file as over one story: the data set's identities know no topics.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from bench.scoring import b_cubed, f1, named
from bench.task import Figures, Row, Task, readings
from rashomon.compare.entities import link_entities
from rashomon.encoders.models import load_encoder
from rashomon.model.story import Story

TYPES = frozenset({"PER", "LOC", "ORG"})
AROUND = 30
"""Code points shown on both sides of a name."""
Place = tuple[int, int]
Grouping = dict[tuple[str, Place], str]
"""The entity of each mention, by row and place."""


def predict(rows: Sequence[Row]) -> list[Row]:
    """Return every mention with the entity that the product takes it for."""
    analyses = tuple(readings(rows, load_encoder()))
    linked = link_entities(Story(id="bench", title="", analyses=analyses))
    home = {member: entity for entity in linked for member in entity.members}
    return [
        {
            "id": row["id"],
            "mentions": [
                {
                    "start": m.span.start,
                    "end": m.span.end,
                    "type": m.type,
                    "entity": home[analysis.article.id, local.id].id,
                }
                for local in analysis.entities
                for m in local.mentions
                if m.type in TYPES
            ],
        }
        for row, analysis in zip(rows, analyses, strict=True)
    ]


def figures(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Score mentions by exact span and type for each language, and identities by B-cubed."""
    told = _by_row(predicted)
    counts: Counter[tuple[str, str]] = Counter()
    for row in gold:
        wanted, found = _mentions(row), told.get(row["id"], {})
        for language in (row["language"], "all"):
            counts[language, "gold"] += len(wanted)
            counts[language, "found"] += len(found)
            counts[language, "hits"] += sum(
                wanted.get(k, {}).get("type") == m["type"] for k, m in found.items()
            )
    scores: Figures = {}
    for name in sorted({language for language, _ in counts}):
        scores |= named(name, f1(counts[name, "hits"], counts[name, "found"], counts[name, "gold"]))
    return scores | {"link.b3.f1": b_cubed(*_groupings(gold, told))}


def _mentions(row: Row) -> dict[Place, Row]:
    return {(m["start"], m["end"]): m for m in row["mentions"] if m["type"] in TYPES}


def _by_row(predicted: Sequence[Row]) -> dict[str, dict[Place, Row]]:
    return {row["id"]: _mentions(row) for row in predicted}


def _groupings(gold: Sequence[Row], told: dict[str, dict[Place, Row]]) -> tuple[Grouping, Grouping]:
    wanted: Grouping = {}
    found: Grouping = {}
    for row in gold:
        mine = told.get(row["id"], {})
        for place, mention in _mentions(row).items():
            wanted[row["id"], place] = mention["entity"]
            if place in mine:
                found[row["id"], place] = mine[place]["entity"]
    return wanted, found


def errors(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[str]:
    """Yield kinds of errors, each once with its count and an example, the commonest first."""
    told = _by_row(predicted)
    kinds: Counter[tuple[str, ...]] = Counter()
    examples: dict[tuple[str, ...], str] = {}
    for row in gold:
        for kind, place in _row_errors(_mentions(row), told.get(row["id"], {}), row):
            kinds[kind] += 1
            examples.setdefault(kind, f"{row['id']}: …{_around(row, place)}…")
    kinds.update(split := _splits(gold, told))
    for kind, count in kinds.most_common():
        name, *what = kind
        yield f"{count}× {name}: {' · '.join(what)}" + ("" if kind in split else f"\n  {examples[kind]}")


def _row_errors(
    gold: dict[Place, Row], found: dict[Place, Row], row: Row
) -> Iterator[tuple[tuple[str, ...], Place]]:
    text, language = row["text"], row["language"]
    for place, mention in gold.items():
        exact = text[slice(*place)]
        mine = found.get(place)
        if mine and mine["type"] != mention["type"]:
            yield (f"{language} type", exact, f"expected {mention['type']}", f"found {mine['type']}"), place
        elif not mine:
            near = next((p for p in found if p[0] < place[1] and place[0] < p[1]), None)
            what = f"found {text[slice(*near)]}" if near else "found nothing"
            yield (f"{language} missed", exact, f"expected {mention['type']}", what), place
    for place, mention in found.items():
        if not any(p[0] < place[1] and place[0] < p[1] for p in gold):
            yield (f"{language} too much", text[slice(*place)], f"found {mention['type']}"), place


def _splits(gold: Sequence[Row], told: dict[str, dict[Place, Row]]) -> Counter[tuple[str, ...]]:
    """Count pairs of mentions of one entity that were taken for two."""
    wanted, found = _groupings(gold, told)
    parts: dict[str, Counter[str]] = {}
    shown: dict[tuple[str, str], str] = {}
    texts = {row["id"]: row["text"] for row in gold}
    for (row, place), group in found.items():
        entity = wanted[row, place]
        parts.setdefault(entity, Counter())[group] += 1
        shown.setdefault((entity, group), texts[row][slice(*place)])
    out: Counter[tuple[str, ...]] = Counter()
    for entity, groups in parts.items():
        for (a, n), (b, m) in combinations(groups.most_common(4), 2):
            out["not linked", entity, shown[entity, a], shown[entity, b]] += min(n, m)
    return out


def _around(row: Row, place: Place) -> str:
    start, end = place
    return " ".join(row["text"][max(0, start - AROUND) : end + AROUND].split())


TASK = Task(
    name="entities",
    development="entities/slavicner_train_sample.jsonl",
    answers=frozenset({"mentions"}),
    predict=predict,
    figures=figures,
    errors=errors,
)
