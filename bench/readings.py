"""Reference readings that are kept by offsets: made whole where the texts that they are of are at hand."""

import hashlib
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "readings"
NAMES = tuple(sorted(path.stem for path in HERE.glob("*.json")))
KEPT = ("title", "text", "published", "outlet", "language")
"""What an article is given with, where its data set has it."""

Row = dict[str, Any]


def source(name: str, bench: Path) -> Path:
    """Return the data file that holds the texts of a reading."""
    return bench / str(_reading(name)["source"])


def restore(name: str, bench: Path, folder: Path) -> tuple[Path, Path]:
    """Write the articles and the reading with its words into a folder; return where either lies.

    Raises:
        ValueError: a data set holds another text under an id than the one that was read.
    """
    reading, file = _reading(name), source(name, bench)
    rows: dict[str, Row] = {row["id"]: row for row in map(json.loads, file.read_text("utf-8").splitlines())}
    texts, articles, gold = {}, folder / "articles", folder / "gold.json"
    articles.mkdir(parents=True)
    for doc, known in reading.pop("texts").items():
        row = rows[known["id"]]
        texts[doc] = _text(row)
        if hashlib.sha256(texts[doc].encode()).hexdigest() != known["sha256"]:
            raise ValueError(f"{file}: article {known['id']} is not the text that was read")
        _write(articles, doc, row)
    gold.write_text(json.dumps(_worded(reading, texts), ensure_ascii=False), "utf-8")
    return articles, gold


def _reading(name: str) -> Row:
    return dict(json.loads((HERE / f"{name}.json").read_text("utf-8")))


def _text(row: Row) -> str:
    """Return a row's text as it was read: behind its title, where that stands apart."""
    return f"{row['title']}\n\n{row['text']}" if "title" in row else str(row["text"])


def _write(folder: Path, doc: str, row: Row) -> None:
    if "title" in row:
        kept = {key: row[key] for key in KEPT if row.get(key)}
        (folder / f"{doc}.json").write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    else:
        (folder / f"{doc}.txt").write_text(str(row["text"]), "utf-8")


def _worded(part: Any, texts: dict[str, str]) -> Any:
    """Return a part of a reading with words for offsets."""
    if isinstance(part, list):
        return [_worded(one, texts) for one in part]
    if not isinstance(part, dict):
        return part
    worded = {key: _worded(value, texts) for key, value in part.items()}
    if "doc" in part and "text" in part:
        start, end = part["text"]
        worded["text"] = texts[part["doc"]][start:end]
    if "names" in part:
        worded["names"] = [texts[doc][start:end] for doc, start, end in part["names"]]
    return worded
