"""Find the words of which a clause such as "as X said" speaks: before it, behind it or all around it."""

from rashomon.analyze.quotes.contents.around import around_from, around_to, ends_clause, parts_clause
from rashomon.analyze.quotes.contents.insertions import over_role
from rashomon.analyze.quotes.sentence.clause_edges import clause_start, segment_start, trimmed
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene


def beside_as(scene: Scene, cue: Cue, cluster: Range) -> Range | None:
    """Return what a clause such as "as X said" speaks of: all around it where it is only put into that."""
    start = segment_start(scene, cluster.first)
    at = next((k for k in range(start, cluster.first) if scene.tokens[k].has("as_words")), None)
    behind = cluster.last
    wants = any(token.has("impersonal_verb") for token in scene.tokens[behind : behind + 1])
    if at is None or at - start > 1 or wants:  # "after X decided to go" is no "as X said"
        return None
    if cluster.last > cue.last:
        behind = over_role(scene, behind)
    while (
        behind < len(scene.tokens)
        and scene.tokens[behind].kind == "word"
        and not scene.tokens[behind].has("complement")
    ):
        behind += 1
    before = trimmed(scene, Range(clause_start(scene, start), start))
    asked = start > 1 and scene.tokens[start - 2].has("impersonal")  # "asked about this, how X judges it"
    inserted = at == start and not asked
    if inserted and parts_clause(scene, Range(start, behind)):
        return trimmed(scene, Range(around_from(scene, start), around_to(scene, behind + 1)))
    if inserted and before is not None and ends_clause(scene, Range(start, behind)):
        return before
    return trimmed(scene, Range(behind, len(scene.tokens))) or before
