"""Part a sentence into clauses, each one proposition, by punctuation and conjunctions.

A border counts only where what stands before it and after it can both be told on their own: a few words
and, where the language's verbs are known, one of them a verb. What is too small stays with its neighbour.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from itertools import islice, repeat
from typing import NamedTuple

from rashomon.lang.claims import ClaimWords, claim_words, is_adverb, is_verb
from rashomon.lang.pack import primary
from rashomon.lang.terms import UNSPACED, compiled, pieces, syllables

WORDS = 3
LETTERS = 16
"""A clause has at least so many words and letters, unless a number makes it worth telling."""
COUNTED = 10
"""Letters enough for a clause with a number in it."""
BARE = 4
"""Words on either side of a coordinator without a comma, which more often joins words than clauses."""
NEAR = 30
"""Code points in which the word before a border is looked for."""
REACH = 60
"""Words looked at for a verb: bounds the work on hostile texts."""

CLOSED_BY = {"«": "»", "“": "”", "„": "“”", '"': '"'}
"""Opening quotation marks with those that may close them."""

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_UNSPACED = re.compile(rf"[{UNSPACED}]")
SIGNS = "$€£¥₽₴₺°"
"""Signs that belong to the figure beside them."""
_EDGE = re.compile(rf"[^\w(\[«“„\"'%{SIGNS}]+")


class Border(NamedTuple):
    """A place where a sentence may part: what stood there, ``[start, end)``, belongs to neither side."""

    start: int
    end: int
    kind: str


@cache
def _known(language: str) -> re.Pattern[str]:
    words = claim_words(language)
    return compiled((*words.verbs, *words.adverbs, *words.contents))


def _unspaced_words(text: str, start: int, end: int, language: str) -> Iterator[str]:
    """Yield the words of a stretch; where a script parts none, its known words and what is between."""
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        if _UNSPACED.search(word):
            yield from (word[a:b] for a, b in pieces(word, _known(language)))
        else:
            yield word


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = claim_words(language)
    joins, opens = compiled(words.coordinators).pattern, compiled(words.openers).pattern
    return re.compile(
        r"(?=[\s(;؛:：,،，—])(?:(?P<aside>\([^()]{0,400}\)|\s[—–]\s[^—–.;!?]{1,200}\s[—–]\s)"
        r"|(?P<strong>\s*[;؛；]\s*|:\s+|：|\s+[—–-]{1,2}\s+|—)"
        rf"|(?P<comma>(?<!\d)[,،]\s*|[,،]\s+|，)(?:(?P<joined>{joins}\s*)|(?=(?P<opened>{opens})))?"
        rf"|\s+(?P<bare>{joins})\s+)",
        re.IGNORECASE,
    )


def _borders(text: str, language: str) -> Iterator[Border]:
    for match in _pattern(language).finditer(text):
        if match.lastgroup and match.lastgroup != "aside":
            yield Border(*match.span(), match.lastgroup)


class _Sentence:
    """One sentence with what its clauses are judged by."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        self.pack: ClaimWords = claim_words(language)
        self.spaced = _UNSPACED.search(text) is None
        self._read: dict[tuple[int, int], list[str]] = {}

    @cached_property
    def _placed(self) -> tuple[list[int], list[str]]:
        """Where the words of the sentence begin, and the words; many sentences never ask."""
        found = list(_WORD.finditer(self.text))
        return [match.start() for match in found], [match[0].casefold() for match in found]

    def words(self, start: int, end: int) -> list[str]:
        if self.spaced:
            starts, words = self._placed
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            return words[first : min(last, first + REACH)]
        if (start, end) not in self._read:
            found = _unspaced_words(self.text, start, end, self.language)
            self._read[start, end] = [word.casefold() for word in islice(found, REACH)]
        return self._read[start, end]

    def tellable(self, start: int, end: int) -> bool:
        """Tell whether a stretch can stand on its own."""
        words = self.words(start, end)
        if len(words) < WORDS:
            return False
        letters = sum(map(len, words)) + (0 if self.spaced else sum(map(syllables, words)))
        enough = letters >= LETTERS or (letters >= COUNTED and any(w[0].isdigit() for w in words))
        return enough and self.has_verb(words)

    def has_verb(self, words: list[str]) -> bool:
        return not self.knows_verbs or any(map(is_verb, repeat(self.language), words))

    @property
    def knows_verbs(self) -> bool:
        return bool(self.pack.coordinators)

    def opens_with_verb(self, start: int, end: int, least: int = 1) -> bool:
        """Tell whether a stretch opens with a verb, behind adverbs perhaps, of so many words from it on."""
        words = self.words(start, end)
        while len(words) > 1 and is_adverb(self.language, words[0]):
            words = words[1:]
        return len(words) >= least and is_verb(self.language, words[0])

    def leaves_open(self, start: int, border: Border) -> bool:
        """Tell whether a stretch breaks off in the content that it began: "that", a few words and no verb."""
        words = self.words(start, border.start)
        begun = [at for at, word in enumerate(words) if word in self.pack.complementizers]
        behind = words[begun[-1] + 1 :] if begun else words
        return bool(begun) and self.knows_verbs and not self.has_verb(behind)

    def parts(self, border: Border, start: int, end: int) -> bool:
        """Tell whether a border parts the stretch before it, from ``start``, from the one up to ``end``."""
        if not self.tellable(start, border.start):
            return False
        if border.kind == "bare":
            long_enough = len(self.words(start, border.start)) >= BARE
            return long_enough and self.knows_verbs and self._resumes(border, end)
        if self.begins_content(border.end, end) or self._is_condition(border, start):
            return False
        if border.kind == "comma" and self._begins_counted(border.end, end):
            return any(w[0].isdigit() for w in self.words(start, border.start))
        if border.kind == "comma" and not self.pack.comma_clauses and self.knows_verbs:
            return False
        return self.tellable(border.end, end) or self._follows_semicolon(border, end)

    def _is_condition(self, border: Border, start: int) -> bool:
        """Tell whether a stretch is a condition, which asserts nothing without what follows its comma."""
        first = border.kind == "comma" and not any(c in self.text[start : border.start] for c in ",،，")
        return first and compiled(self.pack.conditions).match(self.text, start) is not None

    def _follows_semicolon(self, border: Border, end: int) -> bool:
        """Tell whether a stretch stands behind the only semicolon: no list, but a clause of whatever verb."""
        alone = ";" in self.text[border.start : border.end] and self.text.count(";") == 1
        return alone and len(self.words(border.end, end)) >= WORDS

    def begins_content(self, start: int, end: int) -> bool:
        """Tell whether a stretch is what the verb before it asks for ("that ...")."""
        words = self.words(start, end)
        return bool(words) and words[0] in self.pack.contents

    def _resumes(self, border: Border, end: int) -> bool:
        """Tell whether a coordinator without a comma joins a predicate; behind an adverb it does not."""
        before = self.words(max(0, border.start - NEAR), border.start)
        if before and is_adverb(self.language, before[-1]):
            return False
        content = self.begins_content(border.end, end) and self.tellable(border.end, end)
        return content or self.opens_with_verb(border.end, end, BARE)

    def _begins_counted(self, start: int, end: int) -> bool:
        """Tell whether a stretch goes on counting: its verb may be the one of the clause before."""
        words = self.words(start, end)
        return len(words) >= WORDS and any(w[0].isdigit() for w in words[:WORDS])


@lru_cache(maxsize=8)  # what is reported is asked for twice
def _sentence(text: str, language: str) -> _Sentence:
    return _Sentence(text, language)


def split_clauses(text: str, language: str) -> list[tuple[int, int]]:
    """Part one sentence into the half-open code-point ranges of its clauses.

    The ranges are trimmed, in reading order and do not overlap; together they hold every word of the
    sentence but the conjunctions between clauses. Time grows with the length of the text only.
    """
    sentence = _sentence(text, primary(language))
    borders = _without_insertions(sentence, list(_borders(text, sentence.language)))
    ends = [*(b.start for b in borders), len(text)][1:]
    pieces, start = [], 0
    for border, end in zip(borders, ends, strict=True):
        if sentence.parts(border, start, end):
            pieces.append((start, border.start))
            start = border.end
    pieces.append((start, len(text)))
    return [trimmed for piece in pieces if (trimmed := trim(text, *piece))]


def _without_insertions(sentence: _Sentence, borders: list[Border]) -> list[Border]:
    """Leave out the borders of what stands between a subject and its verb ("X, who is old, left").

    So are those of what interrupts a clause before its verb ("that in Y, where they met, it rained").
    """
    kept: list[Border] = []
    inside: list[Border] = []
    cut_off = False
    for index, border in enumerate(borders):
        end = borders[index + 1].start if index + 1 < len(borders) else len(sentence.text)
        if inside and border.kind == "comma" and (cut_off or sentence.opens_with_verb(border.end, end)):
            inside = []
            continue
        if border.kind not in ("comma", "bare"):
            kept += inside
            inside = []
        if inside or border.kind == "opened":
            if not inside:
                cut_off = sentence.leaves_open(borders[index - 1].end if index else 0, border)
            inside.append(border)
        else:
            kept.append(border)
    return [*kept, *inside]


def is_clause(text: str, language: str, *, verb_first: bool = False) -> bool:
    """Tell whether a text can be told by itself: long enough, with a verb that is not its first word.

    ``verb_first`` tells that even the first word may be the verb, as it may in whole sentences.
    """
    sentence = _sentence(text, primary(language))
    whole = verb_first or sentence.pack.verb_first or not sentence.opens_with_verb(0, len(text), BARE)
    return whole and sentence.tellable(0, len(text))


def has_verb(text: str, language: str) -> bool:
    """Tell whether a verb stands in a text; where a language's verbs are not known, one may."""
    sentence = _sentence(text, primary(language))
    return sentence.has_verb(sentence.words(0, len(text)))


def balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a trimmed range without a quotation mark at its edges whose partner is outside."""
    inside = text[start:end]
    alone = inside[:1] in CLOSED_BY and not _has_partner(inside[0], inside[1:])
    if alone or inside[:1] in ("»", "”"):
        start, end = trim(text, start + 1, end) or (start, end)
    bare = text[start:end].rstrip(".,!?…")
    opening = [mark for mark, partners in CLOSED_BY.items() if bare and bare[-1] in partners]
    if opening and not any(mark in bare[:-1] for mark in opening):
        end = start + len(bare) - 1
        start, end = trim(text, start, end) or (start, end)
    return start, end


def _has_partner(mark: str, rest: str) -> bool:
    return any(partner in rest for partner in CLOSED_BY[mark])


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range without white space and punctuation at its edges; None if nothing is left."""
    lead = _EDGE.match(text, start, end)
    start = lead.end() if lead else start
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in f")]»”\"'%.!?…{SIGNS}"):
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None
