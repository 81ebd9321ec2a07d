"""Find names that are known already: places by gazetteer, acronyms in brackets, outlets that are credited."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.analyze.names.ner import Name
from rashomon.lang import gazetteer, names
from rashomon.model.text import Span

GUESS = 0.5
"""Score of a name that rests on a rule alone."""
MIN_SCANNED = 4
"""Letters of the shortest word that is looked up."""
MOST_OUTLETS = 20
"""Credited outlets that are looked for in their article."""
TOKEN = re.compile(r"[^\W_]+(?:['’ʼ-](?!s\b)[^\W_]+)*")
_OPENING = re.compile(r"(?:\A|[.!?…:\n])[\s\"'«„“”’(–—-]*\Z")
_LONGEST_OPENING = 6
"""Code points before a word that are looked at for a sentence's end."""
ACRONYM = re.compile(r"\s?[(\[][\"“«„]?([^\W_]{2,8})[\"”»“]?[)\]]")


def free(found: Sequence[Name], span: Span) -> bool:
    """Tell whether a span covers no name but such as lie wholly inside it; ``found`` in reading order."""
    at = bisect_right(found, span.start, key=lambda n: n.span.start)
    near = found[max(0, at - 1) : at + 4]
    return all(not n.span.overlap(span) or (span.contains(n.span) and n.span != span) for n in near)


def credited(found: Sequence[Name], text: str, outlets: Sequence[str]) -> Iterator[Name]:
    """Find the agencies and outlets that the article credits, where nothing else was found."""
    taken = [name.span for name in found]
    longest = sorted((name for name in outlets[:MOST_OUTLETS] if "\n" not in name), key=len, reverse=True)
    if not longest:
        return
    known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})\w{{0,3}}(?!\w)")
    for match in known.finditer(text):
        span = Span(*match.span())
        at = bisect_right(taken, span.start, key=lambda s: s.start)
        if not any(span.overlap(other) for other in taken[max(0, at - 1) : at + 1]):
            yield Name(span=span, type="ORG", score=GUESS)


def outlet(name: Name, text: str, outlets: Sequence[str]) -> Name:
    """Return a credited outlet of one word as the organisation that it is ("Delo", "Právo")."""
    form = text[name.span.start : name.span.end]
    known = name.type != "ORG" and " " not in form and form in outlets
    return replace(name, type="ORG") if known else name


def acronyms(found: Sequence[Name], text: str) -> Iterator[Name]:
    """Find acronyms in brackets behind the name that they abbreviate."""
    for name in found:
        match = ACRONYM.match(text, name.span.end)
        if match and names.is_acronym(match.group(1), text[name.span.start : name.span.end]):
            span = Span(*match.span(1))
            if free(found, span):
                yield replace(name, span=span)


def _opens(text: str, start: int) -> bool:
    """Tell whether a sentence or line may begin here, where every word has a capital."""
    return _OPENING.search(text, max(0, start - _LONGEST_OPENING), start) is not None


def places(text: str, language: str, found: Sequence[Name]) -> Iterator[Name]:
    """Find places by gazetteer that were missed, or found only by half ("Велика [Британія]").

    At a sentence's beginning no case form of one word is taken for one: "Gazy" are gases there.
    """
    tokens = [t.span() for t in TOKEN.finditer(text) if t.end() > t.start() + 1]
    for i, (start, _) in enumerate(tokens):
        if not text[start].isupper():
            continue
        for n in (3, 2, 1):
            end = tokens[min(i + n, len(tokens)) - 1][1]
            form = text[start:end]
            if len(form) < MIN_SCANNED - form.isupper() or "\n" in form or len(form.split()) != n:
                continue
            if not gazetteer.place(form, language):
                continue
            span = Span(start, end)
            doubtful = n == 1 and _opens(text, start) and not gazetteer.is_spelt_out(form, language)
            if not doubtful and free(found, span):
                yield Name(span=span, type="LOC", score=GUESS)
                break
