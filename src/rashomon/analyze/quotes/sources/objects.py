"""Tell by case and place whom a verb's words are said to or about, and who is its subject beside them."""

from rashomon.analyze.quotes.sentence.cues import Cue, agreement
from rashomon.analyze.quotes.sentence.scenes import Name, Range, Scene, governed, possessive
from rashomon.lang.attribution import is_nominative, nouns_of, word_labels
from rashomon.lang.morphology import PYMORPHY, are_people, is_mans, lemma, readings
from rashomon.lang.name_cases import name_gender
from rashomon.lang.pack import primary
from rashomon.lang.word_classes import ONE_PERSON, PEOPLE, PERSONAL
from rashomon.lang.wordforms import is_adjective, is_told

ANSWERED = ("ask", "judge", "label")
"""Classes of verbs with an object: whom they ask or judge, what they give a name."""

LONGEST_NAME = 4
"""Words of the longest name that nobody knows."""
NO_NAME = (*PEOPLE, *PERSONAL, "preposition", "object", "skip", "boundary", "relative", "as_words")
"""Lists of words that are in no such name."""


def over_told(scene: Scene, first: int) -> int:
    """Return where words behind a verb begin without those to whom it is said ("told [the judges] X").

    Their case shows that no subject is among them.
    """
    at = first
    while at < len(scene.tokens) and _is_addressee(scene, at):
        at += 1
    return at


def _is_addressee(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    if not scene.grammar.names_decline or token.kind != "word" or token.capital or token.has("preposition"):
        return False
    listed = token.has("unbound") and token.has_any(PEOPLE) and not is_nominative(scene.language, token.text)
    both = " ".join(word.text for word in scene.tokens[at : at + 2])  # "[місцеві] рибалки": no dative
    return (listed or is_told(token.text, scene.language)) and not are_people(both, scene.language)


def begins_told(scene: Scene, at: int) -> bool:
    """Tell whether a word behind a subject begins those to whom it speaks ("said the mayor [to a crowd]").

    It is their noun, or describes it.
    """
    held = scene.tokens[at : at + 2]
    plain = all(token.kind == "word" and not token.capital for token in held)
    if not plain or scene.tokens[at - 1].has("preposition"):
        return False
    if is_told(held[0].text, scene.language):
        return True
    described = len(held) > 1 and is_adjective(held[0].text, scene.language)
    return described and is_told(held[1].text, scene.language)


def pronoun_behind(scene: Scene, cue: Cue, before: Range | None) -> Range | None:
    """Return the pronoun right behind a verb that is its subject, whatever else stands before ("said he")."""
    at = scene.behind_skipped(cue.last)
    if cue.kind != "say" or not (scene.grammar.free_order and scene.grammar.names_decline):
        return None
    if at >= len(scene.tokens) or scene.tokens[at].has_any(("object", "determiner", "impersonal")):
        return None
    kind = agreement(scene.tokens[cue.first])
    agrees = scene.tokens[at].has_any(ONE_PERSON if kind is None else {kind} & {*ONE_PERSON})
    named = before is not None and (
        scene.tokens[before.first].has_any((*PERSONAL, "relative"))
        or any(name.type == "PER" and name.base for name in scene.names_in(before))
    )
    return Range(at, at + 1) if agrees and not named else None


def is_asked(scene: Scene, cue: Cue, after: Range) -> bool:
    """Tell whether the name of a place or body behind a verb is its object ("urged the States to …")."""
    if cue.kind not in ANSWERED or not scene.grammar.names_decline:
        return False
    name = next((n for n in scene.names if n.first == after.first), None)
    return name is not None and name.type != "PER" and not scene.tokens[name.first].has("role")


def speaks_between(scene: Scene, cue: Cue, last: int) -> bool:
    """Tell whether people right behind a verb are its subject before a place ("said the guards at X")."""
    first = scene.behind_skipped(cue.last)
    if first >= last or cue.kind in ANSWERED or scene.tokens[first].capital:
        return False
    head = scene.tokens[first]
    kinds = nouns_of(agreement(scene.tokens[cue.first]))
    listed = head.has_any(PEOPLE) and is_nominative(scene.language, head.text, kinds)
    return listed or are_people(" ".join(t.text for t in scene.tokens[first:last]), scene.language)


def is_owner(scene: Scene, cue: Cue, found: Range) -> bool:
    """Tell whether a body stands in another case before a verb of one ("in the show [of the radio] said")."""
    head = scene.tokens[found.first]
    lone = (
        agreement(scene.tokens[cue.first]) in ONE_PERSON and head.has("collective") and not head.has("role")
    )
    return lone and not head.capital and lemma(head.text, scene.language) not in ("", head.text)


def is_one_of(scene: Scene, at: int, *, inside: bool) -> bool:
    """Tell whether a word is the one of whom a preposition behind it tells whose fellow he is."""
    token = scene.tokens[at]
    if token.has_any(("indefinite", "several")) or not inside:
        return token.has_any(("indefinite", "several"))
    return "indefinite" in word_labels(scene.language, lemma(token.text, scene.language))


def is_genitive(scene: Scene, name: Name) -> bool:
    """Tell whether a name behind another word hangs on it by its form ("at the rally of [X]")."""
    words = scene.unit.words[name.first : name.last]
    behind = name.first > 0 and scene.tokens[name.first - 1].kind == "word" and len(words) > 1
    return behind and scene.grammar.names_decline and all(is_mans(w, scene.language) for w in words)


def is_unknown_name(scene: Scene, phrase: Range) -> bool:
    """Tell whether words before a verb are a name that nobody knows: by capitals, or by their script."""
    held = scene.held(phrase)
    dictionary = primary(scene.language) in PYMORPHY  # without one, all words would be unknown
    if not dictionary or scene.names_in(phrase) or phrase.size > LONGEST_NAME:
        return False
    plain = all(t.text.isalpha() and t.capital and not t.has_any(NO_NAME) for t in held)
    foreign = all(t.text.isascii() for t in held)
    known = all(readings(t.text, scene.language) for t in held)
    return plain and (foreign or (phrase.size > 1 and not known))


def subject_person(scene: Scene, run: Range, kind: str | None = None) -> Name | None:
    """Return the last person in a run that no preposition governs, in a base form if there is one.

    Where one has a given name of the gender of the verb, whoever has not is its object ("X [to] Y said").
    """
    people = [
        n
        for n in scene.names_in(run)
        if n.type == "PER" and not (governed(scene, n) or possessive(scene, n) or is_genitive(scene, n))
    ]
    plain = [n for n in people if n.base]
    if not people:
        return None
    if len(plain) > 1 and kind in ONE_PERSON:
        given = {n: name_gender(scene.language, scene.tokens[n.first].text) for n in plain}
        plain = [n for n in plain if given[n] == kind] or plain
    return (plain or people)[-1] if scene.grammar.names_decline else people[0]
