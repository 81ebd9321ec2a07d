"""Find sentences that only tell who told the one before ("The bridge is shut. This the mayor said.")."""

from collections.abc import Iterator
from typing import NamedTuple

from rashomon.analyze.quotes.contents.pointing import POINTING
from rashomon.analyze.quotes.sentence.clause_edges import next_mark, segment_start
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene
from rashomon.lang.attribution import pointers

LEAD = 12
"""Tokens of a clause among which a verb follows what it tells of."""
BEHIND = 2
"""Tokens behind a verb among which stands what it tells of ("said of this")."""
OPENS = ("complement", "relative")
"""Lists of words with which a clause of its own begins."""


class Pointer(NamedTuple):
    """The words that point back, and the verb of saying beside them (one and the same in a whole phrase)."""

    words: Range
    cue: Cue


def find_pointer(scene: Scene) -> Pointer | None:
    """Return the words by which a sentence tells who told the one before it, None if it tells no such thing.

    They are a verb of saying beside a word for what was told, or a phrase of both.
    """
    if not scene.tokens:
        return None
    found = pointers(scene.language).phrase(scene.unit.words, 0)
    if found is not None and found[1] == "pointed":
        pointer = Pointer(Range(0, found[0]), Cue(0, found[0], "say"))
        return pointer if _is_apart(scene, pointer.cue) else None
    return next((pointer for pointer in _verbs(scene) if _is_apart(scene, pointer.cue)), None)


def _is_apart(scene: Scene, cue: Cue) -> bool:
    """Tell whether words in marks stand in no clause but one behind the verb's ("…, hoping for “peace”")."""
    if not scene.quotes:
        return True
    mark = next_mark(scene, cue.last)
    return scene.unit.is_mark(mark, ",") and mark + 1 < scene.quotes[0] == next_mark(scene, mark + 1)


def _verbs(scene: Scene) -> Iterator[Pointer]:
    """Yield the verbs of saying in whose clause stands a word for what was told before."""
    for cue in scene.cues:
        clause = _clause(scene, cue) if cue.kind in POINTING else []
        points = next((words for at in clause if (words := _pointing(scene, at))), None)
        if points is None or _leads_on(scene, points.last):
            continue
        others = (scene.tokens[at] for at in clause if not points.holds(at))
        if not any(token.has_any(OPENS) and not token.has("preposition") for token in others):
            yield Pointer(points, cue)


def _leads_on(scene: Scene, at: int) -> bool:
    """Tell whether a clause behind a comma is what a word before it stands for ("reported of this, that")."""
    behind = scene.tokens[at + 1 : at + 2]
    return scene.unit.is_mark(at, ",") and any(token.has("complement") for token in behind)


def _clause(scene: Scene, cue: Cue) -> list[int]:
    """Return the tokens around a verb among which it has what it tells of; it opens the sentence.

    An insertion ("as X reports") may stand before it or inside it.
    """
    start = segment_start(scene, cue.first)
    inserted = segment_start(scene, start - 1) if scene.unit.is_mark(start - 1, ",") else start
    dated = inserted < start - 1 and scene.dated.issuperset(
        range(inserted, start - 1)
    )  # "on Monday, June 4,"
    is_inserted = dated or (inserted < start and scene.tokens[inserted].has("as_words"))
    first = segment_start(scene, inserted - 1) if is_inserted and inserted else start
    if first > 0 and not (is_inserted and inserted == 0):
        return []
    before = [at for at in range(first, cue.first) if at >= start or at < inserted - 1]
    last = min(next_mark(scene, cue.last), cue.last + BEHIND)
    return [*before, *range(cue.last, last)] if len(before) <= LEAD else []


def _pointing(scene: Scene, at: int) -> Range | None:
    """Return the word or phrase for what was told that begins at a token, None for the article of a noun."""
    known, words = pointers(scene.language), scene.unit.words
    phrase = known.phrase(words, at)
    if phrase is not None and phrase[1] == "pointing":
        return Range(at, at + phrase[0])
    behind = scene.tokens[at + 1 : at + 2]
    article = scene.grammar.nouns_capitalised and any(token.capital for token in behind)
    return Range(at, at + 1) if "pointing" in known.labels(words[at]) and not article else None
