"""Conflicts of a charge and its rebuttal: "the union says that X. The ministry denied this allegation".

What is denied is only pointed at, by a noun for what people say of others or by a pronoun, so no words of the
two claims answer each other: the rebuttal is of what another source was told to have said right before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.found import Found
from rashomon.compare.ground import Ground
from rashomon.compare.negations import negated, negated_words
from rashomon.compare.wording import Passage, read_words
from rashomon.lang.attribution import CUES, word_labels
from rashomon.lang.claims import claim_words
from rashomon.lang.contrast import contrast
from rashomon.lang.terms import compiled, find, has
from rashomon.model.phrase import Phrase
from rashomon.model.text import Reference, Span

FURTHER = 2
"""Words of a rebuttal, at most, that say something besides who denies, what and when."""
BACK, FAR_BACK = 2, 4
"""Sentences before a rebuttal in which its charge stands at most, and where it surely is one."""
BESIDE, BESIDE_NOUN = 2, 4
"""Words between which a pronoun and the verb that denies it stand at most, and a noun and that verb."""


def rebuttals(ground: Ground) -> Iterator[Found]:
    """Yield what one source of an article says of another and what this one denies without repeating it."""
    for row, passage in enumerate(ground.read):
        denied = _denies(ground, row, passage) or _denies_before(ground, row, passage)
        charge = _charge(ground, row) if denied else None
        if charge is not None:
            yield Found(
                kind="negation",
                rows=(charge, row),
                score=scores.REBUTTAL.of(),
                why=Phrase(key="differ_denied"),
                about=f"rebuttal {row}",
            )


def _denies_before(ground: Ground, row: int, passage: Passage) -> bool:
    """Tell whether what stands before a claim denies something ("denied the charges, saying that …")."""
    start, claim = ground.sentence(row).start, passage.reference.span.start
    if not (ground.voice(row) and start < claim and _opens(ground, row)) or ground.denied(row):
        return False
    lead = Span(start, claim)
    words, text = read_words(ground.analysis(row), lead), ground.cited(row, lead)
    reference = Reference(passage.reference.article, lead)
    return _denies(ground, row, replace(passage, reference=reference, text=text, words=words))


def _denies(ground: Ground, row: int, passage: Passage) -> bool:
    """Tell whether a claim, or what stands before it, denies something and only points at it."""
    grammar, forms = contrast(passage.language), [word.form for word in passage.words]
    verbs = _denying(passage)
    false = [m.span() for m in find(grammar.untrue, passage.text)]
    nouns = [at for at, form in enumerate(forms) if compiled(grammar.charges).fullmatch(form)]
    if not (verbs or false) or _says_more(ground, row, passage, {*nouns, *verbs}, false):
        return False
    if any(_goes_on(passage, at) for at in (*nouns, *verbs)):
        return False
    if any(false or any(abs(at - verb) <= BESIDE_NOUN for verb in verbs) for at in nouns):
        return True
    pointers = [at for at, form in enumerate(forms) if compiled(grammar.this).fullmatch(form)]
    beside = any(abs(at - verb) <= BESIDE for at in pointers for verb in verbs)
    return _opens(ground, row) and (beside or (bool(false) and 0 in pointers))


def _denying(passage: Passage) -> list[int]:
    """Return the verbs of denying that no negation turns: what somebody "did not confirm" nobody denied."""
    verbs = [at for at, w in enumerate(passage.words) if "deny" in word_labels(passage.language, w.form)]
    turned = negated_words(passage) if verbs else frozenset()
    return [at for at in verbs if at not in turned and not negated(passage, at)]


def _opens(ground: Ground, row: int) -> bool:
    """Tell whether no other claim of its sentence stands before a claim: a pronoun may point there."""
    before = row - 1
    if before < 0 or not ground.one_article(before, row):
        return True
    return ground.claims[before].sentence != ground.claims[row].sentence


def _goes_on(passage: Passage, at: int) -> bool:
    """Tell whether what a noun or verb denies is told behind it ("the claim that …", "reports, spread …")."""
    behind = passage.words[at + 1 : at + 2]
    if not behind:
        return False
    begin = passage.reference.span.start
    between = passage.text[passage.words[at].span.end - begin : behind[0].span.start - begin]
    parted = between.lstrip().startswith(",")
    labels = word_labels(passage.language, behind[0].form)
    opens = behind[0].form in claim_words(passage.language).complementizers
    return opens or (parted and not labels & CUES) or "of" in labels


def _says_more(
    ground: Ground, row: int, passage: Passage, known: set[int], false: Sequence[tuple[int, int]]
) -> bool:
    """Tell whether a claim says more than that something is denied: then its words tell what it denies."""
    span, who = passage.reference.span, ground.claims[row].claimant
    quotes = ground.places(row).quotes.overlapping(span)
    sources = [s.span for s in (who, *(quote.speaker for quote in quotes)) if s and s.span]
    named = (mention.span for _, mention in ground.places(row).named(span))
    aside = [*sources, *named, *(timex.span for timex in ground.claims[row].timexes)]
    aside += [Span(span.start + low, span.start + high) for low, high in false]
    told = (
        word.content
        and at not in known
        and not word_labels(passage.language, word.form) & CUES
        and not any(one.overlap(word.span) for one in aside)
        for at, word in enumerate(passage.words)
    )
    return sum(told) > FURTHER


def _charge(ground: Ground, row: int) -> int | None:
    """Return the claim of another source that a rebuttal is of: the nearest charge, or else what stands near.

    A pronoun points at what stands near. Of the claims of one sentence the longest tells most.
    """
    denier, article, sentence = _denier(ground, row), ground.read[row].article, ground.claims[row].sentence
    before = takewhile(lambda other: ground.read[other].article == article, range(row - 1, -1, -1))
    near = takewhile(lambda other: sentence - ground.claims[other].sentence <= FAR_BACK, before)
    told = [other for other in near if ground.voice(other) not in {"", denier} and _tells(ground, other)]
    close = [other for other in told if sentence - ground.claims[other].sentence <= BACK]
    named = has(contrast(ground.read[row].language).charges, ground.sentence_text(row))
    sure = [other for other in (told if named else close) if _is_charge(ground, other, denier)]
    near_by = [other for other in close if _stands_by(ground, other, row)]
    best = (sure or near_by)[:1]
    together = (o for o in sure or near_by if ground.claims[o].sentence == ground.claims[best[0]].sentence)
    return max(together, key=lambda other: len(ground.read[other].text), default=None)


def _stands_by(ground: Ground, charge: int, row: int) -> bool:
    """Tell whether a claim stands in a rebuttal's paragraph, or in the sentence before it."""
    one, other = (ground.claims[r].sentence for r in (charge, row))
    sentences = ground.analysis(row).sentences
    return other - one <= 1 or sentences[one].paragraph == sentences[other].paragraph


def _tells(ground: Ground, row: int) -> bool:
    """Tell whether a claim tells what is or was so, and not only that there is a charge."""
    only = has(contrast(ground.read[row].language).charges, ground.read[row].text)
    return not (only or ground.denied(row) or ground.claims[row].modality == "planned")


def _is_charge(ground: Ground, row: int, denier: str) -> bool:
    """Tell whether an outlet keeps its distance from a claim, or the claim names who denies it."""
    return ground.claims[row].stance == "hedges" or denier in ground.named[row]


def _denier(ground: Ground, row: int) -> str:
    """Return who denies: who makes the claim, or the source of the words in it."""
    quotes = ground.analysis(row).quotes
    span = ground.read[row].reference.span
    inside = next((q.speaker for q in quotes if q.speaker and q.cue and span.contains(q.cue)), None)
    return ground.voice(row) or ((inside.entity or inside.name.casefold()) if inside else "")
