"""Tell in which form a name stands: in its base form, in a case of it, as an acronym."""

import re
from collections.abc import Collection

from rashomon.lang.attribution import word_labels
from rashomon.model.annotation import Analysis, LocalEntity
from rashomon.model.text import Span

_SUFFIX = re.compile(r"['’](?!s\b)[^\W\d_]")  # the case ending of a name: "Ankara'da"
STEM = 3
"""Code points at the beginning of a name that its case forms share."""


def base_words(entity: LocalEntity, *, cased: bool) -> frozenset[str]:
    """Return the case-folded words of an entity's name, with a person's surname in its shortest form.

    ``cased`` tells that names have cases: a full name may stand in an oblique one only ("with Janem Houbou"),
    beside which a shorter form is the base one ("Houba").
    """
    words = [word.casefold() for word in entity.name.split()]
    if not cased or entity.type != "PER" or not words:
        return frozenset(words)
    surnames = {mention.name.split()[-1].casefold() for mention in entity.mentions if mention.name.split()}
    kin = (w for w in surnames if w[:STEM] == words[-1][:STEM] and len(w) < len(words[-1]))
    return frozenset((*words, *kin))


def form_of(analysis: Analysis, base: Collection[str], span: Span) -> tuple[bool, bool]:
    """Tell whether a mention is in the base form of its entity's name, and whether it is an acronym."""
    surface = analysis.text_of(span)
    return _in_base_form(analysis, base, span), surface.isalpha() and surface.isupper() and len(surface) > 1


def _in_base_form(analysis: Analysis, base: Collection[str], span: Span) -> bool:
    """Tell whether a mention ends in one of the case-folded words of its entity's name."""
    if _SUFFIX.match(analysis.article.text.content, span.end):
        return False
    surface = [word.casefold() for word in analysis.text_of(span).split()]
    if not surface:
        return False
    known = surface[-1] in base or _is_feminine(analysis.language, surface[-1], base)
    return known and not any(_is_form(word, base) for word in surface[:-1])


def _is_feminine(language: str, surname: str, base: Collection[str]) -> bool:
    """Tell whether a surname is a woman's in its base form, and no case of the same man's ("Danilova")."""
    lengthened = any(surname.startswith(word) and len(word) > STEM for word in base)
    return not lengthened and "feminine_name" in word_labels(language, surname)


def _is_form(word: str, base: Collection[str]) -> bool:
    """Tell whether a word of a name is a case form of one in its base form ("Annie" of "Anna")."""
    likes = (
        other for other in base if word[:STEM] == other[:STEM] and abs(len(word) - len(other)) <= STEM - 1
    )
    return len(word) > STEM and word not in base and any(likes)
