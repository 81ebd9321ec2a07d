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
def compiled(terms: tuple[str, ...], *, spaced: bool = True) -> re.Pattern[str]:
    """Compile a list of terms into one case-blind pattern; longer terms win.

    ``spaced`` is false for scripts without spaces between words, where borders can't be asked for.
    """
    if not terms:
        return re.compile(r"(?!)")
    body = "|".join(_pattern(t) for t in sorted(terms, key=len, reverse=True))
    border = (r"(?<!\w)", r"(?!\w)") if spaced else ("", "")
    return re.compile(f"{border[0]}(?:{body}){border[1]}", re.IGNORECASE)


def find(terms: Iterable[str], text: str, *, spaced: bool = True) -> Iterator[re.Match[str]]:
    """Yield every place where one of the terms stands, in reading order."""
    return compiled(tuple(terms), spaced=spaced).finditer(text)


def has(terms: Iterable[str], text: str, *, spaced: bool = True) -> bool:
    """Tell whether any of the terms stands in the text."""
    return compiled(tuple(terms), spaced=spaced).search(text) is not None
