"""Choose and order what a page shows of a story: the most telling first, and no list without an end."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.render import schema

OPEN = {
    "claims": 14,
    "utterances": 4,
    "speakers": 6,
    "echoes": 5,
    "timeline": 12,
    "figures": 6,
    "framing": 12,
}
"""Items of each list that stand open."""
KEPT = {
    "claims": 125,
    "utterances": 60,
    "speakers": 100,
    "echoes": 60,
    "timeline": 200,
    "figures": 75,
    "framing": 200,
}
"""Items of each list that can be unfolded, with those that stand open; the JSON has all."""
COLUMNS = 30
"""Articles that have a column of the matrix: those that tell most; the others are counted."""


@dataclass(frozen=True, slots=True)
class Long:
    """A list that grows with the story: what stands open, what folds away, how many are left out."""

    open: list[Any]
    folded: list[Any]
    left: int

    @property
    def shown(self) -> list[Any]:
        """All items that can be read on the page."""
        return self.open + self.folded


def long_lists(doc: schema.Document, names: Mapping[str, str], *, folds: bool = True) -> dict[str, Long]:
    """Cut every list that grows with the story to what a reader can look through.

    ``names`` are those of the entities, by their ids.
    """
    first = most_told(doc.timeline, OPEN["timeline"])
    told = set(map(id, first))
    found: dict[str, Sequence[Any]] = {
        "claims": _claims(doc),
        "utterances": sorted(doc.utterances, key=lambda u: -len(u.variants)),
        "speakers": _quoted(doc, names),
        "echoes": doc.echoes,
        "timeline": [*first, *(t for t in doc.timeline if id(t) not in told)],
        "figures": sorted(doc.figures, key=lambda f: (len({v.value for v in f.values}) < 2, -len(f.values))),
        "framing": [f for f in doc.framing if f.features],
    }
    kept = KEPT if folds else OPEN
    return {name: _long(items, OPEN[name], kept[name]) for name, items in found.items()}


def _long(items: Sequence[Any], most: int, kept: int) -> Long:
    shown = list(items[:kept])
    return Long(shown[:most], shown[most:], len(items) - len(shown))


def most_told(entries: Sequence[schema.TimelineEntry], most: int) -> list[schema.TimelineEntry]:
    """Return the dates of which most articles tell, in order of time."""
    ranked = sorted(entries, key=lambda t: -len({span.article for span in t.spans}))[:most]
    return sorted(ranked, key=lambda t: t.when)


def columns(doc: schema.Document, claims: Sequence[schema.Claim]) -> list[str]:
    """Return the articles that have a column: all of them, or those that tell most of the claims shown."""
    told = Counter(cell.article for claim in claims for cell in claim.cells if cell.members)
    ranked = sorted((a.id for a in doc.articles), key=lambda article: -told[article])[:COLUMNS]
    return [a.id for a in doc.articles if a.id in set(ranked)]


def row(shown: Sequence[str], claim: schema.Claim) -> tuple[list[schema.ClaimCell | None], int]:
    """Return a claim's cell in each column, and how many other articles tell it."""
    cells = {cell.article: cell for cell in claim.cells}
    told = [cells[article] for article in shown if article in cells]
    return [cells.get(article) for article in shown], _telling(claim.cells) - _telling(told)


def _telling(cells: Sequence[schema.ClaimCell]) -> int:
    """Count the articles that tell a claim."""
    return len([cell for cell in cells if cell.members])


def usual_reasons(claims: Sequence[schema.Claim]) -> dict[str, str]:
    """Return what each stance mostly rests on: said once, so that a cell need only say what is its own."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        for cell in claim.cells:
            found[cell.stance][cell.why] += 1
    return {stance: reasons.most_common(1)[0][0] for stance, reasons in found.items()}


def by_value(figure: schema.Figure) -> list[list[schema.FigureValue]]:
    """Group a figure's readings that say the same of the same time, in their order."""
    groups: dict[tuple[float, str, str | None], list[schema.FigureValue]] = {}
    for reading in figure.values:
        groups.setdefault((reading.value, reading.bound, reading.as_of), []).append(reading)
    return list(groups.values())


def _claims(doc: schema.Document) -> list[schema.Claim]:
    """Order claims by how many articles tell them, disputed ones first among equals."""

    def rank(claim: schema.Claim) -> tuple[int, bool]:
        return _telling(claim.cells), claim.status == "disputed"

    return sorted(doc.claims, key=rank, reverse=True)


def _quoted(doc: schema.Document, names: Mapping[str, str]) -> list[tuple[str, list[schema.Quote]]]:
    """Group direct quotations by speaker, the most quoted first; those of nobody known come last."""
    by_name: dict[str, list[schema.Quote]] = defaultdict(list)
    for quote in doc.quotes:
        if quote.kind == "direct" and quote.speaker:
            by_name[names.get(quote.speaker.entity or "", quote.speaker.name)].append(quote)
    return sorted(by_name.items(), key=lambda pair: -len(pair[1]))
