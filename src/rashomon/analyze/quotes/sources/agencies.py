"""Find the agency or outlet that a sentence credits with the words of others ("told the agency X")."""

from dataclasses import replace

from rashomon.analyze.quotes.sentence.scenes import Name, Scene
from rashomon.lang.attribution import lexicon
from rashomon.lang.pack import primary
from rashomon.model.annotation import Quote

REACH = 4
"""Words before an agency's name in which it is credited."""


def agency_of(scene: Scene) -> Name | None:
    """Return the name of the agency or outlet that a sentence credits with the words."""
    known = lexicon(primary(scene.language))
    for name in scene.names:
        if name.type in ("PER", "LOC"):
            continue
        for at in range(max(0, name.first - REACH), name.first):
            if not (scene.tokens[at].cues or scene.tokens[at].has("via")):
                continue
            phrase = known.phrase(scene.unit.words, at)
            credits_it = scene.tokens[at].has("via") or (phrase is not None and phrase[1] == "via")
            between = scene.tokens[at : name.first]
            cited = scene.tokens[at].has("citing") and any(t.has("role") for t in between)
            if (
                credits_it
                and not cited
                and not _is_spoken_to(scene, name)
                and all(t.kind == "word" for t in between)
            ):
                return name
    return None


def _is_spoken_to(scene: Scene, name: Name) -> bool:
    """Tell whether a body only hears what is said ("told the Foreign Relations Committee")."""
    heads = scene.tokens[name.last - 1 : name.last + 1]
    body = any(t.capital and t.has("collective") and not t.has("outlet") for t in heads)
    return body and not scene.grammar.free_order


def credited(quote: Quote, via: str | None) -> Quote:
    """Return a quote with the agency that passed its words on, if that is not the speaker."""
    other = quote.speaker is not None and via not in (None, quote.speaker.name)
    return replace(quote, via=via) if other else quote


def names_medium(scene: Scene, at: int) -> bool:
    """Tell whether a phrase that begins at a token names to whom it was said ("in an interview with")."""
    phrase = lexicon(primary(scene.language)).phrase(scene.unit.words, at) if scene.tokens[at].cues else None
    return scene.grammar.free_order and phrase is not None and phrase[1] == "via"
