"""axe-core (https://github.com/dequelabs/axe-core) finds nothing serious on any page."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.opened import Desk, places, watched


def _axe() -> str:
    found = find_spec("axe_playwright_python")
    assert found
    assert found.origin
    return Path(found.origin).with_name("axe.min.js").read_text("utf-8")


def faults(page: Page) -> list[str]:
    """Return what axe calls serious or critical, a line each."""
    page.evaluate(_axe())
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{page.url} {fault['id']} ({fault['impact']}): {node['html'][:160]} {node['failureSummary'][:200]}"
        for fault in found["violations"]
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"][:3]
    ]


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(chromium: Browser, desk: Desk, scheme: str, width: int) -> None:
    looks = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "reduced_motion": "reduce"}
    told = []
    with watched(chromium, desk[1], **looks) as found:
        for place in places(desk):
            told += faults(found.go(place))
        found.faults[:] = [fault for fault in found.faults if "/nowhere" not in fault]  # its status is 404
    assert told == []
