"""The words by which an article speaks of itself: stamps, credits, labels, links and boxes."""

import re
from functools import cache

from rashomon.lang.pack import FALLBACK, Section, codes, section
from rashomon.lang.terms import compiled


class StructureWords(Section, frozen=True):
    """The file ``structure.toml``; lists in the notation of ``lang.terms``."""

    stamps: tuple[str, ...] = ()
    """Words before the date of publication ("published", "updated on")."""
    bylines: tuple[str, ...] = ()
    """Words before the author's name, at the start of a line of its own."""
    dateline_ends: tuple[str, ...] = ()
    """Words that close a dateline right behind its date ("电")."""
    agencies: tuple[str, ...] = ()
    """News agencies and outlets as they are written, ``*`` for case endings; without it: the name."""
    kinds: tuple[str, ...] = ()
    """Words between a reporting verb and such a name that tell what it names ("the agency")."""
    media: tuple[str, ...] = ()
    """Words that mark a name as that of an outlet ("Times", "TV")."""
    source_before: tuple[str, ...] = ()
    """Words before the name of whoever has reported it; the name has to be known as an outlet's."""
    source_after: tuple[str, ...] = ()
    """The same, behind the name."""
    credit_before: tuple[str, ...] = ()
    """Words that nothing but an outlet's or agency's name follows ("quoted from")."""
    credit_after: tuple[str, ...] = ()
    """Words that close a sentence behind the name of an agency ("reports")."""
    generated: tuple[str, ...] = ()
    """Labels that tell that a machine wrote the text."""
    additions: tuple[str, ...] = ()
    """Words before a mark at the start of a paragraph that tell that what follows is new ("update")."""
    boilerplate: tuple[str, ...] = ()
    """Openings of lines that belong to the page: sharing, subscribing, advertising, feedback."""
    counters: tuple[str, ...] = ()
    """What a page counts of itself, beside a number: views, shares, likes, minutes of reading."""
    notices: tuple[str, ...] = ()
    """Words that make a short line one of the page wherever they stand ("all rights reserved")."""
    insets: tuple[str, ...] = ()
    """Openings of a link to another article."""
    bare_insets: tuple[str, ...] = ()
    """Those of them that within a paragraph no mark parts from the title: they open no sentence."""
    pointers: tuple[str, ...] = ()
    """Openings of a sentence that points at earlier coverage; it counts only where it is cut off."""
    links: tuple[str, ...] = ()
    """Whole sentences that are nothing but a link ("details here")."""
    list_heads: tuple[str, ...] = ()
    """Openings of the titles of rankings and galleries ("best", "top")."""
    list_tails: tuple[str, ...] = ()
    """Words in such titles that name whose ranking it is."""
    sections: tuple[str, ...] = ()
    """Headings of explainers ("what happens next")."""
    cut: tuple[str, ...] = ()
    """Marks that the text goes on elsewhere ("continue reading")."""


def structure_words(language: str) -> StructureWords:
    """Return what a language's articles say of themselves."""
    return section(language, "structure", StructureWords)


@cache
def with_shared(language: str, field: str) -> tuple[str, ...]:
    """Return a list of the language followed by that of ``und``: names and labels known everywhere."""
    own: tuple[str, ...] = getattr(structure_words(language), field)
    shared: tuple[str, ...] = getattr(structure_words(FALLBACK), field)
    return own + tuple(term for term in shared if term not in own)


@cache
def words_of(language: str, field: str) -> re.Pattern[str]:
    """Return a list of the language and of ``und`` as one compiled pattern."""
    return compiled(with_shared(language, field))


@cache
def openings(language: str, field: str) -> re.Pattern[str]:
    """Return such a list as a pattern for the start of a line, a few signs before it aside."""
    return re.compile(rf"\W{{0,4}}(?:{words_of(language, field).pattern})", re.IGNORECASE)


@cache
def cut_marks() -> tuple[str, ...]:
    """Return the marks of a cut in all languages: they are looked for before the language is known."""
    return tuple(sorted({m for code in (*codes(), FALLBACK) for m in structure_words(code).cut}))
