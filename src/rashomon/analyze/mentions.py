"""Find the names of one article: detected sentence by sentence, then made consistent over the whole."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rashomon.analyze import ner, slovnet_names
from rashomon.analyze.ner import Name
from rashomon.encoders.base import Encoded
from rashomon.lang import entities, gazetteer, names
from rashomon.lang.entities import Entities
from rashomon.lang.terms import compiled
from rashomon.model.annotation import Analysis
from rashomon.model.text import Span

_SLOVNET = "slovnet"
_UNSURE = 0.9
_LONGEST_NAME = 120
_OUTER = " \t\n\r\u00a0-–—'’\"“”„«»‚‘()[],.;:!?…*•|/"
_CAPITALISED = re.compile(r"[^\W\d_a-zа-яёіїєґ][\w’'-]*(?:[ \u00a0][^\W\d_a-zа-яёіїєґ][\w’'-]*)*")
_TOKEN = re.compile(r"[^\W_]+")


def find(analysis: Analysis, encoded: Sequence[Encoded]) -> list[Name]:
    """Return the names of an article in reading order, none overlapping another."""
    rules = entities.load(analysis.language)
    text = analysis.article.text.content
    tidied = (_tidy(name, text, analysis.language) for name in _detected(analysis, encoded, rules))
    found = _apart(name for name in tidied if name and not _no_name(name, text, rules))
    found = _repeated(found, text)
    return _voted(found, text, analysis.language)


def _detected(analysis: Analysis, encoded: Sequence[Encoded], rules: Entities) -> Iterable[Name]:
    texts = [analysis.text_of(s.span) for s in analysis.sentences]
    if rules.ner == _SLOVNET:
        by_sentence = slovnet_names.find_names(texts)
    else:
        by_sentence = [_by_head(text, e, analysis.language) for text, e in zip(texts, encoded, strict=True)]
    for sentence, found in zip(analysis.sentences, by_sentence, strict=True):
        yield from (_shifted(name, sentence.span.start) for name in found)


def _by_head(text: str, encoded: Encoded, language: str) -> list[Name]:
    head = ner.load()
    if not head.fits(encoded):
        return list(_by_capitals(text, language))
    return ner.find_names(text, encoded, head)


def _shifted(name: Name, by: int) -> Name:
    return Name(span=Span(name.span.start + by, name.span.end + by), type=name.type, score=name.score)


def _by_capitals(text: str, language: str) -> Iterable[Name]:
    """Guess names without a model: places by gazetteer, then capitals inside a sentence."""
    rules = entities.load(language)
    for match in _CAPITALISED.finditer(text):
        form = match.group()
        if gazetteer.territory(form, language):
            kind = "LOC"
        elif compiled(rules.organisation_words).search(form) or (form.isupper() and len(form) > 1):
            kind = "ORG"
        elif " " in form and match.start():
            kind = "PER"
        else:
            continue
        yield Name(span=Span(*match.span()), type=kind, score=0.5)


def _tidy(name: Name, text: str, language: str) -> Name | None:
    """Take titles, quotation marks and possessive endings off; None if nothing is left."""
    rules = entities.load(language)
    start, end = name.span.start, name.span.end
    form = re.sub(r"['’]s$", "", text[start:end])
    end = start + len(form)
    if name.type == "PER":
        start += _title_length(form, rules)
    start, end = _trimmed(text, start, end)
    if end - start < 1 or end - start > _LONGEST_NAME or not any(c.isalpha() for c in text[start:end]):
        return None
    return Name(span=Span(start, end), type=name.type, score=name.score)


def _title_length(form: str, rules: Entities) -> int:
    at, tokens = 0, list(_TOKEN.finditer(form))
    titles, particles = compiled(rules.titles), compiled(rules.particles)
    for token in tokens[:-1]:
        title = titles.fullmatch(token.group())
        lower = token.group().islower() and not particles.fullmatch(token.group())
        if not (title or lower) or token.start() < at:
            break
        at = token.end()
    while at < len(form) and at and form[at] in _OUTER:
        at += 1
    return at


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _OUTER:
        start += 1
    while start < end and text[end - 1] in _OUTER:
        end -= 1
    if "." in text[start:end] and text[end : end + 1] == ".":  # "U.S."
        end += 1
    return start, end


def _no_name(name: Name, text: str, rules: Entities) -> bool:
    form = text[name.span.start : name.span.end]
    if compiled(rules.not_names).fullmatch(form):
        return True
    cased = form[:1].lower() != form[:1].upper()
    if name.type != "ORG" and cased and form.islower():
        return True
    return name.score < _UNSURE and len(form) < 2


def _apart(found: Iterable[Name]) -> list[Name]:
    """Keep the surer, then the longer, of names that overlap."""
    ranked = sorted(found, key=lambda n: (n.span.start, -n.span.end))
    out: list[Name] = []
    for name in ranked:
        if not out or name.span.start >= out[-1].span.end:
            out.append(name)
    return out


def _repeated(found: list[Name], text: str) -> list[Name]:
    """Add the other places of a name that was found once: what is a name here is one there."""
    known: dict[str, Name] = {}
    for name in found:
        form = text[name.span.start : name.span.end]
        if len(form) >= 3 and not form.islower() and name.score >= _UNSURE / 2:
            known.setdefault(form, name)
    if not known:
        return found
    first = {form.split()[0] for form in known if form.split()}
    spaced = [f for f in known if _TOKEN.match(f)]
    body = "|".join(re.escape(f) for f in sorted(spaced, key=len, reverse=True))
    if not first or not body:
        return found
    places = re.finditer(rf"(?<![\w-])(?:{body})(?![\w-])", text)
    taken = [n.span for n in found]
    more = (Name(span=Span(*m.span()), type=known[m.group()].type, score=_UNSURE / 2) for m in places)
    return _apart([*found, *(n for n in more if not _overlaps(n.span, taken))])


def _overlaps(span: Span, taken: list[Span]) -> bool:
    from bisect import bisect_left  # noqa: PLC0415

    at = bisect_left(taken, span)
    return any(span.overlap(other) for other in taken[max(0, at - 1) : at + 1])


def _voted(found: list[Name], text: str, language: str) -> list[Name]:
    """Give all places of one form one type: a territory's, else what the surest readings say."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in found:
        votes[_form_key(name, text, language)][name.type] += name.score  # type: ignore[assignment]
    out = []
    for name in found:
        form = text[name.span.start : name.span.end]
        kind = _known_type(form, language) or votes[_form_key(name, text, language)].most_common(1)[0][0]
        out.append(Name(span=name.span, type=kind, score=name.score))
    return out


def _form_key(name: Name, text: str, language: str) -> str:
    form = text[name.span.start : name.span.end]
    return " ".join(names.stem(part, language) for part in names.split(form)) or form


def _known_type(form: str, language: str) -> str | None:
    code = gazetteer.territory(form, language)
    if code is None:
        return None
    return "ORG" if code in gazetteer.UNIONS else "LOC"
