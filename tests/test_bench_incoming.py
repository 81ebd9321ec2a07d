"""The measurements on what comes in: what they reckon, and that expectations are parsed and never run."""

import ast
import gzip
import json
from pathlib import Path

import bench.__main__ as command
import pytest
from bench import extraction, feeds

SENTENCE = "The ferry to Oldmouth sails again after the long storm, the harbour master said on Monday."
STORY = " ".join(SENTENCE.replace("again", f"time {n}") for n in range(4))
PAGE = f"<html><body><article><p>{STORY}</p></article></body></html>"


def test_shingles_count_runs_of_four_words() -> None:
    assert extraction.page_figures("a b c d e", "a b c d") == (1, 0.5)
    assert extraction.page_figures("a b", "a b") == (1, 1)
    assert extraction.page_figures("", "") == (1, 1)
    assert extraction.page_figures("a b c d", "") == (0, 0)


def test_pages_are_read_from_beside_their_reference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "html").mkdir()
    for item, body in (("one", PAGE), ("two", "<html>")):
        (tmp_path / "html" / f"{item}.html.gz").write_bytes(gzip.compress(body.encode()))
    gold = {item: {"articleBody": STORY, "url": "https://pier.test/1"} for item in ("one", "two")}
    (tmp_path / "gold.json").write_text(json.dumps(gold))
    out = tmp_path / "out.json"
    arguments = ["extraction", "--gold", str(tmp_path / "gold.json"), "--out", str(out), "--show-errors", "1"]
    assert command.main(arguments) == 0
    found = json.loads(out.read_text())
    assert found["one"]["articleBody"].split() == STORY.split()
    assert found["two"]["articleBody"] == ""
    printed = capsys.readouterr().out
    assert "| f1 | 0.500 |" in printed
    assert "two" in printed


def feed(folder: Path, name: str, expected: str) -> feeds.Verdict:
    body = (
        f"<!--\nDescription: x\nExpect: {expected}\n--><rss version='2.0'><channel><title>Pier</title><item>"
    )
    item = "<title>Ferry</title><link>/1</link><pubDate>Sun, 04 May 2031 12:00:00 GMT</pubDate></item>"
    (folder / name).write_text(f"{body}{item}</channel></rss>", encoding="utf-8")
    return feeds.judge(folder / name, folder)


@pytest.mark.parametrize(
    ("expected", "outcome"),
    [
        ("not bozo and feed['title'] == 'Pier'", "met"),
        ("entries[0].title == 'Ferry' and len(entries) == 1", "met"),
        ("entries[0]['title_detail']['value'] == 'Boat'", "missed"),
        ("entries[0]['link'] == 'http://127.0.0.1:8097/1'", "met"),
        ("entries[0].published_parsed == (2031, 5, 4, 12, 0, 0, 6, 124, 0)", "met"),
        ("entries[3].title == 'Ferry'", "missed"),
        ("feed['itunes_block'] == 1", "unjudged"),
        ("bozo", "unjudged"),
        ("not bozo and encoding == 'utf-8'", "unjudged"),
        ("feed.title and (", "unjudged"),
        ("__import__('os').system('false') or feed.title", "unjudged"),
        ("feed.title.__class__ == 1", "unjudged"),
        ("[x for x in feed.title]", "unjudged"),
    ],
)
def test_an_expectation_is_met_missed_or_about_something_else(
    tmp_path: Path, expected: str, outcome: str
) -> None:
    assert feed(tmp_path, "a.xml", expected).outcome == outcome


def test_nothing_but_comparing_is_understood() -> None:
    for expression in ("open('x')", "(lambda: 1)()", "feed.update(a=1)", "feed['title'] + 'x'", "f'{feed}'"):
        with pytest.raises(feeds.Unjudged):
            feeds.value(ast.parse(expression, mode="eval").body, {"feed": {"title": "a"}})


def test_the_table_counts_what_was_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feed(tmp_path, "a.xml", "feed.title == 'Pier'")
    feed(tmp_path, "b.xml", "feed.title == 'Quay'")
    feed(tmp_path, "c.xml", "bozo")
    (tmp_path / "d.xml").write_text("<rss/>")
    assert command.main(["feeds", "--gold", str(tmp_path), "--show-errors", "5"]) == 0
    printed = capsys.readouterr().out
    assert "| share met | 0.5000 |" in printed
    assert "| crashes | 0 |" in printed
    assert "missed  b.xml" in printed


def test_without_the_data_nothing_is_measured(tmp_path: Path) -> None:
    assert command.main(["feeds", "--gold", str(tmp_path / "none")]) == 1
    assert command.main(["extraction", "--gold", str(tmp_path / "none")]) == 1
