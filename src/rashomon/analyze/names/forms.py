"""Tell in which form a name stands: in its base form, in a case of it, as an acronym."""

import re
from collections.abc import Collection

from rashomon.model.annotation import Analysis
from rashomon.model.text import Span

_SUFFIX = re.compile(r"['’](?!s\b)[^\W\d_]")  # the case ending of a name: "Ankara'da"
STEM = 3
"""Code points at the beginning of a name that its case forms share."""


def form_of(analysis: Analysis, base: Collection[str], span: Span) -> tuple[bool, bool]:
    """Tell whether a mention is in the base form of its entity's name, and whether it is an acronym."""
    surface = analysis.text_of(span)
    return _in_base_form(analysis, base, span), surface.isalpha() and surface.isupper() and len(surface) > 1


def _in_base_form(analysis: Analysis, base: Collection[str], span: Span) -> bool:
    """Tell whether a mention ends in one of the case-folded words of its entity's name."""
    if _SUFFIX.match(analysis.article.text.content, span.end):
        return False
    surface = [word.casefold() for word in analysis.text_of(span).split()]
    return bool(surface) and surface[-1] in base and not any(_is_form(word, base) for word in surface[:-1])


def _is_form(word: str, base: Collection[str]) -> bool:
    """Tell whether a word of a name is a case form of one in its base form ("Annie" of "Anna")."""
    likes = (
        other for other in base if word[:STEM] == other[:STEM] and abs(len(word) - len(other)) <= STEM - 1
    )
    return len(word) > STEM and word not in base and any(likes)
