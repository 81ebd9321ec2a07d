"""Tell words that only point at what was told before, so that nothing is told by them ("This was said")."""

from collections.abc import Sequence

from rashomon.analyze.quotes.sentence.clause_edges import segment_start
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene

POINTING = ("say", "warn")
"""Kinds of verbs that take words for what was told before ("of this X warns")."""
NEAR = 3
"""Tokens of a sentence among which a verb follows the pronoun that opens it."""
POINTER = 2
"""Words by which is pointed back: a preposition and a pronoun."""
LEAD = 2
"""Words behind a verb among which a pronoun is its object ("said of this")."""


def points_back(scene: Scene, cue: Cue, cluster: Range, content: Range | None, direct: Sequence[int]) -> bool:
    """Tell whether a verb tells only of what was told before ("This is said in the report by the court")."""
    if cue.kind not in POINTING or content is None or direct or not scene.grammar.free_order:
        return False
    if content.first < cue.first:
        return points(scene, content)
    told = scene.tokens[content.first].has("complement")
    if (not told and points_in(scene, cue)) or _opens_pointing(scene, cue):
        return True  # "X said this in an interview"
    opens = segment_start(scene, cue.first)
    lead = scene.tokens[opens : cluster.first]
    if lead and lead[0].has("about") and scene.tokens[content.first].has("locative"):
        return True  # "About the fire X spoke at a meeting"
    told |= any(token.has("as_words") for token in lead)
    pointed = (
        scene.tokens[at].has("impersonal") and _is_object(scene, at) for at in range(opens, cluster.first)
    )
    return not told and any(pointed)


def _opens_pointing(scene: Scene, cue: Cue) -> bool:
    """Tell whether a sentence opens with a pronoun and its verb ("This said X on the ground that …")."""
    opens = scene.tokens[0].has("impersonal") and scene.tokens[1].kind == "word"
    between = scene.tokens[1 : cue.first]
    return opens and cue.first <= NEAR and all(token.has("skip") for token in between)


def points_in(scene: Scene, cue: Cue) -> bool:
    """Tell whether the object of a verb is a pronoun for what was told before ("this X said on Monday")."""
    before = scene.tokens[segment_start(scene, cue.first) : cue.first]
    behind = scene.tokens[cue.last : cue.last + LEAD]
    leads = any(token.has("as_words") for token in before)
    pronoun = next((k for k, token in enumerate(behind) if not token.has("preposition")), 0)
    first, last = segment_start(scene, cue.first), cue.last + min(pronoun + 1, len(behind))
    near = [*range(first, cue.first), *range(cue.last, last)]
    pointed = any(scene.tokens[at].has("impersonal") and _is_object(scene, at) for at in near)
    return scene.grammar.free_order and not leads and pointed


def _is_object(scene: Scene, at: int) -> bool:
    """Tell whether a pronoun may be what is told: no article, nor part of words of time or cause.

    "In connection with this", "a year ago" (where "ago" looks like a pronoun).
    """
    before = scene.tokens[at - 1] if at else None
    led = before is not None and before.has("preposition") and not before.has("about")
    led = led and bool(scene.grammar.about)
    ago = before is not None and before.has("timespan")
    return not (led or ago or _is_article(scene, at))


def _is_article(scene: Scene, at: int) -> bool:
    """Tell whether a pronoun is the article of a noun, where nouns have capitals ("das Amt sagte")."""
    behind = scene.tokens[at + 1 : at + 2]
    article = scene.grammar.nouns_capitalised and scene.tokens[at].has("determiner")
    return article and any(token.capital for token in behind)


def points(scene: Scene, content: Range) -> bool:
    """Tell whether words open by pointing at what was told before ("about this X said").

    More than these two words point only where the preposition is one of what is told ("instead of this").
    """
    opening = scene.tokens[content.first : content.first + POINTER]
    pronoun = opening[0].has("preposition") and opening[-1].has("impersonal")
    whole = content.size <= POINTER or opening[0].has("about")
    pronoun = pronoun and (whole or not scene.grammar.about)
    return scene.grammar.free_order and pronoun and not scene.unit.is_mark(content.first + POINTER, ",")
