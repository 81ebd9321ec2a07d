"""Find sentences that end in an abbreviation: no splitter can tell, since a capital may follow it anyway."""

import re
from collections.abc import Iterator

from rashomon.lang import entities, gazetteer
from rashomon.lang.attribution import word_labels
from rashomon.lang.claims import is_any_verb
from rashomon.lang.dates import dates
from rashomon.lang.language import language_of
from rashomon.lang.morphology import PYMORPHY, keeps_capital
from rashomon.lang.numbers import Numbers
from rashomon.lang.pack import primary, section
from rashomon.lang.terms import compiled
from rashomon.lang.word_classes import HOLDERS

_SHORT = re.compile(
    r"(?<![^\W_])(?P<comma>(?<=, ))?(?P<short>[^\W\d_]{1,6}\.(?:[^\W\d_]{1,2}\.)*)[\"”’]?\s+"
    r"(?P<run>[^\W\d_a-zа-яіїєґ][^\W\d_]*(?: [^\W\d_a-zа-яіїєґ][^\W\d_]*){0,3})"
)
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.){2,}")
_LONG = re.compile(r"[^\W\d_]{4,}")
_OPENING = frozenset(
    {"determiner", "masculine", "feminine", "plural", "impersonal", "preposition", "boundary", "joins"}
)
"""Labels of words that are capitals only where a sentence begins."""
_TITLES = frozenset({"feminine_title", "masculine_title"})
"""Labels of words before a person's name, some of which are short names of states, too."""
_SPEAKING = frozenset(HOLDERS)
"""Labels of words for people and bodies, which may stand behind their place."""
_LOST = re.compile(r" (?P<next>[^\W\d_a-zа-яіїєґ][^\W\d_A-ZА-ЯІЇЄҐ]{1,7})(?= [^\W\d_A-ZА-ЯІЇЄҐ])")
_TOLD = re.compile(r"(?<![^\W_])[^\W\d_A-ZА-ЯІЇЄҐ]{3,}\Z")
_TOLD_LETTERS = 40
"""Letters of the longest verb that is looked for."""
_TELLS = frozenset({"say", "deny", "warn", "hedge"})
"""Labels of the verbs that close a sentence behind words told and who told them."""
_COUNTED = re.compile(r"\d[\d.,]*\s(?:[^\W\d_]{1,6}\.?\s)?\Z")
_COUNT_LETTERS = 24
"""Letters of the longest number in figures, with its multiplier, that is looked for before a currency."""
_CLAUSE = 200
"""Letters of the longest clause before a year that is read."""
_DATED = re.compile(r"(?P<clause>[^.!?…,:;\n]*)\s\d{4}\s?(?P<mark>[^\W\d_]{1,3}\.)\Z")
_CURRENCY = re.compile("[A-Z]{3}")
"""ISO 4217."""
_LEAST = 2
"""Letters of the shortest of them that is no initial."""


def behind_abbreviations(text: str, language: str) -> Iterator[int]:
    """Yield where sentences start behind initials ("D.C. The …") or a state's short name (", Ill. Keel …").

    So they do behind a sum of money ("2 млн. лв. Дънов …") and a word ("said no. Then"). Behind a place a
    comma follows in mid-sentence; without one the sentence has ended, unless what follows is what the place
    stands before ("Dover, Del. Police Department").
    """
    headline: bool | None = None
    for match in _SHORT.finditer(text):
        run = match["run"].split()
        initials = _INITIALS.fullmatch(match["short"]) is not None
        place = match["comma"] is not None and _ends(match, language)
        if (initials and _opens(run[0], language)) or place:
            headline = _is_title_case(text) if headline is None else headline
            if headline:
                return
            yield match.start("run")
        elif _is_word(match, language) or _is_sum(text, match, language) or _is_year(text, match, language):
            yield match.start("run")


def behind_lost_stops(text: str, language: str) -> Iterator[int]:
    """Yield where sentences start whose full stop before them is lost, behind a verb of speech.

    A preposition has a capital letter nowhere else, unless it opens a name.
    """
    for match in _LOST.finditer(text):
        if not match["next"][0].isupper():
            continue
        small = "preposition" in word_labels(language, match["next"].casefold())
        end = match.start()
        told = _TOLD.search(text, max(0, end - _TOLD_LETTERS), end) if small else None
        if told and not _TELLS.isdisjoint(word_labels(language, told[0])):
            yield match.start("next")


def _is_title_case(text: str) -> bool:
    """Tell whether most words are capitalised, as in a headline, where a capital shows no new sentence."""
    words: list[str] = _LONG.findall(text)
    return 2 * sum(word[0].isupper() for word in words) > len(words)


def _is_sum(text: str, match: re.Match[str], language: str) -> bool:
    """Tell whether the short name of a currency ends a sum, which stands before no name."""
    counted = match["run"][0].isupper() and _COUNTED.search(
        text, max(0, match.start() - _COUNT_LETTERS), match.start()
    )
    if not counted:
        return False
    unit, units = match["short"].casefold(), section(language, "numbers", Numbers).units
    return _CURRENCY.fullmatch(units.get(unit, "") or units.get(unit[:-1], "")) is not None


def only_dates(before: str, language: str) -> bool:
    """Tell whether words up to a short one for years only say when ("In 1970 [r.] Sąd orzekł")."""
    clause = _clause_of_year(before, language)
    return clause is not None and not _acts(clause, language)


def _is_year(text: str, match: re.Match[str], language: str) -> bool:
    """Tell whether a short word for years ends a clause before a word without a capital ("1970 г. Дом")."""
    end = match.end("short")
    clause, opens = _clause_of_year(text[max(0, end - _CLAUSE) : end], language), match["run"].split()[0]
    if clause is None or not opens[0].isupper():
        return False
    plain = _opens(opens, language) or (primary(language) in PYMORPHY and not keeps_capital(opens, language))
    return plain and _acts(clause, language)


def _clause_of_year(before: str, language: str) -> str | None:
    """Return what stands before a year with a short word for it, in its clause, None if none ends there."""
    marks = dates(language).year_marks
    year = _DATED.search(before) if before.casefold().endswith(marks) else None
    return year["clause"] if year and year["mark"].casefold() in marks else None


def _acts(clause: str, language: str) -> bool:
    return any(is_any_verb(language, word) for word in clause.casefold().split())


def _is_word(match: re.Match[str], language: str) -> bool:
    """Tell whether a short name that only figures follow is a word here ("The mayor said no. Then …")."""
    small, word = match["short"].islower() and match["run"][0].isupper(), match["short"][:-1]
    return small and word in language_of(language).numbering


def _opens(word: str, language: str) -> bool:
    folded = word.casefold()
    particle = compiled(entities.load(language).particles).fullmatch(folded)
    if len(word) < _LEAST or particle:
        return False
    return not _OPENING.isdisjoint(word_labels(language, folded))


def _ends(match: re.Match[str], language: str) -> bool:
    rules, run = entities.load(language), match["run"]
    code = gazetteer.place(match["short"], language)
    if code is None or "-" not in code or run.isupper():  # a country's short name is also an adjective
        return False
    title = word_labels(language, match["short"].rstrip(".").casefold()) & _TITLES
    if title and not _opens(run.split()[0], language):
        return False  # "On Sunday, Ms. Keel left"
    belongs = compiled((*rules.titles, *rules.organisation_words, *rules.generic))
    speaks = (not _SPEAKING.isdisjoint(word_labels(language, word.casefold())) for word in run.split())
    return not (any(speaks) or any(belongs.fullmatch(word) for word in run.split()))
