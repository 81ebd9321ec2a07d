"""Show how each article tells it: by which verbs it gives voices, what it calls people, what it leaves out.

Every feature is a choice of words that another account could have made otherwise; none is a score or a fault.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from rashomon.lang.attribution import cue_class
from rashomon.lang.framing import framing_words
from rashomon.lang.terms import find, has
from rashomon.model.annotation import Analysis, Mention
from rashomon.model.comparison import Entity, Framing, FramingFeature
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span

MOST = {"lead": 1, "attribution": 4, "label": 3, "loaded word": 2, "distance": 2, "emphasis": 1, "passive": 2}
"""Features of each kind told of one article: a reader wants examples, not a count."""
BEFORE = 40
"""Characters between a judging word and the name it stands before."""
BEHIND = 60
"""Characters behind a passive in which a doer may be named."""
VERBS = {
    "hedge": "keeps a distance to what is said",
    "deny": "tells it as a denial",
    "warn": "tells it as a warning",
    "judge": "tells it as a judgement",
    "label": "tells it as a name given",
}
"""What a cue's class (``lang.attribution``) does beside saying."""


def find_framing(story: Story, entities: Sequence[Entity]) -> tuple[Framing, ...]:
    """Find each article's choices of words, in reading order, a few of each kind."""
    names = {member: entity.name for entity in entities for member in entity.members}
    return tuple(_framing(analysis, names) for analysis in story.analyses)


def _framing(analysis: Analysis, names: Mapping[tuple[str, str], str]) -> Framing:
    features = [
        *islice(_lead(analysis, names), MOST["lead"]),
        *islice(_verbs(analysis), MOST["attribution"]),
        *_words(analysis),
        *islice(_passives(analysis), MOST["passive"]),
    ]
    return Framing(
        article=analysis.article.id,
        features=tuple(sorted(features, key=lambda f: (f.reference.span, f.kind))),
    )


def _feature(analysis: Analysis, kind: str, span: Span, note: str) -> FramingFeature:
    return FramingFeature(kind=kind, reference=Reference(analysis.article.id, span), note=note)


def _lead(analysis: Analysis, names: Mapping[tuple[str, str], str]) -> Iterator[FramingFeature]:
    """Yield what the first sentence of the body names: what the article opens with."""
    above = {analysis.structure.headline, analysis.structure.byline}
    for sentence in analysis.sentences:
        if not analysis.is_body(sentence.span) or sentence.span in above:
            continue
        found = analysis.entities_in(sentence.span)
        if found:
            named = ", ".join(names.get((analysis.article.id, e.id), e.name) for e in found[:5])
            yield _feature(analysis, "lead", sentence.span, f"opens with {named}")
        return


def _verbs(analysis: Analysis) -> Iterator[FramingFeature]:
    """Yield verbs of saying that do more than say, with the speaker."""
    conceding = framing_words(analysis.language).conceding
    for quote in analysis.quotes:
        if quote.cue is None:
            continue
        cue = analysis.text_of(quote.cue)
        note = VERBS.get(cue_class(analysis.language, cue), "")
        if has(conceding, cue):
            note = "takes for granted that what is said is so"
        if note:
            told = f"“{cue}” of {quote.speaker.name}: {note}" if quote.speaker else f"“{cue}”: {note}"
            yield _feature(analysis, "attribution", quote.cue, told)


def _words(analysis: Analysis) -> Iterator[FramingFeature]:
    words = framing_words(analysis.language)
    yield from islice(_labels(analysis, words.judging), MOST["label"])
    for kind, terms, note in (
        ("loaded word", words.loaded, "“{}” carries a judgement"),
        ("distance", words.doubt, "“{}” keeps a distance to what is told"),
        ("emphasis", words.stress, "“{}” leaves no doubt to the reader"),
    ):
        spans = (Span(*match.span()) for match in find(terms, analysis.article.text.content))
        own = (span for span in spans if _own_voice(analysis, span))
        yield from (
            _feature(analysis, kind, span, note.format(analysis.text_of(span)))
            for span in islice(own, MOST[kind])
        )


def _labels(analysis: Analysis, judging: Sequence[str]) -> Iterator[FramingFeature]:
    """Yield judging words together with the name they stand before."""
    mentions = sorted(
        (m for e in analysis.entities for m in e.mentions if e.type in {"PER", "ORG"}), key=lambda m: m.span
    )
    at = 0
    for match in find(judging, analysis.article.text.content):
        while at < len(mentions) and mentions[at].span.start < match.end():
            at += 1
        if at < len(mentions) and _before(analysis, match.end(), mentions[at]):
            span = Span(match.start(), mentions[at].span.end)
            note = f"“{match.group()}” said of {mentions[at].name}"
            if not _own_voice(analysis, span):
                note = f"“{match.group()}” said of {mentions[at].name}, in a quotation"
            yield _feature(analysis, "label", span, note)


def _before(analysis: Analysis, end: int, mention: Mention) -> bool:
    between = (
        analysis.article.text.content[end : mention.span.start]
        if mention.span.start - end <= BEFORE
        else "\n"
    )
    return not any(c in ".;:!?\n" for c in between)


def _own_voice(analysis: Analysis, span: Span) -> bool:
    """Tell whether a span is the article's own telling and no quotation."""
    quoted = any(q.kind == "direct" and q.span.overlap(span) for q in analysis.quotes)
    return not quoted and analysis.is_body(span)


def _passives(analysis: Analysis) -> Iterator[FramingFeature]:
    """Yield passive forms behind which no doer is named."""
    words, text = framing_words(analysis.language), analysis.article.text.content
    for match in find(words.passive, text):
        span = Span(*match.span())
        if not has(words.agent, text[span.end : span.end + BEHIND]) and _own_voice(analysis, span):
            yield _feature(analysis, "passive", span, f"“{match.group()}” names no doer")
