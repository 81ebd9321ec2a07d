"""The sample coverage, compared with the deterministic encoder, gives exactly the golden files.

Write them anew with ``make golden`` and read the difference before you commit it.
"""

import os
from pathlib import Path

import pytest

from rashomon import engine, sample
from rashomon.encoders.tiny import TinyEncoder
from rashomon.render.schema import Document

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def told() -> Document:
    found, failures = engine.articles(str(path) for path in sample.paths())
    assert failures == ()
    return engine.document(engine.report(found, language="en", encoder=TinyEncoder()))


@pytest.mark.parametrize(("form", "name"), [("json", "sample.json"), ("markdown", "sample.md")])
def test_sample_is_told_as_in_the_golden_file(told: Document, form: engine.Form, name: str) -> None:
    folder = str(Path(sample.__file__).parent) + os.sep
    rendered = engine.render(told, form).replace(folder, "")
    golden = GOLDEN / name
    if os.environ.get("RASHOMON_WRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(rendered, encoding="utf-8")
    assert golden.is_file(), f"{golden.name} is missing: make golden"
    assert rendered == golden.read_text(encoding="utf-8")
