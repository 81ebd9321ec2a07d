"""Read how an article is built: headline, byline, dateline, date, credits, and what is not its body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.analyze.layout import Paragraph, paragraphs, trimmed
from rashomon.analyze.page.credits import find_credits
from rashomon.analyze.page.nonbody import find_non_body, is_disclosure, is_section
from rashomon.analyze.page.prefixes import prefix_end
from rashomon.analyze.page.published import APART, BARS, Stamp, dateline_in, is_byline, published, stamp_in
from rashomon.lang.language import language_of
from rashomon.lang.name_cases import name_gender
from rashomon.lang.structure import words_of
from rashomon.model.annotation import NonBody, Structure
from rashomon.model.article import Article
from rashomon.model.text import Span

HEADLINE = 30  # words of the longest headline
KICKER = 2  # words of the label above a headline ("OPINION", "Middle East")
NAMES = (2, 3)  # words of the name of whoever signs
HEAD_LINES = 5  # paragraphs among which stamps, byline and dateline are looked for
LEAD = 60  # words of text before a line that still stands at the head
AHEAD = 5  # paragraphs behind a line that tell whether it is a title
STAMPED = 40  # characters at the end of a headline in which a date stands that the page has added
_BARS = re.compile("[" + "".join(BARS) + "]")
_STEP = r"[^\s›»>/|→]+(?:[^\S\n]+[^\s›»>/|→]+){0,3}"
_TRAIL = re.compile(rf"{_STEP}\s*[›»>→]\s*{_STEP}|{_STEP}(?:\s+[›»>/|→]\s+{_STEP}){{2,5}}")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\s+(?=\D)")
_DAY_BEHIND = re.compile(
    r"(?:(?<=[^\W\d_]{4})\s|\s*[|,–—(-])\s*\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?:,?\s+\d{1,2}[:.]\d{2})?\)?\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What stands before the body; ``rest`` are the paragraphs left."""

    kicker: Span | None
    headline: Span | None
    byline: Span | None
    dateline: Stamp | None
    stamps: tuple[Stamp, ...]
    rest: tuple[Paragraph, ...]


def read_structure(article: Article, language: str) -> Structure:
    """Return how the article is built, as far as its text and metadata show it."""
    text = article.text.content
    parts = paragraphs(text, language_of(language).sentence_end)
    head = _head(article, parts, language)
    kickers = [NonBody(span=head.kicker, kind="heading")] if head.kicker else []
    non_body = [*kickers, *_dates(head), *find_non_body(text, head.rest, language)]
    return Structure(
        headline=head.headline,
        byline=head.byline,
        dateline=head.dateline.span if head.dateline else _first_stamp(head.stamps),
        published=published(article, head.stamps, head.dateline, language),
        credits=find_credits(text, language, article.source.name),
        discloses_generated=any(part.kind == "disclosure" for part in non_body),
        non_body=tuple(sorted(non_body, key=lambda n: n.span)),
    )


def _first_stamp(stamps: tuple[Stamp, ...]) -> Span | None:
    return stamps[0].span if stamps else None


def _dates(head: _Head) -> list[NonBody]:
    stamps = (*head.stamps, *([head.dateline] if head.dateline else []))
    return [NonBody(span=s.whole, kind="dateline") for s in stamps]


def _head(article: Article, parts: tuple[Paragraph, ...], language: str) -> _Head:
    """Take stamps, headline, byline and dateline off the paragraphs, in whatever order they come."""
    text = article.text.content
    stamps: list[Stamp] = []
    rest: list[Paragraph] = []
    kicker = headline = byline = dateline = None
    for number, whole in enumerate(parts):
        opening = number < HEAD_LINES and sum(told.words for told in rest) <= LEAD
        stamp = stamp_in(whole, language, opening=opening) if opening or number >= len(parts) - 2 else None
        stamps += [stamp] if stamp else []
        byline = byline or (_stamped_byline(text, whole, stamp, language) if stamp and opening else None)
        part = _after(text, stamp.whole.end, whole.span.end) if stamp else whole
        if part is None:
            continue
        following = parts[number + 1 : number + 1 + AHEAD]
        if headline is None and not rest and _is_headline(article, part, following, language):
            if kicker is None and not stamp and _is_kicker(article, part, following, language):
                kicker = part.span
            else:
                headline = _title(part, language)
        elif byline is None and opening and _names_writer(parts, number, part, language):
            byline = part.span
        else:
            if dateline is None and len(rest) < 2 and opening:
                dateline = dateline_in(text, part.span.start, language)
                part = _after(text, dateline.whole.end, part.span.end) if dateline else part
            rest += [part] if part else []
    return _Head(
        kicker=kicker,
        headline=headline,
        byline=byline,
        dateline=dateline,
        stamps=tuple(stamps),
        rest=tuple(rest),
    )


def _after(text: str, start: int, end: int) -> Paragraph | None:
    span = trimmed(text, start, end)
    return Paragraph(span=span, text=text[span.start : span.end]) if span else None


def _is_headline(article: Article, part: Paragraph, following: Sequence[Paragraph], language: str) -> bool:
    """Tell whether the first line is a title: the metadata's, or a short line that is no full sentence."""
    if _is_titled(article, part):
        return True
    if not following or part.words > HEADLINE or "\n" in part.text or is_section(part, language):
        return False
    if is_disclosure(part, edge=True, language=language) and part.words <= 6:
        return False
    return not part.text.endswith((".", ":", ",", ";")) and any(p.words > part.words for p in following)


def _is_titled(article: Article, part: Paragraph) -> bool:
    """Tell whether a line is the title that the article's container gives."""
    return bool(article.title) and " ".join(part.text.split()).casefold() == str(article.title).casefold()


def _is_kicker(article: Article, part: Paragraph, following: Sequence[Paragraph], language: str) -> bool:
    """Tell whether a line that could be a title only labels the title behind it."""
    if not following or _is_titled(article, part):
        return False
    behind = following[0]
    if _TRAIL.fullmatch(part.text):
        return _is_headline(article, behind, following[1:], language)
    return (
        part.words <= KICKER < behind.words
        and not is_byline(behind.text, language)
        and stamp_in(behind, language, opening=True) is None
        and _is_headline(article, behind, following[1:], language)
    )


def _title(part: Paragraph, language: str) -> Span:
    """Return a headline without the hour or the word of its novelty before it and the date behind it."""
    clock, day = _CLOCK.match(part.text), _DAY_BEHIND.search(part.text, max(0, len(part.text) - STAMPED))
    start = clock.end() if clock else prefix_end(part, language)
    end = day.start() if day and day.start() > start else len(part.text)
    return Span(part.span.start + start, part.span.start + end)


def _stamped_byline(text: str, line: Paragraph, stamp: Stamp, language: str) -> Span | None:
    """Return the author beside the date of a line ("By X | The Pier | 2 April", "2 April, by X")."""
    day = stamp.day or stamp.whole
    bars = (Span(line.span.start + m.start(), line.span.start + m.end()) for m in _BARS.finditer(line.text))
    breaks = sorted([day, *(bar for bar in bars if not day.start <= bar.start < day.end)])
    starts = (line.span.start, *(one.end for one in breaks))
    ends = (*(one.start for one in breaks), line.span.end)
    fields = (_field(text, start, end, language) for start, end in zip(starts, ends, strict=True))
    return next((span for span in fields if span and is_byline(text[span.start : span.end], language)), None)


def _field(text: str, start: int, end: int, language: str) -> Span | None:
    """Return what a line says beside its date, without the words and signs that lead to the date."""
    piece = text[start:end]
    stamps = [m for m in words_of(language, "stamps").finditer(piece) if not piece[m.end() :].strip(APART)]
    kept = piece[: stamps[0].start()] if stamps else piece
    left = len(kept) - len(kept.lstrip(APART))
    return trimmed(text, start + left, start + len(kept.rstrip(APART)))


def _names_writer(parts: Sequence[Paragraph], number: int, part: Paragraph, language: str) -> bool:
    """Tell whether a line says who wrote the text, by its words or as a name beside the date."""
    if is_byline(part.text, language):
        return True
    words = part.text.split()
    named = len(words) in NAMES and all(w.isalpha() and w.istitle() for w in words)
    if not number or not named or name_gender(language, words[0]) is None:
        return False
    beside = (parts[at] for at in (number - 1, number + 1) if 0 <= at < len(parts))
    return any(stamp_in(other, language, opening=True) is not None for other in beside)
