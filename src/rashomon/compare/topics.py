"""Which topics of the language packs a passage speaks of, and which side of them it takes."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rashomon.compare.negations import REACH, is_negation
from rashomon.compare.wording import Passage, Word
from rashomon.lang.contrast import ABOUT, PLUS, contrast, topic_words
from rashomon.model.text import Span


class Side(NamedTuple):
    """The side of a topic that a passage takes, 1 or -1, and the words that do so."""

    sign: int
    words_at: Span


def topics_of(words: Sequence[Word], language: str) -> Iterator[tuple[str, str, int, int]]:
    """Yield each topic that words speak of, on which side or about what, and which words do so."""
    known, forms = topic_words(language), [word.form for word in words]
    for at, form in enumerate(forms):
        phrase = known.phrase(forms, at)
        labels = {phrase[1]: phrase[0]} if phrase else {}
        for label in sorted(_labels(language, form)):
            labels.setdefault(label, 1)
        for label, count in labels.items():
            topic, _, role = label.partition(" ")
            yield topic, role, at, at + count


@lru_cache(maxsize=1 << 16)
def _labels(language: str, form: str) -> frozenset[str]:
    return topic_words(language).labels(form)


def sides(passage: Passage, negated: Collection[int]) -> dict[str, Side]:
    """Map each topic that a passage takes one side of to that side; ``negated`` are its turned words.

    A negation turns the side: one shortly before, or one behind that turns the word, but none that is a
    part of the term. A passage with words of both sides takes none.
    """
    found: dict[str, list[Side]] = defaultdict(list)
    for topic, role, first, last in topics_of(passage.words, passage.language):
        if role != ABOUT:
            turning = _negations(passage, first)
            denied = turning or (
                not _holds_negation(passage, first, last) and any(at in negated for at in range(first, last))
            )
            sign = (1 if role == PLUS else -1) * (-1 if denied else 1)
            start = passage.words[turning[0] if turning else first].span.start
            found[topic].append(Side(sign, Span(start, passage.words[last - 1].span.end)))
    return {topic: hits[0] for topic, hits in found.items() if len({side.sign for side in hits}) == 1}


def _holds_negation(passage: Passage, first: int, last: int) -> bool:
    """Tell whether a term has its negation in it ("without incident", "nezraněn"), which turns it no more."""
    words, prefixes = passage.words[first:last], contrast(passage.language).negative_prefix
    phrase = len(words) > 1 and any(is_negation(word, passage.language) for word in words)
    return phrase or any(word.form.startswith(prefixes) for word in words)


def _negations(passage: Passage, at: int) -> list[int]:
    before = range(max(0, at - REACH), at)
    return [k for k in before if is_negation(passage.words[k], passage.language)]
