"""How a person's word stays tied to a passage while the text around it changes.

The selectors are those of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/):
a position in a text that is known by its hash, and the words with what stands before and behind them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.model.article import Article
from rashomon.model.text import Span, Text

AROUND = 32
"""Code points before and behind a passage by which it is told from others in the same words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """The passage ``[start, end)`` of an article, in code points of the text with this ``sha256``.

    ``exact`` are its characters, ``prefix`` and ``suffix`` those around it. An empty ``exact`` means the
    article as a whole.
    """

    article: str
    sha256: str
    start: int = 0
    end: int = 0
    exact: str = ""
    prefix: str = ""
    suffix: str = ""


def select(article: Article, span: Span | None = None) -> Selector:
    """Return the selector of a passage, of the whole article without a span.

    Raises:
        SpanError: the span ends behind the text.
    """
    text = article.text
    if span is None:
        return Selector(article=article.id, sha256=text.sha256)
    return Selector(
        article=article.id,
        sha256=text.sha256,
        start=span.start,
        end=span.end,
        exact=text.slice(span),
        prefix=text.content[max(0, span.start - AROUND) : span.start],
        suffix=text.content[span.end : span.end + AROUND],
    )


def locate(sought: Selector, text: Text) -> Span | None:
    """Return where a passage stands in this or another version of its article; None if it is gone.

    In the very text that it was taken from the position counts. In another one its words do: with all that
    stood around them, else with what stood on one side, else alone; of several places the one nearest to
    the old position. The cost is linear in the text.
    """
    if not sought.exact:
        return Span(0, len(text)) if len(text) else None
    if text.sha256 == sought.sha256:
        return Span(sought.start, sought.end)
    for before, behind in _contexts(sought):
        found = _nearest(text.content, before + sought.exact + behind, sought.start - len(before))
        if found is not None:
            start = found + len(before)
            return Span(start, start + len(sought.exact))
    return None


def _contexts(sought: Selector) -> Iterator[tuple[str, str]]:
    yield sought.prefix, sought.suffix
    yield sought.prefix, ""
    yield "", sought.suffix
    yield "", ""


def _nearest(content: str, words: str, near: int) -> int | None:
    """Return where these words stand nearest to a position, None if they stand nowhere."""
    near = max(0, near)
    before, behind = content.rfind(words, 0, near + len(words)), content.find(words, near)
    found = [at for at in (before, behind) if at >= 0]
    return min(found, key=lambda at: abs(at - near), default=None)
