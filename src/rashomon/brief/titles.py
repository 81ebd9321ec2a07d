"""Choose a story's title: the most typical of its telling headlines."""

from collections.abc import Sequence

import numpy as np

from rashomon.model.annotation import Analysis, Vectors
from rashomon.model.text import Span

LONGEST, SENTENCE = 120, 40
"""Characters of the longest title, and of what is certainly more than a dateline."""
SMALL = 1e-9
"""Kept from being divided by."""
QUESTIONS = ("?", "؟", "？", ";")
CUT = ("…", "...", "[]", "[…]", "[...]")
"""What stands where a page shows only the beginning of a text."""


def title(told: Sequence[tuple[Analysis, Vectors]], language: str | None) -> str:
    """Return the telling headline that is most like all others; "" where no article has one.

    ``told`` pairs each article with the vectors of its sentences, (n, d), its first ones at least. A
    headline in ``language`` goes before all others. Headlines are held against each other, not their
    articles: a long background article may be typical under the oddest headline.
    """
    heads = [(a, headline, _vector(a, headline, v)) for a, v in told if (headline := _telling_headline(a))]
    heads = [head for head in heads if len(head[2])]
    if not heads:
        return ""
    vectors = np.stack([vector for *_, vector in heads])
    ranked = [heads[row] for row in np.argsort(-(vectors @ vectors.mean(0)), kind="stable")]
    best, headline, _ = min(ranked, key=lambda head: head[0].language != language)
    return short(best.text_of(headline))


def _vector(analysis: Analysis, headline: Span, vectors: Vectors) -> Vectors:
    """Return the direction of a headline's sentences, (d,); zeros where none of them has a vector."""
    rows = [row for row, s in enumerate(analysis.sentences[: len(vectors)]) if headline.overlap(s.span)]
    whole = vectors[rows].sum(0, dtype=np.float32)
    return np.asarray(whole / max(float(np.linalg.norm(whole)), SMALL), np.float32)


def opening(analysis: Analysis) -> str:
    """Return what one article is about: its telling headline, else its first sentence that tells."""
    headline = _telling_headline(analysis)
    if headline:
        return short(analysis.text_of(headline))
    byline = analysis.structure.byline
    body = (s.span for s in analysis.sentences if analysis.is_body(s.span))
    body = (span for span in body if not (byline and byline.overlap(span)))
    texts = (analysis.text_of(span) for span in body)
    telling = (text for text in texts if len(text) >= SENTENCE and not text.rstrip().endswith(QUESTIONS))
    return short(next(telling, analysis.article.text.content[: 2 * LONGEST]))


def short(text: str) -> str:
    """Return a text on one line, cut between words where it is too long for a title."""
    whole = " ".join(text.split())
    return whole if len(whole) <= LONGEST else whole[:LONGEST].rsplit(" ", 1)[0] + " …"


def _telling_headline(analysis: Analysis) -> Span | None:
    """Return the headline unless it asks instead of telling, or breaks off."""
    span = analysis.structure.headline
    return None if span is None or analysis.text_of(span).rstrip().endswith((*QUESTIONS, *CUT)) else span
