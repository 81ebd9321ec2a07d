"""Persons, organisations and places: in which stories, with which words, and how these words differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import msgspec

from rashomon.archive.naming import named
from rashomon.model.annotation import QuoteKind
from rashomon.model.archive import Listing, SavedReport, StoryRecord
from rashomon.model.comparison import VariantKind
from rashomon.model.glance import EntityRecord, Facets, Glance, Outlet, Said
from rashomon.render.export import quote_id
from rashomon.render.marking import Mark, Piece, pieces
from rashomon.render.schema import Published, Quote, Source, Utterance, Variant
from rashomon.store.contract.archive import Reader
from rashomon.web.history import latest_report
from rashomon.web.views import PAGE

STORIES, COMPARED, RENDERED = 30, 6, 12
"""Stories that are listed, reports that are read for differing words, and statements that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One article's rendering of a statement; ``pieces`` mark what differs from the fullest one.

    ``told`` is whether it stands in quotation marks (``direct``), in part (``mixed``) or not (``indirect``).
    ``published`` is when the article appeared as it says (ISO 8601, maybe a bare day).
    """

    article: str
    outlet: Outlet
    language: str
    published: str | None
    quote: str
    kind: VariantKind
    told: QuoteKind
    start: int
    end: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One statement in a story in all its renderings, the fullest first."""

    story: StoryRecord
    renderings: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """A person, organisation or place; ``quotes`` come in pages, ``after`` is the cursor of the next."""

    entity: EntityRecord
    stories: tuple[StoryRecord, ...]
    glances: tuple[Glance, ...]
    quotes: tuple[Said, ...]
    drift: tuple[Drift, ...]
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """Who bears a name, or, without one, who is named in most of the latest stories (``facets``)."""

    words: str
    items: tuple[EntityRecord, ...]
    facets: Facets | None


class _Head(msgspec.Struct, frozen=True):
    id: str
    source: Source
    language: str
    published: Published


class _Ledger(msgspec.Struct, frozen=True):
    """What is needed of a report: most of it is left undecoded."""

    articles: list[_Head]
    quotes: list[Quote]
    utterances: list[Utterance]


def entity(reader: Reader, name: str, visitor: str, after: str | None) -> EntityView:
    """Return a person, organisation or place; raises ``NotFound``."""
    found = reader.entity(name)
    stories = reader.stories(Listing(entities=(name,), limit=STORIES)).items
    quotes = reader.sayings(name, PAGE, after)
    return EntityView(
        entity=found,
        stories=stories,
        glances=reader.glances([story.id for story in stories], visitor),
        quotes=quotes.items,
        drift=tuple(islice(_drifts(reader, quotes.items), RENDERED)),
        after=quotes.after,
    )


def entities(reader: Reader, words: str, kind: str, language: str) -> Entities:
    """Return who bears a name that somebody typed in this language."""
    if not words.strip():
        return Entities(words="", items=(), facets=reader.story_facets(Listing()))
    found = named(reader, words, language)
    items = tuple(entity for entity in found if kind in {"", entity.type})[:PAGE]
    return Entities(words=words, items=items, facets=None)


def _drifts(reader: Reader, said: Sequence[Said]) -> Iterator[Drift]:
    """Yield the statements among these quotations that several articles render differently."""
    mine = {quote_id(quote.article, quote.saying.quote) for quote in said}
    for name in list(dict.fromkeys(quote.story for quote in said if quote.story))[:COMPARED]:
        ledger = _ledger(latest_report(reader, name))
        if ledger:
            story = reader.story(name)
            yield from (Drift(story=story, renderings=found) for found in _renderings(ledger, mine))


def _ledger(report: SavedReport | None) -> _Ledger | None:
    try:
        return msgspec.json.decode(report.json, type=_Ledger) if report else None
    except msgspec.DecodeError:
        return None


def _renderings(ledger: _Ledger, mine: set[str]) -> Iterator[tuple[Rendering, ...]]:
    quotes = {quote.id: quote for quote in ledger.quotes}
    articles = {article.id: article for article in ledger.articles}
    for utterance in ledger.utterances:
        first = quotes[utterance.variants[0].quote].kind
        differ = any(v.kind != "verbatim" or quotes[v.quote].kind != first for v in utterance.variants)
        if differ and mine.intersection(utterance.quotes):
            yield tuple(_rendering(quotes[v.quote], v, articles) for v in utterance.variants)


def _rendering(quote: Quote, variant: Variant, articles: dict[str, _Head]) -> Rendering:
    article, span = articles[quote.span.article], quote.span
    marks = [
        Mark(max(e.b.start - span.start, 0), min(e.b.end - span.start, len(span.exact)), e.op)
        for e in variant.edits
        if e.b and e.b.article == span.article and e.b.start < span.end and e.b.end > span.start
    ]
    return Rendering(
        article=article.id,
        outlet=Outlet(id=article.source.id, name=article.source.name, kind=article.source.kind),
        language=article.language,
        published=article.published.value,
        quote=quote.id,
        kind=variant.kind,
        told=quote.kind,
        start=span.start,
        end=span.end,
        pieces=tuple(pieces(span.exact, marks)),
    )
