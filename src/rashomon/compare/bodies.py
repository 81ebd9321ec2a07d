"""Which body a speaker without a name stands for: "the company", or its spokesman or management.

A story calls one body so ("the airline Brig said … the airline"): whoever "the airline" is elsewhere, is that
body, and those who speak for it tell what it tells.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from rashomon.lang.attribution import attribution, word_labels
from rashomon.model.annotation import Analysis, Speaker
from rashomon.model.comparison import Entity
from rashomon.model.story import Story
from rashomon.model.text import Span

SURELY = 2
"""How many times as often as any other the body is called so that a bare noun stands for."""
BEFORE = 40
"""Code points before a name in which the noun stands that tells what it is."""
HEADS = frozenset({"role", "leader", "collective", "document", "resumed", "speaks_for"})
"""Lists of what heads the words for a speaker."""


class Bodies:
    """Knows which body of a story a speaker without a name stands for."""

    def __init__(self, story: Story, entities: Sequence[Entity], home: Mapping[tuple[str, str], str]) -> None:
        self._home = home
        self._principal = _principal(story, entities)

    def meant(self, analysis: Analysis, who: Speaker) -> str | None:
        """Return the entity that a speaker stands for, None where it is none or may be any."""
        language = analysis.language
        labels = [word_labels(language, word) for word in who.name.casefold().split()]
        own = list(takewhile(lambda held: "preposition" not in held, labels))
        heads = [held for held in own if held & HEADS]
        if not heads:
            return None
        head = heads[0] if attribution(language).heads_first else heads[-1]
        if "resumed" in head:
            known = "indefinite" not in labels[0] and (own == labels or attribution(language).heads_first)
            return self._principal if known else None
        if "speaks_for" not in head:
            return None
        named = self._named(analysis, who.span) if who.span else None
        return named or (self._principal if any("resumed" in held for held in labels) else None)

    def _named(self, analysis: Analysis, span: Span) -> str | None:
        """Return the body named last within the words for a speaker: what hangs on a noun is behind."""
        inside = (
            (m.span.start, e.id)
            for e in analysis.entities
            if e.type == "ORG"
            for m in e.mentions
            if span.contains(m.span)
        )
        last = max(inside, default=None)
        return None if last is None else self._home.get((analysis.article.id, last[1]))


def _principal(story: Story, entities: Sequence[Entity]) -> str | None:
    """Return the body that the story calls by a noun such as "company" surely more often than any other."""
    texts = {a.article.id: (a.article.text.content, a.language) for a in story.analyses}
    called = Counter(_called(entities, texts)).most_common(2)
    sure = len(called) == 1 or (called and called[0][1] >= SURELY * called[1][1])
    return called[0][0] if sure else None


def _called(entities: Sequence[Entity], texts: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    for entity in entities:
        for mention in entity.mentions if entity.type == "ORG" else ():
            text, language = texts[mention.article]
            before = text[max(0, mention.span.start - BEFORE) : mention.span.start].casefold().split()
            if before and "resumed" in word_labels(language, before[-1].strip("«„“\"'")):
                yield entity.id
