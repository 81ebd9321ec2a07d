"""Read who passed someone's words on: "X quoted Y as saying …", "Y was quoted by X as saying …"."""

from typing import NamedTuple

from rashomon.analyze.cues import Cue
from rashomon.analyze.phrase_sources import source_of_phrase
from rashomon.analyze.scenes import Range, Scene
from rashomon.analyze.speakers import source_before


class Relay(NamedTuple):
    """Who spoke and who passed it on (None if nobody says), within the tokens ``[first, last)``."""

    person: Range
    via: Range | None
    first: int
    last: int


def relay_of(scene: Scene, index: int) -> Relay | None:
    """Return the relay that a cue closes ("as saying"), None if it stands for itself."""
    cue = scene.cues[index]
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
