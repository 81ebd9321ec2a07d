"""Which words of a claim belong to a name, also where no name was recognised but the spelling shows one."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.fuzz import ratio

from rashomon.compare.wording import Passage
from rashomon.lang import names
from rashomon.model.annotation import Analysis, Mention

BESIDE = 3
"""Characters in front of a word in which the end of another sentence or an opening mark is looked for."""

LIKE_NAMES = 3
"""Letters in which two names differ that one of the accounts may have mixed up."""
LONG = 5
"""Letters of such a name at least."""
SOUND = 55
"""Likeness (0 to 100) in Latin letters of two names of two languages that may be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as it stands: its text, one word of it, its type and ``Entity.id`` ("" where unknown)."""

    text: str
    word: str
    language: str
    type: str = ""
    entity: str = ""


def name_spots(
    analysis: Analysis, passage: Passage, inside: Sequence[tuple[Mention, str]]
) -> dict[int, Name]:
    """Map the places of words in a passage to the names that they belong to.

    ``inside`` are the mentions in it, each with its ``Entity.id``; of two around one word the first counts.
    """
    result = {}
    for at, word in enumerate(passage.words):
        own = analysis.text_of(word.span)
        known = next(((m, e) for m, e in inside if m.span.contains(word.span)), None)
        if known:
            result[at] = _known(analysis, passage, own, *known)
        elif own[:1].isupper() and not own.isupper() and _is_name(analysis, passage, at, own):
            result[at] = Name(text=own, word=own, language=passage.language)
    return result


def _known(analysis: Analysis, passage: Passage, own: str, mention: Mention, entity: str) -> Name:
    text = analysis.text_of(mention.span)
    return Name(text=text, word=own, language=passage.language, type=mention.type, entity=entity)


def _is_name(analysis: Analysis, passage: Passage, at: int, own: str) -> bool:
    """Tell whether a capital shows a name: inside a sentence, or the word has it elsewhere, too."""
    if not _opens(analysis, passage, at):
        return True
    stem, text = own.replace("’", "'").removesuffix("'s"), analysis.article.text.content
    return len(stem) > BESIDE and f" {stem}" in text and f" {stem.lower()}" not in text


def _opens(analysis: Analysis, passage: Passage, at: int) -> bool:
    """Tell whether a word opens a sentence or quotation, where every word has a capital."""
    start = passage.words[at].span.start
    before = analysis.article.text.content[max(0, start - BESIDE) : start]
    opened = bisect_right(analysis.sentences, start, key=lambda sentence: sentence.span.start)
    sentence = analysis.sentences[opened - 1].span if opened else None
    first = (
        sentence is None or not sentence.contains(passage.words[at].span) or start - sentence.start <= BESIDE
    )
    return first or any(mark in before for mark in ".!?:«“”„\"'—–")


def one_name(x: Name, y: Name) -> bool:
    """Tell whether two names may be spellings or forms of one."""
    if (x.entity and x.entity == y.entity) or _one_word(x.word.casefold(), y.word.casefold()):
        return True
    a, b = (names.split(n.word)[:1] or (n.word,) for n in (x, y))
    return names.alike(names.word(a[0], x.language), names.word(b[0], y.language)) or (
        x.language != y.language and ratio(anyascii(a[0]).casefold(), anyascii(b[0]).casefold()) >= SOUND
    )


def _one_word(x: str, y: str) -> bool:
    """Tell whether two words are the same but for two neighbouring letters at most, which change places."""
    return x == y or (len(x) >= LONG and sorted(x) == sorted(y) and OSA.distance(x, y) == 1)


def mixed_up(x: str, y: str) -> bool:
    """Tell whether two names differ by so few letters that one account may have mixed them up."""
    apart = Levenshtein.distance(x, y)
    return x[0] == y[0] and min(len(x), len(y)) >= LONG and 0 < apart <= LIKE_NAMES


def misspelt(x: str, y: str) -> bool:
    """Tell whether two names of persons are one surname behind two spellings of one forename."""
    a, b = x.split(), y.split()
    return len(a) > 1 and len(b) > 1 and a[-1] == b[-1] and mixed_up(a[0], b[0])
