"""Tell figures that one party has counted from another's ("Police counted 4,000, the organisers 30,000")."""

from rashomon.analyze.quotes.sentence.clause_edges import next_mark
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene
from rashomon.lang.numbers import is_magnitude
from rashomon.lang.word_classes import SPEAKING

NEAR = 4
"""Tokens of words told among which a figure makes them a count."""
SOURCE = 6
"""Tokens up to which a clause has named who counts."""
BEFORE = 30
"""Tokens before the comma among which the other party's figure stands."""
LEADING = ("joins", "skip", "contrast", "subordinate")
"""Words that set a count against another one."""


def counts_anew(scene: Scene, comma: int) -> bool:
    """Tell whether somebody else gives a figure of his own behind a comma: a source, its verb, a figure."""
    if not scene.unit.is_mark(comma, ","):
        return False
    first = comma + 1
    while first < len(scene.tokens) and scene.tokens[first].has_any(LEADING):
        first += 1
    cue = scene.cue_from(first)
    if cue is None or not cue.is_verb or not first < cue.first <= first + SOURCE:
        return False
    if not _has_figure(scene, range(max(0, comma - BEFORE), comma)) or not _counts_behind(scene, cue):
        return False
    return next_mark(scene, first) >= cue.first and speaks(scene, Range(first, cue.first))


def is_count(scene: Scene, cue: Cue, content: Range | None) -> bool:
    """Tell whether words behind a verb of counting or behind "of" are a figure ("they speak of 30,000")."""
    if content is None or content.first < cue.last:
        return False
    about = scene.tokens[content.first].has("about") or scene.tokens[cue.first].has("counts")
    return about and _has_figure(scene, range(content.first, min(content.last, content.first + NEAR)))


def is_figure(scene: Scene, at: int) -> bool:
    """Tell whether a token is a number: digits, or a word for many ("thousands")."""
    token = scene.tokens[at] if at < len(scene.tokens) else None
    if token is None or token.kind != "word":
        return False
    return token.text[:1].isdigit() or is_magnitude(scene.language, token.text)


def speaks(scene: Scene, source: Range) -> bool:
    """Tell whether a source holds a word or a name for somebody who can count."""
    named = any(name.type in ("PER", "ORG") for name in scene.names_in(source))
    return named or any(token.has_any(SPEAKING) for token in scene.held(source))


def _counts_behind(scene: Scene, cue: Cue) -> bool:
    return _has_figure(scene, range(cue.last, min(cue.last + NEAR, next_mark(scene, cue.last))))


def _has_figure(scene: Scene, within: range) -> bool:
    return any(is_figure(scene, at) for at in within if at not in scene.dated)
