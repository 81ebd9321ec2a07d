"""What one article says over and over is held against the others a few times only.

A line that a page repeats thousands of times would otherwise cost its square and fill the matrix.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from rashomon.model.annotation import Analysis
from rashomon.model.story import Story

REPEATS = 8
"""Claims of one article in the same words and of the same speaker that are compared."""


def without_repeats(story: Story) -> Story:
    """Return the story, of each article's claims in the same words only the first ``REPEATS``."""
    return replace(story, analyses=tuple(map(_bounded, story.analyses)))


def _bounded(analysis: Analysis) -> Analysis:
    kept = list(_first(analysis))
    if len(kept) == len(analysis.claims):
        return analysis
    claims = tuple(analysis.claims[at] for at in kept)
    return replace(analysis, claims=claims, claim_vectors=analysis.claim_vectors[kept])


def _first(analysis: Analysis) -> Iterator[int]:
    said: Counter[tuple[str, str | None]] = Counter()
    for at, claim in enumerate(analysis.claims):
        words = " ".join(analysis.text_of(claim.span).casefold().split())
        key = (words, claim.claimant.name if claim.claimant else None)
        said[key] += 1
        if said[key] <= REPEATS:
            yield at
