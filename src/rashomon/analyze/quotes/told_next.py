"""Find who is named in the next sentence as having told one ("The bridge is shut. This the mayor said.")."""

from rashomon.analyze.quotes.attribution_parts import Attribution
from rashomon.analyze.quotes.attributions import find_attributions, teller_in
from rashomon.analyze.quotes.pointing import points_in
from rashomon.analyze.quotes.scenes import Scene

LEAD = 8
"""Tokens of a sentence that only points back before its verb."""


def told_next(scene: Scene, behind: Scene | None) -> Attribution | None:
    """Return who tells a sentence by the one behind it, which only points back, None if nobody does.

    Agencies and papers pass words on, and are none who told them.
    """
    if behind is None or behind.quotes or not scene.grammar.subject_drops:
        return None
    cue = next((cue for cue in behind.cues if cue.kind == "say"), None)
    apart = cue is None or cue.first > LEAD or behind.unit.paragraph > scene.unit.paragraph + 1
    if apart or cue is None or not points_in(behind, cue) or find_attributions(behind):
        return None
    teller = teller_in(behind)
    if teller is None or teller.source is None:
        return None
    outlet = any(token.has("outlet") for token in behind.held(teller.source))
    return None if outlet else teller
