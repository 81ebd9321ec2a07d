"""What the program says in English alone, said in the language of whoever reads the room's pages.

Errors go from process to process and are kept in archives as one line of English, and so are the reasons of
cells, which are too many to be kept as phrases. So the English sentence is the key, as in gettext.
"""

from collections.abc import Mapping
from functools import cache, lru_cache

import msgspec

from rashomon.errors import JOINT
from rashomon.lang.pack import Section, section

DEPTH = 3
"""Messages within messages that are looked at: an address is out of reach, since its robots.txt is."""
LONGEST = 4000
"""Characters of a message that is recognised; a longer one stays as it is."""
KEPT = 10_000
"""Reasons that are remembered: one page has thousands, mostly the same."""
Form = tuple[tuple[str, ...], str]
"""What stands between the holes of an English sentence, and the sentence of another language."""


class Messages(Section, frozen=True):
    """The file ``messages.toml``; a language without one reads English (``und``).

    Keys are English sentences with ``{}`` for what fills them, which is ``{0}``, ``{1}`` in the values. What
    fills one may be a message itself. ``reasons`` stand beside a report's cells and choices of words,
    ``placing`` beside the articles of a story, ``acts`` in the audit log.
    """

    errors: dict[str, str] = msgspec.field(default_factory=dict)
    reasons: dict[str, str] = msgspec.field(default_factory=dict)
    placing: dict[str, str] = msgspec.field(default_factory=dict)
    acts: dict[str, str] = msgspec.field(default_factory=dict)


def error_in(text: str, language: str) -> str:
    """Return an error's message in a language, as it is where the language has no words for it.

    >>> error_in("'x' is no number", "ru"), error_in("kept as it is", "ru")
    ('«x» — не число.', 'kept as it is')
    """
    forms = _forms(language, "errors")
    return JOINT.join(_told(line, forms, DEPTH) for line in text.split(JOINT))


@lru_cache(maxsize=KEPT)
def reason_in(text: str, language: str) -> str:
    """Return a reason in a language: an article's words in it stay.

    >>> reason_in("in the words of Odd Bakke", "ru")
    'со слов: Odd Bakke'
    """
    return _told(text, _forms(language, "reasons"), DEPTH)


@lru_cache(maxsize=KEPT)
def placed_in(text: str, language: str) -> str:
    """Return in a language why an article stands in a story: what was measured, a part for each figure.

    >>> placed_in("s07 0.83: words 0.41 (+1.2: ferry); size 0.00 (-0.1)", "ru")
    's07 0.83: слова 0.41 (+1.2: ferry); размер сюжета 0.00 (-0.1)'
    """
    forms = _forms(language, "placing")
    head, colon, parts = text.partition(": ")
    told = "; ".join(_told(part, forms, 1) for part in parts.split("; "))
    return f"{_told(head, forms, 1)}{colon}{told}"


def act_in(what: str, language: str) -> str:
    """Return what the audit log says was done, in a language.

    >>> act_in("logged in", "ru"), act_in("POST /sources", "en"), act_in("POST /api/v1/sources", "en")
    ('вход', 'source followed', 'POST /api/v1/sources')
    """
    return section(language, "messages", Messages).acts.get(what, what)


@cache
def _forms(language: str, family: str) -> tuple[Form, ...]:
    """Return the sentences of a language, those that say most first: they fit least else."""
    told: Mapping[str, str] = getattr(section(language, "messages", Messages), family)
    forms = [(tuple(english.split("{}")), own) for english, own in told.items()]
    return tuple(sorted(forms, key=lambda form: -sum(map(len, form[0]))))


def _told(text: str, forms: tuple[Form, ...], depth: int) -> str:
    if not depth or len(text) > LONGEST:
        return text
    for parts, own in forms:
        if (values := _fillings(text, parts)) is not None:
            return own.format(*(_told(value, forms, depth - 1) for value in values))
    return text


def _fillings(text: str, parts: tuple[str, ...]) -> list[str] | None:
    """Return what fills the holes between the parts of a sentence, None where a text is another one."""
    first, *others = parts
    if not others:
        return [] if text == first else None
    *middle, last = others
    at, end = len(first), len(text) - len(last)
    if not (text.startswith(first) and text.endswith(last) and at <= end):
        return None
    values = []
    for part in middle:
        found = text.find(part, at, end)
        if found < 0:
            return None
        values.append(text[at:found])
        at = found + len(part)
    return [*values, text[at:end]]
