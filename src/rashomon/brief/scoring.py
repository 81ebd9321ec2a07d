"""How well each candidate would serve: who supports it, how central it is, where it stands.

Every part is between 0 and 1 and measured against the other sentences of the same story, because
similarities of one encoder mean little in themselves.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rashomon.brief.candidates import Candidate
from rashomon.encoders.centring import centred_parts
from rashomon.lang import terms
from rashomon.lang.brief import brief_words
from rashomon.model.annotation import Analysis, Quantity, Vectors
from rashomon.model.comparison import ClaimGroup, Comparison
from rashomon.model.story import Story

WEIGHTS = {
    "support": 0.42,
    "central": 0.16,
    "lead": 0.2,
    "early": 0.08,
    "names": 0.08,
    "numbers": 0.16,
    "reported": 0.2,
}
"""What a sentence is worth; support by independent articles counts most."""
Key = tuple[str, int]
ACROSS = 1.6
"""Evens out nearness within one language and across two."""
LONG, LONG_COST = 38, 0.006
"""Words from which on a sentence costs, and what each further word costs."""
COSTS = {"hedged": 0.1, "unnamed": 0.08, "quoted": 0.14, "generated": 0.05, "vague": 0.08, "empty": 0.25}
ROWS = 1000
"""Sentences of an article that count for what is central."""
OPENS = 2
"""The last row by which a sentence still opens its article, whose headline may be the first."""
OPENING_ROWS = 20
"""Sentences among which an article's headline and first sentence are looked for."""
GUESSED = frozenset({"hedged", "conditional"})
TOLD = frozenset({"asserts", "hedges"})


@dataclass(frozen=True, slots=True, eq=False)
class Nearness:
    """Cosines between candidates by their vectors, what each language adds taken away.

    Across languages the same meaning comes out at about .45, within one at about .75. ``columns`` keeps the
    cosines of all candidates to those that were asked for, which are few.
    """

    vectors: Vectors
    index: Mapping[tuple[str, int], int]
    columns: dict[int, Vectors] = field(default_factory=dict)

    def between(self, a: Candidate, b: Candidate) -> float:
        """Return how near a candidate is to one that is often asked for: 1 the same, about 0 unrelated."""
        across = a.analysis.language != b.analysis.language
        at = self.index[b.key]
        if at not in self.columns:
            self.columns[at] = self.vectors @ self.vectors[at]
        return min(1.0, float(self.columns[at][self.index[a.key]]) * (ACROSS if across else 1))

    def to(self, others: Sequence[Candidate]) -> Callable[[Candidate], Vectors]:
        """Return what tells how near a candidate is to each of others in another language."""
        vectors = self.vectors[[self.index[c.key] for c in others]]
        return lambda candidate: (vectors @ self.vectors[self.index[candidate.key]]) * np.float32(ACROSS)


def centred(story: Story) -> dict[str, Vectors]:
    """Return each article's sentence vectors without what its language and the story have in common."""
    parts = [a.sentence_vectors for a in story.analyses]
    moved = centred_parts(parts, [a.language for a in story.analyses])
    return {a.article.id: part for a, part in zip(story.analyses, moved, strict=True)}


def nearness(found: Sequence[Candidate], vectors: Mapping[str, Vectors]) -> Nearness:
    """Measure how near candidates are to each other."""
    return Nearness(_stacked(found, vectors), {c.key: i for i, c in enumerate(found)})


def score(
    found: Sequence[Candidate], story: Story, comparison: Comparison, vectors: Mapping[str, Vectors]
) -> dict[tuple[str, int], float]:
    """Return the worth of every candidate by its key, about 0 to 1."""
    central = _ranks(_centrality(found, vectors))
    lead = _ranks(_leads(found, story, vectors))
    spread = _spread(comparison)
    figures = _figures(story)
    worth = {}
    for at, candidate in enumerate(found):
        parts = {
            "support": support(candidate.groups, len(story.analyses)),
            "central": central[at],
            "lead": lead[at],
            "early": 1 / (1 + candidate.row / 5),
            "names": _names(candidate, spread, len(story.analyses)),
            "numbers": _numbers(candidate, figures),
            "reported": candidate.reported,
        }
        worth[candidate.key] = sum(WEIGHTS[name] * part for name, part in parts.items()) - cost(candidate)
    return worth


def leading(found: Sequence[Candidate], story: Story, vectors: Mapping[str, Vectors]) -> dict[Key, float]:
    """Return how well each candidate would open the brief, 0 to 1, by how near it is to headlines."""
    ranks = _ranks(_leads(found, story, vectors))
    return {c.key: rank for c, rank in zip(found, ranks, strict=True)}


def shared_figures(found: Sequence[Candidate], story: Story) -> dict[Key, frozenset[float]]:
    """Return for each candidate its numbers that at least half of the articles give, two at the least."""
    given = _figures(story)
    many = {v for v, who in given.items() if v > 2 and len(who) >= max(2, len(story.analyses) / 2)}
    return {c.key: frozenset({q.value for q in _counts(c)} & many) for c in found}


def _counts(candidate: Candidate) -> list[Quantity]:
    """Return a sentence's numbers but for ages: bare ones between commas, as they stand behind names."""
    text = candidate.analysis.article.text.content
    return [
        q
        for q in candidate.quantities
        if q.unit
        or f"{text[max(0, q.span.start - 2) : q.span.start].strip()}{text[q.span.end : q.span.end + 1]}"
        != ",,"
    ]


def told_by(group: ClaimGroup) -> set[str]:
    """Return the articles that tell a claim."""
    return {m.reference.article for m in group.members if m.stance in TOLD}


def main_group(candidate: Candidate) -> ClaimGroup | None:
    """Return the claim that most of the sentence makes; of equals the one that more articles tell."""
    article = candidate.analysis.article.id

    def extent(group: ClaimGroup) -> tuple[int, int]:
        mine = [m.reference.span for m in group.members if m.reference.article == article]
        return max(s.overlap(candidate.span) for s in mine), len(told_by(group))

    return max(candidate.groups, key=extent, default=None)


def support(groups: Sequence[ClaimGroup], articles: int) -> float:
    """Weigh the articles and independent origins behind the claims; each further claim counts half."""
    if articles < 2:
        return 0.0
    each = sorted((_weight(g, articles) for g in groups), reverse=True)
    return min(1.0, sum(w * 0.5**n for n, w in enumerate(each)))


def _weight(group: ClaimGroup, articles: int) -> float:
    others, origins = len(told_by(group)) - 1, len(group.origins) - 1
    return max(0.0, (others + 0.5 * max(0, origins)) / (1.5 * (articles - 1)))


def cost(candidate: Candidate) -> float:
    """Return what speaks against a sentence: length, reserve, being said rather than told."""
    length = LONG_COST * max(0, len(candidate.text.split()) - LONG)
    own_guess = candidate.voice is None and any(c.modality in GUESSED for c in candidate.claims)
    faults = {
        "hedged": own_guess,
        "unnamed": candidate.voice is not None and candidate.voice.entity is None,
        "quoted": candidate.quoted and not any(_known_as_said(g) for g in candidate.groups),
        "vague": not (candidate.quantities or candidate.timexes or _who(candidate)),
        "empty": terms.has(brief_words(candidate.analysis.language).empty, candidate.text),
        "generated": candidate.analysis.structure.discloses_generated,
    }
    return length + sum(COSTS[name] for name, present in faults.items() if present)


def _who(candidate: Candidate) -> bool:
    return any(entity.type in {"PER", "ORG"} for entity, _ in candidate.names)


def _known_as_said(group: ClaimGroup) -> bool:
    """Tell whether several articles have a claim, all of them as one person's words."""
    sayers = {m.claimant and (m.claimant.entity or m.claimant.name) for m in group.members}
    return len(told_by(group)) > 1 and len(sayers) == 1 and None not in sayers


def _ranks(values: Sequence[float]) -> list[float]:
    """Turn values into their places among each other, 0 the lowest and 1 the highest."""
    order = np.argsort(np.argsort(np.asarray(values, float), kind="stable"), kind="stable")
    return [float(place) / max(1, len(values) - 1) for place in order]


def _stacked(found: Sequence[Candidate], vectors: Mapping[str, Vectors]) -> Vectors:
    rows = [vectors[c.analysis.article.id][c.row] for c in found]
    return np.stack(rows) if rows else np.empty((0, 0), np.float32)


def _centrality(found: Sequence[Candidate], vectors: Mapping[str, Vectors]) -> list[float]:
    """Return how near, on average, each other article comes to saying this (as LexRank, by article)."""
    stacked = _stacked(found, vectors)
    article = np.array([c.analysis.article.id for c in found])
    total, count = np.zeros(len(found), np.float32), np.zeros(len(found), np.int64)
    for other, rows in vectors.items():
        if found and len(rows):
            elsewhere = article != other
            # An article that stands alone is held against itself.
            mine = elsewhere if len(vectors) > 1 else ~elsewhere
            total[mine] += (stacked[mine] @ rows[:ROWS].T).max(axis=1)
            count[mine] += 1
    return [float(t) / n for t, n in zip(total, np.maximum(count, 1).tolist(), strict=True)]


def _leads(found: Sequence[Candidate], story: Story, vectors: Mapping[str, Vectors]) -> list[float]:
    """Return how near a sentence is, on average, to the headlines and openings of all articles."""
    stacked = _stacked(found, vectors)
    openings = [vectors[a.article.id][_opening_rows(a)] for a in story.analyses if a.sentences]
    return list(sum((stacked @ rows.T).max(axis=1) for rows in openings)) if found else []


def _opening_rows(analysis: Analysis) -> list[int]:
    headline, byline = analysis.structure.headline, analysis.structure.byline
    told = [(n, s.span) for n, s in enumerate(analysis.sentences[:OPENING_ROWS])]
    title = next((n for n, span in told if headline and span.overlap(headline)), 0)
    return [title, next((n for n, span in told if analysis.is_body(span) and span != byline), title)]


def _spread(comparison: Comparison) -> dict[tuple[str, str], int]:
    """Map an article's local entity to the number of articles that name the same one."""
    return {member: len({a for a, _ in e.members}) for e in comparison.entities for member in e.members}


def _names(candidate: Candidate, spread: Mapping[tuple[str, str], int], articles: int) -> float:
    article = candidate.analysis.article.id
    named = {e.id for e, _ in candidate.names}
    return min(1.0, sum(spread.get((article, e), 1) / articles for e in named) / 3)


def _figures(story: Story) -> dict[float, set[str]]:
    """Map each number to the articles that give it."""
    given: dict[float, set[str]] = {}
    for analysis in story.analyses:
        for quantity in analysis.quantities:
            given.setdefault(quantity.value, set()).add(analysis.article.id)
    return given


def _numbers(candidate: Candidate, figures: Mapping[float, set[str]]) -> float:
    """Count what can be checked: dates, and above all numbers that other articles give too."""
    shared = [q for q in _counts(candidate) if len(figures.get(q.value, ())) > 1 and (q.value > 2 or q.unit)]
    return min(1.0, len(shared) / 2 + 0.25 * bool(_counts(candidate)) + 0.1 * bool(candidate.timexes))
