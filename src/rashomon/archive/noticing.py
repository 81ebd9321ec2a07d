"""Notice what happens to what is watched, in the transaction that makes it happen.

An event's id follows from what happened, so that noticing it again changes nothing. Where nobody watches,
nothing is looked up.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from rashomon.lang import names
from rashomon.model.annotation import Analysis
from rashomon.model.archive import Health, Stored, Subscription
from rashomon.model.text import HEADING, first_line
from rashomon.model.watch import COMPARED, Event, EventKind, Trigger, Watchlist
from rashomon.store.contract.archive import Reader, Writer

DEAD = 3
"""Looks without success in a row after which a feed counts as dead."""
UNKNOWN = "und"


def event_id(kind: EventKind, *what: str) -> str:
    """Return the id of what happened; the same happening always has the same."""
    return "e" + hashlib.sha256("\n".join([kind, *what]).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def notice_articles(writer: Writer, articles: Iterable[str], version: str, now: datetime) -> None:
    """Note what articles that were stored ``now`` are to those who watch.

    Each article is told to a watchlist once, as the most telling thing that it is: it opens a story, lets
    an outlet join one, or is one more article. ``version`` names the readings in which entities stand.
    """
    watchlists = writer.watchlists()
    if not watchlists:
        return
    stored = (writer.article(article) for article in dict.fromkeys(articles))
    fresh = {s.article.id: s for s in stored if s.stored_at == now and s.current and s.story}
    concerned: dict[str, list[Watchlist]] = defaultdict(list)
    for one in watchlists:
        for article in matching(writer, one, list(fresh), version):
            concerned[article].append(one)
    for name, one_stored in fresh.items():
        if one_stored.revises is None:
            _notice_article(writer, one_stored, concerned[name], now)
        compared = any(COMPARED.intersection(one.triggers) for one in concerned[name])
        writer.want_look(str(one_stored.story), now, watched=compared)


def _notice_article(writer: Writer, stored: Stored, watchlists: Sequence[Watchlist], now: datetime) -> None:
    if not watchlists:
        return
    article = stored.article
    facts = {
        "outlet": article.source.name,
        "article": article.title or first_line(article.text.content, HEADING),
    }
    left = list(watchlists)
    for kind in _kinds(*writer.forerunners(article.id)):
        event = Event(
            id=event_id(kind, article.id),
            kind=kind,
            at=now,
            title=writer.story(str(stored.story)).title,
            story=stored.story,
            article=article.id,
            facts=facts,
        )
        note(writer, event, left)
        left = [one for one in left if kind not in one.triggers]


def _kinds(earlier: int, own: int) -> tuple[Trigger, ...]:
    """Return what an article is, the most telling first, by what its story and its outlet had before."""
    if not earlier:
        return ("new_story", "new_article")
    return ("new_article",) if own else ("outlet_joined", "new_article")


def note(writer: Writer, event: Event, watchlists: Iterable[Watchlist]) -> None:
    """Note an event for those of the watchlists that want to hear of its kind."""
    wanting = [one for one in watchlists if event.kind in one.triggers]
    if wanting:
        writer.note_event(event, wanting)


def matching(reader: Reader, watchlist: Watchlist, articles: Sequence[str], version: str) -> frozenset[str]:
    """Return those of the articles for which all conditions of a watchlist hold."""
    found = reader.among(watchlist, articles)
    if not watchlist.entity:
        return found
    wanted = [names.of(name, UNKNOWN) for name in watchlist.names]
    return frozenset(a for a in found if _names(reader.analysis(a, version), wanted))


def _names(analysis: Analysis | None, wanted: Sequence[Sequence[names.Word]]) -> bool:
    """Tell whether an article names all of them, in whatever script and case."""
    if analysis is None or not wanted or not all(wanted):
        return False
    called = {e.name for e in analysis.entities} | {m.name for e in analysis.entities for m in e.mentions}
    read = [names.of(name, analysis.language) for name in called]
    return all(any(names.within(one, name) for name in read) for one in wanted)


def notice_health(writer: Writer, place: Subscription, before: Health, after: Health, at: datetime) -> None:
    """Note that a feed died with this look, or came back to life."""
    kind: Trigger
    if after.failures == DEAD:
        kind = "feed_dead"
    elif before.failures >= DEAD and not after.failures:
        kind = "feed_recovered"
    else:
        return
    since = before.succeeded_at.isoformat() if before.succeeded_at else "never"
    event = Event(
        id=event_id(kind, place.id, since),
        kind=kind,
        at=at,
        title=place.name,
        facts={"source": place.id, "failures": str(DEAD), "error": after.error or ""},
    )
    watching = [one for one in writer.watchlists() if one.watches_outlets]
    note(writer, event, [one for one in watching if _follows(writer, one, place)])


def _follows(reader: Reader, watchlist: Watchlist, place: Subscription) -> bool:
    """Tell whether a source brings what a watchlist watches: its outlet, or anything."""
    outlet = watchlist.outlet
    return not outlet or outlet in {place.id, place.name} or reader.brings(place.id, outlet)
