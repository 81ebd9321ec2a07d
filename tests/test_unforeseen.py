"""What nobody foresaw: it costs one document or one command, is told in one line, and loses nothing."""

import getpass
import sys
import time
from collections.abc import Callable
from datetime import datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TypeVar

import pytest

from rashomon import engine
from rashomon.analyze import pipeline
from rashomon.analyze.page import language
from rashomon.archive import adding
from rashomon.archive.collecting import Look
from rashomon.archive.intake import Batch
from rashomon.archive.placing import PlacedArticle, assignment
from rashomon.archive.worker import Worker, worker
from rashomon.cli import commands as cli
from rashomon.cli import desk
from rashomon.encoders.models import load_encoder
from rashomon.encoders.tiny import TinyEncoder
from rashomon.errors import ConfigError, ModelError
from rashomon.ingest import extract
from rashomon.ingest.decode import decode
from rashomon.model.archive import Assignment, Listing
from rashomon.model.article import RawDocument
from rashomon.store.sql import SQLArchive
from tests.command import run
from tests.test_archive import NOON, Web, batches, keep

T = TypeVar("T")

FIRE = (
    "A fire damaged the mill of Brenholt on Sunday night. Nobody was hurt, said Ulla Marn, who owns it. "
    "The fire brigade came with forty people. "
)


@pytest.fixture
def works(archive: SQLArchive) -> Worker:
    return worker(archive, TinyEncoder(), Web(), lambda: NOON)


def files(folder: Path, *names: str) -> list[Path]:
    paths = [folder / f"{name}.txt" for name in names]
    for path in paths:
        path.write_text(f"{path.stem}. {FIRE}", encoding="utf-8")
    return paths


def breaking(read: Callable[..., T], name: str) -> Callable[..., T]:
    """Return what reads as before, but breaks wherever this name is among what it is given."""

    def choosy(*given: object, **named: object) -> T:
        if name in repr(given):
            raise ValueError("unheard of")
        return read(*given, **named)

    return choosy


def aside(archive: SQLArchive) -> list[str]:
    with archive.reading() as reader:
        return [document.reason or "" for document in reader.documents("quarantined", 10).items]


def test_an_article_in_two_documents_of_a_batch_opens_its_story(
    archive: SQLArchive, works: Worker, tmp_path: Path
) -> None:
    for name in "ab":
        (tmp_path / f"{name}.json").write_text(
            f'{{"text": "{FIRE}", "outlet": "Brenholt Post"}}', encoding="utf-8"
        )
    keep(archive, Web(), tmp_path / "a.json", tmp_path / "b.json")
    batches(works)
    with archive.reading() as reader:
        (story,) = reader.stories(Listing()).items
        (stored,) = reader.articles(story.id)
        assert len(reader.documents_of(stored.article.id)) == 2


def test_halves_of_characters_are_kept_as_such(archive: SQLArchive, works: Worker, tmp_path: Path) -> None:
    (tmp_path / "half.jsonl").write_text(
        f'{{"text": "{FIRE}\\ud83d", "outlet": "\\udfff Post", "url": "https://brenholt.test/\\ud800"}}',
        encoding="utf-8",
    )
    assert not keep(archive, Web(), tmp_path / "half.jsonl")
    (batch,) = batches(works)
    assert (batch.articles, batch.failed) == (1, False)


def test_what_was_fetched_tomorrow_was_fetched_now(archive: SQLArchive) -> None:
    raw = RawDocument(
        locator="a", media_type="text/plain", body=FIRE.encode(), retrieved_at=NOON.replace(year=2999)
    )
    adding.keep(archive, [raw], lambda: NOON)
    with archive.reading() as reader:
        (document,) = reader.documents("waiting", 10).items
    assert document.retrieved_at == NOON


def test_a_document_that_cannot_be_stored_costs_no_other(
    archive: SQLArchive, works: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = files(tmp_path, "a", "b", "c")
    ((bad,), _) = engine.articles([str(paths[1])])

    def choosy(placed: PlacedArticle, now: datetime) -> Assignment:
        if placed.placement.article == bad.id:
            raise OverflowError("out of range")
        return assignment(placed, now)

    monkeypatch.setattr("rashomon.archive.loads.assignment", choosy)
    keep(archive, Web(), *paths)
    told = batches(works)
    assert sum(batch.articles for batch in told) == 2
    (reason,) = aside(archive)
    assert "b.txt: cannot be read (OverflowError: out of range)" in reason


def test_a_document_that_breaks_its_extraction_costs_no_other(
    archive: SQLArchive, works: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rashomon.ingest.extract.decode", breaking(decode, "b.txt"))
    keep(archive, Web(), *files(tmp_path, "a", "b"))
    (batch,) = batches(works)
    assert batch.articles == 1
    (reason,) = aside(archive)
    assert "b.txt: cannot be read (ValueError: unheard of)" in reason


def test_a_disk_without_room_for_a_model_is_held_against_no_document(
    archive: SQLArchive, works: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: str) -> object:
        raise OSError(28, "No space left on device")

    keep(archive, Web(), *files(tmp_path, "a", "b"))
    with monkeypatch.context() as patch:
        patch.setattr("py3langid.rank", full)
        language.prepare()
        for _ in range(4):
            with pytest.raises(ModelError, match=r"\(No space left on device\); free some room"):
                batches(works)
    assert aside(archive) == []
    (batch,) = batches(works)
    assert (batch.articles, batch.failed) == (2, False)


@pytest.mark.parametrize("broken", ["pipeline.read_article", "pipeline.annotate"])
def test_an_article_that_cannot_be_read_again_keeps_what_was_read_and_costs_no_other(
    archive: SQLArchive, works: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    keep(archive, Web(), *files(tmp_path, "a", "b", "c"))
    batches(works)
    newer = worker(archive, TinyEncoder(), Web(), lambda: NOON)
    newer.intake.placer.version = "newer"
    told: list[Look | Batch] = []
    part = broken.removeprefix("pipeline.")
    monkeypatch.setattr(f"rashomon.analyze.{broken}", breaking(getattr(pipeline, part), "b.txt"))
    assert newer.again(lambda *_: None, told.append, documents=False) == 2
    assert newer.again(lambda *_: None, told.append, documents=False) == 0
    (reason,) = (line for event in told for line in event.lines())
    assert "b.txt: cannot be read (ValueError: unheard of)" in reason
    with archive.reading() as reader:
        assert reader.unread_count("newer") == 1
        assert reader.unread_count(works.intake.placer.version) == 0


@pytest.mark.parametrize("where", ["rashomon.engine.begin", "rashomon.archive.loads.profile"])
def test_whom_a_person_interrupts_loses_no_document(
    archive: SQLArchive, works: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    keep(archive, Web(), *files(tmp_path, "a", "b"))
    with monkeypatch.context() as patch:
        patch.setattr(where, interrupted)
        for _ in range(4):
            with pytest.raises(KeyboardInterrupt):
                batches(works)
    with archive.reading() as reader:
        assert [d.attempts for d in reader.documents("waiting", 10).items] == [0, 0]
    (batch,) = batches(works)
    assert batch.articles == 2


READ: dict[str, Callable[..., object]] = {
    "rashomon.ingest.extract.decode": decode,
    "rashomon.ingest.extract._built": extract._built,
    "rashomon.analyze.pipeline.read_article": pipeline.read_article,
    "rashomon.analyze.pipeline.annotate": pipeline.annotate,
}


@pytest.mark.parametrize("command", ["analyze", "compare"])
@pytest.mark.parametrize("broken", READ)
def test_an_article_that_breaks_its_reading_costs_no_other(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    broken: str,
) -> None:
    monkeypatch.setattr(broken, breaking(READ[broken], "b.txt"))
    paths = files(tmp_path, "a", "b", "c")
    assert run(command, *paths, "--encoder", "tiny", "--quiet") == cli.PARTIAL
    told = capsys.readouterr()
    assert told.err == f"{paths[1]}: cannot be read (ValueError: unheard of)\n"
    assert "Brenholt" in told.out
    assert run(command, paths[1], "--encoder", "tiny", "--quiet") == cli.FAILED
    assert capsys.readouterr().err.startswith(f"{paths[1]}: cannot be read (ValueError: unheard of)\n")


def test_what_breaks_though_each_article_can_be_read_is_a_fault_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("rashomon.engine.compose", breaking(engine.compose, "b.txt"))
    assert run("compare", *files(tmp_path, "a", "b"), "--encoder", "tiny", "--quiet") == cli.FAILED
    assert "fault of the program itself (ValueError: unheard of)" in capsys.readouterr().err


def test_a_fault_of_the_program_is_one_line_that_says_where_its_trace_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("rashomon.render.schema.json_schema", broken)
    assert run("schema") == cli.FAILED
    told = capsys.readouterr().err
    (trace,) = tmp_path.iterdir()
    assert told.count("\n") == 1
    assert "ZeroDivisionError: two lines" in told
    assert str(trace) in told
    assert "Traceback" in trace.read_text(encoding="utf-8")


def test_an_output_without_room_is_no_fault_of_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full:
        def write(self, _: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    assert run("schema") == cli.FAILED
    assert capsys.readouterr().err == "rashomon: No space left on device\n"


def test_a_terminal_without_the_letters_shows_their_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = files(tmp_path, "пожар")
    narrow = BytesIO()
    terminal = TextIOWrapper(narrow, encoding="ascii", write_through=True)
    monkeypatch.setattr(sys, "stdout", terminal)
    assert run("analyze", path, "--encoder", "tiny", "--quiet") == 0
    assert b"\\u043f\\u043e\\u0436\\u0430\\u0440" in narrow.getvalue()


def test_a_closed_output_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert run("schema") == 0
    sys.stdout.close()


@pytest.mark.parametrize(
    "asked",
    [
        ("stories", "--since", "0001-01-01"),
        ("stories", "--min-outlets", "9" * 20),
        ("stories", "--min-outlets", "-5"),
        ("quarantine", "list", "--limit", "-1"),
        ("quarantine", "list", "--limit", "9" * 20),
        ("source", "add", "http://[::1"),
        ("compare", "nowhere.txt", "--encoder", "tiny", "--html", "a" * 300),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    asked: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    monkeypatch.setenv("RASHOMON_ARCHIVE", str(tmp_path / "archive.db"))
    assert run("add", *files(tmp_path, "a"), "--encoder", "tiny", "--quiet") == 0
    assert run(*asked) in {cli.FAILED, 2}
    told = capsys.readouterr().err
    assert "fault of the program" not in told
    assert told


def test_an_encoder_of_ones_own_that_is_none_is_refused() -> None:
    with pytest.raises(ConfigError, match="has no name"):
        load_encoder("os:getcwd")
    with pytest.raises(ConfigError, match="can't be made"):
        load_encoder("sys:exc_info.nothing")


@pytest.mark.parametrize("error", [KeyError, OSError, ImportError])
def test_a_user_without_a_name_is_called_user(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless() -> str:
        raise error("no such user")

    monkeypatch.setattr(getpass, "getuser", nameless)
    assert desk._me() == "user"
