"""Find the names of one article: detected sentence by sentence, then made consistent over the whole."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rashomon.analyze.names import ner
from rashomon.analyze.names import slovnet as slovnet_names
from rashomon.analyze.names.ends import mended, whole
from rashomon.analyze.names.known import GUESS, MIN_SCANNED, TOKEN, acronyms, credited, free, outlet, places
from rashomon.analyze.names.ner import Name
from rashomon.analyze.names.persons import given_start, is_titled, titled, with_suffix
from rashomon.encoders.base import Encoded
from rashomon.lang import entities, gazetteer, names
from rashomon.lang.attribution import word_labels
from rashomon.lang.dates import dates
from rashomon.lang.entities import Entities
from rashomon.lang.terms import compiled
from rashomon.model.annotation import Analysis, EntityType
from rashomon.model.text import Span

_SLOVNET = "slovnet"
_LONGEST_NAME = 120
_OUTER = " \t\n\r\u00a0-–—'’\"“”„«»‚‘()[],.;:!?…*•|/"
_SMALL = frozenset({"preposition", "joins"})
_CAPITAL = re.compile(r"[ \u00a0][^\W\d_a-zа-я][\w-]+")
_DOTTED = re.compile(r"(?:^|(?<=\s))(?:\w+\.)+\w$")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]+)")


def find(analysis: Analysis, encoded: Sequence[Encoded]) -> list[Name]:
    """Return the names of an article in reading order, none overlapping another."""
    rules = entities.load(analysis.language)
    text, language = analysis.article.text.content, analysis.language
    parts = (part for name in _detected(analysis, encoded, rules) for part in _unbracketed(name, text))
    starts = [s.span.start for s in analysis.sentences]
    tidied = (_tidy(_extended(name, text, starts, rules), text, rules) for name in parts)
    closed = (_closed(name, text, language) for name in tidied if name)
    called = (titled(name, text, language) for name in closed if not _no_name(name, text, rules))
    found = _apart(with_suffix(name, text, language) for name in called)
    found = whole(mended(found, text, language), text, language)
    found = _apart([*found, *acronyms(found, text)])
    outlets = analysis.structure.credits
    found = sorted([*found, *credited(found, text, outlets)], key=lambda n: n.span)
    known = (name for name in places(text, language, found) if not _no_name(name, text, rules))
    found = _apart([*found, *known])
    found = [part for name in found for part in _unhyphened(name, text, language)]
    found = _apart([*found, *_repeated(found, text, language)])
    voted = (_in_dateline(name, analysis) for name in _voted(found, text, language))
    return [outlet(name, text, outlets) for name in voted]


def prepare(language: str) -> None:
    """Load the models that find names in a language."""
    if entities.load(language).ner == _SLOVNET:
        slovnet_names.load()
    else:
        ner.load()


def _in_dateline(name: Name, analysis: Analysis) -> Name:
    dateline = analysis.structure.dateline
    if name.type != "PER" or dateline is None or not dateline.contains(name.span):
        return name
    return replace(name, type="LOC")


def _detected(analysis: Analysis, encoded: Sequence[Encoded], rules: Entities) -> Iterator[Name]:
    texts = [analysis.text_of(s.span) for s in analysis.sentences]
    if rules.ner == _SLOVNET:
        by_sentence = slovnet_names.find_names(texts)
    else:
        by_sentence = _by_head(texts, encoded, rules)
    for sentence, found in zip(analysis.sentences, by_sentence, strict=True):
        at = sentence.span.start
        for name in found:
            yield name.spanning(name.span.start + at, name.span.end + at)


def _by_head(texts: Sequence[str], encoded: Sequence[Encoded], rules: Entities) -> list[list[Name]]:
    head = ner.load()
    if all(head.fits(e) for e in encoded):
        return ner.find_names(texts, encoded, head)
    return [list(_by_capitals(text, rules)) for text in texts]


def _by_capitals(text: str, rules: Entities) -> Iterator[Name]:
    """Guess names without a model: runs of capitalised words inside a sentence."""
    runs: list[list[re.Match[str]]] = []
    for token in TOKEN.finditer(text):
        if not token.group()[0].isupper():
            continue
        if runs and text[runs[-1][-1].end() : token.start()] == " ":
            runs[-1].append(token)
        else:
            runs.append([token])
    for run in runs:
        span = Span(run[0].start(), run[-1].end())
        form = text[span.start : span.end]
        if compiled(rules.organisation_words).search(form) or (len(form) > 1 and form.isupper()):
            yield Name(span=span, type="ORG", score=GUESS)
        elif len(run) > 1:
            yield Name(span=span, type="PER", score=GUESS)


def _unbracketed(name: Name, text: str) -> Iterator[Name]:
    """Part a name from what stands in brackets behind it: "Azerbaijan Airlines (AZAL"."""
    start, end = name.span.start, name.span.end
    match = re.search(_BRACKETED, text[start:end])
    if match and match.start():
        yield name.spanning(start, start + match.start())
        yield name.spanning(start + match.start(1), start + match.end(1))
    else:
        yield name


def _extended(name: Name, text: str, starts: Sequence[int], rules: Entities) -> Name:
    """Take in what stands before a surname, and the noun behind an adjective: "Evropská [komise]".

    ``starts`` are those of the sentences, beyond which no name reaches.
    """
    if name.type == "PER":
        begin = starts[max(0, bisect_right(starts, name.span.start) - 1)]
        return name.spanning(given_start(text, begin, name.span.start, rules), name.span.end)
    noun = re.compile(r" ([^\W\d_]+)").match(text, name.span.end)
    form = text[name.span.start : name.span.end]
    if noun is None or not form.endswith(rules.adjective_endings or ("\0",)):
        return name
    if not compiled(rules.organisation_words).fullmatch(noun.group(1)):
        return name
    return Name(span=Span(name.span.start, noun.end()), type="ORG", score=name.score)


def _tidy(name: Name, text: str, rules: Entities) -> Name | None:
    """Take titles, quotation marks and possessive endings off; None if nothing is left."""
    start, end = name.span.start, name.span.end
    form = re.sub(r"['’]s$", "", text[start:end])
    if name.type == "PER":
        start, end = start + _title_length(form, rules), start + _name_length(form, rules)
    else:
        end = start + len(form)
    start, end = _trimmed(text, start, end)
    if not 0 < end - start <= _LONGEST_NAME or not any(c.isalpha() for c in text[start:end]):
        return None
    return name.spanning(start, end)


def _closed(name: Name, text: str, language: str) -> Name:
    """Return a body's or place's name without a small word at its end, or with the capital behind that."""
    end = name.span.end
    while name.type != "PER":
        last = text[name.span.start : end].rpartition(" ")
        if not last[0] or not last[2].islower() or _SMALL.isdisjoint(word_labels(language, last[2])):
            break
        behind = _CAPITAL.match(text, end) if end == name.span.end else None
        if behind is not None:
            return name.spanning(name.span.start, behind.end())
        end = name.span.start + len(last[0].rstrip())
    return name.spanning(name.span.start, end)


def _title_length(form: str, rules: Entities) -> int:
    """Count the characters of titles and other words before a person's name."""
    at, titles = 0, compiled(rules.titles)
    for token in list(TOKEN.finditer(form))[:-1]:
        if not (titles.fullmatch(token.group()) or _common(token.group(), rules)):
            break
        at = token.end()
    return at


def _name_length(form: str, rules: Entities) -> int:
    """Count the characters up to the first common word behind a capitalised one."""
    tokens = list(TOKEN.finditer(form))
    for before, token in pairwise(tokens):
        if before.group()[0].isupper() and _common(token.group(), rules):
            return before.end()
    return len(form)


def _common(token: str, rules: Entities) -> bool:
    return token.islower() and not compiled(rules.particles).fullmatch(token)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _OUTER:
        start += 1
    while start < end and text[end - 1] in _OUTER:
        end -= 1
    if text[end : end + 1] == "." and _DOTTED.search(text, start, end):  # "U.S.", "Sea Trade B.V."
        end += 1
    return start, end


def _no_name(name: Name, text: str, rules: Entities) -> bool:
    form = text[name.span.start : name.span.end]
    if compiled(rules.not_names).fullmatch(form):
        return True
    if name.type != "ORG" and (form.islower() or compiled(rules.generic).fullmatch(form)):
        return form != form.upper()  # scripts without case have no lower-case names
    return len(form) < 2 or bool(compiled(rules.titles).fullmatch(form))


def _apart(found: Iterable[Name]) -> list[Name]:
    """Keep the first, then the longest, of names that overlap."""
    out: list[Name] = []
    for name in sorted(found, key=lambda n: (n.span.start, -n.span.end)):
        if not out or name.span.start >= out[-1].span.end:
            out.append(name)
        elif len(name.span) > len(out[-1].span):
            out[-1] = name
    return out


def _unhyphened(name: Name, text: str, language: str) -> Iterator[Name]:
    """Part places joined by a hyphen ("Oslo-Bergen"), but not those whose name has one."""
    form, at = text[name.span.start : name.span.end], name.span.start
    parts = form.split("-")
    if (
        name.type != "LOC"
        or not all(p.istitle() for p in parts)
        or gazetteer.place(form, language)
        or not any(gazetteer.place(part, language) for part in parts)
    ):
        yield name
    else:
        for part in parts:
            yield name.spanning(at, at + len(part))
            at += len(part) + 1


def _repeated(found: Sequence[Name], text: str, language: str) -> Iterator[Name]:
    """Find other places of one-word names and surnames, in any case form: a name here is one there."""
    known: dict[str, EntityType] = {}
    short: set[str] = set()
    for name in found:
        parts = names.bare_of_suffix(names.split(text[name.span.start : name.span.end]), language)
        if name.type == "PER" and len(parts) > 1 and _is_short_surname(parts[-1], language):
            short.add(parts[-1])
        if parts and (len(parts) == 1 or name.type == "PER") and _telling(parts[-1], name):
            known.setdefault(names.stem(parts[-1], language), name.type)
    for token in TOKEN.finditer(text):
        kind: EntityType | None = "PER" if token.group() in short else None
        if token.group()[0].isupper() and len(token.group()) >= MIN_SCANNED:
            kind = known.get(names.stem(token.group(), language))
        span = Span(*token.span())
        if kind and free(found, span):
            yield Name(span=span, type=kind, score=GUESS)


def _is_short_surname(part: str, language: str) -> bool:
    """Tell whether a surname too short for case forms ("Lee") is no listed word that opens sentences."""
    folded = part.casefold()
    months = (*dates(language).months, *dates(language).weekdays)
    listed = word_labels(language, folded) or any(folded in forms for forms in months)
    return len(part) == MIN_SCANNED - 1 and part.istitle() and part.isalpha() and not listed


def _telling(part: str, name: Name) -> bool:
    return len(part) >= MIN_SCANNED and part[0].isupper() and name.score >= GUESS


def _voted(found: Sequence[Name], text: str, language: str) -> list[Name]:
    """Give all places of one name one type: a gazetteer's, a person's surname's, or the surest readings'."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    surnames = set()
    for name in found:
        form = text[name.span.start : name.span.end]
        votes[_form_key(form, language)][name.type] += int(100 * name.score)
        parts = names.bare_of_suffix(names.split(form), language)
        if name.type == "PER" and (len(parts) > 1 or is_titled(name, text, language)):
            surnames.add(names.stem(parts[-1], language))
    out = []
    for name in found:
        form = text[name.span.start : name.span.end]
        key = _form_key(form, language)
        voted: EntityType = "PER" if key in surnames else votes[key].most_common(1)[0][0]
        person = name.type == "PER" and key in surnames
        kind = "PER" if person else _known_type(form, language, voted)
        out.append(replace(name, type=kind))
    return out


def _form_key(form: str, language: str) -> str:
    return " ".join(names.stem(part, language) for part in names.split(form)) or form


def _known_type(form: str, language: str, voted: EntityType) -> EntityType:
    code = gazetteer.place(form, language)
    if code is None or (voted == "PER" and "/" in code):  # "Sydney" and "Jackson" are people, too
        return voted
    return "ORG" if gazetteer.is_union(code) else "LOC"
