"""What conflicts are looked for in: the story's claims with their words, names and nearness."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from rapidfuzz.distance import LCSseq

from rashomon.compare.alignment import Aligner
from rashomon.compare.namespots import Name, name_spots, one_name
from rashomon.compare.similarity import StoryVectors, claim_vectors
from rashomon.compare.wording import READ, Passage, claim_spans, passages, weights
from rashomon.lang.claims import claim_words
from rashomon.lang.terms import has
from rashomon.model.annotation import Claim, Vectors
from rashomon.model.comparison import ConflictKind, Entity
from rashomon.model.index import Index
from rashomon.model.story import Story
from rashomon.model.text import Span

CONTEXT = 3
"""Sentences within which one voice goes on with one thought."""
COPY = 0.6
"""Share of the shorter claim's words from which the other tells the same text."""
NEIGHBOURS = 24
"""Claims that are looked at beside one claim."""
APART = 0.1
"""Margin below which two claims are not aligned: most pairs of a story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A conflict between two claims, by their rows; ``why`` says what differs, ``about`` what it turns on.

    ``spans`` are given where the two passages are more than the two claims.
    """

    kind: ConflictKind
    rows: tuple[int, int]
    score: float
    why: str
    about: str
    spans: tuple[Span, Span] | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Ground:
    """All claims of a story, one row each, with their words, names (``Entity.id``) and vectors.

    ``home`` maps an article's id and its local entity's to the ``Entity.id``; ``spots`` keeps what
    ``names_at`` has read.
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
        return self.story.analyses[self.read[row].article].sentences[self.claims[row].sentence].span

    def sentence_text(self, row: int) -> str:
        """Return the beginning of the sentence that a claim stands in: ``READ`` characters."""
        return self.story.analyses[self.read[row].article].text_of(self.sentence(row))[:READ]

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
        for rows, cosines in self.vectors.blocks() if len(self.vectors) == len(self.read) else ():
            best = np.argsort(-cosines, axis=1)[:, :NEIGHBOURS]
            for at, row in enumerate(rows):
                yield from ((int(row), int(x)) for x in best[at] if x < row and cosines[at, x] >= least)
                yield from ((int(x), int(row)) for x in best[at] if x > row and cosines[at, x] >= least)

    def margin(self, i: int, j: int) -> float:
        """Return how much nearer two claims are than each is to the rest of the other's article."""
        mean, _ = self._standing
        if not len(mean):
            return 0.0
        usual = mean[i, self.read[j].article] + mean[j, self.read[i].article]
        return self.near(i, j) - float(usual) / 2

    def mutual(self, i: int, j: int) -> bool:
        """Tell whether two claims are each other's nearest in the other's article."""
        _, best = self._standing
        if not len(best):
            return False
        near = self.near(i, j) + 1e-6
        return bool(near >= best[i, self.read[j].article] and near >= best[j, self.read[i].article])

    def bond(self, i: int, j: int) -> float:
        """Return how surely two claims speak of one thing, 0 to 1: by their vectors and word by word."""
        return (self.margin(i, j) + self.aligner.agreement(i, j)) / 2

    @cached_property
    def counterparts(self) -> tuple[tuple[int, int], ...]:
        """The pairs of claims by two articles of which one is the other's nearest there, in order of rows."""
        _, best = self._standing
        pairs = {(min(p), max(p)) for p in self.pairs(-1.0)} if len(best) else set()
        return tuple(
            sorted(
                (i, j)
                for i, j in pairs
                if self.read[i].article != self.read[j].article
                and self.margin(i, j) >= APART
                and self.near(i, j) + 1e-6
                >= min(best[i, self.read[j].article], best[j, self.read[i].article])
            )
        )

    @cached_property
    def _standing(self) -> tuple[Vectors, Vectors]:
        """Each claim's mean cosine to the claims of each article, and its highest one to another claim."""
        empty = np.empty((0, 0), np.float32)
        if len(self.vectors) != len(self.read):
            return empty, empty
        shape = len(self.read), len(self.story.analyses)
        mean, best = np.zeros(shape, np.float32), np.full(shape, -1, np.float32)
        for rows, cosines in self.vectors.blocks():
            others = cosines.copy()
            others[np.arange(len(rows)), rows] = -1
            for article in range(shape[1]):
                columns = self.vectors.rows_of(article)
                if len(columns):
                    mean[rows, article] = cosines[:, columns].mean(1)
                    best[rows, article] = others[:, columns].max(1)
        return mean, best

    def comparable(self, i: int, j: int) -> bool:
        """Tell whether two claims may speak against each other: told alike, by two voices or far apart."""
        a, b = self.claims[i], self.claims[j]
        if not self.told(i) or not self.told(j) or (a.modality == "planned") != (b.modality == "planned"):
            return False
        beside = self.read[i].article == self.read[j].article and abs(a.sentence - b.sentence) <= CONTEXT
        return not beside or self.voice(i) != self.voice(j) or self.denied(i) != self.denied(j)

    def linked(self, rows: tuple[int, int], a: Span, b: Span) -> bool:
        """Tell whether a word inside one span is linked to a word inside the other."""
        words = [self.read[row].words for row in rows]
        return any(
            a.contains(words[0][k.a].span) and b.contains(words[1][k.b].span)
            for k in self.aligner.links(*rows)
        )

    def names_at(self, row: int) -> dict[int, Name]:
        """Map the places of a claim's words to the names that they belong to."""
        if row not in self.spots:
            passage = self.read[row]
            self.spots[row] = name_spots(self.story.analyses[passage.article], passage, self.home)
        return self.spots[row]

    def elsewhere(self, i: int, j: int) -> bool:
        """Tell whether two claims name places and none in common: then they may tell of two things."""
        a, b = ([n for n in self.names_at(row).values() if n.type == "LOC"] for row in (i, j))
        return bool(a and b) and not any(one_name(x, y) for x in a for y in b)

    def crossed(self, i: int, j: int) -> bool:
        """Tell whether two claims of one language name the same two in turn: "A met B", "B met A"."""
        if self.read[i].language != self.read[j].language:
            return False
        a, b = self.names_at(i), self.names_at(j)
        ordered = [
            k.b for k in self.aligner.links(i, j) if k.a in a and k.b in b and one_name(a[k.a], b[k.b])
        ]
        return ordered != sorted(ordered)

    def told(self, row: int) -> bool:
        """Tell whether a claim says that something is so; a doubtful source does not make it a guess."""
        claim, words = self.claims[row], claim_words(self.read[row].language)
        guessed = claim.modality == "hedged" and has(words.hedges, self.read[row].text)
        return claim.modality != "conditional" and not guessed

    def quoted(self, row: int) -> bool:
        """Tell whether a claim holds words in quotation marks: these are said, whatever the verb denies."""
        span = self.read[row].reference.span
        quotes = self.story.analyses[self.read[row].article].quotes
        return any(q.kind == "direct" and q.span.overlap(span) for q in quotes)

    def denied(self, row: int) -> bool:
        """Tell whether a claim is what someone denies, in the outlet's words and without the denial."""
        if self.claims[row].stance != "denies" or self.quoted(row):
            return False
        span = self.read[row].reference.span
        quotes = self.story.analyses[self.read[row].article].quotes
        return not any(q.cue and q.cue.overlap(span) for q in quotes)

    def days_between(self, i: int, j: int) -> int | None:
        """Return how many days after claim i claim j was published, None where that is not known."""
        days = [self.story.analyses[self.read[r].article].structure.published.value or "" for r in (i, j)]
        if any(len(day) < len("2000-01-01") for day in days):
            return None
        first, second = (date.fromisoformat(day[:10]) for day in days)
        return (second - first).days

    def same_words(self, i: int, j: int) -> bool:
        """Tell whether two claims are one text: most words of the shorter are in the other."""
        a, b = (self.read[row].lemmas() for row in (i, j))
        return LCSseq.similarity(a, b) >= COPY * max(min(len(a), len(b)), 1)

    def rows(self) -> dict[tuple[str, str], int]:
        """Return the row of each claim by its article and its ``Claim.id``."""
        pairs = zip(self.read, self.claims, strict=True)
        return {(p.reference.article, c.id): row for row, (p, c) in enumerate(pairs)}

    def voice(self, row: int) -> str:
        """Return who makes a claim, "" for the outlet itself."""
        who = self.claims[row].claimant
        return (who.entity or who.name.casefold()) if who else ""

    def one_time(self, i: int, j: int) -> bool:
        """Tell whether two claims may speak of one time: no dates that exclude each other.

        The same words ("in March") are one time, whatever day each of them was reckoned from.
        """
        a, b = (
            [
                (t.value, self.story.analyses[self.read[row].article].text_of(t.span).casefold())
                for t in self.claims[row].timexes
                if t.value
            ]
            for row in (i, j)
        )
        alike = (x.startswith(y) or y.startswith(x) or told == other for x, told in a for y, other in b)
        return not a or not b or any(alike)


def survey(story: Story, entities: Sequence[Entity]) -> Ground:
    """Read all claims of a story for comparison."""
    home = {member: entity.id for entity in entities for member in entity.members}
    read = passages(story, claim_spans)
    weight = weights(read)
    return Ground(
        story=story,
        read=read,
        claims=tuple(claim for analysis in story.analyses for claim in analysis.claims),
        named=_named(story, read, home),
        home=home,
        vectors=claim_vectors(story),
        weight=weight,
        aligner=Aligner(story=story, read=read, weight=weight),
    )


def _named(
    story: Story, read: Sequence[Passage], home: Mapping[tuple[str, str], str]
) -> tuple[frozenset[str], ...]:
    mentions = [
        [
            (m.span, home[member])
            for e in a.entities
            for m in e.mentions
            if (member := (a.article.id, e.id)) in home
        ]
        for a in story.analyses
    ]
    return tuple(
        frozenset(entity for span, entity in mentions[p.article] if p.reference.span.contains(span))
        for p in read
    )
