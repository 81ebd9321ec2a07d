"""What people corrected, as cases of the project's own bench, and on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from bench import attribution, compare, support

from rashomon.archive.cases import cases
from rashomon.cli import commands as cli
from rashomon.encoders.tiny import TinyEncoder
from tests.command import run
from tests.test_web_rulings import at, document, quote, rule
from tests.web_room import Visit

Out = pytest.CaptureFixture[str]


def corrected(visit: Visit) -> dict[str, Any]:
    """Correct one thing of each kind, and accept that a sentence is not supported."""
    story = visit.one_story()
    told = document(visit, story)
    date, number = told["conflicts"]
    claims = [at(c["members"][0]["span"]) for c in told["claims"]]
    speech = quote(told, "harbour would stay closed")
    sentence = told["brief"]["sections"][0]["sentences"][0]
    rule(visit, story, "conflict", at(date["a"], date["b"]), "conflict_kind", conflict="place")
    rule(visit, story, "conflict", at(number["a"], number["b"]), "no_conflict")
    rule(visit, story, "claim", claims[0], "same_claim", other=claims[2][0])
    silent = told["claims"][0]["cells"][1]["article"]
    rule(visit, story, "claim", claims[0], "stance", article=silent, stance="unknown")
    rule(visit, story, "quote", at(speech["span"]), "speaker", speaker="Odd Bakke")
    rule(visit, story, "quote", at(quote(told)["span"]), "no_quote")
    place = at(sentence["citations"][0])
    rule(visit, story, "sentence", place, "strike")
    visit.post(f"/stories/{story}/feedback", on="sentence", at=place, kind="unsupported")
    visit.post("/feedback/1", kind="accept")
    return told


def test_corrections_become_cases_that_the_bench_takes(visit: Visit, tmp_path: Path) -> None:
    corrected(visit)
    with visit.archive.reading() as reader:
        made = cases(reader)
    assert made.left == [7]
    file = tmp_path / "compare.toml"
    file.write_text("\n\n".join(made.compare), encoding="utf-8")
    found = {case.name: case for case in compare.load(file)}
    kinds = {name: [e.kind for e in case.expect] for name, case in found.items()}
    assert kinds == {"ruling-1": ["place"], "ruling-2": [], "ruling-3": ["same"], "ruling-4": ["unknown"]}
    for case in found.values():
        for wanted in case.expect:
            assert all(any(part in text for text in case.articles) for part in (wanted.a, wanted.b))
    assert "We were warned" not in "".join(found["ruling-1"].articles)
    verdict = compare.judge(found["ruling-2"], TinyEncoder())
    assert "number" in {conflict.kind for conflict, _ in verdict.false}


def test_quotes_and_sentences_become_rows_of_their_tasks(visit: Visit) -> None:
    told = corrected(visit)
    with visit.archive.reading() as reader:
        made = cases(reader)
    by, none = made.attribution
    ((start, end),) = by["attributions"][0]["content"]
    assert by["text"][start:end] == quote(told, "harbour would stay closed")["span"]["exact"]
    ((start, end),) = by["attributions"][0]["source"]
    assert by["text"][start:end] == "Odd Bakke"
    assert none["attributions"] == []
    assert attribution.figures(made.attribution, made.attribution)["link.f1"] == 1
    (row,) = made.support
    assert row["label"] == "not_supported"
    assert not support.supported(row)


def test_what_was_taken_back_makes_no_case(visit: Visit) -> None:
    corrected(visit)
    story = visit.stories()[0]
    for number in range(1, 8):
        visit.post(f"/stories/{story}/rulings/{number}/withdraw")
    with visit.archive.reading() as reader:
        made = cases(reader)
    assert (made.compare, made.attribution, made.left) == ([], [], [])


def test_nothing_to_export_is_said(visit: Visit, tmp_path: Path, capsys: Out) -> None:
    visit.one_story()
    assert run("feedback", "export", tmp_path / "cases", "--archive", tmp_path / "archive.db") == 0
    assert "there is nothing to export" in capsys.readouterr().err


def test_corrections_on_the_command_line(visit: Visit, tmp_path: Path, capsys: Out) -> None:
    corrected(visit)
    story, place = visit.stories()[0], tmp_path / "archive.db"
    assert run("story", "rulings", story, "--archive", place) == 0
    assert "conflict_kind: date → place" in capsys.readouterr().out
    assert run("story", "withdraw", "1", "--who", "ben", "--archive", place) == 0
    assert run("story", "withdraw", "1", "--who", "ben", "--archive", place) == cli.FAILED
    assert "taken back already, by ben" in capsys.readouterr().err
    assert run("story", "rulings", story, "--json", "--archive", place) == 0
    assert json.loads(capsys.readouterr().out)[-1]["undone_by"] == "ben"
    assert run("feedback", "list", "--state", "accepted", "--archive", place) == 0
    assert "unsupported · accepted" in capsys.readouterr().out
    assert run("feedback", "export", tmp_path / "cases", "--archive", place) == 0
    assert {path.name for path in (tmp_path / "cases").iterdir()} == {
        "compare.toml",
        "attribution.jsonl",
        "support.jsonl",
    }
    assert run("feedback", "export", place, "--archive", place) == cli.FAILED
    assert "name another" in capsys.readouterr().err
