"""Remember who is who in an article: people's roles and genders, and who was spoken of last."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from rashomon.analyze.quotes.people.descriptions import akin, descriptions
from rashomon.analyze.quotes.people.genders import formal_gender, may_be_oblique
from rashomon.analyze.quotes.people.strangers import strangers
from rashomon.analyze.quotes.sentence.cues import agreement
from rashomon.analyze.quotes.sentence.scenes import Name, Scene, governed, possessive
from rashomon.analyze.quotes.sentence.units import Token, Unit
from rashomon.lang.attribution import NOUNS, attribution, is_nominative, nouns_of, word_labels
from rashomon.lang.morphology import lemma
from rashomon.lang.word_classes import ONE_PERSON, PEOPLE, PERSONAL
from rashomon.lang.wordforms import are_several
from rashomon.model.annotation import Analysis, LocalEntity, Speaker
from rashomon.model.text import Span

MEMORY = 6
"""Sentences back to which a pronoun may point."""
LONGEST_WORD = 30
"""Code points of the longest word that may tell what somebody is."""
MOST_DESCRIBED, MOST_DESCRIPTIONS = 200, 40
"""People of an article whose roles are known, and roles of one: each role told is held against all."""


@dataclass(slots=True)
class Memory:
    """Who is who in one article: descriptions by entity, gender, and who spoke last.

    ``spoke`` holds, for every sentence read so far, the one it is about, ``named`` the first person in it,
    ``told`` the last of them;
    ``heard`` the gender that verbs beside a name have shown, ``formal`` the one that its form and titles
    show, ``several`` who had verbs in the plural, ``strangers`` the roles of people without a name,
    ``called`` how often bodies are called what "the company" may stand for, once that was asked.
    """

    analysis: Analysis
    units: Sequence[Unit]
    names: Sequence[Sequence[Name]]
    people: dict[str, LocalEntity] = field(init=False)
    known: dict[str, dict[tuple[str, ...], None]] | None = None
    spoke: list[Speaker | None] = field(default_factory=list)
    named: list[str | None] = field(default_factory=list)
    told: Scene | None = None
    heard: dict[str, str] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)
    formal: dict[str, str | None] = field(default_factory=dict)
    strangers: set[str] = field(default_factory=set)
    called: Counter[str] | None = None

    def __post_init__(self) -> None:
        self.people = {e.id: e for e in self.analysis.entities}

    @property
    def described(self) -> dict[str, dict[tuple[str, ...], None]]:
        """The descriptions, each once, of the first people who have any.

        They are read when first asked for, since many articles never ask.
        """
        if self.known is None:
            self.known = {}
            for unit, names in zip(self.units, self.names, strict=True):
                for name in names:
                    if name.type == "PER" and (name.entity in self.known or len(self.known) < MOST_DESCRIBED):
                        self._describe(name.entity, descriptions(unit, name, self.analysis.language))
        return self.known

    def body_headed(self, held: Sequence[Token], before: int) -> str | None:
        """Return the only body with a word of a source in its name, named before ("the council").

        The source must be no more than that word; ``before`` is an offset (code points) in the article.
        """
        words = [t for t in held if t.kind == "word" and not t.has("determiner")]
        if len(words) != 1 or not words[0].has("collective") or any(t.has("indefinite") for t in held):
            return None
        bodies = (e for e in self.analysis.entities if e.type == "ORG" and " " in e.name)
        named = [e for e in bodies if self._is_headed(e.name.casefold().split(), words[0].text)]
        known = len(named) == 1 and min(m.span.start for m in named[0].mentions) < before
        return named[0].id if known else None

    def body_resumed(self, scene: Scene, held: Sequence[Token], before: int) -> str | None:
        """Return the only body named before a token, in this sentence or else the last ("the company")."""
        words = [t for t in held if t.kind == "word" and not t.has("determiner")]
        definite = len(words) == 1 < len(held) and not any(t.has_any((*PERSONAL, "indefinite")) for t in held)
        if not definite or not words[0].has("resumed"):
            return None
        last = bisect_left(self.units, scene.unit.start, key=lambda unit: unit.start) - 1
        here = self._bodies(n for n in scene.names if n.last <= before)
        known = here or (self._bodies(self.names[last]) if last >= 0 else set())
        return known.pop() if len(known) == 1 else None

    def _bodies(self, names: Iterable[Name]) -> set[str]:
        """Return the bodies among names, without the agencies and papers that the article credits."""
        bodies = {name.entity for name in names if name.type == "ORG"}
        return {body for body in bodies if self.people[body].name not in self.analysis.structure.credits}

    def _is_headed(self, name: Sequence[str], word: str) -> bool:
        """Tell whether a word is in a name and no body or people behind it head that instead.

        "Police Department" is no police, "Senate Democrats" are no Senate. Words are compared by base form
        where they have cases.
        """
        language = self.analysis.language
        cases = attribution(language).names_decline
        forms = [lemma(part, language) if cases else part for part in name]
        wanted = lemma(word, language) if cases else word
        if wanted not in forms:
            return False
        behind = name[forms.index(wanted) + 1 :]
        return all(word_labels(language, part).isdisjoint(PEOPLE) for part in behind)

    def _describe(self, entity: str, told: Sequence[tuple[str, ...]]) -> None:
        if told and self.known is not None:
            held = self.known.setdefault(entity, {})
            held |= dict.fromkeys(told[: MOST_DESCRIPTIONS - len(held)])

    def remember(self, scene: Scene, speaker: Speaker | None) -> None:
        """Take note of whom a sentence is about, for pronouns and quotations that follow."""
        people = [n for n in self.subjects(scene) if not possessive(scene, n)]
        free = [n for n in people if not governed(scene, n)] or people
        self.spoke.append(speaker)
        self.told = scene
        self.named.append(free[0].entity if free else None)

    def subjects(self, scene: Scene) -> list[Name]:
        """Return the people named in a sentence, without those whose names may be in another case only."""
        people = [name for name in scene.names if name.type == "PER"]
        return [name for name in people if not self._is_oblique(scene, name)]

    def _is_oblique(self, scene: Scene, name: Name) -> bool:
        words = self.people[name.entity].name.split()
        form = scene.tokens[name.last - 1].text == words[-1].casefold()
        return form and len(words) > 1 and may_be_oblique(scene.language, words)

    def meet(self, scene: Scene) -> None:
        """Take note of whom a sentence brings in without a name ("an angry man"): "the man" is then he."""
        self.strangers.update(strangers(scene))

    def learn(self, speaker: Speaker, verb: Token, *, named: bool) -> None:
        """Take note of the number in which a verb tells of its subject, of the gender if that is a name."""
        kind = agreement(verb)
        if kind == "plural":
            self.several.add(speaker.name)
        if named and kind in ONE_PERSON and self.is_person(speaker) and speaker.entity is not None:
            self.heard.setdefault(speaker.entity, kind)

    def last_fitting(self, verb: Token, *, alone: bool) -> Speaker | None:
        """Return the last speaker who can be the subject that a verb leaves out.

        ``alone`` tells that no word before the verb may be its subject.
        """
        kind, last = agreement(verb), self.last_speaker()
        several = last is not None and self._are_several(last, body=alone)
        if kind == "impersonal" or (kind == "plural" and not several):
            return None
        if kind == "neuter" and last is not None and not self._is_neuter(last):
            return None  # "a third of them backed it"
        known = last is not None and (
            self.is_person(last) or self._is_group(last) or self._clashes(last, kind)
        )
        if kind is None or not known or last is None or self.may_be(last, kind):
            return last
        return next((s for s in self.recent(kind) if self.may_be(s, kind)), None)

    def _clashes(self, speaker: Speaker, kind: str | None) -> bool:
        """Tell whether the noun for a body is of another gender than a verb ("ministerstvo … řekl")."""
        language = self.analysis.language
        head, forms = speaker.name.split()[0].casefold(), NOUNS - {"no_noun"}
        told = "collective" in word_labels(language, head) and is_nominative(language, head, forms)
        return kind in ONE_PERSON and told and not is_nominative(language, head, nouns_of(kind))

    def _is_of_gender(self, speaker: Speaker, kind: str) -> bool:
        """Tell whether a body that heads a speaker's name has a gender, where pronouns follow that."""
        language = self.analysis.language
        words = (word.casefold() for word in speaker.name.split())
        head = next((word for word in words if not word_labels(language, word).isdisjoint(PEOPLE)), None)
        body = head is not None and "role" not in word_labels(language, head)
        declines = attribution(language).names_decline
        return body and declines and head is not None and is_nominative(language, head, nouns_of(kind))

    def _is_neuter(self, speaker: Speaker) -> bool:
        """Tell whether the form of a speaker's name allows for a verb in the neuter; an acronym's does."""
        head, language = speaker.name.split()[0], self.analysis.language
        forms = NOUNS - {"neuter_noun", "no_noun", "plural_noun"}
        told = is_nominative(language, head.casefold(), forms)
        return head.isupper() or not told or is_nominative(language, head.casefold(), nouns_of("neuter"))

    def _are_several(self, speaker: Speaker, *, body: bool) -> bool:
        """Tell whether a verb in the plural may go on with who spoke: several people, or those of a body."""
        entity = self.people.get(speaker.entity or "")
        own = speaker.name not in self.analysis.structure.credits
        return speaker.name in self.several or (body and own and entity is not None and entity.type == "ORG")

    def _is_group(self, speaker: Speaker) -> bool:
        """Tell whether a speaker without a name is several people by the form of the noun."""
        return speaker.entity is None and are_several(speaker.name, self.analysis.language)

    def last_speaker(self, back: int = 4) -> Speaker | None:
        """Return the one that the latest of the last sentences is about."""
        return next((s for s in reversed(self.spoke[-back:]) if s is not None), None)

    def is_person(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is a person whom the article names."""
        entity = self.people.get(speaker.entity or "")
        return entity is not None and entity.type == "PER"

    def is_body(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is no person: a body or paper that is known, or called by such a word."""
        words = (word_labels(self.analysis.language, word) for word in speaker.name.casefold().split())
        known = speaker.entity in self.people
        return not self.is_person(speaker) if known else any("outlet" in labels for labels in words)

    def speaker(self, entity: str, span: Span | None) -> Speaker:
        """Return an entity as a speaker."""
        return Speaker(name=self.people[entity].name, entity=entity, span=span)

    def is_called(self, speaker: Speaker, word: str) -> bool:
        """Tell whether a case-folded word stands right before a person's name somewhere ("the actor X")."""
        text, entity = self.analysis.article.text.content, self.people.get(speaker.entity or "")
        mentions = entity.mentions[:MOST_DESCRIPTIONS] if entity is not None and entity.type == "PER" else ()
        before = (text[max(0, m.span.start - LONGEST_WORD) : m.span.start].split() for m in mentions)
        return any(akin(words[-1].casefold(), word) for words in before if words)

    def recent(self, kind: str) -> Iterator[Speaker]:
        """Yield whom the last sentences are about, latest first; for a person also who is named in them."""
        for speaker, named in zip(
            reversed(self.spoke[-MEMORY:]), reversed(self.named[-MEMORY:]), strict=True
        ):
            if speaker is not None:
                yield speaker
            if named is not None and kind in ONE_PERSON:
                yield self.speaker(named, None)

    def may_be(self, speaker: Speaker, kind: str) -> bool:
        """Tell whether a pronoun of this kind may stand for a speaker."""
        entity = self.people.get(speaker.entity or "")
        if kind in ONE_PERSON:
            if entity is None and (self._is_other(speaker) or self._goes_on(speaker)):
                return True
            if entity is None and self._is_of_gender(speaker, kind):
                return True
            if entity is None:
                words = speaker.name.split()
                labels = [word_labels(self.analysis.language, word.casefold()) for word in words]
                named = len(words) > 1 and words[-1][0].isupper() and "determiner" not in labels[0]
                return named and not any({"collective", "outlet"} & found for found in labels)
            return entity.type == "PER" and self.fits(entity.id, kind)
        return not self.is_single(speaker) if entity is None else entity.type != "PER"

    def is_single(self, speaker: Speaker) -> bool:
        """Tell whether a speaker without a name is one person, as far as words and verbs have shown.

        The head of the phrase tells: of nouns that hang on it, as on those with cases, the first one, else
        the last before a preposition ("the council's spokesman for schools").
        """
        language = self.analysis.language
        labels = [word_labels(language, word.casefold()) for word in speaker.name.split()]
        own = list(takewhile(lambda held: "preposition" not in held, labels))
        heads = [held for held in own if not held.isdisjoint(PEOPLE)]
        if not heads or speaker.name in self.several or self._is_group(speaker):
            return False
        head = heads[0] if attribution(language).heads_first else heads[-1]
        return "role" in head and "collective" not in head

    def _goes_on(self, speaker: Speaker) -> bool:
        """Tell whether one person without a name spoke in the sentence before, and nobody is named there.

        Nor may the role be another word for somebody named in the article.
        """
        alone = bool(self.spoke) and self.spoke[-1] == speaker and self.named[-1] is None
        if not alone or not self.is_single(speaker):
            return False
        words = [word.casefold() for word in speaker.name.split()]
        roles = [word for word in words if "role" in word_labels(self.analysis.language, word)]
        told = {word for held in self.described.values() for words in held for word in words}
        return not any(akin(role, word) for role in roles for word in told)

    def _is_other(self, speaker: Speaker) -> bool:
        """Tell whether a role is no other word for the last person who spoke, who has roles of his own."""
        last = next((s for s in reversed(self.spoke) if s is not None and s.entity in self.people), None)
        known = last is not None and last.entity is not None and self.described.get(last.entity)
        return bool(known) and self.is_single(speaker)

    def fits(self, entity: str, kind: str | None) -> bool:
        """Tell whether somebody may be of a gender, as far as that is known."""
        known = self.gender(entity)
        return known is None or kind not in ONE_PERSON or known == kind

    def gender(self, entity: str) -> str | None:
        """Return "masculine" or "feminine" where titles or the name's own form tell."""
        if entity in self.heard:
            return self.heard[entity]
        if entity not in self.formal:
            titles = {word for words in self.described.get(entity, ()) for word in words}
            self.formal[entity] = formal_gender(self.analysis.language, self.people[entity].name, titles)
        return self.formal[entity]
