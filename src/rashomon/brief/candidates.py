"""Which sentences may stand in a brief at all, and what is known of each.

A candidate is an assertion of an article's body. Questions, exclamations, instructions to a reader or a
machine, service lines, mere opinion and lines of a bloc are none; text that gives orders is data.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rashomon.brief.predicates import has_main_clause, has_verb
from rashomon.brief.reporting import reported, tone
from rashomon.brief.standalone import (
    Named,
    Trimmed,
    adds,
    answers,
    assertive,
    dependent,
    opens_with_speaker,
    resumes,
    subjectless,
    subordinate,
)
from rashomon.brief.trim import trim, words
from rashomon.lang import terms
from rashomon.lang.attribution import is_cue, word_labels
from rashomon.lang.brief import BriefWords, brief_words
from rashomon.model.annotation import Analysis, Claim, Quantity, Quote, Speaker, Timex
from rashomon.model.comparison import ClaimGroup, Comparison
from rashomon.model.index import Index
from rashomon.model.story import Story
from rashomon.model.text import Reference, Span

READ, LEAST = 3000, 6
"""Sentences considered in a story, and in an article however many there are: what bounds the work."""
CITED = 600
"""Characters of the longest citation: evidence is a sentence, not a page."""
_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]{0,600}[”“»\"]")
"""Words in quotation marks, which are not the outlet's own."""
_ASKED = re.compile(r"[?!？！؟][”“»\"][^\S\n]*\Z")
"""The end of a quotation that asks or calls out, and after which its sentence may go on."""
FRAME_WORDS = 4
"""Words among which a sentence that goes on says that somebody spoke."""
REACH = 12
"""Characters before a sentence in which a quotation ends that it is about."""
OWN_MARKS = 3
"""Characters around a quotation that its sentence may hold besides: the marks."""

SHORT = 8
"""Words of a quotation up to which it has to have a verb: what is longer mostly tells something."""
POINTING = frozenset({"masculine", "feminine", "plural", "impersonal"})
"""Lists of the pronouns that stand for who speaks."""
COMMENT = 0.15
"""Probability of being a report below which a sentence is comment, which a brief does not tell."""

Groups = Mapping[tuple[str, str], ClaimGroup]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Candidate:
    """One sentence that could be told.

    ``text`` is trimmed; ``row`` is its place in ``Analysis.sentences``. ``voice`` is whose words it is if
    it is not the outlet's own; ``dependent`` tells that it needs the sentence before it to be understood;
    ``reported`` is the probability that it reports rather than comments.
    """

    analysis: Analysis
    row: int
    span: Span
    text: str
    claims: tuple[Claim, ...]
    groups: tuple[ClaimGroup, ...]
    names: tuple[Named, ...]
    quantities: tuple[Quantity, ...]
    timexes: tuple[Timex, ...]
    quoted: bool
    voice: Speaker | None
    dependent: bool
    reported: float

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
    rows = max(LEAST, READ // max(1, len(story.analyses)))
    return [c for a in story.analyses for c in _Reader(a, groups, lines).candidates(rows)]


class _Reader:
    """Goes through one article; everything in it is looked up by place."""

    def __init__(self, analysis: Analysis, groups: Groups, lines: frozenset[Reference]) -> None:
        self._analysis, self._groups = analysis, groups
        self._article = analysis.article.id
        self._language = brief_words(analysis.language)
        self._tone = tone(analysis)
        self._lines = Index((r.span for r in lines if r.article == self._article), lambda s: s)
        dateline = analysis.structure.dateline
        aside = [p.span for p in analysis.structure.non_body] + ([dateline] if dateline else [])
        self._aside = Index(set(aside), lambda s: s)
        self._quotes = Index((q for q in analysis.quotes if q.kind == "direct"), lambda q: q.span)
        named = ((e, m) for e in analysis.entities for m in e.mentions)
        self._names: Index[Named] = Index(named, lambda pair: pair[1].span)
        self._quantities = Index(analysis.quantities, lambda q: q.span)
        self._timexes = Index(analysis.timexes, lambda t: t.span)

    def candidates(self, rows: int) -> Iterator[Candidate]:
        by_row: dict[int, list[Claim]] = {}
        for claim in (c for c in self._analysis.claims if c.sentence < rows):
            by_row.setdefault(claim.sentence, []).append(claim)
        for row, claims in sorted(by_row.items()):
            span = _without_dateline(self._analysis, self._analysis.sentences[row].span)
            said_before = any(claim.claimant for claim in by_row.get(row - 1, ()))
            may = self._may_be_told(span)
            found = self._candidate(row, span, tuple(claims), said_before=said_before) if may else None
            if found:
                yield found

    def _may_be_told(self, span: Span) -> bool:
        aside = sum(s.overlap(span) for s in self._aside.overlapping(span))
        line = any(2 * s.overlap(span) > len(s) for s in self._lines.overlapping(span))
        return len(span) <= CITED and 2 * aside < len(span) and not line

    def _candidate(
        self, row: int, span: Span, claims: tuple[Claim, ...], *, said_before: bool
    ) -> Candidate | None:
        """Return a sentence if it may be told; ``said_before``: the one before it is somebody's word."""
        groups = {g.id: g for c in claims if (g := self._groups.get((self._article, c.id)))}
        own = tuple(groups.values())
        quote = self._around(span)
        quoted, voice = quote is not None, quote.speaker if quote else _voice(claims)
        told = self._trimmed(span, quoted=quoted)
        report = reported(claims, self._tone)
        if report < COMMENT or not self._is_statement(told, quoted=quoted):
            return None
        if voice is None and (quoted or _speculates(claims, own) or comments(told.text, self._language)):
            return None
        if voice is not None and not quoted and self._nameless(span, voice):
            return None
        answering = answers(told)
        if answering and not said_before:
            return None
        needs = dependent(told) or answering or self._goes_on(told, voice)
        return Candidate(
            analysis=self._analysis,
            row=row,
            span=span,
            text=told.text,
            claims=claims,
            groups=own,
            names=told.names,
            quantities=tuple(self._quantities.within(span)),
            timexes=told.timexes,
            quoted=quoted,
            voice=voice,
            dependent=needs and not opens_with_speaker(told, voice),
            reported=report,
        )

    def _trimmed(self, span: Span, *, quoted: bool) -> Trimmed:
        return Trimmed(
            text=trim(self._analysis.text_of(span), self._language, quoted=quoted),
            code=self._analysis.language,
            span=span,
            names=tuple(self._names.within(span)),
            timexes=tuple(self._timexes.within(span)),
        )

    def _is_statement(self, told: Trimmed, *, quoted: bool) -> bool:
        """Tell whether a sentence states something by itself, in somebody's words or in the outlet's."""
        if not assertive(told.text, self._language) or subordinate(told.text, told.code):
            return False
        if self._only_frames(told.span) or (
            self._is_headline(told.span) and not has_verb(told.text, told.code)
        ):
            return False
        return not quoted or len(words(told.text)) > SHORT or has_main_clause(told.text, told.code)

    def _is_headline(self, span: Span) -> bool:
        """Tell whether a sentence is part of the headline, which may only name a matter ("Storm over …")."""
        headline = self._analysis.structure.headline
        return headline is not None and headline.overlap(span) > 0

    def _goes_on(self, told: Trimmed, voice: Speaker | None) -> bool:
        """Tell whether a sentence speaks on of someone whom neither it nor the brief beside it names."""
        named = voice is not None and voice.entity is not None
        leans = adds(told) or resumes(told.text, told.code) or self._by_pronoun(voice)
        return leans or (not named and subjectless(told))

    def _by_pronoun(self, voice: Speaker | None) -> bool:
        """Tell whether a sentence gives someone without a name by a pronoun only ("…, it says")."""
        if voice is None or voice.entity or voice.span is None:
            return False
        form = self._analysis.text_of(voice.span).casefold()
        return not POINTING.isdisjoint(word_labels(self._analysis.language, form))

    def _nameless(self, span: Span, voice: Speaker) -> bool:
        """Tell whether someone's claim can't be given a name: neither the sentence nor the story has one."""
        if voice.entity:
            return False
        pronoun = terms.compiled(self._language.pronouns).fullmatch(voice.name)
        return voice.span is None or not span.contains(voice.span) or pronoun is not None

    def _only_frames(self, span: Span) -> bool:
        """Tell whether a sentence says who spoke the words before it, which are not in it."""
        if self._says_who_asked(span):
            return True
        before = Span(max(0, span.start - REACH), span.start + 1)
        ended = [q for q in self._quotes.overlapping(before) if q.span.end <= span.start]
        return any(span.contains(part) for quote in ended for part in quote.frame)

    def _says_who_asked(self, span: Span) -> bool:
        """Tell whether a sentence opens with who asked or called out right before it (“Who?” X asked …)."""
        content = self._analysis.article.text.content
        asked = _ASKED.search(content, max(0, span.start - REACH), span.start)
        opening = words(content[span.start : span.end])[:FRAME_WORDS] if asked else []
        return any(is_cue(self._analysis.language, word) for word in opening)

    def _around(self, span: Span) -> Quote | None:
        """Return the direct quotation that a sentence lies in."""
        around = self._quotes.overlapping(span)
        return next((q for q in around if q.span.overlap(span) >= len(span) - OWN_MARKS), None)


def _without_dateline(analysis: Analysis, span: Span) -> Span:
    """Start a sentence behind the dateline that stands before it."""
    line = analysis.structure.dateline
    if line is None or not span.contains(line) or line.end == span.end:
        return span
    rest = analysis.article.text.content[line.end : span.end]
    start = line.end + len(rest) - len(rest.lstrip(" .—–-:\n\t"))
    return Span(start, span.end) if start < span.end else span


def comments(text: str, language: BriefWords) -> bool:
    """Tell whether an outlet judges or speaks of itself and the reader, which is no news."""
    return terms.has((*language.evaluative, *language.personal), _QUOTED.sub(" ", text))


def _speculates(claims: tuple[Claim, ...], groups: tuple[ClaimGroup, ...]) -> bool:
    """Tell whether this is one outlet's own guess, which nobody else makes."""
    guessed = all(c.modality in {"hedged", "conditional"} for c in claims)
    return guessed and all(len({m.reference.article for m in g.members}) < 2 for g in groups)


def _voice(claims: tuple[Claim, ...]) -> Speaker | None:
    """Return who makes most of a sentence's claims, if it is not the outlet."""
    extent: Counter[str] = Counter()
    for claim in claims:
        extent[claim.claimant.entity or claim.claimant.name if claim.claimant else ""] += len(claim.span)
    most = extent.most_common(1)[0][0]
    theirs = (c.claimant for c in claims if c.claimant and most in {c.claimant.entity, c.claimant.name})
    return next(theirs, None)
