"""Find the subject of a participle: of its auxiliary, or the noun before it ("residents of X saying …")."""

from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, tells
from rashomon.analyze.quotes.sentence.units import Token
from rashomon.analyze.quotes.sources.before import over_dashes, over_skipped, source_before
from rashomon.analyze.quotes.sources.phrases import speaks
from rashomon.lang.word_classes import ONE_PERSON, PEOPLE, PRONOUNS

AUXILIARY = 8
"""Tokens before a preposition of place among which the passive stands ("was caught on camera")."""
NEAR = 6
"""Tokens of the longest noun phrase right before a participle."""


def source_of_participle(scene: Scene, cue: Cue) -> Range | None:
    """Return the subject of a participle: of its auxiliary, else the noun that it stands right behind."""
    at = over_dashes(scene, over_skipped(scene, cue.first - 1))
    if scene.grammar.free_order or at < 0 or scene.tokens[at].kind != "word":
        return None
    if any(scene.tokens[k].has("passive") for k in range(at + 1, cue.first)):
        return source_before(scene, cue)
    barred = ("joins", "boundary", "preposition", "relative", "as_words", *PRONOUNS)
    if scene.tokens[at].has_any(barred):
        return None
    name = next((name for name in scene.names if name.last == at + 1), None)
    start = at if name is None else name.first
    while start > 0 and at - start < NEAR and not _opens_noun(scene.tokens[start]):
        if (
            scene.tokens[start - 1].kind != "word"
            or scene.is_verb(start - 1)
            or _hinders(scene.tokens[start - 1])
        ):
            break
        start -= 1
    if start > 1 and scene.tokens[start - 1].has("infinitive") and not scene.is_verb(start - 2):
        return None  # "letters to the council saying …" are no words of the council
    noun = Range(start, at + 1)
    if speaks(scene, noun):
        return _people_of(scene, noun) or _caught(scene, cue, start - 1) or noun
    return _person_near(scene, at) or _caught(scene, cue, start - 1)


def _people_of(scene: Scene, body: Range) -> Range | None:
    """Return people with the place or body behind a preposition that they are of ("residents of Orm")."""
    at = body.first - 2
    if at < 0 or not scene.tokens[at + 1].has("preposition") or not scene.tokens[at].has_any(PEOPLE):
        return None
    if any(name.type == "PER" for name in scene.names_in(body)):
        return None
    first = at
    while first > 0 and at - first < NEAR and not _hinders(scene.tokens[first - 1]):
        if scene.tokens[first - 1].kind != "word" or tells(scene, first - 1) or scene.is_verb(first - 1):
            break
        first -= 1
    return Range(first, body.last)


def _caught(scene: Scene, cue: Cue, preposition: int) -> Range | None:
    """Return the subject of a passive before a place and a participle ("X was caught on camera saying").

    A word for the one who acts ("was met by guards saying") leads to the subject of the participle.
    """
    if preposition < 0 or not scene.tokens[preposition].has("preposition"):
        return None
    near = range(preposition, max(-1, preposition - AUXILIARY), -1)
    at = next((k for k in near if _ends_reach(scene, k)), None)
    if at is None or not scene.tokens[at].has("passive"):
        return None
    return source_before(scene, Cue(at, at + 1, cue.kind))


def _ends_reach(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    return token.kind != "word" or token.has_any(("passive", "agent", "joins", "boundary", *PEOPLE))


def _person_near(scene: Scene, last: int) -> Range | None:
    """Return the person named shortly before a participle ("a video of him at the fair saying …")."""
    for at in range(last, max(-1, last - NEAR), -1):
        if scene.tokens[at].kind != "word" or scene.is_verb(at):
            return None
        if scene.tokens[at].has_any(ONE_PERSON):
            return Range(at, at + 1)
    return None


def _opens_noun(token: Token) -> bool:
    return token.has("determiner")


def _hinders(token: Token) -> bool:
    return token.has_any(("preposition", "joins", "boundary", "skip", "relative"))
