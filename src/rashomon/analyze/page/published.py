"""Find the day of publication where an article states it: in a stamp, a dateline or its metadata."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rashomon.analyze.layout import Paragraph
from rashomon.analyze.times.calendar import Partial, valid
from rashomon.analyze.times.grammar import readings
from rashomon.analyze.times.words import atoms, lexicon
from rashomon.lang.scanning import lowered
from rashomon.lang.structure import words_of
from rashomon.lang.terms import word_count
from rashomon.model.annotation import Published
from rashomon.model.article import Article
from rashomon.model.text import Reference, Span

HEAD = 160  # characters of a paragraph in which a stamp or a dateline lies
WIRED = 30  # characters of agency and place before the date of a dateline that a word closes
STAMP_LINE = 90  # characters of the longest line that is nothing but a stamp
BARS = ("|", "·", "•")
STROKES = (*BARS, "/")
AUTHOR = 5  # words of author and outlet that a comma parts from the date of a line
BYLINE = 10  # words of the longest line that says who wrote the text
APART = " \u00a0,،，、:：|·•/()–—-"  # signs that part a date from who wrote the text
_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}|\d\s?[./]\s?\d{2}")
"""Figures without which no date tells its year."""
_FILLER = re.compile(r"[\W\d_]+")
_SEPARATOR = re.compile(r"\s*[:|–—-]?\s*")
_WORD = r"[^\W\d_][\w.'’\-]*"
_DATELINE = re.compile(
    rf"(?P<place>{_WORD}(?:[ \u00a0/]{_WORD}){{0,3}})"
    rf"(?P<region>[,،]\s*{_WORD}(?:\s{_WORD}){{0,2}})?"
    r"(?P<comma>[,.،]?)\s*(?P<date>\x01+)?"
    r"(?:[,.]?\s*(?P<agency>\([^()\n]{2,40}\)|/[^()/\n]{2,30}/))?\s*"
    r"(?P<end>\.(?=\s|$)|[:—–]|-{1,2}(?=\s)|$)?\s*"
)
_NAMED = re.compile(r"[^\W\d_][^\W_]+(?:[.\-][^\W_]+)*")
_CLOSING = re.compile(r"\.(?=\s)|\s*[:—–]|\s+-(?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A date given for the whole article: ``span`` is what it says, ``whole`` also the signs around it.

    ``day`` is the expression of the date alone, None in a dateline without one.
    """

    span: Span
    whole: Span
    partial: Partial | None = None
    day: Span | None = None


def stamp_in(paragraph: Paragraph, language: str, *, opening: bool) -> Stamp | None:
    """Return the date line or the date before the text that a paragraph starts with, if there is one.

    ``opening`` tells that the paragraph is at the head of the article, where a stamp needs no word
    such as "published" to be known.
    """
    text, words = paragraph.text, words_of(language, "stamps")
    head, whole = text[:HEAD], len(text)
    day, partial = next(_days(head, language), (None, None))
    if day is None or partial is None:
        return None
    before, after = head[: day.start], head[day.end :]
    named = words.search(before) is not None and not words.sub("", before).strip(" :,-–—|()")
    short = whole <= STAMP_LINE
    if before.strip() and not named:
        barred = opening and short and _is_barred(before, text[day.end :])
        alone = barred or (opening and short and _names_author(paragraph, before, after, language))
        signed = opening and short and _is_signed(before, after, language)
        return _stamp(paragraph, whole, whole, day, partial) if alone or signed else None
    told_besides = len(_left_over(after, language)) > 2 and not is_byline(after.strip(APART), language)
    if short and not told_besides and (opening or named):
        return _stamp(paragraph, whole, whole, day, partial)
    if opening and (named or _is_set_apart(head, day, partial)):
        separator = _SEPARATOR.match(text, day.end)
        return _stamp(paragraph, day.end, separator.end() if separator else day.end, day, partial)
    return None


def _days(head: str, language: str) -> Iterator[tuple[Span, Partial]]:
    """Yield the full dates of a text."""
    for span, partial in _dates(head, language) if _YEAR.search(head) else ():
        if partial.year and partial.month and partial.day and valid(partial.year, partial.month, partial.day):
            yield span, partial


def _dates(head: str, language: str) -> Iterator[tuple[Span, Partial]]:
    """Yield the dates of a text; without a figure none tells the day."""
    if not _FIGURE.search(head):
        return
    text = lowered(head)
    found = readings(text, lexicon(language), atoms(text, language))
    yield from ((r.span, r.partial) for r in found if not r.ahead)


def _left_over(after: str, language: str) -> list[str]:
    """Return the words behind a date that tell neither another date nor what that is ("updated 5 May")."""
    for day, _ in reversed(list(_days(after, language))):
        after = after[: day.start] + after[day.end :]
    return _FILLER.sub(" ", words_of(language, "stamps").sub(" ", after)).split()


def _is_barred(before: str, after: str) -> bool:
    """Tell whether bars set a date apart from names on the same line ("Ann Keel | The Pier | 2 April")."""
    return before.rstrip().endswith(STROKES) and (not after.strip() or after.lstrip().startswith(STROKES))


def _names_author(line: Paragraph, before: str, after: str, language: str) -> bool:
    """Tell whether a line is a date behind whose text it is and a comma, and no dateline ("Ann Keel, 2 May").

    A place stands before a dash or text.
    """
    names = before.rstrip().endswith(",") and len(before.split()) <= AUTHOR and before[:1].isupper()
    placed = dateline_in(line.text, 0, language) is not None
    return names and not placed and not _FILLER.sub("", after)


def _is_signed(before: str, after: str, language: str) -> bool:
    """Tell whether a line is who wrote the text, by a word such as "By", and the date behind a sign."""
    author = words_of(language, "stamps").sub("", before).rstrip()
    parted = author.endswith(tuple(APART)) and is_byline(author.strip(APART), language)
    return parted and len(_left_over(after, language)) <= 2


def is_byline(line: str, language: str) -> bool:
    """Tell whether a line is nothing but "By" and names."""
    if word_count(line) > BYLINE or line.endswith("."):
        return False
    start = words_of(language, "bylines").match(line)
    name = line[start.end() :].lstrip(" :：") if start else ""
    return name[:1].isalpha() and not name[0].islower()


def _is_set_apart(head: str, day: Span, partial: Partial) -> bool:
    """Tell whether a date at the start is a stamp and not the first words of a sentence."""
    if any(map(str.isalpha, head[day.start : day.end])):
        return bool(partial.time) and head[day.end :].lstrip()[:1].isupper()
    iso = head[day.start : day.start + 4].isdigit()
    return bool(partial.time) or iso or head[day.end :].lstrip()[:1] in {":", "|", "—", "–", "-"}


def _stamp(paragraph: Paragraph, end: int, whole: int, day: Span, partial: Partial) -> Stamp:
    at = paragraph.span.start
    return Stamp(
        span=Span(at, at + end),
        whole=Span(at, at + whole),
        partial=partial,
        day=Span(at + day.start, at + day.end),
    )


def dateline_in(text: str, start: int, language: str) -> Stamp | None:
    """Return the dateline that stands at ``start``: place, region, date and agency before the text."""
    head = text[start : start + HEAD].split("\n", 1)[0]
    day, partial = next(_dates(head, language), (None, None))
    if partial is None or not (partial.month and partial.day):
        day = partial = None
    masked = _masked(head, day) if day else head
    wired = words_of(language, "dateline_ends").match(head, day.end) if day else None
    if day and wired and day.start <= WIRED:
        whole = Span(start, start + wired.end())
        return Stamp(span=whole, whole=whole, partial=partial, day=Span(start + day.start, start + day.end))
    match = _DATELINE.match(masked)
    if match is None or not _is_dateline(match, masked):
        return None
    said = match.start("end") if match["end"] is not None else match.end()
    said = len(head[:said].rstrip())
    dated = day is not None and match["date"] is not None
    wire = _wire(head, match.end(), language) if dated else None
    said, end = wire or (said, max(said, len(head[: match.end()].rstrip())))
    return Stamp(
        span=Span(start, start + said),
        whole=Span(start, start + end),
        partial=partial if dated else None,
        day=Span(start + day.start, start + day.end) if day and dated else None,
    )


def _wire(head: str, at: int, language: str) -> tuple[int, int] | None:
    """Return the ends of an agency's name behind place and date, and of the sign that closes it.

    It is a name that the language's pack knows, or one in capitals. Agencies of the former Soviet Union open
    like this: "Orm. 2 April. WIRE.NET - The dam …".
    """
    known, named = words_of(language, "agencies").match(head, at), _NAMED.match(head, at)
    agency = known or (named if named and named.group().isupper() else None)
    sign = _CLOSING.match(head, agency.end()) if agency else None
    return (agency.end(), sign.end()) if agency and sign else None


def _masked(head: str, day: Span) -> str:
    """Return a head with its date masked; a full stop that ends the date ends the dateline before a word."""
    stop = head[day.end - 1] == "." and head[day.end :].lstrip()[:1].isalpha()
    return head[: day.start] + "\x01" * (len(day) - stop) + head[day.end - stop :]


def _is_dateline(match: re.Match[str], head: str) -> bool:
    place, end, rest = match["place"], match["end"], head[match.end() :]
    dated, agency = match["date"] is not None, match["agency"] is not None
    if agency and place[0].isupper():
        return bool(end) or place.isupper() or dated
    if end is None or (rest and rest[0].islower()):
        return False
    if place.replace(".", "").isupper() and sum(map(str.isalpha, place)) >= 4:
        return dated or (end not in {".", ":", ""})
    titled = not any(word[0].islower() for word in place.split())
    return titled and dated and bool(match["comma"] or place.endswith(".") or match["region"])


def published(article: Article, stamps: Iterable[Stamp], dateline: Stamp | None, language: str) -> Published:
    """Return the day of publication with what it rests on; a day whose year nothing gives stays open."""
    for stamp in stamps:
        value = _value(stamp.partial)
        if value and stamp.day:
            return Published(value=value, basis="stated", evidence=(Reference(article.id, stamp.day),))
    if dateline and dateline.partial and dateline.day:
        evidence = (Reference(article.id, dateline.day),)
        year = dateline.partial.year or _year(article, dateline.partial, language)
        value = _value(dateline.partial, year)
        if value:
            return Published(value=value, basis="dateline", evidence=evidence)
        if not article.published:
            return Published(evidence=evidence)
    if article.published:
        return Published(value=article.published, basis="metadata")
    return Published()


def _value(partial: Partial | None, year: int | None = None) -> str | None:
    if partial is None:
        return None
    year = partial.year or year
    if not (year and partial.month and partial.day and valid(year, partial.month, partial.day)):
        return None
    return date(year, partial.month, partial.day).isoformat()


def _year(article: Article, day: Partial, language: str) -> int | None:
    """Return the year of a date without one: the metadata's, or that of the same date in full in the text."""
    if article.published:
        return int(article.published[:4])
    same = (
        p.year
        for _, p in _days(article.text.content[:20_000], language)
        if (p.month, p.day) == (day.month, day.day)
    )
    return next(same, None)
