"""What conflicts are looked for in: the story's claims with their words, names and nearness."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from rashomon.compare.alignment import Aligner
from rashomon.compare.namespots import Name, name_spots, one_name
from rashomon.compare.similarity import Ints, StoryVectors, blocks
from rashomon.compare.wording import READ, Passage
from rashomon.lang.attribution import cue_class
from rashomon.lang.claims import has_any
from rashomon.model.annotation import Analysis, Claim, Vectors
from rashomon.model.comparison import ConflictKind
from rashomon.model.index import Index
from rashomon.model.phrase import Phrase
from rashomon.model.story import Story
from rashomon.model.text import Span

CONTEXT = 3
"""Sentences within which one voice goes on with one thought."""
NEIGHBOURS = 24
"""Claims that are looked at beside one claim."""
APART = 0.1
"""Margin below which two claims are not aligned: most pairs of a story."""

Rows = tuple[int, int]
"""Two claims of a story, by their rows in the ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A conflict between two claims, by their rows; ``why`` says what differs, ``about`` what it turns on.

    ``spans`` are given where the two passages are more than the two claims, ``at`` where a value, a name or
    a word of either claim is what differs.
    """

    kind: ConflictKind
    rows: Rows
    score: float
    why: Phrase
    about: str
    spans: tuple[Span, Span] | None = None
    at: tuple[Span, Span] | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Ground:
    """All claims of a story, one row each, with their words, names (``Entity.id``) and vectors.

    ``home`` maps an article's id and its local entity's to the ``Entity.id``; ``spots`` keeps what
    ``names_at`` has read, ``best`` how near a claim comes to an article, ``bonds`` and ``margins``
    those of pairs, ``firm`` which claims are ``told``, ``sides`` which sides of topics they take.
    """

    story: Story
    read: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    named: tuple[frozenset[str], ...]
    home: Mapping[tuple[str, str], str]
    vectors: StoryVectors
    weight: Mapping[str, float]
    aligner: Aligner
    spots: dict[int, dict[int, Name]] = field(default_factory=dict)
    best: dict[tuple[int, int], float] = field(default_factory=dict)
    bonds: dict[tuple[int, int], float] = field(default_factory=dict)
    margins: dict[tuple[int, int], float] = field(default_factory=dict)
    firm: dict[int, bool] = field(default_factory=dict)
    sides: dict[int, Mapping[str, tuple[int, Span]]] = field(default_factory=dict)

    def analysis(self, row: int) -> Analysis:
        """Return what was read in the article that makes a claim."""
        return self.story.analyses[self.read[row].article]

    def in_headline(self, row: int) -> bool:
        """Tell whether a claim stands in its article's headline."""
        headline = self.analysis(row).structure.headline
        return headline is not None and headline.overlap(self.read[row].reference.span) > 0

    def one_article(self, i: int, j: int) -> bool:
        """Tell whether one article makes both claims."""
        return self.read[i].article == self.read[j].article

    def one_language(self, i: int, j: int) -> bool:
        """Tell whether two claims are in one language."""
        return self.read[i].language == self.read[j].language

    def near(self, i: int, j: int) -> float:
        """Return the cosine of two claims, 0 where there are no vectors."""
        if len(self.vectors) != len(self.read):
            return 0.0
        return float(self.vectors.vectors[i] @ self.vectors.vectors[j])

    def shared(self, i: int, j: int) -> float:
        """Return the weight of the words two claims have in common."""
        return sum(self.weight[w] for w in self.read[i].content() & self.read[j].content())

    def sentence(self, row: int) -> Span:
        """Return the span of the sentence that a claim stands in."""
        return self.analysis(row).sentences[self.claims[row].sentence].span

    def sentence_text(self, row: int) -> str:
        """Return the beginning of the sentence that a claim stands in: ``READ`` characters."""
        return self.cited(row, self.sentence(row))[:READ]

    @cached_property
    def sentence_values(self) -> tuple[frozenset[float], ...]:
        """The numbers of the sentence that each claim stands in."""
        held = [Index(a.quantities, lambda q: q.span) for a in self.story.analyses]
        return tuple(
            frozenset(q.value for q in held[p.article].within(self.sentence(row)))
            for row, p in enumerate(self.read)
        )

    def pairs(self, least: float) -> Iterator[tuple[int, int]]:
        """Yield the pairs of claims whose cosine is at least so high, a bounded number for each claim."""
        left, right, near = self._likely
        high = near >= least
        yield from zip(left[high].tolist(), right[high].tolist(), strict=True)

    def margin(self, i: int, j: int) -> float:
        """Return how much nearer two claims are than each is to the rest of the other's article."""
        if (i, j) not in self.margins:
            self.margins[i, j] = self._margin(i, j)
        return self.margins[i, j]

    def _margin(self, i: int, j: int) -> float:
        if not len(self._usual):
            return 0.0
        rows, usual = self.vectors.vectors, self._usual
        there = float(rows[i] @ usual[self.read[j].article] + rows[j] @ usual[self.read[i].article])
        return self.near(i, j) - there / 2

    def mutual(self, i: int, j: int) -> bool:
        """Tell whether two claims are each other's nearest in the other's article."""
        if not len(self._usual):
            return False
        near = self.near(i, j) + 1e-6
        return near >= self._best(i, self.read[j].article) and near >= self._best(j, self.read[i].article)

    def _best(self, row: int, article: int) -> float:
        """Return a claim's highest cosine to another claim of an article."""
        if (row, article) not in self.best:
            self.best[row, article] = float(self.vectors.best_in(np.array([row]), article)[0])
        return self.best[row, article]

    def bond(self, i: int, j: int) -> float:
        """Return how surely two claims speak of one thing, 0 to 1: by their vectors and word by word."""
        if (i, j) not in self.bonds:
            self.bonds[i, j] = (self.margin(i, j) + self.aligner.agreement(i, j)) / 2
        return self.bonds[i, j]

    def bonded(self, i: int, j: int, least: float) -> bool:
        """Tell whether two claims have at least this bond; of most it is seen without an alignment."""
        return self.margin(i, j) + 1 >= 2 * least and self.bond(i, j) >= least

    @cached_property
    def counterparts(self) -> tuple[tuple[int, int], ...]:
        """The pairs of claims by two articles of which one is the other's nearest there, in order of rows."""
        left, right, near = self._likely
        article, rows = self.vectors.article, self.vectors.vectors
        if not len(left):
            return ()
        usual = np.empty(len(left), np.float32)
        for some in blocks(len(left)):
            i, j = left[some], right[some]
            usual[some] = np.einsum("nd,nd->n", rows[i], self._usual[article[j]])
            usual[some] += np.einsum("nd,nd->n", rows[j], self._usual[article[i]])
        apart = (article[left] != article[right]) & (near - usual / 2 >= APART)
        left, right, near = left[apart], right[apart], near[apart]
        there, here = self.vectors.bests(left, right), self.vectors.bests(right, left)
        for one, other, best in ((left, right, there), (right, left, here)):
            keys = zip(one.tolist(), article[other].tolist(), strict=True)
            self.best.update(zip(keys, best.tolist(), strict=True))
        reached = near + 1e-6 >= np.minimum(there, here)
        return tuple(sorted(zip(left[reached].tolist(), right[reached].tolist(), strict=True)))

    @cached_property
    def _likely(self) -> tuple[Ints, Ints, Vectors]:
        """The pairs of claims of which one is among the nearest of the other."""
        if len(self.vectors) != len(self.read):
            return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32)
        return self.vectors.near_pairs(min(NEIGHBOURS, len(self.read)))

    @cached_property
    def _usual(self) -> Vectors:
        """The mean vector of each article's claims, with which products are mean cosines; zero for none."""
        if len(self.vectors) != len(self.read):
            return np.empty((0, 0), np.float32)
        sums = np.zeros((len(self.story.analyses), self.vectors.vectors.shape[1]), np.float32)
        np.add.at(sums, self.vectors.article, self.vectors.vectors)
        counts = np.bincount(self.vectors.article, minlength=len(sums))
        return np.asarray(sums / np.maximum(counts, 1)[:, None], np.float32)

    def comparable(self, i: int, j: int) -> bool:
        """Tell whether two claims may speak against each other: told alike, by two voices or far apart."""
        a, b = self.claims[i], self.claims[j]
        if not self.told(i) or not self.told(j) or (a.modality == "planned") != (b.modality == "planned"):
            return False
        beside = self.one_article(i, j) and abs(a.sentence - b.sentence) <= CONTEXT
        return not beside or self.voice(i) != self.voice(j) or self.denied(i) != self.denied(j)

    def linked(self, rows: Rows, a: Span, b: Span) -> bool:
        """Tell whether a word inside one span is linked to a word inside the other."""
        words = [self.read[row].words for row in rows]
        return any(
            a.contains(words[0][k.a].span) and b.contains(words[1][k.b].span)
            for k in self.aligner.links(*rows)
        )

    def names_at(self, row: int) -> dict[int, Name]:
        """Map the places of a claim's words to the names that they belong to."""
        if row not in self.spots:
            self.spots[row] = name_spots(self.analysis(row), self.read[row], self.home)
        return self.spots[row]

    def elsewhere(self, i: int, j: int) -> bool:
        """Tell whether two claims name places and none in common: then they may tell of two things.

        A name in common may be known for a place's on one side only.
        """
        a, b = (list(self.names_at(row).values()) for row in (i, j))
        here, there = ([n for n in named if n.type == "LOC"] for named in (a, b))
        common = (one_name(x, y) for places, named in ((here, b), (there, a)) for x in places for y in named)
        return bool(here and there) and not any(common)

    def told(self, row: int) -> bool:
        """Tell whether a claim says that something is so; a doubtful source does not make it a guess."""
        if row not in self.firm:
            self.firm[row] = self._firm(row)
        return self.firm[row]

    def _firm(self, row: int) -> bool:
        claim, passage = self.claims[row], self.read[row]
        guessed = claim.modality == "hedged" and has_any("hedges", passage.text, passage.language)
        return claim.modality != "conditional" and not guessed

    def quoted(self, row: int) -> bool:
        """Tell whether a claim holds words in quotation marks: these are said, whatever the verb denies."""
        span = self.read[row].reference.span
        return any(q.kind == "direct" and q.span.overlap(span) for q in self.analysis(row).quotes)

    def denied(self, row: int) -> bool:
        """Tell whether a claim is what someone denies, in the outlet's words and without the denial.

        What someone "rejected claims of" is doubted by a word and denied by the one around it.
        """
        stance, span = self.claims[row].stance, self.read[row].reference.span
        if stance not in {"denies", "hedges"} or self.quoted(row):
            return False
        analysis = self.analysis(row)
        quotes = [q for q in analysis.quotes if q.cue]
        if any(q.cue and q.cue.overlap(span) for q in quotes):
            return False
        around = (q.cue for q in quotes if q.cue and q.span.contains(span))
        return stance == "denies" or any(
            cue_class(analysis.language, analysis.text_of(cue)) == "deny" for cue in around
        )

    def sureness(self, rows: Rows, extra: float = 0.0) -> float:
        """Return the score of a conflict of values: how surely two claims speak of one thing."""
        return min(1.0, 0.3 + 0.7 * self.bond(*rows) + extra)

    def cited(self, row: int, span: Span) -> str:
        """Return words of a claim's article."""
        return self.analysis(row).text_of(span)

    def days_between(self, i: int, j: int) -> int | None:
        """Return how many days after claim i claim j was published, None where that is not known."""
        days = [self.analysis(r).structure.published.value or "" for r in (i, j)]
        if any(len(day) < len("2000-01-01") for day in days):
            return None
        first, second = (date.fromisoformat(day[:10]) for day in days)
        return (second - first).days

    def rows(self) -> dict[tuple[str, str], int]:
        """Return the row of each claim by its article and its ``Claim.id``."""
        pairs = zip(self.read, self.claims, strict=True)
        return {(p.reference.article, c.id): row for row, (p, c) in enumerate(pairs)}

    def voice(self, row: int) -> str:
        """Return who makes a claim, "" for the outlet itself."""
        who = self.claims[row].claimant
        return (who.entity or who.name.casefold()) if who else ""
