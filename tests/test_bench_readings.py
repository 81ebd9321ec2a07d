"""Reference readings that are kept by offsets get their words back, and only from the text that was read."""

import hashlib
import json
from pathlib import Path

import pytest
from bench import readings

TEXT = "The bridge is shut. “We saw no crack,” said Ada Orel."
SAID = "We saw no crack,"


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of data whose one text has a reading."""
    at, name = TEXT.index(SAID), TEXT.index("Ada Orel")
    reading = {
        "source": "rows.jsonl",
        "texts": {"000": {"id": "a1", "sha256": hashlib.sha256(TEXT.encode()).hexdigest()}},
        "quotes": [{"doc": "000", "text": [at, at + len(SAID)], "kind": "direct"}],
        "entities": [{"id": "orel", "names": [["000", name, name + 8]]}],
    }
    (tmp_path / "bridge.json").write_text(json.dumps(reading), "utf-8")
    (tmp_path / "rows.jsonl").write_text(json.dumps({"id": "a1", "text": TEXT}) + "\n", "utf-8")
    monkeypatch.setattr(readings, "HERE", tmp_path)
    return tmp_path


def test_a_reading_gets_its_words_back(bench: Path) -> None:
    articles, gold = readings.restore("bridge", bench, bench / "out")
    assert [file.read_text("utf-8") for file in articles.iterdir()] == [TEXT]
    read = json.loads(gold.read_text("utf-8"))
    assert read["quotes"] == [{"doc": "000", "text": SAID, "kind": "direct"}]
    assert read["entities"][0]["names"] == ["Ada Orel"]


def test_another_text_is_refused_by_its_file_and_id(bench: Path) -> None:
    (bench / "rows.jsonl").write_text(json.dumps({"id": "a1", "text": TEXT + " "}) + "\n", "utf-8")
    with pytest.raises(ValueError, match=r"rows\.jsonl: article a1"):
        readings.restore("bridge", bench, bench / "out")


@pytest.mark.parametrize("name", readings.NAMES)
def test_what_is_kept_holds_offsets_and_no_words(name: str) -> None:
    reading = json.loads((readings.HERE / f"{name}.json").read_text("utf-8"))
    spans = [q["text"] for q in reading["quotes"]] + [
        e["text"] for c in reading["claims"] for e in c["evidence"]
    ]
    assert spans
    assert all(isinstance(start, int) and start < end for start, end in spans)
