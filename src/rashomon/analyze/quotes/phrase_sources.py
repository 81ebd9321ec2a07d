"""Find sources beside cues without a subject of their own: participles, nouns, phrases ("according to")."""

from rashomon.analyze.quotes.cues import Cue
from rashomon.analyze.quotes.scenes import (
    ONE_PERSON,
    OWNING,
    PRONOUNS,
    SPEAKING,
    THIRD_PERSON,
    Name,
    Range,
    Scene,
    is_unbound,
    may_head,
    tells,
)
from rashomon.analyze.quotes.speakers import over_dashes, over_skipped, source_before
from rashomon.analyze.quotes.subject_runs import LONGEST_SOURCE
from rashomon.analyze.quotes.units import Token

GOING_ON = ("preposition", "skip")
"""Words behind the source of a phrase that belong to the clause where no comma has to stand."""
LONGEST_OWNER = 3
"""Words behind a noun such as "statement" among which a role or body names whose it is."""
PEOPLE = ("role", "collective")
AUXILIARY = 8
"""Tokens before a preposition of place among which the passive stands ("was caught on camera")."""
NEAR = 6
"""Tokens of the longest noun phrase right before a participle."""


def source_of_participle(scene: Scene, cue: Cue) -> Range | None:
    """Return the subject of a participle: of its auxiliary, else the noun that it stands right behind."""
    at = over_dashes(scene, over_skipped(scene, cue.first - 1))
    if scene.grammar.subject_drops or at < 0 or scene.tokens[at].kind != "word":
        return None
    if any(scene.tokens[k].has("passive") for k in range(at + 1, cue.first)):
        return source_before(scene, cue)
    barred = ("joins", "boundary", "preposition", "relative", "as_words", *PRONOUNS)
    if scene.tokens[at].has_any(barred):
        return None
    name = next((name for name in scene.names if name.last == at + 1), None)
    start = at if name is None else name.first
    while start > 0 and at - start < NEAR and not _opens_noun(scene.tokens[start]):
        if (
            scene.tokens[start - 1].kind != "word"
            or scene.is_verb(start - 1)
            or _hinders(scene.tokens[start - 1])
        ):
            break
        start -= 1
    if start > 1 and scene.tokens[start - 1].has("infinitive") and not scene.is_verb(start - 2):
        return None  # "letters to the council saying …" are no words of the council
    noun = Range(start, at + 1)
    if speaks(scene, noun):
        return _people_of(scene, noun) or _caught(scene, cue, start - 1) or noun
    return _person_near(scene, at) or _caught(scene, cue, start - 1)


def _people_of(scene: Scene, body: Range) -> Range | None:
    """Return people with the place or body behind a preposition that they are of ("residents of Orm")."""
    at = body.first - 2
    if at < 0 or not scene.tokens[at + 1].has("preposition") or not scene.tokens[at].has_any(PEOPLE):
        return None
    if any(name.type == "PER" for name in scene.names_in(body)):
        return None
    first = at
    while first > 0 and at - first < NEAR and not _hinders(scene.tokens[first - 1]):
        if scene.tokens[first - 1].kind != "word" or tells(scene, first - 1) or scene.is_verb(first - 1):
            break
        first -= 1
    return Range(first, body.last)


def _caught(scene: Scene, cue: Cue, preposition: int) -> Range | None:
    """Return the subject of a passive before a place and a participle ("X was caught on camera saying").

    A word for the one who acts ("was met by guards saying") leads to the subject of the participle.
    """
    if preposition < 0 or not scene.tokens[preposition].has("preposition"):
        return None
    near = range(preposition, max(-1, preposition - AUXILIARY), -1)
    at = next((k for k in near if _ends_reach(scene, k)), None)
    if at is None or not scene.tokens[at].has("passive"):
        return None
    return source_before(scene, Cue(at, at + 1, cue.kind))


def _ends_reach(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    return token.kind != "word" or token.has_any(("passive", "agent", "joins", "boundary", *PEOPLE))


def _person_near(scene: Scene, last: int) -> Range | None:
    """Return the person named shortly before a participle ("a video of him at the fair saying …")."""
    for at in range(last, max(-1, last - NEAR), -1):
        if scene.tokens[at].kind != "word" or scene.is_verb(at):
            return None
        if scene.tokens[at].has_any(ONE_PERSON):
            return Range(at, at + 1)
    return None


def _opens_noun(token: Token) -> bool:
    return token.has("determiner")


def _hinders(token: Token) -> bool:
    return token.has_any(("preposition", "joins", "boundary", "skip", "relative"))


def speaks(scene: Scene, source: Range) -> bool:
    """Tell whether a noun phrase ends in a name or a word for someone who speaks."""
    last = scene.tokens[source.last - 1]
    return last.capital or any(last.has(label) for label in SPEAKING if label != "document")


def phrase_source(scene: Scene, cue: Cue) -> Range | None:
    """Return the source of a phrase: before it, inside it or behind it."""
    phrase = scene.tokens[cue.first]
    if phrase.has("according_behind"):
        return _source_before(scene, cue)
    source = _phrase_pronoun(scene, cue) or source_of_phrase(scene, cue)
    if source is None or not phrase.has("edge"):
        return source
    at_edge = cue.first == 0 or scene.tokens[cue.first - 1].kind == "mark"
    return source if at_edge and speaks(scene, source) else None


def _phrase_pronoun(scene: Scene, cue: Cue) -> Range | None:
    """Return the possessive inside a phrase ("по его словам")."""
    for at in range(cue.first, cue.last):
        if scene.tokens[at].has_any(THIRD_PERSON):
            return Range(at, at + 1)
    return None


def _is_alone(scene: Scene, at: int) -> bool:
    """Tell whether a pronoun is the whole source, not the owner of a noun behind it ("his lawyer")."""
    told = scene.grammar.subject_drops and at < len(scene.tokens)
    if not told or not scene.tokens[at].has_any(THIRD_PERSON):
        return False
    return at + 1 >= len(scene.tokens) or not scene.tokens[at + 1].has_any(SPEAKING)


def source_of_phrase(scene: Scene, cue: Cue) -> Range | None:
    """Return the source that follows a phrase such as "according to", or that ends it ("police sources").

    Where no comma parts it from the clause, a preposition does ("Według policji na moście …"), the end of
    a person's name, or the end of a noun phrase.
    """
    if _is_alone(scene, cue.last) or any(t.has("relative") for t in scene.tokens[cue.last : cue.last + 1]):
        return Range(cue.last, cue.last + 1)
    first = last = cue.last - scene.tokens[cue.last - 1].has("own_source")
    while last < min(len(scene.tokens), first + LONGEST_SOURCE):
        token = scene.tokens[last]
        ends = token.kind != "word" or token.has_any(("boundary", "complement"))
        if ends or (scene.is_verb(last) and not (last > first and token.has("nominal"))):
            break
        last += 1
    if scene.grammar.subject_drops and not _ends_at_comma(scene, first, last):
        names = scene.names_in(Range(first, last))
        person = next((_with_joined(scene, n) for n in names if n.type == "PER"), last)
        inside = {at for n in names for at in range(n.first + 1, n.last)}
        behind = (at for at in range(first + 1, person) if at not in inside)
        last = next((at for at in behind if _opens_clause(scene, at) or is_unbound(scene, first, at)), person)
        goes_on = last < len(scene.tokens) and scene.tokens[last].kind == "word"
        last = _phrase_end(scene, first, last) if goes_on or cue.first == 0 else last
        last = next((n.last for n in names if n.first < last < n.last), last)
    if scene.grammar.genitive:
        last = _noun_end(scene, first, last)
    return Range(first, last) if last > first else None


def _with_joined(scene: Scene, person: Name) -> int:
    """Return where a person's name ends, with that of another one who is joined to it ("X and Y")."""
    other = next((n for n in scene.names if n.first == person.last + 1 and n.type == "PER"), None)
    return other.last if other is not None and scene.tokens[person.last].has("joins") else person.last


def _ends_at_comma(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a comma closes the phrase, not the clause that goes on from it."""
    return scene.unit.is_mark(last, ",") and not any(tells(scene, at) for at in range(first + 1, last))


def _opens_clause(scene: Scene, at: int) -> bool:
    """Tell whether a word behind the source of a phrase belongs to the clause where no comma stands."""
    token, before = scene.tokens[at], scene.tokens[at - 1]
    if token.has("of"):
        return _is_whole(scene, at)
    if token.capital and not token.text[0].isdigit():
        return False  # an acronym may look like a small word
    pointed = token.has("determiner") and not before.has("of") and not scene.grammar.genitive
    return pointed or token.text[0].isdigit() or token.has_any(GOING_ON) or tells(scene, at)


def _is_whole(scene: Scene, at: int) -> bool:
    """Tell whether a body before an "of" needs nothing more ("the police", where "of" is "on" as well)."""
    before, behind = scene.tokens[at - 1], scene.tokens[at + 1 : at + 2]
    known = scene.grammar.named_behind and before.has("collective") and not before.has("named_behind")
    return bool(known) and not any(token.capital for token in behind)


def _phrase_end(scene: Scene, first: int, last: int) -> int:
    """Return where the noun phrase of someone who speaks ends: with its head and what names that.

    The subject of what is told may follow without a mark ("Zdaniem ekspertów przyczyną była …").
    """
    head = next((at for at in range(first, last) if may_head(scene.tokens[at])), None)
    if head is None or not scene.grammar.named_behind:
        return last
    return next((at for at in range(head + 1, last) if not _names_head(scene, at)), last)


def _names_head(scene: Scene, at: int) -> bool:
    joined = scene.tokens[at - 1].has_any(("of", "named_behind", "determiner"))
    return joined or scene.tokens[at].has("of") or may_head(scene.tokens[at])


def _noun_end(scene: Scene, first: int, last: int) -> int:
    """Return where a source ends where nouns have capitals: at a small word that joins no noun to it."""
    head = next((at for at in range(first, last) if scene.tokens[at].capital), last)
    behind = range(head + 1, last)
    return next((at for at in behind if not _belongs_to_noun(scene, at)), last)


def _belongs_to_noun(scene: Scene, at: int) -> bool:
    token, before, behind = scene.tokens[at], scene.tokens[at - 1], scene.tokens[at + 1 : at + 2]
    joins = token.has("joins") or (token.has("preposition") and not token.has("source_end"))
    named = joins and any(word.capital for word in behind)
    return token.capital or named or token.has("genitive") or before.has("genitive")


def _source_before(scene: Scene, cue: Cue) -> Range | None:
    """Return the source that stands right before a phrase ("der Polizei zufolge")."""
    first = cue.first
    while first > 0 and cue.first - first < LONGEST_SOURCE and _is_nominal(scene.tokens[first - 1]):
        first -= 1
    return Range(first, cue.first) if first < cue.first else None


def _is_nominal(token: Token) -> bool:
    return token.kind == "word" and (token.capital or token.has_any(("determiner", *SPEAKING)))


def owner_of_noun(scene: Scene, cue: Cue) -> Range | None:
    """Return whose a noun such as "statement" is: the name or pronoun before it, else what is behind it."""
    return _owner_before(scene, cue) or _owner_behind(scene, cue)


def _owner_before(scene: Scene, cue: Cue) -> Range | None:
    before = [name for name in scene.names if name.last <= cue.first and cue.first - name.last <= 2]
    if before:
        at = before[-1].first - 1
        body = scene.grammar.subject_drops and at >= 0 and scene.tokens[at].has("collective")
        return Range(before[-1].first - body, before[-1].last)
    at = cue.first - 1
    if at > 0 and scene.tokens[at].text in OWNING and scene.tokens[at - 1].has_any(PEOPLE):
        return Range(at - 1 - (at > 1 and scene.tokens[at - 2].has("determiner")), at)
    return Range(at, cue.first) if at >= 0 and scene.tokens[at].has_any(PRONOUNS) else None


def _owner_behind(scene: Scene, cue: Cue) -> Range | None:
    """Return the name, role or body in the genitive right behind a noun ("заявление суда о том, что")."""
    if not scene.grammar.subject_drops:
        return None
    name = next((name for name in scene.names if name.first == cue.last), None)
    if name is not None:
        return name.range
    capitals = next((at for at in range(cue.last, len(scene.tokens)) if not _is_named(scene, at)), cue.last)
    if capitals - cue.last > 1:
        return Range(cue.last, capitals)
    for at in range(cue.last, min(len(scene.tokens), cue.last + LONGEST_OWNER)):
        token = scene.tokens[at]
        if token.kind != "word" or token.has_any(("preposition", "complement", "joins")) or scene.is_verb(at):
            return None
        if token.has_any(("role", "collective")):
            return Range(cue.last, at + 1)
    return None


def _is_named(scene: Scene, at: int) -> bool:
    """Tell whether a token may be part of a run of names: a capital, a figure, what joins two of them."""
    token, behind = scene.tokens[at], scene.tokens[at + 1 : at + 2]
    joins = token.has("joins") and any(t.capital for t in behind)
    return token.kind == "word" and (token.capital or token.text.isdigit() or joins)


def over_pointer(scene: Scene, at: int) -> int:
    """Return the comma before a clause that a pronoun and its preposition only point at ("о том, что")."""
    points = scene.unit.is_mark(at + 2, ",") and scene.tokens[at].has("preposition")
    return at + 2 if points else at
