"""What changed between two reports of one story: articles, conflicts, figures, and the brief word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from rashomon.model.text import HEADING, first_line
from rashomon.render.marking import Piece
from rashomon.render.schema import Article, Conflict, Document, FigureValue, Reference
from rashomon.store.revisions import changes
from rashomon.web.wording import told

ALIKE = 60
"""Of 100, how alike two sentences must be to be shown as one that was reworded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleName:
    """An article by its headline and outlet."""

    id: str
    title: str
    outlet: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two accounts that differ, ``[start, end)`` of an article's text, with the exact words."""

    article: str
    outlet: str
    language: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """Two accounts that differ."""

    a: Side
    b: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureNews:
    """Values of a figure that the earlier report did not have, beside those that it had."""

    quantity: str
    unit: str
    before: tuple[float, ...]
    new: tuple[FigureValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A later report of a story against an earlier one; ``brief`` has the sentences that changed."""

    articles_new: tuple[ArticleName, ...]
    articles_gone: tuple[ArticleName, ...]
    conflicts_new: tuple[Differing, ...]
    conflicts_gone: tuple[Differing, ...]
    figures: tuple[FigureNews, ...]
    brief: tuple[tuple[Piece, ...], ...]

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return any(getattr(self, name) for name in self.__slots__)


def difference(old: Document, new: Document) -> Difference:
    """Hold two reports against each other; passages are the same where they lie at the same place."""
    before, after = ({article.id for article in told.articles} for told in (old, new))
    return Difference(
        articles_new=tuple(_name(a) for a in new.articles if a.id not in before),
        articles_gone=tuple(_name(a) for a in old.articles if a.id not in after),
        conflicts_new=tuple(_without(new, old)),
        conflicts_gone=tuple(_without(old, new)),
        figures=tuple(_figures(old, new)),
        brief=tuple(reworded(_brief(old), _brief(new))),
    )


def _name(article: Article) -> ArticleName:
    title = article.headline or first_line(article.text, HEADING)
    return ArticleName(id=article.id, title=title, outlet=article.source.name, language=article.language)


def _without(told: Document, other: Document) -> Iterator[Differing]:
    """Yield the conflicts that the other report does not have."""
    held = {_place(conflict) for conflict in other.conflicts}
    articles = {article.id: article for article in told.articles}
    for conflict in told.conflicts:
        if _place(conflict) not in held:
            a, b = (_side(one, articles[one.article]) for one in (conflict.a, conflict.b))
            yield Differing(a=a, b=b)


def _side(reference: Reference, article: Article) -> Side:
    return Side(
        article=article.id,
        outlet=article.source.name,
        language=article.language,
        start=reference.start,
        end=reference.end,
        exact=reference.exact,
    )


def _place(conflict: Conflict) -> frozenset[tuple[str, int, int]]:
    return frozenset(map(_spot, (conflict.a, conflict.b)))


def _spot(reference: Reference) -> tuple[str, int, int]:
    return reference.article, reference.start, reference.end


def _figures(old: Document, new: Document) -> Iterator[FigureNews]:
    """Yield the figures that have a value which no article gave before."""
    known = {_spot(value.span) for figure in old.figures for value in figure.values}
    for figure in new.figures:
        before = {value.value for value in figure.values if _spot(value.span) in known}
        found = tuple(v for v in figure.values if _spot(v.span) not in known and v.value not in before)
        if before and found:
            values = tuple(sorted(before))
            yield FigureNews(quantity=figure.quantity, unit=figure.unit, before=values, new=found)


def _brief(told: Document) -> list[str]:
    return [sentence.text for part in told.brief.sections for sentence in part.sentences]


def reworded(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    """Yield the sentences that only one of two briefs has; those that are much alike as one."""
    left = [sentence for sentence in before if sentence not in after]
    for sentence in after:
        if sentence in before:
            continue
        near = max(left, key=lambda other: ratio(other, sentence), default="")
        if ratio(near, sentence) >= ALIKE:
            left.remove(near)
            yield tuple(piece for piece in told(near, sentence, changes(near, sentence)) if piece.text)
        else:
            yield (Piece(sentence, ("inserted",), (), ()),)
    yield from ((Piece(sentence, ("deleted",), (), ()),) for sentence in left)
