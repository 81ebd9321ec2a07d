"""Word lists of language packs as compiled patterns.

One notation for all lists: words and phrases as they are written, in lower case; ``*`` stands for any
further letters (``заяв*`` finds every form of the verb), white space for any white space.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache


def _pattern(term: str) -> str:
    parts = [re.escape(word).replace(r"\*", r"\w*") for word in term.split()]
    return r"\s+".join(parts)


@cache
def compiled(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Compile a list of terms into one case-blind pattern of whole words; longer terms win."""
    if not terms:
        return re.compile(r"(?!)")
    body = "|".join(_pattern(t) for t in sorted(terms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


def find(terms: Iterable[str], text: str) -> Iterator[re.Match[str]]:
    """Yield every place where one of the terms stands, in reading order."""
    return compiled(tuple(terms)).finditer(text)


def has(terms: Iterable[str], text: str) -> bool:
    """Tell whether any of the terms stands in the text."""
    return compiled(tuple(terms)).search(text) is not None
