"""Lead from what a page says to the passages that say it: each link has a place in its article's text."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import msgspec

from rashomon.render import schema
from rashomon.render.marking import Mark, Piece, pieces

LOOKS = {"heading": "heading", "dateline": "dateline"}
"""Parts outside the body that a reader still reads as the article's; all others are greyed out."""
INLINE = 60_000
"""Bytes of articles that stand on a page beside the report; more are loaded when they are asked for."""
Address = Callable[[str], str]
"""Tells where a part of the page can be loaded: ``claims``, or an article as ``text-ID``."""


class Places:
    """The passages that a page links to.

    Texts stand on the page ``home`` (this one, if empty), and a passage is marked in them once something
    links to it. A large story's page in the reading room gets an ``address`` to load single texts from.
    """

    def __init__(
        self,
        doc: schema.Document,
        dates: Sequence[schema.TimelineEntry],
        address: Address | None = None,
        home: str = "",
    ) -> None:
        self._doc, self._dates, self._home = doc, dates, home
        size = sum(len(a.text.encode()) for a in doc.articles)
        self.apart = address if address and size > INLINE else None
        self._linked: dict[str, set[tuple[int, int]]] = defaultdict(set)

    def to(self, ref: schema.Reference) -> str:
        """Return the address of a passage, and see to it that it is there."""
        self._linked[ref.article].add((ref.start, ref.end))
        page = self.apart(f"text-{ref.article}") if self.apart else self._home
        return f"{page}#{_anchor(ref.article, ref.start, ref.end)}"

    def pieces(self, article: schema.Article) -> list[Piece]:
        """Cut an article's text for the page: marks are code-point offsets into it."""
        passages = sorted(self._linked[article.id])
        marks = [Mark(start, end, "at", _anchor(article.id, start, end)) for start, end in passages]
        marks += [Mark(n.start, n.end, LOOKS.get(n.kind, "non-body")) for n in article.non_body]
        return pieces(article.text, list(dict.fromkeys([*marks, *self._looks[article.id]])))

    def nearest(self, most: int) -> list[schema.Article]:
        """Return the articles to which the page so far leads most often, in their order."""
        ranked = sorted(self._doc.articles, key=lambda a: -len(self._linked[a.id]))[:most]
        near = {a.id for a in ranked}
        return [a for a in self._doc.articles if a.id in near]

    def link_all(self, article: str) -> None:
        """Make a place of every passage of an article that anything in the story points at."""
        told = self._doc
        parts = (told.brief, told.claims, told.conflicts, told.echoes, told.figures, told.timeline)
        for ref in references([*parts, told.framing, [q.span for q in told.quotes]]):
            if ref.article == article:
                self._linked[article].add((ref.start, ref.end))

    @cached_property
    def _looks(self) -> dict[str, list[Mark]]:
        """What can be shown in the texts, by article."""
        told: dict[str, list[Mark]] = defaultdict(list)
        for kind, part in self._shown():
            for ref in references(part):
                told[ref.article].append(Mark(ref.start, ref.end, kind))
        return told

    def _shown(self) -> Iterator[tuple[str, Any]]:
        yield "cited", self._doc.brief
        yield "name", [e.mentions for e in self._doc.entities]
        yield "quote", [q.span for q in self._doc.quotes if q.kind == "direct"]
        yield "speech", [q.span for q in self._doc.quotes if q.kind != "direct"]
        yield "date", [t.spans for t in self._dates]


def _anchor(article: str, start: int, end: int) -> str:
    return f"r-{article}-{start}-{end}"


def references(node: Any) -> Iterator[schema.Reference]:
    """Yield every reference in a part of the document."""
    if isinstance(node, schema.Reference):
        yield node
    elif isinstance(node, msgspec.Struct):
        for name in node.__struct_fields__:
            yield from references(getattr(node, name))
    elif isinstance(node, list | tuple):
        for item in node:
            yield from references(item)
