"""The command line: exit statuses, one-line errors, outputs."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.main import get_command
from typer.testing import CliRunner

from rashomon import __version__, engine, sample
from rashomon.cli import INTERRUPTED
from rashomon.cli import commands as cli
from rashomon.cli.files import SAID
from rashomon.errors import InputError
from tests.command import run

ARTICLE = """Storm floods harbour of Lintvik

A storm flooded the harbour of Lintvik on Monday, 3 March 2031. Two people were hurt."""
OTHER = """Lintvik harbour under water

The harbour of Lintvik stood under water on Monday after a storm. Three people were hurt."""


@pytest.fixture
def coverage(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "two.txt").write_text(OTHER, encoding="utf-8")
    return tmp_path


def compare(*args: str) -> int:
    return run("compare", *args, "--encoder", "tiny", "--quiet")


def test_json_fits_the_published_schema(coverage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = coverage / "story.json"
    assert compare(str(coverage / "one.txt"), str(coverage / "two.txt"), "--json", str(out)) == 0
    assert run("schema") == 0
    jsonschema.validate(json.loads(out.read_text(encoding="utf-8")), json.loads(capsys.readouterr().out))


def test_html_and_markdown_are_written(coverage: Path) -> None:
    html, markdown = coverage / "r.html", coverage / "r.md"
    assert compare(str(coverage / "*.txt"), "--html", str(html), "--markdown", str(markdown)) == 0
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "Lintvik" in markdown.read_text(encoding="utf-8")


def test_reports_beside_their_articles_are_never_read_as_coverage(
    coverage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = ("--html", "r.html", "--json", "r.json", "--markdown", "r.md")
    named = [str(coverage / one) if one.startswith("r.") else one for one in outputs]
    assert compare(str(coverage), *named) == 0
    first = {one: (coverage / one).read_bytes() for one in outputs[1::2]}
    capsys.readouterr()
    assert compare(str(coverage), *named) == 0
    assert {one: (coverage / one).read_bytes() for one in outputs[1::2]} == first
    assert run("compare", str(coverage), "--encoder", "tiny") == 0
    told = capsys.readouterr()
    (coverage / "brief.txt").write_text(told.out, encoding="utf-8")
    assert all(f"{coverage / one}: written by Rashomon itself" in told.err for one in outputs[1::2])
    assert run("compare", str(coverage / "brief.txt"), "--encoder", "tiny") == cli.FAILED


def test_without_outputs_the_brief_goes_to_the_terminal(
    coverage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare(str(coverage / "one.txt")) == 0
    assert "Lintvik" in capsys.readouterr().out


def test_one_bad_file_does_not_lose_the_others(coverage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = coverage / "bad.txt"
    bad.write_bytes(b"")
    assert compare(str(bad), str(coverage / "one.txt")) == cli.PARTIAL
    captured = capsys.readouterr()
    assert "bad.txt" in captured.err
    assert "Lintvik" in captured.out


def test_nothing_readable_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(str(tmp_path / "missing.txt")) == cli.FAILED
    error = capsys.readouterr().err
    assert "missing.txt" in error
    assert "Traceback" not in error


@pytest.mark.parametrize("place", ["no/such/folder/story.json", "."])
def test_an_output_that_cannot_be_written_is_said_at_once(
    coverage: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compare(str(coverage / "one.txt"), "--json", str(coverage / place)) == cli.FAILED
    assert "name another file" in capsys.readouterr().err or place == "."


@pytest.mark.parametrize("given", [".", "one.txt", "*.txt"])
def test_a_result_never_takes_the_place_of_an_article(
    given: str, coverage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (coverage / "one.txt").read_bytes()
    assert compare(str(coverage / given), "--json", str(coverage / "one.txt")) == cli.FAILED
    assert (coverage / "one.txt").read_bytes() == before
    assert "one.txt: one of the files to be read; name another" in capsys.readouterr().err


def test_two_results_never_go_to_one_file(coverage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    same = ("--html", str(coverage / "same.x"), "--json", str(coverage / "." / "same.x"))
    assert compare(str(coverage), *same) == cli.FAILED
    assert "same.x: named for two outputs" in capsys.readouterr().err
    assert not (coverage / "same.x").exists()


def test_an_unknown_encoder_names_the_mend(coverage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", str(coverage / "one.txt"), "--encoder", "nosuch") == cli.FAILED
    assert "nosuch" in capsys.readouterr().err


def test_two_unrelated_articles_share_nothing_which_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        "The museum of Orla bought a painting by Jan Berg for its new wing.", "utf-8"
    )
    out = tmp_path / "s.json"
    assert run("compare", str(tmp_path / "*.txt"), "--json", str(out), "--encoder", "tiny") == 0
    assert "are they of one event?" in capsys.readouterr().err
    told = json.loads(out.read_text(encoding="utf-8"))
    assert told["conflicts"] == []
    assert told["echoes"] == []


def test_one_article_alone_is_said_to_be_one(coverage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ("--json", str(coverage / "s.json"))
    assert run("compare", str(coverage / "one.txt"), *out, "--encoder", "tiny") == 0
    assert "one article only; name others" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["compare", "analyze"])
def test_more_articles_than_the_limit_are_refused_before_they_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    many = tmp_path / "many.jsonl"
    line = '{{"text": "Ferry {} was late on Monday."}}\n'
    many.write_text("".join(line.format(number) for number in range(5)), encoding="utf-8")
    few = ("--encoder", "tiny", "--quiet", "--most")
    assert run(command, str(many), *few, "4") == cli.FAILED
    told = capsys.readouterr()
    assert "more than 4 articles were given; name fewer, raise the limit with --most" in told.err
    assert told.out == ""
    assert run(command, str(many), *few, "5") == 0


def test_of_endless_failures_the_first_are_listed_and_all_counted(
    coverage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (coverage / "bad.jsonl").write_text('{"txt": 1}\n' * (SAID + 7), encoding="utf-8")
    out = ("--json", str(coverage / "s.json"))
    assert compare(str(coverage / "one.txt"), str(coverage / "bad.jsonl"), *out) == cli.PARTIAL
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == SAID + 1
    assert lines[-1] == "7 more could not be read or are worth a notice; they are not listed"


def test_behind_the_limit_nothing_is_read() -> None:
    taken = []

    def locators() -> Iterator[str]:
        for path in sample.paths():
            taken.append(path)
            yield str(path)

    with pytest.raises(InputError, match="more than 2 articles"):
        engine.articles(locators(), most=2)
    assert len(taken) == 3


def test_help_and_version_answer() -> None:
    answer = CliRunner().invoke(cli.app, ["--help"])
    assert answer.exit_code == 0
    assert "compare" in answer.output
    assert len(sample.paths()) >= 8
    assert CliRunner().invoke(cli.app, ["--version"]).output == f"{__version__}\n"


def commands(group: Any, *above: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, *above, name)
        else:
            yield (*above, name), command


def test_every_command_has_an_example_of_its_own() -> None:
    found = list(commands(get_command(cli.app)))
    assert len(found) > 40
    for words, command in found:
        asked = " ".join(word for word in words if word != "show")
        assert str(command.epilog).startswith(f"Example: rashomon {asked}"), words


def test_nothing_to_read_is_a_failure_and_not_half_a_result(tmp_path: Path) -> None:
    assert run("analyze", str(tmp_path / "missing.txt"), "--encoder", "tiny") == cli.FAILED
    archive = ("--archive", str(tmp_path / "a.db"), "--encoder", "tiny")
    assert run("add", str(tmp_path / "missing.txt"), *archive) == cli.FAILED
    assert run("stories", "--archive", str(tmp_path / "no" / "a.db")) == cli.FAILED


def test_an_empty_list_says_how_to_fill_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = ("--archive", str(tmp_path / "a.db"))
    assert run("run", "--once", "--encoder", "tiny", *archive) == 0
    for words in (("stories",), ("source", "list"), ("watchlist", "list"), ("user", "list")):
        capsys.readouterr()
        assert run(*words, *archive) == 0
        told = capsys.readouterr()
        assert (told.out, "`rashomon" in told.err) == ("", True)


def test_a_list_that_a_filter_empties_does_not_call_the_archive_empty(
    coverage: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = ("--archive", str(coverage / "a.db"))
    assert run("add", str(coverage / "one.txt"), "--encoder", "tiny", *archive) == 0
    capsys.readouterr()
    assert run("stories", "--search", "bakery", *archive) == 0
    assert "no story fits, of 1" in capsys.readouterr().err


def test_coverage_in_which_nothing_is_claimed_is_told_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("one.txt", "Who knows?"), ("two.txt", "What? Why?")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert compare(str(tmp_path)) == 0
    assert "Could not be told" in capsys.readouterr().out


def test_what_a_terminal_would_obey_is_shown_as_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "red\x1b[31m\u202e.txt").write_text(ARTICLE, encoding="utf-8")
    assert run("compare", str(tmp_path), str(tmp_path / "bad\x1b[2J.pdf"), "--encoder", "tiny") == cli.PARTIAL
    told = capsys.readouterr()
    assert "bad\\x1b[2J.pdf" in told.err
    assert not set("\x1b\u202e") & set(told.err + told.out)


def test_a_result_that_cannot_be_written_leaves_the_earlier_one(
    coverage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.md"
    assert compare(str(coverage / "one.txt"), "--markdown", str(out)) == 0
    before = out.read_bytes()

    def full(path: Path, body: bytes) -> int:
        with path.open("wb") as file:
            file.write(body[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert compare(str(coverage / "two.txt"), "--markdown", str(out)) == cli.FAILED
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_result_may_go_to_a_pipe(coverage: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert compare(str(coverage / "one.txt"), "--json", "/dev/stdout") == 0
    assert json.loads(capfd.readouterr().out)["schema"] == "rashomon.story/1"


def test_a_dash_prints_a_result(coverage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(coverage)
    found = CliRunner().invoke(cli.app, ["compare", "one.txt", "--json", "-", "--encoder", "tiny"])
    assert json.loads(found.stdout)["schema"] == "rashomon.story/1"
    assert sorted(path.name for path in coverage.iterdir()) == ["one.txt", "two.txt"]
    assert compare("one.txt", "--json", "-", "--html", "-") == cli.FAILED


INTERRUPTED_AT = """
import os, signal, sys
loading = sys.argv.pop()
signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs in the background may ignore it
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == loading:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
from rashomon.cli import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="interrupts come in another way")
@pytest.mark.parametrize("loading", ["typer", "rashomon.cli.files", "rashomon.render.schema"])
def test_an_interrupt_while_modules_load_ends_the_command_quietly(loading: str) -> None:
    command = [sys.executable, "-c", INTERRUPTED_AT, "schema", loading]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, "", "")
