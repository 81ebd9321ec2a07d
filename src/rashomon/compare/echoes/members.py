"""Decide which passages may be members of an echo."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from rashomon.compare.echoes.links import Link
from rashomon.compare.similarity import StoryVectors
from rashomon.compare.wording import Passage, read_words
from rashomon.lang.claims import is_verb
from rashomon.model.annotation import Analysis
from rashomon.model.index import Index
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span

CENTRE = 0.55
"""Cosine to the others' centre from which a passage says what they say, and is not only chained to them."""
LONGEST_TITLE, TITLE = 120, 3
"""Characters that a name with its title has at most, and words beside it that tell more than a title."""
WORDS = 6
"""Words that an echo has at least, unless a claim was read in it."""


def tells(story: Story, passage: Reference) -> bool:
    """Tell whether a passage is body text that says something: no byline, date line or link."""
    analysis, span = story.analysis(passage.article), passage.span
    structure = analysis.structure
    around = (structure.byline, structure.dateline, structure.headline)
    if not analysis.is_body(span) or any(2 * part.overlap(span) > len(span) for part in around if part):
        return False
    evidence = structure.published.evidence
    if any(e.article == passage.article and 2 * e.span.overlap(span) > len(span) for e in evidence):
        return False
    said = len(analysis.text_of(span)[: WORDS * 40].split()) >= WORDS or any(
        claim.span.overlap(span) for claim in analysis.claims
    )
    return said and not _only_names(analysis, span)


def _only_names(analysis: Analysis, span: Span) -> bool:
    """Tell whether a passage is no more than a person's name with its title, as any account has it."""
    if len(span) > LONGEST_TITLE:
        return False
    named = [m for e in analysis.entities for m in e.mentions if span.overlap(m.span)]
    if not any(m.type == "PER" for m in named):
        return False
    words = read_words(analysis, span)
    beside = [w for w in words if w.content and not any(m.span.contains(w.span) for m in named)]
    return len(beside) < TITLE and not any(is_verb(analysis.language, word.form) for word in words)


def leading(story: Story, passage: Reference) -> bool:
    """Tell whether a passage stands in its article's first sentence of body text."""
    analysis = story.analysis(passage.article)
    body = (s.span for s in analysis.sentences if tells(story, Reference(passage.article, s.span)))
    first = next(body, None)
    return first is not None and first.overlap(passage.span) > 0


class Rows:
    """Where the story's sentences stand among all of them."""

    def __init__(self, read: Sequence[Passage]) -> None:
        placed: dict[str, list[tuple[int, Span]]] = defaultdict(list)
        for row, passage in enumerate(read):
            placed[passage.reference.article].append((row, passage.reference.span))
        self._placed = {article: Index(held, lambda pair: pair[1]) for article, held in placed.items()}
        self.count = len(read)

    def of(self, side: Reference) -> int:
        """Return the row of the sentence that shares most with a passage."""
        near = self._placed[side.article].overlapping(side.span)
        return max(near, key=lambda pair: pair[1].overlap(side.span))[0]


def central(links: list[Link], rows: Rows, vectors: StoryVectors) -> list[Link]:
    """Drop the links to passages that are far from the centre of their echo's passages."""
    held = {side for link in links for side in (link.a, link.b)}
    sides = sorted(held, key=lambda x: (x.article, x.span.edges))
    if len(sides) < 3 or len(vectors) != rows.count:
        return links
    chosen = vectors.vectors[[rows.of(side) for side in sides]]
    centre = chosen.sum(axis=0)
    near = chosen @ (centre / max(float(np.linalg.norm(centre)), 1e-9))
    kept = {side for side, cosine in zip(sides, near, strict=True) if cosine >= CENTRE}
    return [link for link in links if link.kind == "verbatim" or {link.a, link.b} <= kept]
