"""One article as a resource: its text with what was read in it, its versions, and what it leaves out."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rashomon.archive.placing import reading_version
from rashomon.archive.telling import kept
from rashomon.errors import NotFound
from rashomon.model.annotation import Analysis
from rashomon.model.archive import Change, Stored
from rashomon.model.article import Article
from rashomon.render.html import LOOKS
from rashomon.render.marking import Mark, Piece, pieces
from rashomon.render.schema import Document
from rashomon.store.revisions import changes
from rashomon.web.room import Room
from rashomon.web.views import ArticleHead, head
from rashomon.web.wording import told

VERSIONS = 20
"""Versions of one article that are compared, the latest ones."""
GAPS = 30
"""Claims that are shown as left out, the most told ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A stretch ``[start, end)`` of the text and what it was read as."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A claim that other articles of the story make and this one, read as a whole, does not mention."""

    text: str
    language: str
    told_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A later version against the one before it: the pieces of the later text, and what was taken out."""

    article: ArticleHead
    changes: tuple[Change, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article with all that is known of it; ``gaps`` is None until its story was compared.

    Where nobody ``stated`` its outlet, it goes by the name of its file.
    """

    article: ArticleHead
    stated: bool
    byline: str | None
    complete: bool
    text: str
    sha256: str
    annotations: tuple[Annotation, ...]
    versions: tuple[ArticleHead, ...]
    revisions: tuple[Revision, ...]
    gaps: tuple[Gap, ...] | None

    @property
    def pieces(self) -> list[Piece]:
        """The text cut at the borders of its annotations."""
        return pieces(self.text, [Mark(a.start, a.end, a.kind) for a in self.annotations])


def article(room: Room, name: str) -> ArticleView:
    """Return an article; raises ``NotFound``."""
    with room.archive.reading() as reader:
        stored = reader.article(name)
        analysis = reader.analysis(name, reading_version(room.encoder))
        versions = reader.versions(name)[-VERSIONS:]
    return ArticleView(
        article=head(stored),
        stated=stored.article.source.kind != "unknown",
        byline=stored.article.byline,
        complete=stored.article.complete,
        text=stored.article.text.content,
        sha256=stored.article.text.sha256,
        annotations=tuple(_annotations(analysis)) if analysis else (),
        versions=tuple(map(head, versions)),
        revisions=tuple(_revision(a, b) for a, b in pairwise(versions)),
        gaps=_gaps(room, stored),
    )


def _annotations(analysis: Analysis) -> Iterator[Annotation]:
    spans = [(part.span, LOOKS.get(part.kind, "non-body")) for part in analysis.structure.non_body]
    spans += [(mention.span, "name") for entity in analysis.entities for mention in entity.mentions]
    spans += [(q.span, "quote" if q.kind == "direct" else "speech") for q in analysis.quotes]
    spans += [(t.span, "date") for t in analysis.timexes] + [
        (q.span, "quantity") for q in analysis.quantities
    ]
    yield from (Annotation(start=s.start, end=s.end, kind=kind) for s, kind in sorted(spans))


def _revision(old: Stored, new: Stored) -> Revision:
    before, after = old.article.text.content, new.article.text.content
    found = changes(before, after)
    return Revision(article=head(new), changes=found, pieces=tuple(told(before, after, found)))


def _gaps(room: Room, stored: Stored) -> tuple[Gap, ...] | None:
    if stored.story is None or not stored.current:
        return None
    try:
        known = kept(room.archive, stored.story, room.encoder)
    except NotFound:
        return None
    return tuple(_left_out(known, stored.article)) if known else None


def _left_out(known: Document, own: Article) -> Iterator[Gap]:
    """Yield the claims of at least two others on which this article is silent, the most told first."""
    names = {a.id: a.source.name for a in known.articles}
    found = []
    for claim in known.claims:
        tellers = [cell.article for cell in claim.cells if cell.members]
        if len(tellers) > 1 and any(c.article == own.id and c.stance == "silent" for c in claim.cells):
            gap = Gap(
                text=claim.text,
                language=claim.language,
                told_by=tuple(dict.fromkeys(names[a] for a in tellers)),
            )
            found.append((len(tellers), gap))
    yield from (gap for _, gap in sorted(found, key=lambda pair: -pair[0])[:GAPS])
