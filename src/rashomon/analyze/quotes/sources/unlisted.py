"""Find the subject of a verb among nouns that no list knows, by endings that agree with the verb."""

from collections.abc import Sequence

from rashomon.analyze.quotes.sentence.clause_edges import dashes_before, next_mark, segment_start
from rashomon.analyze.quotes.sentence.cues import Cue, agreement
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, tells
from rashomon.analyze.quotes.sentence.times import FILLERS, behind_times
from rashomon.analyze.quotes.sources.runs import LONGEST_SOURCE, run_start
from rashomon.lang.attribution import is_nominative, nouns_of
from rashomon.lang.morphology import are_people
from rashomon.lang.word_classes import ONE_PERSON, PRONOUNS, SPEAKING

REACH = 3
"""Words of a subject among which its head stands, behind what describes it."""
BARRED = (
    *PRONOUNS, "object", "preposition", "joins", "relative", "boundary", "subordinate", "complement",
    "participle", "indefinite",
)  # fmt: skip
"""Words that are no part of a subject's noun phrase up to its head."""
ENDS = ("preposition", "skip", "unbound", "object", "outlet")
"""Words behind a head that are no part of its phrase."""


def unlisted_subject(scene: Scene, cue: Cue, content: Range | None, direct: Sequence[int]) -> Range | None:
    """Return the noun phrase that a verb can have as its subject where its object is what it tells.

    It opens the clause of the verb ("the senate said that …") or stands right behind it, where what is told
    stands before ("“…,” said the senate").
    """
    if content is None or not scene.grammar.names_decline:
        return None
    if cue.first and content.first >= cue.last and (direct or scene.tokens[content.first].has("complement")):
        return _phrase(scene, _clause(scene, cue.first), agreement(scene.tokens[cue.first]))
    opens = scene.tokens[segment_start(scene, cue.first)]
    if content.last > cue.first and not (opens.has("as_words") and content.first >= cue.last):
        return None
    behind = Range(scene.behind_skipped(cue.last), next_mark(scene, cue.last))
    if behind.size < 1 or scene.tokens[behind.first].capital:
        return None  # a name is whom it was said to
    return _phrase(scene, behind, agreement(scene.tokens[cue.first])) or _people(scene, behind)


def _people(scene: Scene, run: Range) -> Range | None:
    """Return the noun phrase that opens a run of words if it is of people, as far as morphology knows."""
    ends = (at for at in range(*run) if scene.tokens[at].has_any(ENDS) or tells(scene, at))
    phrase = Range(run.first, next(ends, run.last))
    held = scene.held(phrase)
    if not held or any(token.kind != "word" or token.has_any(BARRED) for token in held):
        return None
    return phrase if are_people(" ".join(token.text for token in held), scene.language) else None


def _clause(scene: Scene, verb: int) -> Range:
    """Return the words before a verb without those of time and conjunctions that open its clause."""
    verb = _over_dashes(scene, verb)
    first = segment_start(scene, verb)
    if any(scene.is_verb(at) or scene.tokens[at].has("boundary") for at in range(first, verb)):
        first = run_start(scene, verb - 1)
    run = behind_times(scene, Range(first, verb))
    first = run.first
    while first < run.last and scene.tokens[first].has_any(FILLERS):
        first += 1
    return Range(first, run.last)


def _over_dashes(scene: Scene, verb: int) -> int:
    """Return where the words before a verb end that dashes part from it ("X – a body of Y – said")."""
    closing = scene.before_skipped(verb)
    opening = next(dashes_before(scene, closing), verb)
    return opening if closing - opening <= LONGEST_SOURCE else verb


def _phrase(scene: Scene, run: Range, kind: str | None) -> Range | None:
    """Return the noun phrase that opens a run of words, if its head agrees with a verb of some kind."""
    reach = range(run.first, min(run.last, run.first + REACH))
    plain = next((at for at in reach if not _may_describe(scene, at)), reach.stop)
    kinds = nouns_of(kind)
    words = range(run.first, plain)
    heads = (at for at in words if is_nominative(scene.language, scene.tokens[at].text, kinds))
    head = next(heads, None)
    if (noun := _described_behind(scene, run, kinds)) is not None:
        return noun
    if kind not in ONE_PERSON and _are_several(scene, run):
        return Range(run.first, run.first + 1)
    if head is None:
        return None
    ends = (at for at in range(head + 1, run.last) if scene.tokens[at].has_any(ENDS) or tells(scene, at))
    return Range(run.first, next(ends, run.last))


def _are_several(scene: Scene, run: Range) -> bool:
    """Tell whether a word that is people by itself is all of the words before a verb ("some believe")."""
    behind = scene.tokens[run.first + 1 : run.last]
    return run.size > 0 and scene.tokens[run.first].has("several") and all(t.has("skip") for t in behind)


def _described_behind(scene: Scene, run: Range, kinds: frozenset[str]) -> Range | None:
    """Return the noun that a participle before it only describes ("[published by X] analysis shows").

    It opens the words with a preposition behind it; the noun for someone who speaks, or behind who acts any
    noun right before the verb, agrees with the verb as well.
    """
    if run.size < 4 or scene.tokens[run.first].has_any(SPEAKING):
        return None
    behind, last = scene.tokens[run.first + 1], run.last - 1
    acted = behind.has("agent")
    if not (acted or behind.has("preposition")):
        return None
    for at in range(run.first + 3, run.last):
        token = scene.tokens[at]
        heads = token.has_any(SPEAKING) or (acted and at == last)
        if heads and not token.capital and is_nominative(scene.language, token.text, kinds):
            return Range(at, run.last)
    return None


def _may_describe(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    barred = token.kind != "word" or token.text[0].isdigit() or token.has_any(BARRED)
    apart = token.has_any(("skip", "outlet")) or tells(scene, at) or scene.is_verb(at)
    return not barred and not apart and at not in scene.dated
