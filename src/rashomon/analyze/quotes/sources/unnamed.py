"""The phrases of those who speak without a name: what heads them, and where they end."""

from itertools import takewhile

from rashomon.analyze.quotes.sentence.clause_edges import segment_start
from rashomon.analyze.quotes.sentence.cues import Cue
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, tells
from rashomon.analyze.quotes.sentence.units import Token
from rashomon.analyze.quotes.sources.free_order import hangs_on, is_partitive
from rashomon.lang.attribution import CUES
from rashomon.lang.morphology import are_people, is_oblique, lemma
from rashomon.lang.name_cases import nominative
from rashomon.lang.word_classes import PEOPLE, PRONOUNS, SPEAKING, THIRD_PERSON
from rashomon.lang.wordforms import is_governed, is_upright

INSIDE_NAMES = ("preposition", "joins", "determiner")
"""Lists of small words that may stand within a name."""
NO_NOUNS = (*PRONOUNS, "as_words", "boundary", "complement", "relative")
"""Lists of words that stand in no subject but a pronoun."""
LONGEST_PHRASE = 8
"""Words of the longest phrase that speaks though no list knows its head."""
LONGEST_KNOWN = 5
"""Words of the longest phrase that says what somebody knows or is close to."""
BESIDE_NAME = 3
"""Words beside a name, or of an unknown name, up to which a source without another head speaks."""


def speaking_phrase(scene: Scene, source: Range) -> Range | None:
    """Return the noun phrase of someone who can speak at the head of a source, None if there is none.

    It is headed by a role, a body or a document, or is hardly more than a name; it ends with its head and
    what belongs to it.
    """
    last = next((at for at in range(source.first + 1, source.last) if _ends_phrase(scene, at)), source.last)
    heads = [at for at in range(source.first, last) if scene.tokens[at].has_any(SPEAKING)]
    if heads:
        return Range(
            source.first,
            last if scene.grammar.heads_first else _head_end(scene, heads[-1], last, source.last),
        )
    phrase = Range(source.first, last)
    named = [name for name in scene.names if source.first <= name.first < last]
    if _in_capitals(scene, phrase):
        return phrase
    if named:
        return phrase if last - source.first - (named[0].last - named[0].first) <= BESIDE_NAME else None
    opens = scene.tokens[source.first]
    capital = opens.capital and not opens.has_any(("determiner", "relative"))
    return phrase if capital and last - source.first <= BESIDE_NAME else None


def _in_capitals(scene: Scene, phrase: Range) -> bool:
    """Tell whether a phrase is one name in capitals, small words between ("Center on Tides and Piers")."""
    words = scene.tokens[phrase.first + scene.tokens[phrase.first].has("determiner") : phrase.last]
    if scene.grammar.nouns_capitalised or len(words) == 1:
        return False  # where nouns have capitals, all would be names
    small = sum(token.has_any(INSIDE_NAMES) for token in words)
    return 2 * small < len(words) and all(t.capital or t.has_any(INSIDE_NAMES) for t in words)


def plain_phrase(scene: Scene, source: Range) -> Range | None:
    """Return a source up to the end of its noun phrase, None if it is none: whoever it is speaks."""
    last = next((at for at in range(source.first + 1, source.last) if _ends_phrase(scene, at)), source.last)
    opens = scene.tokens[source.first]
    barred = opens.has_any((*PRONOUNS, "relative", "boundary", "preposition", "complement"))
    plain = all(token.kind == "word" for token in scene.tokens[source.first : last])
    words = any(token.text.isalpha() for token in scene.tokens[source.first : last])
    fits = plain and words and last - source.first <= LONGEST_PHRASE
    owns = scene.grammar.names_decline and opens.has_any(THIRD_PERSON) and last > source.first + 1
    barred = barred and not (opens.has("determiner") or owns)  # "his friends"
    return Range(source.first, last) if fits and not barred else None


def noun_before(scene: Scene, relative: int) -> Range | None:
    """Return the noun of people that a relative pronoun resumes, with what describes it in front."""
    at = relative - 1
    if at < 0 or scene.tokens[at].kind != "word" or not scene.tokens[at].has_any(SPEAKING):
        return None
    first = at
    while first > 0 and at - first < BESIDE_NAME and _describes_noun(scene, first - 1):
        first -= 1
    return Range(first, relative)


def _describes_noun(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    return token.kind == "word" and token.capital and at > 0 and not token.has("preposition")


def _head_end(scene: Scene, head: int, last: int, cut: int) -> int:
    """Return where the phrase of a head ends: with the name behind it or with what hangs on "of".

    ``cut`` is where the source ends: a plain word before it is the noun that the head only describes.
    """
    end = head + 1
    while end < last and scene.tokens[end].capital:
        end += 1
    compound = last == cut and not any(token.labels for token in scene.tokens[end:last])  # "court papers"
    hangs = end < last and scene.tokens[end].has("preposition")
    if scene.tokens[head].has_any(PEOPLE) and _is_told_of(scene, end, cut):
        return cut
    return last if hangs or compound else end


def _is_told_of(scene: Scene, at: int, cut: int) -> bool:
    """Tell whether words up to a place say what a head knows or does ("people familiar with the talks")."""
    if not at + 1 < cut <= at + LONGEST_KNOWN or scene.tokens[at].labels or scene.tokens[at].capital:
        return False
    plain = all(token.kind == "word" and not token.has("boundary") for token in scene.tokens[at:cut])
    return plain and scene.tokens[at + 1].has("preposition")


def _ends_phrase(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    if token.kind == "mark" or token.has("relative") or token.has("boundary"):
        return True
    if joins_sources(scene, at) or (scene.grammar.heads_first and hangs_on(scene, at)):
        return False
    if is_partitive(scene, at, inside=True):
        return False
    describes = at + 1 < len(scene.tokens) and scene.tokens[at + 1].has_any(SPEAKING)
    ends = token.has("source_end") and not (describes and not token.has("preposition"))
    return ends and not _in_title(scene, at)


def _in_title(scene: Scene, at: int) -> bool:
    """Tell whether a preposition stands within the name of a body ("the Center on Tides and Piers said")."""
    if at < 2 or at + 1 >= len(scene.tokens) or scene.grammar.names_decline or at + 1 in scene.dated:
        return False
    person = any(name.last == at and name.type == "PER" for name in scene.names)
    return scene.tokens[at - 1].capital and scene.tokens[at + 1].capital and not person


def joins_sources(scene: Scene, at: int) -> bool:
    """Tell whether a coordinator stands between two names, or two nouns of people or bodies."""
    if not 0 < at < len(scene.tokens) - 1 or not scene.tokens[at].has("joins"):
        return False
    before, behind = scene.tokens[at - 1], scene.tokens[at + 1]
    if before.capital and behind.capital:
        return True
    nouns = before.has_any(PEOPLE) and behind.has_any(PEOPLE)
    nouns |= before.has("role") and are_people(behind.text, scene.language)
    nouns |= are_counted(scene, at)
    nouns |= scene.grammar.heads_first and _are_described(scene, at)
    return nouns and not (scene.is_verb(at - 1) or scene.is_verb(at + 1))


def are_counted(scene: Scene, at: int) -> bool:
    """Tell whether all of some people stand behind a person and a coordinator ("X and all seven members")."""
    person = next((n for n in scene.names if n.last == at and n.type == "PER"), None)
    opens = person is not None and segment_start(scene, at) >= person.first - 1
    counted = scene.tokens[at + 1].has("skip") and scene.tokens[at + 1].has("bare_clause")  # "all", "both"
    noun = scene.tokens[at + 2 : at + 3]
    return opens and counted and any(not token.labels or token.has_any(PEOPLE) for token in noun)


def _are_described(scene: Scene, at: int) -> bool:
    """Tell whether nouns of people stand beside a coordinator, with a plain word ("[local] pilots and")."""
    tokens = scene.tokens[max(0, at - 2) : at], scene.tokens[at + 1 : at + 3]
    barred = ("preposition", "joins", "boundary", "relative", "skip", "object", *CUES)
    plain = all(t.kind == "word" and (not t.has_any(barred)) for side in tokens for t in side)
    opens = range(segment_start(scene, at), at)
    acts = any(scene.is_verb(k) or tells(scene, k) for k in opens)  # "X backed the council and police said"
    return plain and not acts and all(any(t.has_any(PEOPLE) for t in side) for side in tokens)


def plain_subject(scene: Scene, cue: Cue) -> Range | None:
    """Return a noun that speaks and stands by itself before a verb whose subject was not found.

    It opens the clause, whatever stands behind it ("the study of last week shows"), or stands in its base
    form right before the verb and behind a name ("in Orm the office recalls"). People need not be known
    where cases show that all words before the verb are its subject ("harbour pilots said").
    """
    first = segment_start(scene, cue.first)
    if (whole := _nominative(scene, cue, first)) is not None:
        return whole
    for at in range(first, cue.first):
        token = scene.tokens[at]
        if token.has("preposition"):
            break
        if _is_speaking(token):
            if scene.grammar.heads_first and at - first > 1:
                break
            return Range(first if at - first <= BESIDE_NAME else at, at + 1)
    at = cue.first - 1
    behind_name = any(name.last == at for name in scene.names)
    if at <= first or not behind_name or not _is_speaking(scene.tokens[at]):
        return None
    return (
        Range(at, at + 1) if lemma(scene.tokens[at].text, scene.language) == scene.tokens[at].text else None
    )


def _nominative(scene: Scene, cue: Cue, first: int) -> Range | None:
    """Return the words between the beginning of a clause and its verb if they are a subject that speaks."""
    last = scene.before_skipped(cue.first) + 1
    while first < last and scene.tokens[first].has_any(("skip", "joins")):
        first += 1
    starts = [first]
    if first < last and scene.tokens[first].has("preposition"):  # "in the same time [some voters] fear"
        starts = [at for at in range(first + 1, last) if is_upright(scene.tokens[at].text, scene.language)]
    return next((Range(at, last) for at in starts if _are_people(scene, Range(at, last))), None)


def _are_people(scene: Scene, words: Range) -> bool:
    """Tell whether words up to a verb, without what hangs on a preposition, are a subject that speaks."""
    held = scene.held(words)
    if not 0 < len(held) <= LONGEST_PHRASE or any(token.has_any(NO_NOUNS) for token in held):
        return False
    led = takewhile(lambda token: not token.has("preposition"), held)
    return are_people(" ".join(token.text for token in led if not token.text.isdigit()), scene.language)


def is_object(scene: Scene, cue: Cue, source: Range) -> bool:
    """Tell whether cases show that what was taken for a subject is none ("told [the companies] to wait").

    So does the case of a person's name that ends it ("denied the words of [the minister X]").
    """
    held = scene.held(source)
    head = [*takewhile(lambda token: not token.has("preposition"), held)] or held  # "one of the guards"
    words = " ".join(token.text for token in head)
    noun = source.first > 0 and scene.tokens[source.first - 1].has("noun")
    quoted = noun and cue.kind == "say"  # "cites words of a source"
    known = any(token.capital for token in held[1:]) or held[0].has_any(PRONOUNS)
    known |= any(name.base and name.type == "PER" for name in scene.names_in(source))
    return not quoted and (_is_oblique_person(scene, source) if known else is_oblique(words, scene.language))


def _is_oblique_person(scene: Scene, source: Range) -> bool:
    """Tell whether a role and a person's name in another case than a subject's make up a source."""
    names = (n for n in scene.names_in(source) if n.type == "PER" and n.last == source.last and not n.base)
    name = next((n for n in names if n.last - n.first > 1 and n.first > source.first), None)
    role = scene.tokens[source.first]
    if name is None or not role.has("role") or not is_governed(role.text, scene.language):
        return False
    text = " ".join(word.title() for word in scene.unit.words[name.first : name.last])
    return nominative(text, scene.language) != text


def _is_speaking(token: Token) -> bool:
    return token.has_any(("collective", "document")) and not token.cues
