"""Find the subject in words before a verb where their order is free and names have cases."""

from itertools import takewhile

from rashomon.analyze.quotes.sentence.cues import Cue, agreement
from rashomon.analyze.quotes.sentence.scenes import (
    Name,
    Range,
    Scene,
    governed,
    is_unbound,
    tells,
)
from rashomon.analyze.quotes.sources.articles import begins_phrase
from rashomon.analyze.quotes.sources.nominatives import is_in_full, person_from
from rashomon.analyze.quotes.sources.objects import is_one_of, is_owner, subject_person
from rashomon.lang.attribution import NOUNS, is_nominative, lexicon, nouns_of
from rashomon.lang.pack import primary
from rashomon.lang.word_classes import ONE_PERSON, PEOPLE, PERSONAL, SPEAKING
from rashomon.lang.wordforms import is_adjective, is_upright

CLEAR = frozenset({"feminine_noun", "neuter_noun"})
"""Endings of nouns that tell their gender; consonants end the names of places of either."""
NO_NOUN = ("introducer", "resumed", "determiner", "skip", "joins", "object", "relative")
"""Lists of words behind a preposition that leave a name behind them to it."""
NEAR = 3
"""Words before a preposition among which the informant stands of whom it tells where he is."""
LED = 2
"""Words before a role or body that belong to it where they open the clause ("tři bezpečnostní zdroje")."""


def agreeing_subject(scene: Scene, cue: Cue, run: Range) -> Range | None:
    """Return the part of a run that can be the subject of a verb, one that agrees with it before others.

    A role or body that another case shows to hang on something leaves it to one behind it ("after the words
    of the guards the mayor said"), or belongs to the noun before it ("a group of guards said").
    """
    found = free_subject(scene, run, agreement(scene.tokens[cue.first]))
    if found is not None and _is_other_place(scene, cue, found):
        return None
    if found is None or not _hangs(scene, found):
        return found
    agrees = nouns_of(agreement(scene.tokens[cue.first]))
    led = run.first < found.first and not any(_is_apart(scene, at) for at in range(run.first, found.first))
    if led and is_nominative(scene.language, scene.tokens[run.first].text, agrees):
        return Range(run.first, found.last)
    heads = (at for at in range(*run) if _is_head(scene, at))
    head = next((at for at in heads if is_nominative(scene.language, scene.tokens[at].text, agrees)), None)
    if head is None:
        return None if is_owner(scene, cue, found) else found
    return Range(head, _genitives(scene, head, run.last))


def _is_other_place(scene: Scene, cue: Cue, found: Range) -> bool:
    """Tell whether a place is surely of another gender than a verb ("[of] Rusko [he] accused": neuter)."""
    kind, first = agreement(scene.tokens[cue.first]), scene.tokens[found.first].text
    place = any(name.range == found and name.type == "LOC" and not name.short for name in scene.names)
    if not place or kind not in ONE_PERSON or not is_nominative(scene.language, first, CLEAR):
        return False
    return not is_nominative(scene.language, first, nouns_of(kind))


def _is_head(scene: Scene, at: int) -> bool:
    return scene.tokens[at].has_any(PEOPLE) and not scene.tokens[at - 1].has("preposition")


def _hangs(scene: Scene, found: Range) -> bool:
    head = scene.tokens[found.first]
    plain = all(name.type != "PER" for name in scene.names_in(found)) and head.has_any(PEOPLE)
    return plain and bool(scene.grammar.masculine_noun) and not is_nominative(scene.language, head.text)


def free_subject(scene: Scene, run: Range, kind: str | None = None) -> Range | None:
    """Return the part of a run that can be a subject where word order is free and subjects drop.

    Of several people it is one whose given name has the gender (``kind``) that the verb shows.
    """
    person = subject_person(scene, run, kind)
    if person is not None and (person.base or is_in_full(scene, person)):
        return Range(phrase_start(scene, run, person), person.last)
    free = [at for at in range(*run) if not _after_preposition_word(scene, _introduced_from(scene, at))]
    free = [at for at in free if not scene.tokens[at].has("object")]
    for at in free:
        token = scene.tokens[at]
        owns = at + 1 < run.last and is_adjective(token.text, scene.language)  # "our forecast"
        if token.has_any(PERSONAL) and not owns:
            return Range(at, at + 1)
        if is_partitive(scene, at + 1):
            return Range(at, _genitives(scene, at + 2, run.last))
        bodies = (n for n in scene.names_in(run) if n.first == at and n.type == "ORG")
        named = next((n for n in bodies if n.base or (n.short and at == run.first)), None)
        if named is not None:
            whole = named.last < run.last and (hangs_on(scene, named.last) or _is_cut(scene, named))
            end = _genitives(scene, named.last - 1, run.last) if whole else _own_name(scene, named, run.last)
            return Range(at, end)
        if token.has_any(PEOPLE) and not token.has("unbound"):
            return Range(_led_from(scene, run.first, at), _genitives(scene, at, run.last))
    names = [n for n in scene.names_in(run) if n.base and n.first in free and not governed(scene, n)]
    names = [n for n in names if n.type != "LOC"] or names
    return names[-1].range if names else None


def _is_cut(scene: Scene, name: Name) -> bool:
    """Tell whether a name is but the noun that the word behind it names in full ("ministerstvo [vnitra]")."""
    head, behind = scene.tokens[name.first], scene.tokens[name.last]
    noun = head.has("collective") and head.has("named_behind") and name.last - name.first == 1
    if not scene.tokens[name.last - 1].capital and behind.has("collective"):
        return True  # "Rusko obrambno [ministrstvo]"
    plain = behind.kind == "word" and not behind.has_any(("preposition", *NO_NOUN))
    return noun and plain and name.last not in scene.dated and not tells(scene, name.last)


def _own_name(scene: Scene, noun: Name, last: int) -> int:
    """Return where a body ends, with its own name right behind a noun for it ("партията „Бряг“")."""
    alone = noun.range.size == 1 and scene.tokens[noun.first].has("collective")
    behind = (n.last for n in scene.names if n.first == noun.last and n.type == "ORG" and n.last <= last)
    return next(behind, noun.last) if alone else noun.last


def is_partitive(scene: Scene, at: int, *, inside: bool = False) -> bool:
    """Tell whether a preposition stands between one and those whom he is one of ("one of the officials").

    These are known as people, or the preposition and he can mean nothing else ("one of the lodgers").
    ``inside`` tells that he may hang on a noun before him ("the aide of one of them").
    """
    if not 0 < at < len(scene.tokens) - 1 or not scene.grammar.names_decline:
        return False
    others = scene.tokens[at + 1 : at + 3]
    one = is_one_of(scene, at - 1, inside=inside) and scene.tokens[at].has_any(("preposition", "among"))
    people = others[0].has("object") or any(t.has_any((*PEOPLE, "epithet")) for t in others)
    first, plain = scene.tokens[at - 1], not others[0].capital and at + 1 not in scene.dated
    of_several = plain and scene.tokens[at].has("among") and first.has_any(("indefinite", "several"))
    return one and others[0].kind == "word" and (people or of_several)


def _led_from(scene: Scene, first: int, head: int) -> int:
    """Return where the phrase of a role or body begins: with a word or two that open the clause before it."""
    near = 0 < head - first <= LED
    plain = near and not any(_is_apart(scene, at) for at in range(first, head))
    return first if plain else head


def _is_apart(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    return (
        token.has_any(("object", "skip", "preposition"))
        or tells(scene, at)
        or scene.unit.is_capital_inside(at)
        or _after_preposition_word(scene, at)
    )


def _after_preposition_word(scene: Scene, at: int) -> bool:
    """Tell whether a preposition stands before a word, or before the one before it, which may describe it.

    A date, place or pronoun there has the preposition for itself ("w poniedziałek burmistrz", "при этом",
    "w którym burmistrz").
    """
    if at > 0 and scene.tokens[at - 1].has("preposition"):
        return True
    itself = at - 1 in scene.dated or any(_is_whole(scene, n, at) for n in scene.names)
    before = scene.tokens[max(0, at - 1)]
    itself |= before.has("relative") or (before.has("impersonal") and before.has("skip"))
    return at > 1 and scene.tokens[at - 2].has("preposition") and not (itself or _is_apart_by_case(scene, at))


def _is_apart_by_case(scene: Scene, at: int) -> bool:
    """Tell whether cases show that a noun of people is no part of the phrase before it ("in X guards").

    The name of a place or body in its base form is none either ("after the incident London said").
    """
    name = next((n for n in scene.names if n.first == at and n.type != "PER" and n.base), None)
    if (name is not None and _is_named_behind(scene, name)) or begins_phrase(scene, at):
        return True
    upright = (is_upright(token.text, scene.language) for token in scene.tokens[at - 1 : at + 1])
    return scene.tokens[at].has_any(PEOPLE) and [*upright] == [False, True]


def _is_named_behind(scene: Scene, name: Name) -> bool:
    """Tell whether a name in its base form may be a subject behind a noun that a preposition governs.

    It is a place, or a body that its name says to be one: others only tell what the noun is ("of the vaccine
    X"). The noun is none that stands before places, and can be no subject itself.
    """
    before, words = scene.tokens[name.first - 1], scene.held(name.range)
    body = name.type == "ORG" and any(token.has_any(PEOPLE) for token in words)
    if not (body or name.type == "LOC") or (body and before.has_any(SPEAKING)):
        return False
    upright = is_upright(words[0].text, scene.language) or any(
        is_nominative(scene.language, token.text, NOUNS - {"no_noun"}) for token in words
    )
    apposed = before.capital or before.has_any(NO_NOUN) or is_upright(before.text, scene.language)
    return upright and not apposed


def _introduced_from(scene: Scene, at: int) -> int:
    """Return the noun that introduces a name at a token ("on the waves of [the channel X]"), else it."""
    introduced = at > 0 and scene.tokens[at - 1].has("introducer") and scene.tokens[at].capital
    introduced &= not (scene.grammar.articles_end and person_from(scene, at))  # "to the paper X said"
    return at - introduced


def _is_whole(scene: Scene, name: Name, at: int) -> bool:
    """Tell whether a name before a word has a preposition for itself: a place, any before a subject."""
    told = name.type == "LOC" or is_nominative(scene.language, scene.tokens[at].text)
    return name.last == at and told


def _genitives(scene: Scene, at: int, last: int) -> int:
    """Return where the phrase of a role ends: with the words behind it up to a preposition."""
    end = at + 1
    while (
        end < last and (end - at < 5 or scene.tokens[end].has("affairs")) and not _ends_role(scene, at, end)
    ):
        end += 1
    named = next((k + 1 for k in range(end - 1, at, -1) if scene.tokens[k].has("affairs")), None)
    if named is not None:
        return named
    if any(tells_where(scene, k) for k in range(at + 1, end)):
        return end
    end = next((name.last for name in scene.names if at < name.first < end < name.last <= last), end)
    if not scene.tokens[at].has("collective") or scene.tokens[at].has("role"):
        return end
    end = next((k + 1 for k in range(end - 1, at, -1) if scene.tokens[k].capital), _with_noun(scene, at, end))
    return next((name.last for name in scene.names if at < name.first < end < name.last <= last), end)


def _ends_role(scene: Scene, role: int, at: int) -> bool:
    ends = scene.tokens[at].has_any(("preposition", "skip", "object")) or is_unbound(scene, role, at)
    return (ends and not hangs_on(scene, at)) or _opens_participle(scene, at)


def _opens_participle(scene: Scene, at: int) -> bool:
    """Tell whether a form that looks like a verb opens what describes a noun ("the office [led] by X")."""
    token, behind = scene.tokens[at], scene.tokens[at + 1 : at + 2]
    led = any(word.has_any(("agent", "skip", "preposition")) for word in behind)
    return led and token.has("no_cue") and not token.has_any(SPEAKING)


def _with_noun(scene: Scene, at: int, end: int) -> int:
    """Return where a body ends with the noun that names it ("ministerstwo kultury", "vigili del fuoco").

    A noun of people or bodies behind it names it, too, or is what it only describes ("opoziční poslanci").
    """
    last = at + 1
    while last < end and scene.tokens[last].has_any(PEOPLE):
        last += 1
    if scene.tokens[at].has("named_behind"):
        last = end if last < end and hangs_on(scene, last) else last + (not scene.grammar.articles_end)
    elif last < end and hangs_on(scene, last):
        last += 2 + (last + 1 < end and scene.tokens[last + 1].has("determiner"))
    return min(last, end)


def hangs_on(scene: Scene, at: int) -> bool:
    """Tell whether an "of" makes a longer name of the role or body before it: of all, or of some that do.

    So does what the role or body is for ("the ministry for trade") and where a source is ("in the cabinet").
    """
    if scene.tokens[at].has("affairs") or tells_where(scene, at):
        return True
    if not scene.tokens[at].has("of"):
        return False
    before = scene.tokens[at - 1]
    owned = before.has("role") and any(n.first == at + 1 and n.type == "PER" for n in scene.names)
    owned |= scene.grammar.articles_end and before.has_any(("role", "document"))
    return not scene.grammar.named_behind or before.has("named_behind") or owned


def tells_where(scene: Scene, at: int) -> bool:
    """Tell whether a preposition behind an informant tells where he is ("источник Reuters в аэропорту").

    It does not tell when it was said, nor to whom ("в четверг", "в интервью").
    """
    if not scene.tokens[at].has("locative") or not {at, at + 1}.isdisjoint(scene.dated):
        return False
    phrase = lexicon(primary(scene.language)).phrase(scene.unit.words, at)
    before = [*takewhile(lambda token: token.kind == "word", reversed(scene.tokens[max(0, at - NEAR) : at]))]
    head = next((k for k, token in enumerate(before) if token.has("informant")), None)
    if phrase is not None or head is None or any(t.has("preposition") for t in before[:head]):
        return False
    behind = scene.tokens[at + 1 : at + 2]
    return all(token.kind == "word" and not token.has_any(("impersonal", "timespan")) for token in behind)


def phrase_start(scene: Scene, run: Range, name: Name) -> int:
    """Return where the phrase that ends in a name begins: at its first role or with the name itself."""
    for at in range(run.first, name.first):
        token = scene.tokens[at]
        holds = token.has("collective") and scene.tokens[at + 1].has("role")  # "the office of President X"
        if holds or token.has_any(("role", "determiner")):
            return at
    return name.first if name.first - run.first > 3 else run.first
