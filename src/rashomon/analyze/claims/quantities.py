"""Find what an article counts and measures: numbers in figures or words, with unit and nearness."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import log10
from typing import cast

from rashomon.analyze.claims.compounds import compounds
from rashomon.analyze.claims.numerals import FIGURE, composed, figure
from rashomon.analyze.patterns import any_of, dictionary
from rashomon.lang.attribution import attribution
from rashomon.lang.claims import claim_words
from rashomon.lang.contrast import function_words
from rashomon.lang.morphology import lemma
from rashomon.lang.numbers import Numbers
from rashomon.lang.pack import section
from rashomon.lang.scanning import Scanner, lowered
from rashomon.lang.terms import AFTER, UNSPACED
from rashomon.lang.terms import BEFORE as START
from rashomon.model.annotation import Analysis, Approximation, Quantity
from rashomon.model.text import Span

DOZEN = 12
SENSES: tuple[Approximation, ...] = ("at_least", "at_most", "under", "over", "about")
CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "₽": "RUB", "₴": "UAH", "₺": "TRY", "₼": "AZN", "¥": "CNY"}
BEFORE = 40
_SPACE = r"[^\S\n]"
# Names with figures, telephone numbers, times, scores and versions: read over as wholes.
_NO_COUNT = r"[^\W\d]{1,20}-\d[\w-]{0,20}|\+\d[\d()\- ]{7,20}|\d{1,4}(?:[-/:]\d{1,4}){2,4}|\d{1,2}:\d{1,2}"
_DIALLED = re.compile(r"\+(?=\d)")
_WORD = re.compile(r"[^\S\n]+([^\W\d_][\w'-]{0,40})")
_UNSPACED = re.compile(rf"[{UNSPACED}]")
_STOP = re.compile(r"(?<=\d)\.[^\S\n]+[^\W\d_]")
_SENTENCE_START = re.compile(r"(?:\A|[.!?…:\n]\W*)\Z")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The number words of one language, patterns compiled.

    ``value`` gives a number word's value and whether it multiplies, ``symbol`` that of a unit; the groups of
    ``senses`` and ``behind`` are named for how near words before and behind a number make it.
    """

    pack: Numbers
    scanner: Scanner
    token: re.Pattern[str]
    value: Callable[[str], tuple[float, bool] | None]
    symbol: Callable[[str], str | None]
    unit: re.Pattern[str]
    units_before: tuple[tuple[re.Pattern[str], str], ...]
    senses: re.Pattern[str]
    behind: re.Pattern[str]
    label: re.Pattern[str]
    denied: re.Pattern[str]
    alone: re.Pattern[str]
    skip: re.Pattern[str]
    stop: frozenset[str]
    clock: re.Pattern[str]


def _ending(terms: str) -> re.Pattern[str]:
    """Compile what stands right before a number."""
    return re.compile(rf"{START}(?:{terms})(?:{_SPACE}+|(?<=[{UNSPACED}%]))\Z")


def _beginning(terms: str) -> re.Pattern[str]:
    """Compile what stands right behind a number or its unit, and before no other number."""
    return re.compile(rf"{_SPACE}*(?:{terms}){AFTER}(?!{_SPACE}*\d)")


def _named(lists: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return lists of terms as one pattern whose groups have their names."""
    return "|".join(f"(?P<{name}>{any_of(terms)})" for name, terms in lists)


def _by_length(terms: dict[str, float]) -> list[str]:
    return sorted(terms, key=len, reverse=True)


@cache
def _lexicon(language: str) -> _Lexicon:
    pack = section(language, "numbers", Numbers)
    # "m" and "bn" are numbers only behind a figure, "k" of its own is a letter.
    spelled = [t for t in pack.multipliers if len(t) > 2 or _UNSPACED.match(t)]
    word = any_of((*pack.words, *spelled)) + AFTER
    joined = rf"(?:{_SPACE}+{any_of(pack.joins)})?" if pack.joins else ""
    join = rf"(?:{joined}{_SPACE}+|-|(?<=[{UNSPACED}])(?:{any_of(pack.joins)})?(?=[{UNSPACED}]))"
    times, ending = any_of(pack.multipliers) + AFTER, any_of(pack.suffixes) + AFTER
    of = rf"(?:{_SPACE}+{any_of(pack.of)}{_SPACE}+{times})?"
    number = (
        rf"(?P<figure>{FIGURE})(?P<by>(?:{_SPACE}*{times}){{0,2}})(?:{ending})?(?![^\W_{UNSPACED}]|-[^\W\d]|[.,]\d)"
        rf"|(?P<words>{word}(?:{join}{word}){{0,7}}{of})(?:{ending})?(?!-[^\W\d])"
    )
    whole = re.compile(rf"{START}(?:(?P<no>{_NO_COUNT}){AFTER}|(?<!\d[.,]){number})")
    scanner = Scanner(whole, (*pack.words, *spelled), counts=True, others=_DIALLED)
    values = [(t, (pack.multipliers[t], True)) for t in _by_length(pack.multipliers)]
    values += [(t, (pack.words[t], False)) for t in _by_length(pack.words)]
    return _Lexicon(
        pack=pack,
        scanner=scanner,
        token=re.compile(any_of((*pack.words, *pack.multipliers)) + AFTER),
        value=dictionary(values),
        symbol=dictionary(pack.units.items()),
        unit=re.compile(rf"{_SPACE}*(?P<unit>%|[{''.join(CURRENCIES)}]|{any_of(pack.units)}{AFTER})"),
        units_before=tuple((_ending(any_of((t,))), symbol) for t, symbol in pack.units_before.items()),
        senses=_ending(_named((sense, getattr(pack, sense)) for sense in SENSES)),
        behind=_beginning(_named(pack.behind.items()) or any_of(())),
        label=re.compile(rf"{START}{any_of(pack.labels)}{_SPACE}*\Z"),
        denied=_ending(_denial(language)),
        alone=re.compile(any_of(pack.alone)),
        skip=re.compile(any_of(pack.skip)),
        stop=frozenset(pack.stop) | function_words(language),
        clock=re.compile(rf"{_SPACE}*{any_of(pack.clock)}{AFTER}"),
    )


def _denial(language: str) -> str:
    """Return a pattern of negations that turn a number, with a preposition between them or not."""
    negation, between = any_of(claim_words(language).negations), any_of(attribution(language).preposition)
    return rf"{negation}(?:{_SPACE}+(?:{between}))?"


def find_quantities(analysis: Analysis) -> tuple[Quantity, ...]:
    """Return the quantities of an article in reading order; needs its sentences and its timexes.

    What is a date is no quantity, nor is what is said not to be so many. Spans cover nearness, number and
    unit ("at least 38 people").
    """
    finder = _Finder(analysis)
    return tuple(sorted((*finder.run(), *finder.joined()), key=lambda q: q.span))


class _Finder:
    """Reads the numbers of one article."""

    def __init__(self, analysis: Analysis) -> None:
        self.content = analysis.article.text.content
        self.text = lowered(self.content)
        self.language = analysis.language
        self.known = _lexicon(analysis.language)
        self.timexes = sorted(t.span for t in analysis.timexes)
        self.ends = {sentence.span.end for sentence in analysis.sentences}

    def run(self) -> Iterator[Quantity]:
        dated = iter([*self.timexes, Span(len(self.text) + 1, len(self.text) + 2)])
        timex, end = next(dated), 0
        for match in self.known.scanner.finditer(self.text):
            if match.start() < end:  # "cento" in "per cento" is no number of its own
                continue
            while timex.end <= match.start():
                timex = next(dated)
            if match["no"] or timex.start < match.end():
                continue
            quantity = self._quantity(match)
            if quantity:
                end = quantity.span.end
                yield quantity

    def joined(self) -> Iterator[Quantity]:
        """Yield the numbers that are one word with what they count.

        Words for "under" and "up to" are prepositions before an adjective ("до 14-дневного карантина").
        """
        for span, value, unit in compounds(self.text, self.language):
            sense, start = self._sense(span.start)
            if sense in ("under", "at_most"):
                sense, start = "exact", span.start
            yield Quantity(span=Span(start, span.end), value=value, unit=unit, approximation=sense)

    def _quantity(self, match: re.Match[str]) -> Quantity | None:
        value, vague = self._value(match)
        before = self.text[max(0, match.start() - BEFORE) : match.start()]
        clock = self.known.clock.match(self.text, match.end())
        if value is None or clock or self.known.label.search(before) or self._is_ordinal(match.end()):
            return None
        money = CURRENCIES.get(before[-1:])
        start = match.start() - (money is not None)
        near, at = self._behind(match.end())
        unit, end = self._unit(at, hop=vague)
        near, end = (near, end) if near else self._behind(end)
        prefix = next(((m, u) for p, u in self.known.units_before if (m := p.search(before))), None)
        if prefix:
            start, end, unit = start - len(prefix[0][0]), match.end(), prefix[1]
        if (money is None and not unit and self._name_or_year(match)) or end <= start:
            return None
        if money is None and not unit and self._inside_word(match):
            return None
        sense, start = self._sense(start)
        if sense == "exact" and self.known.denied.search(before):  # "four girders, not two"
            return None
        sense = near if near and sense == "exact" else sense
        return Quantity(
            span=Span(start, end),
            value=value,
            unit=money or unit,
            approximation=_roughly(value) if vague and sense == "exact" else sense,
        )

    def _value(self, match: re.Match[str]) -> tuple[float | None, bool]:
        """Return the number's value, None if it is none, and whether it is vague ("dozens")."""
        words = match["words"] or match["by"] or ""
        forms = [m[0] for m in self.known.token.finditer(words)]
        parts = [part for part in map(self.known.value, forms) if part]
        if match["figure"]:
            value = figure(match["figure"], self.known.pack.decimal)
            return (composed([(value, False), *parts]) if value is not None else None), False
        if all(map(self.known.alone.fullmatch, forms)):
            return None, False
        # "A three": an article counts only before a multiplier.
        if len(parts) > 1 and self.known.alone.match(words) and not parts[1][1]:
            parts = parts[1:]
        return composed(parts), parts[0][1]

    def _unit(self, at: int, *, hop: bool) -> tuple[str, int]:
        """Return the unit behind a number and where it ends; ``hop`` lets "of" stand between."""
        measure = self.known.unit.match(self.text, at)
        if measure:
            text = measure["unit"]
            return CURRENCIES.get(text) or self.known.symbol(text) or text, measure.end()
        end = at
        unit = "", at
        for _ in range(3):
            word = _WORD.match(self.text, end)
            if not word:
                break
            if self.known.skip.fullmatch(word[1]) or (hop and word[1] in self.known.stop):
                end, hop = word.end(), False
                # "41 injured": a participle counts by itself where no noun follows.
                listed = word[1] in self.known.stop or word[1] in self.known.pack.skip
                unit = unit if listed else (lemma(word[1], self.language), end)
            elif word[1] in self.known.stop:
                break
            else:
                return lemma(word[1], self.language), word.end()
        return unit

    def _is_ordinal(self, end: int) -> bool:
        """Tell whether a full stop behind a figure makes it an ordinal ("17. století"), no end."""
        return _STOP.match(self.text, end) is not None and end + 1 not in self.ends

    def _inside_word(self, match: re.Match[str]) -> bool:
        """Tell whether a number may be part of another word, since nothing parts the two."""
        spelled = match["words"] and _UNSPACED.match(match["words"])
        return bool(spelled or _UNSPACED.match(self.text, match.end()))

    def _behind(self, at: int) -> tuple[Approximation | None, int]:
        """Return how near words behind a number or its unit make it, and where they end."""
        near = self.known.behind.match(self.text, at)
        return (_sense_of(near), near.end()) if near else (None, at)

    def _name_or_year(self, match: re.Match[str]) -> bool:
        """Tell whether a number without unit is part of a name ("Studio 54") or looks like a year."""
        figures = match["figure"] or ""
        if not match["by"] and re.fullmatch(r"\d{4}", figures) and 1800 <= int(figures) < 2100:
            return True
        before = self.content[max(0, match.start() - BEFORE) : match.start()]
        word = re.search(r"([^\W\d_][\w.]*) \Z", before)
        return bool(
            match["figure"]
            and word
            and word[1][0].isupper()
            and not _SENTENCE_START.search(before[: word.start()])
        )

    def _sense(self, start: int) -> tuple[Approximation, int]:
        before = self.text[max(0, start - BEFORE) : start]
        near = self.known.senses.search(before)  # the first to match is the widest: all end at the number
        return (_sense_of(near), start - len(near[0])) if near else ("exact", start)


def _roughly(value: float) -> Approximation:
    """Return how a number in words alone is meant: by its order ("hundreds"), or about so many ("score")."""
    return "magnitude" if value == DOZEN or log10(value).is_integer() else "about"


def _sense_of(near: re.Match[str]) -> Approximation:
    return cast("Approximation", near.lastgroup)
