"""Find links to other articles that stand within a paragraph ("… closed. Read also: Ten bridges of ours")."""

import re
from collections.abc import Iterator
from functools import cache

from rashomon.analyze.layout import CLOSERS, OPENERS, Paragraph, trimmed
from rashomon.analyze.marks.pairs import find_quotations
from rashomon.analyze.page.sentences import pieces
from rashomon.lang.attribution import SMALL, word_labels
from rashomon.lang.name_cases import may_name
from rashomon.lang.structure import openings, words_of
from rashomon.model.text import Span

LONGEST = 400
"""Code points of the longest link."""
WORDS = 25
"""Words of the longest link; what is longer has swallowed the text behind it."""
UTTERANCE = 7
"""Words in marks from which they are what someone said, and no longer part of the link."""
TITLE = 4
"""Words of the shortest title behind which a sentence may begin without a stop, and of such a sentence."""
_LABEL = re.compile(r"(?:\A|[.!?…»”\")]\s+|[。！？」]\s*)(?P<words>[^\n.!?…:：]{3,40}?)\s?[:：]")
COLONS = ":："
_WORD = re.compile(r"\S+")


def inline_links(text: str, part: Paragraph, language: str) -> Iterator[Span]:
    """Yield the links within a paragraph of the body, each with the words that announce it.

    A link ends with its sentence, or where another sentence begins though no stop parts them.
    """
    at = 0
    for first, title in sorted({*_labels(part.text, language), *_bare_labels(part.text, language)}):
        if first < at:
            continue
        start = part.span.start + first
        within = Span(start, min(part.span.end, start + LONGEST))
        link = _link(text, within, title - first, language)
        if link is not None:
            yield link
            at = link.end - part.span.start


def _labels(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield where a label and where the title behind its colon begins."""
    at, behind_last = 0, 1 + max(map(text.rfind, COLONS))
    while label := _LABEL.search(text, at, behind_last):
        at = label.end()
        if openings(language, "insets").fullmatch(label["words"]):
            yield label.start("words"), at


def _bare_labels(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the same where no colon but a capital letter shows that a title follows."""
    for label in _bare(language).finditer(text):
        title = text[label.end() :].lstrip(" " + OPENERS)
        if title[:1].isupper():
            yield label.start("words"), label.end()


@cache
def _bare(language: str) -> re.Pattern[str]:
    words = words_of(language, "bare_insets").pattern
    return re.compile(rf"(?:\A|[.!?…»”\")]\s+)(?P<words>{words})\s+", re.IGNORECASE)


def _link(text: str, within: Span, title: int, language: str) -> Span | None:
    """Return the link at the start of a stretch; its title ends with the sentence or before words said.

    Only the words that announce it where its end cannot be told.
    """
    first = pieces(text, within, language)[0]
    said = (
        within.start + q.outer.start
        for q in find_quotations(text[within.start : within.end], (0,), language)
        if q.depth == 0
        and q.outer.start > title + 1
        and len(text[within.start + q.inner.start : within.start + q.inner.end].split()) >= UTTERANCE
    )
    ends = min(first.end, next(said, first.end))
    anew = _begins_anew(text, within.start + title, ends, language)
    link = trimmed(text, within.start, ends if anew is None else anew)
    if link and len(text[link.start : link.end].split()) > WORDS:
        return trimmed(text, within.start, within.start + title)
    return link


def _begins_anew(text: str, start: int, end: int, language: str) -> int | None:
    """Return where a sentence begins within what looks like a title that runs on, None if none surely does.

    A capital letter shows it, at a word that has one nowhere else.
    """
    words = list(_WORD.finditer(text, start, max(start, end)))
    held = [word.group() for word in words]
    capitals = sum(word[0].isupper() for word in held)
    if 2 * capitals > len(held):
        return None  # a title in capitals
    for at in range(TITLE, len(held) - TITLE + 1):
        if _opens_sentence(held, at, language):
            return words[at].start()
    return None


def _opens_sentence(words: list[str], at: int, language: str) -> bool:
    """Tell whether a word opens a sentence: a small word, or one with which no name is known to begin."""
    word, before, behind = words[at].strip(OPENERS + CLOSERS), words[at - 1], words[at + 1]
    if not word[:1].isupper() or (len(word) > 1 and word.isupper()) or not before[-1:].isalnum():
        return False
    if word_labels(language, word.casefold()) & SMALL:
        return True
    named = before[0].isupper() and not before.isupper()
    return not may_name(word, language) and behind[0].islower() and not named
