"""Read words passed on whose source a page has lost with a link ("The road is shut, reports")."""

from rashomon.analyze.quotes.contents.beside import quotation_left
from rashomon.analyze.quotes.contents.content import content_of
from rashomon.analyze.quotes.joining.parts import Attribution
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene
from rashomon.analyze.quotes.sentence.units import cites


def has_lost_source(scene: Scene, cue: Cue) -> bool:
    """Tell whether a page has lost the name of who passes words on ("The road is shut, reports")."""
    told = scene.unit.is_mark(cue.first - 1, ",") and cites(scene.tokens[cue.first])
    behind = scene.tokens[cue.last :]
    ends = all(token.kind == "mark" and token.text != ":" for token in behind)
    return scene.grammar.free_order and told and (ends or behind[0].kind == "quote")


def by_nobody(scene: Scene, cue: Cue) -> Attribution | None:
    """Return what was passed on by whom a page has lost, if no words of somebody else's follow."""
    if cue.last < len(scene.tokens) and scene.tokens[cue.last].kind == "quote":
        return None
    left = quotation_left(scene, cue.first)
    direct = () if left is None else (left,)
    content = content_of(scene, cue, Range(cue.first, cue.last), direct)
    told = content is not None and content.last <= cue.first
    return Attribution(cue=cue, source=None, content=content, direct=direct) if told else None
