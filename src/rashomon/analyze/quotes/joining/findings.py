"""Tell by what verbs of showing and counting are read: only a document shows, only a figure is counted."""

from rashomon.analyze.quotes.contents.counts import is_count, speaks
from rashomon.analyze.quotes.sentence.clause_edges import segment_start
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene


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
