"""Find who is named in the next sentence as having told one ("The bridge is shut. This the mayor said.")."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.analyze.quotes.joining.attributions import teller_by
from rashomon.analyze.quotes.joining.parts import Attribution
from rashomon.analyze.quotes.joining.told_before import Pointer, find_pointer
from rashomon.analyze.quotes.sentence.cues import REPORTED, Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene
from rashomon.analyze.quotes.sources.behind import source_after
from rashomon.analyze.quotes.sources.phrases import source_of_phrase
from rashomon.analyze.quotes.sources.subjects import is_passive

PASSED_OVER = frozenset({"skip"})
"""The lists of a word that may stand anywhere between a subject and its verb."""


def told_next(scene: Scene, found: Sequence[Attribution], behind: Scene | None) -> Attribution | None:
    """Return who tells a sentence by the one behind it, which points back, None if nobody does.

    Whom the sentence itself reports as saying something stays who says it; an attitude in it ("backed the
    plan") is part of what is told. Agencies and papers pass words on, and are none who told them.
    """
    if behind is None or behind.unit.paragraph > scene.unit.paragraph + 1:
        return None
    if any(a.cue.kind in REPORTED or a.direct for a in found):
        return None
    pointer = find_pointer(behind)
    if pointer is None:
        return None
    return next(
        (t for t in _tellers(behind, pointer) if t.source and _may_tell(behind, pointer, t.source)), None
    )


def _may_tell(scene: Scene, pointer: Pointer, source: Range) -> bool:
    """Tell whether a source is neither what points back nor an agency or paper."""
    led = scene.tokens[max(0, source.first - 1) : source.last]  # "told the station X"
    outlet = any(token.has("outlet") for token in led)
    return not (outlet or pointer.words.holds(source.first))


def _tellers(scene: Scene, pointer: Pointer) -> Iterator[Attribution]:
    """Yield who may tell by the verb with which a sentence points back, the likeliest first.

    Whom an agency leans on told it ("This the agency reports citing X"). The words that point back are the
    object, so that they stand aside and the subject may follow its verb.
    """
    cue = pointer.cue
    yield from (Attribution(cue=c, source=source_of_phrase(scene, c), content=None) for c in _leaning(scene))
    found = (teller_by(scene, cue), teller_by(_without(scene, pointer), cue))
    yield from (teller for teller in found if teller is not None)
    if not is_passive(scene, cue):
        yield Attribution(cue=cue, source=source_after(scene, cue), content=None)


def _leaning(scene: Scene) -> Iterator[Cue]:
    """Yield the phrases of a sentence that name whom someone leans on ("citing X")."""
    phrases = (cue for cue in scene.cues if cue.kind == "according")
    return (cue for cue in phrases if any(token.has("leaning") for token in scene.held(cue)))


def _without(scene: Scene, pointer: Pointer) -> Scene:
    """Return a sentence in which the words that point back are no part of anyone who tells it."""
    words = range(*pointer.words) if pointer.cue.first not in range(*pointer.words) else range(0)
    tokens = tuple(t._replace(labels=PASSED_OVER) if at in words else t for at, t in enumerate(scene.tokens))
    return replace(scene, unit=replace(scene.unit, tokens=tokens))
