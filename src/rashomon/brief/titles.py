"""Choose a story's title: the telling headline of its most typical article."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rashomon.model.annotation import Analysis
from rashomon.model.text import Span

LONGEST, SENTENCE = 120, 40
"""Characters of the longest title, and of what is certainly more than a dateline."""
QUESTIONS = ("?", "؟", "？", ";")

Mean = npt.NDArray[np.float32]


def title(told: Sequence[tuple[Analysis, Mean]], language: str | None) -> str:
    """Return the telling headline of the article that is most like all others; "" where none has one.

    ``told`` pairs each article with the mean of its sentences' vectors, (d,) float32; an article in
    ``language`` goes before all others.
    """
    candidates = [(a, mean) for a, mean in told if len(mean) and _telling_headline(a)]
    if not candidates:
        return ""
    means = np.stack([mean for _, mean in candidates])
    ranked = [candidates[row][0] for row in np.argsort(-(means @ means.mean(0)))]
    best = min(ranked, key=lambda a: a.language != language)
    return short(best.text_of(_telling_headline(best) or best.sentences[0].span))


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
    """Return the headline unless it asks instead of telling."""
    span = analysis.structure.headline
    return None if span is None or analysis.text_of(span).rstrip().endswith(QUESTIONS) else span
