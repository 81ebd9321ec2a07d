"""Source, cue and content of every attribution in English news, as PolNeAR has them (Newell et al. 2018)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from bench.scoring import f1, named
from bench.task import Figures, Row, Task, readings
from rashomon.encoders.models import load_encoder
from rashomon.model.annotation import Analysis, Quote
from rashomon.model.text import Span

MARKS = frozenset("\"“”„«»‘’'")
QUOTED = re.compile(r"“[^“”]{1,1500}”|\"[^\"]{1,1500}\"")
SHOWN = 160
Spans = list[list[int]]


def predict(rows: Sequence[Row]) -> list[Row]:
    """Return the product's quotes of each article in the data set's form."""
    pairs = zip(rows, readings(rows, load_encoder()), strict=True)
    return [{"id": row["id"], "attributions": attributions(analysis)} for row, analysis in pairs]


def attributions(analysis: Analysis) -> list[Row]:
    """Return quotes as attributions: those of one cue are one, and marks belong to the content."""
    grouped: dict[object, list[Quote]] = defaultdict(list)
    for quote in analysis.quotes:
        grouped[quote.cue or quote.id].append(quote)
    return [_attribution(analysis, quotes) for quotes in grouped.values()]


def _attribution(analysis: Analysis, quotes: Sequence[Quote]) -> Row:
    spans = sorted({_with_marks(analysis.article.text.content, q.span) for q in quotes})
    widest = [a for a in spans if not any(b != a and b.contains(a) for b in spans)]
    sources = {q.speaker.span for q in quotes if q.speaker and q.speaker.span}
    cues = {q.cue for q in quotes if q.cue}
    return {"source": _plain(sources), "cue": _plain(cues), "content": _plain(widest)}


def _with_marks(text: str, span: Span) -> Span:
    """Return a span with the quotation marks that stand right around it."""
    before = span.start > 0 and text[span.start - 1] in MARKS
    after = span.end < len(text) and text[span.end] in MARKS
    return Span(span.start - before, span.end + after) if before and after else span


def _plain(spans: Sequence[Span] | set[Span]) -> Spans:
    return [[s.start, s.end] for s in sorted(spans)]


def figures(gold: Sequence[Row], predicted: Sequence[Row]) -> Figures:
    """Score characters of content, all and in marks, and links of which content and source meet by half."""
    told = {row["id"]: row["attributions"] for row in predicted}
    counts: Counter[tuple[str, str]] = Counter()
    for row in gold:
        mine = [a for a in told.get(row["id"], ()) if a["content"]]
        _count_characters(counts, row, mine)
        links = _links(row["attributions"], mine)
        counts["link", "hits"] += len(links)
        counts["link", "found"] += sum(bool(a["source"]) for a in mine)
        counts["link", "gold"] += sum(bool(a.get("source")) for a in row["attributions"])
    scores: Figures = {}
    for name in ("content", "direct", "link"):
        scores |= named(name, f1(counts[name, "hits"], counts[name, "found"], counts[name, "gold"]))
    return scores


def _count_characters(counts: Counter[tuple[str, str]], row: Row, mine: Sequence[Row]) -> None:
    gold = {i for a in row["attributions"] for i in _characters(a["content"])}
    found = {i for a in mine for i in _characters(a["content"])}
    quoted = {i for m in QUOTED.finditer(row["text"]) for i in range(*m.span())}
    for name, of_gold, of_found in (("content", gold, found), ("direct", gold & quoted, found & quoted)):
        counts[name, "hits"] += len(of_gold & of_found)
        counts[name, "found"] += len(of_found)
        counts[name, "gold"] += len(of_gold)


def _links(gold: Sequence[Row], found: Sequence[Row]) -> dict[int, int]:
    """Match each gold attribution with the first free one whose content and source meet it by half."""
    matched: dict[int, int] = {}
    for i, wanted in enumerate(gold):
        free = (k for k in range(len(found)) if k not in matched.values())
        match = next((k for k in free if wanted.get("source") and _same(wanted, found[k])), None)
        if match is not None:
            matched[i] = match
    return matched


def _same(gold: Row, found: Row) -> bool:
    content, own = _characters(gold["content"]), _characters(found["content"])
    source, its = _characters(gold["source"]), _characters(found["source"])
    if 2 * len(content & own) < max(len(content), len(own)) or not its:
        return False
    return 2 * len(source & its) >= min(len(source), len(its))


def _characters(spans: Spans) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def errors(gold: Sequence[Row], predicted: Sequence[Row]) -> Iterator[str]:
    """Yield missed and wrong links, the longest contents first."""
    told = {row["id"]: row["attributions"] for row in predicted}
    found = [error for row in gold for error in _row_errors(row, told.get(row["id"], []))]
    for _, line in sorted(found, key=lambda e: -e[0]):
        yield line


def _row_errors(row: Row, mine: Sequence[Row]) -> Iterator[tuple[int, str]]:
    links = _links(row["attributions"], mine)
    free = [a for k, a in enumerate(mine) if k not in links.values()]
    for i, wanted in enumerate(row["attributions"]):
        if i in links or not wanted.get("source"):
            continue
        content = _characters(wanted["content"])
        near = max(free, key=lambda a: len(content & _characters(a["content"])), default=None)
        met = near if near and content & _characters(near["content"]) else None
        yield len(content), f"{row['id']}\n  expected {_shown(row, wanted)}\n  found    {_shown(row, met)}"
    gold = {i for a in row["attributions"] for i in _characters(a["content"])}
    for extra in free:
        content = _characters(extra["content"])
        if extra["source"] and not content & gold:
            yield len(content), f"{row['id']}\n  expected nothing\n  found    {_shown(row, extra)}"


def _shown(row: Row, attribution: Row | None) -> str:
    if attribution is None:
        return "nothing"
    parts = {name: _text(row, attribution.get(name, [])) for name in ("source", "cue", "content")}
    return f"[{parts['source']}] ({parts['cue']}) {parts['content'][:SHOWN]!r}"


def _text(row: Row, spans: Spans) -> str:
    return " … ".join(row["text"][start:end] for start, end in spans)


TASK = Task(
    name="attribution",
    development="attribution/polnear_dev.jsonl",
    answers=frozenset({"attributions"}),
    predict=predict,
    figures=figures,
    errors=errors,
)
