"""Find demonstratives that are the subject of a verb by themselves: "the latter", "ce dernier", "тот"."""

from rashomon.analyze.quotes.sentence.clause_edges import segment_start
from rashomon.analyze.quotes.sentence.cues import Cue, agreement
from rashomon.analyze.quotes.sentence.scenes import Range, Scene
from rashomon.lang.attribution import is_nominative, nouns_of
from rashomon.lang.word_classes import LATTER, ONE_PERSON, PEOPLE

OPENERS = ("boundary", "complement", "subordinate", "as_words", "relative", "joins", "skip")
"""Words that may open a clause before its subject."""
MOST_OBJECT = 3
"""Words of the longest object between a demonstrative and its verb ("poté, co ten volby označil")."""


def latter_before(scene: Scene, cue: Cue) -> Range | None:
    """Return the demonstrative that is the subject of a verb behind it."""
    last = cue.first - 1
    while last > 0 and scene.tokens[last].has("skip") and not is_latter(scene, last):
        last -= 1
    if last >= 0 and is_latter(scene, last):
        led = last > 0 and scene.tokens[last - 1].has_any(("determiner", *LATTER))
        return Range(last - led, last + 1)
    return _over_object(scene, cue) if scene.grammar.free_order else None


def is_latter(scene: Scene, at: int) -> bool:
    """Tell whether a demonstrative stands at a place: not an adjective behind its noun."""
    token = scene.tokens[at]
    if not token.has_any(LATTER):
        return False
    if scene.grammar.free_order and at and scene.tokens[at - 1].has_any((*PEOPLE, "resumed")):
        return False  # "firma ta"
    pronoun = token.has_any(("determiner", *ONE_PERSON)) or at == segment_start(scene, at)
    return scene.grammar.free_order or pronoun or scene.tokens[at - 1].has("determiner")


def _over_object(scene: Scene, cue: Cue) -> Range | None:
    """Return a demonstrative that opens the clause of a verb, with only an object between them."""
    first = segment_start(scene, cue.first)
    while first < cue.first and scene.tokens[first].has_any(OPENERS) and not is_latter(scene, first):
        first += 1
    if not 0 < cue.first - first - 1 <= MOST_OBJECT or not is_latter(scene, first):
        return None
    kind = agreement(scene.tokens[cue.first])
    between = scene.tokens[first + 1 : cue.first]
    heads = (is_nominative(scene.language, token.text, nouns_of(kind)) for token in between)
    return Range(first, first + 1) if kind in ONE_PERSON and not any(heads) else None
