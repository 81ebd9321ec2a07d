"""What was read in single articles: the same annotations as JSON for programs and in colour for people."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from rashomon import __version__
from rashomon.model.annotation import Analysis, Claim, Quote
from rashomon.model.text import Reference, Span
from rashomon.model.text import Text as Fixed
from rashomon.render.marking import Mark, pieces
from rashomon.render.telling import one_line

VERSION = "rashomon.reading/1"
INDENT = (0, 0, 0, 2)
STYLES = {
    "PER": "bold yellow",
    "ORG": "bold blue",
    "LOC": "bold cyan",
    "MISC": "bold",
    "direct": "green",
    "indirect": "italic green",
    "mixed": "italic green",
    "cue": "underline",
    "date": "magenta",
    "quantity": "red",
    "non-body": "dim",
    "headline": "bold",
}
"""How each kind of annotation looks; pieces under several take all of their styles."""


def to_json(analyses: Sequence[Analysis]) -> bytes:
    """Return all annotations as indented UTF-8 JSON of the form ``rashomon.reading/1``.

    Every span is a reference {article, start, end, exact} in code points; vectors are left out.
    """
    document = {
        "schema": VERSION,
        "generator": {"name": "rashomon", "version": __version__},
        "readings": [_plain(analysis, analysis) for analysis in analyses],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1)


def _plain(value: Any, analysis: Analysis) -> Any:
    """Return a noun of the model as dicts and lists; what is added to the model is exported with it."""
    if isinstance(value, Span):
        return _reference(value, analysis)
    if isinstance(value, Fixed):
        return value.content
    if isinstance(value, Reference):
        return _reference(value.span, analysis)
    if isinstance(value, tuple):
        return [_plain(item, analysis) for item in value]
    if dataclasses.is_dataclass(value):
        held = ((f.name, getattr(value, f.name)) for f in dataclasses.fields(value))
        return {name: _plain(item, analysis) for name, item in held if not isinstance(item, np.ndarray)}
    return value


def _reference(span: Span, analysis: Analysis) -> dict[str, str | int]:
    exact = analysis.text_of(span)
    return {"article": analysis.article.id, "start": span.start, "end": span.end, "exact": exact}


def print_reading(analysis: Analysis, console: Console) -> None:
    """Print one article with its annotations in colour, then list them, so that no colour is needed.

    Control characters of the article are replaced, so that it cannot steer the terminal.
    """
    console.print(Text(one_line(analysis.article.source.name), style="bold underline"))
    console.print(Text(_facts(analysis), style="dim"))
    console.print()
    console.print(_marked(analysis))
    for heading, lines in _lists(analysis):
        if lines:
            console.print()
            console.print(Text(heading, style="bold"))
        for line in lines:
            console.print(Padding(line, INDENT, expand=False))


def _facts(analysis: Analysis) -> str:
    read = analysis.structure
    facts = (
        analysis.language,
        f"{read.published.value or 'undated'} ({read.published.basis})",
        one_line(analysis.text_of(read.byline)) if read.byline else "",
        f"after {', '.join(map(one_line, read.credits))}" if read.credits else "",
        "made by a machine, as it says" if read.discloses_generated else "",
    )
    return " · ".join(filter(None, facts))


def _marked(analysis: Analysis) -> Text:
    """Return the text in its styles, with its value behind every date that has one."""
    shown = Text()
    values = {t.span.end: t.value for t in analysis.timexes if t.value}
    at = 0
    for piece in pieces(analysis.article.text.content, _marks(analysis)):
        at += len(piece.text)
        shown.append(_harmless(piece.text), style=" ".join(STYLES[kind] for kind in piece.kinds))
        if at in values:
            shown.append(f" ⟨{values[at]}⟩", style="dim magenta")
    shown.rstrip()
    return shown


def _harmless(text: str) -> str:
    return "".join(c if c.isprintable() or c in "\n\t\u200c\u200d" else "\ufffd" for c in text)


def _marks(analysis: Analysis) -> Iterator[Mark]:
    spans: list[tuple[Span | None, str]] = [(analysis.structure.headline, "headline")]
    spans += [(part.span, "non-body") for part in analysis.structure.non_body]
    spans += [(m.span, m.type) for e in analysis.entities for m in e.mentions]
    spans += [(q.span, q.kind) for q in analysis.quotes] + [(q.cue, "cue") for q in analysis.quotes]
    spans += [(t.span, "date") for t in analysis.timexes] + [
        (q.span, "quantity") for q in analysis.quantities
    ]
    yield from (Mark(span.start, span.end, kind) for span, kind in spans if span)


def _lists(analysis: Analysis) -> Iterator[tuple[str, list[Text]]]:
    text = analysis.text_of
    yield "Names", list(_names(analysis))
    yield "Quotes", [_quote(analysis, q) for q in analysis.quotes]
    dates = Counter((one_line(text(t.span)), t.value or "unresolved") for t in analysis.timexes)
    yield "Dates", [_line(f"{n}: ", "magenta", f"{v}{_times(k)}") for (n, v), k in dates.items()]
    amounts = Counter((one_line(text(q.span)), q.approximation, q.value, q.unit) for q in analysis.quantities)
    yield (
        "Quantities",
        [
            _line(f"{n}: ", "red", f"{how} {v:g} {u}".strip() + _times(k))
            for (n, how, v, u), k in amounts.items()
        ],
    )
    yield "Claims", [_claim(analysis, c) for c in analysis.claims]
    parts = [(part.kind, one_line(text(part.span))) for part in analysis.structure.non_body]
    yield "Not the article's own text", [_line(f"{kind}: ", "dim", told) for kind, told in parts]


def _names(analysis: Analysis) -> Iterator[Text]:
    for entity in analysis.entities:
        forms = dict.fromkeys(one_line(analysis.text_of(m.span)) for m in entity.mentions)
        others = ", ".join(form for form in forms if form != entity.name)
        told = f"{one_line(entity.name)}{_times(len(entity.mentions))}{f' ({others})' if others else ''}"
        yield _line(f"{entity.type} ", STYLES[entity.type], told)


def _quote(analysis: Analysis, quote: Quote) -> Text:
    who = one_line(quote.speaker.name) if quote.speaker else "nobody named"
    cue = f" ({one_line(analysis.text_of(quote.cue))})" if quote.cue else ""
    via = f" · via {one_line(quote.via)}" if quote.via else ""
    return _line(f"{who}{cue}, {quote.kind}: ", "green", one_line(analysis.text_of(quote.span)) + via)


def _claim(analysis: Analysis, claim: Claim) -> Text:
    told = (
        claim.modality if claim.modality != "asserted" else "",
        claim.stance if claim.stance != "asserts" else "",
        "negated" if claim.negated else "",
        "opinion" if claim.opinion else "",
        one_line(claim.claimant.name) if claim.claimant else "",
    )
    notes = " · ".join(filter(None, told))
    line = Text(f"• {one_line(analysis.text_of(claim.span))}")
    return line.append(f" [{notes}]", style="cyan") if notes else line


def _line(lead: str, style: str, told: str) -> Text:
    return Text.assemble((lead, style), told)


def _times(count: int) -> str:
    return f" ×{count}" if count > 1 else ""


def print_readings(analyses: Iterable[Analysis], console: Console) -> None:
    """Print several articles, parted by a rule."""
    for number, analysis in enumerate(analyses):
        if number:
            console.rule(style="dim")
        print_reading(analysis, console)
