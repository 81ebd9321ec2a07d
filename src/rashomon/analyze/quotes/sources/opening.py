"""Find the subject with which a sentence opens, which verbs and participles further on share."""

from rashomon.analyze.quotes.sentence.clause_edges import REACH, next_mark, segment_start
from rashomon.analyze.quotes.sentence.clauses import main_verb
from rashomon.analyze.quotes.sentence.cues import Cue, agreement
from rashomon.analyze.quotes.sentence.scenes import (
    Name,
    Range,
    Scene,
    describes,
    governed,
    possessive,
    tells,
)
from rashomon.analyze.quotes.sentence.units import OWNING
from rashomon.analyze.quotes.sources.appositions import with_apposition
from rashomon.lang.word_classes import ONE_PERSON, PEOPLE, PRONOUNS

INSIDE = ("relative", "boundary", "participle")
"""Words behind a comma that open no clause with a subject of its own."""
OPENING = 3
"""Tokens of a role before the name of the person with whom a sentence opens."""
TITLE = 3
"""Words of the longest title before the comma behind which its holder is named."""


def subject(scene: Scene, before: int) -> Range | None:
    """Return the first name, role or pronoun before a token that no preposition governs.

    Of a clause that leads in ("After X left, Y came and said") it is none, if anything else is.
    """
    lead = _lead_end(scene, before)
    return (_subject_in(scene, lead, before) if lead else None) or _subject_in(scene, 0, before)


def _lead_end(scene: Scene, before: int) -> int:
    """Return the token behind the comma that ends a clause leading in, 0 where none stands before a place."""
    opens = scene.tokens[0].has_any(("subordinate", "preposition")) and not scene.grammar.subject_drops
    commas = (at for at in range(before) if scene.unit.is_mark(at, ","))
    free = (at + 1 for at in commas if not scene.tokens[at + 1].has_any(INSIDE))
    return next((at for at in free if opens and main_verb(scene, Range(at, before)) is not None), 0)


def leads_in(scene: Scene, before: Cue, cue: Cue) -> bool:
    """Tell whether a cue stands in a clause that leads in to that of another ("When X asked, Y left …")."""
    lead = _lead_end(scene, cue.first)
    return before.first < lead and not scene.tokens[cue.first].has("participle")


def _subject_in(scene: Scene, first: int, before: int) -> Range | None:
    free = (n for n in scene.names if n.first >= first and n.last <= before)
    name = next((n for n in free if not _hangs(scene, n)), None)
    named = {at for n in scene.names for at in range(n.first, n.last)}
    until = min(before, first + REACH, before if name is None else name.first)
    for at in (at for at in range(first, until) if at not in named):
        owns = at + 1 < before and scene.tokens[at + 1].text in OWNING
        hangs = at > 0 and scene.tokens[at - 1].has("preposition")
        hangs |= scene.grammar.names_decline and scene.tokens[at].has("object")
        if scene.tokens[at].has_any((*PEOPLE, "document", *PRONOUNS)) and not (owns or hangs):
            begin = at - 1 if at and scene.tokens[at - 1].has("determiner") else at
            if name is not None and _is_title(scene, Range(at, name.first)):
                return Range(begin, name.last)
            return with_apposition(scene, Range(begin, _title_end(scene, at)))
    return None if name is None else _whole(scene, name, before)


def _is_title(scene: Scene, words: Range) -> bool:
    """Tell whether words before a name are its titles ("[presidential nominee] X").

    Where names have cases, what hangs on a role before one in its base form is ("mayor [of the city] X").
    """
    held = scene.held(words)
    if all(token.has("role") or token.capital for token in held):
        return True
    name = next((n for n in scene.names if n.first == words.last), None)
    led = scene.grammar.names_decline and name is not None and name.type == "PER" and name.base
    if not led or words.size > TITLE + 1 or not held[0].has("role") or held[-1].has("role"):
        return False
    plain = all(t.kind == "word" and not t.has_any(("preposition", "joins", "object")) for t in held)
    return plain and not any(tells(scene, at) for at in range(*words))


def _whole(scene: Scene, name: Name, before: int) -> Range:
    """Return a name with the capitals behind it where it only describes these ("Senate Republican")."""
    end = name.last
    while end < before and scene.tokens[end].capital and not scene.is_verb(end):
        end += 1
    return Range(name.first, end) if name.type != "PER" else name.range


def _title_end(scene: Scene, role: int) -> int:
    """Return where a title of several words ends, before a comma ("the chief executive, X, …")."""
    end = next_mark(scene, role)
    words = scene.tokens[role:end]
    whole = scene.unit.is_mark(end, ",") and len(words) <= TITLE and not any(t.capital for t in words)
    plain = not any(tells(scene, at) or scene.tokens[at].has("preposition") for at in range(role, end))
    return end if whole and plain else role + 1


def _hangs(scene: Scene, name: Name) -> bool:
    """Tell whether a name only belongs to another word: behind a preposition, as owner, before a title."""
    governs = name.first > 0 and scene.tokens[name.first - 1].has("preposition")
    return governs or possessive(scene, name) or describes(scene, name)


def opening_person(scene: Scene, cue: Cue) -> Name | None:
    """Return the person who opens a sentence whose next clause goes on without a subject ("X left, said")."""
    end = scene.before_skipped(cue.first)
    if not scene.unit.is_mark(end, ",") or not scene.grammar.subject_drops:
        return None
    name = next((n for n in scene.names if n.type == "PER"), None)
    if name is None or name.first > OPENING or name.last > end or not name.base:
        return None
    plain = all(token.kind == "word" and not token.has("relative") for token in scene.tokens[name.last : end])
    singular = agreement(scene.tokens[cue.first]) in (None, *ONE_PERSON)
    return name if plain and singular and not governed(scene, name) and not possessive(scene, name) else None


def relative_around(scene: Scene, cue: Cue) -> Range | None:
    """Return the relative pronoun that a verb without a subject is inserted behind ("X, who, as told, …")."""
    opens = segment_start(scene, cue.first)
    inserted = scene.tokens[opens].has("as_words") and opens > 1 and scene.tokens[opens - 1].kind == "mark"
    relative = inserted and scene.grammar.subject_drops and scene.tokens[opens - 2].has("relative")
    return Range(opens - 2, opens - 1) if relative else None
