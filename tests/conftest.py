"""An archive, and a visitor of its reading room, for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from rashomon.store.sql import SQLArchive
    from tests.web_room import Visit


@pytest.fixture
def archive(tmp_path: Path) -> "Iterator[SQLArchive]":
    from rashomon.store.sql import open_archive  # noqa: PLC0415 - most tests ask for none

    opened = open_archive(tmp_path / "archive.db")
    yield opened
    opened.close()


@pytest.fixture
def visit(tmp_path: Path) -> "Iterator[Visit]":
    from tests.web_room import Visit  # noqa: PLC0415 - takes seconds, and most tests ask for none

    made = Visit(tmp_path)
    yield made
    made.close()
