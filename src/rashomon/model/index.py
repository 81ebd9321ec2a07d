"""Find what overlaps a stretch of an article without looking at everything in it."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from rashomon.model.text import Span

T = TypeVar("T")


class Index(Generic[T]):
    """Things of one article by where they stand; a look-up costs about as much as what it finds."""

    def __init__(self, items: Iterable[T], place: Callable[[T], Span]) -> None:
        self._items = sorted(items, key=place)
        self._spans = [place(i) for i in self._items]
        self._starts = [s.start for s in self._spans]
        self._reach = list(accumulate((s.end for s in self._spans), max))

    def overlapping(self, span: Span) -> list[T]:
        """Return what shares characters with a span, in reading order."""
        return [self._items[at] for at in self._touching(span)]

    def within(self, span: Span) -> list[T]:
        """Return what lies wholly inside a span, in reading order."""
        return [self._items[at] for at in self._touching(span) if span.contains(self._spans[at])]

    def _touching(self, span: Span) -> list[int]:
        found = []
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._reach[at] > span.start:
            if self._spans[at].overlap(span):
                found.append(at)
            at -= 1
        return found[::-1]
