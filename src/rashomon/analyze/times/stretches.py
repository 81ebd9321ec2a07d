"""The sentence and the clause around a time expression."""

import re
from bisect import bisect_right

from rashomon.model.annotation import Analysis
from rashomon.model.text import Span

LONGEST_CLAUSE, SHORT_CLAUSE = 400, 30
"""Code points of the longest clause that is read, and of what beside an expression says something."""
BREAK = re.compile(r"[;:؛]\s|[,،]\s|[，；：]|\s[—–-]\s|\n")
"""What parts two clauses."""


class Stretches:
    """Finds the words that an expression of one article stands among."""

    def __init__(self, analysis: Analysis, text: str) -> None:
        """Take an article and its text as ``lowered`` gives it."""
        self._content, self._text = analysis.article.text.content, text
        self._sentences = sorted(s.span for s in analysis.sentences)
        self._starts = [s.start for s in self._sentences]

    def sentence(self, span: Span) -> Span:
        """Return the sentence around a span, or the line where no sentence holds it."""
        i = bisect_right(self._starts, span.start) - 1
        if i >= 0 and self._sentences[i].contains(span):
            return self._sentences[i]
        start = self._content.rfind("\n", max(0, span.start - LONGEST_CLAUSE), span.start) + 1
        end = self._content.find("\n", span.end, span.end + LONGEST_CLAUSE)
        end = end if end > 0 else min(len(self._content), span.end + LONGEST_CLAUSE // 2)
        return Span(max(start, span.start - LONGEST_CLAUSE, 0), end)

    def reach(self, span: Span) -> tuple[int, int]:
        """Return how much of the sentence around an expression is looked at."""
        whole, beside = self.sentence(span), LONGEST_CLAUSE // 2
        return max(whole.start, span.start - beside), min(whole.end, span.end + beside)

    def clause(self, span: Span) -> Span:
        """Return the stretch between commas around an expression, wide enough to say something."""
        low, high = self.reach(span)
        cuts = [m.end() for m in BREAK.finditer(self._text, low, span.start)]
        ends = [m.start() for m in BREAK.finditer(self._text, span.end, high)] + [high]
        starts = [*reversed(cuts), low]
        start, end = starts.pop(0), ends.pop(0)
        while end - start < len(span) + SHORT_CLAUSE and (ends or starts):
            if ends:
                end = ends.pop(0)
            else:
                start = starts.pop(0)
        while end > span.end and self._content[end - 1].isspace():
            end -= 1
        while start < span.start and self._content[start].isspace():
            start += 1
        return Span(start, end)
