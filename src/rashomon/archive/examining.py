"""Compare watched stories that changed, and note contradictions and figures that their new articles bring.

A report shows the whole story; what is news in it follows from which articles are new since the story was
last compared. So a contradiction is new if an article that is new takes part in it and none of the others
disputed these claims before, and a figure has changed if a new article gives a value that no other gave.
"""

import logging
from collections.abc import Collection, Iterator
from datetime import datetime

from rashomon.archive.noticing import event_id, matching, note
from rashomon.archive.placing import reading_version
from rashomon.archive.telling import tell
from rashomon.encoders.base import Encoder
from rashomon.model.archive import StoryRecord
from rashomon.model.watch import COMPARED, Event, StoryLook
from rashomon.render.schema import Conflict, Document, Figure, FigureValue, Reference
from rashomon.store.contract.archive import Archive, Writer

_log = logging.getLogger(__name__)
LARGEST = 150
"""Articles of a story above which comparing it would hold up the reading for too long."""
LONGEST = 300
"""Characters of a passage that is told."""


def examine(archive: Archive, encoder: Encoder, now: datetime, most: int) -> int:
    """Compare watched stories, at most so many; return how many were looked at.

    Raises:
        StoreError: the archive cannot be read or written.
    """
    with archive.reading() as reader:
        wanted = reader.wanted_looks(most)
    for look in wanted:
        _examine(archive, encoder, look, now)
    return len(wanted)


def _examine(archive: Archive, encoder: Encoder, look: StoryLook, now: datetime) -> None:
    with archive.reading() as reader:
        story = reader.story(look.story)
        fresh = {s.article.id for s in reader.articles(story.id) if s.stored_at >= look.since}
    told = _told(archive, encoder, story, now) if story.id == look.story and fresh else None
    with archive.writing() as writer:
        if told:
            _note_news(writer, reading_version(encoder), told, fresh, now)
        writer.note_look(look.story, now)
        if story.id != look.story:  # it was merged, which changed the other
            writer.want_look(story.id, look.since, watched=True)


def _told(archive: Archive, encoder: Encoder, story: StoryRecord, now: datetime) -> Document | None:
    if not 1 < story.articles <= LARGEST:
        return None
    try:
        return tell(archive, story.id, encoder, now)
    except Exception as error:  # noqa: BLE001 - a story that breaks it costs this comparison only
        _log.warning("watched story %s was not compared: %r", story.id, error)
        return None


def _note_news(writer: Writer, version: str, told: Document, fresh: Collection[str], now: datetime) -> None:
    found = [*contradictions(told, fresh, now), *changed_figures(told, fresh, now)]
    if not found:
        return
    articles = [article.id for article in told.articles]
    watching = [o for o in writer.watchlists() if COMPARED.intersection(o.triggers)]
    concerned = [one for one in watching if matching(writer, one, articles, version)]
    for event in found:
        note(writer, event, concerned)


def contradictions(told: Document, fresh: Collection[str], now: datetime) -> Iterator[Event]:
    """Yield contradictions in which a fresh article takes part, one for each pair of claims."""
    homes = {(m.span.article, m.span.start): claim.id for claim in told.claims for m in claim.members}
    pairs: dict[frozenset[str], list[Conflict]] = {}
    for conflict in told.conflicts:
        sides = (conflict.a, conflict.b)
        pair = frozenset(homes.get((s.article, s.start), _folded(s)) for s in sides)
        pairs.setdefault(pair, []).append(conflict)
    for conflicts in pairs.values():
        news = [c for c in conflicts if {c.a.article, c.b.article} & set(fresh)]
        if len(news) == len(conflicts):
            yield _contradiction(told, max(news, key=lambda c: c.score), fresh, now)


def _contradiction(told: Document, conflict: Conflict, fresh: Collection[str], now: datetime) -> Event:
    outlets = _outlets(told)
    a, b = sorted((conflict.a, conflict.b), key=lambda side: side.article not in fresh)
    return Event(
        id=event_id("new_contradiction", *sorted(map(_folded, (a, b)))),
        kind="new_contradiction",
        at=now,
        title=told.story.title,
        story=told.story.id,
        article=a.article,
        facts={
            "a": a.exact.strip()[:LONGEST],
            "b": b.exact.strip()[:LONGEST],
            "a_outlet": outlets[a.article],
            "b_outlet": outlets[b.article],
        },
    )


def changed_figures(told: Document, fresh: Collection[str], now: datetime) -> Iterator[Event]:
    """Yield values of figures that only fresh articles give, where others gave other values."""
    for figure in told.figures:
        before = {v.value for v in figure.values if v.span.article not in fresh}
        news = {v.value: v for v in figure.values if v.value not in before}
        if before:
            yield from (_changed(told, figure, value, before, now) for value in news.values())


def _changed(
    told: Document, figure: Figure, value: FigureValue, before: Collection[float], now: datetime
) -> Event:
    return Event(
        id=event_id("changed_figure", told.story.id, _folded(value.span), f"{value.value:g}"),
        kind="changed_figure",
        at=now,
        title=told.story.title,
        story=told.story.id,
        article=value.span.article,
        facts={
            "figure": figure.quantity,
            "before": ", ".join(f"{old:g}" for old in sorted(before)),
            "value": f"{value.value:g}",
            "outlet": _outlets(told)[value.span.article],
        },
    )


def _outlets(told: Document) -> dict[str, str]:
    return {article.id: article.source.name for article in told.articles}


def _folded(side: Reference) -> str:
    """Return the words of a passage, the same for every copy of its text."""
    return " ".join(side.exact.casefold().split())
