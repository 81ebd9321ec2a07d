"""Words of the HTML report that the brief does not use."""

from rashomon.lang.pack import Section, section


class ReportWords(Section, frozen=True):
    """The file ``report.toml``; a language without one reads English (``und``)."""

    skip: str = ""
    contents: str = ""
    brief: str = ""
    matrix: str = ""
    matrix_note: str = ""
    more_claims: str = ""
    more: str = ""
    rest: str = ""
    other_articles: str = ""
    claim: str = ""
    origins: str = ""
    quotes: str = ""
    quotes_note: str = ""
    utterances: str = ""
    echoes: str = ""
    echoes_note: str = ""
    earliest: str = ""
    wire: str = ""
    timeline: str = ""
    figures: str = ""
    as_of: str = ""
    reported: str = ""
    framing: str = ""
    framing_note: str = ""
    articles: str = ""
    show: str = ""
    show_cited: str = ""
    show_names: str = ""
    show_quotes: str = ""
    show_dates: str = ""
    show_non_body: str = ""
    generated: str = ""
    undated: str = ""
    inferred: str = ""
    back: str = ""
    none_found: str = ""
    conflicts_note: str = ""
    variant_verbatim: str = ""
    variant_trimmed: str = ""
    variant_altered: str = ""
    variant_translated: str = ""
    variant_fragment: str = ""
    echo_verbatim: str = ""
    echo_paraphrase: str = ""
    echo_translation: str = ""

    def of(self, family: str, member: str) -> str:
        """Return one of a family of words: ``of("echo", "verbatim")`` is ``echo_verbatim``."""
        return str(getattr(self, f"{family}_{member}"))


def report_words(language: str) -> ReportWords:
    """Return the report's words for readers of a language."""
    return section(language, "report", ReportWords)
