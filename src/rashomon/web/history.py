"""A story over time: its kept reports, what changed between two, and what is new since somebody looked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from rashomon.archive.decoding import decoded
from rashomon.model.account import Visitor
from rashomon.model.archive import SavedReport, StoryRecord
from rashomon.model.glance import Telling, Visit
from rashomon.render.schema import Document
from rashomon.store.contract.archive import Reader
from rashomon.web.differing import Difference, difference
from rashomon.web.room import Room
from rashomon.web.views import ArticleHead, head


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The kept reports of a story, the latest first, and what changed from ``old`` to ``new``.

    Without keys that are kept, the two latest are held against each other.
    """

    story: StoryRecord
    items: tuple[Telling, ...]
    old: str | None = None
    new: str | None = None
    difference: Difference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What is new in a story since a visitor's last visit, at ``at``.

    ``difference`` is None where the report that they saw is no longer kept, or nothing was compared anew.
    """

    at: datetime
    articles: tuple[ArticleHead, ...] = ()
    kept: bool = True
    difference: Difference | None = field(default=None)


def history(reader: Reader, name: str, old: str, new: str) -> History:
    """Return a story's kept reports and the difference of two; raises ``NotFound`` for no such story."""
    story = reader.story(name)
    items = reader.tellings(story.id)
    keys = [item.key for item in items]
    later = new if new in keys else next(iter(keys), None)
    earlier = old if old in keys else next((k for k in keys[1:] if k != later), None)
    if not later or not earlier or later == earlier:
        return History(story=story, items=items)
    reports = [read(reader.report(story.id, key)) for key in (earlier, later)]
    if None in reports:
        return History(story=story, items=items)
    before, after = (report for report in reports if report)
    return History(story=story, items=items, old=earlier, new=later, difference=difference(before, after))


def latest_report(reader: Reader, story: str) -> SavedReport | None:
    """Return the report of a story that was kept last, None where there is none."""
    latest = next(iter(reader.tellings(story)), None)
    return reader.report(story, latest.key) if latest else None


def read(report: SavedReport | None) -> Document | None:
    """Return a kept report, None where this version cannot read it any more."""
    try:
        return decoded(report.json) if report else None
    except msgspec.DecodeError:
        return None


def since(room: Room, reader: Reader, who: Visitor, story: str, told: Callable[[], object]) -> Since | None:
    """Return what is new for a visitor in a story; None on their first visit.

    The report of the present, ``told``, is read only where something was compared anew since then.

    Notes that they have looked at it, in the background: nobody waits for the archive's writers.
    """
    now = room.clock()
    last = reader.visit(who.name, story, now)
    latest = next(iter(reader.tellings(story)), None)
    key = latest.key if latest else None
    room.later.visit(Visit(visitor=who.name, story=story, at=now, seen=reader.seen(), report=key))
    if last is None:
        return None
    arrived = reader.arrived(story, last.seen)
    held = reader.articles(story) if arrived else ()
    articles = tuple(head(stored) for stored in held if stored.article.id in arrived)
    same = latest is None or last.report is None or last.report == latest.key
    seen = None if same else read(reader.report(story, last.report))
    present = told() if seen else None
    found = difference(seen, present) if seen and isinstance(present, Document) else None
    return Since(at=last.at, articles=articles, kept=same or seen is not None, difference=found)
