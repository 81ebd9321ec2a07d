"""What can be searched for: the words of a text in every script, and what a person types to find them.

Both sides go through ``words``, so a search finds what was indexed, whatever the database: compatibility
forms and letter case are folded and accents left out. Scripts that put no spaces between words are cut
into single characters, which a search then demands side by side; a trigram index, the other way, cannot
find words of two characters, the commonest length in Chinese.
"""

import re
import unicodedata
from dataclasses import dataclass

from rashomon.lang.morphology import inflected
from rashomon.lang.terms import UNSPACED

WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_UNSPACED_CHARACTER = re.compile(rf"[{UNSPACED}]")
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
_ACCENTS = re.compile(f"[{''.join(c for c in map(chr, range(0x300, 0x3100)) if unicodedata.combining(c))}]+")
_TERMS = 12
"""So many parts of a search are looked at; nobody types more, but programs do."""

_SHORT = 2
"""Letters of a word that is looked for as it stands; scripts without letter case say more with as many."""
_FORMS = 100
"""Forms of one word that are looked for: a Russian verb with its participles has as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One part of a search: words that stand side by side; the last may go on if ``prefix``.

    ``forms`` are other forms of its one word, any of which will do.
    """

    words: tuple[str, ...]
    prefix: bool
    excluded: bool = False
    forms: tuple[str, ...] = ()


def words(text: str) -> list[str]:
    """Return the words of a text in the form in which they are indexed and compared."""
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return WORD.findall(text.casefold())


def terms(typed: str) -> tuple[Term, ...]:
    """Understand what a person typed: every part must occur, "as quoted" word for word, -but not this.

    What is not quoted may go on: "minist" finds "minister", and in languages that inflect a stem finds all
    its forms; "EU" does not find "Europe". A whole word that a dictionary can inflect is looked for in all
    its forms, too.
    """
    found = [_term(*part) for part in _TERM.findall(typed)[:_TERMS]]
    return tuple(term for term in found if term.words)


def _term(minus: str, quoted: str, bare: str) -> Term:
    parts = tuple(words(quoted or bare))
    prefix = bool(bare) and bool(parts) and _may_go_on(parts[-1])
    forms = _forms(bare, parts[0]) if prefix and len(parts) == 1 else ()
    return Term(words=parts, prefix=prefix, excluded=bool(minus), forms=forms)


def _may_go_on(word: str) -> bool:
    """Tell whether a word may begin longer ones: not one or two letters of an alphabet, such as "EU"."""
    short = len(word) <= _SHORT and word.upper() != word.lower()
    return not short and not _UNSPACED_CHARACTER.match(word)


def _forms(typed: str, folded: str) -> tuple[str, ...]:
    """Return the inflected forms of a word that do not begin with it, as they are indexed."""
    found = dict.fromkeys(form for word in inflected(typed) for form in words(word))
    return tuple(form for form in found if not form.startswith(folded))[:_FORMS]
