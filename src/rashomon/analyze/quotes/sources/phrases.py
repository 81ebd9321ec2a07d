"""Find sources beside cues without a subject of their own: nouns, phrases ("according to")."""

from rashomon.analyze.quotes.sentence.cues import Cue, is_described
from rashomon.analyze.quotes.sentence.scenes import (
    Name,
    Range,
    Scene,
    governed,
    is_unbound,
    may_head,
    tells,
)
from rashomon.analyze.quotes.sentence.units import OWNING, Token
from rashomon.analyze.quotes.sources.nominatives import over_place, person_from, says_which, subject_in
from rashomon.analyze.quotes.sources.runs import LONGEST_SOURCE
from rashomon.lang.attribution import is_nominative
from rashomon.lang.morphology import in_case
from rashomon.lang.word_classes import PEOPLE, PRONOUNS, SPEAKING, THIRD_PERSON

GOING_ON = ("preposition", "skip")
"""Words behind the source of a phrase that belong to the clause where no comma has to stand."""
LONGEST_OWNER = 3
"""Words behind a noun such as "statement" among which a role or body names whose it is."""


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
    """Return the possessive inside a phrase ("по его словам"), or the adjective of a name ("Golobovih")."""
    inside = (n for n in scene.names_in(Range(cue.first, cue.last)) if n.type == "PER" and not n.base)
    owner = next((n for n in inside if scene.tokens[n.last - 1].has("owner")), None)
    if owner is not None:
        return owner.range
    for at in range(cue.first, cue.last):
        if scene.tokens[at].has_any(THIRD_PERSON):
            return Range(at, at + 1)
    return None


def _is_alone(scene: Scene, at: int) -> bool:
    """Tell whether a pronoun is the whole source, not the owner of a noun behind it ("his lawyer")."""
    told = scene.grammar.names_decline and at < len(scene.tokens)
    if not told or not scene.tokens[at].has_any(THIRD_PERSON):
        return False
    behind = scene.tokens[at + 1 : at + 2]
    owned = any(t.has_any(SPEAKING) or in_case(t.text, scene.language, "gent") for t in behind)
    return not owned


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
        counted = last > first and token.text[:1].isdigit() and not scene.tokens[last - 1].capital
        if (
            ends
            or (counted and last not in scene.dated)
            or (scene.is_verb(last) and not (last > first and token.has("nominal")))
        ):
            break
        last += 1
    if _only_when(scene, first, last):
        return None
    subject = subject_in(scene, first, last)
    last = last if subject is None else subject
    if scene.grammar.free_order and not _ends_at_comma(scene, first, last):
        names = scene.names_in(Range(first, last))
        person = next((_with_joined(scene, n) for n in names if n.type == "PER"), last)
        inside = {at for n in names for at in range(n.first + 1, n.last)}
        behind = (at for at in range(first + 1, person) if at not in inside)
        last = next((at for at in behind if _ends_phrase(scene, first, at)), person)
        goes_on = last < len(scene.tokens) and scene.tokens[last].kind == "word"
        whole = last == subject and _is_written(scene, first, last)
        last = _phrase_end(scene, first, last) if (goes_on or cue.first == 0) and not whole else last
        last = next((n.last for n in names if n.first < last < n.last), last)
        last = over_place(scene, last)
    if scene.grammar.nouns_capitalised:
        last = _noun_end(scene, first, last)
    return Range(first, last) if last > first else None


def _only_when(scene: Scene, first: int, last: int) -> bool:
    """Tell whether words behind a phrase only say when it was, so that they name no source."""
    led = last > first + 1 and scene.tokens[first].has("preposition")
    return led and first + 1 in scene.dated


def _is_written(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a person named behind the words for what is written is the subject of what that tells."""
    written = any(token.has("document") for token in scene.tokens[first:last])
    return written and person_from(scene, last) is not None


def _with_joined(scene: Scene, person: Name) -> int:
    """Return where a person's name ends, with that of another one who is joined to it ("X and Y")."""
    other = next((n for n in scene.names if n.first == person.last + 1 and n.type == "PER"), None)
    return other.last if other is not None and scene.tokens[person.last].has("joins") else person.last


def _ends_at_comma(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a comma closes the phrase, not the clause that goes on from it, with a verb or figure."""
    figures = (at for at in range(first + 1, last) if scene.tokens[at].text[0].isdigit())
    clause = any(at not in scene.dated for at in figures)
    clause |= any(tells(scene, at) or _is_copula(scene, at) for at in range(first + 1, last))
    return scene.unit.is_mark(last, ",") and not clause


def _is_copula(scene: Scene, at: int) -> bool:
    """Tell whether a pronoun may stand for a verb between two nouns ("the delay [is] an effect", "to")."""
    return scene.tokens[at].has("impersonal") and scene.tokens[at].has("determiner")


def _opens_clause(scene: Scene, at: int) -> bool:
    """Tell whether a word behind the source of a phrase belongs to the clause where no comma stands."""
    token, before = scene.tokens[at], scene.tokens[at - 1]
    if token.has("of"):
        return _is_whole(scene, at)
    if token.capital and not token.text[0].isdigit():
        return False  # an acronym may look like a small word
    pointed = token.has("determiner") and not before.has("of") and not scene.grammar.articles_join
    return pointed or token.text[0].isdigit() or token.has_any(GOING_ON) or tells(scene, at)


def _ends_phrase(scene: Scene, first: int, at: int) -> bool:
    if scene.tokens[at].has("affairs"):
        return scene.tokens[at].has("loose")  # "the council for trade" goes on
    return _opens_clause(scene, at) or is_unbound(scene, first, at) or _is_subject(scene, at)


def _is_subject(scene: Scene, at: int) -> bool:
    """Tell whether a word behind the source of a phrase is the subject of the clause by its form.

    It is a place in its base form, or a noun right before the verb.
    """
    if any(n.first == at and n.type == "LOC" and n.base and not n.short for n in scene.names):
        return scene.grammar.names_decline and bool(scene.grammar.masculine_noun)
    token, verb = scene.tokens[at], at + 1 < len(scene.tokens) and tells(scene, at + 1)
    noun = is_nominative(scene.language, token.text, frozenset({"masculine_noun"}))
    return verb and noun and not token.capital and not token.has("named_behind")


def _is_whole(scene: Scene, at: int) -> bool:
    """Tell whether a body before an "of" needs nothing more ("the police", where "of" is "on" as well)."""
    before, behind = scene.tokens[at - 1], scene.tokens[at + 1 : at + 2]
    known = bool(scene.grammar.named_behind) and before.has("collective") and not before.has("named_behind")
    known &= not (scene.grammar.articles_end and before.has("role"))  # "the lawyers of the accused"
    return known and not any(token.capital for token in behind)


def _phrase_end(scene: Scene, first: int, last: int) -> int:
    """Return where the noun phrase of someone who speaks ends: with its head and what names that.

    The subject of what is told may follow without a mark ("Zdaniem ekspertów przyczyną była …").
    """
    head = next((at for at in range(first, last) if may_head(scene.tokens[at])), None)
    if head is None or not scene.grammar.named_behind:
        return last
    return next((at for at in range(head + 1, last) if not _names_head(scene, at)), last)


def _names_head(scene: Scene, at: int) -> bool:
    """Tell whether a word names the head before it; a document in its base form is the clause's subject."""
    token, before = scene.tokens[at], scene.tokens[at - 1]
    named = token.has("affairs") and not token.has("loose")
    joined = before.has_any(("of", "determiner")) or token.has("of") or named
    joined |= before.has("named_behind") and not scene.grammar.articles_end
    joined |= says_which(scene, at)
    apart = token.has("document") and is_nominative(scene.language, token.text)
    return joined or (may_head(token) and not apart)


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
    owns = cue.first - 1 - is_described(scene.unit, cue.first)
    if owns >= 0 and scene.tokens[owns].has_any(THIRD_PERSON):
        return Range(owns, owns + 1)
    before = [name for name in scene.names if name.last <= cue.first and cue.first - name.last <= 2]
    before = [name for name in before if not _acts_between(scene, name, cue)]
    if before:
        at = before[-1].first - 1
        body = scene.grammar.heads_first and at >= 0 and scene.tokens[at].has("collective")
        return Range(before[-1].first - body, before[-1].last)
    if owns > 0 and scene.tokens[owns].text in OWNING and scene.tokens[owns - 1].has_any(PEOPLE):
        return Range(owns - 1 - (owns > 1 and scene.tokens[owns - 2].has("determiner")), owns)
    at = cue.first - 1
    return Range(at, cue.first) if at >= 0 and scene.tokens[at].has_any(PRONOUNS) else None


def _acts_between(scene: Scene, name: Name, cue: Cue) -> bool:
    """Tell whether a verb parts a name from a noun ("ties to X raised fears", "X's aide said claims")."""
    hangs = not scene.grammar.names_decline or governed(scene, name)
    return hangs and any(tells(scene, at) for at in range(name.last, cue.first))


def _owner_behind(scene: Scene, cue: Cue) -> Range | None:
    """Return the name, role or body in the genitive right behind a noun ("заявление суда о том, что")."""
    if not scene.grammar.heads_first:
        return None
    first = cue.last + any(t.has("of") and not t.has("about") for t in scene.tokens[cue.last : cue.last + 1])
    name = next((name for name in scene.names if name.first == first), None)
    if name is not None:
        return name.range
    capitals = next((at for at in range(first, len(scene.tokens)) if not _is_named(scene, at)), first)
    if capitals - first > 1 - scene.grammar.names_decline:
        return Range(first, capitals)
    for at in range(first, min(len(scene.tokens), first + LONGEST_OWNER)):
        token = scene.tokens[at]
        if token.kind != "word" or token.has_any(("preposition", "complement", "joins")) or scene.is_verb(at):
            return None
        if token.has_any(PEOPLE):
            return Range(first, at + 1)
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
