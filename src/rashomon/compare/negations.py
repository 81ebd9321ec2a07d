"""Which words of a claim are turned by a negation, or say no without one."""

import re
from collections.abc import Container

from rashomon.compare.wording import Passage, Word
from rashomon.lang.attribution import word_labels
from rashomon.lang.claims import claim_words, is_adverb, is_verb
from rashomon.lang.contrast import contrast
from rashomon.lang.terms import compiled, find, has

REACH = 4
"""Words between which a negation and the word that it turns stand."""
THERE = 8
"""Words before a negation among which stands what is not there."""
_PARTED = re.compile(r"[,;:()—–،؛，；：]")


def is_negation(word: Word, language: str) -> bool:
    """Tell whether a word negates what follows."""
    return word.form.endswith("n't") or compiled(contrast(language).negation).fullmatch(word.form) is not None


def negated(passage: Passage, at: int) -> bool:
    """Tell whether a negation stands shortly before the word, in the same passage."""
    before = passage.words[max(0, at - REACH) : at]
    return any(is_negation(word, passage.language) for word in before)


def says_no(passage: Passage, at: int) -> bool:
    """Tell whether a word that says no without a negation stands beside a word ("scarcely", "lacked")."""
    near = passage.words[max(0, at - REACH) : at + REACH + 1]
    text = passage.text[near[0].span.start - passage.reference.span.start :]
    text = text[: near[-1].span.end - near[0].span.start]
    return has(contrast(passage.language).reversing, text)


def denies(passage: Passage, at: int) -> bool:
    """Tell whether a verb of denying stands beside a word."""
    near = passage.words[max(0, at - REACH) : at + REACH + 1]
    return any("deny" in word_labels(passage.language, word.form) for word in near)


def negated_words(passage: Passage) -> frozenset[int]:
    """Return the places of the words that the negations of a passage turn.

    A negation turns the first word of its clause behind it that says something; one that stands before a
    noun ("no letters came") turns the verb, too. One behind which nothing follows but an auxiliary turns
    what is before it ("sah ihn nicht", "звать не будут"). Of a verb that only says that something is there
    it turns that, too: what stands behind ("nie ma rannych"), else all before ("писем у них не было"). A verb
    that has the negation in its ending turns itself, a prefix its own word. A phrase in which a negation
    means nothing ("no fewer than", "nie żyje") turns no word.
    """
    found: set[int] = set()
    grammar = contrast(passage.language)
    endings = tuple(term for term in grammar.negation if term.startswith("*"))
    void = [match.span() for match in find(claim_words(passage.language).no_negations, passage.text)]
    for at, word in enumerate(passage.words):
        start = word.span.start - passage.reference.span.start
        if any(first <= start < last for first, last in void):
            continue
        if is_negation(word, passage.language) and not compiled(grammar.lacking).fullmatch(word.form):
            end = _clause_end(passage, at)
            after = [k for k in range(at + 1, min(at + 1 + REACH, end)) if _says(passage, k)]
            nominal = compiled(grammar.none).fullmatch(word.form) is not None
            found.update(after[: 2 if nominal else 1])
            if nominal and after:
                found.update(_closing(passage, after[0]))
            there = [k for k in after if not _exists(passage, k)]
            found.update(there[:1])
            bare = not there and all(is_verb(passage.language, w.form) for w in passage.words[at + 1 : end])
            if bare and "deny" not in word_labels(passage.language, word.form):
                whole = any(_exists(passage, k) for k in range(at, end))
                found.update(_turned_before(passage, at, whole=whole))
            if compiled(endings).fullmatch(word.form):
                found.add(at)
        elif any(_prefixed(word.form, word.lemma, prefix) for prefix in grammar.negative_prefix):
            found.add(at)
    return frozenset(found)


def unanswered_noun(passage: Passage, answered: Container[int]) -> bool:
    """Tell whether nothing answers the noun behind a negation that stands before one ("no decision came")."""
    none = compiled(contrast(passage.language).none)
    for at, word in enumerate(passage.words[:-1]):
        noun = passage.words[at + 1]
        if none.fullmatch(word.form) and noun.content and at + 1 not in answered:
            return not is_verb(passage.language, noun.form)
    return False


def _closing(passage: Passage, at: int) -> list[int]:
    """Return the last word that says something where an auxiliary follows a noun.

    There stands the verb in "keine Drohne hat das Lager getroffen".
    """
    behind = passage.words[at + 1 : at + 2]
    auxiliary = bool(behind) and not behind[0].content and is_verb(passage.language, behind[0].form)
    return [k for k in range(at + 2, len(passage.words)) if _says(passage, k)][-1:] if auxiliary else []


def clause_around(passage: Passage, at: int) -> range:
    """Return the places of the words of the clause in which a word stands, as signs part it."""
    start = next((k + 1 for k in range(at - 1, -1, -1) if _is_parted(passage, k)), 0)
    return range(start, _clause_end(passage, at))


def _clause_end(passage: Passage, at: int) -> int:
    """Return the place behind the last word of the clause in which a word stands."""
    last = len(passage.words) - 1
    return next((k + 1 for k in range(at, last) if _is_parted(passage, k)), last + 1)


def _is_parted(passage: Passage, at: int) -> bool:
    """Tell whether a comma or another sign parts a word from the next one."""
    start = passage.reference.span.start
    one, other = passage.words[at : at + 2]
    return _PARTED.search(passage.text[one.span.end - start : other.span.start - start]) is not None


def _turned_before(passage: Passage, at: int, *, whole: bool) -> list[int]:
    """Return the place of the verb shortly before a word, or of the last word that says something.

    Without a verb the ``whole`` clause before may be turned.
    """
    start = next((k + 1 for k in range(at - 1, max(0, at - THERE), -1) if _is_parted(passage, k)), 0)
    before = [k for k in range(max(start, at - THERE), at) if _says(passage, k)]
    near = [k for k in before if k >= at - REACH and not _exists(passage, k)]
    verbs = [k for k in near if is_verb(passage.language, passage.words[k].form)]
    return verbs[-1:] or (before if whole else before[-1:])


def _exists(passage: Passage, at: int) -> bool:
    """Tell whether a word only says that something is there ("there is")."""
    return compiled(contrast(passage.language).existing).fullmatch(passage.words[at].form) is not None


def _prefixed(form: str, lemma: str, prefix: str) -> bool:
    """Tell whether a form has a negative prefix that its base form has not."""
    return form.startswith(prefix) and not lemma.startswith(prefix)


def _says(passage: Passage, at: int) -> bool:
    word = passage.words[at]
    adverb = is_adverb(passage.language, word.form) and not is_verb(passage.language, word.form)
    return word.content and not adverb and not is_negation(word, passage.language)
