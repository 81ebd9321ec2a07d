"""Find an article's claims: its clauses, with who makes each and how it is meant.

A claim's span leaves out who says it where that is all a clause tells ("the minister said that").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from operator import attrgetter, itemgetter

from rashomon.analyze.claims.clauses import SIGNS, balanced, has_verb, is_clause, split_clauses, trim
from rashomon.lang.attribution import cue_class
from rashomon.lang.claims import BUT, ClaimWords, claim_lists, claim_words, has_any
from rashomon.lang.terms import compiled, syllables
from rashomon.model.annotation import Analysis, Claim, Modality, Quantity, Quote, Sentence, Stance, Timex
from rashomon.model.index import Index
from rashomon.model.text import Span

FEWEST_LETTERS = 12
"""Letters below which a sentence ("Details here.") asserts nothing that can be compared."""
SOURCING = 120
"""Code points of a sentence that only names a source; a longer one tells more."""
WHOLE = 1200
"""Code points of the longest sentence that is parted into clauses as a whole; longer ones are cut first."""
FRAME = 40
"""Code points beside speaker and cue up to which a frame tells nothing of its own."""
NESTED = 60
"""Code points of the longest frame inside what somebody else tells ("…, the report says …")."""
BARE, OPENING, LONG_SOURCE = 30, 12, 80
"""Code points of a frame apart from its words: beside speaker and cue, before both, of the speaker."""
POINTING = 60
"""Code points beside speaker and cue where they tell of the sentence before ("Of this X wrote online")."""
DIRECT = 3
"""Parts of somebody's words of which all is named: the words, who says them and that they are said."""
TELLING = frozenset({"say", "deny", "hedge", "promise", "warn", "think"})
"""What cues do whose content is a claim of the speaker; to accuse or to ask is told by the outlet."""
STANCES: dict[str, Stance] = {"deny": "denies", "hedge": "hedges", "think": "hedges"}


def find_claims(analysis: Analysis) -> tuple[Claim, ...]:
    """Return the claims of the headline and the body in reading order; spans never overlap.

    Needs sentences; quotes, quantities and timexes are used where they are there. Questions, headings and
    other text that is not the article's own telling hold no claims.
    """
    reader = _Reader(analysis)
    claims = [
        reader.claim(index, span)
        for index, sentence in enumerate(analysis.sentences)
        if _asserts(analysis, sentence)
        for span in reader.clauses(sentence.span)
    ]
    return tuple(claims)


def reread(analysis: Analysis) -> tuple[Claim, ...]:
    """Return the same claims with who makes each, and how, read anew from the quotes as they are now."""
    reader = _Reader(analysis)
    return tuple(replace(reader.claim(c.sentence, c.span), checkable=c.checkable) for c in analysis.claims)


def _asserts(analysis: Analysis, sentence: Sentence) -> bool:
    """Tell whether a sentence is the headline or body and says something."""
    headline = analysis.structure.headline
    is_headline = headline is not None and headline.overlap(sentence.span) > 0
    text = analysis.text_of(sentence.span).rstrip(" \t\r\n\"'»”’)")
    byline = analysis.structure.byline
    is_byline = byline is not None and byline.overlap(sentence.span) > 0
    if is_byline or not (is_headline or analysis.is_body(sentence.span)) or text.endswith(("?", "؟", "？")):
        return False
    if len(text) <= SOURCING and compiled(claim_words(analysis.language).sourcing).match(text):
        return False
    letters = len(list(islice(filter(str.isalpha, text[:WHOLE]), FEWEST_LETTERS)))
    return letters == FEWEST_LETTERS or letters + syllables(text[:WHOLE]) >= FEWEST_LETTERS


@dataclass(slots=True)
class _Reader:
    """What the claims of one article are read with."""

    analysis: Analysis
    words: ClaimWords = field(init=False)
    acts: dict[str, str] = field(init=False)
    quotes: Index[Quote] = field(init=False)
    cued: Index[tuple[Span, Quote]] = field(init=False)
    """Quotes by where their cues stand, which may be in another sentence than the words."""
    quantities: Index[Quantity] = field(init=False)
    timexes: Index[Timex] = field(init=False)

    def __post_init__(self) -> None:
        analysis = self.analysis
        self.words = claim_words(analysis.language)
        self.acts = {q.id: _act(analysis, q) for q in analysis.quotes}
        told = [q for q in analysis.quotes if self.acts[q.id] in TELLING]
        self.quotes = Index(told, attrgetter("span"))
        self.cued = Index([(q.cue, q) for q in told if q.cue], itemgetter(0))
        self.quantities = Index(analysis.quantities, attrgetter("span"))
        self.timexes = Index(analysis.timexes, attrgetter("span"))

    def clauses(self, sentence: Span) -> Iterator[Span]:
        """Yield the spans of a sentence's clauses, without clauses that only say who speaks."""
        for start in range(sentence.start, sentence.end, WHOLE):
            part = Span(start, min(sentence.end, start + WHOLE))
            for piece in self._at_quotes(part):
                found = split_clauses(self.analysis.text_of(piece), self.analysis.language)
                spans = (self._bare(Span(piece.start + a, piece.start + b)) for a, b in found)
                yield from (span for span in spans if not self._only_frames(span, sentence))

    def _only_frames(self, clause: Span, sentence: Span) -> bool:
        """Tell whether a clause only says who speaks, of words beside it or in another sentence.

        It opens with speaker or cue, the cue opens or closes it, and little else is in it.
        """
        cues = self.cued.within(clause)
        if not cues or self.quotes.overlapping(clause):
            return False
        return any(self._frames(clause, sentence, quote, cue) for cue, quote in cues)

    def _frames(self, clause: Span, sentence: Span, quote: Quote, cue: Span) -> bool:
        source = quote.speaker.span if quote.speaker else None
        if source is None or not clause.contains(source) or len(source) > LONG_SOURCE:
            return False
        beside = len(clause) - len(source) - len(cue)
        if quote.kind == "indirect" and quote.span.end <= sentence.start and beside <= POINTING:
            return True
        return self._encloses(clause, quote) and beside <= BARE

    def _encloses(self, clause: Span, quote: Quote) -> bool:
        """Tell whether a clause opens with speaker or cue of a quote, and the cue opens or closes it."""
        parts = [part for part in quote.frame if clause.contains(part)]
        if not parts or quote.cue not in parts:
            return False
        opens = min(part.start for part in parts) - clause.start <= OPENING
        behind = self.analysis.article.text.content[quote.cue.end : clause.end]
        return opens and (quote.cue.start == clause.start or not any(map(str.isalnum, behind)))

    def _bare(self, clause: Span) -> Span:
        """Leave out an opening "that", which belongs to the frame, and quotation marks without a partner.

        With a capital letter it opens a sentence and points at something ("That bridge is old").
        """
        text = self.analysis.text_of(clause)
        lead = None if text[:1].isupper() else compiled(self.words.complementizers).match(text)
        rest = trim(text, lead.end(), len(text)) if lead else None
        start, end = balanced(text, *(rest or (0, len(text))))
        return Span(clause.start + start, clause.start + end)

    def _at_quotes(self, part: Span) -> list[Span]:
        """Part a stretch where reported content begins and ends; frames that tell nothing are left out."""
        inside = [q for q in self.quotes.overlapping(part) if q.kind != "mixed" and self._is_content(q, part)]
        if not inside:
            return [part]
        edges = {part.start, part.end}
        for quote in inside:
            start = self._before_sign(quote.span.start)
            edges |= {max(part.start, start), min(part.end, self._behind_date(quote.span.end))}
        ordered = sorted(edges)
        pieces = [Span(a, b) for a, b in pairwise(ordered)]
        return [p for p in pieces if self._tells(p, inside)]

    def _before_sign(self, at: int) -> int:
        """Return an edge, or the place before the sign of the figure that begins there ("$1 million")."""
        before = self.analysis.article.text.content[max(0, at - 1) : at]
        return at - bool(before and before in SIGNS)

    def _behind_date(self, at: int) -> int:
        """Return an edge, or the end of the date that it would cut ("at 5:10 a.m., she said")."""
        near = self.timexes.overlapping(Span(at - 1, at))
        cut = (t.span.end for t in near if t.span.end > at)
        return next(cut, at)

    def _is_content(self, quote: Quote, part: Span) -> bool:
        """Tell whether a quote is a clause of its own, not a few words or an infinitive inside one."""
        inside = Span(max(part.start, quote.span.start), min(part.end, quote.span.end))
        direct = quote.kind == "direct"
        text = self.analysis.text_of(inside)
        whole = direct and not part.contains(quote.span)
        return whole or is_clause(text, self.analysis.language, verb_first=direct and text[0].isupper())

    def _tells(self, piece: Span, inside: Sequence[Quote]) -> bool:
        """Tell whether a stretch is content, or a frame with more to it than speaker, cue and a few words.

        Who the speaker is, told without a verb, is no more ("said X, chairman of the port's board").
        """
        framing = [q for q in inside if q.cue and piece.contains(q.cue) and not q.span.overlap(piece)]
        told = any(q.span.overlap(piece) for q in inside)
        if told and (not framing or len(piece) > NESTED or self.timexes.within(piece)):
            return True
        named = sorted({part for q in inside for part in q.frame if piece.overlap(part)})
        rest = len(piece) - sum(piece.overlap(part) for part in named)
        if rest <= FRAME or trim(self.analysis.text_of(piece), 0, len(piece)) is None:
            return False
        if not any(self._encloses(piece, q) for q in framing) or self.timexes.within(piece):
            return True
        return has_verb(" ".join(self._without(piece, named)), self.analysis.language)

    def _without(self, piece: Span, parts: Sequence[Span]) -> Iterator[str]:
        """Yield the text of a stretch around parts of it, which are sorted."""
        text, at = self.analysis.article.text.content, piece.start
        for part in parts:
            yield text[at : max(at, part.start)]
            at = max(at, part.end)
        yield text[at : piece.end]

    def claim(self, sentence: int, span: Span) -> Claim:
        """Read one claim: who makes it, how, and what is counted and dated in it."""
        text, quote = self.analysis.text_of(span), self._quote_of(span)
        act = self.acts[quote.id] if quote else "say"
        lists = claim_lists(self.analysis.language).standing(text)
        quantities = tuple(self.quantities.within(span))
        timexes = tuple(self.timexes.within(span))
        return Claim(
            id=f"c{span.start}-{span.end}",
            span=span,
            sentence=sentence,
            claimant=quote.speaker if quote else None,
            stance=STANCES.get(act, "hedges" if self._means("hedges", text, lists) else "asserts"),
            negated=self._means("negations", text, lists),
            modality=self._modality(text, act, lists),
            opinion="opinions" in lists and not quantities and not timexes,
            quantities=quantities,
            timexes=timexes,
        )

    def _quote_of(self, span: Span) -> Quote | None:
        """Return the innermost quote that holds at least half of a claim: its speaker makes the claim.

        Words that only say who speaks, and how, do not count ("“We stay,” said Mayor X").
        """
        near = self.quotes.overlapping(span)
        holding = [q for q in near if self._holds(q, span)]
        handed_on = [q for q in near if self._hands_on(holding, q, span)]
        return min(handed_on or holding, key=lambda q: len(q.span), default=None)

    def _hands_on(self, holding: Sequence[Quote], inner: Quote, span: Span) -> bool:
        """Tell whether what others pass on is mostly that somebody said this ("“…,” said X, Y reports")."""
        parts = [inner.span, *inner.frame]
        said = inner.kind == "direct" and self.acts[inner.id] == "say" and inner not in holding
        if not (said and len(parts) == DIRECT and all(span.contains(part) for part in parts)):
            return False
        whole = Span(min(part.start for part in parts), max(part.end for part in parts))
        return 2 * len(whole) >= len(span) and any(q.span.contains(whole) for q in holding)

    def _holds(self, quote: Quote, span: Span) -> bool:
        held = 2 * quote.span.overlap(span)
        return held >= len(span) or held >= self._told(span, quote)

    def _told(self, span: Span, quote: Quote) -> int:
        """Return how much of a claim is left without the cue and the speaker of a quote in it."""
        frame = (part for part in quote.frame if not quote.span.overlap(part))
        return len(span) - sum(span.overlap(part) for part in frame)

    def _means(self, name: str, text: str, lists: frozenset[str]) -> bool:
        """Tell whether a term of a list gives a claim its meaning; ``lists`` are those with a term in it."""
        return name in lists and (BUT[name] not in lists or has_any(name, text, self.analysis.language))

    def _modality(self, text: str, act: str, lists: frozenset[str]) -> Modality:
        """Tell how a claim is meant; ``lists`` are those of which a term stands in it."""
        if "conditions" in lists:
            return "conditional"
        if act == "promise" or "future" in lists or self._means("plans", text, lists):
            return "planned"
        return "hedged" if act == "hedge" or self._means("hedges", text, lists) else "asserted"


def _act(analysis: Analysis, quote: Quote) -> str:
    """Return what the cue of a quote does; quoted words without a cue are said.

    So are those in marks behind a denial ("X denied it: “We did nothing.”"): they are what X asserts.
    """
    act = cue_class(analysis.language, analysis.text_of(quote.cue)) if quote.cue else "say"
    return "say" if act == "deny" and quote.kind == "direct" else act
