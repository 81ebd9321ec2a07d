"""Find links to other articles that stand within a paragraph ("… closed. Read also: Ten bridges of ours")."""

import re
from collections.abc import Iterator

from rashomon.analyze.layout import Paragraph, trimmed
from rashomon.analyze.quote_marks import find_quotations
from rashomon.analyze.sentences import pieces
from rashomon.lang.structure import openings
from rashomon.model.text import Span

LONGEST = 400
"""Code points of the longest link."""
WORDS = 25
"""Words of the longest link; what is longer has swallowed the text behind it."""
UTTERANCE = 7
"""Words in marks from which they are what someone said, and no longer part of the link."""
_LABEL = re.compile(r"(?:\A|[.!?…»”\")]\s+|[。！？」]\s*)(?P<words>[^\n.!?…:：]{3,40}?)\s?[:：]")


def inline_links(text: str, part: Paragraph, language: str) -> Iterator[Span]:
    """Yield the links within a paragraph of the body, each with the words that announce it."""
    at = 0
    while label := _LABEL.search(part.text, at):
        at = label.end()
        if not openings(language, "insets").fullmatch(label["words"]):
            continue
        start = part.span.start + label.start("words")
        link = _link(
            text, Span(start, min(part.span.end, start + LONGEST)), at - label.start("words"), language
        )
        if link is not None:
            yield link
            at = link.end - part.span.start


def _link(text: str, within: Span, title: int, language: str) -> Span | None:
    """Return the link at the start of a stretch; its title ends with the sentence or before words said."""
    first = pieces(text, within, language)[0]
    said = (
        within.start + q.outer.start
        for q in find_quotations(text[within.start : within.end], (0,), language)
        if q.depth == 0
        and q.outer.start > title + 1
        and len(text[within.start + q.inner.start : within.start + q.inner.end].split()) >= UTTERANCE
    )
    link = trimmed(text, within.start, min(first.end, next(said, first.end)))
    return link if link and len(text[link.start : link.end].split()) <= WORDS else None
