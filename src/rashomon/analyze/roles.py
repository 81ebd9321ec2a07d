"""Tell who is meant by a source's words: a name, a role that the article has given someone, a pronoun."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rashomon.analyze.quote_units import Token, Unit
from rashomon.analyze.scenes import PRONOUNS, Name, Range, Scene, governed, possessive, speaking_phrase
from rashomon.lang.attribution import word_labels
from rashomon.model.annotation import Analysis, LocalEntity, Speaker
from rashomon.model.text import Span

WINDOW = 12
"""Tokens beside a name in which its descriptions are looked for."""
MEMORY = 6
"""Sentences back to which a pronoun may point."""
EMPTY = frozenset({"determiner", "preposition", "skip", "joins"})


def akin(a: str, b: str) -> bool:
    """Tell whether two case-folded words are likely forms or derivations of one (Russian, Russia)."""
    shorter = min(len(a), len(b))
    if a == b or shorter < 4:
        return a == b
    same = next((i for i in range(shorter) if a[i] != b[i]), shorter)
    return same >= 4 and same >= shorter - 2 and abs(len(a) - len(b)) <= 6


@dataclass(slots=True)
class Cast:
    """Who is who in one article: descriptions by entity, gender, and who spoke last.

    ``spoke`` holds, for every sentence read so far, the one it is about, ``named`` the first person in it.
    """

    analysis: Analysis
    units: Sequence[Unit]
    names: Sequence[Sequence[Name]]
    people: dict[str, LocalEntity] = field(init=False)
    known: dict[str, list[tuple[str, ...]]] | None = None
    spoke: list[Speaker | None] = field(default_factory=list)
    named: list[str | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.people = {e.id: e for e in self.analysis.entities}

    @property
    def described(self) -> dict[str, list[tuple[str, ...]]]:
        """The descriptions of every person; read when first asked for, since many articles never ask."""
        if self.known is None:
            self.known = {e.id: [] for e in self.analysis.entities if e.type == "PER"}
            for unit, names in zip(self.units, self.names, strict=True):
                for name in names:
                    if name.type == "PER":
                        self.known[name.entity] += _descriptions(unit, name)
        return self.known

    def remember(self, scene: Scene, speaker: Speaker | None) -> None:
        """Take note of whom a sentence is about, for pronouns and quotations that follow."""
        people = [n for n in scene.names if n.type == "PER" and not possessive(scene, n)]
        free = [n for n in people if not governed(scene, n)] or people
        self.spoke.append(speaker)
        self.named.append(free[0].entity if free else None)

    def last_speaker(self, back: int = 4) -> Speaker | None:
        """Return the one that the latest of the last sentences is about."""
        return next((s for s in reversed(self.spoke[-back:]) if s is not None), None)

    def resolve(
        self, scene: Scene, source: Range, *, oblique: bool = False, placed: bool = False
    ) -> Speaker | None:
        """Return the speaker that a source's words stand for.

        ``oblique`` tells that the source is governed by a phrase, so its name need not be in its base form;
        ``placed`` that it is the name of the place where people say it.
        """
        span = scene.unit.span(*source)
        if placed:
            return self.speaker(scene.names_in(source)[0].entity, span)
        held = scene.tokens[source.first : source.last]
        pronoun = _pronoun(held)
        if pronoun is not None:
            return self._by_pronoun(scene, source, pronoun, span)
        name = _head_name(scene, source, oblique=oblique)
        if name is not None:
            return self.speaker(name.entity, span)
        role = self._by_role(held)
        if role is not None:
            return self.speaker(role, span)
        return self._by_text(scene, source, span)

    def _is_person(self, speaker: Speaker) -> bool:
        entity = self.people.get(speaker.entity or "")
        return entity is not None and entity.type == "PER"

    def speaker(self, entity: str, span: Span | None) -> Speaker:
        """Return an entity as a speaker."""
        return Speaker(name=self.people[entity].name, entity=entity, span=span)

    def _by_text(self, scene: Scene, source: Range, span: Span) -> Speaker | None:
        named = [n for n in scene.names_in(source) if not governed(scene, n)]
        held = scene.tokens[source.first : source.last]
        if any(t.has("role") or t.has("collective") or t.has("leader") for t in held):
            named = []
        alone = next((n for n in named if _covers(scene, source, n)), None)
        if alone is not None and not possessive(scene, alone):
            return self.speaker(alone.entity, span)
        if _definite_person(held):
            last = self.last_speaker(2)
            if last is not None and self._is_person(last):
                return Speaker(name=last.name, entity=last.entity, span=span)
        phrase = speaking_phrase(scene, source)
        if phrase is None:
            return None
        return Speaker(name=" ".join(self.analysis.text_of(scene.unit.span(*phrase)).split()), span=span)

    def _by_pronoun(self, scene: Scene, source: Range, kind: str, span: Span) -> Speaker | None:
        found = self.antecedent(scene, source.first, kind)
        if found is not None:
            return Speaker(name=found.name, entity=found.entity, span=span)
        if kind in ("relative", "impersonal"):
            return None
        return Speaker(name=self.analysis.text_of(span), span=span)

    def antecedent(self, scene: Scene, before: int, kind: str) -> Speaker | None:
        """Return whom a pronoun at a token stands for: in this sentence or one of the last."""
        if kind == "first":
            return None
        wanted = ("PER",) if kind in ("masculine", "feminine", "relative") else ("ORG", "MISC")
        here = [n for n in scene.names if n.last <= before and n.type in wanted and not governed(scene, n)]
        if kind == "relative":
            return self.speaker(here[-1].entity, None) if here else None
        fit = [n for n in here if self._fits(n.entity, kind)]
        if fit:
            return self.speaker(fit[0].entity, None)
        return next((s for s in self._recent(kind) if self._may_be(s, kind)), None)

    def _recent(self, kind: str) -> Iterator[Speaker]:
        """Yield whom the last sentences are about, latest first; for a person also who is named in them."""
        for speaker, named in zip(
            reversed(self.spoke[-MEMORY:]), reversed(self.named[-MEMORY:]), strict=True
        ):
            if speaker is not None:
                yield speaker
            if named is not None and kind in ("masculine", "feminine"):
                yield self.speaker(named, None)

    def _may_be(self, speaker: Speaker, kind: str) -> bool:
        entity = self.people.get(speaker.entity or "")
        if kind in ("masculine", "feminine"):
            if entity is None:
                words = speaker.name.split()
                named = len(words) > 1 and words[-1][0].isupper()
                return named and "determiner" not in word_labels(self.analysis.language, words[0].casefold())
            return entity.type == "PER" and self._fits(entity.id, kind)
        return entity is None or entity.type != "PER"

    def _fits(self, entity: str, kind: str) -> bool:
        known = self.gender(entity)
        return known is None or kind not in ("masculine", "feminine") or known == kind

    def gender(self, entity: str) -> str | None:
        """Return "masculine" or "feminine" where titles or the name's own form tell."""
        language = self.analysis.language
        titles = {word for words in self.described.get(entity, ()) for word in words}
        surname = self.people[entity].name.split()[-1].casefold()
        for kind in ("feminine", "masculine"):
            titled = any(f"{kind}_title" in word_labels(language, word) for word in titles)
            if titled or f"{kind}_name" in word_labels(language, surname):
                return kind
        return None

    def _by_role(self, held: Sequence[Token]) -> str | None:
        """Return the person whose descriptions in this article fit the words best."""
        words = [t for t in held if t.kind == "word" and not t.labels & EMPTY]
        if not words or not any(t.has("role") or t.has("leader") or "." in t.text for t in held):
            return None
        scored = [(self._role_score(entity, words), entity) for entity in self.described]
        best = max(scored, default=(0.0, ""))
        rivals = [entity for score, entity in scored if score == best[0]]
        if best[0] < 0.6:
            return None
        last = self.last_speaker()
        return (
            last.entity
            if last is not None and last.entity in rivals
            else (best[1] if len(rivals) == 1 else None)
        )

    def _role_score(self, entity: str, words: Sequence[Token]) -> float:
        return max(
            (_likeness(description, words, self.analysis.language) for description in self.described[entity]),
            default=0.0,
        )


def _likeness(description: tuple[str, ...], words: Sequence[Token], language: str) -> float:
    """Share of a source's words that a description holds; 0 if the role itself is not among them."""
    initials = "".join(word[0] for word in description)
    leads = any("leader_role" in word_labels(language, word) for word in description)
    hits, head = 0, False
    for token in words:
        known = any(akin(token.text, word) for word in description)
        short = token.text.replace(".", "")
        known |= "." in token.text and len(short) > 1 and short in initials
        known |= token.has("leader") and leads
        hits += known
        head |= known and (token.has("role") or token.has("leader") or "." in token.text)
    return hits / len(words) if head else 0.0


def _descriptions(unit: Unit, name: Name) -> list[tuple[str, ...]]:
    before = _described_before(unit.tokens[max(0, name.first - WINDOW) : name.first])
    after = _described_after(unit.tokens[name.last : name.last + WINDOW])
    return [words for words in (before, after) if words]


def _described_before(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Words of the phrase that ends in the name: "the political analyst", "President of Y,"."""
    end = len(tokens) - 1 if tokens and tokens[-1].text == "," else len(tokens)
    first = end
    while first > 0 and _describes(tokens[first - 1]):
        first -= 1
    marked = [
        at for at in range(first, end) if any(tokens[at].has(k) for k in ("role", "leader", "leader_role"))
    ]
    if marked:
        begin = max(first, marked[-1] - 2) if len(marked) == 1 else max(first, marked[0] - 2)
        return tuple(t.text for t in tokens[begin:end] if not t.labels & EMPTY)
    return tuple(
        t.text
        for t in tokens[max(first, end - 1) : end]
        if t.has("masculine_title") or t.has("feminine_title")
    )


def _describes(token: Token) -> bool:
    verb = token.has("say") or token.has("boundary") or token.has("relative") or token.has("joins")
    return token.kind == "word" and not verb and not (token.has("preposition") and token.text != "of")


def _described_after(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Words of an apposition: ", the head of the ministry,"."""
    if not tokens or tokens[0].text not in (",", "(") or len(tokens) < 2:
        return ()
    held = []
    for token in tokens[1:10]:
        if token.kind != "word" or token.has("boundary") or token.has("relative"):
            break
        held.append(token)
    if not any(t.has("role") or t.has("leader") for t in held):
        return ()
    return tuple(t.text for t in held if not t.labels & EMPTY)


def _pronoun(held: Sequence[Token]) -> str | None:
    """Return the kind of pronoun that a source consists of."""
    words = [t for t in held if t.kind == "word" and not t.has("skip")]
    if len(words) != 1:
        return None
    if words[0].has("relative"):
        return "relative"
    return next((kind for kind in PRONOUNS if words[0].has(kind)), None)


def _head_name(scene: Scene, source: Range, *, oblique: bool) -> Name | None:
    """Return the person (else nothing) that heads a source: not one behind a preposition or a genitive."""
    people = [n for n in scene.names_in(source) if n.type == "PER" and not governed(scene, n)]
    people = [n for n in people if not possessive(scene, n)]
    if not people:
        return None
    if oblique or not scene.grammar.subject_drops:
        return people[-1] if scene.grammar.subject_drops or not _between_comma(scene, people) else people[0]
    plain = [n for n in people if n.base]
    if plain:
        return plain[-1]
    last = people[-1]
    return None if any(t.has("role") for t in scene.tokens[source.first : last.first]) else last


def _between_comma(scene: Scene, people: Sequence[Name]) -> bool:
    between = scene.tokens[people[0].last : people[-1].first]
    return any(t.kind == "mark" or t.has("joins") for t in between)


def _covers(scene: Scene, source: Range, name: Name) -> bool:
    """Tell whether a source is hardly more than a name: no other capitals, two more words at the most."""
    others = [at for at in range(*source) if not name.first <= at < name.last]
    return len(others) <= 2 and not any(
        scene.tokens[at].capital and not scene.tokens[at].has("determiner") for at in others
    )


def _definite_person(held: Sequence[Token]) -> bool:
    words = [t for t in held if t.kind == "word"]
    return len(words) <= 2 and words[-1].has("role") and words[0].text != "a"
