"""Tell frames of their own from words said: who hands on behind a comma, an object put in front."""

from rashomon.analyze.quotes.sentence.clause_edges import next_mark, segment_start, trimmed
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene
from rashomon.analyze.quotes.sentence.times import behind_times, only_time
from rashomon.analyze.quotes.sources.behind import source_after
from rashomon.analyze.quotes.sources.phrases import speaks
from rashomon.analyze.quotes.sources.places import place_behind

ANSWERING = ("deny", "judge", "ask")
"""Classes of verbs that have an object for what is told, which may stand in front of their subject."""
LONGEST_NAME = 3
"""Words of the longest name in capitals of which nothing is known."""
NO_OBJECT = ("preposition", "joins", "contrast", "as_words", "boundary", "subordinate", "relative", "skip")
"""Words that open no object."""


def opens_frame(scene: Scene, at: int) -> bool:
    """Tell whether a clause only tells who told what stands before it ("…, said X on Monday, [writes Y]").

    Its subject stands behind its verb, as the order of words must let it.
    """
    cue = scene.cue_from(scene.behind_skipped(at))
    if not scene.grammar.free_order or cue is None or cue.kind != "say":
        return False
    if cue.first != scene.behind_skipped(at) or scene.tokens[cue.first].has("participle"):
        return False
    end = next_mark(scene, cue.last)
    if any(scene.tokens[k].has("complement") for k in range(cue.last, min(end + 2, len(scene.tokens)))):
        return False
    unknown = scene.tokens[cue.last : end]
    if unknown and len(unknown) <= LONGEST_NAME and all(t.capital or t.has("outlet") for t in unknown):
        return True
    source = source_after(scene, cue) or place_behind(scene, cue)
    known = source is not None and (speaks(scene, source) or bool(scene.names_in(source)))
    return known and source is not None and source.last <= end


def object_before(scene: Scene, cue: Cue, cluster: Range) -> Range | None:
    """Return the object that stands before a subject and its verb ("New tariffs the minister denies")."""
    start = segment_start(scene, cluster.first)
    words = behind_times(scene, Range(start, cluster.first))
    inverted = cluster.first < cue.first and scene.grammar.names_decline and scene.grammar.free_order
    if cue.kind not in ANSWERING or not inverted or words.size == 0 or only_time(scene, words):
        return None
    return None if scene.tokens[words.first].has_any(NO_OBJECT) else trimmed(scene, words)
