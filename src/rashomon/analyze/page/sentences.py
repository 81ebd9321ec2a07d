"""Cut an article into sentences whose spans are exact."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise

from rashomon.analyze.layout import CLOSERS, OPENERS, paragraphs, trimmed
from rashomon.analyze.page.sentence_ends import behind_abbreviations, behind_lost_stops, only_dates
from rashomon.lang.attribution import SMALL, word_labels
from rashomon.lang.dates import dates
from rashomon.lang.language import Language, language_of
from rashomon.lang.morphology import keeps_capital
from rashomon.lang.pack import primary
from rashomon.model.annotation import Sentence, Structure
from rashomon.model.article import Article
from rashomon.model.text import Span

CHUNK = 20_000  # characters given to a splitter at once
LONGEST = 2_000  # characters; what runs on longer is cut at white space, so that later work stays bounded
WORD = 40  # characters of the longest word that is looked at before a stop
_MARKS = '"“”«»„‟‹›「」『』〝〞'
_GAP = re.compile(r"\s+")
_SET_OFF = re.compile(r"[ \u00a0\u202f]»(?=\s)")  # a closing mark behind a space, as in French
_INITIAL = re.compile(r"(?:^|[\s.(«“\"„])[^\W\d_]\.$")
# Begun with a sign and looking back from it, a pattern is not tried at every letter of a text.
_FORM = re.compile(
    r"\.(?:(?<=\b[^\W\d_]\.[^\W\d_]\.)|(?<=\b[^\W\d_]\. [^\W\d_]\.)) ?[\"”»“]\s+(?=[^\W\d_a-zа-яіїєґ])"
)
_POST = re.compile(
    r"\(@\w{1,30}\)[^\S\n]+(?:[^\W\d_]+ \d{1,2},?|\d{1,2}\.? [^\W\d_]+\.?) (?:19|20)\d\d\b(?=\s+[^\W\d_])"
)
_GLUED = re.compile(r"""[.!?…]+[»”]?(?P<mark>["«„“]?)(?P<next>[^\W\d_]+)(?=\s)""")
_BEFORE_STOP = re.compile(r"""(?<![^\W_])(?P<word>[^\W\d_]{3,})[»”")]?\Z""")
_ADDRESS = re.compile(
    r"(?<=[^\W_])\.[^\W_]"
)  # a name with a stop in it ("Pier.EU"); what is glued shows below
_DASH = re.compile(r"[—–-]\s+[^\W\d_]")
_ORDINAL = re.compile(r"(?:(?P<head>[^\W\d_]+)\s)?(?<![\d.,])\d{1,2}\.\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def split(article: Article, language: str, structure: Structure) -> tuple[Sentence, ...]:
    """Return the sentences in reading order; each character that is not white space is in exactly one.

    No sentence crosses a paragraph, the headline or a part that is not body.
    """
    text, marks = article.text.content, language_of(language).sentence_end
    borders = _borders(structure)
    found = []
    for number, paragraph in enumerate(paragraphs(text, marks)):
        for part in _cut(paragraph.span, borders):
            found += [Sentence(span=s, paragraph=number) for s in pieces(text, part, language)]
    return tuple(found)


def pieces(text: str, part: Span, language: str) -> list[Span]:
    """Return the sentences of one stretch of a text, without their outer white space."""
    known, spans = language_of(language), []
    for start, end in _chunks(text, part.start, part.end, CHUNK):
        masked = _masked(text[start:end])
        sure = set(behind_abbreviations(text[start:end], language))
        found = {*_boundaries(masked, language, known), *_behind_forms(text[start:end])} - sure
        sure |= {*_behind_posts(text[start:end]), *behind_lost_stops(text[start:end], language)}
        starts = {*_joined(text[start:end], masked, sorted(found), language), *sure}
        inner = {_outside_marks(text[start:end], masked, at) for at in starts}
        inner |= set(_glued(text[start:end], language, known))
        edges = [start, *(start + at for at in sorted(inner)), end]
        spans += [trimmed(text, a, b) for a, b in pairwise(edges) if a < b]
    return [short for span in spans if span for short in _shortened(text, span)]


def _glued(text: str, language: str, known: Language) -> Iterator[int]:
    """Yield where sentences start right behind a stop, as on pages that have lost their line breaks.

    A name may hold a stop and a capital letter too, so that a word before it has none, unless a small word
    follows, which has one nowhere else.
    """
    for match in _GLUED.finditer(text):
        before = _BEFORE_STOP.search(text, max(0, match.start() - WORD), match.start())
        if before is None or not match["next"].istitle():
            continue
        word, small = before["word"], word_labels(language, match["next"].casefold()) & SMALL
        if not (word.islower() or (small and word.istitle())):
            continue
        if not _ends_with(known.abbreviations, f"{word}."):
            opens = match["mark"] != '"' or _opens(text, match.start("mark"))
            yield match.start("mark") if opens else match.end("mark")


def _opens(text: str, at: int) -> bool:
    """Tell whether a straight mark without a space on either side opens: as many opened as closed before."""
    return text.count('"', 0, at) % 2 == 0


def _masked(text: str) -> str:
    """Return a text with spaces for quotation marks."""
    for mark in _MARKS:  # many times as fast as translating each character
        text = text.replace(mark, " ")
    return text


def _borders(structure: Structure) -> list[int]:
    parts = [part.span for part in structure.non_body]
    parts += [s for s in (structure.headline, structure.byline) if s]
    return sorted({edge for part in parts for edge in (part.start, part.end)})


def _cut(span: Span, borders: list[int]) -> Iterator[Span]:
    inside = borders[bisect_right(borders, span.start) : bisect_left(borders, span.end)]
    edges = [span.start, *inside, span.end]
    return (Span(a, b) for a, b in pairwise(edges))


def _chunks(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Cut at white space where there is any, so that no part is longer than ``longest``."""
    while end - start > longest:
        at = max(
            text.rfind(" ", start + longest // 2, start + longest), text.rfind("\n", start, start + longest)
        )
        at = at + 1 if at > start else start + longest
        yield start, at
        start = at
    yield start, end


def _shortened(text: str, span: Span) -> Iterable[Span]:
    if len(span) <= LONGEST:
        return (span,)
    parts = (trimmed(text, a, b) for a, b in _chunks(text, span.start, span.end, LONGEST))
    return (part for part in parts if part)


def _boundaries(masked: str, language: str, known: Language) -> list[int]:
    """Return where sentences start, by the splitter that the language's pack names.

    Quotation marks are masked for it: a quotation of many sentences is many sentences.
    """
    return _SPLITTERS[known.splitter](masked, primary(language))


def _razdel(masked: str, _: str) -> list[int]:
    from razdel import sentenize  # noqa: PLC0415 - only the languages that name it need it

    return [s.start for s in sentenize(masked)][1:]


def _sentencex(masked: str, language: str) -> list[int]:
    from sentencex import segment  # noqa: PLC0415

    starts, at = [], 0
    for piece in segment(language, masked):
        at += len(piece)
        starts.append(at)
    return [s for s in starts if s < len(masked) and not _ADDRESS.match(masked, s - 1)]


_SPLITTERS: dict[str, Callable[[str, str], list[int]]] = {"razdel": _razdel, "sentencex": _sentencex}


def _joined(text: str, masked: str, starts: list[int], language: str) -> list[int]:
    """Leave out starts that only follow an abbreviation, an initial or the words of a quotation."""
    known = language_of(language)
    kept, begin = [], 0
    for at in starts:
        before, after = masked[max(begin, at - 60) : at].rstrip(), masked[at : at + 40].lstrip()
        if _is_ordinal(before, after, language) or only_dates(before, language):
            continue
        if before and after and not _goes_on(before, after, known, closed=_is_closed(text, masked, at)):
            kept.append(at)
            begin = at
    return kept


def _is_ordinal(before: str, after: str, language: str) -> bool:
    """Tell whether a figure with a stop counts the word behind it ("am 4. Juni", "dem 17. Jahrhundert")."""
    if not (before.endswith(".") and before[-2:-1].isdigit()):
        return False
    figure, word = _ORDINAL.search(before), _FIRST_WORD.match(after)
    if figure is None or word is None:
        return False
    folded = word[0].casefold()
    if any(folded in names for names in dates(language).months):
        return True
    headed = (figure["head"] or "").casefold() in language_of(language).ordinal_heads
    return headed and keeps_capital(word[0], language)


def _behind_forms(text: str) -> Iterator[int]:
    """Yield where sentences start behind a name in marks that ends in initials: no splitter sees them end."""
    return (form.end() for form in _FORM.finditer(text))


def _behind_posts(text: str) -> Iterator[int]:
    """Yield where sentences start behind a post's signature ("— Ann Keel (@keel) 2 April 2031 …").

    Pages that show posts of others hand them on without a line break.
    """
    return (post.end() for post in _POST.finditer(text))


def _is_closed(text: str, masked: str, at: int) -> bool:
    """Tell whether a closing mark ends what stands before a start: no initial of a name then ends it."""
    end = len(masked[:at].rstrip())
    return text[end : end + 1] in CLOSERS and end < at


def _goes_on(before: str, after: str, known: Language, *, closed: bool) -> bool:
    if _DASH.match(after):
        return after.lstrip("—–- ")[:1].islower()
    if not before.endswith("."):
        return after[0].islower() and before[-1] in "…?!"
    if after[0] in ".,;:":
        return True
    initial = _INITIAL.search(before) and not before[-2].islower() and not closed
    if after[0].islower() or initial or _ends_with(known.titles, before):
        return True
    return after[0].isdigit() and _ends_with(known.abbreviations, before)


def _ends_with(words: tuple[str, ...], text: str) -> bool:
    """Tell whether a text ends in one of the words and a full stop."""
    pattern, longest = _last_words(words)
    return pattern.search(text, max(0, len(text) - longest)) is not None


@cache
def _last_words(words: tuple[str, ...]) -> tuple[re.Pattern[str], int]:
    """Return the pattern of such an end, and how many characters it has at most."""
    listed = "|".join(map(re.escape, words)) or "(?!)"
    pattern = re.compile(rf"(?<![^\W_])(?<![^\W_]{{2}}\.)(?:{listed})\.$", re.IGNORECASE)
    return pattern, max(map(len, words), default=0) + 1


def _outside_marks(original: str, masked: str, at: int) -> int:
    """Move a start so that closing marks stay with the sentence before and opening ones with its own."""
    end = len(masked[:at].rstrip()) if masked[max(0, at - 1)].isspace() else at
    begin = at + len(masked[at : at + 200]) - len(masked[at : at + 200].lstrip())
    end += len(set_off[0]) if (set_off := _SET_OFF.match(original[end:begin])) else 0
    gap = original[end:begin]
    space = _GAP.search(gap)
    if space:
        return end + space.end()
    if gap == '"' and _opens(original, end):
        return end
    return end + next((i for i, c in enumerate(gap) if c in OPENERS and c not in CLOSERS), len(gap))
