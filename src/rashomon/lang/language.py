"""What has to be known of a language before its texts can be cut into sentences."""

from typing import Literal

from rashomon.lang.pack import Section, section


class Language(Section, frozen=True):
    """The file ``language.toml``.

    ``direction`` is that of its script. ``abbreviations`` are words, without their last full stop, after
    which a sentence goes on; they end one only before a capital letter, and those in ``titles`` not even
    then; ``numbering`` ones are words like others unless a figure follows ("no.", "art."). ``ordinal_heads``
    are words behind which a figure with a full stop is an ordinal, whatever capital follows ("aus dem 17.
    Jahrhundert"). ``sentence_end`` are the marks that end a sentence. ``quotation_marks`` are pairs, the
    usual one first. ``without`` names what the pack does without, because its language has no use for it:
    lists ("attribution.agent") and files ("report").
    """

    name: str = ""
    direction: Literal["ltr", "rtl"] = "ltr"
    splitter: Literal["sentencex", "razdel"] = "sentencex"
    titles: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    numbering: tuple[str, ...] = ()
    ordinal_heads: tuple[str, ...] = ()
    sentence_end: str = ".!?…"
    quotation_marks: tuple[tuple[str, str], ...] = (("“", "”"), ('"', '"'))
    without: tuple[str, ...] = ()


def language_of(code: str) -> Language:
    """Return what is known of a language."""
    return section(code, "language", Language)
