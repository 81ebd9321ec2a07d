"""What a report came to, for lists and the pages of outlets: counted once, when the report is kept."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import msgspec

from rashomon.model.archive import SavedReport
from rashomon.model.glance import Marks, SharedLines
from rashomon.render.schema import Document, Echo, Figure
from rashomon.store.contract.archive import Archive

BATCH = 20
"""Reports that are marked in one transaction."""
PAIRED = 12
"""Outlets of one shared line that are paired with each other where nobody's was the earliest."""


def marked(report: SavedReport, told: Document) -> SavedReport:
    """Return a report with what it came to."""
    differ = sum(conflict.same_as is None for conflict in told.conflicts)
    marks = Marks(articles=len(told.articles), differ=differ, changed=sum(map(changed, told.figures)))
    return replace(report, marks=marks, lines=tuple(_lines(report.story, told)))


def changed(figure: Figure) -> bool:
    """Tell whether a figure has one value at one time and another value at another time."""
    told = [(when, value.value) for value in figure.values if (when := value.as_of or value.reported)]
    return len({when for when, _ in told}) > 1 and len({value for _, value in told}) > 1


def mark(archive: Archive) -> Iterator[int]:
    """Mark what was kept before reports were marked, and yield how many; drop what nobody can read now."""
    while found := _unmarked(archive):
        with archive.writing() as writer:
            for report in found:
                try:
                    told = msgspec.json.decode(report.json, type=Document)
                except msgspec.DecodeError:
                    writer.drop_report(report.story, report.key)
                else:
                    writer.mark_report(marked(replace(report, language=_asked(told)), told))
        yield len(found)


def _unmarked(archive: Archive) -> list[SavedReport]:
    with archive.reading() as reader:
        found = (reader.report(story, key) for story, key in reader.unmarked(BATCH))
        return [report for report in found if report]


def _asked(told: Document) -> str:
    """Return the language that was asked for: none, where the brief is in that of most articles."""
    spoken = Counter(article.language for article in told.articles)
    usual = {code for code, number in spoken.items() if number == max(spoken.values())}
    return "" if told.brief.language in usual or not spoken else told.brief.language


def _lines(story: str, told: Document) -> Iterator[SharedLines]:
    """Yield how many lines each two outlets share, in which order."""
    sources = {article.id: article.source.id for article in told.articles}
    lines: Counter[tuple[str, str, bool]] = Counter()
    wire: Counter[tuple[str, str, bool]] = Counter()
    for echo in told.echoes:
        pairs = set(_pairs(echo, sources))
        lines.update(pairs)
        wire.update(pairs if echo.wire else ())
    for (first, second, directed), number in lines.items():
        yield SharedLines(
            story=story,
            first=first,
            second=second,
            directed=directed,
            lines=number,
            wire=wire[first, second, directed],
        )


def _pairs(echo: Echo, sources: dict[str, str]) -> Iterator[tuple[str, str, bool]]:
    outlets = sorted({sources[member.article] for member in echo.members})
    if echo.earliest:
        first = sources[echo.earliest]
        yield from ((first, other, True) for other in outlets if other != first)
    else:
        yield from ((a, b, False) for a, b in combinations(outlets[:PAIRED], 2))
