"""Tell whom of an article's people a role means: by what it calls them, and whom it told of last."""

from collections.abc import Container, Iterator, Sequence

from rashomon.analyze.quotes.people.descriptions import held_once, likeness, role_words
from rashomon.analyze.quotes.people.memory import Memory
from rashomon.analyze.quotes.sentence.clause_edges import next_mark
from rashomon.analyze.quotes.sentence.scenes import Range, Scene, tells
from rashomon.analyze.quotes.sentence.units import Token
from rashomon.lang.attribution import is_nominative, word_labels
from rashomon.lang.contrast import is_former
from rashomon.lang.roles import names_role
from rashomon.lang.word_classes import OFFICES
from rashomon.lang.wordforms import is_upright

NO_PERSON = ("plural", "neuter", "impersonal")
"""Kinds of verbs that have no single person as their subject."""
ROLE = 1
"""Words behind the role that opens a sentence which tell more of it ("head of government")."""
ALIKE = 0.6
"""Share of a role's words that a description of its holder has at least."""
NEAR = 2
"""Sentences back in which the one of several alike was named whom a role means."""


def by_role(memory: Memory, held: Sequence[Token], kind: str | None, beside: Container[str]) -> str | None:
    """Return the person whose descriptions in an article fit the words and the verb's kind best.

    Only someone named ``beside`` it is meant by a role with an indefinite article ("X, a critic, said").
    """
    words = role_words(held)
    head = next((t for t in words if _may_head(t, memory.analysis.language)), None)
    if head is None or head.has("collective") or kind in NO_PERSON:
        return None
    new = any(token.has("indefinite") for token in held)
    likely = [e for e in memory.described if memory.fits(e, kind) and (e in beside or not new)]
    if takes_office(words):
        return _elect(memory, words, likely, kind)
    scored = [(role_score(memory, e, words), e) for e in likely]
    best = max(scored, default=(0.0, ""))
    rivals = [entity for score, entity in scored if score == best[0]]
    if best[0] < ALIKE:
        return _once(memory, words, likely)
    if len(rivals) == 1:
        return best[1]
    last = memory.last_speaker()
    if last is not None and last.entity in rivals:
        return last.entity
    return next((e for e in reversed(memory.named[-NEAR:]) if e is not None and e in rivals), None)


def _may_head(token: Token, language: str) -> bool:
    """Tell whether a word may be the role of one who is known by it."""
    called = token.has("epithet") and names_role(language, token.text)
    return called or token.has_any(OFFICES) or "." in token.text


def role_score(memory: Memory, entity: str, words: Sequence[Token]) -> float:
    """Return how well the best description of somebody fits the words of a role."""
    told = memory.described.get(entity, ())
    return max((likeness(one, words, memory.analysis.language) for one in told), default=0.0)


def takes_office(words: Sequence[Token]) -> bool:
    """Tell whether a role is one that its holder has yet to take ("the president-elect")."""
    office = any(t.has("leader_role") for t in words) or any(t.has("elect") and "-" in t.text for t in words)
    return office and any(t.has("elect") for t in words)


def _elect(memory: Memory, words: Sequence[Token], likely: Sequence[str], kind: str | None) -> str | None:
    """Return who was elected: the only one called so, else the last one told of who holds no such office."""
    called = [entity for entity in likely if _is_elect(memory, entity)]
    if called:
        return called[0] if len(called) == 1 else None
    return next((e for e in _told_of(memory, kind) if role_score(memory, e, words) == 0), None)


def _is_elect(memory: Memory, entity: str) -> bool:
    told = (word for words in memory.described.get(entity, ()) for word in words)
    return any("elect" in word_labels(memory.analysis.language, word) for word in told)


def _told_of(memory: Memory, kind: str | None) -> Iterator[str]:
    """Yield the people of whom the last sentences tell whom a verb of some kind may have for its subject."""
    recent = (speaker.entity for speaker in memory.recent(kind or "masculine") if memory.is_person(speaker))
    return (entity for entity in recent if entity is not None and memory.fits(entity, kind))


def _once(memory: Memory, words: Sequence[Token], likely: Sequence[str]) -> str | None:
    """Return the only one of some people who once held an office ("the former minister")."""
    language = memory.analysis.language
    if not any(is_former(token.text, language) for token in words):
        return None
    once = [e for e in likely if any(held_once(told, words, language) for told in memory.described[e])]
    return once[0] if len(once) == 1 else None


def opening_role(scene: Scene) -> Range | None:
    """Return the bare role with which a sentence opens as its subject, where its holder is not named beside.

    Whose it is may be named ("X's lawyer looked tired"): X is not whom the sentence is about.
    """
    first = scene.behind_skipped(0)
    if first >= len(scene.tokens) or not scene.grammar.names_decline:
        return None
    token = scene.tokens[first]
    if not token.has_any((*OFFICES, "epithet")) or token.has("collective") or token.cues:
        return None
    if not (is_nominative(scene.language, token.text) or is_upright(token.text, scene.language)):
        return None
    mark = next_mark(scene, first)
    beside = range(first + 1, next((at for at in range(first + 1, mark) if _ends_role(scene, at)), mark))
    people = [n for n in scene.names if n.type == "PER" and n.first in beside]
    if any(name.base or name.first != first + 1 for name in people):
        return None
    named = next((n.first for n in scene.names if n.first in beside), beside.stop)
    return Range(first, min(named, first + 1 + ROLE))


def _ends_role(scene: Scene, at: int) -> bool:
    return tells(scene, at) or scene.is_verb(at) or scene.tokens[at].has_any(("skip", "preposition"))


def holder(memory: Memory, scene: Scene, role: Range) -> str | None:
    """Return the person whom a role means that opens a sentence, else who was named last without any role."""
    held = scene.held(role)
    known = by_role(memory, held[:1], None, ()) or by_role(memory, held, None, ())
    last = memory.named[-1] if memory.named else None
    plain = last is not None and not memory.described.get(last)
    return known or (last if plain and _is_owned(scene, role) else None)


def _is_owned(scene: Scene, role: Range) -> bool:
    return any(name.first == role.last and name.type == "PER" for name in scene.names)
