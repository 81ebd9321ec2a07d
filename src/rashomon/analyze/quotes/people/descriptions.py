"""Read what an article calls someone ("the analyst X", "X, head of Y"), to know him by his role later."""

import re
from collections.abc import Sequence
from itertools import takewhile

from rashomon.analyze.quotes.sentence.scenes import Name
from rashomon.analyze.quotes.sentence.units import OWNING, Token, Unit
from rashomon.lang.attribution import attribution, first_class, noun_forms, word_labels
from rashomon.lang.contrast import is_former
from rashomon.lang.morphology import lemma
from rashomon.lang.name_cases import name_gender
from rashomon.lang.roles import names_role, roles_told, same_role
from rashomon.lang.word_classes import EMPTY, OFFICES, PEOPLE, PERSONAL

WINDOW = 12
"""Tokens beside a name in which its descriptions are looked for."""
_AGE = re.compile(r"\d+-[^\W\d_]{3}[^\W\d_-]*(?:-[^\W\d_]+)*")
_NO_NOUN = ("boundary", "relative", "joins")
OFFICE = 3
"""Words before a preposition among which an office stands that it tells more of."""
PREFIX = 3
"""Letters before the office of who once held it ("ex-")."""
WITH_HOME = 3
"""Words of what somebody is called with an article and where he is from."""
ACRONYM = 3
"""Letters from which one without points is known by the words that it stands for."""


def akin(a: str, b: str) -> bool:
    """Tell whether two case-folded words are likely forms or derivations of one (Russian, Russia)."""
    shorter = min(len(a), len(b))
    if a == b or shorter < 4:
        return a == b
    same = next((i for i in range(shorter) if a[i] != b[i]), shorter)
    return same >= 4 and same >= shorter - 2 and abs(len(a) - len(b)) <= 6


def descriptions(unit: Unit, name: Name, language: str) -> list[tuple[str, ...]]:
    """Return the descriptions beside a name, each as its case-folded words."""
    closed = unit.is_mark(name.last, ",")
    tokens = unit.tokens[max(0, name.first - WINDOW) : name.first]
    base = name.base and name_gender(language, unit.tokens[name.first].text) is not None
    declined = name.base and attribution(language).names_decline
    before = _described_before(tokens, language, closed=closed, base=base, declined=declined)
    after = _described_after(unit.tokens[name.last : name.last + WINDOW])
    return [words for words in (before, after) if words]


def _described_before(
    tokens: Sequence[Token], language: str, *, closed: bool, base: bool, declined: bool
) -> tuple[str, ...]:
    """Words of the phrase that ends in the name: "the political analyst", "President of Y,".

    ``closed`` tells that a comma stands behind the name too, ``base`` that the name is in its base form:
    one that is not may have somebody who speaks for it before its own role; ``declined`` that cases show it,
    so that nothing before it hangs on a preposition with it.
    """
    end = len(tokens) - 1 if tokens and tokens[-1].text == "," else len(tokens)
    first = end
    while first > 0 and (
        (_describes(tokens[first - 1]) and not _is_for(tokens, first - 1))
        or _places(tokens, first - 1, end)
        or (declined and _is_of_office(tokens, first - 1))
    ):
        first -= 1
    if end < len(tokens) and not closed and _hangs(tokens, first, end):
        return ()  # "In the words of the minister, X …"
    marked = [at for at in range(first, end) if _marks(tokens[at], language)]
    if len(marked) > 1 and not base and tokens[marked[0]].has("speaks_for"):
        first, marked = marked[1], marked[1:]
    if marked:
        return tuple(t.text for t in tokens[max(first, marked[0] - 2) : end] if not t.labels & EMPTY)
    return tuple(
        t.text
        for t in tokens[max(first, end - 1) : end]
        if t.has("masculine_title") or t.has("feminine_title")
    )


def _marks(token: Token, language: str) -> bool:
    return token.has_any((*OFFICES, "leader_role")) or names_role(language, token.text)


def _hangs(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Tell whether a phrase hangs on a preposition or is whose words are told."""
    governed = first > 0 and tokens[first - 1].has("preposition")
    return governed or any(token.has("according") for token in tokens[first:end])


def _places(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether a preposition only tells where a role is held ("the ambassador in Y X")."""
    named = at + 1 < end and tokens[at + 1].capital
    return at > 0 and named and tokens[at].has("locative") and tokens[at - 1].capital


def _is_of_office(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a preposition tells of what somebody holds an office ("міністр з питань оборони X").

    Right before the name it tells whose that is ("адвокатът на X").
    """
    if (at == len(tokens) - 1 and tokens[at].has("of")) or not (
        tokens[at].has("preposition") or _is_for(tokens, at)
    ):
        return False
    before = reversed(tokens[max(0, at - OFFICE) : at])
    return any(token.has_any(OFFICES) for token in takewhile(_describes, before))


def _is_for(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a phrase begins at a token that tells what a body or office is for."""
    return tokens[at].has("affairs") and not (at and tokens[at - 1].has("affairs"))


def _describes(token: Token) -> bool:
    hangs = token.has("preposition") and token.text != "of"
    return token.kind == "word" and not hangs and not _tells(token) and not token.has_any(_NO_NOUN)


def _tells(token: Token) -> bool:
    """Tell whether a word is a reporting verb and nobody's role."""
    return first_class(token.labels) is not None and not token.has_any((*OFFICES, "nominal"))


def _described_after(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Words of an apposition: ", the head of the ministry,"."""
    if not tokens or tokens[0].text not in (",", "(") or len(tokens) < 2:
        return ()
    held = list[Token]()
    for token in tokens[1:10]:
        told = not held and _tells(token)  # "Keel, said the mayor"
        if token.kind != "word" or token.has("boundary") or token.has("relative") or told:
            break
        if token.has("say") and held and held[-1].has("role") and not tokens[len(held) + 2 :]:
            return ()  # "Keel, attorney says"
        held.append(token)
    if not any(t.has_any(OFFICES) for t in held):
        return ()
    return tuple(t.text for t in held if not t.labels & EMPTY)


def role_words(held: Sequence[Token]) -> list[Token]:
    """Return the words that tell a role: no small ones, nor what somebody is like ("the two-term mayor")."""
    return [t for t in held if t.kind == "word" and not t.labels & EMPTY and not _is_like(t)]


def _is_like(token: Token) -> bool:
    return "-" in token.text and not token.capital and not token.labels


def likeness(description: tuple[str, ...], words: Sequence[Token], language: str) -> float:
    """Share of a source's words that a description holds; 0 if the role itself is not among them."""
    leads = any("leader_role" in word_labels(language, word) for word in description)
    hits, head, owned = 0, False, _behind_owner(words)
    spelled, called = _spelled(description, words), _called(description, words, language)
    for at, token in enumerate(words):
        known = at in spelled or at in called or any(_means(token, word, language) for word in description)
        known |= _shortens(token, description)
        known |= token.has("leader") and leads
        if token.capital and not known and not token.has_any(OFFICES):
            return 0.0
        hits += known
        heads = at in called or token.has_any(OFFICES) or "." in token.text
        head |= known and heads and at >= owned
    return hits / len(words) if head else 0.0


def _behind_owner(words: Sequence[Token]) -> int:
    """Return where what somebody has begins behind his role ("the president's [campaign]")."""
    return max((at + 1 for at, token in enumerate(words) if token.text in OWNING), default=0)


def _called(description: tuple[str, ...], words: Sequence[Token], language: str) -> set[int]:
    """Return which words of a source name the description's role otherwise ("premier", "head of government").

    Whoever speaks or stands in for the holder does not hold the role, nor does who once held it.
    """
    told = [token.text for token in words]
    roles = list(roles_told(language, told))
    if not roles or any(is_former(word, language) for word in description):
        return set()
    labels = [word_labels(language, word) for word in description]
    offices = (at for at, held in enumerate(labels) if not held.isdisjoint(OFFICES))
    opens = next(offices, len(description))
    alike = {group for group, places in roles_told(language, description) if places.start <= opens}
    return {at for group, places in roles if group in alike for at in places}


def held_once(description: tuple[str, ...], words: Sequence[Token], language: str) -> bool:
    """Tell whether a description is of who once held the office that words with "former" name.

    The head of a body may be called by his office ("ex-head of the ministry", "the former minister").
    """
    former = [word for word in description if is_former(word, language)]
    offices = [_unprefixed(t, language) for t in words if not is_former(t.text, language) or t.has("role")]
    if not former or not offices:
        return False
    told = tuple(dict.fromkeys((*description, *(word[PREFIX:].lstrip("-") for word in former))))
    leads = any("leader" in word_labels(language, word) for word in told)
    return likeness(told, offices, language) > 0 or (leads and any(t.has("leader_role") for t in offices))


def _unprefixed(token: Token, language: str) -> Token:
    """Return the office in a word for who once held it ("ex-minister")."""
    office = token.text[PREFIX:].lstrip("-") if is_former(token.text, language) else token.text
    return token._replace(text=office, labels=word_labels(language, office))


def _shortens(token: Token, description: Sequence[str]) -> bool:
    """Tell whether an acronym, with or without points, stands for words of a description ("A.G.", "FDA")."""
    short = token.text.replace(".", "")
    least = 2 if "." in token.text else ACRONYM
    acronym = token.capital or "." in token.text
    return acronym and len(short) >= least and short in "".join(word[0] for word in description)


def _spelled(description: Sequence[str], words: Sequence[Token]) -> set[int]:
    """Return which words of a source spell out an acronym of a description ("the minister of …")."""
    initials = "".join(token.text[0] for token in words)
    short = (word for word in description if len(word) >= ACRONYM and word in initials)
    return {at for word in short for at in range(initials.index(word), initials.index(word) + len(word))}


def _means(token: Token, word: str, language: str) -> bool:
    """Tell whether a word takes up one of a description.

    A word for people does only if that is one, too ("president" is no "presidential nominee"): the same
    role, or the body that its holder leads ("minister", "ministry").
    """
    if token.text == word or same_role(language, token.text, word):
        return True
    if not akin(token.text, word) or not token.has("role"):
        return akin(token.text, word)
    labels = word_labels(language, word)
    one = "role" in labels and lemma(token.text, language) == lemma(word, language)
    people = "no_noun" in noun_forms(language).labels(word)  # "commander [of the firemen]": none of them
    return one or ("collective" in labels and not people)


def is_aged(held: Sequence[Token]) -> bool:
    """Tell whether a source calls somebody named before by his age ("the 39-year-old singer")."""
    aged = any(_AGE.fullmatch(token.text) for token in held)
    return aged and not any(
        token.has_any(("indefinite", "collective", "document", "outlet")) for token in held
    )


def is_definite(held: Sequence[Token]) -> bool:
    """Tell whether a source is only the role of one known person ("the minister")."""
    words = [t for t in held if t.kind == "word" and not _is_like(t)]
    owned = bool(words) and words[0].has("determiner") and words[0].has_any(PERSONAL)  # "his wife"
    home = len(words) == WITH_HOME and words[1].capital and words[-1].has("epithet")  # "the Ohio Republican"
    if not (home or 1 <= len(words) < WITH_HOME) or words[0].has("indefinite") or owned:
        return False
    return words[-1].has("epithet") or (words[-1].has("role") and not words[-1].has("collective"))


def is_document(held: Sequence[Token]) -> bool:
    """Tell whether a source is only something written ("the statement"), without whose it is."""
    words = [t for t in held if t.kind == "word" and not t.labels & EMPTY]
    return len(words) == 1 and words[0].has("document") and not words[0].has_any(PEOPLE)
