"""Take phrases that may stand anywhere in a clause for the small words that they are ("in its turn")."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from rashomon.analyze.quotes.sentence.affairs import with_affairs
from rashomon.analyze.quotes.sentence.units import Unit
from rashomon.lang.attribution import attribution
from rashomon.lang.lexicon import Lexicon

SKIPPED = frozenset({"skip"})
"""The lists of each word of such a phrase."""


def with_asides(units: Iterable[Unit], language: str) -> Iterator[Unit]:
    """Yield sentences in which phrases that only lead on may stand between a subject and its verb.

    What a body is for is then part of its name.
    """
    known = _asides(language)
    for unit in units:
        held = set[int]()
        for at in range(len(unit.words) - 1):
            if at not in held and (found := known.phrase(unit.words, at)) is not None:
                held |= set(range(at, at + found[0]))
        skipped = (
            token._replace(labels=SKIPPED, cues=False) if at in held else token
            for at, token in enumerate(unit.tokens)
        )
        yield with_affairs(replace(unit, tokens=tuple(skipped)) if held else unit, language)


@cache
def _asides(language: str) -> Lexicon:
    return Lexicon({"aside": attribution(language).aside})
