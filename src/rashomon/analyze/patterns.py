"""Terms of language packs as parts of larger patterns, over text as ``lang.scanning.lowered`` gives it.

Unlike those of ``lang.terms`` they are not blind to case and know no borders: the pattern around them does.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

MeaningT = TypeVar("MeaningT")


def pattern_of(term: str) -> str:
    """Turn a term of a word list into a pattern; its borders are left to the caller."""
    return r"(?:[^\S\n]|\u200c)+".join(re.escape(word).replace(r"\*", r"\w*") for word in term.split())


def dictionary(terms: Iterable[tuple[str, MeaningT]], before: str = "") -> Callable[[str], MeaningT | None]:
    """Return a look-up of what a matched text means: what stands with the first term that it fits, or None.

    ``before`` is a pattern for what may be written to the front of a term. Answers are remembered, since few
    words make up most of what is looked up.
    """
    listed = tuple(terms)

    @lru_cache(maxsize=1 << 14)
    def meaning(text: str) -> MeaningT | None:
        likely = ((t, m) for t, m in listed if before or t[0] in ("*", text[0]))
        return next((m for t, m in likely if re.fullmatch(before + pattern_of(t), text)), None)

    return meaning


def any_of(terms: Iterable[str]) -> str:
    """Return one pattern for a list of terms, the longest first, parted by first letter for speed."""
    by_letter: dict[str, list[str]] = {}
    for term in sorted(set(terms), key=len, reverse=True):
        by_letter.setdefault(pattern_of(term[0]), []).append(pattern_of(term))
    # A branch that begins with a letter is skipped at one glance where another letter stands.
    parts = [
        first + "(?:" + "|".join(pattern.removeprefix(first) for pattern in group) + ")"
        for first, group in by_letter.items()
    ]
    return "(?:" + "|".join(parts) + ")" if parts else "(?!)"
