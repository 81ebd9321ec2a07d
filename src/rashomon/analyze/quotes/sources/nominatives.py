"""Tell where the source of a phrase ends that no comma closes, by the forms of the words behind its noun.

"Według policji kierowca …", "Согласно документам Иванов …": what is told begins with a nominative, where the
source and all that hangs on it stand in another case.
"""

from rashomon.analyze.quotes.sentence.scenes import Name, Scene, may_head, tells
from rashomon.analyze.quotes.sources.articles import begins_phrase
from rashomon.lang.attribution import is_nominative, upright_forms
from rashomon.lang.word_classes import OFFICES, PEOPLE, PRONOUNS, SPEAKING
from rashomon.lang.wordforms import is_adjective, is_participle, is_upright

MASCULINE = frozenset({"masculine_noun"})
"""Endings that show a man's name to be in the nominative."""
NO_NOUN = ("skip", "masculine_verb", "feminine_verb", "neuter_verb")
"""Lists of verbs and of what stands beside them."""
LOCAL = ("role", "collective", "document")
"""Nouns of whom or what there is one in many places."""


def subject_in(scene: Scene, first: int, last: int) -> int | None:
    """Return where a subject begins among the words behind the first one of a source, None without one."""
    if not scene.grammar.names_decline:
        return None
    return next((at for at in range(first + 1, last) if _is_subject(scene, first, at)), None)


def _is_subject(scene: Scene, first: int, at: int) -> bool:
    token, before = scene.tokens[at], scene.tokens[at - 1]
    if before.has_any(("preposition", "joins", "of")) or any(n.first < at < n.last for n in scene.names):
        return False
    person = person_from(scene, at)
    if person is not None:
        return _stands_apart(scene, first, person)
    named = before.capital and is_adjective(before.text, scene.language)  # "the group «Free press», …"
    if begins_phrase(scene, at):
        return True
    if token.capital or named or any(word.has("preposition") for word in scene.tokens[first:at]):
        return False
    upright = is_upright(token.text, scene.language) and not token.has_any(("joins", "skip"))
    return upright or (may_head(token) and "upright" in upright_forms(scene.language).labels(token.text))


def person_from(scene: Scene, at: int) -> Name | None:
    """Return the person whose name begins at a token."""
    return next((name for name in scene.names if name.first == at and name.type == "PER"), None)


def _stands_apart(scene: Scene, first: int, person: Name) -> bool:
    """Tell whether a name is in the nominative, or follows what nobody's name can follow.

    Where names have no cases what is written is no title before a name, and "of" joins whose it is to it;
    neither is a body with its article ("Според полицията Петров …").
    """
    before, opens = scene.tokens[person.first - 1], scene.tokens[person.first].text
    named = any(name.last == person.first and name.type != "PER" for name in scene.names)
    if before.has_any(OFFICES) or (before.capital and not named):
        return False
    if not scene.grammar.upright_name:
        heads = not any(token.has("role") for token in scene.tokens[first : person.first])
        body = heads and scene.grammar.articles_end and before.has("collective")
        body &= not before.has("introducer")
        return (before.has("document") or body) and not scene.unit.is_mark(person.last, ",")
    masculine = is_nominative(scene.language, opens, MASCULINE)
    listed = opens in scene.grammar.feminine_given
    listed |= "upright_name" in upright_forms(scene.language).labels(opens)
    return listed or masculine or is_upright(opens, scene.language)


def is_in_full(scene: Scene, person: Name) -> bool:
    """Tell whether a dictionary knows the given name before a surname to be a subject ("Том Дейлі")."""
    return person.range.size > 1 and is_upright(scene.tokens[person.first].text, scene.language)


def says_which(scene: Scene, at: int) -> bool:
    """Tell whether an adjective behind a noun says of which kind that is ("dokumentu sądowego")."""
    token, noun = scene.tokens[at], scene.tokens[at - 1].text
    if token.capital or token.has_any((*PRONOUNS, "determiner", "object", "skip")):
        return False
    pairs = (pair.split() for pair in scene.grammar.agreeing)
    return any(noun.endswith(of) and token.text.endswith(kind) for of, kind in pairs)


def over_place(scene: Scene, last: int) -> int:
    """Return where a place ends that tells where those are who speak ("police in Orm"), else ``last``.

    Before a verb it is where that happened ("Według policji w Gdańsku doszło do …").
    """
    if last + 1 >= len(scene.tokens) or not scene.grammar.commas_by_rule:
        return last
    head, opens = scene.tokens[last - 1 - says_which(scene, last - 1)], scene.tokens[last]
    local = head.has_any(LOCAL) and not (head.capital or head.has("outlet"))
    local |= opens.text in scene.grammar.affairs_of
    if not (local and opens.has("locative")) or opens.has("of"):
        return last
    end = last + 1
    while end < len(scene.tokens) and scene.tokens[end].capital and person_from(scene, end) is None:
        end += 1
    placed = end > last + 1 and end < len(scene.tokens) and scene.tokens[end].kind == "word"
    told = placed and (tells(scene, end) or scene.is_verb(end) or scene.tokens[end].has_any(NO_NOUN))
    return end if placed and not told else last


def behind_participle(scene: Scene, first: int, last: int) -> int:
    """Return where people or a body stand behind a participle and what hangs on it, else where that is.

    "[Działająca przy urzędzie] rada", "[работающая при мэрии] комиссия".
    """
    opens = scene.tokens[first]
    participle = opens.has("no_cue") or is_participle(opens.text, scene.language)
    if not (scene.grammar.free_order and participle and last > first + 3) or opens.has_any(SPEAKING):
        return first
    if not scene.tokens[first + 1].has("preposition") or any(n.first == first for n in scene.names):
        return first
    heads = (at for at in range(first + 3, last) if scene.tokens[at].has_any(PEOPLE))
    free = (at for at in heads if not scene.tokens[at - 1].has("preposition"))
    return next((at for at in free if _is_nominative(scene, scene.tokens[at].text)), first)


def _is_nominative(scene: Scene, text: str) -> bool:
    return is_upright(text, scene.language) or is_nominative(scene.language, text)
