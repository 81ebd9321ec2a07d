"""Find names in straight marks inside quotations in the same marks: "The firm "Acme" is ours," she said.

A straight mark looks the same on both sides; which it is shows in what stands beside it. What opens before
the last quotation was closed is a name in it where it is short, goes on from the words before it and leaves
a closing mark over.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

LONGEST_NAME = 120
"""Code points of the longest name or saying between marks inside a quotation."""
SHARED = re.compile(r",\s?[–—-]\s")
"""What stands behind a mark that closes both a name and the quotation around it, in Slavic outlets."""
_OPENS = r'(?<![^\s(\[{<«"–—/-]")(?=[^\s"])'
_CLOSES = r'(?<!\s")(?=[\s.,;:!?…)\]»"–—-]|\Z)'
_MARK = re.compile(rf'"(?:(?P<opens>{_OPENS})|(?P<closes>{_CLOSES})|(?P<glued>(?<=[.!?…]")(?=[^\W\d_])))')
"""The mark comes first: what is around it is looked at only there."""
_GOES_ON = re.compile(r"[\w,(:–—-]\s*\Z")
_SENTENCE_END = re.compile(r"[.!?…]\s")


def names_within(text: str, paragraph_starts: Sequence[int]) -> frozenset[int]:
    """Return the offsets (code points) of the marks that open a name inside a quotation.

    ``paragraph_starts`` are the sorted offsets at which paragraphs begin.
    """
    found: set[int] = set()
    marks = list(_marks(text))
    outer, held, passed = -1, list[int](), -1
    for (at, opens), (behind, opens_too) in pairwise([*marks, (len(text), True)]):
        if at == passed:
            outer = -1 if SHARED.match(text, at + 1) else outer
        elif outer >= 0 and opens and not opens_too and _is_name(text, paragraph_starts, outer, at, behind):
            held.append(at)
            passed = behind
        elif opens:
            outer, held = at, []
        else:
            outer = -1
        if outer < 0:
            found.update(held)
            held = []
    return frozenset(found)


def _marks(text: str) -> Iterator[tuple[int, bool]]:
    """Yield the marks with whether they open: one without a space does where none is open before it."""
    opened = False
    for match in _MARK.finditer(text):
        opened = match.lastgroup == "opens" or (match.lastgroup == "glued" and not opened)
        yield match.start(), opened


def _is_name(text: str, paragraph_starts: Sequence[int], outer: int, first: int, last: int) -> bool:
    if last - first > LONGEST_NAME or _SENTENCE_END.search(text, first, last):
        return False
    together = bisect_right(paragraph_starts, outer) == bisect_right(paragraph_starts, first)
    return together and _GOES_ON.search(text, max(outer + 1, first - 3), first) is not None
