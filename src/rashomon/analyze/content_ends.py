"""Find where words said end: at a stop, or before another cue that is joined to the first."""

from rashomon.analyze.cues import Cue
from rashomon.analyze.scenes import Scene

SOURCE = 6
"""Tokens of the longest source of a clause that is joined to words said."""


def content_end(scene: Scene, first: int) -> int:
    """Return where the words said end: at a stop or before another cue that is joined to the first."""
    for at in range(first, len(scene.tokens)):
        token = scene.tokens[at]
        if token.kind == "word" and not token.has("joins"):
            continue
        if token.kind == "mark" and token.text[0] in ";|•":
            return at
        if at > first and _another_begins(scene, at):
            return at + (token.kind == "quote")
    return max(first, len(scene.tokens))


def _another_begins(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    comma = scene.unit.is_mark(at, ",") or (token.kind == "quote" and token.text == ",")
    if not comma and not scene.tokens[at].has("joins"):
        return False
    nxt = at + 1
    passed = ("joins", "skip", "contrast")
    while nxt < len(scene.tokens) and scene.tokens[nxt].has_any(passed):
        nxt += 1
    if nxt >= len(scene.tokens):
        return False
    cue = scene.cue_from(nxt)
    according = cue is not None and cue.first == nxt and cue.kind == "according"
    joined = nxt > at + 1 and scene.tokens[at + 1].has("joins")
    return according or scene.is_verb(nxt) or _reports_anew(scene, nxt, cue, joined=comma and joined)


def _reports_anew(scene: Scene, first: int, cue: Cue | None, *, joined: bool) -> bool:
    """Tell whether a clause has its own source before a cue whose content follows ("in X they say that")."""
    if cue is None or not cue.is_verb or cue.first - first > SOURCE:
        return False
    plain = all(scene.tokens[at].kind == "word" for at in range(first, cue.first))
    if joined and not scene.grammar.subject_drops:
        return plain and scene.tokens[cue.first].has("personal")
    at = cue.last + 1 if scene.unit.is_mark(cue.last, ",") else cue.last
    return plain and at < len(scene.tokens) and scene.tokens[at].has("complement")
