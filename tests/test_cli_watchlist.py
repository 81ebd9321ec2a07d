"""``rashomon watchlist``: watch, list, test, look back and end."""

import json
from pathlib import Path
from typing import Any

import pytest

from rashomon.archive.adding import keep
from rashomon.archive.worker import worker
from rashomon.cli.commands import FAILED, run
from rashomon.encoders.tiny import TinyEncoder
from rashomon.model.article import RawDocument, Stated
from rashomon.store.sql import open_archive
from tests.web_room import CHEESE, NOON, Web


def told(capsys: pytest.CaptureFixture[str], place: Path, *arguments: str) -> tuple[str, str]:
    """Run a command over an archive and return what it wrote on both streams."""
    with pytest.raises(SystemExit) as end:
        run(["watchlist", *arguments, "--archive", str(place)])
    assert end.value.code in {0, FAILED}
    return capsys.readouterr()


def test_from_the_first_watchlist_to_the_last(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    place = tmp_path / "archive.db"
    options = ["--webhook", "https://desk.example/hook", "--email", "desk@desk.example"]
    options += ["--quiet", "22:00-07:00"]
    _, said = told(capsys, place, "add", "--words", "goat", "--trigger", "new_story", *options)
    name = said.split(":")[0]
    assert "whsec_" in said
    (listed,) = _json(told(capsys, place, "list", "--json")[0])
    assert (listed["id"], listed["words"], listed["triggers"]) == (name, "goat", ["new_story"])
    assert {t["quiet_from"] for t in listed["targets"]} == {"22:00"}
    assert told(capsys, place, "list")[0].startswith(f"{name}\tgoat\t")
    with_news(place)
    assert "Cheese wins prize" in told(capsys, place, "test", name)[0]
    kinds = [event["kind"] for event in _json(told(capsys, place, "events", name, "--json")[0])]
    assert kinds == ["test", "new_story"]
    assert "New story: Cheese wins prize in Orvall (Orvall Times)" in told(capsys, place, "events", name)[0]
    told(capsys, place, "remove", name)
    assert told(capsys, place, "list")[0] == ""


def with_news(place: Path) -> None:
    archive = open_archive(place)
    stated = Stated(outlet="Orvall Times")
    raw = RawDocument(locator="cheese", media_type="text/plain", body=CHEESE.encode(), stated=stated)
    keep(archive, [raw], lambda: NOON)
    worker(archive, TinyEncoder(), Web(), lambda: NOON).read(lambda _: None)
    archive.close()


def _json(written: str) -> Any:
    return json.loads(written)


def test_mail_without_a_server_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ("add", "--words", "goat", "--email", "desk@desk.example")
    monkeypatch.delenv("RASHOMON_SMTP_URL", raising=False)
    assert "set RASHOMON_SMTP_URL" in told(capsys, tmp_path / "archive.db", *options)[1]
    monkeypatch.setenv("RASHOMON_SMTP_URL", "smtp+plain://localhost:25")
    assert "RASHOMON" not in told(capsys, tmp_path / "archive.db", *options)[1]


def test_what_cannot_be_done_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    place = tmp_path / "archive.db"
    _, said = told(capsys, place, "add", "--trigger", "rain")
    assert said.startswith("rashomon: 'rain' is nothing to be told of")
    _, said = told(capsys, place, "events", "none")
    assert said.startswith("rashomon: there is no watchlist 'none'")
    _, said = told(capsys, place, "add", "--words", "goat", "--email", "nobody")
    assert "no mail address" in said
    for option, given in (("--quiet", "99:00-1"), ("--zone", "Mars/X"), ("--pace", "weekly")):
        _, said = told(capsys, place, "add", "--words", "goat", option, given)
        assert "add --webhook or --email" in said
        target = ("--webhook", "https://desk.example/hook")
        _, said = told(capsys, place, "add", "--words", "goat", *target, option, given)
        assert said.startswith("rashomon: ")
    assert told(capsys, place, "list")[0] == ""
