"""What the store keeps for programs, on every backend: answers given again, and what was read."""

from datetime import timedelta

import pytest

from rashomon.errors import NotFound
from rashomon.model.answer import Answer
from rashomon.model.archive import Entry
from rashomon.model.mark import Marked, Selection
from rashomon.model.watch import Event, EventKind, Watchlist
from rashomon.store.contract.archive import Archive, Reader
from tests.store_making import HOUR, NOON, article, kept, opened, put, told
from tests.test_store import Make, form, make, server

__all__ = ["form", "make", "server"]
ADA = Selection(who="ada")


@pytest.fixture
def archive(make: Make) -> Archive:
    return make()


TELLING: tuple[EventKind, ...] = ("new_story", "new_article")


def seen(reader: Reader, **asked: object) -> list[str]:
    return [m.story.id for m in reader.marked(Selection(who="ada", **asked)).items]  # type: ignore[arg-type]


def test_a_request_is_promised_once_and_answered_again(archive: Archive) -> None:
    promised = Answer(key="k", request="r", at=NOON)
    done = Answer(key="k", request="r", at=NOON, status=201, location="/a", body=b"{}")
    with archive.writing() as w:
        assert w.promise(promised) is None
        assert w.promise(promised) == promised
        w.keep_answer(done)
    with archive.writing() as w:
        assert w.promise(promised) == done
        w.break_promise("k")
        assert w.promise(promised) is None


def test_old_answers_are_forgotten(archive: Archive) -> None:
    with archive.writing() as w:
        w.promise(Answer(key="old", request="r", at=NOON))
        w.promise(Answer(key="new", request="r", at=NOON + HOUR))
        w.forget_answers(NOON + HOUR)
        assert w.promise(Answer(key="old", request="other", at=NOON)) is None
        assert w.promise(Answer(key="new", request="other", at=NOON)) is not None


def test_what_was_read_is_unread_again_when_an_article_joins(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.")
        w.mark("ada", ["s1"], NOON, read=True)
    with archive.reading() as r:
        assert seen(r, read=False) == []
        assert seen(r, read=True) == ["s1"]
        assert r.marks("ben", ["s1"])[0].read is False
    with archive.writing() as w:
        w.open_story(opened("s1"))

        made = article("The bridge is open again.", "ledger")
        kept(w, 2, Entry(article=made, assignment=put("s1", made.id)), at=NOON + HOUR)
    with archive.reading() as r:
        assert seen(r, read=False) == ["s1"]


def test_marks_are_set_and_taken_away_one_by_one(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.")
        w.mark("ada", ["s1", "nowhere"], NOON, starred=True)
        w.mark("ada", ["s1"], NOON, read=True)
        assert _flags(w.marks("ada", ["s1", "nowhere"])) == [("s1", True, True)]
        w.mark("ada", ["s1"], NOON, read=False)
        assert _flags(w.marks("ada", ["s1"])) == [("s1", False, True)]
        w.mark("ada", ["s1"], NOON, starred=False)
        w.mark("ada", ["s1"], NOON)
        assert seen(w, starred=True) == []


def _flags(marked: tuple[Marked, ...]) -> list[tuple[str, bool, bool]]:
    return [(m.story.id, m.read, m.starred) for m in marked]


def test_marks_follow_a_merge(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.")
        told(w, 2, "s2", "The bridge at Lower Marl is closed.", "ledger")
        w.merge("s1", "s2", "iris", NOON)
        w.mark("ada", ["s1"], NOON, starred=True)
        assert seen(w, starred=True) == ["s2"]
        assert _flags(w.marks("ada", ["s1", "s2"])) == [("s2", False, True)]


def test_stories_are_listed_by_when_they_last_changed_page_by_page(archive: Archive) -> None:
    with archive.writing() as w:
        for number in range(5):
            w.open_story(opened(f"s{number}"))
            made = article(f"Text {number}.")

            entry = Entry(article=made, assignment=put(f"s{number}", made.id))
            kept(w, number, entry, at=NOON + number * HOUR)
    with archive.reading() as r:
        assert seen(r) == ["s4", "s3", "s2", "s1", "s0"]
        assert seen(r, since=NOON + HOUR, until=NOON + 3 * HOUR) == ["s2", "s1"]
        found, after = [], None
        for _ in range(3):
            page = r.marked(Selection(who="ada", limit=2, after=after, oldest_first=True))
            found += [m.story.id for m in page.items]
            after = page.after
        assert (found, after) == (["s0", "s1", "s2", "s3", "s4"], None)
        for odd in ("nonsense", "-5.s1", "99999999999999999.s1", "².s1"):
            with pytest.raises(NotFound, match="no cursor"):
                r.marked(Selection(who="ada", after=odd))


def test_views_count_languages_and_outlets_with_what_is_unread(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.", language="en")
        told(w, 2, "s1", "Мост закрыт.", "vestnik", language="ru")
        told(w, 3, "s2", "Cheese wins a prize.", language="en")
        w.mark("ada", ["s1"], NOON, read=True)
    with archive.reading() as r:
        views = r.views("ada")
        assert [(v.kind, v.id, v.name, v.stories, v.unread) for v in views] == [
            ("language", "en", "en", 2, 1),
            ("language", "ru", "ru", 1, 0),
            ("outlet", "herald", "Herald", 2, 1),
            ("outlet", "vestnik", "Vestnik", 1, 0),
        ]
        assert {v.newest for v in views} == {NOON}
        assert seen(r, language="ru") == seen(r, outlet="vestnik") == ["s1"]


def test_a_watchlists_view_holds_the_stories_that_it_was_told_of(archive: Archive) -> None:
    mine = Watchlist(id="w1", owner="ada", name="Bridges", made_at=NOON - HOUR)
    idle = Watchlist(id="w2", owner="ada", name="Idle", made_at=NOON - HOUR)
    bens = Watchlist(id="w3", owner="ben", name="Bridges", made_at=NOON)
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.")
        told(w, 2, "s2", "The bridge at Lower Marl is closed.", "ledger")
        told(w, 3, "s3", "Cheese wins a prize.")
        for one in (mine, idle, bens):
            w.keep_watchlist(one)
        for story in ("s1", "s2"):
            for kind in TELLING:
                (stored,) = w.articles(story)
                event = Event(id=f"{kind} {story}", kind=kind, at=NOON, title="", article=stored.article.id)
                w.note_event(event, [mine])
        w.mark("ada", ["s1"], NOON, read=True)
    with archive.reading() as r:
        views = [v for v in r.views("ada") if v.kind == "watchlist"]
        assert [(v.id, v.name, v.stories, v.unread, v.newest) for v in views] == [
            ("w1", "Bridges", 2, 1, NOON),
            ("w2", "Idle", 0, 0, NOON - HOUR),
        ]
        assert seen(r, watchlist="w1") == seen(r, watchlist="") == ["s2", "s1"]
        assert seen(r, watchlist="w2") == seen(r, watchlist="w3") == seen(r, watchlist="w9") == []
    with archive.writing() as w:
        w.merge("s1", "s2", "ada", NOON)
        w.mark_all_read(Selection(who="ada", watchlist="w1"))
        assert seen(w, watchlist="w1") == ["s2"]
        assert seen(w, read=False) == ["s3"]
        w.remove_watchlist("w1")
        assert seen(w, watchlist="") == []


def test_all_of_a_view_is_read_at_once_up_to_a_moment(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.")
        told(w, 2, "s2", "Cheese wins a prize.", "ledger")
        w.mark("ada", ["s1"], NOON, starred=True)
        w.mark_all_read(Selection(who="ada", until=NOON))
        assert len(seen(w, read=False)) == 2
        w.mark_all_read(Selection(who="ada", outlet="herald", until=NOON + timedelta(seconds=1)))
        assert seen(w, read=False) == ["s2"]
        w.mark_all_read(ADA)
        w.mark_all_read(ADA)
        assert seen(w, read=False) == []
        assert seen(w, starred=True) == ["s1"]
