"""Base forms of words, so that case and number do not hide that two words are one."""

import unicodedata
from collections.abc import Callable, Collection
from functools import cache, lru_cache
from typing import Any

from rashomon.lang.pack import Section, primary, section

PYMORPHY = frozenset({"ru", "uk"})
_INFLECTED = "CYRILLIC"
"""Their script, by Unicode's names of letters: words of others need no dictionary to be loaded."""
VERBAL = frozenset({"VERB", "INFN", "PRTS", "ADJS", "GRND", "PRED"})
"""OpenCorpora's parts of speech that can be the verb of a clause."""


_MIN_STEM = 3


class Morphology(Section, frozen=True):
    """The file ``morphology.toml``: ``endings`` to take off where a dictionary would load too slowly."""

    endings: tuple[str, ...] = ()


@cache
def _analyzer(language: str) -> Any:
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - costs half a second, and only two languages need it

    return MorphAnalyzer(lang=language)


@cache
def lemma(word: str, language: str) -> str:
    """Return the case-folded base form of one word; the word itself where nothing is known of it.

    A stem, the same for all forms of a word, in languages whose pack lists ``endings``.
    """
    code, folded = primary(language), word.casefold()
    if code in PYMORPHY:
        return str(_analyzer(code).parse(folded)[0].normal_form)
    if endings := section(code, "morphology", Morphology).endings:
        return _stem(folded, endings)
    known, lemmatize = _dictionaries()
    return str(lemmatize(folded, lang=code)).casefold() if code in known else folded


@lru_cache(maxsize=4096)
def inflected(word: str) -> tuple[str, ...]:
    """Return all forms of a word, case-folded, by dictionaries that can inflect it; () without one."""
    if not unicodedata.name(word[:1] or " ", "").startswith(_INFLECTED):
        return ()
    known = (_analyzer(code) for code in sorted(PYMORPHY))
    read = (one.parse(word.casefold())[0] for one in known if one.word_is_known(word.casefold()))
    return tuple(dict.fromkeys(form.word for parse in read for form in parse.lexeme))


@cache
def _dictionaries() -> tuple[Collection[str], Callable[..., str]]:
    """Return the languages that simplemma has a dictionary of, and its look-up."""
    import simplemma  # noqa: PLC0415 - loads slowly, and not all languages need it
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES  # noqa: PLC0415

    return SUPPORTED_LANGUAGES, simplemma.lemmatize


def _stem(folded: str, endings: tuple[str, ...]) -> str:
    fitting = (e for e in endings if folded.endswith(e) and len(folded) - len(e) >= _MIN_STEM)
    return folded[: len(folded) - len(max(fitting, key=len, default=""))]


@cache
def is_verb(word: str, language: str) -> bool | None:
    """Tell whether a word can be the verb of a clause; None where no morphology knows the language."""
    code = primary(language)
    if code not in PYMORPHY:
        return None
    return _analyzer(code).parse(word.casefold())[0].tag.POS in VERBAL


NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})
"""OpenCorpora's marks of given names, surnames, patronymics and places."""


@cache
def nominative(name: str, language: str) -> str:
    """Return a person's or place's name in the nominative; as it stands where no morphology knows it.

    The gender of the given name decides between a man's and a woman's surname.
    """
    if primary(language) not in PYMORPHY:
        return name
    out: list[str] = []
    given: Any = None
    for part in name.split():
        parse = _name_parse(part, primary(language), given)
        given = given or parse
        out.append(part if parse is None else _cased_like(part, parse))
    return " ".join(out)


def _name_parse(part: str, code: str, given: Any) -> Any:
    parses = [p for p in _analyzer(code).parse(part) if p.tag.POS == "NOUN" and p.tag.number != "plur"]
    known = [p for p in parses if NAMES & p.tag.grammemes]
    if given is None:
        return next(iter(known), None)
    agreeing = [p for p in known if p.tag.gender == given.tag.gender]
    guessed = [p for p in parses if (p.tag.gender, p.tag.case) == (given.tag.gender, given.tag.case)]
    return next(iter(agreeing or guessed or known), None)


def _cased_like(part: str, parse: Any) -> str:
    inflected = parse if parse.tag.case == "nomn" else parse.inflect({"nomn"})
    if inflected is None:
        return part
    word = str(inflected.word)
    return (
        part
        if word == part.casefold()
        else "-".join(piece[:1].upper() + piece[1:] for piece in word.split("-"))
    )
