"""Chromium, started once; without one, these tests are skipped with a line that says what to install."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.opened import Desk, Watched, coverage, serving, watched
from tests.web_room import Visit

NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "browser: needs Chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder, and skip them where there is no Chromium."""
    here = Path(__file__).parent
    missing = not any(map(shutil.which, NAMES))
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason="no Chromium: install Debian's chromium"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium; none is downloaded."""
    path = next(filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Serve a room that no test changes; with it come its address and the story in three languages."""
    visit, story = coverage(tmp_path_factory.mktemp("desk"))
    with serving(visit) as base:
        yield visit, base, story
    visit.close()


@pytest.fixture
def at_desk(chromium: Browser, desk: Desk) -> Iterator[Watched]:
    """Open a page in the room that no test changes."""
    with watched(chromium, desk[1]) as found:
        yield found


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    """Bring an empty archive."""
    made = Visit(tmp_path)
    yield made
    made.close()
