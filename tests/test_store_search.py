"""Searching for forms and beginnings of words: one suite for every backend of the store."""

import pytest

from rashomon.store.base import Archive
from tests.store_making import told
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
