"""What is noticed for those who watch: articles, feeds, silence, contradictions and figures."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rashomon.archive import silence
from rashomon.archive.alerting import Alerter
from rashomon.archive.collecting import Collector
from rashomon.archive.examining import changed_figures, contradictions, examine
from rashomon.archive.noticing import DEAD
from rashomon.archive.silence import longest_pause, notice_silence
from rashomon.archive.sources import place
from rashomon.archive.telling import tell
from rashomon.archive.watchlists import WatchlistOrder, begin, change
from rashomon.archive.wording import line, link
from rashomon.encoders.tiny import TinyEncoder
from rashomon.errors import ConfigError, FetchError, NotFound
from rashomon.model.archive import Entry
from rashomon.model.watch import TRIGGERS, Event, Watchlist
from tests.store_making import article, opened, put, raw
from tests.web_room import CHEESE, FERRY, HARBOUR, NOON, Visit, Web


def watching(visit: Visit, **wanted: object) -> Watchlist:
    with visit.archive.writing() as writer:
        return begin(writer, WatchlistOrder(**wanted), "iris", NOON)  # type: ignore[arg-type]


def happened(visit: Visit, watchlist: Watchlist) -> list[Event]:
    with visit.archive.reading() as reader:
        return list(reader.events(watchlist.id).items)[::-1]


def kinds(visit: Visit, watchlist: Watchlist) -> list[str]:
    return [event.kind for event in happened(visit, watchlist)]


# Articles


def test_each_article_is_told_once_as_the_most_telling_thing_that_it_is(visit: Visit) -> None:
    everything, articles = watching(visit), watching(visit, triggers=("new_article",))
    visit.read(HARBOUR)
    story = visit.stories()[0]
    visit.read(HARBOUR.replace("14", "17").replace("boats", "boats, it says"), outlet="Harbour Ledger")
    visit.read(HARBOUR.replace("Two", "Three").replace("14", "21"), outlet="Harbour Ledger")
    assert visit.stories() == [story]
    assert kinds(visit, everything)[:3] == ["new_story", "outlet_joined", "new_article"]
    assert kinds(visit, articles) == ["new_article"] * 3
    assert {event.story for event in happened(visit, everything)} == {story}


def test_conditions_choose_what_is_told(visit: Visit) -> None:
    wanted = {"words": "goat", "outlet": "Harbour Ledger", "entity": "Tilde Farn", "language": "de"}
    lists = {name: watching(visit, **{name: value}) for name, value in wanted.items()}
    visit.read(HARBOUR)
    visit.read(CHEESE, outlet="Harbour Ledger")
    found = {name: [event.facts["article"] for event in happened(visit, one)] for name, one in lists.items()}
    cheese = ["Cheese wins prize in Orvall"]
    assert found == {"words": cheese, "outlet": cheese, "entity": cheese, "language": []}


def test_a_watched_story_is_told_of_and_others_are_not(visit: Visit) -> None:
    visit.read(HARBOUR)
    watched = watching(visit, story=f"http://127.0.0.1/stories/{visit.stories()[0]}")
    visit.read(CHEESE)
    visit.read(HARBOUR.replace("14", "17"), outlet="Harbour Ledger")
    assert kinds(visit, watched) == ["outlet_joined"]


def test_reading_again_and_new_versions_tell_nothing_twice(visit: Visit) -> None:
    everything = watching(visit)
    url = "https://lintvik.example/1"
    visit.read(HARBOUR, url=url)
    visit.read(HARBOUR.replace("14", "17"), url=url)
    visit.read(HARBOUR, outlet="Lintvik Post", url=url)
    assert kinds(visit, everything) == ["new_story"]


def test_what_was_there_before_somebody_watched_is_not_told(visit: Visit) -> None:
    visit.read(HARBOUR)
    everything = watching(visit)
    visit.read(HARBOUR)
    assert kinds(visit, everything) == []


# Asking for it


def test_a_watchlist_that_cannot_be_met_is_refused(visit: Visit) -> None:
    for wanted, why in (
        ({"words": "-ferry"}, "at least one word"),
        ({"triggers": ("rain",)}, "'rain' is nothing"),
        ({"name": "x" * 301}, "too long"),
    ):
        with pytest.raises(ConfigError, match=why):
            watching(visit, **wanted)
    with pytest.raises(NotFound):
        watching(visit, story="s-none")


def test_it_is_named_by_its_conditions_and_can_be_changed(visit: Visit) -> None:
    made = watching(visit, words="ferry", outlet="Lintvik Post")
    assert (made.name, made.triggers) == ("ferry · Lintvik Post", TRIGGERS)
    with visit.archive.writing() as writer:
        changed = change(writer, made, WatchlistOrder(entity="Odd Bakke", triggers=("new_story",)))
        assert writer.watchlist(made.id) == changed
    assert (changed.words, changed.entity, changed.triggers) == ("", "Odd Bakke", ("new_story",))


# Feeds


def test_a_feed_that_dies_and_one_that_recovers_are_told_once_each(visit: Visit) -> None:
    feed, web = "https://lintvik.example/feed", Web()
    everything, elsewhere = watching(visit), watching(visit, outlet="Orvall Times")
    words = watching(visit, words="ferry")
    with visit.archive.writing() as writer:
        writer.subscribe(replace(place(feed, "feed", "Lintvik Post"), interval=60))
    at = NOON
    for ok in (False,) * (DEAD + 2) + (True, True):
        at += timedelta(days=1)
        if ok:
            web.pages[feed] = b"<rss version='2.0'><channel><title>Lintvik Post</title></channel></rss>"
        list(Collector(visit.archive, web, lambda now=at: now).look())  # type: ignore[misc]
    assert kinds(visit, everything) == ["feed_dead", "feed_recovered"]
    assert kinds(visit, elsewhere) == kinds(visit, words) == []
    told = line(happened(visit, everything)[0], "en")
    assert told.startswith("Lintvik Post (lintvik.example-feed) has not answered 3 times in a row")


# Silence

MONDAY = datetime(2031, 3, 3, 8, tzinfo=UTC)


def write_daily(visit: Visit, days: int) -> datetime:
    """Let a feed bring one article a day, and return when the last came."""
    feed = place("https://herald.example/feed", "feed", "Herald")
    with visit.archive.writing() as writer:
        writer.subscribe(feed)
        writer.open_story(opened("s1"))
        for number in range(days):
            at = MONDAY + timedelta(days=number)
            document, _ = writer.keep_document(raw(number), at, feed.id)
            made = article(f"Bridge {number} is closed.")
            entry = Entry(article=made, assignment=put("s1", made.id))
            writer.keep_articles({document.id: [entry]}, at)
    return MONDAY + timedelta(days=days - 1)


def look(visit: Visit, at: datetime, error: str | None = None) -> None:
    with visit.archive.writing() as writer:
        health = writer.subscriptions()[0][1]
        succeeded = health.succeeded_at if error else at
        writer.note_check(replace(health, checked_at=at, succeeded_at=succeeded, error=error))


def test_an_outlet_is_silent_after_twice_its_longest_pause(visit: Visit) -> None:
    everything, herald = watching(visit), watching(visit, outlet="herald")
    tribune = watching(visit, outlet="tribune")
    last = write_daily(visit, 14)
    for hours, expected in ((47, 0), (49, 1), (60, 1)):
        at = last + timedelta(hours=hours)
        look(visit, at)
        notice_silence(visit.archive, at)
        silent = [e for e in happened(visit, everything) if e.kind == "outlet_silent"]
        assert len(silent) == expected
    assert kinds(visit, herald) == ["outlet_silent"]
    assert kinds(visit, tribune) == []
    assert line(silent[0], "en") == (
        "Herald has been silent since 2031-03-16 08:00 UTC; its longest pause before was 24 hours"
    )


def test_nobody_is_called_silent_whom_nobody_could_hear(visit: Visit) -> None:
    watched = watching(visit, outlet="herald")
    last = write_daily(visit, 14)
    look(visit, last)
    at = last + timedelta(days=5)
    look(visit, at, error="no answer")
    notice_silence(visit.archive, at)
    assert kinds(visit, watched) == []


def test_habits_take_a_week_to_be_known() -> None:
    hourly = [MONDAY + timedelta(hours=n) for n in range(24)]
    assert longest_pause(hourly) is None
    assert longest_pause([MONDAY, MONDAY + timedelta(days=9)]) is None
    assert longest_pause([MONDAY + timedelta(days=n) for n in range(11)]) == timedelta(days=1)
    assert longest_pause([*hourly, MONDAY + timedelta(days=8)]) == timedelta(days=7, hours=1)


def test_silence_is_asked_after_now_and_then_only(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[datetime] = []
    monkeypatch.setattr("rashomon.archive.alerting.notice_silence", lambda _, now: asked.append(now))
    moments = iter([NOON, NOON + timedelta(minutes=5), NOON + timedelta(minutes=11)])
    alerter = Alerter(archive=visit.archive, encoder=TinyEncoder(), clock=lambda: next(moments))
    for _ in range(3):
        alerter.round()
    assert asked == [NOON, NOON + timedelta(minutes=11)]
    assert silence.PAUSES == 2


# What a comparison shows


def test_contradictions_and_figures_of_new_articles_are_told_once(visit: Visit) -> None:
    compared = watching(visit, words="harbour")
    story = visit.one_story()
    at = visit.at + timedelta(minutes=1)
    assert examine(visit.archive, visit.encoder, at, 9)
    while examine(visit.archive, visit.encoder, at, 9):
        pass  # stories that were merged pass it on
    told = tell(visit.archive, story, visit.encoder, at)
    disputes = [e for e in happened(visit, compared) if e.kind == "new_contradiction"]
    assert told.conflicts
    assert disputes
    assert all(event.story == story and event.facts["a"] for event in disputes)
    assert link(disputes[0], "http://x/") == f"http://x/stories/{story}"
    visit.read(CHEESE)
    assert examine(visit.archive, visit.encoder, at, 9) == 0


def test_only_fresh_articles_make_news(visit: Visit) -> None:
    story = visit.one_story()
    told = tell(visit.archive, story, visit.encoder, NOON)
    both = [a.id for a in told.articles]
    assert list(contradictions(told, [], NOON)) == []
    assert list(changed_figures(told, both, NOON)) == []  # nobody gave another value before
    for fresh in both:
        assert list(contradictions(told, [fresh], NOON))
        for event in changed_figures(told, [fresh], NOON):
            assert event.article == fresh
            assert event.facts["value"] != event.facts["before"]
    assert FERRY


def test_a_story_that_cannot_be_compared_does_not_stop_the_rest(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    watching(visit, words="harbour")
    visit.one_story()

    def broken(*_: object) -> None:
        raise FetchError("broken")

    monkeypatch.setattr("rashomon.archive.examining.tell", broken)
    while examine(visit.archive, visit.encoder, visit.at, 9):
        pass
    with visit.archive.reading() as reader:
        assert reader.wanted_looks(9) == ()
