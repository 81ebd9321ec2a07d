"""An outlet: stories, how often it was first, with whom it shares lines, where its articles come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rashomon.model.archive import Listing, StoryRecord
from rashomon.model.glance import Exchange, Glance, Outlet, OutletCounts, OutletShare, SharedLines
from rashomon.render.schema import Document, Reference
from rashomon.store.contract.archive import Reader
from rashomon.web.followed import SourceView, source
from rashomon.web.history import latest_report, read
from rashomon.web.views import PAGE

DAYS = 60
"""Days that are drawn, up to the outlet's latest article."""
LISTED = 500
"""Outlets that are listed."""
TOLD, LINES = 10, 10
"""Stories whose lines are shown, and lines of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """The outlets with the most stories."""

    items: tuple[OutletShare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletView:
    """An outlet with its part in the archive; ``exchanges`` count lines in the latest reports."""

    outlet: Outlet
    counts: OutletCounts
    exchanges: tuple[Exchange, ...]
    sources: tuple[SourceView, ...]
    stories: tuple[StoryRecord, ...]
    glances: tuple[Glance, ...]
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One passage of each of two outlets that say the same; ``wire``: by what they say, an agency's."""

    a: Reference
    b: Reference
    wire: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedIn:
    """The lines that two outlets share in one story."""

    story: StoryRecord
    shared: SharedLines
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The passages behind the number of lines that two outlets share; ``more`` stories are not shown."""

    outlet: Outlet
    other: Outlet
    stories: tuple[SharedIn, ...]
    more: int


def outlets(reader: Reader) -> Outlets:
    """Return the outlets with the most stories."""
    return Outlets(items=reader.outlets(LISTED))


def outlet(reader: Reader, name: str, visitor: str, after: str | None) -> OutletView:
    """Return an outlet; raises ``NotFound``."""
    found = reader.outlet(name)
    listed = reader.stories(Listing(outlet=name, limit=PAGE, after=after))
    feeding = reader.feeding(name)
    return OutletView(
        outlet=found,
        counts=reader.outlet_counts(name, DAYS),
        exchanges=reader.exchanges(name),
        sources=tuple(source(*pair) for pair in reader.subscriptions() if pair[0].id in feeding),
        stories=listed.items,
        glances=reader.glances([story.id for story in listed.items], visitor),
        after=listed.after,
    )


def evidence(reader: Reader, name: str, other: str) -> Evidence:
    """Return the passages that two outlets share, from the latest reports; raises ``NotFound``."""
    a, b = reader.outlet(name), reader.outlet(other)
    found = reader.shared_lines(a.id, b.id)
    shown = tuple(_shared(reader, shared, a.id, b.id) for shared in found[:TOLD])
    return Evidence(outlet=a, other=b, stories=shown, more=max(0, len(found) - TOLD))


def _shared(reader: Reader, shared: SharedLines, a: str, b: str) -> SharedIn:
    told = read(latest_report(reader, shared.story))
    lines = islice(_lines(told, shared, a, b), LINES) if told else ()
    return SharedIn(story=reader.story(shared.story), shared=shared, lines=tuple(lines))


def _lines(told: Document, shared: SharedLines, a: str, b: str) -> Iterator[Line]:
    sources = {article.id: article.source.id for article in told.articles}
    for echo in told.echoes:
        first = sources.get(echo.earliest or "")
        if first != (shared.first if shared.directed else None):
            continue
        members = {sources[member.article]: member for member in reversed(echo.members)}
        if {a, b} <= members.keys():
            yield Line(a=members[a], b=members[b], wire=echo.wire)
