"""Find the word that opens what is told behind a cue ("that", "whether")."""

from rashomon.analyze.quotes.sentence.clause_edges import REACH
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Scene, tells
from rashomon.analyze.quotes.sentence.units import STOPS

LED = frozenset({"complement", "boundary", "preposition", "impersonal", "joins", "skip", "subordinate"})
"""Words before a conjunction that tell that it is no particle ("о том, что", "так что")."""


def complement_of(scene: Scene, cue: Cue, first: int) -> int | None:
    """Return the word that opens what is told behind a cue and its subject, None where none does.

    Whom a verb asks may stand before it ("asked of X to").
    """
    addressed = cue.kind == "ask" and scene.tokens[min(first, len(scene.tokens) - 1)].has("preposition")
    opened = first == cue.last and _opens_clause(scene, cue)
    for at in range(first, min(len(scene.tokens), first + REACH)):
        token = scene.tokens[at]
        if _asks_behind(scene, at + 1) and scene.unit.is_mark(at - 1, ","):
            return at
        if token.kind == "quote" or scene.is_verb(at) or (token.kind == "mark" and token.text[0] in STOPS):
            return None
        if (
            token.has("complement")
            and not (token.has("preposition") and not addressed and _has_object(scene, first, at))
            and not is_no_complement(scene, at)
            and not _describes_object(scene, cue, first, at)
        ):
            return at
        governed = scene.tokens[at - 1].has("preposition")
        if at > first and ((token.has("bare_clause") and not governed) or _turns(scene, at)):
            return None
        if at > first and opened and (tells(scene, at) or token.has("passive")):
            return None
    return None


def _asks_behind(scene: Scene, at: int) -> bool:
    """Tell whether a particle behind the first word of a clause makes a question of it ("идёт ли")."""
    asks = at < len(scene.tokens) and scene.tokens[at].has("complement") and scene.grammar.commas_by_rule
    apart = asks and not scene.tokens[at].has_any(("preposition", "boundary"))
    return apart and scene.tokens[at - 1].kind == "word" and not scene.tokens[at - 1].labels & LED


def _opens_clause(scene: Scene, cue: Cue) -> bool:
    """Tell whether a clause opens right behind a cue, so that what is told is all of it.

    In "said she was glad that" that is no clause told by itself; "told the guards who were there that" names
    those spoken to.
    """
    opens = scene.tokens[cue.last : cue.last + 1]
    spoken_to = scene.tokens[cue.first].has("addressed")
    return not spoken_to and any(token.has("bare_clause") and not token.has("object") for token in opens)


def is_no_complement(scene: Scene, at: int) -> bool:
    """Tell whether what looks like "that" ends a conjunction or opens a relative clause ("of which")."""
    led = at > 0 and scene.tokens[at - 1].has_any(("boundary", "subordinate"))
    apart = scene.tokens[at].has("preposition") and scene.unit.is_mark(at - 1, ",")
    return scene.grammar.commas_by_rule and (led or apart)


def _describes_object(scene: Scene, cue: Cue, first: int, at: int) -> bool:
    """Tell whether "that" opens a clause about what somebody asks for ("demand rules that protect us")."""
    behind_object = scene.unit.is_mark(at - 1, ",") and _has_object(scene, first, at - 1)
    asks = cue.kind == "ask" and scene.grammar.commas_by_rule and scene.grammar.names_decline
    opens = scene.tokens[at]
    return asks and behind_object and opens.has("source_end") and not opens.has("purpose")


def _turns(scene: Scene, at: int) -> bool:
    """Tell whether another clause of the reporter's begins at a token ("X said nothing, but …")."""
    turns = scene.tokens[at].has("contrast") and scene.unit.is_mark(at - 1, ",")
    return scene.grammar.commas_by_rule and turns


def _has_object(scene: Scene, first: int, last: int) -> bool:
    """Tell whether words between a cue and a preposition are told themselves ("denied reports of …")."""
    return not all(scene.tokens[at].has("skip") for at in range(first, last))


def is_purpose(scene: Scene, first: int, at: int) -> bool:
    """Tell whether a clause only tells what for something told before it is ("gave reasons to …")."""
    return scene.tokens[at].has("purpose") and _has_object(scene, first, at - scene.unit.is_mark(at - 1, ","))
