"""Find who is quoted with which words: direct quotations, indirect speech and what mixes both.

An attribution is source, cue and content, as in PARC (Pareti 2012) and PolNeAR (Newell et al. 2018).
Words in quotation marks that nobody is given for (scare quotes, names, titles) are no quotes.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rashomon.analyze.quotes.agencies import agency_of, credited
from rashomon.analyze.quotes.attribution_parts import Attribution, begins_anew, holder_of, is_inside, is_told
from rashomon.analyze.quotes.attributions import find_attributions, teller_in
from rashomon.analyze.quotes.clause_edges import over_adverbials, segment_start, trimmed
from rashomon.analyze.quotes.cues import find_cues
from rashomon.analyze.quotes.dialogue import find_dialogue, part_at_dashes, with_dialogue
from rashomon.analyze.quotes.marks import Quotation, find_quotations
from rashomon.analyze.quotes.nested import is_named_in, is_unnamed, may_tell
from rashomon.analyze.quotes.open_marks import ended
from rashomon.analyze.quotes.roles import Cast
from rashomon.analyze.quotes.scenes import (
    PRONOUNS,
    Range,
    Scene,
    beside_the_text,
    find_names,
    lies_in,
)
from rashomon.analyze.quotes.subjects import subject
from rashomon.analyze.quotes.titles import Names
from rashomon.analyze.quotes.told_next import told_next
from rashomon.analyze.quotes.units import Token, paragraph_starts, read_units
from rashomon.lang.attribution import Attribution as Grammar
from rashomon.lang.attribution import attribution
from rashomon.lang.claims import is_verb
from rashomon.lang.terms import word_count
from rashomon.model.annotation import Analysis, Quote, QuoteKind, Speaker
from rashomon.model.text import Span

FRAGMENT = 5
"""Words in marks up to which a reported clause is mixed with a fragment rather than with an utterance."""
UTTERANCE = 7
"""Words in marks from which they are an utterance even where nobody is given for them."""
REPORTED = frozenset({"say", "deny", "hedge", "noun", "according"})
"""Cues that tell of someone else's words even within words told; an attitude in them is part of them."""


def find_quotes(analysis: Analysis) -> tuple[Quote, ...]:
    """Return the quotes of an article in reading order; needs its sentences and entities.

    The span of a direct quote is the quoted words without marks; one quotation over several paragraphs is
    one quote. Indirect and mixed quotes span the clause that gives what was said; the quoted words of a
    mixed one are a direct quote as well.
    """
    starts = paragraph_starts(analysis)
    quotations = find_quotations(analysis.article.text.content, starts, analysis.language)
    quotations = tuple(q if q.closed else ended(analysis, q) for q in quotations)
    names = Names(analysis)
    whole = (q for q in quotations if q.depth == 0 and not names.holds(q))
    outer = [part for q in whole for part in part_at_dashes(analysis, q)]
    outer = with_dialogue(outer, find_dialogue(analysis, starts))
    reader = _Reader(analysis=analysis, quotations=outer)
    found = {(q.span, q.kind): q for q in reader.read()}
    nested = [q for q in quotations if q.depth == 1 and not names.holds(q)]
    found |= {(q.span, q.kind): q for q in _read_nested(analysis, quotations, nested)}
    beside = beside_the_text(analysis)
    told = (q for q in found.values() if not lies_in(beside, q.span))
    return tuple(sorted(told, key=lambda q: (q.span.start, -q.span.end)))


def _read_nested(
    analysis: Analysis, quotations: Sequence[Quotation], inside: Sequence[Quotation]
) -> Iterator[Quote]:
    """Yield the direct quotes that stand, with a cue, inside longer quotations."""
    if not inside:
        return
    around = [q.outer for q in quotations if q.depth == 0]
    starts, last = [span.start for span in around], -1
    if not any(may_tell(analysis, around[bisect_right(starts, q.outer.start) - 1]) for q in inside):
        return
    for quote in _Reader(analysis=analysis, quotations=inside).read(until=inside[-1].outer.end):
        index = bisect_right(starts, quote.span.start) - 1
        if quote.kind != "direct" or index < 0 or is_unnamed(analysis, quote.speaker):
            continue
        said_inside = quote.cue is not None and is_named_in(around[index], quote)
        if said_inside or (quote.cue is None and index == last):
            last = index
            yield quote


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Goes through the sentences of one article and remembers who spoke."""

    analysis: Analysis
    quotations: Sequence[Quotation]
    cast: Cast = field(init=False)
    said: tuple[int, Span, str | None] | None = None

    def __post_init__(self) -> None:
        units = read_units(self.analysis, self.quotations)
        self.cast = Cast(analysis=self.analysis, units=units, names=find_names(self.analysis, units))

    def read(self, until: int | None = None) -> Iterator[Quote]:
        """Yield the quotes of the article, or those of the sentences that begin before an offset."""
        language = self.analysis.language
        grammar, beside = attribution(language), beside_the_text(self.analysis)
        held: Scene | None = None
        for unit, names in zip(self.cast.units, self.cast.names, strict=True):
            if until is not None and unit.start >= until:
                break
            if lies_in(beside, Span(unit.start, max(unit.start + 1, unit.end))):
                continue
            named = {at for name in names for at in range(name.first, name.last)}
            cues = find_cues(unit, language, named)
            scene = Scene(
                unit=unit, tokens=unit.tokens, names=names, cues=cues, grammar=grammar, language=language
            )
            if held is not None:
                yield from self._read_unit(held, scene)
            held = scene
        if held is not None:
            yield from self._read_unit(held, None)

    def _read_unit(self, scene: Scene, behind: Scene | None) -> Iterator[Quote]:
        found = find_attributions(scene)
        if not found and (quotes := self._told_next(scene, behind)):
            yield from quotes
            self.said = None
            self.cast.remember(scene, quotes[-1].speaker)
            return
        said_by = [self._speaker(scene, a) for a in found]
        said_by = [self._nested(scene, a, found, said_by) for a in found]
        quotes = self._told(scene, found, said_by) if found or scene.quotes else []
        yield from quotes
        last = next((q for q in reversed(quotes) if q.kind == "direct" and q.cue), None)
        self.said = (scene.unit.paragraph, last.cue, last.via) if last and last.cue else None
        self.cast.remember(scene, self._about(scene, found, said_by))

    def _told_next(self, scene: Scene, behind: Scene | None) -> list[Quote]:
        """Return the words of a sentence whose speaker only the next one names, none where it names none."""
        teller, headline = told_next(scene, behind), self.analysis.structure.headline
        titled = headline is not None and headline.contains(Span(scene.unit.start, scene.unit.start + 1))
        speaker = self._speaker(behind, teller) if teller and behind and not titled else None
        if teller is None or behind is None or speaker is None or speaker.name in self._credits():
            return []
        cue = behind.unit.span(teller.cue.first, teller.cue.last)
        whole = trimmed(scene, Range(0, len(scene.tokens)))
        told = [Range(at, at + 1) for at in scene.quotes if self._is_utterance(scene.tokens[at])]
        told += [whole] if whole is not None and not _only_quotation(scene, whole) else []
        if whole is not None and _only_quotation(scene, whole):
            told = [whole]
        kinds: list[QuoteKind] = ["direct" if _only_quotation(scene, part) else "indirect" for part in told]
        quotes = (self._quote(k, scene, p, None, speaker) for k, p in zip(kinds, told, strict=True))
        return [replace(quote, cue=cue) for quote in quotes]

    def _credits(self) -> tuple[str, ...]:
        return self.analysis.structure.credits

    def _told(
        self, scene: Scene, found: Sequence[Attribution], said_by: Sequence[Speaker | None]
    ) -> list[Quote]:
        agency, passed_on = agency_of(scene), self._passed_on(scene, found)
        via = self.cast.people[agency.entity].name if agency else None
        passed_on |= {self.said[1]: self.said[2]} if self.said and self.said[2] else {}
        return [credited(q, passed_on.get(q.cue, via)) for q in self._quotes(scene, found, said_by)]

    def _quotes(
        self, scene: Scene, found: Sequence[Attribution], said_by: Sequence[Speaker | None]
    ) -> Iterator[Quote]:
        yield from self._direct(scene, found, said_by)
        for a, speaker in zip(found, said_by, strict=True):
            if speaker is None and self._is_nobodys(a, scene.grammar):
                continue
            if a.cue.kind not in REPORTED and is_inside(a, found):
                continue
            if a.content is not None and not _only_quotation(scene, a.content):
                yield self._quote("indirect", scene, a.content, a, speaker)

    def _is_nobodys(self, a: Attribution, grammar: Grammar) -> bool:
        """Tell whether an attribution without a speaker tells of nobody's words ("it is planned to …").

        Nor does a phrase ("by first data") where a language lists all that can head such a source.
        """
        if a.source is not None:
            return not a.clause or (a.cue.kind == "according" and bool(grammar.named_behind))
        bare = not a.clause and a.content is not None and a.content.first >= a.cue.last
        return a.dropped and (bare or a.cue.kind not in REPORTED)

    def _passed_on(self, scene: Scene, found: Sequence[Attribution]) -> dict[Span | None, str]:
        """Return by their cues who passed words on ("X quoted Y as saying")."""
        known = {scene.unit.span(a.cue.first, a.cue.last): a.via for a in found if a.via is not None}
        named = {cue: self.cast.resolve(scene, via) for cue, via in known.items()}
        return {cue: speaker.name for cue, speaker in named.items() if speaker is not None}

    def _about(
        self, scene: Scene, found: Sequence[Attribution], said_by: Sequence[Speaker | None]
    ) -> Speaker | None:
        """Return the one whom a sentence is about: the last to speak for himself, else the first named."""
        told = zip(reversed(found), reversed(said_by), strict=True)
        outer = (s for a, s in told if s is not None and a.cue.kind != "noun" and not is_told(a, found))
        if (last := next(outer, None)) is not None:
            anew = begins_anew(scene, found)
            return last if anew is None else self.cast.speaker(anew.entity, None)
        teller = teller_in(scene)
        if teller is not None and (speaker := self._speaker(scene, teller)) is not None:
            return speaker
        people = [n for n in scene.names if n.type == "PER"]
        if scene.tokens and scene.tokens[-1].text == ":" and scene.names:
            people = [scene.names[-1]]
        return self.cast.speaker(people[0].entity, None) if people else None

    def _speaker(self, scene: Scene, a: Attribution) -> Speaker | None:
        if a.source is not None:
            oblique = a.cue.kind == "according" or (a.cue.kind == "noun" and scene.grammar.subject_drops)
            fixed = oblique and not scene.grammar.subject_drops
            verb = scene.tokens[a.cue.first]
            certain = fixed or verb.has("personal")
            speaker = self.cast.resolve(
                scene, a.source, oblique=oblique, placed=a.placed, certain=certain, verb=verb
            )
            if speaker is not None and not oblique:
                self.cast.learn(speaker, verb, named=bool(scene.names_in(a.source)))
            return speaker
        alone = over_adverbials(scene, a.cue.first - 1) < segment_start(scene, a.cue.first)
        return self.cast.last_fitting(scene.tokens[a.cue.first], alone=alone) if a.dropped else None

    def _nested(
        self,
        scene: Scene,
        a: Attribution,
        found: Sequence[Attribution],
        said_by: Sequence[Speaker | None],
    ) -> Speaker | None:
        """Return who says what is told inside other words: a pronoun there is mostly who tells them.

        That is so unless a name stands between ("she said he had told X …" leaves "he" open).
        """
        own = said_by[found.index(a)]
        around = [
            (b.content, speaker)
            for b, speaker in zip(found, said_by, strict=True)
            if b is not a and b.content is not None and b.content.first <= a.cue.first < b.content.last
        ]
        if own is None or not around or a.source is None or a.source.last - a.source.first != 1:
            return own
        content, teller = max(around, key=lambda pair: pair[0].first)
        kind = next((k for k in PRONOUNS[:2] if scene.tokens[a.source.first].has(k)), None)
        between = scene.names_in(Range(content.first, a.source.first))
        if kind is None or teller is None or any(name.type == "PER" for name in between):
            return own
        return replace(teller, span=own.span) if self.cast.may_be(teller, kind) else own

    def _direct(
        self, scene: Scene, found: Sequence[Attribution], said_by: Sequence[Speaker | None]
    ) -> Iterator[Quote]:
        for at in scene.quotes:
            token = scene.tokens[at]
            index = holder_of(found, at)
            if index is not None and at not in found[index].direct and self._is_scare(token, found[index]):
                continue
            if index is None:
                yield from self._unbound(scene, at)
            elif (speaker := said_by[index]) is not None or self._is_utterance(token) or token.text == "?":
                yield self._quote("direct", scene, Range(at, at + 1), found[index], speaker)

    def _unbound(self, scene: Scene, at: int) -> Iterator[Quote]:
        """Yield a quotation without a cue if it is a sentence of its own or too long for anything else."""
        alone = all(t.kind != "word" for t in scene.tokens)
        speaker = self.cast.last_speaker(2) if alone else self._beside(scene, at)
        goes_on = alone and self.said is not None and self.said[0] == scene.unit.paragraph
        whole = goes_on or self._words(scene.tokens[at]) > 3 or bool(scene.tokens[at].text)
        if self._is_utterance(scene.tokens[at]) or (alone and whole and speaker is not None):
            quote = self._quote("direct", scene, Range(at, at + 1), None, speaker)
            yield replace(quote, cue=self.said[1]) if goes_on and self.said else quote

    def _beside(self, scene: Scene, at: int) -> Speaker | None:
        """Return whom the words around a quotation name: right behind it or as their subject."""
        behind = next((n for n in scene.names if at < n.first <= at + 2), None)
        if behind is not None:
            return self.cast.resolve(scene, Range(behind.first, behind.last))
        pronoun = at + 1 < len(scene.tokens) and scene.tokens[at + 1].has_any(PRONOUNS[:3])
        source = Range(at + 1, at + 2) if pronoun else subject(scene, at)
        return self.cast.resolve(scene, source) if source is not None else self.cast.last_speaker(2)

    def _words(self, token: Token) -> int:
        return word_count(self.analysis.text_of(self.quotations[token.quotation].inner))

    def _is_utterance(self, token: Token) -> bool:
        return self._words(token) >= UTTERANCE

    def _is_scare(self, token: Token, a: Attribution) -> bool:
        """Tell whether one word in marks within a reported clause is rather the reporter's own distance.

        The clause's verb is none: what someone is told to do are his own words.
        """
        word = self.analysis.text_of(self.quotations[token.quotation].inner)
        return self._words(token) == 1 and a.clause and not is_verb(self.analysis.language, word)

    def _quote(
        self, kind: QuoteKind, scene: Scene, content: Range, a: Attribution | None, speaker: Speaker | None
    ) -> Quote:
        token = scene.tokens[content.first]
        if kind == "direct":
            span = self.quotations[token.quotation].inner
            inside = a is not None and a.clause and content.first not in a.direct
            kind = "mixed" if inside and self._words(token) <= FRAGMENT else kind
        else:
            span = scene.unit.span(*content)
            kind = "mixed" if any(content.first <= at < content.last for at in scene.quotes) else kind
        cue = scene.unit.span(a.cue.first, a.cue.last) if a is not None else None
        return Quote(id=f"{kind}-{span.start}-{span.end}", kind=kind, span=span, cue=cue, speaker=speaker)


def _only_quotation(scene: Scene, content: Range) -> bool:
    return content.last - content.first == 1 and scene.tokens[content.first].kind == "quote"
