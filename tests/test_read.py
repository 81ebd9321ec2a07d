import gzip
import io
import sys
from pathlib import Path

import pytest

from rashomon.ingest.failure import Failure
from rashomon.ingest.read import read
from rashomon.model.article import RawDocument


def _reason(found: list[RawDocument | Failure]) -> str:
    (failure,) = found
    assert isinstance(failure, Failure)
    return failure.reason


def test_a_folder_is_read_in_order_and_only_files_of_known_kinds(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.html", "sub/c.md", "picture.png", ".hidden.txt"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    found = list(read([str(tmp_path)]))
    assert [Path(d.locator).name for d in found] == ["a.html", "b.txt", "c.md"]
    assert [d.media_type for d in found if isinstance(d, RawDocument)] == [
        "text/html",
        "text/plain",
        "text/markdown",
    ]


def test_a_pattern_names_files_and_one_that_fits_nothing_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("one", encoding="utf-8")
    assert [d.locator for d in read([str(tmp_path / "*.txt")])] == [str(tmp_path / "one.txt")]
    assert "no file fits" in _reason(list(read([str(tmp_path / "*.json")])))


def test_a_file_named_twice_is_read_once_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text("one", encoding="utf-8")
    first, second = read([str(path), str(tmp_path / "." / "one.txt")])
    assert isinstance(first, RawDocument)
    assert isinstance(second, Failure)
    assert second.notice


def test_one_bad_file_never_loses_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("good", encoding="utf-8")
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    found = list(read([str(tmp_path / "missing.txt"), str(tmp_path)]))
    assert [isinstance(f, Failure) for f in found] == [True, True, False]


@pytest.mark.parametrize(
    ("locator", "word"),
    [
        ("https://example.org/a", "commands that fetch"),
        ("nowhere/at/all.txt", "no such file"),
        ("a\0b.txt", "null"),
    ],
)
def test_what_cannot_be_read_says_why_and_how_to_mend_it(locator: str, word: str) -> None:
    assert word in _reason(list(read([locator])))


def test_a_file_beyond_the_limit_is_refused_with_the_limit_named(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"a" * (2_000_001))
    reason = _reason(list(read([str(tmp_path)], max_bytes=2_000_000)))
    assert "2 MB" in reason
    assert "split it" in reason


def test_empty_files_unknown_kinds_and_empty_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-")
    (tmp_path / "none").mkdir()
    assert "empty" in _reason(list(read([str(tmp_path / "empty.txt")])))
    assert "'.pdf' are not read" in _reason(list(read([str(tmp_path / "paper.pdf")])))
    assert "nothing readable" in _reason(list(read([str(tmp_path / "none")])))
    (tmp_path / "feeds.opml").write_bytes(b"<opml/>")
    assert "follow them by `rashomon source import`" in _reason(list(read([str(tmp_path / "feeds.opml")])))


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"<p>hi</p>", "text/html"),
        (b'{"text": "x"}', "application/x-ndjson"),
        (b"[]", "application/json"),
        (b"Hi", "text/plain"),
    ],
)
def test_standard_input_is_known_by_its_first_characters(
    body: bytes, media_type: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body)))
    (found,) = read(["-"])
    assert isinstance(found, RawDocument)
    assert (found.media_type, found.body) == (media_type, body)


def test_a_compressed_text_is_read_as_what_its_name_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"<b>no page</b>"))
    (tmp_path / "b.md.gz").write_bytes(gzip.compress(b"# Title"))
    found = [d for d in read([str(tmp_path)]) if isinstance(d, RawDocument)]
    assert [(d.media_type, d.body) for d in found] == [
        ("text/plain", b"<b>no page</b>"),
        ("text/markdown", b"# Title"),
    ]


def test_a_compressed_file_that_grows_too_large_says_so(tmp_path: Path) -> None:
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"a" * 50_000_001))
    assert "larger than 50 MB when unpacked" in _reason(list(read([str(tmp_path / "bomb.txt.gz")])))


def test_a_feed_that_holds_nothing_says_so(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text("<rss><channel><title>Post</title><item><title>T</title></item></channel></rss>", "utf-8")
    assert "nothing in it" in _reason(list(read([str(feed)])))


def test_files_of_other_kinds_in_a_folder_are_named_in_one_notice(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "b.pdf", "sub/c.docx", "noted", "d.png", "e.css", "f.js", ".git", "g.gif"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    read_, told = read([str(tmp_path)])
    assert isinstance(read_, RawDocument)
    assert isinstance(told, Failure)
    assert told.notice
    assert told.reason == (
        f"{tmp_path}: files of kinds that are not read: 3 (b.pdf, noted, sub/c.docx); save their text as .txt"
    )


OWN = {
    "report.html": b'<!doctype html><html><head><meta name="generator" content="rashomon 0.1"></head></html>',
    "story.json": b'{\n "schema": "rashomon.story/1", "articles": []}',
    "readings.json": b'{"schema":"rashomon.reading/1"}',
    "brief.md": "# Fire\n\n> Составлено программой Rashomon из переданных ей статей (всего 3".encode(),
    "brief.txt": b"Fire\nPut together by Rashomon, a program, from the articles\ngiven (number: 3; languages",
}


@pytest.mark.parametrize("name", OWN)
def test_what_rashomon_wrote_is_no_article(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(OWN[name])
    (tmp_path / "page.html").write_text("<p>Rashomon, a program, was shown.</p>", encoding="utf-8")
    found = {Path(item.locator).name: item for item in read([str(tmp_path)])}
    own, by_name = found[name], next(iter(read([str(tmp_path / name)])))
    assert isinstance(found["page.html"], RawDocument)
    assert isinstance(own, Failure)
    assert isinstance(by_name, Failure)
    assert (own.notice, by_name.notice) == (True, False)
    assert "written by Rashomon itself" in by_name.reason
