"""Settle where a quotation without a closing mark ends."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.analyze.marks.pairs import Quotation
from rashomon.analyze.quotes.sentence.units import opens_narration, words_of
from rashomon.lang.attribution import first_class
from rashomon.model.annotation import Analysis
from rashomon.model.text import Span

SENTENCE_END = re.compile(r"[.!?…](?=\s+[^\W\d_a-z])")
WINDOW = 400
"""Code points of a sentence that are looked at to see whether the reporter speaks."""
LED = 8
"""Tokens from a verb on among which the words said begin."""


def settled(analysis: Analysis, quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Return quotations (sorted by their starts) with their ends and with the depth that these leave them."""
    found, around = list[Quotation](), list[int]()
    for quotation in quotations:
        while around and around[-1] <= quotation.outer.start:
            around.pop()
        whole = quotation if quotation.closed else ended(analysis, quotation)
        found.append(replace(whole, depth=len(around)))
        around.append(whole.outer.end)
    return tuple(found)


def ended(analysis: Analysis, quotation: Quotation) -> Quotation:
    """End a quotation without a closing mark before the sentence in which the reporter resumes.

    What goes on from the reporter's words and would take up the rest of a paragraph ends with its sentence.
    """
    inner, text = quotation.inner, analysis.article.text.content
    goes_on = text[inner.start].islower() and text[inner.end : inner.end + 1] in ("", "\n")
    end = inner.start
    for match in SENTENCE_END.finditer(text, inner.start, inner.end):
        if end > inner.start and (goes_on or _reports(analysis, Span(end, match.end()))):
            break
        end = match.end()
    else:
        last = end > inner.start and (goes_on or _reports(analysis, Span(end, inner.end + 1)))
        end = end if last else inner.end
    return replace(quotation, inner=Span(inner.start, end), outer=Span(quotation.outer.start, end))


def _reports(analysis: Analysis, sentence: Span) -> bool:
    """Tell whether a sentence is the reporter's: by its first words, or by who says words that follow."""
    text = analysis.article.text.content
    start = next((at for at in range(*sentence.edges) if not text[at].isspace()), sentence.start)
    if opens_narration(analysis, start):
        return True
    tokens = words_of(analysis, start, min(sentence.end, start + WINDOW))
    cue = next(
        (i for i, t in enumerate(tokens) if first_class(t.labels) in ("say", "hedge", "deny", "warn")), None
    )
    return cue is not None and any(t.has("complement") or t.text == ":" for t in tokens[cue : cue + LED])
