"""Words by which a language judges, doubts or leaves out while it tells, as data.

The lists follow the notation of ``rashomon.lang.terms``.
"""

from rashomon.lang.pack import Section, section

Terms = tuple[str, ...]


class FramingWords(Section, frozen=True):
    """One language's words of framing.

    ``judging`` are words that judge whom they stand before ("brilliant", "pro-*"). ``loaded`` are words
    that carry a judgement where a neutral one exists ("regime"). ``doubt`` keeps a distance to what is told
    ("so-called"), ``stress`` leaves none ("obviously"). ``conceding`` are verbs of saying that take for
    granted that what is said is so ("admitted"). ``passive`` are forms without a doer, unless ``agent``
    follows.
    """

    judging: Terms = ()
    loaded: Terms = ()
    doubt: Terms = ()
    stress: Terms = ()
    conceding: Terms = ()
    passive: Terms = ()
    agent: Terms = ()


def framing_words(language: str) -> FramingWords:
    """Return a language's words of framing, of ``und`` where the language has none."""
    return section(language, "framing", FramingWords)
