"""Tell for which body of an article a bare noun stands: "the company", "the paper"."""

from collections import Counter
from collections.abc import Sequence

from rashomon.analyze.quotes.people.descriptions import EMPTY
from rashomon.analyze.quotes.people.memory import Memory
from rashomon.analyze.quotes.sentence.units import Token
from rashomon.model.annotation import Speaker

SURELY = 2
"""How many times as often as any other the body is called so that a bare noun stands for."""
BACK = 6
"""Sentences back to which a paper may have spoken."""


def _lone_noun(held: Sequence[Token]) -> Token | None:
    """Return the only word of a source besides small ones, unless it brings in somebody new ("a company")."""
    words = [token for token in held if token.kind == "word" and not token.labels & EMPTY]
    new = any(token.has("indefinite") for token in held)
    return words[0] if len(words) == 1 and not new else None


def body_meant(memory: Memory, held: Sequence[Token], kind: str | None, *, opens: bool) -> Speaker | None:
    """Return the body that a bare noun stands for: the company of the article, or the paper that spoke last.

    ``kind`` is what the verb agrees with: nouns in the plural stand for nobody in particular. ``opens`` tells
    that the noun opens its sentence: elsewhere a capital is a name's.
    """
    noun = _lone_noun(held)
    if noun is None or (noun.capital and not opens) or kind == "plural":
        return None
    if noun.has("resumed"):
        company = _company(memory)
        return memory.speaker(company, None) if company else None
    return _paper(memory) if noun.has("outlet") else None


def _company(memory: Memory) -> str | None:
    """Return the body that such nouns stand before ("the airline Brig"), surely oftener than any other."""
    if memory.called is None:
        memory.called = Counter(
            name.entity
            for unit, names in zip(memory.units, memory.names, strict=True)
            for name in names
            if name.type == "ORG" and name.first and unit.tokens[name.first - 1].has("resumed")
        )
    (first, often), (_, next_often) = (*memory.called.most_common(2), ("", 0), ("", 0))[:2]
    return first if often and often >= SURELY * next_often else None


def _paper(memory: Memory) -> Speaker | None:
    """Return the body that spoke last, one that the article credits before any other."""
    spoke = [s for s in reversed(memory.spoke[-BACK:]) if s is not None and memory.is_body(s)]
    credited = (speaker for speaker in spoke if speaker.name in memory.analysis.structure.credits)
    return next(credited, None) or next(iter(spoke), None)
