"""Attributed words made ready for comparison: what was said, in which words, and by whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from rashomon.compare.bodies import Bodies
from rashomon.compare.measures import MANY, symbol
from rashomon.compare.similarity import StoryVectors
from rashomon.compare.wording import Word, read_words
from rashomon.lang.claims import claim_words
from rashomon.model.annotation import Analysis, Quantity, Quote, Speaker
from rashomon.model.comparison import Entity
from rashomon.model.index import Index
from rashomon.model.story import Story
from rashomon.model.text import Span

FRAGMENT = 4
"""Words up to which a quotation is a fragment: it must stand whole in the other."""
SAYING = 3
"""Words in marks from which the same ones, whatever they say, are known again of one speaker."""
LONGEST_QUOTE = 2000
"""Characters of a quotation that are compared: an unclosed mark must not cost a page squared."""
ONE_NAME = 90
"""Share of words (of 100) from which two names that were not linked are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quotation ready for comparison.

    ``lemmas`` are the base forms of its words in reading order, for a language with cases bends what it
    repeats, and ``held`` those in any order; ``telling`` is the number of words that say something, ``rows``
    are its sentences, ``counts`` its larger numbers and measures with their units' symbols, ``speaker`` is an
    entity's id.
    """

    article: int
    quote: Quote
    language: str
    words: tuple[Word, ...]
    lemmas: tuple[str, ...]
    held: frozenset[str]
    telling: int
    rows: tuple[int, ...]
    counts: frozenset[tuple[float, str]]
    speaker: str | None
    name: str

    @property
    def marked(self) -> bool:
        """Whether all of it stands in quotation marks."""
        return self.quote.kind == "direct"

    @property
    def fragment(self) -> bool:
        """Whether it is too short to be an utterance by itself."""
        return len(self.words) <= FRAGMENT

    @property
    def lone(self) -> bool:
        """Whether it is one word that says something, in marks."""
        return self.marked and len(self.words) == 1 == self.telling

    @property
    def saying(self) -> bool:
        """Whether it stands in marks and is known again by all of its words ("Who are you?")."""
        return self.marked and len(self.words) >= SAYING

    @property
    def retold(self) -> bool:
        """Whether it is told without quotation marks."""
        return self.quote.kind == "indirect"


def gather(story: Story, entities: Sequence[Entity], vectors: StoryVectors) -> list[Said]:
    """Read all quotations of a story that say something, in the order of the articles.

    ``vectors`` are those of the story's sentences.
    """
    home = {member: entity.id for entity in entities for member in entity.members}
    called = {
        name.casefold(): entity.id for entity in entities for name in (entity.name, *entity.names.values())
    }
    bodies = Bodies(story, entities, home)
    starts = np.searchsorted(vectors.article, np.arange(len(story.analyses)))
    result = []
    for at, analysis in enumerate(story.analyses):
        sentences = Index(enumerate(analysis.sentences), lambda pair: pair[1].span)
        quantities = Index(analysis.quantities, lambda one: one.span)
        for quote in analysis.quotes:
            rows = [i for i, _ in sentences.overlapping(quote.span)] if len(vectors) else []
            who, words = quote.speaker, _words(analysis, quote)
            lemmas = tuple([word.lemma for word in words])
            said = Said(
                article=at,
                quote=quote,
                language=analysis.language,
                words=words,
                lemmas=lemmas,
                held=frozenset(lemmas),
                telling=sum(word.content for word in words),
                rows=tuple(int(starts[at]) + row for row in rows),
                counts=_counts(quantities.within(quote.span)),
                speaker=_speaker(who, analysis, home, called)
                or (bodies.meant(analysis, who) if who else None),
                name=who.name.casefold() if who else "",
            )
            result += [said] if said.telling or said.saying else []
    return result


def _words(analysis: Analysis, quote: Quote) -> tuple[Word, ...]:
    """Read the words of a quotation, without the "that" by which an outlet joins them to its own."""
    start, end = quote.span.start, min(quote.span.end, quote.span.start + LONGEST_QUOTE)
    words = read_words(analysis, Span(start, end))
    joined = quote.kind != "direct" and words[:1]
    return words[1:] if joined and joined[0].form in claim_words(analysis.language).complementizers else words


def _counts(quantities: Iterable[Quantity]) -> frozenset[tuple[float, str]]:
    told = ((quantity.value, symbol(quantity)) for quantity in quantities)
    return frozenset((value, unit) for value, unit in told if unit or value >= MANY)


def _speaker(
    who: Speaker | None, analysis: Analysis, home: Mapping[tuple[str, str], str], called: Mapping[str, str]
) -> str | None:
    """Return the entity that speaks: the one linked, else the one that bears the name."""
    if who is None:
        return None
    return home.get((analysis.article.id, who.entity or "")) or called.get(who.name.casefold())


def fullness(said: Said) -> tuple[bool, int, int, int, int]:
    """Order renderings from the fullest on: those in quotation marks, then by length."""
    span = said.quote.span
    return said.retold, -len(span), said.article, *span.edges


def later_first(i: int, j: int) -> tuple[int, int]:
    """Return two quotations as pairs of them are given, by their places: the later one first."""
    return max(i, j), min(i, j)


def compatible(a: Said, b: Said) -> bool:
    """Tell whether one may have said both: a speaker is not known, or they are the same."""
    return a.speaker is None or b.speaker is None or same_speaker(a, b)


def same_speaker(a: Said, b: Said) -> bool:
    """Tell whether one says both: one entity, or names that are one."""
    if a.speaker is not None and a.speaker == b.speaker:
        return True
    return bool(a.name and b.name) and fuzz.token_set_ratio(a.name, b.name) >= ONE_NAME
