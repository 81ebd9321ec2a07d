"""Conflicts inside one account: two parties told to say different things, or two causes of one effect."""

from collections.abc import Iterator

from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.found import Found
from rashomon.compare.ground import Ground
from rashomon.compare.wording import Passage
from rashomon.lang.attribution import cue_class
from rashomon.lang.contrast import contrast
from rashomon.lang.terms import find, has
from rashomon.model.annotation import Quote
from rashomon.model.phrase import Phrase

CLAIMS = 3
"""Claims behind one that are looked at for another cause."""
APART = 1
"""Sentences between which the two parties stand at most."""
DISTANT = frozenset({"hedge", "deny"})
"""Cue classes by which the outlet keeps its distance: it knows that the other side says otherwise."""


def parties(ground: Ground) -> Iterator[Found]:
    """Yield claims of one account that are set against each other: two causes of death, or two parties."""
    for row in range(len(ground.read) - 1):
        yield from _causes(ground, row)
        if _opposed(ground, row, row + 1) and all(_at_distance(ground, r) for r in (row, row + 1)):
            who = [c.claimant.name for c in ground.claims[row : row + 2] if c.claimant]
            why = Phrase(key="differ_accounts", words=tuple(who))
            score = scores.PARTIES.of()
            yield Found(kind="attribution", rows=(row, row + 1), score=score, why=why, about=f"parties {row}")


def _causes(ground: Ground, row: int) -> Iterator[Found]:
    """Yield two causes of death in one reported sentence or next to each other."""
    first = _cause(ground.read[row]) if ground.claims[row].claimant else ""
    for other in range(row + 1, min(row + 1 + CLAIMS, len(ground.read))) if first else ():
        same = ground.one_article(row, other)
        second = (
            _cause(ground.read[other])
            if same and ground.claims[other].sentence - ground.claims[row].sentence <= APART
            else ""
        )
        if second and second.casefold() != first.casefold():
            why, score = Phrase(key="differ_death", words=(first, second)), scores.DEATH.of()
            yield Found(kind="cause", rows=(row, other), score=score, why=why, about=f"cause {row}")


def _opposed(ground: Ground, row: int, other: int) -> bool:
    a, b = ground.claims[row], ground.claims[other]
    if not ground.one_article(row, other):
        return False
    if a.claimant is None or b.claimant is None or b.sentence - a.sentence > APART:
        return False
    if a.claimant.name.casefold() == b.claimant.name.casefold() or (
        a.claimant.entity and a.claimant.entity == b.claimant.entity
    ):
        return False
    return contrasted(ground, row, other)


def contrasted(ground: Ground, row: int, other: int) -> bool:
    """Tell whether a word of contrast stands between two neighbouring claims or opens one of them."""
    a, b = ground.read[row], ground.read[other]
    if a.article != b.article or ground.claims[other].sentence - ground.claims[row].sentence > APART:
        return False
    text = ground.analysis(row).article.text.content
    joint = text[a.reference.span.end : b.words[min(3, len(b.words) - 1)].span.end] if b.words else ""
    opening = text[a.reference.span.start : a.words[0].span.end] if a.words else ""
    return has(contrast(a.language).whereas, joint) or has(contrast(a.language).whereas, opening)


def _cause(passage: Passage) -> str:
    """Return the words that give a cause of death, "" where there are none."""
    grammar = contrast(passage.language)
    deaths, causes = list(find(grammar.death, passage.text)), list(find(grammar.cause, passage.text))
    if not deaths or not causes:
        return ""
    return passage.text[min(deaths[0].start(), causes[0].start()) :].strip()[:120]


def _at_distance(ground: Ground, row: int) -> bool:
    """Tell whether a claim is reported by a verb that leaves open whether it is so."""
    quote = _quote(ground, row)
    if quote is None or quote.cue is None:
        return False
    analysis = ground.analysis(row)
    return cue_class(analysis.language, analysis.text_of(quote.cue)) in DISTANT


def _quote(ground: Ground, row: int) -> Quote | None:
    """Return the innermost quote in which most of a claim lies, or which mostly lies in it."""
    span = ground.read[row].reference.span
    quotes = ground.analysis(row).quotes
    near = (q for q in quotes if 2 * q.span.overlap(span) >= min(len(q.span), len(span)))
    return min(near, key=lambda q: len(q.span), default=None)
