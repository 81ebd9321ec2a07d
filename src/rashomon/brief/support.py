"""Whether a further passage supports a sentence that was taken from another article.

That two claims were grouped is not enough to cite one for the other: a passage has to hold the sentence's
numbers and dates where it has any of the same kind and to mean about the same, measured against how near
passages of this story are anyway. It has to be nearer where it shares no number or name (of a person in one
language only) nor, in one language, a rare word.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from rashomon.brief.trim import words
from rashomon.encoders.centring import centred_parts
from rashomon.lang.pack import primary
from rashomon.model.annotation import Analysis, Claim, Quantity, Timex, Vectors
from rashomon.model.comparison import Comparison
from rashomon.model.index import Index
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span

DEVIATIONS, STRIKING = 1.5, 3.0
"""Standard deviations above the story's usual nearness: needed with a shared word, and without."""
SAMPLE = 1500
"""Claims by which the usual nearness of a story is measured."""
STEM, RARE = 5, 0.12
"""Letters that stand for a word, and the share of the story's claims in which a rare one stands at most."""
SMALL = 2
"""Numbers up to this one count too little to tell accounts apart."""


class Backing:
    """Tells which passages of one story bear out which; look-ups by place, so that each test is cheap."""

    def __init__(self, story: Story, comparison: Comparison) -> None:
        vectors = centred_parts(
            [a.claim_vectors for a in story.analyses], [a.language for a in story.analyses]
        )
        self._read = {a.article.id: _Places(a, v) for a, v in zip(story.analyses, vectors, strict=True)}
        self._names = {member: e.id for e in comparison.entities for member in e.members}
        self._people = {e.id for e in comparison.entities if e.type == "PER"}

    def supports(self, first: Reference, other: Reference) -> bool:
        """Tell whether ``other`` may be cited for a sentence taken from ``first``."""
        a, b = self._read[first.article], self._read[other.article]
        same_numbers = _numbers_fit(a.quantities.within(first.span), b.quantities.within(other.span))
        if not (same_numbers and _dates_fit(a.timexes.within(first.span), b.timexes.within(other.span))):
            return False
        near = self._near(first, other)
        if not len(self._cosines) or near is None:
            return True
        mean, deviation = self._usual[a.language == b.language]
        shares = self._shares(first, other)
        return near >= mean + deviation * (DEVIATIONS if shares else STRIKING)

    def _near(self, first: Reference, other: Reference) -> float | None:
        rows = self._read[first.article].vectors(first.span)
        columns = self._read[other.article].vectors(other.span)
        return float((rows @ columns.T).max()) if len(rows) and len(columns) else None

    def _shares(self, first: Reference, other: Reference) -> bool:
        """Tell whether two passages share a number, a name or, in one language, a rare word.

        Foreign passages that name one person are near by that alone, whatever they tell of them.
        """
        a, b = self._read[first.article], self._read[other.article]
        named = self._named(first) & self._named(other)
        if a.counts(first.span) & b.counts(other.span) or named - self._people:
            return True
        if a.language != b.language:
            return False
        if named:
            return True
        shared = a.stems(first.span) & b.stems(other.span)
        most = max(3.0, RARE * self._told[a.language])
        return any(self._frequency[a.language, stem] <= most for stem in shared)

    def _named(self, reference: Reference) -> set[str]:
        local = self._read[reference.article].names.within(reference.span)
        return {self._names.get((reference.article, entity), entity) for entity, _ in local}

    @cached_property
    def _told(self) -> Counter[str]:
        counted: Counter[str] = Counter()
        for places in self._read.values():
            counted[places.language] += len(places.analysis.claims)
        return counted

    @cached_property
    def _frequency(self) -> Counter[tuple[str, str]]:
        return Counter(
            (p.language, stem)
            for p in self._read.values()
            for claim in p.analysis.claims[:SAMPLE]
            for stem in p.stems(claim.span)
        )

    @cached_property
    def _sample(self) -> tuple[Vectors, list[tuple[str, str]]]:
        share = max(1, SAMPLE // max(1, len(self._read)))
        parts = [(p, p.known[:share]) for p in self._read.values()]
        rows = [v for _, v in parts if len(v)]
        labels = [(p.analysis.article.id, p.language) for p, v in parts for _ in range(len(v))]
        return (np.concatenate(rows) if rows else np.empty((0, 0), np.float32)), labels

    @cached_property
    def _cosines(self) -> Vectors:
        return np.asarray(self._sample[0] @ self._sample[0].T, np.float32)

    @cached_property
    def _usual(self) -> dict[bool, tuple[float, float]]:
        """Return mean and deviation of nearness across articles, within one language and across two."""
        labels = self._sample[1]
        articles, languages = (np.array([label[part] for label in labels]) for part in (0, 1))
        across = articles[:, None] != articles[None, :]
        alike = languages[:, None] == languages[None, :]
        return {same: _spread(self._cosines[across & (alike == same)]) for same in (True, False)}


class _Places:
    """What stands where in one article."""

    def __init__(self, analysis: Analysis, vectors: Vectors) -> None:
        self.analysis, self.language, self.known = analysis, primary(analysis.language), vectors
        self.quantities: Index[Quantity] = Index(analysis.quantities, lambda q: q.span)
        self.timexes: Index[Timex] = Index(analysis.timexes, lambda t: t.span)
        named = ((e.id, m.span) for e in analysis.entities for m in e.mentions)
        self.names: Index[tuple[str, Span]] = Index(named, lambda pair: pair[1])
        self._claims: Index[tuple[int, Claim]] = Index(enumerate(analysis.claims), lambda pair: pair[1].span)

    def vectors(self, span: Span) -> Vectors:
        """Return the vectors of the claims that mostly lie in a span."""
        near = self._claims.overlapping(span)
        rows = [row for row, claim in near if 2 * claim.span.overlap(span) >= len(claim.span)]
        return self.known[[row for row in rows if row < len(self.known)]] if len(self.known) else self.known

    def counts(self, span: Span) -> set[float]:
        """Return the numbers in a span that tell accounts apart."""
        return _values(q for q in self.quantities.within(span) if q.value > SMALL)

    def stems(self, span: Span) -> set[str]:
        """Return the beginnings of the longer words in a span."""
        return {w[:STEM] for w in words(self.analysis.text_of(span)) if len(w) >= STEM}


def _spread(cosines: Vectors) -> tuple[float, float]:
    return (float(cosines.mean()), float(cosines.std())) if cosines.size else (0.0, 0.0)


def _numbers_fit(told: Sequence[Quantity], other: Sequence[Quantity]) -> bool:
    """Tell whether some number is the same, if both passages count anything of one kind."""
    a, b = ([q for q in part if q.value > SMALL] for part in (told, other))
    kinds = {q.unit for q in a} & {q.unit for q in b}
    if kinds - {""}:
        a, b = [q for q in a if q.unit in kinds], [q for q in b if q.unit in kinds]
    return not a or not b or bool(_values(a) & _values(b))


def _values(quantities: Iterable[Quantity]) -> set[float]:
    return {q.value for q in quantities}


def _dates_fit(told: Sequence[Timex], other: Sequence[Timex]) -> bool:
    """Tell whether some date is the same as far as both give it, if both passages give any."""
    a, b = ([t.value for t in part if t.value] for part in (told, other))
    return not a or not b or any(x.startswith(y) or y.startswith(x) for x in a for y in b)
