# ruff: noqa: F811 - a fixture of the room with people
"""Logging in and being refused, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.access_room import PASSWORD, Peopled, cheap_hashes  # noqa: F401
from tests.browser.opened import Watched, serving, watched
from tests.browser.test_axe import faults
from tests.web_room import HARBOUR


@pytest.fixture
def room(chromium: Browser, tmp_path: Path, cheap_hashes: None) -> Iterator[Watched]:  # noqa: ARG001
    """Open a room with accounts."""
    visit = Peopled(tmp_path, beyond=False)  # without https a browser keeps no cookie of one that is beyond
    visit.read(HARBOUR)
    with serving(visit) as base, watched(chromium, base) as found:
        yield found
    visit.close()


def log_in(room: Watched, name: str, password: str) -> None:
    """Send the form of the log-in page."""
    room.page.get_by_label("Name").fill(name)
    room.page.get_by_label("Password").fill(password)
    room.page.get_by_role("button", name="Log in").click()


def test_a_stranger_is_asked_to_log_in_and_led_on(room: Watched) -> None:
    page = room.go("/search?q=crane")
    expect(page.get_by_label("Password")).to_be_visible()
    assert faults(page) == []
    log_in(room, "rut", "not her password")
    expect(page.get_by_role("alert")).to_be_visible()
    log_in(room, "rut", PASSWORD)
    expect(page.locator("li[data-item]")).to_have_count(1)
    page.get_by_role("button", name="Log out").click()
    page.goto(f"{room.base}/")
    expect(page.get_by_label("Password")).to_be_visible()
    room.faults[:] = [fault for fault in room.faults if "Failed to load resource" not in fault]


def test_a_reader_is_refused_what_an_admin_may(room: Watched) -> None:
    page = room.go("/sources")
    log_in(room, "rut", PASSWORD)
    page.get_by_label("Address").fill("https://lintvik.example/feed")
    page.get_by_role("button", name="Follow").click()
    expect(page.get_by_text("this takes the role 'admin'")).to_be_visible()
    room.faults[:] = [fault for fault in room.faults if "Failed to load resource" not in fault]
