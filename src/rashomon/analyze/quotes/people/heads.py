"""What the words of a source are headed by: a pronoun, or the name of a person."""

from collections.abc import Sequence

from rashomon.analyze.quotes.sentence.scenes import Name, Range, Scene, governed, governor, possessive
from rashomon.analyze.quotes.sentence.units import Token
from rashomon.analyze.quotes.sources.appositions import holder_in
from rashomon.analyze.quotes.sources.free_order import hangs_on
from rashomon.lang.morphology import are_people
from rashomon.lang.name_cases import name_gender
from rashomon.lang.word_classes import EMPTY, HEADS, PRONOUNS


def lone_pronoun(held: Sequence[Token]) -> str | None:
    """Return the kind of pronoun that a source consists of."""
    words = [t for t in held if t.kind == "word"]
    words = [t for t in words if not t.has("skip")] or words  # "him" may stand anywhere as well
    if len(words) != 1:
        return None
    if words[0].has("relative"):
        return "relative"
    return next((kind for kind in PRONOUNS if words[0].has(kind)), None)


def head_name(scene: Scene, source: Range, *, oblique: bool) -> Name | None:
    """Return the person (else nothing) that heads a source: not one behind a preposition or a genitive."""
    if (holder := holder_in(scene, source)) is not None:
        return holder
    people = [
        n for n in scene.names_in(source) if n.type == "PER" and not _hangs(scene, source, n, oblique=oblique)
    ]
    people = [n for n in people if not possessive(scene, n)]
    if not people or _speaks_for(scene, source, people[-1]):
        return None
    if oblique or not scene.grammar.names_decline:
        return people[-1] if scene.grammar.names_decline or not _between_comma(scene, people) else people[0]
    plain = [n for n in people if n.base]
    if plain:
        return plain[-1]
    last = people[-1]
    return None if any(t.has("role") for t in scene.tokens[source.first : last.first]) else last


def _speaks_for(scene: Scene, source: Range, name: Name) -> bool:
    """Tell whether a source is whoever speaks for the holder of an office ("rzecznik premiera X").

    Before the name stands its holder's role, and before that another one; a given name that ends as none
    does in its base form ("Theresy") shows that it is not the subject.
    """
    heads = [scene.tokens[at] for at in range(source.first, name.first) if scene.tokens[at].has_any(HEADS)]
    body = bool(heads) and heads[0].has("collective") and heads[0].has("named_behind")
    if body and not heads[0].has("role") and heads[-1].has("role"):
        return True  # "the office of President X"
    first, second = name.first - 2, name.first - 1
    if first < source.first or name.last - name.first == 1 or not scene.grammar.names_decline:
        return False
    led = scene.tokens[first].has("role") and scene.tokens[first].has("named_behind")
    held = scene.tokens[second].has("role") and not scene.tokens[second].has("collective")
    return led and held and name_gender(scene.language, scene.tokens[name.first].text) is None


def _hangs(scene: Scene, source: Range, name: Name, *, oblique: bool) -> bool:
    """Tell whether a name hangs on a preposition, not on a conjunction before it ("after X said").

    A preposition that governs all of the source ("according to Mayor X") leaves its head its head.
    """
    at = governor(scene, name)
    whole = at is not None and at < source.first and (oblique or scene.tokens[at].has("boundary"))
    return at is not None and not whole


def _between_comma(scene: Scene, people: Sequence[Name]) -> bool:
    between = scene.tokens[people[0].last : people[-1].first]
    return any(t.kind == "mark" or t.has("joins") for t in between)


def body_told(scene: Scene, source: Range) -> Name | None:
    """Return the body named before whose document a source is ("X sued, says a statement of the company")."""
    words = [t for t in scene.held(source) if t.kind == "word" and not t.labels & EMPTY]
    if len(words) != 2 or not words[0].has("document") or not words[1].has("resumed"):
        return None
    before = (n for n in scene.names_in(Range(0, source.first)) if n.type == "ORG" and n.base)
    return next((n for n in before if not governed(scene, n) and not possessive(scene, n)), None)


def body_before(scene: Scene, source: Range, name: Name) -> Range | None:
    """Return the part of a source that begins with a body whose head is named ("the office of mayor X").

    So does one of which the name is only the head ("the ministry of defence").
    """
    if _goes_on(scene, source, name):
        return Range(name.first, source.last)
    heads = (at for at in range(source.first, name.first) if scene.tokens[at].has("collective"))
    at = next(heads, None) if name.type == "PER" else None
    return None if at is None else Range(at, source.last)


def name_alone(scene: Scene, source: Range) -> Name | None:
    """Return the name that a source is, or hardly more than; none where a role or a body heads it."""
    names = [name for name in scene.names_in(source) if not _goes_on(scene, source, name)]
    whole = next((n for n in names if (n.first, n.last) == source), None)
    if whole is not None:
        return whole
    if (body := _body_named(scene, source, names)) is not None:
        return body
    inside = {at for name in names for at in range(name.first, name.last)}
    if any(scene.tokens[at].has_any(HEADS) for at in range(*source) if at not in inside):
        return None
    named = (n for n in names if not governed(scene, n) and _covers(scene, source, n))
    return next((n for n in named if not possessive(scene, n)), None)


def _body_named(scene: Scene, source: Range, names: Sequence[Name]) -> Name | None:
    """Return the body whose name ends a source, behind nothing but what it is ("Irish airline X")."""
    name = names[-1] if names else None
    if name is None or name.type != "ORG" or name.last != source.last or name.first == source.first:
        return None
    before = scene.tokens[source.first : name.first]
    told = before[-1].has_any(("resumed", "outlet")) and not any(token.has("role") for token in before)
    owner = any(token.has_any(("collective", "document")) for token in before[:-1])
    told = told and not owner  # "the union of the airline X"
    return name if told and all(token.kind == "word" for token in before) else None


def _goes_on(scene: Scene, source: Range, name: Name) -> bool:
    """Tell whether a name is only the head of a body that an "of" names in full ("ministry of defence")."""
    word = scene.tokens[name.first]
    unnamed = name.range.size == 1 and word.has("named_behind") and word.has("collective")
    goes_on = scene.grammar.heads_first and name.last < source.last
    return goes_on and (unnamed or hangs_on(scene, name.last))


def _covers(scene: Scene, source: Range, name: Name) -> bool:
    """Tell whether a source is hardly more than a name: no other capitals, two more words at the most."""
    others = [at for at in range(*source) if not name.first <= at < name.last]
    before = scene.tokens[name.first - 1].text if name.first > source.first else ""
    if name.type == "LOC" and are_people(before, scene.language):
        return False  # "fishermen of X"
    return len(others) <= 2 and not any(
        scene.tokens[at].capital and not scene.tokens[at].has("determiner") for at in others
    )
