"""Conflicts of status: two claims take opposite sides of one topic of the language packs."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.coverage import covered
from rashomon.compare.conflicts.dates import one_long_past, one_time
from rashomon.compare.conflicts.found import Found
from rashomon.compare.ground import Ground, Rows
from rashomon.compare.namespots import Name, one_name
from rashomon.compare.topics import topics_of
from rashomon.compare.wording import Passage, read_words
from rashomon.lang.claims import is_verb
from rashomon.lang.contrast import ABOUT, contrast
from rashomon.lang.terms import has
from rashomon.model.phrase import Phrase
from rashomon.model.text import Span

TOPIC, PLAIN = 0.1, 0.36
"""Support that opposites need, where their topic is named on both sides and where it is not."""
OTHERS = 0.55
"""The same where one side names a person whom the other does not: each may have done something alike."""
ANSWERED = 0.25
"""The same where nearly all that the shorter claim tells is answered."""
ABROAD = 0.35
"""Support from which covered claims of two languages with linked opposites need no one word in common."""
TIED = 0.15
"""What it adds to the support that the opposite words are linked, what they are said of, or all else."""
ONE_MATTER = 0.45
"""Cosine from which a word that names the topic's matter and any other word mean one thing."""
ONE_THING = 0.5
"""Cosine of two words that may name what is so on one side and not so on the other."""
ONE_KIND = 0.45
"""Cosine of two nouns of one language from which they name two things of one kind."""
NEARBY = 60
"""Characters between the words of a side and those that name its topic, at most, but for an insertion."""
LONGEST_PASSAGE = 400
"""Characters of a passage that several claims make up."""
SIDES = 40
"""Claims of one side of a topic that are compared."""

_INSERTED = re.compile(r"\s[—–-]\s[^—–]*\s[—–-](?=\s)|\([^()]*\)")
"""What stands between two dashes or in brackets."""


@dataclass(frozen=True, slots=True)
class Pole:
    """A claim that takes a side: its row, where its words stand, and all of its sentence that does so."""

    row: int
    words_at: Span
    span: Span


def opposites(ground: Ground) -> Iterator[Found]:
    """Yield pairs of claims that take opposite sides of one topic."""
    for topic, (plus, minus) in sorted(_poles(ground).items()):
        for a in plus[:SIDES]:
            for b in minus[:SIDES]:
                if found := _opposite(ground, topic, a, b):
                    yield found


def opposed(ground: Ground, rows: Rows) -> bool:
    """Tell whether two claims take opposite sides of a topic, whatever they are about."""
    a, b = (ground.sides[row] for row in rows)
    return any(topic in b and b[topic].sign == -side.sign for topic, side in a.items())


def side_of(ground: Ground, row: int, topic: str, *, like: int) -> Span | None:
    """Return the words by which a claim takes the side of a topic that another takes, None if it doesn't."""
    own, other = (ground.sides[r].get(topic) for r in (row, like))
    return own.words_at if own and other and own.sign == other.sign else None


def _poles(ground: Ground) -> dict[str, tuple[list[Pole], list[Pole]]]:
    """Return the claims on either side of each topic; neighbours in a sentence that agree are one."""
    result: dict[str, tuple[list[Pole], list[Pole]]] = defaultdict(lambda: ([], []))
    for row, passage in enumerate(ground.read):
        grammar, sides = contrast(passage.language), ground.sides[row]
        if not sides or has(grammar.hardly, passage.text):
            continue
        matters = _matters(ground, row)
        for topic, (sign, words_at) in sides.items():
            near = any(_nearby(ground, row, words_at, at) for at in matters.get(topic, ()))
            if near or not grammar.opposites[topic].about:
                _add(ground, result[topic][0 if sign > 0 else 1], Pole(row, words_at, passage.reference.span))
    return result


def _nearby(ground: Ground, row: int, one: Span, other: Span) -> bool:
    """Tell whether few characters stand between two words, beside what is put in between dashes."""
    if one.distance(other) <= NEARBY:
        return True
    between = Span(min(one.end, other.end), max(one.start, other.start))
    return len(_INSERTED.sub("", ground.cited(row, between))) <= NEARBY


def _matters(ground: Ground, row: int) -> dict[str, list[Span]]:
    """Map each topic to the words of a claim's sentence that name what it is about."""
    passage = ground.read[row]
    words = read_words(ground.analysis(row), ground.sentence(row))
    found: dict[str, list[Span]] = defaultdict(list)
    for topic, role, first, last in topics_of(words, passage.language):
        if role == ABOUT:
            found[topic].append(Span(words[first].span.start, words[last - 1].span.end))
    return found


def _add(ground: Ground, side: list[Pole], pole: Pole) -> None:
    last = side[-1] if side else None
    if last and ground.one_article(last.row, pole.row) and ground.sentence(last.row).contains(pole.span):
        over = Span(last.span.start, pole.span.end)
        side[-1] = replace(last, span=over if len(over) <= LONGEST_PASSAGE else last.span)
    else:
        side.append(pole)


def _opposite(ground: Ground, topic: str, a: Pole, b: Pole) -> Found | None:
    rows = (a.row, b.row)
    possible = ground.comparable(*rows) and one_time(ground, rows) and not ground.elsewhere(*rows)
    if not possible or _changed(ground, topic, rows) or one_long_past(ground, rows):
        return None
    named = bool(contrast(ground.read[a.row].language).opposites[topic].about)
    bond, together = ground.bonds.of(*rows), min(len(ground.named[a.row] & ground.named[b.row]), 2)
    whole = not named and bond >= ANSWERED and covered(ground, rows)
    linked = ground.linked(rows, a.words_at, b.words_at)
    tied = whole or linked
    one_day = linked and _one_persons_day(ground, rows)
    least = OTHERS if _other_persons(ground, rows) else ANSWERED if whole or one_day else PLAIN
    if not named and bond < least:
        return None
    foreign = not ground.one_language(a.row, b.row)
    sure = named or (foreign and linked and whole and bond >= ABROAD)
    if not sure and (not _one_thing(ground, topic, rows) or _siblings(ground, topic, rows)):
        return None
    one_matter = named and _same_matter(ground, topic, rows)
    if bond + 0.05 * together + TIED * (tied + one_matter) < (TOPIC if named else PLAIN):
        return None
    score = scores.STATUS.of(bond, named=named, tied=tied, one_matter=one_matter, together=together)
    texts = [ground.cited(p.row, p.words_at) for p in (a, b)]
    why = Phrase(key="differ_matter", words=tuple(texts))
    return Found(
        kind="status",
        rows=rows,
        score=score,
        why=why,
        about=topic,
        spans=(a.span, b.span),
        at=(a.words_at, b.words_at),
    )


def _one_thing(ground: Ground, topic: str, rows: Rows) -> bool:
    """Tell whether a word beside those of the topic answers one: so something is so here and not so there."""
    free = [_things(ground.read[row], topic) for row in rows]
    for k in ground.aligner.links(*rows):
        if k.near >= ONE_THING and k.a in free[0] and k.b in free[1]:
            verb, other = free[0][k.a], free[1][k.b]
            if verb == other or not (verb or other):
                return True
    return False


def _siblings(ground: Ground, topic: str, rows: Rows) -> bool:
    """Tell whether claims of one language are alike but for two nouns of a kind ("of wheat", "of barley")."""
    a, b = (ground.read[row] for row in rows)
    free = [_things(passage, topic) for passage in (a, b)]
    pairs = [k for k in ground.aligner.links(*rows) if k.a in free[0] and k.b in free[1]]
    others = [k for k in pairs if a.words[k.a].lemma != b.words[k.b].lemma]
    alike = len(pairs) == min(map(len, free)) and len(others) == 1 and a.language == b.language
    return alike and others[0].near >= ONE_KIND and len(pairs) > 1


def _things(passage: Passage, topic: str) -> dict[int, str]:
    """Map the places of words that may name what is so or not to "", of verbs to their base form.

    Verbs are one act only by one base form: that "shrank" answers "grew" tells nothing of what did.
    """
    named = topics_of(passage.words, passage.language)
    taken = {at for known, _, first, last in named if known == topic for at in range(first, last)}
    return {
        at: word.lemma if is_verb(passage.language, word.form) else ""
        for at, word in enumerate(passage.words)
        if word.content and at not in taken and not word.form.isdecimal()
    }


def _other_persons(ground: Ground, rows: Rows) -> bool:
    """Tell whether one claim names persons of whom none is named in the other."""
    a, b = (_persons(ground, row) for row in rows)
    return bool(a or b) and not any(one_name(x, y) for x in a for y in b)


def _one_persons_day(ground: Ground, rows: Rows) -> bool:
    """Tell whether two claims name one person and give one time."""
    a, b = ({t.value for t in ground.claims[row].timexes if t.value} for row in rows)
    return bool(a & b) and any(
        one_name(x, y) for x in _persons(ground, rows[0]) for y in _persons(ground, rows[1])
    )


def _persons(ground: Ground, row: int) -> list[Name]:
    """Return the persons whom a claim names, but for the one who says it."""
    who, words = ground.claims[row].claimant, ground.read[row].words
    source = who.span if who else None
    named = ((words[at].span, name) for at, name in ground.names_at(row).items() if name.type == "PER")
    return [name for span, name in named if not (source and source.overlap(span))]


def _changed(ground: Ground, topic: str, rows: Rows) -> bool:
    """Tell whether the matter may have changed between two reports of different days."""
    passing = any(contrast(ground.read[row].language).opposites[topic].passing for row in rows)
    return passing and (ground.days_between(*rows) or 0) != 0


def _same_matter(ground: Ground, topic: str, rows: Rows) -> bool:
    """Tell whether what a topic is about in one claim answers something in the other."""
    about = [
        {at for t, role, at, _ in topics_of(p.words, p.language) if t == topic and role == ABOUT}
        for p in (ground.read[row] for row in rows)
    ]
    a, b = (ground.read[row].words for row in rows)
    for k in ground.aligner.links(*rows):
        named = (k.a in about[0]) + (k.b in about[1])
        if named == len(about) or (named and k.near >= ONE_MATTER and a[k.a].content and b[k.b].content):
            return True
    return False
