"""Parts of a passage that only say who tells it, whether or not a source was read there."""

from collections.abc import Iterator
from itertools import pairwise

from rashomon.compare.wording import Passage, Word
from rashomon.lang.attribution import word_labels
from rashomon.model.text import Span

MARKS = ",;–—"
TELLING = frozenset({"say", "hedge", "think", "warn"})
"""Classes of verbs that open such a part, behind an auxiliary perhaps ("…, a indiqué la préfecture")."""
OPENS = 2
"""Words of a part among which its verb stands."""
LONGEST_PART = 8
"""Words of such a part at most."""


def tails(passage: Passage) -> Iterator[Span]:
    """Yield the parts behind a comma that open with a verb of saying and tell nothing further ("that …")."""
    for part in _parts(passage)[1:]:
        labels = [word_labels(passage.language, word.form) for word in part]
        opens = any(own & TELLING for own in labels[:OPENS])
        if 1 < len(part) <= LONGEST_PART and opens and not any("complement" in own for own in labels):
            yield Span(part[0].span.start, part[-1].span.end)


def _parts(passage: Passage) -> list[tuple[Word, ...]]:
    """Return the words of a passage between its commas and dashes."""
    start, text = passage.reference.span.start, passage.text
    edges = [
        at
        for at, (one, other) in enumerate(pairwise(passage.words), 1)
        if any(mark in text[one.span.end - start : other.span.start - start] for mark in MARKS)
    ]
    return [passage.words[a:b] for a, b in pairwise((0, *edges, len(passage.words)))]
