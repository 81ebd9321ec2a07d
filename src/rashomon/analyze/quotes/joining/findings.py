"""Tell by what verbs are read that tell something else as often: of showing, finding, counting, feeling."""

from rashomon.analyze.quotes.contents.counts import is_count, speaks
from rashomon.analyze.quotes.sentence.clause_edges import next_mark, segment_start
from rashomon.analyze.quotes.sentence.clauses import main_verb
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, governed, tells

FEELING = 3
"""Words behind a verb such as "express" among which the noun stands for what somebody feels."""
SEEN = ("say", "think")
"""Classes of verbs that in the passive may tell only that something was seen somewhere."""


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


def is_clause(scene: Scene, cue: Cue, content: Range) -> bool:
    """Tell whether a clause without "that" follows a verb ("found the council had …", not "found a bag")."""
    end = min(content.last, next_mark(scene, content.first))
    behind = content.first >= cue.last and not scene.grammar.commas_by_rule
    return behind and main_verb(scene, Range(content.first, end)) is not None


def tells_where(scene: Scene, verb: int, content: Range, *, unnamed: bool) -> bool:
    """Tell whether a preposition behind a verb opens a place or time, and no matter that is told.

    Who tells it is ``unnamed`` in the passive ("were reported in three ports"); where words stand in one
    order, it is so for everybody if no clause and no quotation stands there ("testified for hours").
    """
    opens = scene.tokens[scene.behind_skipped(content.first)] if content.size > 1 else scene.tokens[verb]
    if not opens.has("preposition") or opens.has_any(("about", "infinitive", "complement")):
        return False
    if unnamed:
        return scene.tokens[verb].has_any(SEEN)
    told = any(tells(scene, at) or scene.tokens[at].kind == "quote" for at in range(*content))
    return scene.tokens[verb].has("say") and not (told or scene.grammar.free_order)


def is_owned(scene: Scene, cue: Cue) -> bool:
    """Tell whether the subject of a cue is a thing of someone's ("X's plan supposes …", names have cases)."""
    at = scene.before_skipped(cue.first) + 1
    name = next((n for n in scene.names if n.last == at and not n.base), None)
    before = scene.tokens[name.first - 1] if name is not None and name.first > 0 else None
    plain = before is not None and before.kind == "word" and not before.has_any(("preposition", "joins"))
    return scene.grammar.names_decline and plain and name is not None and not governed(scene, name)
