"""Tell what the article at a noun's end shows, where nouns have theirs there: who acts, where phrases begin.

"По данни на агенцията [цените] …": no phrase has two articles. "…, твърди доставчикът": one of its forms is
only the subject's.
"""

from rashomon.analyze.quotes.sentence.cues import Cue, agreement
from rashomon.analyze.quotes.sentence.scenes import Range, Scene
from rashomon.lang.attribution import is_nominative, upright_forms
from rashomon.lang.word_classes import SPEAKING

NO_PHRASE = frozenset({"skip", "joins", "preposition", "relative", "boundary", "object"})
"""Lists of words that begin no noun phrase, whatever they end in."""
LONGEST_FRONTED = 4
"""Words of the longest subject before the word that opens its clause."""


def begins_phrase(scene: Scene, at: int) -> bool:
    """Tell whether a word with its article follows another one, so that a phrase of its own begins."""
    token, before = scene.tokens[at], scene.tokens[at - 1]
    if not scene.grammar.articles_end or token.capital or token.labels & NO_PHRASE:
        return False
    whole = before.has_any(SPEAKING) or is_nominative(scene.language, before.text)
    return whole and not before.has("preposition") and is_nominative(scene.language, token.text)


def may_act(scene: Scene, cue: Cue, noun: Range) -> bool | None:
    """Tell whether a noun that no list knows may be the subject of a verb before it, None where more tells.

    Its article is the subject's, it is something written that shows what was told, or both are in the plural:
    "…, explained the mayoress" may as well be "… explained the matter".
    """
    if not scene.grammar.articles_end or noun.size < 1:
        return None
    opens, verb = scene.tokens[noun.first], scene.tokens[cue.first]
    if opens.capital:
        return None
    if (verb.has("shows") and opens.has("document")) or "upright" in upright_forms(scene.language).labels(
        opens.text
    ):
        return True
    return None if agreement(verb) == "plural" else False


def fronted(scene: Scene, cue: Cue, first: int, complement: int) -> int:
    """Return where a clause begins whose subject stands before the word that opens it, else that word.

    "Поиска [министърът да подаде оставка]"; whom a verb asks has no article of a subject.
    """
    first = scene.behind_skipped(first)
    first += first < complement and scene.tokens[first].has("noun")  # "изрази надежда [преговорите да …]"
    words = scene.tokens[first:complement]
    if not (scene.grammar.articles_end and 0 < len(words) <= LONGEST_FRONTED):
        return complement
    plain = all(token.kind == "word" and not token.has_any(("boundary", "joins")) for token in words)
    upright = "upright" in upright_forms(scene.language).labels(words[0].text)
    upright |= cue.kind != "ask" and is_nominative(scene.language, words[0].text)
    return first if plain and upright and not words[0].labels & NO_PHRASE else complement


def is_things(scene: Scene, cue: Cue) -> bool:
    """Tell whether a thing stands before a verb by its article, so that it is nobody's ("Случаят …")."""
    at = scene.before_skipped(cue.first)
    if not scene.grammar.articles_end or at < 0 or scene.tokens[at].kind != "word":
        return False
    governed = at > 0 and scene.tokens[at - 1].has("preposition")
    return not governed and is_nominative(scene.language, scene.tokens[at].text)
