"""Find what stands among an article's text and is not its own telling: links, labels, headings."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from rashomon.analyze.layout import BULLETS, CLOSERS, OPENERS, Paragraph
from rashomon.analyze.page.inline_links import inline_links
from rashomon.analyze.page.prefixes import prefix_end
from rashomon.analyze.page.sentences import pieces
from rashomon.lang.language import language_of
from rashomon.lang.name_cases import name_gender
from rashomon.lang.structure import openings, with_shared, words_of
from rashomon.lang.terms import has
from rashomon.model.annotation import NonBody, NonBodyKind
from rashomon.model.text import Span

SHORT = 25  # words of the longest line that can be a heading, a link or a caption
HEADING = 12  # words of the longest heading; what is longer and looks like one is the title of another text
QUESTION = 9
LABEL = 20  # words of the longest line that can be a label or a notice of the page
COUNTED = 6  # words of the longest line that counts readers
DISCLOSURE = 40
EDGE = 3  # paragraphs at either end among which a longer disclosure is looked for
RUN = 3  # short lines in a row that make a list or a table, which tells something
BODY = 14  # words that make a paragraph of body text
LAST = 3  # sentences at the end among which links are looked for
REPEATED = 7  # words of the title that the captions of a gallery repeat
_NAME = r"[^\W\d_]+(?:-[^\W\d_]+)?"
_SIGNED = re.compile(rf"[.!?…][{re.escape(CLOSERS)}]?\s(?P<name>(?P<given>{_NAME}) {_NAME})\Z")
_END = ".…!\u00a0 "


def find_non_body(text: str, parts: Sequence[Paragraph], language: str) -> tuple[NonBody, ...]:
    """Return the stretches that are not body, in reading order; ``parts`` leave out headline and stamps."""
    found = []
    captions = _captions(parts)
    begins = next((number for number, part in enumerate(parts) if part.words >= BODY), len(parts))
    for number, part in enumerate(parts):
        kind = _labelled(part, number, len(parts), language)
        kind = kind or ("inset" if number >= captions else None)
        kind = kind or _shaped(parts, number, language, within=begins < number)
        if kind:
            found.append(NonBody(span=part.span, kind=kind))
    taken = {n.span for n in found}
    body = [p for p in parts if p.span not in taken]
    links = {link for part in body for link in inline_links(text, part, language)}
    links |= set(_trailing(text, body[-1], language)) if body else set()
    found += [NonBody(span=link, kind="inset") for link in links]
    prefixes = (Span(p.span.start, p.span.start + end) for p in body if (end := prefix_end(p, language)))
    found += [NonBody(span=prefix, kind="boilerplate") for prefix in prefixes]
    authors = (_author_behind(part, language) for part in body[-EDGE:])
    found += [NonBody(span=author, kind="boilerplate") for author in authors if author]
    return tuple(sorted(found, key=lambda n: n.span))


def _captions(parts: Sequence[Paragraph]) -> int:
    """Return from which paragraph on all the rest open with one title: the captions of a gallery."""
    titles = [part.text.split()[:REPEATED] for part in parts]
    at = len(parts)
    while at > 1 and len(titles[at - 1]) == REPEATED and titles[at - 1] == titles[-1]:
        at -= 1
    return at if at < len(parts) - 1 else len(parts)


def _author_behind(part: Paragraph, language: str) -> Span | None:
    """Return a person's name that stands behind the last sentence of a paragraph: who wrote it."""
    name = _SIGNED.search(part.text) if part.words >= BODY else None
    if name is None or not name["name"].istitle() or name_gender(language, name["given"]) is None:
        return None
    return Span(part.span.start + name.start("name"), part.span.end)


def is_disclosure(part: Paragraph, *, edge: bool, language: str) -> bool:
    """Tell whether a paragraph says that a machine wrote the text: a label, or a note at either end."""
    if part.words > (DISCLOSURE if edge else LABEL // 2):
        return False
    return words_of(language, "generated").search(part.text) is not None


def is_section(part: Paragraph, language: str) -> bool:
    """Tell whether a line is one of the headings that explainers use."""
    return part.words <= HEADING and openings(language, "sections").match(part.text) is not None


def _labelled(part: Paragraph, number: int, count: int, language: str) -> NonBodyKind | None:
    """Tell the kind of a line by its words, None where they say nothing."""
    if is_disclosure(part, edge=number < EDGE or number >= count - EDGE, language=language):
        return "disclosure"
    if part.words > LABEL + 10:
        return None
    if openings(language, "insets").match(part.text):
        return "inset"
    if part.words <= LABEL and openings(language, "boilerplate").match(part.text):
        return "boilerplate"
    notice = part.words <= LABEL and words_of(language, "notices").search(part.text) is not None
    return "boilerplate" if notice or part.text.startswith("©") or _counts(part, language) else None


def _counts(part: Paragraph, language: str) -> bool:
    """Tell whether a line only counts views and the like, or tells when the page was changed."""
    if part.words > COUNTED or part.ends_sentence(language_of(language).sentence_end):
        return False
    figures = any(map(str.isdigit, part.text))
    return figures and (
        words_of(language, "counters").search(part.text) is not None
        or openings(language, "stamps").match(part.text) is not None
    )


def _shaped(parts: Sequence[Paragraph], number: int, language: str, *, within: bool) -> NonBodyKind | None:
    """Tell the kind of a line by its form: a heading before body text, or the title of something else.

    ``within`` tells that body text stands before it.
    """
    part, marks = parts[number], language_of(language).sentence_end
    if is_section(part, language):
        return "heading"
    if not _is_title_like(part, marks) or _in_run(parts, number, marks):
        return None
    follows = any(p.words >= BODY for p in parts[number + 1 : number + 2])
    if part.text.endswith("?"):
        return "heading" if follows and part.words <= QUESTION else None
    if follows and part.words <= HEADING and not part.text[0].islower():
        return "heading"
    return "inset" if within and len(parts) > 2 else None


def _is_title_like(part: Paragraph, marks: str) -> bool:
    text = part.text
    if (
        part.words > SHORT
        or "\n" in text
        or text.startswith((*BULLETS, *OPENERS))
        or text.endswith((":", ",", ";"))
    ):
        return False
    return not part.ends_sentence(marks) or (text.endswith("?") and part.words <= QUESTION)


def _in_run(parts: Sequence[Paragraph], number: int, marks: str) -> bool:
    """Tell whether a line is one of several short ones in a row."""
    low = high = number
    while low and _is_title_like(parts[low - 1], marks):
        low -= 1
        if number - low >= RUN:
            return True
    while high + 1 < len(parts) and _is_title_like(parts[high + 1], marks):
        high += 1
        if high - low >= RUN - 1:
            return True
    return high - low >= RUN - 1


def _trailing(text: str, last: Paragraph, language: str) -> Iterator[Span]:
    """Yield links left at the end of the last paragraph; the paragraph's first sentence is never one."""
    tail = Span(max(last.span.start, last.span.end - 2000), last.span.end)
    if not has(_link_words(language), text[tail.start : tail.end]):
        return
    sentences = pieces(text, tail, language)[1:]
    for span in reversed(sentences[-LAST:]):
        if not _is_link(text[span.start : span.end], language):
            return
        yield span


@cache
def _link_words(language: str) -> tuple[str, ...]:
    """Return all words without one of which no sentence is a link."""
    lists = (with_shared(language, field) for field in ("pointers", "links", "insets", "list_heads"))
    return tuple(dict.fromkeys(chain.from_iterable(lists)))


def _is_link(sentence: str, language: str) -> bool:
    bare, marks = sentence.rstrip(_END), language_of(language).sentence_end
    cut = not sentence.rstrip(CLOSERS + " ").endswith(tuple(marks))
    if cut and openings(language, "pointers").match(sentence) and len(sentence.split()) <= SHORT:
        return True
    link = openings(language, "links").match(bare)
    if (link and link.end() == len(bare)) or openings(language, "insets").match(sentence):
        return True
    listed = openings(language, "list_heads").match(sentence) and len(sentence.split()) <= HEADING
    return bool(listed) and words_of(language, "list_tails").search(sentence) is not None
