"""The gate: a sentence stands only if the passages it cites say it, word for word.

A sentence passes if its words are those of its first citation in the same order with nothing cut but
openings that tie it to its neighbours, so that no number, date, name, negation or reserve can differ;
and if it is told as whose word it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rashomon.brief.standalone import assertive
from rashomon.brief.trim import opening, words
from rashomon.lang import terms
from rashomon.lang.brief import BriefWords, brief_words
from rashomon.model.annotation import Analysis
from rashomon.model.brief import Abstention, Brief, BriefSentence, Section
from rashomon.model.phrase import Phrase
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a sentence is supported, and every reason why it is not."""

    supported: bool
    reasons: tuple[str, ...] = ()


def verify(sentence: BriefSentence, story: Story) -> Verdict:
    """Check a sentence against the passages that it cites."""
    reasons = tuple(_reasons(sentence, story))
    return Verdict(supported=not reasons, reasons=reasons)


def gate(brief: Brief, story: Story) -> Brief:
    """Return the brief without what its citations do not support; what is dropped is listed as untold."""
    failed = {s for part in brief.sections for s in part.sentences if not verify(s, story).supported}
    if not failed:
        return brief
    dropped = tuple(
        Abstention(about=Phrase(key="about_dropped", text=s.text), why=Phrase(key="why_dropped"))
        for part in brief.sections
        for s in part.sentences
        if s in failed
    )
    sections = tuple(_without(part, failed) for part in brief.sections)
    return replace(brief, sections=sections, abstained=brief.abstained + dropped)


def _without(section: Section, failed: set[BriefSentence]) -> Section:
    return replace(section, sentences=tuple(s for s in section.sentences if s not in failed))


def _reasons(sentence: BriefSentence, story: Story) -> Iterator[str]:
    if not sentence.citations:
        yield "it cites nothing"
        return
    if not all(_exists(c, story) for c in sentence.citations):
        yield "it cites a passage that is not there"
        return
    first = sentence.citations[0]
    analysis = story.analysis(first.article)
    language = brief_words(analysis.language)
    yield from _wording(sentence.text, analysis.text_of(first.span), language)
    yield from _kind(sentence, analysis, language)
    yield from _voice(sentence, analysis, first.span)
    if sentence.status == "agreed" and len({c.article for c in sentence.citations}) < 2:
        yield "it is called agreed and cites one article"


def _exists(reference: Reference, story: Story) -> bool:
    try:
        analysis = story.analysis(reference.article)
    except KeyError:
        return False
    return reference.span.end <= len(analysis.article.text)


def _wording(text: str, passage: str, language: BriefWords) -> Iterator[str]:
    told, cited = words(text), words(passage)
    added = [w for w in dict.fromkeys(told) if w not in cited]
    yield from (_added(word, text, language) for word in added)
    if added:
        return
    cut = len(cited) - len(told)
    if cut < 0 or cited[cut:] != told:
        yield from _changed(told, cited, language)
    elif cut > _openings(passage, language):
        yield "its beginning was cut by more than an opening"


def _added(word: str, text: str, language: BriefWords) -> str:
    """Say what kind of word stands in the sentence and not in the passage."""
    if word[0].isdigit():
        return f"the number {word} is not in the cited passage"
    if terms.compiled(language.guards).fullmatch(word):
        return f"the negation or reserve '{word}' is not in the cited passage"
    name = word.title() in text and not text.strip("“”„«»\"' ").startswith(word.title())
    return f"the {'name' if name else 'word'} '{word}' is not in the cited passage"


def _changed(told: list[str], cited: list[str], language: BriefWords) -> Iterator[str]:
    missing = [w for w in dict.fromkeys(cited) if cited.count(w) > told.count(w)]
    guards = [w for w in missing if terms.compiled(language.guards).fullmatch(w)]
    yield from (f"the negation or reserve '{w}' was cut" for w in guards)
    yield "its words are not those of the cited passage in their order"


def _openings(passage: str, language: BriefWords) -> int:
    """Count the words at the start of a passage that may be cut."""
    line = " ".join(passage.split()).lstrip("“„«\"'-–—•* ")
    return len(words(line[: opening(line, language)]))


def _kind(sentence: BriefSentence, analysis: Analysis, language: BriefWords) -> Iterator[str]:
    if sentence.language != analysis.language:
        yield "it is given as another language than its article's"
    if not assertive(sentence.text, language):
        yield "it is a question, an order or no whole sentence"
    if not analysis.is_body(sentence.citations[0].span):
        yield "it is not part of what the article tells"


def _voice(sentence: BriefSentence, analysis: Analysis, span: Span) -> Iterator[str]:
    if sentence.attributed_to is None and any(
        q.kind == "direct" and q.span.overlap(span) >= len(span) - 3 for q in analysis.quotes
    ):
        yield "someone's words are told as fact"
