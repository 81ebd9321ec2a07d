"""Find what stands before a sentence and tells when it was added to the page, not what happened.

Live coverage opens its paragraphs so: "UPDATE 4:15 p.m. -- The dam …", "14:30 – The mayor …"; agencies open
them with their name alone ("WIRE.NET - The dam …").
"""

import re

from rashomon.analyze.layout import Paragraph
from rashomon.lang.language import language_of
from rashomon.lang.structure import openings, words_of

TOKENS = 8
"""Words of date and hour between the word that announces an addition and the mark behind it."""
SHORT = 4
"""Letters of the longest word that stands there without a figure beside it ("p.m.", "Uhr", "from")."""
SAID = 6
"""Words that have to follow an hour without such a word: what is shorter may be the line of a timetable."""
_CLOCK = re.compile(
    r"\W{0,2}\d{1,2}[:.]\d{2}(?:\s?[^\W\d_]{1,4}\.?(?:[^\W\d_]\.)?){0,2}\W{0,2}?\s*[–—|:-]{1,2}\s+(?=\W?[^\W\d_])"
)
_MARK = re.compile(r"[\])】]?(?:\s*[:：|]|\s+[–—-]{1,2}(?=\s)|[–—])\s*(?=\W?[^\W_])")
_WIRE = re.compile(
    r"\(?(?P<name>[^\W\d_][^\s()]{1,24}?(?P<domain>\.[A-Z]{2,3})?)\)?\s+[–—-]{1,2}\s+(?=[“„«\"]?[^\W\d_])"
)
_TOKEN = re.compile(r"[\s,(\[/]*(?P<word>[^\s,:|()\[\]–—]+(?::\d+)?)")


def prefix_end(part: Paragraph, language: str) -> int:
    """Return how many characters of a paragraph only tell that or when it was added; 0 if none do."""
    announced = openings(language, "additions").match(part.text)
    if announced:
        return _behind_stamp(part.text, announced.end())
    if wired := _behind_wire(part.text, language):
        return wired
    clock = _CLOCK.match(part.text)
    behind = len(part.text[clock.end() :].split()) if clock else 0
    said = behind >= SAID and part.ends_sentence(language_of(language).sentence_end)
    return clock.end() if clock and said else 0


def _behind_wire(text: str, language: str) -> int:
    """Return where a text goes on behind an agency's name in capitals or brackets, or an address; else 0."""
    wire = _WIRE.match(text)
    if wire is None or text[wire.end() :].lstrip('“„«"')[:1].islower():
        return 0
    marked = text.startswith("(") or wire["name"].isupper()
    known = marked and words_of(language, "agencies").fullmatch(wire["name"]) is not None
    return wire.end() if known or wire["domain"] else 0


def _behind_stamp(text: str, at: int) -> int:
    """Return where a text goes on behind date, hour and mark; 0 where anything else stands before it."""
    figures = words = 0
    for count in range(TOKENS):
        mark = _MARK.match(text, at)
        if mark:
            stamped = figures and words <= 2 * figures
            return mark.end() if stamped or not count else 0
        token = _TOKEN.match(text, at)
        if token is None:
            return 0
        figured = any(map(str.isdigit, token["word"]))
        figures += figured
        words += not figured and len(token["word"].strip(".")) > SHORT
        at = token.end()
    return 0
