"""Which sentences may stand in a brief at all, and what is known of each.

A candidate is an assertion of an article's body. Questions, exclamations, instructions to a reader or a
machine, service lines, mere opinion and lines of a bloc are none; text that gives orders is data.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rashomon.brief.trim import balanced, trim, words
from rashomon.lang import terms
from rashomon.lang.brief import BriefWords, brief_words
from rashomon.model.annotation import Analysis, Claim, Quote, Speaker
from rashomon.model.comparison import ClaimGroup, Comparison
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span

SHORTEST, LONGEST = 4, 70
"""Bounds of a sentence, in words."""
CITED = 600
"""Characters of the longest citation: evidence is a sentence, not a page."""
OPENING_WORDS = 8
"""A pronoun so many words into a sentence has most likely its antecedent there."""
NOT_ASSERTED = ("?", "!", ":", "…", "...", "？", "！", "؟")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Candidate:
    """One sentence that could be told.

    ``text`` is trimmed; ``row`` is its place in ``Analysis.sentences``. ``voice`` is whose words it is if
    it is not the outlet's own; ``dependent`` tells that it needs the sentence before it to be understood.
    """

    analysis: Analysis
    row: int
    span: Span
    text: str
    claims: tuple[Claim, ...]
    groups: tuple[ClaimGroup, ...]
    quoted: bool
    voice: Speaker | None
    dependent: bool

    @property
    def reference(self) -> Reference:
        """Where the sentence stands."""
        return Reference(self.analysis.article.id, self.span)

    @property
    def key(self) -> tuple[str, int]:
        """Article and row: what tells candidates apart."""
        return self.analysis.article.id, self.row

    def follows(self, other: "Candidate") -> bool:
        """Tell whether this sentence comes right after the other one in the same article."""
        return self.key == (other.analysis.article.id, other.row + 1)


def candidates(story: Story, comparison: Comparison, lines: frozenset[Reference]) -> list[Candidate]:
    """Return every sentence that may be told, in the order of articles and text.

    ``lines`` are passages of shared lines: what overlaps them is told as theirs, not as fact.
    """
    groups = {(m.reference.article, m.claim): g for g in comparison.claims for m in g.members}
    return [c for a in story.analyses for c in _of_article(a, groups) if not _overlaps(c, lines)]


def _overlaps(candidate: Candidate, lines: frozenset[Reference]) -> bool:
    article, span = candidate.analysis.article.id, candidate.span
    return any(r.article == article and 2 * r.span.overlap(span) > len(r.span) for r in lines)


def _of_article(
    analysis: Analysis, groups: Mapping[tuple[str, str], ClaimGroup]
) -> Iterator[Candidate]:
    by_row: dict[int, list[Claim]] = {}
    for claim in analysis.claims:
        by_row.setdefault(claim.sentence, []).append(claim)
    for row, claims in sorted(by_row.items()):
        own = {g.id: g for c in claims if (g := groups.get((analysis.article.id, c.id)))}
        found = _candidate(analysis, row, tuple(claims), tuple(own.values()))
        if found:
            yield found


def _candidate(
    analysis: Analysis, row: int, claims: tuple[Claim, ...], groups: tuple[ClaimGroup, ...]
) -> Candidate | None:
    language = brief_words(analysis.language)
    span = _without_dateline(analysis, analysis.sentences[row].span)
    if len(span) > CITED or not analysis.is_body(span) or _mostly_opinion(claims):
        return None
    quote = _around(analysis, span)
    text = trim(analysis.text_of(span), language, quoted=quote is not None)
    voice = quote.speaker if quote else _voice(claims)
    if not assertive(text, language) or (quote and voice is None):
        return None
    return Candidate(
        analysis=analysis,
        row=row,
        span=span,
        text=text,
        claims=claims,
        groups=groups,
        quoted=quote is not None,
        voice=voice,
        dependent=_dependent(analysis, span, text, voice),
    )


def assertive(text: str, language: BriefWords) -> bool:
    """Tell whether a text reads as a statement to the reader, not a question, an order or a service line."""
    bare = text.strip("“”„«»‘’\"' ")
    if not SHORTEST <= len(words(bare)) <= LONGEST or not balanced(text):
        return False
    if bare.rstrip(")").endswith(NOT_ASSERTED) or not bare[:1].isalnum():
        return False
    if terms.compiled(language.instructions).match(bare):
        return False
    return not terms.has(language.service, bare)


def _without_dateline(analysis: Analysis, span: Span) -> Span:
    """Start a sentence behind the dateline that stands before it."""
    line = analysis.structure.dateline
    if line is None or not span.contains(line):
        return span
    rest = analysis.article.text.content[line.end : span.end]
    start = line.end + len(rest) - len(rest.lstrip(" .—–-:\n\t"))
    return Span(start, span.end) if start < span.end else span


def _mostly_opinion(claims: tuple[Claim, ...]) -> bool:
    marked = sum(len(c.span) for c in claims if c.opinion)
    return 2 * marked >= sum(len(c.span) for c in claims)


def _around(analysis: Analysis, span: Span) -> Quote | None:
    """Return the direct quotation that a sentence lies in; its own marks at the ends do not count."""
    for quote in analysis.quotes:
        if quote.kind == "direct" and quote.span.overlap(span) >= len(span) - 3:
            return quote
    return None


def _voice(claims: tuple[Claim, ...]) -> Speaker | None:
    """Return who makes most of a sentence's claims, if it is not the outlet."""
    told = sum(len(c.span) for c in claims)
    theirs = [c for c in claims if c.claimant]
    if 2 * sum(len(c.span) for c in theirs) <= told:
        return None
    return max(theirs, key=lambda c: len(c.span)).claimant


def _dependent(analysis: Analysis, span: Span, text: str, voice: Speaker | None) -> bool:
    language = brief_words(analysis.language)
    bare = text.strip("“”„«»‘’\"' ")
    start = terms.compiled(language.anaphora).match(bare)
    if start and not _dated(analysis, span, bare):
        return not _names_its_speaker(analysis, span, voice)
    pronoun = terms.compiled(language.pronouns).search(bare)
    if pronoun is None or len(words(bare[: pronoun.start()])) >= OPENING_WORDS:
        return False
    return not _named_before(analysis, span, pronoun.group())


def _dated(analysis: Analysis, span: Span, bare: str) -> bool:
    """Tell whether the opening is a date ("this week"), which points at no sentence."""
    offset = analysis.text_of(span).casefold().find(bare[:12].casefold())
    return offset >= 0 and any(t.span.start == span.start + offset for t in analysis.timexes)


def _names_its_speaker(analysis: Analysis, span: Span, voice: Speaker | None) -> bool:
    """Tell whether the opening pronoun is the speaker whose name the brief gives beside the sentence."""
    if voice is None or voice.entity is None or voice.span is None:
        return False
    return span.start <= voice.span.start < span.start + 12 and voice.span.end <= span.end


def _named_before(analysis: Analysis, span: Span, pronoun: str) -> bool:
    at = analysis.text_of(span).casefold().find(pronoun.casefold())
    before = Span(span.start, span.start + max(at, 1))
    return any(e.type in {"PER", "ORG"} for e in analysis.entities_in(before))
