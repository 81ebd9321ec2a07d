"""Take what a body or office is for as part of its name ("Ministerstwo do spraw wyjścia z Unii")."""

from dataclasses import replace
from functools import cache

from rashomon.analyze.quotes.sentence.units import Token, Unit
from rashomon.lang.attribution import SMALL, attribution, first_class
from rashomon.lang.claims import is_adverb, is_any_verb
from rashomon.lang.lexicon import Lexicon
from rashomon.lang.word_classes import HOLDERS

NAMING, LOOSE = frozenset({"affairs"}), frozenset({"affairs", "loose"})
"""The lists of each word of such a phrase, so that it neither ends a noun phrase nor heads one.

``loose`` ones, behind its first noun, may open the clause where no comma stands behind the phrase.
"""
ENDS = (*SMALL, *HOLDERS, "joins", "relative", "source_end", "complement", "object", "outlet", "skip")
"""Lists of words that are no part of what a body is for."""
BACK = 4
"""Words before such a phrase among which stands the body or office that it names."""
LONGEST = 5
"""Words without a capital behind such a phrase that it may hold."""


def with_affairs(unit: Unit, language: str) -> Unit:
    """Return a sentence in which what a body or office is for belongs to the noun before it."""
    named = dict[int, frozenset[str]]()
    for at in range(1, len(unit.words) - 1):
        size = 0 if at in named else _phrase(language, unit, at)
        if size and _is_behind_body(unit, at):
            end = _end(language, unit, at + size)
            named |= {k: LOOSE if _is_loose(unit, at + size, k) else NAMING for k in range(at, end)}
    if not named:
        return unit
    tokens = (
        token._replace(labels=named[at], cues=False) if at in named else token
        for at, token in enumerate(unit.tokens)
    )
    return replace(unit, tokens=tuple(tokens))


def _is_loose(unit: Unit, noun: int, at: int) -> bool:
    """Tell whether a word behind the noun of a phrase that stands at a token has no capital."""
    return at > noun and not unit.tokens[at].capital


def _phrase(language: str, unit: Unit, at: int) -> int:
    """Return the number of words of the phrase ("do spraw") that begins at a token, 0 if none does."""
    known = _known(language)
    if unit.tokens[at].kind != "word":
        return 0
    phrase = known.phrase(unit.words, at)
    return phrase[0] if phrase is not None else int("affairs" in known.labels(unit.words[at]))


def _is_behind_body(unit: Unit, at: int) -> bool:
    """Tell whether a body or office stands right before a token, or before capitals or plain words there."""
    for back in range(at - 1, max(-1, at - 1 - BACK), -1):
        token = unit.tokens[back]
        if token.kind != "word" or token.has_any(("preposition", *SMALL)) or first_class(token.labels):
            return False
        if token.has_any((*HOLDERS, "named_behind")):
            return True
    return False


def _end(language: str, unit: Unit, at: int) -> int:
    """Return where a phrase ends that goes on at a token: with the noun that it tells of and what names that.

    A preposition before a capital may join these ("wyjścia z Unii"), and "and" another noun.
    """
    plain = 0
    while at < len(unit.tokens) and plain < LONGEST:
        token, behind = unit.tokens[at], unit.tokens[at + 1 : at + 2]
        of = token.text in attribution(language).affairs_of and any(word.capital for word in behind)
        joins = token.has_any(("joins", "of")) and any(_goes_on(language, word) for word in behind)
        closes = unit.tokens[at - 1].capital and token.has("collective")  # "the European union"
        if not (_goes_on(language, token) or of or joins or closes):
            break
        plain += not token.capital
        at += 1
    return at


def _goes_on(language: str, token: Token) -> bool:
    if token.kind != "word" or token.text[0].isdigit():
        return False
    if token.capital:
        return not token.has_any(("preposition", "joins"))
    acts = first_class(token.labels) is not None or is_any_verb(language, token.text)
    return not (acts or token.has_any(ENDS) or is_adverb(language, token.text))


@cache
def _known(language: str) -> Lexicon:
    return Lexicon({"affairs": attribution(language).affairs})
