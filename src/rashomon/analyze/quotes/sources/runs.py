"""Find where the words that may be the subject of a verb begin."""

from rashomon.analyze.quotes.sentence.scenes import Scene, ends_name
from rashomon.analyze.quotes.sources.unnamed import joins_sources
from rashomon.lang.word_classes import THIRD_PERSON

LONGEST_SOURCE = 24
"""Tokens of the longest source that is read."""


def run_start(scene: Scene, last: int) -> int:
    """Walk back to where the clause's subject may begin at the earliest."""
    at = last
    while at > 0 and last - at < LONGEST_SOURCE:
        before = scene.tokens[at - 1]
        if (
            before.kind != "word"
            or before.has("boundary")
            or _opens_clause(scene, at - 1, last)
            or scene.is_verb(at - 1)
            or joins_clause(scene, at - 1)
        ):
            break
        at -= 1
    return at


def _opens_clause(scene: Scene, at: int, last: int) -> bool:
    """Tell whether "as" opens a clause with a subject of its own ("… on Friday as some critics said").

    It does before an article, and before several people ("even as local officials said").
    """
    if not (scene.tokens[at].has("as_words") and scene.tokens[at].has("subordinate")):
        return False
    people = scene.tokens[last].has_any(("collective", *THIRD_PERSON)) or ends_name(scene, last)
    held = scene.tokens[at + 1 : last + 1]
    return held[0].has("determiner") or (people and not any(token.has("preposition") for token in held))


def joins_clause(scene: Scene, at: int) -> bool:
    """Tell whether a coordinator joins clauses: between two names or nouns of people it joins these.

    One that also stands in second place ("zdroje ale řekly") joins nothing there.
    """
    if any(name.first < at < name.last for name in scene.names):
        return False
    second = scene.tokens[at].has("skip") and at > 0 and scene.tokens[at - 1].kind == "word"
    return scene.tokens[at].has("joins") and not (second or joins_sources(scene, at))
