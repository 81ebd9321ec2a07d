"""The archive's commands: what they print, what they change, and how they end."""

import json
from pathlib import Path
from typing import Any

import pytest

from rashomon.cli import commands as cli
from rashomon.store import dialects
from rashomon.store.sql import open_archive
from tests.command import run

STORM = """Storm floods harbour of Lintvik

A storm flooded the harbour of Lintvik on Monday, 3 March 2031. Two people were hurt, the police said."""
FISH = """Ministers agree on fish quotas in Oslo

Ministers of four countries agreed on quotas for cod and herring on Tuesday, 4 March 2031, in Oslo."""

Out = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of coverage; its archive is the one that commands take."""
    monkeypatch.setenv("RASHOMON_ARCHIVE", str(tmp_path / "archive.db"))
    coverage = tmp_path / "coverage"
    coverage.mkdir()
    (coverage / "storm.txt").write_text(STORM, encoding="utf-8")
    (coverage / "fish.txt").write_text(FISH, encoding="utf-8")
    return tmp_path


def add(*paths: Path) -> int:
    return run("add", *paths, "--encoder", "tiny", "--quiet")


def stories(capsys: Out) -> dict[str, Any]:
    """Return the stories by their titles."""
    capsys.readouterr()
    assert run("stories", "--json") == 0
    return {story["title"]: story for story in json.loads(capsys.readouterr().out)["items"]}


def test_what_is_added_as_one_story_is_one(home: Path, capsys: Out) -> None:
    assert run("add", home / "coverage", "--one-story", "--encoder", "tiny", "--quiet") == 0
    assert [story["articles"] for story in stories(capsys).values()] == [2]


def test_what_is_added_becomes_stories(home: Path, capsys: Out) -> None:
    assert add(home / "coverage") == 0
    found = stories(capsys)
    assert set(found) == {"Storm floods harbour of Lintvik", "Ministers agree on fish quotas in Oslo"}
    assert run("stories", "--search", "herring") == 0
    assert "Ministers" in capsys.readouterr().out
    assert run("doctor") == 0
    assert "articles\t2" in capsys.readouterr().out


def test_a_story_is_shown_by_its_id_and_exported(home: Path, capsys: Out) -> None:
    add(home / "coverage" / "storm.txt")
    ((title, story),) = stories(capsys).items()
    assert run("story", story["id"], "--encoder", "tiny") == 0
    assert title in capsys.readouterr().out
    out = home / "story.json"
    assert run("export", story["id"], "--json", out, "--encoder", "tiny", "--quiet") == 0
    assert json.loads(out.read_text(encoding="utf-8"))["story"]["id"] == story["id"]
    assert run("story", "s0", "--encoder", "tiny") == cli.FAILED
    assert "no story 's0'" in capsys.readouterr().err


def test_a_story_is_told_where_nothing_may_be_written(
    home: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(home / "coverage" / "storm.txt")
    ((title, story),) = stories(capsys).items()
    prepared = dialects._prepared

    def only_read(connection: Any, record: object) -> None:
        prepared(connection, record)
        connection.execute("PRAGMA query_only = ON")

    monkeypatch.setattr(dialects, "_prepared", only_read)
    for command in ("story", "export"):
        assert run(command, story["id"], "--encoder", "tiny") == 0
        told = capsys.readouterr()
        assert title in told.out
        assert "compared, but not kept: " in told.err
        assert "cannot be opened or written" in told.err
    assert run("story", "rename", story["id"], "Storm") == cli.FAILED


def test_decisions_are_logged_and_taken_back(home: Path, capsys: Out) -> None:
    add(home / "coverage")
    one, two = (story["id"] for story in stories(capsys).values())
    assert run("story", "merge", one, two, "--who", "anna", "--reason", "same day") == 0
    assert len(stories(capsys)) == 1
    assert run("story", "log", two, "--json") == 0
    (decision,) = json.loads(capsys.readouterr().out)
    assert (decision["who"], decision["reason"]) == ("anna", "same day")
    assert run("story", "undo", str(decision["id"]), "--who", "ben") == 0
    assert len(stories(capsys)) == 2


def test_a_title_given_by_a_person_stays(home: Path, capsys: Out) -> None:
    add(home / "coverage" / "storm.txt")
    (story,) = stories(capsys).values()
    assert run("story", "rename", story["id"], "The March storm") == 0
    add(home / "coverage")
    assert "The March storm" in stories(capsys)
    assert run("story", "log", story["id"]) == 0
    assert "rename: The March storm\n" in capsys.readouterr().out


def test_a_cut_list_of_articles_is_set_aside_like_any_other_broken_file(home: Path, capsys: Out) -> None:
    (home / "coverage" / "cut.json").write_text('[{"text": "A storm', encoding="utf-8")
    (home / "coverage" / "binary.jsonl").write_bytes(b"\0\1\2\3")
    assert add(home / "coverage") == cli.PARTIAL
    told = capsys.readouterr().err
    assert run("quarantine", "list") == 0
    aside = capsys.readouterr().out
    for name, reason in (("cut.json", "not valid JSON"), ("binary.jsonl", "binary data")):
        assert sum(name in line and reason in line for line in told.splitlines()) == 1
        assert name in aside
        assert reason in aside


def test_what_was_set_aside_can_be_tried_again(home: Path, capsys: Out) -> None:
    (home / "coverage" / "menu.html").write_text("<html><nav>Home</nav></html>", encoding="utf-8")
    assert add(home / "coverage") == cli.PARTIAL
    capsys.readouterr()
    assert run("quarantine", "list") == 0
    assert "menu.html" in capsys.readouterr().out
    assert run("quarantine", "retry", "all") == 0
    assert run("run", "--once", "--encoder", "tiny", "--quiet") == cli.PARTIAL


def test_sources_are_listed_with_their_health_and_exchanged(home: Path, capsys: Out) -> None:
    assert run("source", "add", home / "coverage", "--name", "Desk") == 0
    assert run("run", "--once", "--encoder", "tiny", "--quiet") == 0
    assert len(stories(capsys)) == 2
    assert run("source", "list") == 0
    assert "well" in capsys.readouterr().out
    listed = home / "list.opml"
    listed.write_text('<opml version="2.0"><body><outline xmlUrl="https://a.example/f"/></body></opml>')
    assert run("source", "import", listed) == 0
    assert run("source", "export") == 0
    assert "https://a.example/f" in capsys.readouterr().out
    assert run("source", "remove", "nobody") == cli.FAILED
    assert "no source 'nobody'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "order",
    [("source", "add", "coverage"), ("watchlist", "add", "--words", "ferry")],
    ids=["source", "watchlist"],
)
def test_a_language_that_there_is_not_is_refused(order: tuple[str, ...], home: Path, capsys: Out) -> None:
    assert run(*(home / word if word == "coverage" else word for word in order), "--language", "klingon") == 1
    assert "'klingon' is no language code; give one like" in capsys.readouterr().err


def test_a_backup_holds_what_the_archive_holds(home: Path, capsys: Out) -> None:
    add(home / "coverage")
    before = stories(capsys)
    copy = home / "copy.db"
    assert run("backup", copy) == 0
    assert run("stories", "--json", "--archive", copy) == 0
    assert {s["title"] for s in json.loads(capsys.readouterr().out)["items"]} == set(before)


def test_reading_again_changes_no_text_and_no_story(home: Path, capsys: Out) -> None:
    add(home / "coverage")
    before = stories(capsys)
    assert run("reanalyze", "--documents", "--encoder", "tiny", "--quiet") == 0
    assert stories(capsys) == before


def test_without_an_archive_the_message_says_how_to_begin_one(home: Path, capsys: Out) -> None:
    assert run("stories") == cli.FAILED
    assert "`rashomon source add URL` begin one" in capsys.readouterr().err
    assert not (home / "archive.db").exists()


def test_what_is_added_while_a_worker_is_at_work_is_kept_for_it(home: Path, capsys: Out) -> None:
    with open_archive(home / "archive.db").working():
        assert run("add", home / "coverage", "--encoder", "tiny") == 0
    assert "kept, to be read by whoever is at work" in capsys.readouterr().err
    assert stories(capsys) == {}
    assert run("run", "--once", "--encoder", "tiny") == 0
    assert len(stories(capsys)) == 2
