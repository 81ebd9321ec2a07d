"""Of whom a relative clause tells: what "a farmer who never studied" did need not be said of another."""

from rashomon.compare.ground import Ground
from rashomon.compare.negations import is_negation
from rashomon.compare.wording import Passage, Word, read_words
from rashomon.lang.attribution import word_labels
from rashomon.lang.claims import claim_words
from rashomon.lang.terms import compiled
from rashomon.model.annotation import Analysis
from rashomon.model.text import Span

LONGEST_WORD = 40
"""Characters before a relative clause in which the word that it belongs to is looked for."""
OPENS = 2
"""Words of a claim among which a pronoun stands that opens it, behind a preposition perhaps."""
MARKS = ",;–—"


def of_another(ground: Ground, row: int, at: int, other: int) -> bool:
    """Tell whether a relative clause says a word of something that the other claim's sentence does not name.

    What stands before the clause is a group then ("veterans who served"); a name stands for itself.
    """
    pronoun = _pronoun(ground, row, at)
    if pronoun is None or _names_someone(ground, row, pronoun):
        return False
    analysis = ground.analysis(row)
    before = Span(max(ground.sentence(row).start, pronoun.start - LONGEST_WORD), pronoun.end)
    words = read_words(analysis, before)[:-1]
    told = [word.form for word in words if word.content and _common(analysis, word)]
    there = ground.analysis(other)
    return not {*told[-1:]} & {word.form for word in read_words(there, ground.sentence(other))}


def _pronoun(ground: Ground, row: int, at: int) -> Span | None:
    """Return the relative pronoun that a word hangs on, None without one.

    Nothing that tells anything stands between, or the pronoun opens the claim; one that may be a mere
    "that" ("que") stands right before the word.
    """
    passage = ground.read[row]
    for word in reversed(passage.words[:at]):
        if _is_relative(passage.language, word, beside=word is passage.words[at - 1]):
            return word.span
        if word.content and not is_negation(word, passage.language):
            break
    return _opening(passage, at)


def _opening(passage: Passage, at: int) -> Span | None:
    """Return the relative pronoun that opens a claim of one clause up to a word."""
    first = (w for w in passage.words[: min(OPENS, at)] if _is_relative(passage.language, w, beside=False))
    pronoun = next(first, None)
    until = passage.text[: passage.words[at].span.start - passage.reference.span.start]
    return pronoun.span if pronoun and not any(mark in until for mark in MARKS) else None


def _is_relative(language: str, word: Word, *, beside: bool) -> bool:
    forms = {word.form, word.lemma}
    mere = not beside and any(compiled(claim_words(language).complementizers).fullmatch(f) for f in forms)
    return not mere and any("relative" in word_labels(language, form) for form in forms)


def _common(analysis: Analysis, word: Word) -> bool:
    return not analysis.text_of(word.span)[:1].isupper()


def _names_someone(ground: Ground, row: int, pronoun: Span) -> bool:
    """Tell whether a name stands last, and not to say where somebody is from ("a farmer from Iowa who").

    A comma parts the clause from such a name, unless the language has one before every clause.
    """
    content = ground.analysis(row).article.text.content
    before = content[max(0, pronoun.start - LONGEST_WORD) : pronoun.start].split()
    if not before or not before[-1].lstrip("\"'«“„(")[:1].isupper():
        return not before
    language = ground.read[row].language
    placed = len(before) > 1 and "preposition" in word_labels(language, before[-2].casefold())
    parted = not before[-1][-1:].isalnum() and not claim_words(language).comma_clauses
    return not placed or parted
