"""Read speech that is printed without marks behind who speaks ("Ada Orel, the mayor: We wait. All of us.").

A single sentence is read by its colon (``joining.verbless``). Speech goes on behind it while sentences speak
of "us", ask, exclaim or come next to one that does, up to the paragraph's end or the reporter's words.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rashomon.analyze.marks.pairs import Quotation
from rashomon.analyze.quotes.sentence.margins import beside_the_text, lies_in
from rashomon.analyze.quotes.sentence.units import opens_narration, words_of
from rashomon.model.annotation import Analysis, LocalEntity, Sentence
from rashomon.model.text import Span

LABEL = re.compile(r"\s?(?:,\s[^.:;!?«»„“”\"\n]{2,60}?)?\s?:\s+(?=[^\W\d_])")
"""What stands between a speaker's name and the words said: a role at most, and a colon."""
LONGEST = 12
"""Sentences of the longest speech."""
BEYOND = 2
"""Sentences of a speech that follow the last one that only a speaker would say."""
SHORTEST = 2
"""Words of a sentence that is an answer or a call ("Of course.")."""


def find_transcripts(analysis: Analysis, marked: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Return the speech of several sentences behind a person's name and a colon, as quotations without marks.

    ``marked`` are the quotations in marks, in order; speech ends where one of them begins.
    """
    people = {
        mention.span.start: (entity, mention.span)
        for entity in analysis.entities
        if entity.type == "PER"
        for mention in entity.mentions
    }
    beside, headline = beside_the_text(analysis), analysis.structure.headline
    edges = [edge for q in marked for edge in (q.outer.start, q.outer.end)]
    found: list[Quotation] = []
    for at, sentence in enumerate(analysis.sentences):
        start = sentence.span.start
        titled = headline is not None and headline.contains(Span(start, start + 1))
        if start in people and not titled and not lies_in(beside, sentence.span):
            found += _speech(analysis, at, *people[start], edges)
    return tuple(found)


def _speech(
    analysis: Analysis, at: int, speaker: LocalEntity, name: Span, edges: Sequence[int]
) -> Iterator[Quotation]:
    """Yield the speech that a sentence opens, if the next sentence goes on with it.

    ``edges`` are where quotations in marks begin and end, in turn.
    """
    label = LABEL.match(analysis.article.text.content, name.end, analysis.sentences[at].span.end)
    if label is None or not analysis.article.text.content[label.end()].isupper():
        return
    opening = Span(label.end(), analysis.sentences[at].span.end)
    behind = bisect_right(edges, opening.start)
    end = edges[behind] if behind < len(edges) else len(analysis.article.text.content)
    last = surely = at
    if behind % 2 or opening.end > end or not _is_spoken(analysis, opening):
        return
    for after in range(at + 1, min(at + LONGEST, len(analysis.sentences))):
        sentence = analysis.sentences[after]
        apart = sentence.paragraph != analysis.sentences[at].paragraph or sentence.span.end > end
        if apart or after - surely > BEYOND or _reports(analysis, sentence, speaker):
            break
        last = after
        surely = after if _is_spoken(analysis, sentence.span) else surely
    if last > at:
        span = Span(opening.start, analysis.sentences[last].span.end)
        yield Quotation(inner=span, outer=span)


def _is_spoken(analysis: Analysis, span: Span) -> bool:
    """Tell whether a sentence speaks of its speaker, asks or exclaims, or is a word or two."""
    words = [word for word in words_of(analysis, span.start, span.end) if word.kind == "word"]
    told = analysis.text_of(span).rstrip()
    return told.endswith(("?", "!")) or len(words) <= SHORTEST or any(word.has("first") for word in words)


def _reports(analysis: Analysis, sentence: Sentence, speaker: LocalEntity) -> bool:
    """Tell whether a sentence is the reporter's: it names the speaker, or opens as no speaker would."""
    named = any(sentence.span.contains(mention.span) for mention in speaker.mentions)
    return named or opens_narration(analysis, sentence.span.start)
