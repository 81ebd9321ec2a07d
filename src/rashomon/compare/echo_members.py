"""Decide which passages may be members of an echo."""

from collections.abc import Sequence

import numpy as np

from rashomon.compare.echo_links import Link
from rashomon.compare.similarity import StoryVectors
from rashomon.compare.wording import Passage
from rashomon.model.story import Story
from rashomon.model.text import Reference

CENTRE = 0.55
"""Cosine to the others' centre from which a passage says what they say, and is not only chained to them."""
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
    return len(analysis.text_of(span)[: WORDS * 40].split()) >= WORDS or any(
        claim.span.overlap(span) for claim in analysis.claims
    )


def leading(story: Story, passage: Reference) -> bool:
    """Tell whether a passage stands in its article's first sentence of body text."""
    analysis = story.analysis(passage.article)
    body = (s.span for s in analysis.sentences if tells(story, Reference(passage.article, s.span)))
    first = next(body, None)
    return first is not None and first.overlap(passage.span) > 0


def central(links: list[Link], read: Sequence[Passage], vectors: StoryVectors) -> list[Link]:
    """Drop the links to passages that are far from the centre of their echo's passages."""
    sides = sorted({side for link in links for side in (link.a, link.b)})
    if len(sides) < 3 or len(vectors) != len(read):
        return links
    rows = np.array([_row(read, side) for side in sides])
    chosen = vectors.vectors[rows]
    centre = chosen.sum(axis=0)
    near = chosen @ (centre / max(float(np.linalg.norm(centre)), 1e-9))
    kept = {side for side, cosine in zip(sides, near, strict=True) if cosine >= CENTRE}
    return [link for link in links if link.kind == "verbatim" or {link.a, link.b} <= kept]


def _row(read: Sequence[Passage], side: Reference) -> int:
    shared = [p.reference.article == side.article and p.reference.span.overlap(side.span) for p in read]
    return int(np.argmax(shared))
