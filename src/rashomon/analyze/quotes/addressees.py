"""Find where the one who was spoken to stands between a cue and the words said ("told Holm that …")."""

from rashomon.analyze.quotes.cues import Cue
from rashomon.analyze.quotes.scenes import Scene

ADDRESSEE = 8
"""Tokens behind a cue within which the one spoken to is named."""


def past_addressee(scene: Scene, cue: Cue, at: int) -> int:
    """Return where the words said begin behind a cue: behind the one who was spoken to."""
    while at < len(scene.tokens) and scene.tokens[at].has("skip") and not scene.tokens[at].has("infinitive"):
        at += 1
    if not scene.tokens[cue.first].has("addressed") or at + 1 >= len(scene.tokens):
        return at
    head = _head(scene, at)
    for behind in range(head, min(len(scene.tokens), at + ADDRESSEE)):
        token, before = scene.tokens[behind], scene.tokens[behind - 1]
        if token.kind != "word" or (token.has("skip") and not token.has("source_end")):
            break
        if (token.has("bare_clause") and not before.has("preposition")) or token.has("infinitive"):
            return behind
    auxiliary = head < len(scene.tokens) and scene.tokens[head].has("skip")
    return at if auxiliary and not scene.tokens[head].has("source_end") else head


def _head(scene: Scene, at: int) -> int:
    """Return the token behind the shortest phrase that can be an addressee: a name, or a noun."""
    first = at
    while at + 1 < len(scene.tokens) and scene.tokens[at].has("determiner"):
        at += 1
    named = next((name.last for name in scene.names if name.first <= at < name.last), None)
    if named is not None:
        return named
    at += 1
    while at < len(scene.tokens) and at - first < ADDRESSEE and _goes_on(scene, at):
        at += 1
    return at


def _goes_on(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    opens = token.has("bare_clause") or token.has("infinitive")
    return token.kind == "word" and token.capital and scene.tokens[at - 1].capital and not opens
