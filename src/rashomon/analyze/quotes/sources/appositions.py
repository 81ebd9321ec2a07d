"""Take the name behind a role and a comma for the one who speaks ("X's lawyer, Y, said")."""

from rashomon.analyze.quotes.sentence.clause_edges import behind_brackets, next_mark
from rashomon.analyze.quotes.sentence.cues import Cue, agreement
from rashomon.analyze.quotes.sentence.scenes import Name, Range, Scene, governed, possessive, tells
from rashomon.lang.word_classes import HOLDERS, OFFICES

REACH = 4
"""Words behind the comma of an apposition among which the name of whoever speaks begins."""


def with_apposition(scene: Scene, phrase: Range) -> Range:
    """Return a role with the name of its holder behind a comma or brackets ("the head of X (Y), Z,")."""
    behind = behind_brackets(scene, phrase.last)
    if (named := next((n for n in scene.names if n.first == behind and n.type == "PER"), None)) is not None:
        return Range(phrase.first, named.last)
    if not scene.unit.is_mark(phrase.last, ","):
        whole = _with_rest(scene, phrase)
        with_name = phrase if whole == phrase else with_apposition(scene, whole)
        return phrase if with_name == whole else with_name
    if _has_role(scene, phrase):
        name = _holder(scene, phrase)
    else:
        person = scene.tokens[phrase.first].has("determiner") and not _has_document(scene, phrase)
        name = next((n for n in scene.names if n.first == phrase.last + 1 and n.type == "PER"), None)
        name = name if person else None
    return Range(phrase.first, name.last) if name is not None and _is_closed(scene, name) else phrase


def _with_rest(scene: Scene, phrase: Range) -> Range:
    """Return a role with what hangs on a preposition behind it up to a comma ("the minister for X, Y,")."""
    role = scene.tokens[phrase.last - 1].has("role") and phrase.last < len(scene.tokens)
    if not role or not scene.tokens[phrase.last].has("preposition"):
        return phrase
    end = next_mark(scene, phrase.last)
    plain = not any(tells(scene, at) for at in range(phrase.last, end))
    return Range(phrase.first, end) if plain and scene.unit.is_mark(end, ",") else phrase


def with_second_role(scene: Scene, cue: Cue, run: Range) -> Range:
    """Return words behind a verb of one with a further role and the name it holds ("a judge and mayor X").

    Where names do not decline, any noun may be that role ("an investor and film buff X").
    """
    plural = agreement(scene.tokens[cue.first]) == "plural" or run.size == 0
    joined = run.last < len(scene.tokens) and scene.tokens[run.last].has("joins")
    if plural or not joined or not _has_role(scene, run):
        return run
    near = range(run.last + 2, run.last + 2 + REACH)
    name = next((n for n in scene.names if n.first in near and n.type == "PER" and n.base), None)
    if name is None or any(n.type == "PER" for n in scene.names_in(run)):
        return run
    between = range(run.last + 1, name.first)
    words = all(scene.tokens[at].kind == "word" and not tells(scene, at) for at in between)
    held = bool(between) if not scene.grammar.names_decline else _holds_role(scene, between)
    return Range(run.first, name.last) if words and held and not governed(scene, name) else run


def _holds_role(scene: Scene, within: range) -> bool:
    return any(scene.tokens[at].has("role") for at in within)


def holder_in(scene: Scene, source: Range) -> Name | None:
    """Return the name in apposition that ends a source, None where its last name stands otherwise."""
    name = next((n for n in reversed(scene.names_in(source)) if n.type == "PER"), None)
    if name is None or name.last != source.last:
        return None
    comma = next((at for at in range(name.first - 1, source.first, -1) if scene.unit.is_mark(at, ",")), None)
    held = comma is not None and _has_role(scene, Range(source.first, comma))
    return name if held and comma is not None and _leads_to(scene, comma, name) else None


def _has_document(scene: Scene, phrase: Range) -> bool:
    return any(scene.tokens[at].has("document") for at in range(*phrase))


def _has_role(scene: Scene, phrase: Range) -> bool:
    held = scene.held(phrase)
    return any(token.has_any(HOLDERS) for token in held) and not any(token.has("outlet") for token in held)


def _holder(scene: Scene, phrase: Range) -> Name | None:
    """Return the name that opens what stands behind the comma of a phrase.

    Where the phrase has names too ("the lawyer of X, Y,") or tells of several ("one of the lawyers, Y,"),
    nothing but titles stand before it.
    """
    near = range(phrase.last + 1, phrase.last + 1 + REACH)
    name = next((n for n in scene.names if n.first in near and n.type == "PER"), None)
    if name is None or possessive(scene, name):
        return None
    one = any(token.has_any(OFFICES) for token in scene.held(phrase))
    if scene.names_in(phrase) or not one:
        return name if _leads_to(scene, phrase.last, name) else None
    words = all(scene.tokens[at].kind == "word" for at in range(phrase.last + 1, name.first))
    return name if words and not governed(scene, name) else None


def _leads_to(scene: Scene, comma: int, name: Name) -> bool:
    """Tell whether only titles stand between a comma and a name."""
    between = scene.tokens[comma + 1 : name.first]
    return all(t.kind == "word" and (t.has("role") or t.capital) and not t.has("joins") for t in between)


def _is_closed(scene: Scene, name: Name) -> bool:
    """Tell whether a mark stands behind a name, or behind whatever it is told to be of ("X of Y,")."""
    at = name.last
    if at < len(scene.tokens) and scene.tokens[at].has("preposition"):
        at = next((n.last for n in scene.names if n.first == at + 1), at)
    if at + 1 in {date.first for date in scene.dates} and scene.tokens[at].has("preposition"):
        return True
    return at >= len(scene.tokens) or scene.tokens[at].kind == "mark"
