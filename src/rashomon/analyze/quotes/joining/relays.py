"""Read who passed someone's words on: "X quoted Y as saying …", "Y was quoted by X as saying …"."""

from typing import NamedTuple

from rashomon.analyze.quotes.sentence.clause_edges import next_mark
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene
from rashomon.analyze.quotes.sentence.units import Token
from rashomon.analyze.quotes.sources.before import source_before
from rashomon.analyze.quotes.sources.phrases import source_of_phrase, speaks
from rashomon.analyze.quotes.sources.runs import LONGEST_SOURCE
from rashomon.lang.word_classes import THIRD_PERSON
from rashomon.lang.wordforms import is_upright


class Relay(NamedTuple):
    """Who spoke and who passed it on (None if nobody says), within the tokens ``[first, last)``."""

    person: Range
    via: Range | None
    first: int
    last: int


def relay_of(scene: Scene, index: int) -> Relay | None:
    """Return the relay that a cue closes ("as saying"), None if it stands for itself."""
    cue = scene.cues[index]
    if scene.grammar.names_decline and scene.tokens[cue.first].has("citing"):
        return _cited(scene, cue)
    if index == 0 or not scene.tokens[cue.first].has("participle"):
        return None
    quoting = scene.cues[index - 1]
    linked = scene.tokens[cue.first - 1].has("as_words") and scene.tokens[quoting.first].has("citing")
    if not linked or any(token.kind != "word" for token in scene.tokens[quoting.last : cue.first]):
        return None
    if quoting.first > 0 and scene.tokens[quoting.first - 1].has("passive"):
        return _passive(scene, quoting, cue)
    person = Range(quoting.last, cue.first - 1)
    if person.first >= person.last:
        return None
    via = source_before(scene, quoting)
    return Relay(person, via, via.first if via else quoting.first, cue.last)


def closes(scene: Scene, index: int) -> bool:
    """Tell whether the cue behind one makes a relay of both, so that the first is no cue by itself."""
    return index + 1 < len(scene.cues) and relay_of(scene, index + 1) is not None


def _cited(scene: Scene, cue: Cue) -> Relay | None:
    """Read whom an agency behind the verb cites where names have cases ("— cites the agency X the mayor")."""
    agency = next((n for n in scene.names if cue.last <= n.first <= cue.last + 1 and n.type == "ORG"), None)
    if agency is None or not _leads_to(scene, cue.last, agency.first):
        return _meant_by(scene, cue) or _words_of(scene, cue) or _person_of(scene, cue)
    first = agency.last
    while first < len(scene.tokens) and scene.tokens[first].has("noun"):
        first += 1
    last = first
    while last < min(len(scene.tokens), first + LONGEST_SOURCE) and _goes_on(scene.tokens[last]):
        last += 1
    person = Range(first, last)
    if first == last or not (speaks(scene, person) or _is_person(scene, person)):
        return None
    return Relay(person, agency.range, cue.first, last)


def _meant_by(scene: Scene, cue: Cue) -> Relay | None:
    """Read whom a pronoun means that a paper behind it cites ("— cites him state television")."""
    held, end = (
        scene.tokens[cue.last : cue.last + 1],
        min(next_mark(scene, cue.last), cue.last + LONGEST_SOURCE),
    )
    via = Range(cue.last + 1, end)
    outlet = any(token.has("outlet") for token in scene.held(via))
    outlet |= any(name.type == "ORG" for name in scene.names_in(via))
    meant = any(token.has("object") and token.has_any(THIRD_PERSON) for token in held)
    return Relay(Range(cue.last, via.first), via, cue.first, end) if meant and outlet else None


def _words_of(scene: Scene, cue: Cue) -> Relay | None:
    """Read whose words a paper before or behind them cites ("cites the words of mayor Y the paper X")."""
    if not any(token.has("noun") for token in scene.tokens[cue.last : cue.last + 1]):
        return None
    end = min(next_mark(scene, cue.last), cue.last + LONGEST_SOURCE)
    people = (n for n in scene.names_in(Range(cue.last + 1, end)) if n.type == "PER")
    if (person := next(people, None)) is None:
        return None
    behind = next((n for n in scene.names if person.last <= n.first <= person.last + 1), None)
    agency = behind.range if behind is not None and behind.type == "ORG" else None
    last = agency.last if agency is not None and _leads_to(scene, person.last, agency.first) else person.last
    before = None if last > person.last else source_before(scene, cue)
    return Relay(person.range, agency if last > person.last else before, cue.first, last)


def _person_of(scene: Scene, cue: Cue) -> Relay | None:
    """Read whom a paper behind them cites ("— cites the mayor the paper X"), or one that opens it."""
    end = min(next_mark(scene, cue.last), cue.last + LONGEST_SOURCE)
    bodies = (n for n in scene.names if cue.last < n.first < end and n.type == "ORG")
    agency = next((n for n in bodies if not _leads_to(scene, n.first, n.last)), None)
    first, last = cue.last, end if agency is None else agency.first
    first += first < last and scene.tokens[first].has("noun")
    while agency is not None and last > first and scene.tokens[last - 1].has_any(("outlet", "introducer")):
        last -= 1
    person = Range(first, last)
    if not person.size or not all(map(_goes_on, scene.held(person))) or not _is_person(scene, person):
        return None
    if agency is not None:
        return Relay(person, agency.range, cue.first, agency.last) if last < agency.first else None
    via = source_before(scene, cue) if scene.unit.is_mark(end, ":") else None
    return None if via is None else Relay(person, via, via.first, end)


def _is_person(scene: Scene, words: Range) -> bool:
    """Tell whether words are a person's name or role, and no subject by their form."""
    named = any(name.type == "PER" for name in scene.names_in(words))
    first = scene.tokens[words.first]
    role = first.has("role") and not first.has("outlet") and not is_upright(first.text, scene.language)
    return (named and not first.has("outlet")) or role


def _leads_to(scene: Scene, first: int, name: int) -> bool:
    return all(scene.tokens[at].has_any(("outlet", "introducer")) for at in range(first, name))


def _goes_on(token: Token) -> bool:
    return token.kind == "word" and not token.has_any(("boundary", "complement", "preposition", "joins"))


def _passive(scene: Scene, quoting: Cue, cue: Cue) -> Relay | None:
    person = source_before(scene, quoting)
    if person is None:
        return None
    inside = quoting.last if scene.tokens[quoting.last].has("agent") else cue.last
    if inside >= len(scene.tokens) or not scene.tokens[inside].has("agent"):
        return Relay(person, None, person.first, cue.last)
    via = source_of_phrase(scene, Cue(inside, inside + 1, cue.kind))
    if via is not None and inside < cue.first:
        via = Range(via.first, min(via.last, cue.first - 1))
    return Relay(person, via, person.first, max(cue.last, via.last if via else 0))
