"""Write days and numbers as readers of a language do (CLDR, through Babel)."""

from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton
from babel.numbers import format_decimal

from rashomon.lang.pack import primary

SKELETONS = {4: "y", 7: "yMMM", 10: "MMMd"}
"""What is shown of an ISO 8601 date by its length; the year of a single day goes without saying."""


def short_day(when: str, language: str) -> str:
    """Return an ISO 8601 year, month or day in as few letters as the language has for it.

    >>> short_day("2031-03-04", "en"), short_day("2030-12", "ru"), short_day("2019", "en")
    ('Mar 4', 'дек. 2030\u202fг.', '2019')
    """
    skeleton = SKELETONS.get(len(when))
    if skeleton is None:
        return when
    try:
        known = date.fromisoformat(when + "2019-01-01"[len(when) :])
    except ValueError:
        return when
    return str(format_skeleton(skeleton, known, locale=_locale(language)))


def number(value: float, language: str) -> str:
    """Return a number with the language's digits and separators.

    >>> number(1350.0, "en"), number(2.5, "ru")
    ('1,350', '2,5')
    """
    return str(format_decimal(value, locale=_locale(language)))


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(primary(language))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
