"""What the documentation shows must run."""

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINKED = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_example_in_the_readme_runs() -> None:
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert result.attempted >= 8
    assert result.failed == 0


@pytest.mark.parametrize("page", LINKED, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = [part.split(")")[0].split("#")[0] for part in text.split("](")[1:]]
    local = [t for t in targets if t and "://" not in t]
    assert [t for t in local if not (page.parent / t).exists()] == []
