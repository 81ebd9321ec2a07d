"""Find numbers that are one word with what they count: "14-day", "47-летняя", "čtrnáctidenní"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from rashomon.analyze.claims.numerals import FIGURE, figure
from rashomon.analyze.patterns import any_of, dictionary
from rashomon.lang.morphology import lemma
from rashomon.lang.numbers import Numbers
from rashomon.lang.pack import section
from rashomon.lang.scanning import Scanner
from rashomon.lang.terms import AFTER, BEFORE
from rashomon.model.text import Span

MOST_PARTS = 4
"""Numbers that are written together at most ("сорокасемилетний", "siebenundvierzigjährig")."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Number words, and the units by the name of the group of ``scanner`` that finds them."""

    scanner: Scanner
    decimal: str
    part: re.Pattern[str]
    worth: Callable[[str], float]
    units: dict[str, str]


@cache
def _lexicon(language: str) -> _Lexicon | None:
    """Compile what a language writes together with a number; None for a language that does not."""
    pack = section(language, "numbers", Numbers)
    if not pack.compounds:
        return None
    terms = dict(sorted({**pack.words, **pack.parts}.items(), key=lambda item: -len(item[0])))
    symbol = dictionary(pack.units.items())
    units = {f"u{n}": symbol(noun) or lemma(noun, language) for n, noun in enumerate(pack.compounds)}
    endings = "|".join(f"(?P<u{n}>{any_of(endings)})" for n, endings in enumerate(pack.compounds.values()))
    value = dictionary(terms.items())
    word, part = any_of(pack.words), any_of(sorted(pack.parts, key=len, reverse=True))
    number = rf"(?P<figure>{FIGURE})-?|(?P<words>{word}(?:-{word})?)-|(?P<parts>(?:{part}){{1,{MOST_PARTS}}})"
    first = (*pack.words, *(f"{part}*" for part in pack.parts))
    return _Lexicon(
        scanner=Scanner(re.compile(rf"{BEFORE}(?:{number})(?:{endings}){AFTER}"), first, counts=True),
        decimal=pack.decimal,
        part=re.compile(any_of(terms)),
        worth=lambda word: value(word) or 0.0,
        units=units,
    )


def compounds(text: str, language: str) -> Iterator[tuple[Span, float, str]]:
    """Yield in reading order the words of a text in lower case that hold a number and its unit, with both."""
    known = _lexicon(language)
    if known is None:
        return
    for match in known.scanner.finditer(text):
        parts: list[str] = known.part.findall(match["words"] or match["parts"] or "")
        value = figure(match["figure"], known.decimal) if match["figure"] else sum(map(known.worth, parts))
        if value:
            unit = next(unit for name, unit in known.units.items() if match[name])
            yield Span(*match.span()), value, unit
