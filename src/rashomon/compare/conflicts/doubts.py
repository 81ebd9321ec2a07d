"""Conflicts of certainty: one account states as a fact what the other calls open or unproven."""

from collections.abc import Iterator

from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.coverage import COVERED
from rashomon.compare.conflicts.dates import one_time, other_names
from rashomon.compare.conflicts.found import Found
from rashomon.compare.conflicts.polarity import affirms_openly
from rashomon.compare.ground import Ground
from rashomon.lang.contrast import contrast
from rashomon.lang.terms import find, has
from rashomon.model.phrase import Phrase
from rashomon.model.text import Span

LEAD = 60
"""Characters before a claim in which is looked for what leaves it open."""
AGREE, FOREIGN = 0.5, 0.2
"""How far the two agree beside what leaves it open, and the bond of two of two languages."""
FEWEST = 2
"""Words of what is left open that the other claim answers, at least."""


def doubts(ground: Ground) -> Iterator[Found]:
    """Yield pairs of claims of two articles: one tells what the other says nobody has shown."""
    opened = {row: at for row in range(len(ground.read)) if (at := _open(ground, row)) is not None}
    for rows in ground.bonds.counterparts if opened else ():
        if (rows[0] in opened) == (rows[1] in opened):
            continue
        doubt, sure = rows if rows[0] in opened else rows[::-1]
        if _stated(ground, sure, doubt) and _one_statement(ground, doubt, sure, opened[doubt]):
            told = ground.cited(doubt, opened[doubt])
            why = Phrase(key="differ_open", words=(told,))
            score = scores.DOUBT.of(ground.bonds.of(*rows))
            yield Found(kind="negation", rows=rows, score=score, why=why, about=f"open {doubt}")


def _open(ground: Ground, row: int) -> Span | None:
    """Return the words that leave a claim open: in it, or right before it."""
    passage, sentence = ground.read[row], ground.sentence(row)
    own = passage.reference.span
    start = max(sentence.start, own.start - LEAD)
    text = ground.cited(row, Span(start, own.end))
    for match in find(contrast(passage.language).unproven, text):
        place = Span(start + match.start(), start + match.end())
        between = text[match.end() : max(match.end(), own.start - start)]
        if place.end > own.start or not between.strip(" ,"):
            return place
    return None


def _stated(ground: Ground, sure: int, doubt: int) -> bool:
    """Tell whether a claim states something outright, and not after what was open may have been settled."""
    passage = ground.read[sure]
    stated = ground.claims[sure].modality in {"asserted", "hedged"}  # "X claims that" still says it
    firm = ground.told(sure) and stated and not ground.denied(sure)
    plain = not (has(contrast(passage.language).hardly, passage.text) or ground.negated[sure])
    later = (ground.days_between(doubt, sure) or 0) > 0
    apart = not ground.one_article(sure, doubt)
    return firm and plain and apart and not later and affirms_openly(ground, sure)


def _one_statement(ground: Ground, doubt: int, sure: int, opening: Span) -> bool:
    """Tell whether what is left open is what the other claim states, beside the words that leave it open."""
    rows = (min(doubt, sure), max(doubt, sure))
    if not ground.bonds.mutual(*rows) or not one_time(ground, rows) or other_names(ground, rows):
        return False
    if ground.elsewhere(*rows):
        return False
    words = ground.read[doubt].words
    aside = {at for at, word in enumerate(words) if opening.overlap(word.span)}
    same = ground.one_language(doubt, sure)
    later = () if same else ground.aligner.left_over(doubt, sure)
    links = (*ground.aligner.links(doubt, sure), *later)
    answered = [k for k in links if words[k.a].content and k.a not in aside]
    agreed = ground.aligner.agreed(doubt, sure, frozenset((at, -1) for at in aside))
    known = {k.a for k in answered}, {k.b for k in answered}
    said = ground.aligner.telling(doubt) - aside, ground.aligner.telling(sure)
    answers = [len(own) >= COVERED * len(told) for own, told in zip(known, said, strict=True)]
    if len(answered) < FEWEST:
        return False
    if same:
        return answers[0] and agreed >= AGREE
    return any(answers) and ground.bonds.of(*rows) >= FOREIGN
