"""Watchlists, events and messages in the store, on every backend."""
# ruff: noqa: F811 - fixtures of the store's suite

from dataclasses import replace
from datetime import datetime

import pytest

from rashomon.errors import NotFound
from rashomon.model.archive import Entry, Subscription
from rashomon.model.watch import Event, StoryLook, Target, Watchlist
from rashomon.store.contract.archive import Archive
from tests.store_making import HOUR, NOON, article, kept, opened, put, raw, told
from tests.test_store import archive, form, make, server  # noqa: F401

WATCH = Watchlist(id="w1", owner="iris", name="Bridges", made_at=NOON, targets=("t1",))
HOOK = Target(id="t1", owner="iris", kind="webhook", address="https://desk.example/hook", made_at=NOON)
MAIL = Target(id="t2", owner="ada", kind="email", address="ada@desk.example", made_at=NOON)


def happened(name: str, at: datetime = NOON) -> Event:
    return Event(id=name, kind="new_article", at=at, title="Bridge closed", facts={"outlet": "Herald"})


def watch(archive: Archive, *watchlists: Watchlist) -> None:
    with archive.writing() as w:
        for target in (HOOK, MAIL):
            w.keep_target(target)
        for one in watchlists or (WATCH,):
            w.keep_watchlist(one)


def test_watchlists_are_kept_changed_and_removed_by_their_owners(archive: Archive) -> None:
    watch(archive, WATCH, replace(WATCH, id="w2", owner="ada", name="Airports"))
    with archive.writing() as w:
        w.keep_watchlist(replace(WATCH, words="bridge", triggers=("new_story",)))
        assert [one.id for one in w.watchlists()] == ["w2", "w1"]
        assert w.watchlists("iris") == (replace(WATCH, words="bridge", triggers=("new_story",)),)
        w.remove_watchlist("w1")
        assert w.watchlists("iris") == ()
        with pytest.raises(NotFound, match="watchlist 'w1'"):
            w.watchlist("w1")
        with pytest.raises(NotFound):
            w.remove_watchlist("w1")


def test_a_target_that_is_removed_is_named_by_no_watchlist(archive: Archive) -> None:
    watch(archive)
    with archive.writing() as w:
        assert w.note_event(happened("e1"), [WATCH])
        w.remove_target("t1")
        assert w.watchlist("w1").targets == ()
        assert [target.id for target in w.targets()] == ["t2"]
        assert w.waiting() == ()
        w.keep_target(HOOK)
        assert [target.id for target in w.targets("iris")] == ["t1"]


def test_conditions_hold_of_one_article_each(archive: Archive) -> None:
    with archive.writing() as w:
        bridge = told(w, 1, "s1", "The bridge at Marl is closed.", language="en")
        ferry = told(w, 2, "s2", "The ferry at Marl is late.", source="tribune", language="de")
        both = [bridge, ferry]
        expected = {
            "words": ("bridge", {bridge}),
            "language": ("de", {ferry}),
            "outlet": ("Tribune", {ferry}),
            "story": ("s1", {bridge}),
        }
        for name, (value, found) in expected.items():
            assert w.among(replace(WATCH, **{name: value}), both) == found  # type: ignore[arg-type]
        assert w.among(WATCH, both) == {bridge, ferry}
        assert w.among(replace(WATCH, words="marl", outlet="herald"), both) == {bridge}
        assert w.among(replace(WATCH, words="marl"), [ferry]) == {ferry}
        assert w.among(replace(WATCH, words="-marl"), both) == frozenset()
        assert w.among(WATCH, []) == frozenset()


def test_forerunners_are_what_a_story_held_before(archive: Archive) -> None:
    with archive.writing() as w:
        first = told(w, 1, "s1", "The bridge is closed.")
        second = told(w, 2, "s1", "The bridge is shut.", source="tribune")
        third = told(w, 3, "s1", "The bridge is still closed.")
        assert [w.forerunners(name) for name in (first, second, third)] == [(0, 0), (1, 0), (2, 1)]


def test_an_event_is_noted_once_and_told_each_target_once(archive: Archive) -> None:
    other = replace(WATCH, id="w2", targets=("t1", "t2", "gone"))
    watch(archive, WATCH, other)
    with archive.writing() as w:
        assert w.note_event(happened("e1"), [WATCH, other])
        assert not w.note_event(happened("e1"), [WATCH, other])
        assert w.note_event(happened("e2", NOON + HOUR), [WATCH])
        assert [(one.target.id, one.events, one.since) for one in w.waiting()] == [
            ("t2", 1, NOON),
            ("t1", 2, NOON),
        ]
        page = w.events("w1", limit=1)
        assert [e.id for e in page.items] == ["e2"]
        assert [e.id for e in w.events("w1", limit=1, after=page.after).items] == ["e1"]
        assert w.events("w2").items == (happened("e1"),)


def test_a_message_goes_its_way_to_the_end(archive: Archive) -> None:
    watch(archive)
    with archive.writing() as w:
        for number in range(3):
            w.note_event(happened(f"e{number}"), [WATCH])
        first = w.make_message("t1", NOON, 2)
        assert first
        assert [e.id for e in w.contents(first.id)] == ["e0", "e1"]
        second = w.make_message("t1", NOON, 2)
        assert second
        assert w.make_message("t1", NOON, 2) is None
        assert [m.id for m, _ in w.due_messages(NOON, 9)] == [first.id, second.id]
        w.note_unsent(first.id, "no answer", NOON + HOUR)
        assert [(m.id, t) for m, t in w.due_messages(NOON, 9)] == [(second.id, HOOK)]
        w.note_sent(second.id, NOON)
        w.note_unsent(first.id, "no answer", None)
        assert w.due_messages(NOON + 9 * HOUR, 9) == ()
        page = w.messages("iris")
        assert [(m.state, m.attempts, m.error) for m in page.items] == [
            ("sent", 1, None),
            ("given up", 2, "no answer"),
        ]
        assert w.messages("ada").items == ()
        with pytest.raises(NotFound):
            w.send_again(first.id, "ada", NOON)
        w.send_again(first.id, "iris", NOON)
        with pytest.raises(NotFound):
            w.send_again(second.id, "iris", NOON)
        assert [m.id for m, _ in w.due_messages(NOON, 9)] == [first.id]


def test_looks_are_wanted_of_stories_that_are_watched(archive: Archive) -> None:
    with archive.writing() as w:
        w.open_story(opened("s1"))
        w.want_look("s1", NOON, watched=False)
        assert w.wanted_looks(9) == ()
        w.want_look("s1", NOON, watched=True)
        assert w.wanted_looks(9) == (StoryLook(story="s1", since=NOON, wanted_at=NOON),)
        w.note_look("s1", NOON + HOUR)
        assert w.wanted_looks(9) == ()
        w.want_look("s1", NOON + 2 * HOUR, watched=False)
        look = StoryLook(story="s1", since=NOON + HOUR, wanted_at=NOON + 2 * HOUR)
        assert w.wanted_looks(9) == (look,)


def test_it_is_known_when_outlets_were_last_heard_of_and_through_which_feed(archive: Archive) -> None:
    feed = Subscription(id="f1", url="https://herald.example/feed", kind="feed", name="Herald")
    with archive.writing() as w:
        w.subscribe(feed)
        w.open_story(opened("s1"))
        document, _ = w.keep_document(raw(1), NOON, "f1")
        made = article("The bridge is closed.")
        w.keep_articles({document.id: [Entry(article=made, assignment=put("s1", made.id))]}, NOON)
        kept(w, 2, Entry(article=article("The ferry is late.", "tribune")), at=NOON + HOUR)
        assert set(w.last_seen(NOON)) == {("herald", NOON), ("tribune", NOON + HOUR)}
        assert w.last_seen(NOON + HOUR) == (("tribune", NOON + HOUR),)
        assert w.outlet_moments("herald", NOON) == (NOON,)
        assert w.brought_by("herald") == ("Herald", "f1")
        assert w.brought_by("tribune") == ("Tribune", None)
        assert w.brings("f1", "Herald")
        assert not w.brings("f1", "tribune")
