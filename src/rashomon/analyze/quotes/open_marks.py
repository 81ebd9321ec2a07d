"""Settle where a quotation without a closing mark ends."""

import re
from dataclasses import replace

from rashomon.analyze.quotes.marks import Quotation
from rashomon.analyze.quotes.units import words_of
from rashomon.lang.attribution import first_class
from rashomon.model.annotation import Analysis
from rashomon.model.text import Span

SENTENCE_END = re.compile(r"[.!?…](?=\s+[^\W\d_a-z])")
WINDOW = 400
"""Code points of a sentence that are looked at to see whether the reporter speaks."""


def ended(analysis: Analysis, quotation: Quotation) -> Quotation:
    """End a quotation without a closing mark before the sentence in which the reporter resumes."""
    inner, text = quotation.inner, analysis.article.text.content
    end = inner.start
    for match in SENTENCE_END.finditer(text, inner.start, inner.end):
        if end > inner.start and _reports(analysis, Span(end, match.end())):
            break
        end = match.end()
    else:
        end = inner.end if end == inner.start or not _reports(analysis, Span(end, inner.end + 1)) else end
    return replace(quotation, inner=Span(inner.start, end), outer=Span(quotation.outer.start, end))


def _reports(analysis: Analysis, span: Span) -> bool:
    tokens = words_of(analysis, span.start, min(span.end, span.start + WINDOW))
    cue = next(
        (i for i, t in enumerate(tokens) if first_class(t.labels) in ("say", "hedge", "deny", "warn")), None
    )
    return cue is not None and any(t.has("complement") for t in tokens[cue : cue + 8])
