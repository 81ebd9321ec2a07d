"""What conflicts are looked for in: the story's claims with their words, names and nearness."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from rashomon.compare.similarity import StoryVectors, claim_vectors
from rashomon.compare.wording import READ, Passage, claim_spans, passages, weights
from rashomon.model.annotation import Claim
from rashomon.model.comparison import ConflictKind, Entity
from rashomon.model.story import Story
from rashomon.model.text import Span

CONTEXT = 3
"""Sentences within which one voice goes on with one thought."""
COPY = 0.6
"""Share of the shorter claim's words from which the other tells the same text."""
NEIGHBOURS = 24
"""Claims that are looked at beside one claim."""


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """All claims of a story, one row each, with their words, names (``Entity.id``) and vectors.

    ``home`` maps an article's id and its local entity's to the ``Entity.id``.
    """

    story: Story
    read: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    named: tuple[frozenset[str], ...]
    home: Mapping[tuple[str, str], str]
    vectors: StoryVectors
    weight: Mapping[str, float]

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

    def pairs(self, least: float) -> Iterator[tuple[int, int]]:
        """Yield the pairs of claims whose cosine is at least so high, a bounded number for each claim."""
        for rows, cosines in self.vectors.blocks() if len(self.vectors) == len(self.read) else ():
            best = np.argsort(-cosines, axis=1)[:, :NEIGHBOURS]
            for at, row in enumerate(rows):
                yield from ((int(row), int(x)) for x in best[at] if x < row and cosines[at, x] >= least)
                yield from ((int(x), int(row)) for x in best[at] if x > row and cosines[at, x] >= least)

    def comparable(self, i: int, j: int) -> bool:
        """Tell whether two claims may speak against each other: both assert, by two voices or far apart."""
        a, b = self.claims[i], self.claims[j]
        if a.modality != "asserted" or b.modality != "asserted":
            return False
        beside = self.read[i].article == self.read[j].article and abs(a.sentence - b.sentence) <= CONTEXT
        return not beside or self.voice(i) != self.voice(j)

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
        """Tell whether two claims may speak of one time: no dates that exclude each other."""
        a, b = ([t.value for t in self.claims[row].timexes if t.value] for row in (i, j))
        return not a or not b or any(x.startswith(y) or y.startswith(x) for x in a for y in b)


def survey(story: Story, entities: Sequence[Entity]) -> Ground:
    """Read all claims of a story for comparison."""
    home = {member: entity.id for entity in entities for member in entity.members}
    read = passages(story, claim_spans)
    return Ground(
        story=story,
        read=read,
        claims=tuple(claim for analysis in story.analyses for claim in analysis.claims),
        named=_named(story, read, home),
        home=home,
        vectors=claim_vectors(story),
        weight=weights(read),
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
