"""Draw who shares lines with whom: names in a column, an arc between each two that share some."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.render.schema import Document, Echo
from rashomon.render.telling import one_line

NAMES = 24
"""Articles that are drawn: those that share most."""
ARCS = 40
"""Arcs that are drawn, those of most lines: more would be a grey blot. The table has all."""
STEP, COLUMN, REACH = 22.0, 176.0, 168.0
"""Pixels between two names, the width of their column, and how far the longest arc goes."""
LETTERS = 24
"""Letters of a name that find room."""
THICKEST = 6.0
_NUMBERED = re.compile(r" \(\d+\)$")
BLOCS = 6
"""Colours for those who share most with each other; further blocs share the last one."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Node:
    """An article by its label, its place in the column, and its bloc's number."""

    article: str
    label: str
    y: float
    bloc: int


@dataclass(frozen=True, slots=True)
class Arc:
    """Lines that two articles share: ``bloc`` is None between blocs, ``across`` means in two languages."""

    path: str
    width: float
    lines: int
    names: Pair
    bloc: int | None
    across: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """The picture, how many articles that share lines are not in it, and the table that says the same."""

    nodes: tuple[Node, ...]
    arcs: tuple[Arc, ...]
    left: int
    height: float
    rows: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


def shared(doc: Document, named: Mapping[str, str]) -> Shared | None:
    """Draw which articles share lines; None where fewer than three do, for that takes no picture.

    Articles of one colour are a bloc: each stands beside the one with which it shares most lines. That
    says how the wording lies, not how it came about.
    """
    lines, across = _pairs(doc.echoes)
    weight: Counter[str] = Counter()
    for (a, b), count in lines.items():
        weight[a] += count
        weight[b] += count
    chosen = sorted(weight, key=lambda article: (-weight[article], article))[:NAMES]
    if len(chosen) < 3:
        return None
    known = set(chosen)
    drawn = {(a, b): count for (a, b), count in lines.items() if a in known and b in known}
    nodes = _nodes(_blocs(chosen, drawn), named)
    arcs = _arcs(nodes, drawn, across)
    height = STEP * (len(nodes) + 0.5)
    return Shared(nodes, arcs, len(weight) - len(nodes), height, tuple(_rows(nodes, drawn, named)))


def _pairs(echoes: Sequence[Echo]) -> tuple[Counter[Pair], set[Pair]]:
    """Count the lines that each two articles share, and name the pairs that share only translations."""
    lines: Counter[Pair] = Counter()
    same: set[Pair] = set()
    for echo in echoes:
        pairs = list(combinations(sorted({m.article for m in echo.members}), 2))
        lines.update(pairs)
        if echo.kind != "translation":
            same.update(pairs)
    return lines, set(lines) - same


def _blocs(chosen: Sequence[str], lines: Mapping[Pair, int]) -> list[list[str]]:
    """Put each article with the one with which it shares most lines, the largest group first."""
    partners: dict[str, dict[str, int]] = defaultdict(dict)
    for (a, b), count in lines.items():
        partners[a][b] = partners[b][a] = count
    home = {article: {article} for article in chosen}
    for article in chosen:
        if partners[article]:
            nearest = max(partners[article], key=lambda b: (partners[article][b], -chosen.index(b)))
            joined = home[article] | home[nearest]
            home |= dict.fromkeys(joined, joined)
    groups = {id(group): sorted(group, key=chosen.index) for group in home.values()}
    return sorted(groups.values(), key=lambda group: (-len(group), chosen.index(group[0])))


def _nodes(blocs: Sequence[Sequence[str]], named: Mapping[str, str]) -> tuple[Node, ...]:
    order = [(article, min(bloc, BLOCS - 1)) for bloc, group in enumerate(blocs) for article in group]
    return tuple(
        Node(article, _short(named[article]), STEP * (at + 0.75), bloc)
        for at, (article, bloc) in enumerate(order)
    )


def _short(label: str) -> str:
    """Cut a label to what finds room, but not the number that tells articles of one outlet apart."""
    text = one_line(label)
    if len(text) <= LETTERS:
        return text
    end = found[0] if (found := _NUMBERED.search(text)) else ""
    return f"{text[: LETTERS - 1 - len(end)].rstrip()}…{end}"


def _arcs(nodes: Sequence[Node], lines: Mapping[Pair, int], across: set[Pair]) -> tuple[Arc, ...]:
    """Return the arcs of most lines; those within blocs are drawn last, thin ones over thick ones."""
    at = {node.article: node for node in nodes}
    most = max(lines.values())
    far = STEP * max(len(nodes) - 1, 1)
    arcs = []
    for pair in sorted(lines, key=lambda pair: -lines[pair])[:ARCS]:
        one, other = sorted((at[pair[0]], at[pair[1]]), key=lambda node: node.y)
        out = COLUMN + 8 + (28 + (REACH - 28) * (other.y - one.y) / far) * 4 / 3  # a cubic's bulge is 3/4
        x = COLUMN + 8
        path = f"M{x:g} {one.y:g}C{out:.1f} {one.y:g} {out:.1f} {other.y:g} {x:g} {other.y:g}"
        width = round(1 + (THICKEST - 1) * (lines[pair] - 1) / max(most - 1, 1), 1)
        bloc = one.bloc if one.bloc == other.bloc else None
        arcs.append(Arc(path, width, lines[pair], (one.label, other.label), bloc, pair in across))
    return tuple(sorted(arcs, key=lambda arc: arc.bloc is not None))


def _rows(
    nodes: Sequence[Node], lines: Mapping[Pair, int], named: Mapping[str, str]
) -> list[tuple[str, tuple[tuple[str, int], ...]]]:
    """Return for each article with whom it shares how many lines, the most first."""
    partners: dict[str, Counter[str]] = defaultdict(Counter)
    for (a, b), count in lines.items():
        partners[a][b] = partners[b][a] = count
    return [
        (named[n.article], tuple((named[a], count) for a, count in partners[n.article].most_common()))
        for n in nodes
    ]
