"""Invented feeds, sitemaps, pages and lists are read exactly as in the golden file beside each.

Write them anew with ``make golden`` and read the difference before you commit it.
"""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from rashomon.ingest.extract import extract
from rashomon.ingest.failure import Failure
from rashomon.ingest.opml import from_opml
from rashomon.ingest.read import read
from rashomon.model.article import Article

FOLDER = Path(__file__).parent / "golden" / "ingest"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".json")


def told(path: Path) -> list[dict[str, Any]]:
    """Return what a file is read as, with one line of the text to an item."""
    if path.suffix == ".opml":
        return [
            asdict(item) | {"headings": list(item.headings)}
            for item in from_opml(path.read_bytes(), path.name)
        ]
    return [
        {
            "address": raw.url,
            "stated": asdict(raw.stated),
            "found": [_article(found) for found in extract(raw)],
        }
        for raw in read([str(path)])
        if not isinstance(raw, Failure)
    ]


def _article(found: Article | Failure) -> dict[str, Any]:
    if isinstance(found, Failure):
        return {"failure": found.reason.replace(f"{FOLDER}{os.sep}", "")}
    return asdict(found) | {"text": found.text.content.split("\n"), "locator": Path(found.locator).name}


@pytest.mark.parametrize("name", FILES)
def test_a_source_is_read_as_in_its_golden_file(name: str) -> None:
    golden = FOLDER / f"{name}.json"
    found = told(FOLDER / name)
    if os.environ.get("RASHOMON_WRITE_GOLDEN"):
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))
