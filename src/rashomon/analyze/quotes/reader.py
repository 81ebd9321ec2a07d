"""Go through the sentences of an article and tell who says what, with the memory of who spoke before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rashomon.analyze.marks.pairs import Quotation
from rashomon.analyze.quotes.contents.beside import lone_quotation
from rashomon.analyze.quotes.joining.attributions import find_attributions, teller_in
from rashomon.analyze.quotes.joining.parts import (
    Attribution,
    begins_anew,
    hands_on,
    has_learned,
    is_inside,
    is_nobodys,
    is_told,
    teller_of,
    vows_to,
)
from rashomon.analyze.quotes.joining.sentences import Attributed, Said
from rashomon.analyze.quotes.joining.told_next import told_next
from rashomon.analyze.quotes.people.cast import Cast
from rashomon.analyze.quotes.people.offices import holder, opening_role
from rashomon.analyze.quotes.sentence.asides import with_asides
from rashomon.analyze.quotes.sentence.auxiliaries import with_auxiliaries
from rashomon.analyze.quotes.sentence.clause_edges import over_adverbials, segment_start, trimmed
from rashomon.analyze.quotes.sentence.cues import REPORTED, agreement, find_cues
from rashomon.analyze.quotes.sentence.margins import beside_the_text, lies_in
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, find_dates, find_names
from rashomon.analyze.quotes.sentence.units import Token, read_units
from rashomon.analyze.quotes.sources.agencies import agency_of, credited
from rashomon.analyze.quotes.sources.behind import teller_behind
from rashomon.analyze.quotes.sources.opening import opening_person, relative_around, subject
from rashomon.analyze.quotes.sources.unnamed import is_object
from rashomon.lang.attribution import attribution
from rashomon.lang.claims import is_verb
from rashomon.lang.terms import word_count
from rashomon.lang.word_classes import ONE_PERSON, THIRD_PERSON
from rashomon.model.annotation import Analysis, Quote, QuoteKind, Speaker
from rashomon.model.text import Span

FRAGMENT = 5
"""Words in marks up to which a reported clause is mixed with a fragment rather than with an utterance."""
CALLS = ("?", "!")
"""Marks of what was surely said, however short and by whomever."""
UTTERANCE = 7
"""Words in marks from which they are an utterance even where nobody is given for them."""


@dataclass(slots=True, kw_only=True)
class Reader:
    """Goes through the sentences of one article and remembers who spoke."""

    analysis: Analysis
    quotations: Sequence[Quotation]
    cast: Cast = field(init=False)
    said: Said | None = None
    led_in: bool = False
    """Whether the sentence before ends in a colon and names nobody, so that no one known speaks next."""

    def __post_init__(self) -> None:
        language = self.analysis.language
        read = with_asides(read_units(self.analysis, self.quotations), language)
        units = tuple(with_auxiliaries(read, language))
        self.cast = Cast(analysis=self.analysis, units=units, names=find_names(self.analysis, units))

    def read(self, until: int | None = None) -> Iterator[Quote]:
        """Yield the quotes of the article, or those of the sentences that begin before an offset."""
        language = self.analysis.language
        grammar, beside = attribution(language), beside_the_text(self.analysis)
        held: Scene | None = None
        units, all_names = self.cast.units, self.cast.names
        all_dates = find_dates(self.analysis, units, all_names)
        for unit, names, dates in zip(units, all_names, all_dates, strict=True):
            if until is not None and unit.start >= until:
                break
            if lies_in(beside, Span(unit.start, max(unit.start + 1, unit.end))):
                continue
            named = {at for name in names for at in range(name.first, name.last)}
            cues = find_cues(unit, language, named)
            scene = Scene(
                unit=unit,
                names=names,
                cues=cues,
                grammar=grammar,
                language=language,
                dates=dates,
            )
            if held is not None:
                yield from self._read_unit(held, scene)
            held = scene
        if held is not None:
            yield from self._read_unit(held, None)

    def _read_unit(self, scene: Scene, behind: Scene | None) -> Iterator[Quote]:
        found = find_attributions(scene)
        self.cast.meet(scene)
        if quotes := self._told_next(scene, found, behind):
            yield from quotes
            self.said = None
            self.cast.remember(scene, quotes[-1].speaker)
            return
        told = Attributed(scene, found, [self._speaker(scene, a) for a in found])
        told = told._replace(said_by=[self._nested(told, a, own) for a, own in told.each()])
        quotes = self._credited(told) if found or scene.quotes else []
        yield from quotes
        last = next((q for q in reversed(quotes) if q.kind == "direct" and q.cue), None)
        self.said = Said(scene.unit.paragraph, last.cue, last.via) if last and last.cue else None
        about = self._about(told)
        self.led_in = about is None and scene.tokens[-1:] != () and scene.tokens[-1].text == ":"
        self.cast.remember(scene, about)

    def _told_next(self, scene: Scene, found: Sequence[Attribution], behind: Scene | None) -> list[Quote]:
        """Return the words of a sentence whose speaker only the next one names, none where it names none."""
        teller, headline = told_next(scene, found, behind), self.analysis.structure.headline
        titled = headline is not None and headline.contains(Span(scene.unit.start, scene.unit.start + 1))
        speaker = None
        if teller and behind and not titled:
            speaker = self.cast.resumed(scene, behind, teller.source) or self._speaker(behind, teller)
        if (
            teller is None
            or behind is None
            or speaker is None
            or speaker.name in self.analysis.structure.credits
        ):
            return []
        cue = behind.unit.span(teller.cue.first, teller.cue.last)
        whole = trimmed(scene, Range(0, len(scene.tokens)))
        told = [Range(at, at + 1) for at in scene.quotes if self._is_utterance(scene.tokens[at])]
        if whole is not None:
            told = [whole] if lone_quotation(scene, whole) else [*told, whole]
        kinds: list[QuoteKind] = ["direct" if lone_quotation(scene, part) else "indirect" for part in told]
        quotes = (self._quote(k, scene, p, None, speaker) for k, p in zip(kinds, told, strict=True))
        return [credited(replace(quote, cue=cue), self._agency(behind)) for quote in quotes]

    def _agency(self, scene: Scene) -> str | None:
        agency = agency_of(scene)
        return self.cast.people[agency.entity].name if agency else None

    def _credited(self, told: Attributed) -> list[Quote]:
        """Return the quotes of a sentence with whoever passed their words on."""
        via, passed_on = self._agency(told.scene), self._passed_on(told.scene, told.found)
        passed_on |= {self.said.cue: self.said.via} if self.said and self.said.via else {}
        return [credited(q, passed_on.get(q.cue, via)) for q in self._quotes(told)]

    def _quotes(self, told: Attributed) -> Iterator[Quote]:
        yield from self._direct(told)
        for a, speaker in told.each():
            if speaker is None and is_nobodys(a, told.scene.grammar):
                continue
            told_itself = a.cue.kind in REPORTED or vows_to(told.scene, a)
            if not told_itself and is_inside(a, told.found):
                continue
            if a.content is not None and not lone_quotation(told.scene, a.content):
                yield self._quote("indirect", told.scene, a.content, a, speaker)

    def _passed_on(self, scene: Scene, found: Sequence[Attribution]) -> dict[Span | None, str]:
        """Return by their cues who passed words on ("X quoted Y as saying")."""
        known = {scene.unit.span(a.cue.first, a.cue.last): a.via for a in found if a.via is not None}
        named = {cue: self.cast.resolve(scene, via) for cue, via in known.items()}
        return {cue: speaker.name for cue, speaker in named.items() if speaker is not None}

    def _about(self, told: Attributed) -> Speaker | None:
        """Return the one whom a sentence is about: the last to speak for himself, else the first named."""
        scene, found = told.scene, told.found
        speaks = [a for a in found if not (hands_on(a, found) or has_learned(a, found))]
        own = ((a, s) for a, s in reversed(told.each()) if s and a in speaks and a.cue.kind != "noun")
        outer = (speaker for a, speaker in own if not is_told(a, speaks))
        if (last := next(outer, None)) is not None:
            anew = begins_anew(scene, found)
            return last if anew is None else self.cast.speaker(anew.entity, None)
        teller = teller_in(scene)
        if teller is not None and (speaker := self._speaker(scene, teller)) is not None:
            return speaker
        if (role := opening_role(scene)) is not None:
            entity = holder(self.cast, scene, role)
            return None if entity is None else self.cast.speaker(entity, None)
        people = self.cast.subjects(scene)
        if scene.tokens and scene.tokens[-1].text == ":" and scene.names:
            people = [scene.names[-1]]
        return self.cast.speaker(people[0].entity, None) if people else None

    def _speaker(self, scene: Scene, a: Attribution) -> Speaker | None:
        noun = a.cue.kind == "noun" and scene.grammar.names_decline
        oblique = a.cited or noun or a.cue.kind == "according"
        if a.source is not None and (oblique or a.placed or not is_object(scene, a.cue, a.source)):
            fixed = oblique and not scene.grammar.names_decline
            verb = scene.tokens[a.cue.first]
            set_off = oblique and a.cue.first <= 1 and scene.unit.is_mark(a.source.last, ",")
            certain = fixed or set_off or verb.has("personal")
            agrees = None if a.cited else verb
            speaker = self.cast.resolve(
                scene, a.source, oblique=oblique, placed=a.placed, certain=certain, verb=agrees
            )
            if speaker is not None and not oblique:
                self.cast.learn(speaker, verb, named=bool(scene.names_in(a.source)))
            return speaker
        if not (a.dropped or a.source):
            return None
        if (resumes := relative_around(scene, a.cue)) is not None and a.dropped:
            return self.cast.resolve(scene, resumes, verb=scene.tokens[a.cue.first])
        if (speaker := self.cast.by_noun(scene, a)) is not None:
            return speaker
        verb = scene.tokens[a.cue.first]
        if (opener := opening_person(scene, a.cue)) and self.cast.fits(opener.entity, agreement(verb)):
            return self.cast.speaker(opener.entity, None)
        alone = over_adverbials(scene, a.cue.first - 1) < segment_start(scene, a.cue.first)
        return None if a.source else self.cast.last_fitting(scene.tokens[a.cue.first], alone=alone)

    def _nested(self, told: Attributed, a: Attribution, own: Speaker | None) -> Speaker | None:
        """Return who says what is told inside other words: a pronoun there is mostly who tells them.

        That is so unless a name stands between ("she said he had told X …" leaves "he" open).
        """
        scene = told.scene
        around = [
            (b.content, speaker)
            for b, speaker in told.each()
            if b is not a and b.content is not None and b.content.holds(a.cue.first)
        ]
        if own is None or not around or a.source is None or a.source.size != 1:
            return own
        content, teller = max(around, key=lambda pair: pair[0].first)
        kind = next((k for k in ONE_PERSON if scene.tokens[a.source.first].has(k)), None)
        between = scene.names_in(Range(content.first, a.source.first))
        if kind is None or teller is None or any(name.type == "PER" for name in between):
            return own
        return replace(teller, span=own.span) if self.cast.may_be(teller, kind) else own

    def _direct(self, told: Attributed) -> Iterator[Quote]:
        scene, found = told.scene, told.found
        for at in scene.quotes:
            token = scene.tokens[at]
            index = teller_of(found, at, scene.grammar)
            if index is not None and at not in found[index].direct and self._is_scare(token, found[index]):
                continue
            if index is None:
                yield from self._unbound(scene, at)
            elif (
                (speaker := told.said_by[index]) is not None
                or self._is_utterance(token)
                or token.text in CALLS
            ):
                yield self._quote("direct", scene, Range(at, at + 1), found[index], speaker)

    def _unbound(self, scene: Scene, at: int) -> Iterator[Quote]:
        """Yield a quotation without a cue if it is a sentence of its own or too long for anything else."""
        alone = all(t.kind != "word" for t in scene.tokens)
        if (teller := teller_behind(scene, at)) is not None and self._words(scene.tokens[at]) > 1:
            speaker = self.cast.resolve(scene, teller)
            yield self._quote("direct", scene, Range(at, at + 1), None, speaker)
            return
        last = None if self.led_in else self.cast.last_speaker(2)
        speaker = last if alone else self._beside(scene, at)
        goes_on = alone and self.said is not None and self.said.paragraph == scene.unit.paragraph
        whole = goes_on or self._words(scene.tokens[at]) > 3 or bool(scene.tokens[at].text)
        if self._is_utterance(scene.tokens[at]) or (alone and whole and speaker is not None):
            quote = self._quote("direct", scene, Range(at, at + 1), None, speaker)
            yield replace(quote, cue=self.said.cue) if goes_on and self.said else quote

    def _beside(self, scene: Scene, at: int) -> Speaker | None:
        """Return whom the words around a quotation name: right behind it or as their subject."""
        behind = next((n for n in scene.names if at < n.first <= at + 2), None)
        if behind is not None:
            return self.cast.resolve(scene, behind.range)
        pronoun = at + 1 < len(scene.tokens) and scene.tokens[at + 1].has_any(THIRD_PERSON)
        source = Range(at + 1, at + 2) if pronoun else subject(scene, at)
        led_in = scene.unit.is_mark(at - 1, ":")
        return self.cast.resolve(scene, source) if source else None if led_in else self.cast.last_speaker(2)

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
            kind = "mixed" if any(content.holds(at) for at in scene.quotes) else kind
        cue = scene.unit.span(a.cue.first, a.cue.last) if a is not None else None
        return Quote(id=f"{kind}-{span.start}-{span.end}", kind=kind, span=span, cue=cue, speaker=speaker)
