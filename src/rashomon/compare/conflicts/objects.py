"""Of what two linked words are said: whether what stands beside them in two claims may be one thing."""

from rashomon.compare.alignment import Link
from rashomon.compare.conflicts.answers import TRANSLATED
from rashomon.compare.ground import Ground, Rows
from rashomon.compare.negations import clause_around, unanswered_noun

BEHIND = 4
"""Words behind a linked one among which what it is said of is looked for."""
OBJECT = 0.45
"""Cosine from which what follows two linked words answers each other, too."""
SURELY_ONE = 0.6
"""Cosine of two words of two languages from which they are translations."""
TITLE = 3
"""Words before a person's name that tell who that is."""
ANSWERS, BESIDE = 0.42, 0.5
"""Cosine of words beside two others that answer each other, and the share of them that do."""


def other_objects(ground: Ground, rows: Rows, link: Link) -> bool:
    """Tell whether each word has another one behind it that nothing in the other claim answers.

    Nor may a noun stand unanswered that is denied itself ("no decision was reached"). Beside two words of
    two languages that need not be translations most words have to be answered.
    """
    same = ground.one_language(*rows)
    words_a, words_b = (ground.read[row].words for row in rows)
    links = [
        k
        for k in ground.aligner.links(*rows)
        if (k.near >= OBJECT and words_a[k.a].lemma == words_b[k.b].lemma if same else k.near >= TRANSLATED)
    ]
    known = {k.a for k in links}, {k.b for k in links}
    sides = list(zip((ground.read[row] for row in rows), known, strict=True))
    if same and any(unanswered_noun(p, answered) for p, answered in sides):
        return True
    if not same and link.near < SURELY_ONE and not _one_matter(ground, rows, link):
        return True
    after = [_behind(ground, row, at) for row, at in zip(rows, (link.a, link.b), strict=True)]
    parted = [bool(own) and own[0] not in known for own, known in zip(after, known, strict=True)]
    tied = same or not all(after) or any(k.a in after[0] and k.b in after[1] for k in links)
    return all(parted) or (any(parted) and not tied)


def _one_matter(ground: Ground, rows: Rows, link: Link) -> bool:
    """Tell whether two words may answer each other since the other words of their clauses do.

    Names do not count, since much is told of one person, nor do times.
    """
    sure = [k for k in ground.aligner.links(*rows) if k.near >= ANSWERS]
    known = {k.a for k in sure}, {k.b for k in sure}
    beside = [_beside(ground, row, at) for row, at in zip(rows, (link.a, link.b), strict=True)]
    answered = sum(len(own & there) for own, there in zip(beside, known, strict=True))
    return answered > 0 and answered >= BESIDE * sum(map(len, beside))


def _beside(ground: Ground, row: int, at: int) -> set[int]:
    """Return the places of the other words that tell of a topic in a word's clause.

    What a person is called right before the name tells no more than the name.
    """
    passage, names, timexes = ground.read[row], ground.names_at(row), ground.claims[row].timexes
    titles = {k for first, name in names.items() if name.type == "PER" for k in range(first - TITLE, first)}
    others = (k for k in clause_around(passage, at) if k not in {at, *titles} and passage.words[k].content)
    untimed = (k for k in others if not any(t.span.overlap(passage.words[k].span) for t in timexes))
    return {k for k in untimed if k not in names or not names[k].type}


def _behind(ground: Ground, row: int, at: int) -> list[int]:
    """Return the places of the next words behind one that tell of a topic, but for days and times."""
    words, timexes = ground.read[row].words, ground.claims[row].timexes
    near = range(at + 1, min(at + 1 + BEHIND, len(words)))
    timed = (k for k in near if words[k].content)
    return [k for k in timed if not any(t.span.overlap(words[k].span) for t in timexes)]
