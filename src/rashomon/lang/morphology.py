"""Base forms of words, so that case and number do not hide that two words are one."""

from functools import cache
from typing import Any

import simplemma
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

from rashomon.lang.pack import primary

PYMORPHY = frozenset({"ru", "uk"})
VERBAL = frozenset({"VERB", "INFN", "PRTS", "ADJS", "GRND", "PRED"})
"""OpenCorpora's parts of speech that can be the verb of a clause."""


@cache
def _analyzer(language: str) -> Any:
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - costs half a second, and only two languages need it

    return MorphAnalyzer(lang=language)


@cache
def lemma(word: str, language: str) -> str:
    """Return the case-folded base form of one word; the word itself where nothing is known of it."""
    code, folded = primary(language), word.casefold()
    if code in PYMORPHY:
        return str(_analyzer(code).parse(folded)[0].normal_form)
    if code in SUPPORTED_LANGUAGES:
        return simplemma.lemmatize(folded, lang=code).casefold()
    return folded


@cache
def is_verb(word: str, language: str) -> bool | None:
    """Tell whether a word can be the verb of a clause; None where no morphology knows the language."""
    code = primary(language)
    if code not in PYMORPHY:
        return None
    return _analyzer(code).parse(word.casefold())[0].tag.POS in VERBAL
