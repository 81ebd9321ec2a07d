"""Sentences as attribution sees them: a quotation is one token, whatever it holds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import Literal, NamedTuple

from rashomon.analyze.marks.pairs import Quotation
from rashomon.lang.attribution import AGREEMENT, attribution, first_class, lexicon, word_labels
from rashomon.lang.pack import primary
from rashomon.lang.terms import UNSPACED, compiled
from rashomon.model.annotation import Analysis
from rashomon.model.text import Span

TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*[%‰]|\d+(?:[.,:]\d+)+|[^\W_]+(?:(?:[-‑.&]|(?<=[Ѐ-ӿ])['’`](?=[Ѐ-ӿ]))[^\W_]+)*|[,;:()\[\]?!…•|，；：（）？！、،؛؟]|['’]\w{1,2}\b|[–—]|-+(?=\s)|(?<=\s)-+"
)
FRAME, FRAME_WORDS = 120, 6
"""Code points and words of a sentence among which a verb shows that it only says who spoke."""
LONGEST_UNIT = 3000
"""Code points of one sentence that are read, behind its first quotation; what is longer is no sentence."""
DASHES = frozenset("–—-")
OWNING = ("'s", "’s")
"""Endings that make an owner of a noun."""
_APOSTROPHE = re.compile(r"(?<=[Ѐ-ӿ])[’ʼ`](?=[Ѐ-ӿ])")
"""A letter of words ("прем’єр"), for which the lists have the plain sign."""
_UNSPACED = re.compile(rf"[{UNSPACED}]+")
_PLAIN = str.maketrans("，；：（）？！、،؛؟", ",;:()?!,,;?")
TITLE = "…"
"""Text of the token that stands for a title in marks."""
STOPS = frozenset(";:?!…•|")
NO_LABELS: frozenset[str] = frozenset()
AGREED = ("masculine", "feminine", "plural")
"""Lists of pronouns for others than those who speak."""

_Read = tuple[Literal["word", "mark", "quote"], str, frozenset[str], bool, bool]


class Token(NamedTuple):
    """A word, a punctuation mark or a quotation (``quotation`` indexes the list of quotations).

    ``text`` is the case-folded word, the mark, or the punctuation that ends the words of a quotation.
    ``cues`` tells whether a cue may begin with the word.
    """

    kind: Literal["word", "mark", "quote"]
    text: str
    labels: frozenset[str]
    capital: bool
    cues: bool
    start: int
    end: int
    quotation: int = -1

    def has(self, label: str) -> bool:
        """Tell whether the word is in a list of the language's attribution section."""
        return label in self.labels

    def has_any(self, labels: Iterable[str]) -> bool:
        """Tell whether the word is in one of several lists."""
        return not self.labels.isdisjoint(labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One sentence with its quotations folded, or several that one quotation holds together."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    paragraph: int
    words: tuple[str, ...] = field(init=False)
    """Case-folded text of the tokens."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", tuple([token.text for token in self.tokens]))

    def is_mark(self, at: int, marks: str | frozenset[str]) -> bool:
        """Tell whether one of the marks stands at a place."""
        return (
            0 <= at < len(self.tokens) and self.tokens[at].kind == "mark" and self.tokens[at].text[0] in marks
        )

    def is_capital_inside(self, at: int) -> bool:
        """Tell whether a word is capitalised though it opens nothing: then it is part of a name."""
        return at > 0 and self.tokens[at].capital and self.tokens[at - 1].kind == "word"

    def span(self, first: int, last: int) -> Span:
        """Return the text's span from one token to the one before another."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)


def paragraph_starts(analysis: Analysis) -> tuple[int, ...]:
    """Return the offsets (code points) at which paragraphs begin."""
    starts, last = [], -1
    for sentence in analysis.sentences:
        if sentence.paragraph != last:
            starts.append(sentence.span.start)
            last = sentence.paragraph
    return tuple(starts)


def read_units(analysis: Analysis, quotations: Sequence[Quotation]) -> tuple[Unit, ...]:
    """Return the sentences with the given quotations (sorted, not overlapping) as single tokens."""
    starts, edges = [q.outer.start for q in quotations], _name_edges(analysis)
    units, cased = list[Unit](), attribution(analysis.language).free_order
    for start, end, paragraph in _stretches(analysis, quotations):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        opened = (
            quotations[first].outer.end if first < last and starts[first] < start + LONGEST_UNIT else start
        )
        end_read = min(end, opened + LONGEST_UNIT)
        tokens = tuple(_tokens(analysis, Span(start, end_read), quotations, range(first, last), edges))
        unit = Unit(tokens=tokens, start=start, end=end, paragraph=paragraph)
        units += _parted_at_links(unit) if cased else [unit]
    return tuple(units)


def _parted_at_links(unit: Unit) -> Iterator[Unit]:
    """Part a sentence where a page has lost a name and the full stop behind it ("…, reports In X …")."""
    first = 0
    for at in range(1, len(unit.tokens) - 1):
        if _ends_with_link(unit, at):
            yield replace(unit, tokens=unit.tokens[first : at + 1], end=unit.tokens[at].end)
            unit, first = replace(unit, start=unit.tokens[at + 1].start), at + 1
    yield replace(unit, tokens=unit.tokens[first:]) if first else unit


def cites(token: Token) -> bool:
    """Tell whether a verb is one with which papers and agencies pass words on."""
    return token.has("citing") or (token.has("via") and not token.has_any(AGREEMENT))


def _ends_with_link(unit: Unit, at: int) -> bool:
    """Tell whether the name of who passes words on is lost behind a verb: what opens a sentence follows."""
    behind = unit.tokens[at + 1]
    opens = behind.capital and behind.has_any(("preposition", "as_words")) and not behind.has("determiner")
    return opens and unit.is_mark(at - 1, ",") and cites(unit.tokens[at])


def _stretches(analysis: Analysis, quotations: Sequence[Quotation]) -> Iterator[tuple[int, int, int]]:
    """Join sentences whose border lies in a quotation or before what goes on after one."""
    text, ends = analysis.article.text.content, [q.outer.end for q in quotations]
    closing = set(ends)
    held: tuple[int, int, int] | None = None
    for start, end, paragraph in _sentences(analysis, quotations):
        if held is not None:
            index = bisect_right(ends, start)
            inside = index < len(quotations) and quotations[index].outer.start < start
            framed = paragraph == held[2] + 1 and _opens_frame(analysis, start, end)
            quoted = held[1] in closing and (paragraph == held[2] or framed)
            asked = quoted and text[held[1] - 2] in "?!…"
            named = asked and text[start].isupper() and _names_speaker(analysis, start, end)
            goes_on = quoted and (_continues(text, held[1], start) or named)
            goes_on |= text[held[1] - 1] in DASHES and text[start].islower()
            if inside or goes_on or (text[start] in DASHES and _only_frames(analysis, start, end)):
                held = (held[0], end, paragraph)
                continue
            yield held
        held = (start, end, paragraph)
    if held is not None:
        yield held


def _sentences(analysis: Analysis, quotations: Sequence[Quotation]) -> Iterator[tuple[int, int, int]]:
    """Yield the sentences, cut behind a quotation that had to be ended where the reporter resumes."""
    cuts = [q.outer.end for q in quotations if not q.closed]
    for sentence in analysis.sentences:
        start, end = sentence.span.start, sentence.span.end
        for cut in cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]:
            yield start, cut, sentence.paragraph
            start = cut + 1
        if start < end:
            yield start, end, sentence.paragraph


def _continues(text: str, end: int, start: int) -> bool:
    return text[start].islower() or text[start] in ",–—-،，" or start == end


def _opens_frame(analysis: Analysis, start: int, end: int) -> bool:
    """Tell whether a sentence opens with a dash and the verb of who spoke before ("– X added.")."""
    words = words_of(analysis, start, min(end, start + FRAME))[:2]
    return (
        len(words) == 2
        and words[0].text in DASHES
        and not words[1].capital
        and first_class(words[1].labels) is not None
    )


def _names_speaker(analysis: Analysis, start: int, end: int) -> bool:
    """Tell whether a sentence only says who spoke, after words that end in "?" or "!" ("X asked.")."""
    words = words_of(analysis, start, min(end, start + FRAME))[: FRAME_WORDS + 2]
    cue = next((at for at, w in enumerate(words[:FRAME_WORDS]) if first_class(w.labels)), None)
    if not cue or any(word.kind == "mark" for word in words[:cue]):
        return False
    behind = words[cue + 1] if cue + 1 < len(words) else None
    if any(word.has("complement") for word in words[cue + 1 :]):
        return False
    return behind is None or behind.kind == "mark" or behind.has("source_end")


def _only_frames(analysis: Analysis, start: int, end: int) -> bool:
    """Tell whether a line that a dash opens goes on with who spoke in the one before ("– added X.")."""
    words = words_of(analysis, start, min(end, start + FRAME))[1:3]
    if not words or not attribution(analysis.language).dash_dialogue:
        return False
    verb, who = words[0], words[1:]
    told = first_class(verb.labels) is not None and not (verb.capital or verb.has("impersonal_verb"))
    return told and all(w.kind == "mark" or w.capital or w.has_any(("role", *AGREED)) for w in who)


def opens_narration(analysis: Analysis, at: int) -> bool:
    """Tell whether words that no speaker would begin with stand at an offset ("According to X, …")."""
    opens = compiled(attribution(analysis.language).narrates)
    return opens.match(analysis.article.text.content, at) is not None


def _tokens(
    analysis: Analysis,
    span: Span,
    quotations: Sequence[Quotation],
    within: range,
    edges: frozenset[int],
) -> list[Token]:
    at, found = span.start, list[Token]()
    for index in within:
        outer = quotations[index].outer
        if outer.start >= span.end:
            break
        found += words_of(analysis, at, outer.start, edges)
        title, closing = quotations[index].title, _closing(analysis, quotations[index])
        read: _Read = ("word", TITLE, NO_LABELS, True, False) if title else _quoted(closing)
        found.append(Token(*read, *outer.edges, -1 if title else index))
        at = max(at, outer.end)
    return found + words_of(analysis, at, span.end, edges)


def _quoted(closing: str) -> _Read:
    return "quote", closing, NO_LABELS, False, False


def _closing(analysis: Analysis, quotation: Quotation) -> str:
    last = analysis.article.text.content[quotation.inner.end - 1]
    last = last.translate(_PLAIN).replace("。", ".")
    return last if last in ",.!?…—–" else ""


def words_of(analysis: Analysis, start: int, end: int, edges: frozenset[int] = frozenset()) -> list[Token]:
    """Return the words and marks of a stretch of the text.

    Where a script parts no words, they are the names (``edges`` are where such begin and end), the words
    of the language's lists, and what is between.
    """
    text, language, end = analysis.article.text.content, analysis.language, max(start, end)
    # One look at the whole stretch: nearly all text is in scripts that part their words.
    matches, read = TOKEN.finditer(text, start, end), _reader(language)
    if _UNSPACED.search(text, start, end) is None:
        return [Token(*read(match[0]), *match.span()) for match in matches]
    found = (part for match in matches for part in _parted(text, match.span(), edges, language))
    return [Token(*read(text[a:b]), a, b) for a, b in found]


def _parted(
    text: str, span: tuple[int, int], edges: frozenset[int], language: str
) -> Iterator[tuple[int, int]]:
    first, last = span
    if not _UNSPACED.search(text, first, last):
        yield first, last
        return
    cuts = [first, *(at for at in range(first + 1, last) if at in edges), last]
    for start, end in pairwise(cuts):
        for a, b in lexicon(primary(language)).pieces(text[start:end]):
            yield start + a, start + b


def _name_edges(analysis: Analysis) -> frozenset[int]:
    spans = (mention.span for entity in analysis.entities for mention in entity.mentions)
    return frozenset(edge for span in spans for edge in (span.start, span.end))


@cache
def _reader(language: str) -> Callable[[str], _Read]:
    """Return a look-up of what a token is; remembered, since few words make up most of a text."""
    return lru_cache(maxsize=1 << 15)(partial(_read, language))


def _read(language: str, word: str) -> _Read:
    """Return what a token is wherever it stands: its kind, text, labels, whether capital, whether a cue."""
    first = word[0]
    if first.isalnum() or (first in "'’" and len(word) > 1):
        folded = _APOSTROPHE.sub("'", word.casefold().replace("i̇", "i"))  # what the Turkish capital becomes
        cues = lexicon(primary(language)).begins_cue(folded)
        return "word", folded, word_labels(language, folded), first.isupper(), cues
    return "mark", word.translate(_PLAIN), NO_LABELS, False, False
