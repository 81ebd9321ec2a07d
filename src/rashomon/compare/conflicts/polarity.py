"""Conflicts of yes and no: one claim negates in the same words what another says."""

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass

from rashomon.compare.conflicts.dates import one_time, other_names
from rashomon.compare.conflicts.ground import Found, Ground
from rashomon.compare.wording import Passage, Word, read_words
from rashomon.lang.attribution import listed, word_labels
from rashomon.lang.claims import is_verb
from rashomon.lang.contrast import Contrast, contrast
from rashomon.lang.terms import compiled, has
from rashomon.model.phrase import Phrase
from rashomon.model.text import Span

REACH = 4
"""Words in front of a word in which a negation turns it."""
FRAME = 2
"""Words that a negated frame consists of: what is denied and of what."""
SPREAD = 4
"""Words between which the same two words must stand on the other side."""
EXACT, VOICES, QUOTED = 0.1, 0.05, 0.04
"""What it adds to a denial that the words between agree, that two voices speak, and a side's own words."""
WORDED = 0.38
"""Agreement word by word that two claims with one frame need, unless they share a name."""
ASKED = ("?", "؟", "？")
STATES = 2
"""Days between two reports after which what was not so may have become so."""
LONGEST_WORD = 40
"""Characters before a relative clause in which the word that it belongs to is looked for."""
SIDES = 40
"""Claims that affirm one pair of words and are compared with a denial of it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Two content words that are denied or affirmed together, and what stands between them.

    ``verb`` tells whether the first is a verb: "did not change" denies no "change".
    """

    lemmas: tuple[str, str]
    verb: bool
    between: str

    @property
    def key(self) -> tuple[str, str, bool]:
        """What a denial and an affirmation have in common."""
        return *self.lemmas, self.verb


def negated(passage: Passage, at: int, grammar: Contrast) -> bool:
    """Tell whether a negation stands shortly before the word, in the same passage."""
    before = passage.words[max(0, at - REACH) : at]
    return any(is_negation(word, grammar) for word in before)


def is_negation(word: Word, grammar: Contrast) -> bool:
    """Tell whether a word negates what follows."""
    return word.form.endswith("n't") or compiled(grammar.negation).fullmatch(word.form) is not None


def _against(ground: Ground, i: int, j: int) -> bool:
    return ground.comparable(i, j) and one_time(ground, (i, j))


def denials(ground: Ground) -> Iterator[Found]:
    """Yield pairs of claims of which one denies in the same words what the other says."""
    said = _pairs_of_words(ground)
    for row, passage in enumerate(ground.read):
        grammar = contrast(passage.language)
        if has(grammar.hardly, passage.text) or ground.claims[row].modality != "asserted":
            continue
        for frame, words in _negated_frames(passage, grammar, ground.names_at(row)):
            for other, between in said.get(frame.key, ())[:SIDES]:
                if found := _denial(ground, (row, other), frame, words, exact=between == frame.between):
                    yield found


def overtaken(ground: Ground, no: int, yes: int) -> bool:
    """Tell whether a later report affirms what an earlier one negated: then it may have come true."""
    return (ground.days_between(no, yes) or 0) >= STATES


def _denial(ground: Ground, rows: tuple[int, int], frame: Frame, words: str, *, exact: bool) -> Found | None:
    """Return the denial of one claim by another, surer if the words between agree, too ("in", "during")."""
    row, other = rows
    near = ground.near(row, other)
    together = ground.named[row] & ground.named[other]
    if (
        row == other
        or not affirms_openly(ground, other)
        or overtaken(ground, row, other)
        or not _against(ground, row, other)
        or other_names(ground, rows)
        or not (together or ground.aligner.agreement(row, other) >= WORDED)
    ):
        return None
    score = 0.4 + 0.35 * max(near, 0) + 0.1 * bool(together) + 0.05 * min(ground.shared(row, other), 2)
    score += EXACT * exact + VOICES * (ground.voice(row) != ground.voice(other))
    score += QUOTED * (ground.quoted(row) + ground.quoted(other))
    why = Phrase(key="differ_negation", words=(words,))
    return Found(kind="negation", rows=rows, score=score, why=why, about=frame.lemmas[0])


def affirms_openly(ground: Ground, row: int) -> bool:
    """Tell whether a claim really says what it says: it is not asked, and no word before it turns it."""
    ends = ground.sentence_text(row).rstrip("\"'”“»’ ").endswith(ASKED)
    if ends or any(mark in ground.read[row].text for mark in ASKED):
        return False
    passage, sentence = ground.read[row], ground.sentence(row)
    grammar, analysis = contrast(passage.language), ground.story.analyses[passage.article]
    before = read_words(
        analysis,
        Span(max(sentence.start, passage.reference.span.start - 40), passage.reference.span.start + 1),
    )
    turned = any(is_negation(word, grammar) for word in before[-REACH - 1 : -1])
    return not turned and not has(grammar.hardly, passage.text)


def _negated_frames(
    passage: Passage, grammar: Contrast, names: Container[int]
) -> Iterator[tuple[Frame, str]]:
    """Yield the two content words after each negation that stands right before one of them, and the text.

    A negation before a noun or a name ("no letters", "NO The Lords voted") denies nothing of two words.
    """
    for at, word in enumerate(passage.words):
        following = passage.words[at + 1 : at + 2]
        of_noun = compiled((*grammar.lacking, *grammar.none)).fullmatch(word.form)
        before_word = bool(following) and following[0].content and at + 1 not in names
        if of_noun or not is_negation(word, grammar) or not before_word:
            continue
        after = [
            w for w in passage.words[at + 1 : at + 2 + SPREAD] if w.content and not is_negation(w, grammar)
        ][:FRAME]
        if len(after) == FRAME and not listed(passage.language, after[0].form):
            start = passage.reference.span.start
            words = passage.text[word.span.start - start : after[1].span.end - start]
            yield _frame(passage, after[0], after[1]), words


def _frame(passage: Passage, first: Word, second: Word) -> Frame:
    between = passage.text[
        first.span.end - passage.reference.span.start : second.span.start - passage.reference.span.start
    ]
    verb = is_verb(passage.language, first.form)
    return Frame(lemmas=(first.lemma, second.lemma), verb=verb, between=between.strip().casefold())


def of_others(ground: Ground, row: int, at: int) -> bool:
    """Tell whether a word is said of a group by a relative clause ("veterans who served"), not of a name."""
    passage = ground.read[row]
    pronoun = passage.words[at - 1]
    if not at or all(
        "relative" not in word_labels(passage.language, w) for w in (pronoun.form, pronoun.lemma)
    ):
        return False
    analysis, clause = ground.story.analyses[passage.article], pronoun.span.start
    before = analysis.article.text.content[max(0, clause - LONGEST_WORD) : clause].split()
    return bool(before) and not before[-1].lstrip("\"'«“„(")[:1].isupper()


def _pairs_of_words(ground: Ground) -> dict[tuple[str, str, bool], list[tuple[int, str]]]:
    """Map two content words that stand close together, not negated, to the claims that hold them."""
    result: dict[tuple[str, str, bool], list[tuple[int, str]]] = defaultdict(list)
    for row, passage in enumerate(ground.read):
        grammar = contrast(passage.language)
        content = [(at, word) for at, word in enumerate(passage.words) if word.content]
        turned = {at for at, _ in content if negated(passage, at, grammar)}
        for k, (at, word) in enumerate(content):
            for other, second in content[k + 1 : k + 3]:
                if other - at <= SPREAD and not of_others(ground, row, at) and not {at, other} & turned:
                    frame = _frame(passage, word, second)
                    result[frame.key].append((row, frame.between))
    return result
