"""Words that a reader sees: headings, statuses, notes and reasons in the language of a brief.

Placeholders in braces are filled by name, those for an article's words by number. Phrases put counts and
names where no language has to inflect them ("articles: 5"), so that one phrase serves every number and
every name.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from babel import Locale, UnknownLocaleError

from rashomon.errors import UnsupportedLanguage
from rashomon.lang.pack import Words, codes, primary, section
from rashomon.model.phrase import Phrase


class Interface(Words, frozen=True):
    """The file ``interface.toml``; a language without one speaks English (``und``)."""

    heading_happening: str = ""
    heading_importance: str = ""
    heading_next: str = ""
    heading_disputed: str = ""
    heading_shared: str = ""
    heading_left_out: str = ""
    heading_quoted: str = ""
    heading_timeline: str = ""
    heading_abstained: str = ""
    heading_sources: str = ""

    status_agreed: str = ""
    status_disputed: str = ""
    status_single_source: str = ""

    disclosure: str = ""
    feedback_question: str = ""

    only_in: str = ""
    only_in_foreign: str = ""
    one_statement: str = ""
    one_agency: str = ""
    one_echo: str = ""
    beside: str = ""
    told_alike: str = ""
    silent: str = ""
    articles: str = ""
    generated: str = ""
    published_inferred: str = ""
    undated: str = ""
    via: str = ""
    quoted_times: str = ""

    conflict_number: str = ""
    conflict_date: str = ""
    conflict_place: str = ""
    conflict_negation: str = ""
    conflict_status: str = ""
    conflict_attribution: str = ""
    conflict_cause: str = ""
    conflict_other: str = ""

    differ_count: str = ""
    differ_day: str = ""
    differ_time: str = ""
    differ_rank: str = ""
    differ_place: str = ""
    differ_name: str = ""
    differ_parties: str = ""
    differ_sources: str = ""
    differ_accounts: str = ""
    differ_death: str = ""
    differ_reason: str = ""
    differ_blame: str = ""
    differ_office: str = ""
    differ_speaker: str = ""
    differ_denied: str = ""
    differ_matter: str = ""
    differ_negation: str = ""
    differ_negated: str = ""
    differ_open: str = ""

    stance_asserts: str = ""
    stance_denies: str = ""
    stance_hedges: str = ""
    stance_silent: str = ""
    stance_unknown: str = ""
    stance_differs: str = ""

    about_published: str = ""
    about_author: str = ""
    about_single: str = ""
    about_partial: str = ""
    about_language: str = ""
    about_dropped: str = ""
    why_undated: str = ""
    why_inferred: str = ""
    why_author: str = ""
    why_single: str = ""
    why_partial: str = ""
    why_language: str = ""
    why_section: str = ""
    why_dropped: str = ""


def interface(language: str) -> Interface:
    """Return the words for readers of a language."""
    return section(language, "interface", Interface)


def said(phrase: Phrase, language: str) -> str:
    """Return a phrase in the words of a language.

    >>> said(Phrase(key="only_in_foreign", names=("Post",), languages=("ru",), own="en"), "en")
    'only in Post (Russian); no passage in English says the same'
    >>> said(Phrase(key="differ_time", words=("8 p.m.", "21:00")), "ru")
    'Время названо разное: «8 p.m.» и «21:00».'
    """
    words = interface(language)
    who = ", ".join(phrase.names) or words.articles.format(count=phrase.count)
    template: str = getattr(words, phrase.key)
    return template.format(
        *phrase.words,
        name=who,
        outlet=who,
        outlets=who,
        count=phrase.count,
        language=", ".join(language_name(code, language) for code in phrase.languages),
        own=language_name(phrase.own, language),
        dates=phrase.text,
        text=phrase.text,
    )


def disclosure(told_in: Sequence[str], language: str) -> str:
    """Say what a brief is made of, in the words of a language; ``told_in`` has each article's language."""
    counted = Counter(told_in).most_common()
    languages = ", ".join(f"{language_name(code, language)} {count}" for code, count in counted)
    return interface(language).disclosure.format(count=len(told_in), languages=languages)


def known_language(code: str) -> str:
    """Return a BCP 47 tag whose language CLDR has a name for; raises ``UnsupportedLanguage`` for others."""
    if language_name(code, "en") == code:
        raise UnsupportedLanguage(f"'{code}' is no language code; give one like {', '.join(codes())}")
    return code


@cache
def language_name(code: str, language: str) -> str:
    """Return the name of a language in another one, as CLDR has it; the code where neither is known.

    >>> language_name("ru", "en")
    'Russian'
    """
    for reader in (primary(language), "en"):
        try:
            name = Locale.parse(reader).languages.get(primary(code))
        except (UnknownLocaleError, ValueError):
            continue
        if name:
            return str(name)
    return code
