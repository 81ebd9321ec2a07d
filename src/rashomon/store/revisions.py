"""Tell an edited article from one whose page merely moved on: clocks, counters, spaces.

Pure functions over two texts. What a page adds around an article is told by ``lang/<code>/structure.toml``,
the same lists by which reading sets it aside.
"""

import re
from itertools import pairwise

from rapidfuzz.distance import Indel

from rashomon.lang.structure import openings, words_of
from rashomon.lang.terms import word_count
from rashomon.model.archive import Change
from rashomon.model.text import Span

_SHORT = 80
"""Characters of a line that may be the page's own; a longer one is a paragraph of the article."""
_LABEL = 30
"""Characters of a number and what it counts."""
_ZONE = 3
"""Words behind the time in a stamp: its zone, or who updated it."""
_CELLS = 400_000_000
"""Pairs of words that are compared at most, 50 MB of bits; beyond that the whole stretch has changed."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_CLOCK = re.compile(r"\d{1,2}:\d\d|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}")
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")
_COUNT = re.compile(r"\W*\d[\d.,\s]{0,12}(?:[km]\b)?\s*", re.IGNORECASE)
# One sign for every way to write a quotation mark or a dash: content systems change them on their own.
_SIGNS = str.maketrans(dict.fromkeys("“”„‟«»‘’‚‛‹›`´", "'") | {'"': "'"} | dict.fromkeys("–—−‐‑", "-"))


def trivial(old: str, new: str, language: str) -> bool:
    """Tell whether two texts differ in nothing but spaces, signs' shapes and the page's own lines.

    A line is the page's own if it is short and is a clock or date by itself, a stamp ("Updated 12:03"), a
    label or a counter ("Share", "56 comments"). The first line, the headline, never is; nor is any number
    in a sentence, for a changed number is news.
    """
    return _own(old, language) == _own(new, language)


def _own(text: str, language: str) -> list[str]:
    lines = (" ".join(line.split()) for line in text.translate(_SIGNS).splitlines())
    told = [line for line in lines if line]
    return told[:1] + [line for line in told[1:] if not _of_the_page(line, language)]


def _of_the_page(line: str, language: str) -> bool:
    if len(line) > _SHORT:
        return False
    if _CLOCK.search(line) and not _LETTER.search(line):
        return True
    if _is_stamp(line, language) or _is_counter(line, language):
        return True
    label = openings(language, "boilerplate").match(line) or words_of(language, "notices").search(line)
    return label is not None


def _is_stamp(line: str, language: str) -> bool:
    """Tell whether a line says when it was written and goes on to tell nothing."""
    *_, rest = _DIGITS.split(line)
    stamped = rest != line and openings(language, "stamps").match(line)
    return bool(stamped) and word_count(rest) <= _ZONE


def _is_counter(line: str, language: str) -> bool:
    """Tell whether a line is a number with what it counts, in either order."""
    number = _COUNT.match(line)
    start = number.end() if number else 0
    lists = ("counters", "boilerplate")
    short = len(line) <= _LABEL and _DIGITS.search(line)
    return bool(short) and any(openings(language, name).match(line, start) for name in lists)


def changes(old: str, new: str) -> tuple[Change, ...]:
    """Return what differs word by word, in reading order: the fewest words to leave out and put in.

    Spans count code points of ``old`` (``before``) and ``new`` (``after``); None where nothing stands.
    """
    a, b = ([m.span() for m in _TOKEN.finditer(text)] for text in (old, new))
    left, right = ([text[i:j] for i, j in spans] for text, spans in ((old, a), (new, b)))
    return tuple(
        Change(before=_stretch(a, s1, s2), after=_stretch(b, d1, d2))
        for s1, s2, d1, d2 in _blocks(left, right)
    )


def _blocks(left: list[str], right: list[str]) -> list[tuple[int, int, int, int]]:
    """Return half-open ranges of tokens on both sides between the stretches that are equal."""
    if len(left) * len(right) > _CELLS:
        return _around(left, right)
    equal = [o for o in Indel.opcodes(left, right) if o.tag == "equal"]
    ends = [(0, 0, 0, 0), *((o.src_start, o.src_end, o.dest_start, o.dest_end) for o in equal)]
    ends.append((len(left), len(left), len(right), len(right)))
    gaps = [(one[1], other[0], one[3], other[2]) for one, other in pairwise(ends)]
    return [g for g in gaps if g[0] < g[1] or g[2] < g[3]]


def _around(left: list[str], right: list[str]) -> list[tuple[int, int, int, int]]:
    """Return the one stretch between what both begin and what both end with."""
    shorter = min(len(left), len(right))
    start = next((i for i in range(shorter) if left[i] != right[i]), shorter)
    tail = next((i for i in range(shorter - start) if left[-1 - i] != right[-1 - i]), shorter - start)
    return [(start, len(left) - tail, start, len(right) - tail)]


def _stretch(spans: list[tuple[int, int]], start: int, end: int) -> Span | None:
    return Span(spans[start][0], spans[end - 1][1]) if start < end else None
