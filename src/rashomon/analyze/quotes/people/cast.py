"""Tell who is meant by a source's words: a name, a role that the article has given someone, a pronoun."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rashomon.analyze.quotes.joining.parts import Attribution
from rashomon.analyze.quotes.people.descriptions import is_aged, is_definite, is_document, role_words
from rashomon.analyze.quotes.people.fellows import names_all, several, two_named
from rashomon.analyze.quotes.people.heads import body_before, body_told, head_name, lone_pronoun, name_alone
from rashomon.analyze.quotes.people.latter import latter_meant
from rashomon.analyze.quotes.people.memory import Memory
from rashomon.analyze.quotes.people.offices import by_role, role_score, takes_office
from rashomon.analyze.quotes.people.standins import authority_meant, body_meant, is_office, unnamed_meant
from rashomon.analyze.quotes.sentence.clause_edges import segment_start
from rashomon.analyze.quotes.sentence.cues import agreement
from rashomon.analyze.quotes.sentence.scenes import Name, Range, Scene, governed, is_dash, possessive
from rashomon.analyze.quotes.sentence.units import Token
from rashomon.analyze.quotes.sources.demonstratives import is_latter
from rashomon.analyze.quotes.sources.unlisted import unlisted_subject
from rashomon.analyze.quotes.sources.unnamed import noun_before, plain_phrase, plain_subject, speaking_phrase
from rashomon.lang.morphology import GOVERNED, PLACED, base_phrase
from rashomon.lang.word_classes import ONE_PERSON
from rashomon.model.annotation import Speaker, Timex
from rashomon.model.text import Span

OPENING, CLOSING = frozenset('"„“«”'), frozenset('"“”»')
"""Marks of quotation that open a name, of which some close one as well, and those that close it."""
LONGEST_NAME = 40
"""Code points behind a word of a name in marks among which the mark stands that closes it."""
RECENT, MEANT = 2, 4
"""Sentences back to whose speaker a role may point, and a noun that any speaker may be called by."""
LATTER_WORDS = 2
"""Words of the longest demonstrative: "the latter", "ce dernier"."""
NO_PERSON = ("plural", "neuter", "impersonal")


def _is_described(scene: Scene, source: Range, name: Name) -> bool:
    """Tell whether a name only describes the body behind it, as one of adjectives does."""
    before = range(source.first, name.first) if name.type == "LOC" else range(0)  # "the department of X"
    return any(scene.tokens[at].has("collective") for at in (*before, *range(name.last, source.last)))


def _without_opening_capital(scene: Scene, source: Range) -> Sequence[Token]:
    """Return the tokens of a source; a capital that only opens the sentence is none of a name."""
    held = scene.held(source)
    opens = source.first == 0 and not any(name.first == 0 for name in scene.names)
    return (held[0]._replace(capital=False), *held[1:]) if opens else held


@dataclass(slots=True)
class Cast(Memory):
    """Who is meant by the sources of one article, by what was read of it so far."""

    def resolve(
        self,
        scene: Scene,
        source: Range,
        *,
        oblique: bool = False,
        placed: bool = False,
        certain: bool = False,
        verb: Token | None = None,
    ) -> Speaker | None:
        """Return the speaker that a source's words stand for.

        ``oblique`` tells that the source is governed by a phrase, so its name need not be in its base form;
        ``placed`` that it is the name of the place where people say it; ``certain`` that the cue has only
        subjects that speak, so that a noun that no list knows is one as well. ``verb`` is what the source
        has to agree with.
        """
        span = scene.unit.span(*source)
        if placed and (named := scene.names_in(source)):
            return self._by_place(scene, source, span, named[0])
        held = _without_opening_capital(scene, source)
        latter = is_latter(scene, source.last - 1) and source.size <= LATTER_WORDS
        lone = "latter" if latter else lone_pronoun(held)
        if lone is not None:
            return self._by_pronoun(scene, source, lone, verb)
        kind = agreement(verb) if verb is not None else None
        together = kind == "plural" or names_all(scene, source) or two_named(scene, source)
        if together and not placed and (all_of := several(scene, source)) is not None:
            whole = scene.unit.span(*all_of)
            return Speaker(name=" ".join(self.analysis.text_of(whole).split()), span=whole)
        known = self._named(scene, source, kind, oblique=oblique)
        if known is not None:
            return self.speaker(known, span)
        meant = body_meant(self, held, None if placed else kind, opens=source.first == 0)
        meant = authority_meant(self, scene, source, held) or meant
        bare = source.size == 1 and any(at < source.first for at in scene.quotes)
        meant = meant or self._last_meant(scene, held, kind, placed=placed, bare=bare)
        if meant is not None:
            return replace(meant, span=span)
        cases = PLACED if placed else GOVERNED if oblique else ()
        return self._by_text(scene, source, span, certain=certain, cases=cases)

    def _named(self, scene: Scene, source: Range, kind: str | None, *, oblique: bool) -> str | None:
        """Return the entity that heads a source, or that its noun or role can only be."""
        name = head_name(scene, source, oblique=oblique) or body_told(scene, source)
        if name is not None and not (kind == "neuter" and name.type == "PER"):
            return name.entity
        held, before = _without_opening_capital(scene, source), scene.unit.span(*source).start
        beside = {name.entity for name in scene.names if name.last <= source.first}
        known = self.body_headed(held, before=before) or by_role(self, held, kind, beside)
        return known or self.body_resumed(scene, held, source.first)

    def by_noun(self, scene: Scene, a: Attribution) -> Speaker | None:
        """Return whom a verb without a known subject has for one: a document or body, or what agrees with it.

        What the last speaker is called elsewhere ("the actor X") stands for him, and so does a bare noun.
        """
        verb = scene.tokens[a.cue.first]
        if (noun := plain_subject(scene, a.cue)) is not None:
            return self.resolve(scene, noun, verb=verb, certain=True)
        if (noun := unlisted_subject(scene, a.cue, a.content, a.direct)) is None:
            return None
        last = self.last_speaker(1)
        called = last and any(self.is_called(last, token.text) for token in scene.held(noun))
        bare = (
            noun.size == 1 and scene.tokens[noun.first].text.isalpha() and not is_dash(scene.unit, noun.last)
        )
        if last and (called or (bare and self._is_one(last, agreement(verb)))):
            return last
        return self.resolve(scene, noun, verb=verb, certain=True, placed=noun.size == 1)

    def _is_one(self, speaker: Speaker, kind: str | None) -> bool:
        """Tell whether a speaker is a named person whom a verb of some kind can have as its subject."""
        alone = kind is None or kind in ONE_PERSON
        return alone and self.is_person(speaker) and self.fits(speaker.entity or "", kind)

    def _by_place(self, scene: Scene, source: Range, span: Span, name: Name) -> Speaker | None:
        """Return the place or body in which people say something, by the name in it."""
        body = source if _is_described(scene, source, name) else body_before(scene, source, name)
        if body is None:
            return self.speaker(name.entity, span)
        return self._by_text(scene, body, span, certain=False, cases=PLACED)

    def _last_meant(
        self, scene: Scene, held: Sequence[Token], kind: str | None, *, placed: bool, bare: bool
    ) -> Speaker | None:
        """Return the last speaker if a statement in which it is said, or the role of one person, is his.

        ``bare`` tells that one word behind a quotation names the role, as where there are no articles.
        """
        if placed and is_document(held):
            return self._last_body()
        if is_aged(held) and (aged := self._last_named(kind)) is not None:
            return aged
        owning = held[-1].capital and not scene.grammar.names_decline  # "Republican claims that"
        owning &= not any(token.has("determiner") for token in held)
        return self._last_person(held, kind, bare=bare) if is_definite(held) and not owning else None

    def _last_named(self, kind: str | None) -> Speaker | None:
        """Return the person named last whom a verb of some kind can have for its subject."""
        named = (e for e in reversed(self.named[-RECENT:]) if e is not None and self.fits(e, kind))
        entity = next(named, None) if kind not in NO_PERSON else None
        return None if entity is None else self.speaker(entity, None)

    def _last_body(self) -> Speaker | None:
        """Return the body or document that spoke last: what is told of a statement next is its own.

        Who only passes words on, a credited agency or paper, has not issued the statement.
        """
        last = self.last_speaker()
        passed_on = last is not None and last.name in self.analysis.structure.credits
        return None if last is None or passed_on or self.is_person(last) else last

    def _by_text(
        self, scene: Scene, source: Range, span: Span, *, certain: bool, cases: tuple[str, ...]
    ) -> Speaker | None:
        if (alone := name_alone(scene, source)) is not None:
            return self.speaker(alone.entity, span)
        if any(span.overlap(timex.span) * 2 > len(span) for timex in self._dates_near(span)):
            return None
        phrase = speaking_phrase(scene, source) or (plain_phrase(scene, source) if certain else None)
        if phrase is None:
            return None
        text = " ".join(self.analysis.text_of(self._closed(scene.unit.span(*phrase))).split())
        return Speaker(name=base_phrase(text, self.analysis.language, cases), span=span)

    def _closed(self, span: Span) -> Span:
        """Return a span up to the mark that closes a name that opens in it ("the airline “Brig”")."""
        text = self.analysis.article.text.content
        marks = [mark for mark in text[span.start : span.end] if mark in OPENING]
        if not len(marks) % 2:
            return span
        rest = text[span.end : span.end + LONGEST_NAME].split("\n", 1)[0]
        stop = next((at for at, sign in enumerate(rest) if sign in OPENING | CLOSING), None)
        closes = stop is not None and rest[stop] in CLOSING
        return Span(span.start, span.end + stop + 1) if stop is not None and closes else span

    def _last_person(self, held: Sequence[Token], kind: str | None, *, bare: bool) -> Speaker | None:
        """Return the person of the last sentences whom a role and its verb can mean."""
        words = role_words(held)
        if (unnamed := unnamed_meant(self, words, kind)) is not None:
            return unnamed
        again = words[-1].has("epithet")
        last = self.last_speaker(MEANT if again else RECENT)
        if last is None or words[-1].text in self.strangers:
            return None
        if last.entity is None:
            return last if again and self.is_single(last) and kind != "plural" else None
        if not self.is_person(last) or takes_office(words):
            return None
        stated = bare or any(t.has("determiner") for t in held)
        stated |= kind in ONE_PERSON and is_office(words, self.analysis.language)
        stated &= not self.described.get(last.entity)
        means = again or stated or role_score(self, last.entity, words) > 0
        return last if means and (kind is None or self.may_be(last, kind)) else None

    def _dates_near(self, span: Span) -> Sequence[Timex]:
        at = bisect_right(self.analysis.timexes, span.end, key=lambda timex: timex.span.start)
        return self.analysis.timexes[max(0, at - 2) : at]

    def _by_pronoun(self, scene: Scene, source: Range, kind: str, verb: Token | None) -> Speaker | None:
        span = scene.unit.span(*source)
        if kind == "latter":
            meant = latter_meant(self, scene, source, None if verb is None else agreement(verb))
            return None if meant is None else replace(meant, span=span)
        found = self.antecedent(scene, source.first, kind)
        if kind == "relative" and found is not None and not self._resumes(scene, source.first, found, verb):
            found = None
        if kind == "relative" and not self._is_beside(scene, source.first):
            noun = noun_before(scene, source.first)
            found = Speaker(name=self.analysis.text_of(scene.unit.span(*noun))) if noun else None
        elif kind == "relative" and found is None and (noun := noun_before(scene, source.first - 1)):
            begin = noun.first - (noun.first > 0 and scene.tokens[noun.first - 1].has("determiner"))
            found = self.resolve(scene, Range(begin, source.first - 1))
        if found is not None:
            return Speaker(name=found.name, entity=found.entity, span=span)
        if kind in ("relative", "impersonal"):
            return None
        return Speaker(name=self.analysis.text_of(span), span=span)

    def _resumes(self, scene: Scene, relative: int, person: Speaker, verb: Token | None) -> bool:
        """Tell whether a relative pronoun may resume a person: its verb has his number, and his gender.

        The gender of whom it stands right behind is not asked for: names in other cases show another one.
        """
        kind = agreement(verb) if verb is not None else None
        if kind is None or kind in NO_PERSON:
            return kind is None
        beside = (n for n in scene.names if n.last in (relative - 1, relative))
        return any(n.entity == person.entity for n in beside) or self.may_be(person, kind)

    def _is_beside(self, scene: Scene, relative: int) -> bool:
        """Tell whether the name that a relative pronoun resumes stands right before it."""
        start = segment_start(scene, relative)
        leads = start == relative or scene.tokens[start].has("preposition")
        comma = leads and scene.unit.is_mark(start - 1, frozenset(",)"))
        return comma or any(n.last == relative and n.type == "PER" for n in scene.names)

    def antecedent(self, scene: Scene, before: int, kind: str) -> Speaker | None:
        """Return whom a pronoun at a token stands for: in this sentence or one of the last."""
        if kind == "first":
            return None
        if kind == "relative" and scene.tokens[before].has("boundary"):
            return None
        wanted = ("PER",) if kind in (*ONE_PERSON, "relative") else ("ORG", "MISC")
        here = [n for n in scene.names if n.last <= before and n.type in wanted and not governed(scene, n)]
        if kind == "relative":
            beside = [n for n in scene.names if n.type == "PER" and n.last in (before - 1, before)]
            resumed = beside or here
            return self.speaker(resumed[-1].entity, None) if resumed else None
        fit = [n for n in here if self.fits(n.entity, kind)]
        if fit:
            return self.speaker(fit[0].entity, None)
        return next((s for s in self.recent(kind) if self.may_be(s, kind)), None)

    def resumed(self, told: Scene, scene: Scene, source: Range | None) -> Speaker | None:
        """Return the subject of a sentence of which the next one tells that a pronoun has told it."""
        pronoun = scene.tokens[source.first] if source is not None and source.size == 1 else None
        kind = next((k for k in ONE_PERSON if pronoun is not None and pronoun.has(k)), None)
        if kind is None:
            return None
        people = (n for n in told.names if n.type == "PER" and n.base and self.fits(n.entity, kind))
        named = next((n for n in people if not governed(told, n) and not possessive(told, n)), None)
        return None if named is None else self.speaker(named.entity, None)
