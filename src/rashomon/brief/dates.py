"""Which days the words of a sentence mean that only tell them from the day of its article ("on Friday").

A brief is read later than the article, and its sentences come from articles of different days.
"""

import re

from rashomon.model.annotation import Analysis, Timex
from rashomon.model.brief import Dated
from rashomon.model.text import Span

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")
_FIGURES = re.compile(r"\d+")


def dated(text: str, span: Span, analysis: Analysis) -> tuple[Dated, ...]:
    """Return what such words in a trimmed sentence (from ``span``) mean, each once, in their order."""
    told: dict[str, Dated] = {}
    for timex in (t for t in analysis.timexes if span.contains(t.span)):
        said = " ".join(analysis.text_of(timex.span).split())
        value = _value(timex, said)
        if value and said.casefold() in text.casefold():
            told.setdefault(said.casefold(), Dated(text=said, value=value))
    return tuple(told.values())


def _value(timex: Timex, said: str) -> str | None:
    """Return the day or the year that an expression means and does not tell, None where it tells it."""
    figures = {int(figure) for figure in _FIGURES.findall(said)}
    if any(c.isnumeric() and not c.isdecimal() for c in said):
        return None
    if timex.precision == "year" and not figures and (year := _YEAR.fullmatch(timex.value or "")):
        return year[0]
    day = _DAY.match(timex.value or "") if timex.precision in {"day", "time"} else None
    if day is None or (figures and timex.precision == "time"):
        return None  # an hour alone tells no day
    return None if int(day[0][-2:]) in figures else day[0]
