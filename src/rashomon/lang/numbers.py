"""How a language writes numbers and what it counts: the section ``numbers`` of a language pack."""

from functools import cache
from typing import Literal

import msgspec

from rashomon.lang.lexicon import Lexicon
from rashomon.lang.pack import Section, primary, section

Nearness = Literal["about", "at_least", "at_most", "over", "under"]


class Numbers(Section, frozen=True):
    """Number words of one language, in the notation of ``lang.terms``.

    ``words`` and ``multipliers`` map a term to its value; words in ``alone`` count only before a
    multiplier ("a dozen"). ``units`` maps a measure, currency or per cent to its symbol. ``stop`` words
    behind a number are not what is counted, ``skip`` words stand before what is. ``joins`` stand inside a
    composed number, ``of`` words between two multipliers ("hundreds of thousands"), ``labels`` before a
    number that is part of a name, and ``clock`` words behind a time of day. ``about`` to ``under`` stand
    before a number and tell how near it is, ``behind`` has such words that stand behind it. ``suffixes``
    are case endings written to a number, ``units_before`` measures that stand before it; ``decimal`` is
    the mark before a fraction. ``compounds`` maps a unit, as it stands behind a number, to what stands
    for it in one word with one ("47-year-old", "dziesięciodniowy"); ``parts`` are numbers as they are
    written in such words.
    """

    words: dict[str, float] = msgspec.field(default_factory=dict)
    alone: tuple[str, ...] = ()
    multipliers: dict[str, float] = msgspec.field(default_factory=dict)
    units: dict[str, str] = msgspec.field(default_factory=dict)
    stop: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()
    at_most: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    behind: dict[Nearness, tuple[str, ...]] = msgspec.field(default_factory=dict)
    suffixes: tuple[str, ...] = ()
    units_before: dict[str, str] = msgspec.field(default_factory=dict)
    clock: tuple[str, ...] = ()
    compounds: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    parts: dict[str, float] = msgspec.field(default_factory=dict)
    decimal: str = ","


@cache
def _magnitudes(language: str) -> Lexicon:
    return Lexicon({"magnitude": tuple(section(language, "numbers", Numbers).multipliers)})


def is_magnitude(language: str, word: str) -> bool:
    """Tell whether a case-folded word makes a number of the one before it ("thousand")."""
    return bool(_magnitudes(primary(language)).labels(word))
