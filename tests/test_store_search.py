"""Searching for forms and beginnings of words: one suite for every backend of the store."""

import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine

from rashomon.model.archive import Listing
from rashomon.store import dialects, stories
from rashomon.store.contract.archive import Archive
from rashomon.store.schema import steps
from rashomon.store.sql import open_archive
from tests.store_making import HOUR, NOON, told
from tests.test_store import archive, form, make, server

__all__ = ["archive", "form", "make", "server"]


@pytest.mark.parametrize("typed", ["выборы", "выборов", "ВЫБОРАМ"])
def test_a_russian_word_finds_its_other_forms(archive: Archive, typed: str) -> None:
    with archive.writing() as w:
        found = told(w, 1, "s1", "Итоги выборов объявят завтра", "a", language="ru")
        told(w, 2, "s1", "Выбоина на дороге", "a", language="ru")
    with archive.reading() as r:
        assert [s.article.id for s in r.search(typed).items] == [found]
        assert r.search(f'"{typed}"').items == (r.search(typed).items if typed == "выборов" else ())
        assert r.search(f"завтра -{typed}").items == ()


def test_a_word_of_two_letters_is_looked_for_as_it_stands(archive: Archive) -> None:
    with archive.writing() as w:
        union = told(w, 1, "s1", "The EU agreed")
        told(w, 2, "s1", "Europe agreed")
        seoul = told(w, 3, "s1", "서울에서 열린 회의", language="ko")
    with archive.reading() as r:
        assert [s.article.id for s in r.search("EU").items] == [union]
        assert [s.article.id for s in r.search("서울").items] == [seoul]


@pytest.mark.parametrize("named", [0, 2, 100])
def test_a_beginning_finds_all_words_that_have_it_however_many(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, named: int
) -> None:
    monkeypatch.setattr(dialects, "NAMED", named)
    with archive.writing() as w:
        texts = ("Ferry late", "Ferries late", "Ferryman early", "A ferry-boat and its ferryman", "Fern")
        ids = [told(w, n, "s1", text) for n, text in enumerate(texts, 1)]
    wanted = {"ferr": (0, 1, 2, 3), "ferr late": (0, 1), "ferr -ferryman": (0, 1), '"ferry"': (0, 3)}
    wanted |= {"ferry-boa": (3,), '"its ferr"': (), "fer -ferr": (4,), "ferrz": ()}
    with archive.reading() as r:
        for typed, places in wanted.items():
            found = [stored.article.id for stored in r.search(typed).items]
            assert found == [ids[place] for place in reversed(places)], typed


def test_a_word_without_end_is_found_by_its_beginning_too(archive: Archive) -> None:
    endless = "ab" * 500
    wanted = {"abab": (0, 1, 2), endless[:40]: (0, 1, 2), f'"{endless[:40]}"': (2,)}
    wanted |= {endless[:300]: (0,), f"{endless[:50]}c": (1,), f'"{endless}"': (0,)}
    with archive.writing() as w:
        texts = (f"A {endless}", f"A {endless[:50]}c", f"A {endless[:40]}")
        ids = [told(w, n, "s1", text) for n, text in enumerate(texts, 1)]
    with archive.reading() as r:
        for typed, places in wanted.items():
            found = {stored.article.id for stored in r.search(typed).items}
            assert found == {ids[place] for place in places}, typed


def test_common_words_list_the_same_stories_page_by_page(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with archive.writing() as w:
        for n in range(24):
            text = f"Ferry {n}" if n % 3 else f"Goat {n}"
            told(w, n, f"s{n}", text, published=NOON - n * HOUR)
            told(w, 100 + n, f"s{n}", f"Late {n}", published=NOON - (n % 5) * HOUR)

    def listed(search: str) -> list[str]:
        found, after = [], None
        while True:
            page = r.stories(Listing(search=search, limit=4, after=after))
            found += [story.id for story in page.items]
            if (after := page.after) is None:
                return found

    with archive.reading() as r:
        expected = {search: listed(search) for search in ("ferry", "goat", "late", "ferry -1")}
        assert len(expected["ferry"]) == 16
        for near in (1, 3):
            monkeypatch.setattr(stories, "FEW", 1)
            monkeypatch.setattr(stories, "NEAR", near)
            assert {search: listed(search) for search in expected} == expected


def test_an_archive_without_a_list_of_its_words_gets_it(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(open_archive(path)) as archive:
        with archive.writing() as w:
            for n, text in enumerate(("The ferry", "Паром", "Fähre"), 1):
                told(w, n, "s1", text)
        assert (before := _vocabulary(path))
        step = import_module(
            f"rashomon.store.migrations.versions.{next(s for s in steps() if s.endswith('_vocabulary'))}"
        )
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
            connection.exec_driver_sql("DROP TABLE search_vocabulary")
            step.upgrade()
        engine.dispose()
        assert _vocabulary(path) == before
        with archive.reading() as r:
            assert len(r.search("fahr").items) == 1


def _vocabulary(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM search_vocabulary")]
