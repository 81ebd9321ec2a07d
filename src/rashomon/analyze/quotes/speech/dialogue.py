"""Read speech set off by dashes instead of marks, as Russian, Polish or Spanish print it.

A paragraph that opens with a dash is speech where the reporter's words stand behind another dash
("– We wait, – said X. – All of us."); without such words it is a list and no quotation. Where a page has
lost its paragraphs, a sentence that opens so begins the speech, and the sentence of the reporter ends it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from rashomon.analyze.marks.pairs import Quotation
from rashomon.analyze.quotes.sentence.units import DASHES, Token, opens_narration, words_of
from rashomon.lang.attribution import attribution, first_class, lexicon
from rashomon.lang.pack import primary
from rashomon.lang.word_classes import THIRD_PERSON
from rashomon.model.annotation import Analysis
from rashomon.model.text import Span

OPENING = re.compile(r"[–—-]\s*(?=\w|[«„“\"¿¡])")
TURN = re.compile(
    r"(?<=[\w,.!?…»”\"])\s*[–—][.,;:]?\s*(?=[\w¿¡])|(?<=[\w,.!?…»”\"])\s-\s(?=\w)|(?<=[»”\"])-\s(?=\w)"
)
LONGEST = 5000
"""Code points of a paragraph that are read as dialogue."""
TURN_SENTENCES = 8
"""Sentences of the longest speech within a paragraph, the reporter's words included."""
NEAR = 80
"""Code points of a stretch among which its first words stand."""
FIRST_WORDS = 5
"""Words of a stretch among which a reporting verb shows that the reporter speaks."""


def find_dialogue(analysis: Analysis, starts: Sequence[int]) -> tuple[Quotation, ...]:
    """Return the speech of paragraphs that open with a dash, as quotations without marks."""
    if not attribution(analysis.language).dash_dialogue:
        return ()
    text = analysis.article.text.content
    found: list[Quotation] = []
    for before, (start, after) in zip([0, *starts], pairwise([*starts, len(text)]), strict=False):
        opening = OPENING.match(text, start)
        if opening is None or opening.end() >= after:
            continue
        if _reports(analysis, Span(opening.end(), after)):
            found += _block(analysis, Span(before, start)) if before < start else ()
            continue
        end = _reporter_resumes(analysis, opening.end(), after)
        found += _speech(analysis, Span(opening.end(), min(end, start + LONGEST)))
    paragraphs = set(starts)
    within = (part for part in _within_paragraphs(analysis) if part[0] not in paragraphs)
    spoken = [piece for _, speech in within for piece in _speech(analysis, speech)]
    return tuple(with_dialogue(spoken, found))


def _block(analysis: Analysis, paragraph: Span) -> Iterator[Quotation]:
    """Yield a paragraph of speech that has no stop, before one that opens with who said it ("– X added.")."""
    said = _trimmed(analysis, paragraph)
    if analysis.text_of(said)[-1].isalnum() and len(said) <= LONGEST:
        yield Quotation(inner=said, outer=said)


def _within_paragraphs(analysis: Analysis) -> Iterator[tuple[int, Span]]:
    """Yield where a sentence opens with a dash, and the stretch behind it up to the reporter's words."""
    text, sentences = analysis.article.text.content, analysis.sentences
    dashed = (at for at, s in enumerate(sentences) if text[s.span.start] in DASHES)
    spans = ((at, sentences[at].span) for at in dashed)
    opened = {at: m.end() for at, span in spans if (m := OPENING.match(text, span.start, span.end))}
    opened = {at: start for at, start in opened.items() if not _closes(analysis, at, start)}
    told = {at: _told_at(analysis, opened[at], at, end) for at, end in pairwise([*opened, len(sentences)])}
    for at, last in told.items():
        if last is not None:
            # Behind one more dash the speech goes on, even if nobody is named for it again.
            goes_on = last + 1 in told and told[last + 1] is None
            goes_on = goes_on and sentences[last + 1].paragraph == sentences[at].paragraph
            yield sentences[at].span.start, Span(opened[at], sentences[last + goes_on].span.end)


def _told_at(analysis: Analysis, start: int, first: int, after: int) -> int | None:
    """Return the first of some sentences of one paragraph in which the reporter speaks behind a dash."""
    sentences = analysis.sentences
    for at in range(first, min(after, first + TURN_SENTENCES)):
        resumed = at > first and _is_reporters(analysis, at)
        if resumed or sentences[at].paragraph != sentences[first].paragraph:
            return None
        speech = Span(max(start, sentences[at].span.start), sentences[at].span.end)
        if any(_reports(analysis, stretch) for stretch in [*_stretches(analysis, speech)][1:]):
            return at
    return None


def _reporter_resumes(analysis: Analysis, start: int, after: int) -> int:
    """Return where the first sentence of the reporter's begins in a stretch of speech, else its end."""
    sentences = analysis.sentences
    first = bisect_right(sentences, start, key=lambda sentence: sentence.span.start)
    behind = takewhile(lambda at: sentences[at].span.start < after, range(first, len(sentences)))
    return next((sentences[at].span.start for at in behind if _is_reporters(analysis, at)), after)


def _closes(analysis: Analysis, at: int, start: int) -> bool:
    """Tell whether the reporter speaks behind the dash that opens a sentence: his words end what was said."""
    return _reports(analysis, Span(start, analysis.sentences[at].span.end))


def _is_reporters(analysis: Analysis, at: int) -> bool:
    """Tell whether a sentence behind speech is the reporter's: it opens with whose view it tells.

    So is one in which he only puts in who says so ("Yet – as X added – …").
    """
    sentence = analysis.sentences[at].span
    if opens_narration(analysis, sentence.start):
        return True
    words = words_of(analysis, sentence.start, min(sentence.end, sentence.start + NEAR))[:FIRST_WORDS]
    inserted = (words_of(analysis, s.start, s.end)[:1] for s in [*_stretches(analysis, sentence)][1:])
    return _tells_view(analysis, words) or any(word.has("as_words") for opens in inserted for word in opens)


def _tells_view(analysis: Analysis, words: Sequence[Token]) -> bool:
    """Tell whether the words that open a sentence are a phrase for somebody's view ("in X's view")."""
    phrase = lexicon(primary(analysis.language)).phrase([word.text for word in words], 0) if words else None
    size = phrase[0] if phrase is not None and phrase[1] == "according" else 1
    if not words or (size == 1 and not words[0].has("according")) or size >= len(words):
        return False
    pronoun = any(word.has_any(THIRD_PERSON) for word in words[:size])
    people = (m.span.start for e in analysis.entities if e.type == "PER" for m in e.mentions)
    return pronoun or words[size].start in people


def with_dialogue(marked: Sequence[Quotation], spoken: Sequence[Quotation]) -> list[Quotation]:
    """Put speech after dashes among quotations in marks; marks inside such speech are part of it."""
    if not spoken:
        return list(marked)
    starts = [q.outer.start for q in spoken]
    free = []
    for quotation in marked:
        index = bisect_right(starts, quotation.outer.start) - 1
        inside = index >= 0 and spoken[index].outer.overlap(quotation.outer)
        after = index + 1 < len(spoken) and spoken[index + 1].outer.overlap(quotation.outer)
        free += [] if inside or after else [quotation]
    return sorted([*free, *spoken], key=lambda q: q.outer.start)


def part_at_dashes(analysis: Analysis, quotation: Quotation) -> Iterator[Quotation]:
    """Yield what is said of a quotation in whose marks the reporter speaks ("«We wait, – X said. – All»")."""
    inner, outer = quotation.inner, quotation.outer
    short = attribution(analysis.language).dash_dialogue and len(inner) <= LONGEST
    said = tuple(_speech(analysis, inner)) if short else ()
    if not said:
        yield quotation
        return
    for piece in said:
        start = outer.start if piece.inner.start == inner.start else piece.inner.start
        end = outer.end if piece.inner.end == inner.end else piece.inner.end
        yield replace(quotation, inner=piece.inner, outer=Span(start, end), closed=True)


def _speech(analysis: Analysis, paragraph: Span) -> Iterator[Quotation]:
    """Yield the stretches between the reporter's words; none where the reporter says nothing."""
    spoken: Span | None = None
    told = False
    held: list[Span] = []
    for stretch in _stretches(analysis, paragraph):
        if spoken is not None and _reports(analysis, stretch):
            held.append(spoken)
            spoken, told = None, True
        else:
            spoken = Span(spoken.start if spoken is not None else stretch.start, stretch.end)
    if spoken is not None:
        held.append(spoken)
    if told:
        trimmed = (_trimmed(analysis, span) for span in held)
        yield from (Quotation(inner=span, outer=span) for span in trimmed)


def _stretches(analysis: Analysis, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for turn in TURN.finditer(analysis.article.text.content, paragraph.start, paragraph.end):
        if start < turn.start():
            yield Span(start, turn.start())
        start = turn.end()
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _reports(analysis: Analysis, stretch: Span) -> bool:
    words = words_of(analysis, stretch.start, min(stretch.end, stretch.start + NEAR))[:FIRST_WORDS]
    if not words or words[0].capital or _is_infinitive(analysis, words[0]):
        return False  # "«Our task – to tell all that …»"
    return any(first_class(word.labels) for word in words)


def _is_infinitive(analysis: Analysis, word: Token) -> bool:
    known = attribution(analysis.language).impersonal_verb
    return word.has("impersonal_verb") and word.text not in known


def _trimmed(analysis: Analysis, span: Span) -> Span:
    kept = analysis.text_of(span).rstrip(" \n\r\t,")
    return Span(span.start, span.start + max(1, len(kept)))
