"""Tell whose words a headline quotes: mostly it repeats, or shortens, what somebody says in the body."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from rashomon.analyze.marks.pairs import Quotation
from rashomon.lang.claims import is_verb
from rashomon.lang.terms import UNSPACED, word_count
from rashomon.model.annotation import Analysis, Quote, Speaker
from rashomon.model.text import Span

_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
"""A word, or a sign of a script that parts no words."""
_BEFORE = re.compile(r"(?:^|[.!?…:;|–—。！？：；-]\s*)$")
"""What stands in a headline before a quotation that is no part of a sentence of the outlet's own."""
_BEHIND = re.compile(r"\s*(?:$|[.,!?…:;|–—。，！？：；-])")
"""What stands behind such a quotation."""
_ENDED = (".", "!", "?", "…", "。", "！", "？")
"""Marks at the end of words that are a sentence by themselves."""
FEWEST_AGAIN = 2
"""Words of a headline that must come back in a quotation of the body to be the same words."""
WHOLE = 3
"""Words of a headline up to which all of them must come back as they stand."""
AGAIN = 0.75
"""Share of the words of a headline's quotation that come back, in their order, where it is shortened."""
FEWEST_SAID = 2
"""Words of the shortest utterance."""


def with_headline(
    analysis: Analysis, quotations: Sequence[Quotation], quotes: Sequence[Quote]
) -> Iterator[Quote]:
    """Yield an article's quotes, with what its headline quotes given to who says it in the body.

    A headline's quotation that stands by itself is somebody's words though it names nobody. Where the body
    doesn't have them again, they are those of the person named beside them, else of nobody known.
    """
    headline = analysis.structure.headline
    within = [q for q in quotations if headline is not None and headline.contains(q.outer)]
    read = {quote.span: quote for quote in quotes if quote.kind != "indirect"}
    said = _Said(analysis, [q for q in read.values() if headline is None or not headline.contains(q.span)])
    told = dict[Span, Quote]()
    for quotation in within:
        if (quote := _told(analysis, quotation, read.get(quotation.inner), said)) is not None:
            told[quote.span] = quote
    yield from (q if q.kind == "indirect" else told.pop(q.span, q) for q in quotes)
    yield from told.values()


class _Said:
    """What is quoted in the body, as words without case."""

    def __init__(self, analysis: Analysis, quotes: Sequence[Quote]) -> None:
        self._analysis = analysis
        self._words = [(_words(analysis, quote.span), quote) for quote in quotes]

    def again(self, span: Span) -> Quote | None:
        """Return the first quote of the body that has a headline's words again, one with a speaker first."""
        words = _words(self._analysis, span)
        if len(words) < FEWEST_AGAIN:
            return None
        same = [quote for held, quote in self._words if _comes_back(words, held)]
        return next((quote for quote in same if quote.speaker is not None), same[0] if same else None)


def _words(analysis: Analysis, span: Span) -> list[str]:
    return _WORD.findall(analysis.text_of(span).casefold())


def _comes_back(words: Sequence[str], held: Sequence[str]) -> bool:
    """Tell whether nearly all of some words stand in others, in their order."""
    if len(set(words) & set(held)) < AGAIN * len(set(words)):
        return False
    blocks = SequenceMatcher(None, words, held, autojunk=False).get_matching_blocks()
    sizes = [block.size for block in blocks]
    return sum(sizes) >= AGAIN * len(words) and (len(words) > WHOLE or max(sizes) == len(words))


def _told(analysis: Analysis, quotation: Quotation, read: Quote | None, said: _Said) -> Quote | None:
    """Return what a quotation of the headline says, and who; None for what is as it was read."""
    again = said.again(quotation.inner)
    if read is not None and read.cue is not None:
        unknown = read.speaker is None or read.speaker.entity is None
        known = again is not None and again.speaker is not None and again.speaker.entity is not None
        return replace(read, speaker=_same(again, read)) if again and known and unknown else None
    if read is None and not (_stands_alone(analysis, quotation) and (again or _is_said(analysis, quotation))):
        return None
    speaker = (
        _same(again, read) if again is not None and again.speaker is not None else _person(analysis, read)
    )
    if read is not None:
        return replace(read, speaker=speaker)
    span = quotation.inner
    return Quote(id=f"direct-{span.start}-{span.end}", kind="direct", span=span, speaker=speaker)


def _same(again: Quote | None, read: Quote | None) -> Speaker | None:
    """Return the speaker of the words in the body, as he stands in the headline."""
    speaker = again.speaker if again is not None else None
    shown = read.speaker.span if read is not None and read.cue is not None and read.speaker else None
    return None if speaker is None else replace(speaker, span=shown)


def _person(analysis: Analysis, read: Quote | None) -> Speaker | None:
    """Return the person read beside words without a cue whose name opens the headline or follows them."""
    speaker, headline = read.speaker if read is not None else None, analysis.structure.headline
    person = next(
        (e for e in analysis.entities if speaker and (e.id, e.type) == (speaker.entity, "PER")), None
    )
    if read is None or speaker is None or person is None or headline is None:
        return None
    opens = any(mention.span.start == headline.start for mention in person.mentions)
    behind = speaker.span is not None and speaker.span.start >= read.span.end
    return speaker if opens or behind else None


def _stands_alone(analysis: Analysis, quotation: Quotation) -> bool:
    """Tell whether a quotation is no part of a sentence around it."""
    headline, text = analysis.structure.headline, analysis.article.text.content
    if headline is None:
        return False
    before, behind = text[headline.start : quotation.outer.start], text[quotation.outer.end : headline.end]
    ended = text[quotation.inner.end - 1 : quotation.inner.end] in _ENDED
    return _BEFORE.search(before) is not None and (ended or _BEHIND.match(behind) is not None)


def _is_said(analysis: Analysis, quotation: Quotation) -> bool:
    """Tell whether words that nobody says again are a sentence: they have a verb, or end as one."""
    words, text = _words(analysis, quotation.inner), analysis.text_of(quotation.inner)
    if word_count(text) < FEWEST_SAID or text.istitle():
        return False
    return text.endswith(_ENDED) or any(is_verb(analysis.language, word) for word in words)
