"""Conflicts of names: two accounts put another place, person or body into one slot of one statement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.compare.alignment import Link
from rashomon.compare.amounts import compatible
from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.dates import one_time
from rashomon.compare.conflicts.found import Found
from rashomon.compare.ground import Ground, Rows
from rashomon.compare.namespots import Name, misspelt, mixed_up, one_name
from rashomon.compare.wording import Passage
from rashomon.lang import sounds
from rashomon.lang.attribution import word_labels
from rashomon.lang.claims import is_verb
from rashomon.lang.gazetteer import place
from rashomon.model.comparison import ConflictKind
from rashomon.model.phrase import Phrase

BOND, AGREE = 0.4, 0.55
"""Bond of two claims whose names are compared, and how far they agree beside the names."""
PERSONS = 0.75
"""The same where two persons or bodies are named, of whom each may have done something alike."""
FOREIGN = 0.38
"""How far claims of two languages agree beside the names."""
ABROAD, WORDED = 0.36, 0.5
"""Bond of such claims that is enough where they agree so far."""
MIXED_UP = 0.3
"""Bond that is enough for two names that are easily mixed up."""
ONE_KIND = 0.55
"""Cosine of two words of one language from which they are of one kind."""
TRANSLATED, PLACE = 0.5, 0.66
"""Cosine from which two names of two languages may be one, translated; the same of two places, which stand
for each other only in like statements."""
COUNTRY = re.compile("[A-Z]{2}")
"""What the gazetteer has for a country, and for no other place."""
NEAR, ANSWERED = 4, 0.4
"""Words around a place that tell what is there, and cosine of those of two languages that tell the same."""
FEWEST = 2
"""Words that two claims have in common beside the names."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Two names that are linked: their link, the names as they stand, and whether they are places."""

    link: Link
    names: tuple[str, str]
    places: bool


def names(ground: Ground) -> Iterator[Found]:
    """Yield pairs of claims alike but for one name."""
    for i, j in ground.bonds.counterparts:
        if not (_may_differ(ground, i, j) and ground.bonds.mutual(i, j)):
            continue
        if ground.comparable(i, j) and one_time(ground, (i, j)) and ground.bonds.hold(i, j, MIXED_UP):
            bond = ground.bonds.of(i, j)
            slots = list({slot.names: slot for slot in _slots(ground, i, j)}.values())
            if len(slots) == 1 and _differ(ground, (i, j), slots[0], bond):
                yield _found(ground, (i, j), slots[0], bond)


def _may_differ(ground: Ground, i: int, j: int) -> bool:
    """Tell whether two claims hold recognised names that are not the same words, or have two sources."""
    if ground.voice(i) and ground.voice(j) and ground.voice(i) != ground.voice(j):
        return True
    a, b = ({n.word for n in ground.names_at(row).values() if n.type} for row in (i, j))
    return bool(a and b) and len(a | b) > 1


def _slots(ground: Ground, i: int, j: int) -> Iterator[Slot]:
    """Yield the words of two claims that belong to names of two: linked ones, or the only ones left over."""
    a, b = ground.names_at(i), ground.names_at(j)
    links = ground.aligner.links(i, j)
    lone = [set(a) - {k.a for k in links}, set(b) - {k.b for k in links}]
    one_each = len(lone[0]) == len(lone[1]) == 1
    left = [Link(lone[0].pop(), lone[1].pop(), 0.0)] if one_each else []
    for link in (*links, *left):
        x, y = a.get(link.a), b.get(link.b)
        if x is None or y is None or _translated(x, y, link) or one_name(x, y):
            continue
        slot = Slot(link, (x.text, y.text), x.type == y.type == "LOC")
        if not link.near and x.language != y.language and not slot.places:
            continue
        if ground.read[i].words[link.a].lemma == ground.read[j].words[link.b].lemma:
            continue
        if _blamed(ground, (i, j), slot) or _one_slot(ground, (i, j), slot, (x, y)):
            yield slot


def _one_slot(ground: Ground, rows: Rows, slot: Slot, names: tuple[Name, Name]) -> bool:
    """Tell whether two recognised names of one type stand in one place of a statement.

    What "Berlin" rejects, "Germany" may have rejected: a place is where something is behind a preposition.
    """
    x, y = names
    if not x.type or x.type != y.type or (x.type == "PER" and misspelt(x.text, y.text)):
        return False
    same = x.language == y.language
    if same and mixed_up(*slot.names):
        return True
    if slot.places:
        return (
            _placed(ground, rows, slot) and not _may_hold(x, y) and (same or _told_alike(ground, rows, slot))
        )
    return not same or _beside_one(ground, rows, slot)


def _told_alike(ground: Ground, rows: Rows, slot: Slot) -> bool:
    """Tell whether a word near one of two names answers one near the other, which is no name itself."""
    named = ground.names_at(rows[0])
    near = (
        k
        for k in ground.aligner.links(*rows)
        if max(abs(k.a - slot.link.a), abs(k.b - slot.link.b)) <= NEAR and k.a not in named
    )
    return any(k.near >= ANSWERED and ground.read[rows[0]].words[k.a].content for k in near)


def _may_hold(x: Name, y: Name) -> bool:
    """Tell whether one place may lie in the other: one is a country, the other none."""
    return len({COUNTRY.fullmatch(place(n.text, n.language) or "") is None for n in (x, y)}) > 1


def _placed(ground: Ground, rows: Rows, slot: Slot) -> bool:
    """Tell whether both names stand behind a preposition, right behind it or a noun ("из города Орвел")."""
    places = zip(rows, (slot.link.a, slot.link.b), strict=True)
    return all(_behind_preposition(ground.read[row], at) for row, at in places)


def _behind_preposition(passage: Passage, at: int) -> bool:
    before = passage.words[max(0, at - 2) : at][::-1]
    if not before:
        return False
    nearest, *further = ("preposition" in word_labels(passage.language, word.form) for word in before)
    noun = before[0].content and not is_verb(passage.language, before[0].form)
    return nearest or (noun and any(further))


def _beside_one(ground: Ground, rows: Rows, slot: Slot) -> bool:
    """Tell whether a word beside the one name is linked to the word on that side of the other."""
    links = {(k.a, k.b) for k in ground.aligner.links(*rows)}
    return any((slot.link.a + step, slot.link.b + step) in links for step in (-1, 1))


def _translated(x: Name, y: Name, link: Link) -> bool:
    """Tell whether two names of two languages may be one, or are not surely names of one word.

    Names of bodies are translated word by word, acronyms letter by letter: nothing tells whether two are
    one. Nor does anything in a script without vowels.
    """
    plain = x.type in {"PER", "LOC"} and y.type in {"PER", "LOC"} and " " not in x.text + y.text
    plain = plain and not (x.text.isupper() and y.text.isupper())
    plain = plain and sounds.spelled(x.text) and sounds.spelled(y.text)
    least = PLACE if x.type == y.type == "LOC" else TRANSLATED
    return x.language != y.language and (link.near >= least or not plain)


def _differ(ground: Ground, rows: Rows, slot: Slot, bond: float) -> bool:
    """Tell whether one name stands where the other does, and neither is in the other's sentence."""
    i, j = rows
    if any(not compatible(x, y) for x in ground.claims[i].quantities for y in ground.claims[j].quantities):
        return False
    if _blamed(ground, rows, slot):
        return bond >= BOND
    if slot.names[0] in ground.sentence_text(j) or slot.names[1] in ground.sentence_text(i):
        return False
    same = ground.one_language(i, j)
    beside = ground.aligner.agreed(i, j, frozenset({(slot.link.a, slot.link.b)}))
    links = [k for k in ground.aligner.links(i, j) if ground.read[i].words[k.a].content]
    if same and any(_siblings(ground, rows, k) for k in links if k != slot.link):
        return False
    mixed = same and mixed_up(*slot.names)
    least = (AGREE if slot.places or mixed else PERSONS) if same else FOREIGN
    needed = MIXED_UP if mixed else BOND if same or beside < WORDED else ABROAD
    enough = bond >= needed and beside >= least
    return enough and len(links) > FEWEST - mixed


def _siblings(ground: Ground, rows: Rows, link: Link) -> bool:
    """Tell whether two linked words that are no names are of one kind and not one ("men", "women")."""
    x, y = ground.read[rows[0]].words[link.a], ground.read[rows[1]].words[link.b]
    named = link.a in ground.names_at(rows[0]) or link.b in ground.names_at(rows[1])
    return y.content and not named and x.lemma != y.lemma and link.near >= ONE_KIND


def _found(ground: Ground, rows: Rows, slot: Slot, bond: float) -> Found:
    kind: ConflictKind = "place" if slot.places else "other"
    if _blamed(ground, rows, slot):
        kind, told = "attribution", "parties"
    elif slot.places:
        told = "place"
    else:
        told = "name"
    why = Phrase(key=f"differ_{told}", words=slot.names)
    score = scores.NAME.of(bond)
    at = ground.read[rows[0]].words[slot.link.a].span, ground.read[rows[1]].words[slot.link.b].span
    return Found(kind=kind, rows=rows, score=score, why=why, about=" ".join(sorted(slot.names)), at=at)


def _blamed(ground: Ground, rows: Rows, slot: Slot) -> bool:
    """Tell whether each passage is said beside it to come from the party that the other names."""
    sources = (ground.claims[row].claimant for row in rows)
    said_by = [who.name.casefold() if who and who.span else "" for who in sources]
    one, other = ground.read[rows[0]].words[slot.link.a].form, ground.read[rows[1]].words[slot.link.b].form
    return other in said_by[0].split() and one in said_by[1].split()
