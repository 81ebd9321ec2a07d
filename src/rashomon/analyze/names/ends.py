"""Mend where names end that were cut: organisations of several words, short names of states."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from rashomon.analyze.names.known import TOKEN
from rashomon.analyze.names.ner import Name
from rashomon.lang import entities, gazetteer
from rashomon.lang.attribution import word_labels
from rashomon.lang.morphology import PYMORPHY
from rashomon.lang.pack import primary
from rashomon.lang.terms import compiled
from rashomon.lang.word_classes import HOLDERS
from rashomon.lang.wordforms import is_adjective
from rashomon.model.annotation import EntityType
from rashomon.model.text import Span

_NEXT = re.compile(r"[ \u00a0]([^\W\d_a-z][\w&-]*)(?![\w.]|['’]s?\w)")
_TAG = re.compile(r"[^\W\d_a-z]-((?:[^\W\d_a-z]\.){2}|[^\W\d_a-z][^\W\d_]+\.?)")
_NOUN = re.compile(r"[ \u00a0][^\W\d_A-ZА-ЯЄІЇҐ][^\W\d_]+")
_LONGEST_RUN = 4
"""Words behind a name that are looked at."""
_LONGEST_LINE = 200
"""Code points on both sides of a name that are looked at: no headline is longer."""
_PEOPLE = frozenset({*HOLDERS, "leader_role"})


def mended(found: Sequence[Name], text: str, language: str) -> list[Name]:
    """Return names in reading order with their ends mended; none overlaps another."""
    rules = entities.load(language)
    types = {name.span.start: name.type for name in found}
    people = {w for n in found if n.type == "PER" for w in text[n.span.start : n.span.end].split()[-1:]}
    out = []
    for name in found:
        # What follows may be a genitive where names have case endings, and nouns may have capitals there.
        cut = name.type != "PER" and not rules.endings and not _is_headline(text, name)
        cut = cut and text[slice(*name.span.edges)] not in people
        end = _end(name, text, language, types) if cut else None
        whole = name if end is None else Name(span=Span(name.span.start, end), type="ORG", score=name.score)
        out.append(_placed(whole, text, language))
    return out


def whole(found: Sequence[Name], text: str, language: str) -> list[Name]:
    """Return names without adjectives that only describe a noun, those in other letters joined to one.

    "Лондонська [поліція]" names nobody by itself; "Air" and "Niugini" are one body in a Cyrillic text.
    """
    out: list[Name] = []
    for name in found:
        if name.type != "PER" and _only_describes(text, name, language):
            continue
        before = out[-1] if out else None
        if before is not None and _is_one(text[before.span.start : name.span.end], before, name, language):
            out[-1] = before.spanning(before.span.start, name.span.end)
        else:
            out.append(name)
    return out


def _only_describes(text: str, name: Name, language: str) -> bool:
    noun = _NOUN.match(text, name.span.end)
    return noun is not None and is_adjective(text[slice(*name.span.edges)], language)


def _is_one(both: str, first: Name, second: Name, language: str) -> bool:
    """Tell whether two bodies side by side are one whose name is in Latin letters, in a text of others."""
    foreign = primary(language) in PYMORPHY and both.isascii()
    adjacent = second.span.start - first.span.end == 1 and " " in both
    return foreign and adjacent and first.type == second.type == "ORG"


def _end(name: Name, text: str, language: str, types: Mapping[int, EntityType]) -> int | None:
    """Return where an organisation's name ends that goes on behind its found end, else None.

    It goes on up to a word for organisations ("Harvard Law[ School]"), behind a preposition ("Bureau of[
    Investigation]"), or by one more capital if it is no acronym and no place ("Best[ Buy]"), but never into
    the office of a person named behind it.
    """
    form, rules = text[slice(*name.span.edges)], entities.load(language)
    place = gazetteer.place(form, language) is not None
    run = _run(name.span.end, text, language, types)
    if not run or (place and name.type == "LOC"):
        return None
    bodies = compiled(rules.organisation_words)
    ends = [span.end for span in run if bodies.fullmatch(text[span.start : span.end])]
    if ends:
        return ends[-1]
    open_ = form.split()[-1].islower()
    rest = name.type == "ORG" and (open_ or not (form.isupper() or place or len(run) > 1))
    return run[-1].end if rest else None


def _run(end: int, text: str, language: str, types: Mapping[int, EntityType]) -> list[Span]:
    """Return the capitals that follow a place one by one, none where they lead to a person or an office."""
    out: list[Span] = []
    rules = entities.load(language)
    while len(out) < _LONGEST_RUN:
        match = _NEXT.match(text, end)
        if match is None or (match.start(1) in types and types[match.start(1)] != "PER"):
            break
        word = match.group(1)
        office = not _PEOPLE.isdisjoint(word_labels(language, word.casefold()))
        body = compiled(rules.organisation_words).fullmatch(word)
        if match.start(1) in types or (not body and (office or compiled(rules.titles).fullmatch(word))):
            return []
        if compiled(rules.not_names).fullmatch(word):
            break
        out.append(Span(*match.span(1)))
        end = match.end()
    return out


def _is_headline(text: str, name: Name) -> bool:
    """Tell whether a name stands in a line in which most words have capitals."""
    first, last = max(0, name.span.start - _LONGEST_LINE), min(len(text), name.span.end + _LONGEST_LINE)
    begin, end = text.rfind("\n", first, name.span.start), text.find("\n", name.span.end, last)
    words = [w.group() for w in TOKEN.finditer(text, max(begin, first), last if end < 0 else end)]
    long = [word for word in words if len(word) > 3]
    return 2 * sum(word[0].isupper() for word in long) > len(long)


def _placed(name: Name, text: str, language: str) -> Name:
    """Return the state of a party's tag ("R-Calif."), and a state's short name with its full stop."""
    tag = _TAG.match(text, name.span.start)
    if tag and gazetteer.place(tag.group(1), language):
        long = gazetteer.place(tag.group(1)[:-1], language) is not None
        end = tag.end(1) - (long and tag.group(1).endswith("."))
        return Name(span=Span(tag.start(1), end), type="LOC", score=name.score)
    stopped = text[name.span.start : name.span.end] + text[name.span.end : name.span.end + 1]
    if (
        name.type == "PER"
        or len(stopped) == len(name.span)
        or stopped.casefold() not in _short_names(language)
    ):
        return name
    return Name(span=Span(name.span.start, name.span.end + 1), type="LOC", score=name.score)


@cache
def _short_names(language: str) -> frozenset[str]:
    """Return the case-folded names of territories that are cut short by a full stop."""
    listed = entities.load(language).territories.values()
    return frozenset(term for terms in listed for term in terms if term.endswith("."))
