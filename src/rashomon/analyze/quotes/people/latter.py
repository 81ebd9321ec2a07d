"""Tell for whom "the latter" stands: the last one named who is not the subject of what was told before."""

from collections.abc import Iterator

from rashomon.analyze.quotes.people.memory import Memory
from rashomon.analyze.quotes.sentence.scenes import Name, Range, Scene, governed, possessive
from rashomon.analyze.quotes.sentence.units import Token
from rashomon.lang.attribution import is_nominative, nouns_of
from rashomon.lang.morphology import lemma
from rashomon.lang.word_classes import LATTER, ONE_PERSON, PEOPLE
from rashomon.model.annotation import Speaker


def latter_kind(word: Token, agrees: str | None) -> str | None:
    """Return the gender of whom a demonstrative means: that of its verb, else its own where it has one."""
    if agrees in ONE_PERSON:
        return agrees
    kinds = [kind for kind, label in zip(ONE_PERSON, LATTER, strict=True) if word.has(label)]
    return kinds[0] if len(kinds) == 1 else None


def latter_meant(memory: Memory, scene: Scene, source: Range, agrees: str | None) -> Speaker | None:
    """Return whom a demonstrative means: named last, in its sentence or the one before, and no subject there.

    Nobody is meant where a noun for somebody without a name stands nearer ("asked the court; the latter …").
    """
    kind = latter_kind(scene.tokens[source.last - 1], agrees)
    told = ((scene, source.first), *(((memory.told, len(memory.told.tokens)),) if memory.told else ()))
    for where, before in told:
        people = [n for n in where.names if n.type == "PER" and n.last <= before]
        nouns = [at for at in _nouns(where, before) if _may_agree(where, at, kind)]
        if not people and not nouns:
            continue
        subject = _subject(where, people)
        others = [n for n in people if n is not subject and memory.fits(n.entity, kind)]
        if not others or (nouns and nouns[-1] >= others[-1].last):
            return None
        return memory.speaker(others[-1].entity, None)
    return None


def _subject(scene: Scene, people: list[Name]) -> Name | None:
    """Return the first of the people of a sentence who can be the subject of it."""
    free = (n for n in people if not governed(scene, n) and not possessive(scene, n))
    return next((n for n in free if n.base), None)


def _nouns(scene: Scene, before: int) -> Iterator[int]:
    """Yield the nouns of people and bodies that stand beside no name."""
    named = {at for name in scene.names for at in range(name.first - 1, name.last)}
    return (at for at in range(before) if scene.tokens[at].has_any(PEOPLE) and at not in named)


def _may_agree(scene: Scene, at: int, kind: str | None) -> bool:
    """Tell whether a noun may be of a gender, where its base form shows one."""
    base = lemma(scene.tokens[at].text, scene.language)
    return not scene.grammar.masculine_noun or is_nominative(scene.language, base, nouns_of(kind))
