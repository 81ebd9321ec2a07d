"""Tell by what verbs of showing, counting and feeling are read: documents show, figures are counted."""

from rashomon.analyze.quotes.contents.counts import is_count, speaks
from rashomon.analyze.quotes.sentence.clause_edges import segment_start
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene

FEELING = 3
"""Words behind a verb such as "express" among which the noun stands for what somebody feels."""


def lacks_finding(scene: Scene, cue: Cue, source: Range | None, content: Range | None) -> bool:
    """Tell whether a verb of showing has nothing written before it, or one of counting nothing counted."""
    verb = scene.tokens[cue.first]
    if verb.has("shows") and not _is_written(scene, cue, source):
        return True
    if not verb.has("counts") or content is None or scene.tokens[content.first].kind == "quote":
        return False
    counted = is_count(scene, cue, content) and source is not None and speaks(scene, source)
    return not (counted or verb.has("quoting"))


def _is_written(scene: Scene, cue: Cue, source: Range | None) -> bool:
    """Tell whether a source, or the words before a verb that has none, is something written or counted."""
    words = source or Range(segment_start(scene, cue.first), cue.first)
    return any(token.has("document") for token in scene.held(words))


def tells_feeling(scene: Scene, cue: Cue, content: Range | None) -> bool:
    """Tell whether what somebody feels about something is told with a noun ("voiced fear of the port")."""
    if content is None or content.first < cue.last or not scene.tokens[cue.first].has("personal"):
        return False
    near = range(content.first, min(content.first + FEELING, content.last - 1))
    return any(scene.tokens[at].has("noun") and scene.tokens[at + 1].has("preposition") for at in near)
