"""The sample that ships: complete, readable, and holding what its README promises."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from rashomon import sample
from rashomon.ingest.extract import extract
from rashomon.ingest.read import read
from rashomon.model.article import Article, RawDocument

README = (Path(sample.__file__).parent / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def articles() -> Sequence[Article]:
    found: list[Article] = []
    for raw in read([str(path) for path in sample.paths()]):
        assert isinstance(raw, RawDocument)
        for article in extract(raw):
            assert isinstance(article, Article)
            found.append(article)
    return found


def _of(articles: Sequence[Article], file: str) -> str:
    return "\n".join(a.text.content for a in articles if Path(a.locator.split(":")[0]).name == file)


def test_every_file_is_told_of() -> None:
    names = [path.name for path in sample.paths()]
    assert len(names) == 12
    assert {Path(name).suffix for name in names} == {".txt", ".html", ".md", ".jsonl"}
    assert all(f"`{name}`" in README for name in names)


def test_articles_are_of_a_readable_length(articles: Sequence[Article]) -> None:
    assert len(articles) == 13
    assert all(130 <= len(a.text.content.split()) <= 450 for a in articles)
    assert all(a.complete for a in articles)


@pytest.mark.parametrize(
    ("file", "kept", "left_out"),
    [
        (
            "dolmera-courier-blast.html",
            "Terminal 3 happened at 4:20 a.m.",
            ["Tram line 6", "Subscribe", "window.courier"],
        ),
        ("pribrezhnaya-liniya.html", "трижды писали дирекции", ["Афиша", "Реклама"]),
        ("al-marsa-al-yawm.html", "فجر اليوم", ["جميع الحقوق"]),
        ("plain-facts-daily.html", "written by an AI system", ["Quiz"]),
    ],
)
def test_pages_give_their_article_without_menus(
    articles: Sequence[Article], file: str, kept: str, left_out: list[str]
) -> None:
    text = _of(articles, file)
    assert kept in text
    assert not [word for word in left_out if word in text]


def test_the_reprint_is_the_wire_but_for_one_fact(articles: Sequence[Article]) -> None:
    wire, reprint = _of(articles, "transmaris.jsonl"), _of(articles, "dolmera-courier-blast.html")
    shared = [p for p in wire.split("\n") if len(p) > 80 and p in reprint]
    assert len(shared) >= 5
    assert "Panama" in wire
    assert "Malta" in reprint


def test_the_shared_line_and_the_drifting_quotation_are_there(articles: Sequence[Article]) -> None:
    assert "panic happens only where someone is paid to spread it" in _of(articles, "sarvenia-standard.txt")
    assert "а паника — только там, где за неё кому-то платят" in _of(articles, "vestnik-sarvenii.txt")
    assert "أما الذعر فلا يقع إلا حيث يدفع أحدهم ثمن نشره" in _of(articles, "minbar-al-sahil.txt")
    assert "three times" in _of(articles, "transmaris.jsonl")
    assert "dos veces" in _of(articles, "diario-de-la-ensenada.md")


def test_one_article_names_neither_day_nor_author(articles: Sequence[Article]) -> None:
    (note,) = [a for a in articles if a.locator.endswith("quay-notes.txt")]
    assert note.published is None
    assert note.byline is None
    assert "2025" not in note.text.content
