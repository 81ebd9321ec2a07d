"""The report on paper: made of the same page, with nothing loaded and no link into nothing."""

import re
import sys
from pathlib import Path

import msgspec
import pytest

from rashomon.brief.compose import compose
from rashomon.errors import ConfigError
from rashomon.render import pdf
from rashomon.render.export import document
from rashomon.render.schema import Document
from tests import brief_story


@pytest.fixture(scope="module")
def told() -> Document:
    story, comparison = brief_story.story(), brief_story.comparison()
    return document(story, comparison, compose(story, comparison, "en"))


def test_a_story_becomes_a_pdf(told: Document) -> None:
    try:
        pdf.check_installed()
    except ConfigError as error:
        pytest.skip(str(error))
    written = pdf.to_pdf(told)
    assert written.startswith(b"%PDF-")
    assert written.rstrip().endswith(b"%%EOF")


def test_its_labels_are_its_readers(told: Document) -> None:
    page = pdf._page(told, "ru")
    assert "Что происходит" in page
    assert "What&#39;s happening" in pdf._page(told)
    assert "What&#39;s happening" not in page


def test_links_lead_to_what_is_printed(told: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "TEXTS", 1)
    page = pdf._page(told)
    assert page.count('<details class="article"') == 1
    linked, placed = (set(re.findall(p, page)) for p in (r'href="#(r-[^"]+)"', r'id="(r-[^"]+)"'))
    assert linked
    assert linked <= placed
    assert "<script" not in page


def test_pictures_have_colours_of_their_own() -> None:
    assert "var(" not in pdf._picture_style()


def test_a_hostile_text_stays_text_on_paper(told: Document) -> None:
    first = msgspec.structs.replace(
        told.articles[0], text='<img src="file:///etc/passwd">' + told.articles[0].text
    )
    page = pdf._page(msgspec.structs.replace(told, articles=[first, *told.articles[1:]]))
    assert "<img" not in page


def test_the_missing_extra_is_named(told: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(ConfigError, match=r"pip install weasyprint"):
        pdf.to_pdf(told)


def test_missing_pango_is_named_with_its_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\\nmore\")")
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ConfigError, match=r"apt install libpango"):
        pdf.check_installed()
