"""Conflicts of attribution: the same quoted words given to two people."""

from collections.abc import Iterator, Sequence

from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.found import Found
from rashomon.compare.ground import Ground, Rows
from rashomon.compare.namespots import misspelt
from rashomon.lang.names import Word, of, same_person, within
from rashomon.model.annotation import Speaker
from rashomon.model.phrase import Phrase

SAME = 0.85
"""Agreement word by word from which two quotations are one."""
FEWEST = 3
"""Words that say something which such a quotation has at least: less is anybody's phrase."""


def speakers(ground: Ground) -> Iterator[Found]:
    """Yield pairs of quotations in the same words that two articles give to two named people."""
    persons = [_person(ground, row) for row in range(len(ground.read))]
    for i, j in ground.bonds.counterparts:
        a, b = persons[i], persons[j]
        if not a or not b or not ground.one_language(i, j):
            continue
        long = min(len(ground.read[row].content()) for row in (i, j)) >= FEWEST
        if long and ground.aligner.agreement(i, j) >= SAME and not _one(ground, (i, j), (a, b)):
            why = Phrase(key="differ_speaker", words=(a.name, b.name))
            about, score = " ".join(sorted((a.name, b.name))), scores.SPEAKER.of()
            yield Found(kind="attribution", rows=(i, j), score=score, why=why, about=about)


def _person(ground: Ground, row: int) -> Speaker | None:
    """Return the person whom quotation marks around a claim give as its speaker, by name.

    Whom "he" stands for is rather read wrongly than told otherwise by another account.
    """
    who = ground.claims[row].claimant
    analysis = ground.analysis(row)
    known = analysis.entity(who.entity) if who else None
    person = known is not None and known.type == "PER"
    return who if who and person and ground.quoted(row) and _by_name(ground, row, who) else None


def _by_name(ground: Ground, row: int, who: Speaker) -> bool:
    """Tell whether a verb of saying gives the words to the speaker by name, and not by pronoun or office."""
    told = ground.cited(row, who.span).casefold() if who.span else ""
    span = ground.read[row].reference.span
    quotes = ground.places(row).quotes.overlapping(span)
    said = any(q.cue and q.kind == "direct" for q in quotes)
    return said and any(word in told for word in who.name.casefold().split())


def _one(ground: Ground, rows: Rows, who: tuple[Speaker, Speaker]) -> bool:
    homes = [
        ground.home.get((ground.read[row].reference.article, one.entity or ""), "")
        for row, one in zip(rows, who, strict=True)
    ]
    words = [of(one.name, ground.read[row].language) for row, one in zip(rows, who, strict=True)]
    alike = same_person(*words) or _within(*words) or misspelt(who[0].name, who[1].name)
    return (homes[0] != "" and homes[0] == homes[1]) or alike


def _within(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Tell whether one name holds the other: the longer may have caught a word too many."""
    return within(a, b) or within(b, a)
