"""Tell for whom or which body of an article a bare noun stands: "the company", "the spokesman"."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from rashomon.analyze.quotes.people.memory import Memory
from rashomon.analyze.quotes.sentence.scenes import Name, Range, Scene
from rashomon.analyze.quotes.sentence.units import Token
from rashomon.lang.attribution import attribution, word_labels
from rashomon.lang.morphology import lemma
from rashomon.lang.word_classes import EMPTY, PEOPLE
from rashomon.model.annotation import Speaker

SURELY = 2
"""How many times as often as any other the body is called so that a bare noun stands for."""
BACK = 6
"""Sentences back to which a paper may have spoken."""
NAMED_BACK = 3
"""Sentences back to which an authority may have been named for which a bare noun stands."""
BEGINNING = 3
"""Letters with which the noun for a ministry and its short name begin ("Mininfra")."""
AGAIN = 4
"""Sentences back to which somebody without a name may have spoken who is called by his role again."""


def _lone_noun(held: Sequence[Token]) -> Token | None:
    """Return the only word of a source besides small ones, unless it brings in somebody new ("a company")."""
    words = [token for token in held if token.kind == "word" and not token.labels & EMPTY]
    new = any(token.has("indefinite") for token in held)
    return words[0] if len(words) == 1 and not new else None


def body_meant(memory: Memory, held: Sequence[Token], kind: str | None, *, opens: bool) -> Speaker | None:
    """Return the body that a bare noun stands for: the company of the article, or the paper that spoke last.

    ``kind`` is what the verb agrees with: nouns in the plural stand for nobody in particular. ``opens`` tells
    that the noun opens its sentence: elsewhere a capital is a name's.
    """
    noun = _lone_noun(held)
    if noun is None or (noun.capital and not opens) or kind == "plural":
        return None
    if noun.has("resumed"):
        company = _company(memory)
        return memory.speaker(company, None) if company else None
    return _paper(memory) if noun.has("outlet") else None


def authority_meant(memory: Memory, scene: Scene, source: Range, held: Sequence[Token]) -> Speaker | None:
    """Return the authority named last for which a bare noun stands ("the ministry", also "in the office").

    A sentence that names several leaves it open.
    """
    noun = _lone_noun(held)
    if noun is None or not noun.has("authority") or (noun.capital and source.first):
        return None
    last = bisect_left(memory.units, scene.unit.start, key=lambda unit: unit.start)
    here = [name for name in scene.names if name.last <= source.first]
    for names in (here, *(memory.names[at] for at in range(last - 1, max(-1, last - 1 - NAMED_BACK), -1))):
        known = {name.entity for name in names if name.type == "ORG" and _is_authority(memory, name, noun)}
        if known:
            return memory.speaker(known.pop(), None) if len(known) == 1 else None
    return None


def _is_authority(memory: Memory, name: Name, noun: Token) -> bool:
    """Tell whether a body may be called by a noun for authorities: by a word of its name, or its acronym.

    Those of ministries begin as the noun for one does.
    """
    called = memory.people[name.entity].name
    if called in memory.analysis.structure.credits:
        return False
    labels = [word_labels(memory.analysis.language, word.casefold()) for word in called.split()]
    if any("outlet" in held for held in labels):
        return False
    ministry = noun.has("ministry")
    if any(held >= ({"ministry"} if ministry else {"collective", "named_behind"}) for held in labels):
        return True
    short = called.isupper() and " " not in called
    length = 1 if short else BEGINNING
    nouns = (term[:length] for term in attribution(memory.analysis.language).ministry)
    begins = called.casefold()[:length] in nouns
    return begins or (short and not ministry and any("collective" in held for held in labels))


def _company(memory: Memory) -> str | None:
    """Return the body that such nouns stand before ("the airline Brig"), surely oftener than any other."""
    if memory.called is None:
        memory.called = Counter(
            name.entity
            for unit, names in zip(memory.units, memory.names, strict=True)
            for name in names
            if name.type == "ORG" and name.first and unit.tokens[name.first - 1].has("resumed")
        )
    (first, often), (_, next_often) = (*memory.called.most_common(2), ("", 0), ("", 0))[:2]
    return first if often and often >= SURELY * next_often else None


def _paper(memory: Memory) -> Speaker | None:
    """Return the body that spoke last, one that the article credits before any other."""
    spoke = [s for s in reversed(memory.spoke[-BACK:]) if s is not None and memory.is_body(s)]
    credited = (speaker for speaker in spoke if speaker.name in memory.analysis.structure.credits)
    return next(credited, None) or next(iter(spoke), None)


def unnamed_meant(memory: Memory, words: Sequence[Token], kind: str | None) -> Speaker | None:
    """Return who spoke by a role and whose it is, where the role alone is told again without an article.

    "A spokesman of X said …. [The] spokesman added …", as long as nobody else of that role has spoken.
    """
    language = memory.analysis.language
    if len(words) != 1 or kind == "plural" or not attribution(language).names_decline:
        return None
    spoke = (speaker for speaker in reversed(memory.spoke[-AGAIN:]) if speaker is not None)
    alike = (speaker for speaker in spoke if _is_headed(speaker, words[0].text, language))
    found = next(alike, None)
    return None if found is None or found.entity is not None or not memory.is_single(found) else found


def _is_headed(speaker: Speaker, role: str, language: str) -> bool:
    """Tell whether the first noun for people in the words for a speaker is a case-folded role."""
    told = (word.casefold() for word in speaker.name.split())
    head = next((word for word in told if not word_labels(language, word).isdisjoint(PEOPLE)), None)
    return head is not None and " " in speaker.name and lemma(head, language) == lemma(role, language)


def is_office(words: Sequence[Token], language: str) -> bool:
    """Tell whether a lone word is an office of which few are told of, where no article could show that."""
    return len(words) == 1 and words[0].has("leader_role") and attribution(language).names_decline
