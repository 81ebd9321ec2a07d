"""Lists, outlets, names, reports and visits: one suite for every backend of the store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import msgspec
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine, select, text

from rashomon.errors import NotFound
from rashomon.model.annotation import Analysis
from rashomon.model.archive import Entry, Listing, SavedReport, Within
from rashomon.model.glance import HOURS, Marks, Mentioned, Saying, SharedLines, Visit
from rashomon.model.text import Span
from rashomon.store.contract.archive import Archive, Reader, Writer
from rashomon.store.reports import KEPT
from rashomon.store.schema import steps
from rashomon.store.sql import SQLArchive, open_archive
from rashomon.store.tables import pages as p
from tests.store_making import HOUR, NOON, article, kept, opened, put, told
from tests.test_store import archive, form, make, server

__all__ = ["archive", "form", "make", "server"]
MADE = (
    p.outlets,
    p.facets,
    p.entities,
    p.entity_keys,
    p.labels,
    p.named,
    p.mentions,
    p.sayings,
    p.tellings,
    p.shared_lines,
    p.visits,
)
EARLY = NOON - 2 * HOUR


def read(w: Writer, number: int, story: str, words: str, source: str = "herald") -> str:
    """Keep an article of a story that annotators have read."""
    made = article(words, source)
    w.open_story(opened(story))
    analysis = Analysis(article=made, language="en")
    kept(w, number, Entry(article=made, assignment=put(story, made.id), analysis=analysis, version="v"))
    return made.id


def report(key: str, hours: int = 0, differ: int = 0, **about: object) -> SavedReport:
    marks = Marks(articles=1, differ=differ, changed=0)
    made = SavedReport(story="s1", key=key, made_at=NOON + hours * HOUR, json=key.encode(), marks=marks)
    return replace(made, **about)  # type: ignore[arg-type]


def stories(r: Reader, **about: object) -> list[str]:
    return [s.id for s in r.stories(Listing(**about)).items]  # type: ignore[arg-type]


def test_a_list_shows_articles_by_hour_outlets_and_the_last_report(archive: Archive) -> None:
    with archive.writing() as w:
        for number, (source, hours) in enumerate((("a", 0), ("a", 3), ("b", 3), ("c", 100))):
            told(w, number, "s1", f"Text {number}", source, published=NOON - hours * HOUR)
        w.keep_report(report("k1"))
        w.keep_report(report("k2", 1, 4))
        w.keep_report(report("k3", 2, 9, language="ru"))
        told(w, 9, "s2", "Another text")
    with archive.reading() as r:
        first, second = r.glances(["s1", "s2"])
    assert (len(first.hours), first.hours[-1], first.hours[-4], sum(first.hours)) == (HOURS, 1, 2, 3)
    assert [outlet.name for outlet in first.outlets] == ["A", "B", "C"]
    assert first.told
    assert (first.told.key, first.told.marks.differ) == ("k2", 4)
    assert (second.told, second.news) == (None, None)
    assert (second.hours[-1], sum(second.hours)) == (1, 1)


def test_facets_follow_what_stories_hold(archive: Archive) -> None:
    with archive.writing() as w:
        moved = told(w, 1, "s1", "One", "a", language="en")
        told(w, 2, "s1", "Two", "b", language="ru")
        told(w, 3, "s2", "Three", "b", language="en")
    with archive.reading() as r:
        found = {(f.kind, f.value): f.count for f in r.story_facets(Listing()).items}
    wanted = {("language", "en"): 2, ("language", "ru"): 1, ("outlet", "a"): 1, ("outlet", "b"): 2}
    assert found == wanted
    with archive.writing() as w:
        w.move(moved, "s2", "iris", NOON)
    with archive.reading() as r:
        found = {(f.kind, f.value): f.count for f in r.story_facets(Listing(outlet="a")).items}
        assert (stories(r, language="en"), stories(r, outlet="a")) == (["s2"], ["s2"])
    assert found == {("language", "en"): 1, ("outlet", "a"): 1, ("outlet", "b"): 1}


def test_who_was_first_is_told_only_where_every_time_is_known(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "One", "a", published=EARLY)
        told(w, 2, "s1", "Two", "b", published=EARLY + HOUR)
        told(w, 3, "s2", "Three", "a", published=EARLY)
        told(w, 4, "s2", "Four", "b")
        told(w, 5, "s3", "Five", "a", published=EARLY)
        told(w, 6, "s3", "Six", "b", published=NOON)  # a day without a time is kept as its noon
        told(w, 7, "s4", "Seven", "a", published=EARLY)
        told(w, 8, "s4", "Eight", "b", published=EARLY)
    with archive.reading() as r:
        a, b = (r.outlet_counts(name, 3) for name in "ab")
        assert [(x.outlet.id, x.stories) for x in r.outlets(9)] == [("a", 4), ("b", 4)]
        assert [x.outlet.id for x in r.outlets(1)] == ["a"]
    assert (a.first, a.shared, a.stories, a.articles) == (1, 2, 4, 4)
    assert (b.first, b.shared) == (0, 2)
    assert a.days[-1] == ("2031-05-04", 4)
    assert len(a.days) == 3


def test_stories_that_grow_come_first_page_after_page(archive: Archive) -> None:
    with archive.writing() as w:
        for number in range(6):
            told(w, number, f"s{number}", f"Text {number}", published=NOON - number * HOUR)
        w.set_states({"s4": "growing", "s5": "growing"})
    with archive.reading() as r:
        found, after = list[str](), None
        while True:
            page, facets = r.stories_and_facets(Listing(growing=True, limit=2, after=after))
            assert (page, facets.of) == (r.stories(Listing(growing=True, limit=2, after=after)), 6)
            found += [s.id for s in page.items]
            after = page.after
            if after is None:
                break
    assert found == ["s4", "s5", "s0", "s1", "s2", "s3"]


def name(w: Writer, articles: Sequence[str], version: str = "v", label: str = "Odd Bakke") -> str:
    entity = w.add_entity("PER", ["PER bk"], label, "en")
    said = Saying(quote="q1", span=Span(0, 3), kind="direct")
    one = Mentioned(entity=entity, name=label, count=2, sayings=(said,))
    w.keep_names(dict.fromkeys(articles, (one,)), version)
    return entity


def test_names_are_kept_found_and_renewed(archive: Archive) -> None:
    with archive.writing() as w:
        one, two = read(w, 1, "s1", "One bridge"), read(w, 2, "s2", "Two bridges", "post")
    with archive.reading() as r:
        assert {s.article.id for s in r.unnamed("v", 9)} == {one, two}
    with archive.writing() as w:
        entity = name(w, [one, two])
    with archive.reading() as r:
        assert r.unnamed("v", 9) == ()
        assert [e.id for e in r.entities_by(["PER bk", "PER other"])] == [entity]
        assert [e.id for e in r.persons_of("s1")] == [entity]
        known = r.entity(entity)
        assert (known.name, known.type, known.names[0].articles) == ("Odd Bakke", "PER", 2)
        assert set(stories(r, entities=(entity,))) == {"s1", "s2"}
        page = r.sayings(entity, 1)
        assert page.items[0].exact in {"One", "Two"}
        assert page.after
        assert r.sayings(entity, 1, page.after).after is None
        assert [s.article.id for s in r.search("bridge", within=Within(entity=entity)).items] == [two, one]
        assert r.hits_and_facets("two", Within(), 9)[1].items[-1].name == "Odd Bakke"
    with archive.writing() as w:
        w.keep_names({one: ()}, "v2")
    with archive.reading() as r:
        assert stories(r, entities=(entity,)) == ["s2"]
        assert r.entity(entity).names[0].articles == 1
        with pytest.raises(NotFound):
            r.entity("999")
        with pytest.raises(NotFound):
            r.entity("9" * 40)


def test_a_search_is_narrowed_by_day_language_and_outlet(archive: Archive) -> None:
    with archive.writing() as w:
        old = told(w, 1, "s1", "A bridge", "a", language="en", published=NOON - 72 * HOUR)
        new = told(w, 2, "s1", "The bridge", "b", language="de", published=NOON)
    with archive.reading() as r:
        for within, wanted in (
            (Within(language="en"), [old]),
            (Within(outlet="b"), [new]),
            (Within(since=NOON - 24 * HOUR), [new]),
            (Within(), [new, old]),
        ):
            assert [s.article.id for s in r.search("bridge", within=within).items] == wanted
            page, _ = r.hits_and_facets("bridge", within, 9)
            assert [s.article.id for s in page.items] == wanted
        first, facets = r.hits_and_facets("bridge", Within(), 1)
        rest, again = r.hits_and_facets("bridge", Within(), 1, first.after)
        assert [s.article.id for s in (*first.items, *rest.items)] == [new, old]
        assert (rest.after, again) == (None, facets)
        assert r.hits_and_facets("", Within(), 9)[0].items == ()
        _, facets = r.hits_and_facets("bridge", Within(language="en"), 9)
    assert [(f.kind, f.value) for f in facets.items] == [("language", "en"), ("outlet", "a")]


def test_shared_lines_are_those_of_the_latest_report(archive: Archive) -> None:
    def lines(number: int) -> tuple[SharedLines, ...]:
        common = {"story": "s1", "first": "a", "second": "b", "wire": 1, "lines": number}
        return tuple(SharedLines(**common, directed=directed) for directed in (True, False))  # type: ignore[arg-type]

    with archive.writing() as w:
        for number, source in enumerate("ab"):
            told(w, number, "s1", f"Text {number}", source)
        w.keep_report(report("new", 5, lines=lines(3)))
        w.keep_report(report("old", 0, lines=lines(8)))
    with archive.reading() as r:
        found = [(x.other.id, x.order, x.stories, x.lines) for x in r.exchanges("b")]
        assert sorted(found) == [("a", "second", 1, 3), ("a", "unknown", 1, 3)]
        assert {x.order for x in r.exchanges("a")} == {"first", "unknown"}
        assert b'"order":"first"' in msgspec.json.encode(r.exchanges("a"))
        assert [(s.directed, s.lines) for s in r.shared_lines("b", "a")] in (
            [(True, 3), (False, 3)],
            [(False, 3), (True, 3)],
        )


def test_of_a_storys_reports_the_latest_are_kept_in_each_language(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "Text")
        w.keep_report(report("ru", language="ru"))
        w.keep_report(SavedReport(story="s1", key="bare", made_at=NOON, json=b"{}"))
        for number in range(KEPT + 3):
            w.keep_report(report(f"k{number}", number))
    with archive.reading() as r:
        keys = [t.key for t in r.tellings("s1")]
        assert keys == [f"k{n}" for n in range(KEPT + 2, 2, -1)]
        assert (r.report("s1", "k0"), r.report("s1", "ru") is None) == (None, False)
        assert r.unmarked(5) == (("s1", "bare"),)
    with archive.writing() as w:
        w.drop_report("s1", "bare")
        assert w.unmarked(5) == ()


def test_a_visit_lasts_while_one_looks_again_and_again(archive: Archive) -> None:
    def look(minutes: int, seen: int) -> Visit | None:
        at = NOON + timedelta(minutes=minutes)
        with archive.writing() as w:
            before = w.visit("iris", "s1", at)
            w.keep_visit(Visit(visitor="iris", story="s1", at=at, seen=seen, report=f"k{seen}"))
        return before

    with archive.writing() as w:
        told(w, 1, "s1", "Text")
    assert look(0, 1) is None
    assert look(10, 2) is None
    later = look(120, 3)
    again = look(130, 4)
    assert later == again
    assert later
    assert (later.seen, later.report, later.at) == (2, "k2", NOON + timedelta(minutes=10))
    with archive.reading() as r:
        assert r.visit("olga", "s1", NOON) is None


def test_news_is_what_came_into_a_story_after_somebody_looked(archive: Archive) -> None:
    with archive.writing() as w:
        told(w, 1, "s1", "One")
        told(w, 2, "s2", "Two")
        seen = w.seen()
        w.keep_visit(Visit(visitor="iris", story="s1", at=NOON, seen=seen, report=None))
        new = told(w, 3, "s1", "Three")
    with archive.reading() as r:
        assert [g.news for g in r.glances(["s1", "s2"], "iris")] == [1, None]
        assert [g.news for g in r.glances(["s1", "s2"])] == [None, None]
        assert r.arrived("s1", seen) == {new}


def cards(archive: SQLArchive) -> dict[str, bytes]:
    with archive.reading() as r:
        return dict(r._connection.execute(select(p.cards.c.story, p.cards.c.packed)).all())


def migrate(path: Path, ending: str, *before: str) -> None:
    """Run one step again, after statements that take away what it makes."""
    step = import_module(
        f"rashomon.store.migrations.versions.{next(s for s in steps() if s.endswith(ending))}"
    )
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        for statement in before:
            connection.execute(text(statement))
        with Operations.context(MigrationContext.configure(connection)):
            step.upgrade()
    engine.dispose()


def test_an_archive_without_cards_gets_those_that_would_have_been_written(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    archive = open_archive(path)
    with archive.writing() as w:
        for number, (source, published) in enumerate(
            (("b", EARLY), ("a", None), ("a", NOON), ("c", NOON), ("c", NOON - 90 * HOUR))
        ):
            told(w, number, "s1", f"Text {number}", source, published=published, language="en")
        told(w, 7, "s2", "Undated", "b", language="ru")
        name(w, [read(w, 8, "s3", "A bridge")])
        moved = told(w, 9, "s4", "Moved")
        w.move(moved, "s2", "iris", NOON)
    before = cards(archive)
    assert set(before) == {"s1", "s2", "s3", "s4"}
    migrate(path, "_cards", "DROP TABLE cards")
    after = cards(archive)
    assert {story: after[story] for story in ("s1", "s2", "s3")} == {
        story: before[story] for story in ("s1", "s2", "s3")
    }
    with archive.reading() as r:
        assert r.glances(["s4"])[0].hours == (0,) * HOURS
    archive.close()


def test_a_missing_card_is_found_by_the_doctor(tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "a.db")
    with archive.writing() as w:
        told(w, 1, "s1", "One")
        w._connection.execute(p.cards.delete())
    assert [finding.what for finding in archive.doctor()] == [
        "1 stories with articles have no card, such as s1"
    ]
    archive.close()


def test_an_archive_without_outlets_and_facets_gets_them(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    archive = open_archive(path)
    with archive.writing() as w:
        told(w, 1, "s1", "One", "a", language="en", published=EARLY)
        told(w, 2, "s1", "Two", "b", language="ru", published=EARLY + HOUR)
    with archive.reading() as r:
        before = r.story_facets(Listing()), r.outlet_counts("a", 1)
    indexes = ("articles_source", "assignments_story", "stories_seen")
    gone = [f"DROP TABLE {table.name}" for table in reversed(MADE)]
    migrate(path, "_pages", *gone, *(f"DROP INDEX {index}" for index in indexes))
    with archive.reading() as r:
        assert (r.story_facets(Listing()), r.outlet_counts("a", 1)) == before
        assert r.outlet("b").name == "B"
    assert list(archive.doctor()) == []
    archive.close()
