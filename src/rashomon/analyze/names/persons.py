"""What shows that a name is a person's: a title right before it; and what tells people of one name apart."""

import re

from rashomon.analyze.names.known import TOKEN
from rashomon.analyze.names.ner import Name
from rashomon.lang import entities, gazetteer, names
from rashomon.lang.attribution import word_labels
from rashomon.lang.entities import Entities
from rashomon.lang.language import language_of
from rashomon.lang.terms import compiled
from rashomon.lang.word_classes import OFFICES

SURE = 1.0
"""Score of a name that a title shows."""
HONORIFICS = {"masculine_title": "masculine", "feminine_title": "feminine"}
_LONGEST_NAME = 4
"""Words of the longest name that a title before it makes a person's."""
_BEFORE = re.compile(r"(?:^|(?<=[^\w-]))([^\W\d_]+)\.?[ \u00a0]$")
_LONGEST_TITLE = 24
_INITIALS = re.compile(r"(?:(?<![^\W_])[^\W\d_a-zа-яїієґ]\.[ \u00a0]?){1,2}$")
_LONGEST_INITIALS = 6
_GIVEN = re.compile(r"(?<![^\W_])[^\W\d_a-z][^\W\d_]+[ \u00a0]$")
_LONGEST_GIVEN = 16
_BEHIND = re.compile(r",?[ \u00a0]?([^\W\d_]+\.?)(?!\w)")


def given_start(text: str, begin: int, start: int, rules: Entities) -> int:
    """Return where the name begins whose surname starts at a place: with initials, a given name before one.

    ``begin`` is the start of the sentence. What opens it may be any word with a capital.
    """
    initials = _INITIALS.search(text, max(begin, start - _LONGEST_INITIALS), start)
    if initials is None:
        return start
    given = _GIVEN.search(text, max(begin + 1, initials.start() - _LONGEST_GIVEN), initials.start())
    if given is None or initials.group().count(".") > 1 or not given.group()[0].isupper():
        return initials.start()
    word = given.group().strip()
    known = (*rules.titles, *rules.not_names, *rules.organisation_words, *rules.generic)
    return initials.start() if compiled(known).fullmatch(word) else given.start()


def title_before(text: str, start: int) -> str:
    """Return the word right before a place, with a full stop if it has one; empty where there is none."""
    found = _BEFORE.search(text, max(0, start - _LONGEST_TITLE), start)
    return found.group().strip() if found else ""


def is_title(word: str, language: str) -> bool:
    """Tell whether a word, with its full stop if it has one, stands before names of people."""
    titles = compiled(entities.load(language).titles)
    return any(titles.fullmatch(form) for form in (word, word.rstrip(".")))


def titled(name: Name, text: str, language: str) -> Name:
    """Return a name behind the title of a person as a person's, whatever it was taken for.

    Short titles always show it ("Mr. Jordan"). A role written in full does where it has a
    capital and names have no case endings, for else it may have what follows it as a genitive.
    """
    if name.type == "PER" or not is_titled(name, text, language):
        return name
    return Name(span=name.span, type="PER", score=SURE)


def is_titled(name: Name, text: str, language: str) -> bool:
    """Tell whether a person's title stands right before a name that can be a person's."""
    title, form = title_before(text, name.span.start), text[name.span.start : name.span.end]
    rules, words = entities.load(language), names.split(form)
    if not title or not form[0].isupper() or not 0 < len(words) <= _LONGEST_NAME:
        return False
    bare = title.rstrip(".").casefold()
    if not is_title(title, language) or _is_bodys(form, words, rules):
        return False
    if bare in language_of(language).titles:
        return True
    role = title[0].isupper() and not title.isupper() and not word_labels(language, bare).isdisjoint(OFFICES)
    return role and not rules.endings and gazetteer.place(form, language) is None


def _is_bodys(form: str, words: tuple[str, ...], rules: Entities) -> bool:
    known = compiled((*rules.organisation_words, *rules.generic))
    return form.isupper() or any(known.fullmatch(word) for word in words)


def with_suffix(name: Name, text: str, language: str) -> Name:
    """Take in the suffix behind a person's name, with its full stop: "Robert Keel[ Jr.]"."""
    if name.type != "PER":
        return name
    words = list(TOKEN.finditer(text, name.span.start, name.span.end))
    if words and text[name.span.end : name.span.end + 1] == ".":
        stopped = text[words[-1].start() : name.span.end + 1]
        if len(words) > 1 and names.is_suffix(stopped, language):
            return name.spanning(name.span.start, name.span.end + 1)
    behind = _BEHIND.match(text, name.span.end)
    if behind is None:
        return name
    form = behind.group(1)
    dotted = form.endswith(".") and names.is_suffix(form, language)
    plain = form[0].isupper() and names.is_suffix(form.rstrip("."), language)
    if not (dotted or plain) or (behind.group()[0] == "," and not (dotted or form.isupper())):
        return name
    return name.spanning(name.span.start, behind.end() - (form.endswith(".") and not dotted))
