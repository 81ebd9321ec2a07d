"""Write a story as one HTML page: no network, readable without a script, better with it.

The page is made from the same document as the public JSON. Article text is untrusted: the template
escapes everything, and the page's content security policy allows nothing but its own style and script.
"""

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rashomon.lang.interface import interface, language_name
from rashomon.lang.language import language_of
from rashomon.lang.report import report_words
from rashomon.render import schema
from rashomon.render.drawing import dots
from rashomon.render.marking import Mark, Piece, pieces
from rashomon.render.telling import labels

TEMPLATES = Path(__file__).parent / "templates"
OPEN = {
    "claims": 25,
    "utterances": 12,
    "speakers": 20,
    "echoes": 12,
    "timeline": 40,
    "figures": 15,
    "framing": 40,
}
"""Items of each list that stand open; ``FOLDED`` times as many fold away, and the JSON has all."""
FOLDED = 4
COLUMNS = 30
"""Articles that have a column of the matrix: those that tell most; the others are counted."""
CITED = 8
"""Places that are linked for one thing; more are counted."""
DOTS = 30
"""Dates that are drawn: those of which most articles tell."""

LOOKS = {"heading": "heading", "dateline": "dateline"}
"""Parts outside the body that a reader still reads as the article's; all others are greyed out."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One article as the page shows it; ``label`` is unique in the story."""

    article: schema.Article
    label: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Long:
    """A list that grows with the story: what stands open, what folds away, how many are left out."""

    open: list[Any]
    folded: list[Any]
    left: int

    @property
    def shown(self) -> list[Any]:
        """All items that are on the page."""
        return self.open + self.folded


def to_html(doc: schema.Document) -> str:
    """Return the whole report as one page in the brief's language."""
    style, script = asset("report.css"), asset("report.js")
    page: str = _template().render(
        **context(doc),
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
    )
    return page


def context(doc: schema.Document) -> dict[str, Any]:
    """Return what the report's template shows of a story, for every page that shows one."""
    lists, named = _lists(doc), labels(doc)
    marks = _marks(doc, lists)
    columns = _columns(doc, lists["claims"].open)
    return dict(  # noqa: C408 - named as the template names them
        doc=doc,
        lists=lists,
        words=interface(doc.brief.language),
        ui=report_words(doc.brief.language),
        label=named,
        shown=[Shown(a, named[a.id], pieces(a.text, marks[a.id])) for a in doc.articles],
        columns=columns,
        row=partial(_row, columns),
        cited=CITED,
        quotes={q.id: q for q in doc.quotes},
        names={e.id: e.name for e in doc.entities},
        languages={a.id: a.language for a in doc.articles},
        dots=dots(_most_told(doc.timeline, DOTS)),
        anchor=_anchor,
        direction=lambda code: language_of(code).direction,
        language_name=language_name,
        diff=_diff,
    )


def _lists(doc: schema.Document) -> dict[str, Long]:
    """Cut every list that grows with the story to what a reader can look through, the most telling first."""
    told = set(map(id, _most_told(doc.timeline, OPEN["timeline"])))
    timeline = [t for t in doc.timeline if id(t) in told], [t for t in doc.timeline if id(t) not in told]
    found: dict[str, Sequence[Any]] = {
        "claims": _claims(doc),
        "utterances": sorted(doc.utterances, key=lambda u: -len(u.variants)),
        "speakers": _quoted(doc),
        "echoes": doc.echoes,
        "timeline": [*timeline[0], *timeline[1]],
        "figures": sorted(doc.figures, key=lambda f: -len(f.values)),
        "framing": [f for f in doc.framing if f.features],
    }
    return {name: _long(items, OPEN[name]) for name, items in found.items()}


def _long(items: Sequence[Any], most: int) -> Long:
    shown = list(items[: (1 + FOLDED) * most])
    return Long(shown[:most], shown[most:], len(items) - len(shown))


def _most_told(entries: Sequence[schema.TimelineEntry], most: int) -> list[schema.TimelineEntry]:
    """Return the dates of which most articles tell, in order of time."""
    ranked = sorted(entries, key=lambda t: -len({span.article for span in t.spans}))[:most]
    return sorted(ranked, key=lambda t: t.when)


def _columns(doc: schema.Document, claims: Sequence[schema.Claim]) -> list[str]:
    """Return the articles that have a column: all of them, or those that tell most of the claims shown."""
    told = Counter(cell.article for claim in claims for cell in claim.cells if cell.members)
    ranked = sorted((a.id for a in doc.articles), key=lambda article: -told[article])[:COLUMNS]
    return [a.id for a in doc.articles if a.id in set(ranked)]


def _row(columns: Sequence[str], claim: schema.Claim) -> tuple[list[schema.ClaimCell | None], int]:
    """Return a claim's cell in each column, and how many other articles tell it."""
    cells = {cell.article: cell for cell in claim.cells}
    others = sum(bool(cell.members) for cell in claim.cells) - sum(
        bool(cells[article].members) for article in columns if article in cells
    )
    return [cells.get(article) for article in columns], others


@cache
def _template() -> Any:
    return environment(TEMPLATES).get_template("report.html.j2")


def environment(*folders: Path) -> Environment:
    """Return templates that escape everything and know no undefined name."""
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def asset(name: str) -> str:
    """Return one of the report's own files, its style or script."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _anchor(ref: schema.Reference) -> str:
    return f"r-{ref.article}-{ref.start}-{ref.end}"


def _marks(doc: schema.Document, lists: Mapping[str, Long]) -> dict[str, list[Mark]]:
    marks: dict[str, list[Mark]] = defaultdict(list)
    for kind, part in _shown_parts(doc, lists):
        for ref in _references(part):
            marks[ref.article].append(Mark(ref.start, ref.end, kind, _anchor(ref)))
    for article in doc.articles:
        marks[article.id] += [Mark(n.start, n.end, LOOKS.get(n.kind, "non-body")) for n in article.non_body]
    return {a: list(dict.fromkeys(m)) for a, m in marks.items()} | {
        a.id: [] for a in doc.articles if a.id not in marks
    }


def _shown_parts(doc: schema.Document, lists: Mapping[str, Long]) -> Iterator[tuple[str, Any]]:
    """Yield each part of the document that points into texts, with the look of its marks."""
    yield "cited", [doc.brief]
    yield "found", [lists["claims"].shown, doc.conflicts, lists["echoes"].shown, lists["figures"].shown]
    yield "name", [e.mentions for e in doc.entities]
    yield "quote", [q.span for q in doc.quotes if q.kind == "direct"]
    yield "speech", [q.span for q in doc.quotes if q.kind != "direct"]
    yield "date", [t.spans for t in lists["timeline"].shown]
    yield "found", lists["framing"].shown


def _references(node: Any) -> Iterator[schema.Reference]:
    if isinstance(node, schema.Reference):
        yield node
    elif isinstance(node, msgspec.Struct):
        for name in node.__struct_fields__:
            yield from _references(getattr(node, name))
    elif isinstance(node, list | tuple):
        for item in node:
            yield from _references(item)


def _claims(doc: schema.Document) -> list[schema.Claim]:
    """Order claims by how many articles tell them, disputed ones first among equals."""

    def rank(claim: schema.Claim) -> tuple[int, bool]:
        return sum(bool(c.members) for c in claim.cells), claim.status == "disputed"

    return sorted(doc.claims, key=rank, reverse=True)


def _quoted(doc: schema.Document) -> list[tuple[str, list[schema.Quote]]]:
    """Group direct quotations by speaker, the most quoted first; those of nobody known come last."""
    linked: Mapping[str, str] = {e.id: e.name for e in doc.entities}
    by_name: dict[str, list[schema.Quote]] = defaultdict(list)
    for quote in doc.quotes:
        if quote.kind == "direct" and quote.speaker:
            by_name[linked.get(quote.speaker.entity or "", quote.speaker.name)].append(quote)
    return sorted(by_name.items(), key=lambda pair: -len(pair[1]))


def _diff(quote: schema.Quote, variant: schema.Variant) -> list[Piece]:
    """Cut a quotation where it differs from the fullest rendering of the same statement."""
    start = quote.span.start
    marks = [
        Mark(max(e.b.start - start, 0), min(e.b.end - start, len(quote.span.exact)), e.op)
        for e in variant.edits
        if e.b and e.b.article == quote.span.article and e.b.start < quote.span.end and e.b.end > start
    ]
    return pieces(quote.span.exact, marks)
