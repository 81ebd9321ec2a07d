"""What stands where in one article, looked up by place."""

from functools import cached_property
from operator import itemgetter

from rashomon.model.annotation import Analysis, LocalEntity, Mention, Quantity, Quote
from rashomon.model.index import Index
from rashomon.model.text import Span


class Places:
    """Names, numbers and quotations of one article by place; each kind is sorted when first asked for."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis

    def named(self, span: Span) -> list[tuple[LocalEntity, Mention]]:
        """Return the mentions inside a span with whom they name, in the order of the article's entities."""
        return [pair for _, pair in sorted(self._mentions.within(span), key=itemgetter(0))]

    @cached_property
    def _mentions(self) -> Index[tuple[int, tuple[LocalEntity, Mention]]]:
        pairs = ((entity, mention) for entity in self._analysis.entities for mention in entity.mentions)
        return Index(enumerate(pairs), lambda numbered: numbered[1][1].span)

    @cached_property
    def quantities(self) -> Index[Quantity]:
        """The numbers."""
        return Index(self._analysis.quantities, lambda quantity: quantity.span)

    @cached_property
    def quotes(self) -> Index[Quote]:
        """The quotations, by what is said and not by who says it."""
        return Index(self._analysis.quotes, lambda quote: quote.span)

    @cached_property
    def cues(self) -> Index[Span]:
        """The words by which the quotations are given to somebody."""
        return Index((quote.cue for quote in self._analysis.quotes if quote.cue), lambda cue: cue)
