"""Conflicts of yes and no: one claim negates in the same words what another says."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.compare.conflicts import scores
from rashomon.compare.conflicts.dates import one_time, other_names
from rashomon.compare.conflicts.found import Found
from rashomon.compare.conflicts.relatives import of_another
from rashomon.compare.ground import Ground
from rashomon.compare.negations import (
    REACH,
    denies,
    is_negation,
    negated,
    says_no,
)
from rashomon.compare.wording import Passage, Word, read_words
from rashomon.lang.attribution import listed, word_labels
from rashomon.lang.claims import is_verb
from rashomon.lang.contrast import contrast
from rashomon.lang.terms import compiled, has
from rashomon.model.phrase import Phrase
from rashomon.model.text import Span

FRAME = 2
"""Words that a negated frame consists of: what is denied and of what."""
SPREAD = 4
"""Words between which the same two words must stand on the other side."""
WORDED = 0.38
"""Agreement word by word that two claims with one frame need, unless they share a name and deny a verb."""
ASKED = ("?", "؟", "？")
OPENING = (":", "：")
LEAD = 40
"""Characters before a word or claim in which is read what may turn it."""
STATES = 2
"""Days between two reports after which what was not so may have become so."""
SIDES = 40
"""Claims that affirm one pair of words and are compared with a denial of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Two content words that are denied or affirmed together: the claim, the place of the first, the text.

    ``verb`` tells whether the first is a verb: "did not change" denies no "change".
    """

    row: int
    at: int
    lemmas: tuple[str, str]
    verb: bool
    between: str
    text: str

    @property
    def key(self) -> tuple[str, str, bool]:
        """What a denial and an affirmation have in common."""
        return *self.lemmas, self.verb


def denials(ground: Ground) -> Iterator[Found]:
    """Yield pairs of claims of which one denies in the same words what the other says."""
    said = _affirmed_frames(ground)
    for row, passage in enumerate(ground.read):
        if has(contrast(passage.language).hardly, passage.text) or ground.claims[row].modality != "asserted":
            continue
        for no in _negated_frames(ground, row):
            for yes in said.get(no.key, ())[:SIDES]:
                if _denied(ground, no, yes):
                    yield _denial(ground, no, yes)


def overtaken(ground: Ground, no: int, yes: int) -> bool:
    """Tell whether a later report affirms what an earlier one negated: then it may have come true."""
    return (ground.days_between(no, yes) or 0) >= STATES


def _denied(ground: Ground, no: Frame, yes: Frame) -> bool:
    """Tell whether one claim denies of one thing what the other says of it."""
    rows = no.row, yes.row
    likely = (
        no.row != yes.row
        and affirms_openly(ground, yes.row)
        and not _asks(ground, no.row)
        and not overtaken(ground, *rows)
        and ground.comparable(*rows)
        and one_time(ground, rows)
        and not other_names(ground, rows)
    )
    if not likely or _both_say_no(ground, no, yes) or unsaid(ground, no.row, no.at):
        return False
    if of_another(ground, no.row, no.at, yes.row) or of_another(ground, yes.row, yes.at, no.row):
        return False
    together = no.verb and ground.named[no.row] & ground.named[yes.row]
    return bool(together or ground.aligner.agreement(*rows) >= WORDED)


def _both_say_no(ground: Ground, no: Frame, yes: Frame) -> bool:
    """Tell whether the side that holds the words without a negation turns them in another way."""
    passage = ground.read[yes.row]
    if ground.negated[yes.row]:
        return True
    other = ground.read[no.row]
    return any(told(passage, yes.at) and not told(other, no.at) for told in (says_no, denies))


def _denial(ground: Ground, no: Frame, yes: Frame) -> Found:
    """Return the denial of one claim by another, surer if the words between agree, too ("in", "during")."""
    rows = no.row, yes.row
    score = scores.DENIAL.of(
        max(ground.bonds.near(*rows), 0),
        named_together=bool(ground.named[no.row] & ground.named[yes.row]),
        shared=min(ground.shared(*rows), 2),
        exact=no.between == yes.between,
        two_voices=ground.voice(no.row) != ground.voice(yes.row),
        quoted=ground.quoted(no.row) + ground.quoted(yes.row),
    )
    why = Phrase(key="differ_negation", words=(no.text,))
    return Found(kind="negation", rows=rows, score=score, why=why, about=no.lemmas[0])


def _asks(ground: Ground, row: int) -> bool:
    """Tell whether a claim opens with a word that asks of whom or what it holds, and resumes no noun."""
    passage = ground.read[row]
    if not passage.words or not compiled(contrast(passage.language).asked).fullmatch(passage.words[0].form):
        return False
    opens = passage.reference.span.start <= ground.sentence(row).start + 1
    return opens or "relative" not in word_labels(passage.language, passage.words[0].form)


def unsaid(ground: Ground, row: int, at: int) -> bool:
    """Tell whether a word is left open or says nothing yet.

    It stands there both with and without a negation ("needed, not needed"), or opens a list ("these are:").
    """
    passage, sentence = ground.read[row], ground.sentence(row)
    analysis, word = ground.analysis(row), passage.words[at]
    if analysis.article.text.content[word.span.end :][:1] in OPENING:
        return True
    start = max(sentence.start, word.span.start - LEAD)
    before = read_words(analysis, Span(start, word.span.end))[:-1]
    return any(other.lemma == word.lemma for other in before[-REACH:])


def affirms_openly(ground: Ground, row: int) -> bool:
    """Tell whether a claim really says what it says.

    It is not asked and leaves nobody open ("who needs a licence"), and no word before it turns it.
    """
    passage, sentence = ground.read[row], ground.sentence(row)
    if _asks(ground, row):
        return False
    ends = ground.sentence_text(row).rstrip("\"'”“»’ ").endswith(ASKED)
    if ends or any(mark in passage.text for mark in ASKED):
        return False
    start = passage.reference.span.start
    before = read_words(ground.analysis(row), Span(max(sentence.start, start - LEAD), start + 1))
    turned = any(is_negation(word, passage.language) for word in before[-REACH - 1 : -1])
    return not turned and not has(contrast(passage.language).hardly, passage.text)


def _negated_frames(ground: Ground, row: int) -> Iterator[Frame]:
    """Yield the two content words after each negation that stands right before one of them.

    A negation before a noun or a name ("no letters", "NO The Lords voted") denies nothing of two words.
    """
    passage, names = ground.read[row], ground.names_at(row)
    grammar = contrast(passage.language)
    for at, word in enumerate(passage.words):
        following = passage.words[at + 1 : at + 2]
        of_noun = compiled((*grammar.lacking, *grammar.none)).fullmatch(word.form)
        before_word = bool(following) and following[0].content and at + 1 not in names
        if of_noun or not is_negation(word, passage.language) or not before_word:
            continue
        last = min(at + 2 + SPREAD, len(passage.words))
        after = [
            k
            for k in range(at + 1, last)
            if passage.words[k].content and not is_negation(passage.words[k], passage.language)
        ][:FRAME]
        counted = any(passage.words[k].form.isdecimal() for k in after)  # "not older than 60" is a limit
        if len(after) == FRAME and not counted and not listed(passage.language, passage.words[after[0]].form):
            yield _frame(passage, row, (after[0], after[1]), word)


def _frame(passage: Passage, row: int, places: tuple[int, int], opens: Word) -> Frame:
    """Return the frame of two words whose text begins with another."""
    first, second = (passage.words[at] for at in places)
    start = passage.reference.span.start
    return Frame(
        row=row,
        at=places[0],
        lemmas=(first.lemma, second.lemma),
        verb=is_verb(passage.language, first.form),
        between=passage.text[first.span.end - start : second.span.start - start].strip().casefold(),
        text=passage.text[opens.span.start - start : second.span.end - start],
    )


def _affirmed_frames(ground: Ground) -> dict[tuple[str, str, bool], list[Frame]]:
    """Map two content words that stand close together, not negated, to where claims hold them."""
    result: dict[tuple[str, str, bool], list[Frame]] = defaultdict(list)
    for row, passage in enumerate(ground.read):
        content = [at for at, word in enumerate(passage.words) if word.content]
        turned = {at for at in content if negated(passage, at)}
        for k, at in enumerate(content):
            for other in content[k + 1 : k + 3]:
                if other - at <= SPREAD and not {at, other} & turned:
                    frame = _frame(passage, row, (at, other), passage.words[at])
                    result[frame.key].append(frame)
    return result
