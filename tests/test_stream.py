"""Stories as a stream: what belongs together, what stays apart, and who has the last word."""

from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pytest
from bench.stories import final
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.cluster.evidence import FEATURES
from rashomon.cluster.lifecycle import phase
from rashomon.cluster.stream import Settings, Stream, has_grown, story_id
from rashomon.model.placement import OpenStory, Placement
from rashomon.model.profile import Profile
from tests.profiles import START, profile

NORTH = {"topic": "quake", "event": "north", "people": ("lnd", "mrsk"), "places": ("lntvk", "nrdh"),
         "words": ("quake", "rescue", "tunnel", "schools"), "facts": ("38 person", "2031-04-07")}  # fmt: skip
SOUTH = {"topic": "quake", "event": "south", "people": ("tvrd", "klm"), "places": ("srdn", "bkh"),
         "words": ("quake", "rescue", "harbour", "ferry"), "facts": ("5 person", "2031-04-08")}  # fmt: skip
COURT = {"topic": "court", "event": "bribe", "people": ("vrb", "hb"), "places": ("pltn",),
         "words": ("court", "bribe", "verdict", "appeal"), "facts": ("40000 EUR",)}  # fmt: skip
EVENTS = {"north": NORTH, "south": SOUTH, "court": COURT}


def article(name: str, event: str, **more: object) -> Profile:
    return profile(name, **{**EVENTS[event], **more})  # type: ignore[arg-type]


def stories(stream: Stream, articles: Sequence[Profile]) -> dict[str, str]:
    """Place articles and return where each stands in the end."""
    homes: dict[str, str] = {}
    for one in articles:
        placement = stream.place(one)
        homes[one.article] = placement.story
        for merge in placement.merges:
            homes |= {a: merge.kept for a, story in homes.items() if story == merge.absorbed}
    return homes


def mixed(count: int = 4) -> list[Profile]:
    return [article(f"{event} {n}", event, hours=n) for n in range(count) for event in EVENTS]


def test_two_quakes_and_a_court_are_three_stories() -> None:
    homes = stories(Stream(), mixed())
    assert len(set(homes.values())) == 3
    for event in EVENTS:
        assert len({story for name, story in homes.items() if name.startswith(event)}) == 1


def test_a_language_apart_joins_by_meaning_and_names() -> None:
    stream = Stream()
    first = stream.place(article("a", "north"))
    foreign = article("b", "north", language="x-ru", words=("подземный", "толчок", "спасатели"))
    assert stream.place(foreign).story == first.story
    assert stream.place(article("c", "south", language="x-ru", words=("толчок", "паром"))).opened


@pytest.mark.parametrize("seed", range(4))
def test_order_of_arrival_does_not_change_the_stories(seed: int) -> None:
    articles = mixed()
    shuffled = [articles[i] for i in np.random.default_rng(seed).permutation(len(articles))]
    plain, other = stories(Stream(), articles), stories(Stream(), shuffled)
    together = {(a, b) for a in plain for b in plain if plain[a] == plain[b]}
    assert together == {(a, b) for a in other for b in other if other[a] == other[b]}


def told(placement: Placement) -> list[tuple[str, str, float]]:
    return [(c.story, r.name, r.weight) for c in placement.tried for r in c.reasons]


def test_reasons_add_up_to_the_score() -> None:
    stream = Stream()
    stream.place(article("a", "north"))
    placement = stream.place(article("b", "north"))
    (tried,) = placement.tried
    assert {reason.name for reason in tried.reasons} == {*FEATURES, "start"}
    odds = sum(reason.weight for reason in tried.reasons)
    assert tried.score == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-3)
    assert placement.score == tried.score > 0.5
    assert not placement.opened


def test_reasons_name_what_both_sides_have() -> None:
    stream = Stream()
    stream.place(article("a", "north"))
    other = article(
        "b", "north", people=("lnd", "klm"), words=("quake", "ferry"), facts=("38 person", "9 km")
    )
    (tried,) = stream.place(other).tried
    shared = {reason.name: set(reason.shared) for reason in tried.reasons}
    assert shared["people"] == {"PER lnd"}
    assert shared["names"] == {"PER lnd", "LOC lntvk", "LOC nrdh"}
    assert shared["facts"] == {"38 person"}
    assert {"quake"} <= shared["words"] <= {"quake", "lnd", "lntvk", "nrdh"}
    assert shared["sentences"] == shared["start"] == set()


def test_the_most_telling_of_many_shared_names_are_told() -> None:
    stream = Stream()
    usual = [f"p{n}" for n in range(8)]
    for n in range(6):
        stream.place(profile(f"x{n}", topic=f"topic {n}", people=usual, words=(f"w{n}",)))
    stream.place(article("a", "north", people=(*usual, "rare")))
    tried = stream.place(article("b", "north", people=(*usual, "rare"))).tried[0]
    (people,) = [reason.shared for reason in tried.reasons if reason.name == "people"]
    assert len(people) == 5
    assert people[0] == "PER rare"


@pytest.mark.parametrize(
    ("size", "grown"), [(1, False), (2, True), (3, True), (5, False), (9, False), (12, True)]
)
def test_a_story_is_looked_at_again_when_it_has_grown_by_half(size: int, grown: bool) -> None:
    assert has_grown(size) is grown


def test_an_opened_story_tells_what_it_was_held_against() -> None:
    stream = Stream()
    stream.place(article("a", "north"))
    placement = stream.place(article("b", "court"))
    assert placement.opened
    assert placement.story == story_id(["b"])
    assert placement.score == pytest.approx(1 - placement.tried[0].score)


def open_stories(stream: Stream, articles: Sequence[Profile]) -> list[OpenStory]:
    by_name = {one.article: one for one in articles}
    return [
        OpenStory(
            id=story.id,
            members=tuple(by_name[m.article] for m in story.members),
            size=story.size,
            locked=story.locked,
            pinned=frozenset(story.pinned),
            barred=frozenset(story.barred),
        )
        for story in stream
    ]


@pytest.mark.parametrize("event", list(EVENTS))
def test_a_restart_goes_on_as_if_nothing_had_happened(event: str) -> None:
    articles = mixed(6)
    going = Stream()
    stories(going, articles)
    resumed = Stream(stories=open_stories(going, articles))
    late = article("late", event, hours=7)
    assert going.place(late) == resumed.place(late)


def test_the_same_profiles_give_the_same_decisions() -> None:
    one, other = Stream(), Stream()
    assert [one.place(a) for a in mixed()] == [other.place(a) for a in mixed()]


def test_an_article_that_comes_again_stays_where_it_is() -> None:
    stream = Stream()
    first = stream.place(article("a", "north"))
    again = stream.place(article("a", "north"))
    assert (again.story, again.opened) == (first.story, False)
    assert sum(story.size for story in stream) == 1


def test_undated_articles_are_neither_near_nor_far() -> None:
    gaps = {}
    for dated in (True, False):
        stream = Stream(Settings(open_days=90))
        stream.place(article("a", "north"))
        (tried,) = stream.place(article("b", "north", hours=24 * 8, dated=dated)).tried
        gaps[dated] = next(r.weight for r in tried.reasons if r.name == "days apart")
    assert gaps[True] < 0
    assert gaps[False] == 0


def test_a_quiet_story_leaves_memory() -> None:
    stream = Stream(Settings(open_days=5))
    first = stream.place(article("a", "north"))
    assert stream.story(first.story) is not None
    stream.place(article("b", "court", hours=24 * 4))
    assert stream.story(first.story) is not None
    stream.place(article("c", "court", hours=24 * 6))
    assert stream.story(first.story) is None
    assert stream.place(article("d", "north", hours=24 * 6)).opened


def test_memory_holds_no_more_stories_than_it_may() -> None:
    stream = Stream(Settings(most_open=2))
    stories(stream, [article(event, event, hours=n) for n, event in enumerate(EVENTS)])
    stream.place(profile("e", topic="football", event="cup", hours=9))
    assert len(stream) <= 3


def test_a_locked_story_takes_nothing_and_is_not_merged() -> None:
    one = article("a", "north")
    stream = Stream(stories=[OpenStory(id="locked", members=(one,), size=1, locked=True)])
    second = stream.place(article("b", "north"))
    assert second.opened
    third = stream.place(article("c", "north"))
    assert (third.story, third.merges) == (second.story, ())
    unlocked = Stream(stories=[OpenStory(id="unlocked", members=(one,), size=1)])
    assert "unlocked" in {c.story for c in unlocked.place(article("d", "north")).tried}


def test_stories_that_turn_out_one_are_merged() -> None:
    stream = Stream(
        stories=[OpenStory(id=name, members=(article(name, "north"),), size=1) for name in ("a", "b")]
    )
    placement = stream.place(article("c", "north"))
    (merge,) = placement.merges
    assert {merge.kept, merge.absorbed} == {"a", "b"}
    assert placement.story == merge.kept
    assert stream.story(merge.absorbed) is None
    assert len(stream) == 1
    assert merge.reasons


def test_a_person_s_split_is_never_undone() -> None:
    a, b, c, d = (article(name, "north") for name in "abcd")
    stream = Stream(stories=[
        OpenStory(id="whole", members=(a, b), size=2, barred=frozenset({"parted"})),
        OpenStory(id="parted", members=(c, d), size=2, barred=frozenset({"whole"})),
    ])  # fmt: skip
    for name in "efghijklmnopqrst":
        assert stream.place(article(name, "north")).merges == ()
    assert {stream.story("whole") is None, stream.story("parted") is None} == {False}


def test_a_person_s_move_is_never_undone() -> None:
    moved, *rest = [article(f"north {n}", "north", hours=n) for n in range(4)]
    south = tuple(article(f"south {n}", "south", hours=n) for n in range(4))
    stream = Stream(stories=[
        OpenStory(id="north", members=tuple(rest), size=3),
        OpenStory(id="south", members=(*south, moved), size=5, pinned=frozenset({moved.article})),
    ])  # fmt: skip
    for n in range(8):
        assert stream.place(article(f"north late {n}", "north")).merges == ()
    target = stream.story("south")
    assert target is not None
    assert moved.article in target.pinned


def test_a_story_with_a_person_s_article_is_not_absorbed() -> None:
    stream = Stream(stories=[
        OpenStory(id="small", members=(article("a", "north"),), size=1, pinned=frozenset({"a"})),
        OpenStory(id="large", members=tuple(article(n, "north") for n in "bcd"), size=3),
    ])  # fmt: skip
    merges = [m for n in "efgh" for m in stream.place(article(n, "north")).merges]
    assert [(m.kept, m.absorbed) for m in merges] == [("small", "large")]


def test_an_article_of_which_nothing_is_known_opens_a_story() -> None:
    stream = Stream()
    empty = Profile(
        article="e", source="s", language="und", seen=START,
        vector=np.zeros(0, np.float32), sentences=np.zeros((0, 0), np.int8),
    )  # fmt: skip
    assert stream.place(empty).opened
    assert stream.place(article("a", "north")).opened


events = st.lists(st.tuples(st.sampled_from(sorted(EVENTS)), st.integers(0, 400)), min_size=1, max_size=24)


@settings(max_examples=30, deadline=None)
@given(events)
def test_every_article_stands_in_exactly_one_story(drawn: list[tuple[str, int]]) -> None:
    articles = [article(f"{n}", event, hours=hours) for n, (event, hours) in enumerate(drawn)]
    stream, redirects, homes = Stream(Settings(open_days=1000)), dict[str, str](), dict[str, str]()
    for one in articles:
        placement = stream.place(one)
        homes[one.article] = placement.story
        redirects |= {m.absorbed: m.kept for m in placement.merges}
        assert stream.story(placement.story) is not None
    homes = {name: final(story, redirects) for name, story in homes.items()}
    held = [(m.article, story.id) for story in stream for m in story.members]
    assert len(held) == len({name for name, _ in held})
    assert all(homes[name] == story for name, story in held)
    assert sum(story.size for story in stream) == len(articles)
    assert not {story.id for story in stream} & set(redirects)


def test_phases_follow_the_coverage() -> None:
    hours = [START + timedelta(hours=n) for n in (0, 2, 5)]
    assert phase(hours, START + timedelta(hours=6)) == "new"
    assert phase(hours, START + timedelta(hours=40)) == "growing"
    assert phase(hours, START + timedelta(days=4)) == "quiet"
    again = [*hours, START + timedelta(days=9)]
    assert phase(again[::-1], START + timedelta(days=9, hours=3)) == "reopened"
    assert phase(again, START + timedelta(days=11)) == "growing"
    assert phase(again, START + timedelta(days=13)) == "quiet"
    with pytest.raises(ValueError, match="without coverage"):
        phase([], START)
