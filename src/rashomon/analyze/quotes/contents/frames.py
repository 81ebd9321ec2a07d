"""Tell frames of their own from words said: who hands on behind a comma, an object put in front."""

from rashomon.analyze.quotes.sentence.clause_edges import next_mark, segment_start, trimmed
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene
from rashomon.analyze.quotes.sentence.times import behind_times, only_time
from rashomon.analyze.quotes.sources.behind import source_after
from rashomon.analyze.quotes.sources.phrases import speaks
from rashomon.analyze.quotes.sources.places import place_behind
from rashomon.lang.word_classes import PRONOUNS, SPEAKING

ANSWERING = ("deny", "judge", "ask")
"""Classes of verbs that have an object for what is told, which may stand in front of their subject."""
LONGEST_NAME = 3
"""Words of the longest name in capitals of which nothing is known."""
OBJECT = 3
"""Words of the longest object between a subject and its verb."""
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


def object_between(scene: Scene, cue: Cue, cluster: Range) -> Range | None:
    """Return the object between a subject and the verb by which a clause ends that another verb goes on.

    "The observers (X) the vote praised, but called the count “unclear”", where the order of words is free.
    """
    at = cue.last
    joined = scene.grammar.free_order and cue.kind == "judge" and scene.unit.is_mark(at, ",")
    if not joined or not any(scene.is_verb(k) for k in range(at, next_mark(scene, at + 1))):
        return None
    first = cue.first
    while (
        first - 1 > cluster.first and scene.tokens[first - 1].kind == "word" and _is_plain(scene, first - 1)
    ):
        first -= 1
    return Range(first, cue.first) if 0 < cue.first - first <= OBJECT else None


def _is_plain(scene: Scene, at: int) -> bool:
    named = any(name.first <= at < name.last for name in scene.names)
    return not named and not scene.tokens[at].has_any((*NO_OBJECT, *SPEAKING))


def is_object(scene: Scene, at: int) -> bool:
    """Tell whether a word alone is what is denied: a noun without its article, no infinitive."""
    noun = at < len(scene.tokens) and not scene.tokens[at].has_any(
        ("impersonal_verb", "determiner", *PRONOUNS)
    )
    return noun and scene.grammar.names_decline
