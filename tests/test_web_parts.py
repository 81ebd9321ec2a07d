"""Parts of a story's page that are loaded when somebody asks for them."""

import re

import pytest

from rashomon.render import html, html_lists, html_places
from tests.web_room import FERRY, HARBOUR, Visit

HTMX = {"hx-request": "true"}


def test_what_is_folded_is_loaded_when_it_is_asked_for(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(html_lists.OPEN, "claims", 1)
    story = visit.one_story()
    page = visit.told(story)
    address = f"/stories/{story}/parts/claims"
    assert f'hx-get="{address}"' in page
    assert page.count('<th scope="row">') == 1
    part = visit.browser.get(address, headers=HTMX).text
    assert part.count('<th scope="row">') >= 1
    assert f'href="/stories/{story}/rule?on=claim' in part
    assert "<html" not in part
    assert "<html" in visit.browser.get(address).text


def test_texts_of_a_large_story_are_loaded_one_by_one_with_every_place(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html_places, "INLINE", 10)
    story = visit.one_story()
    page = visit.told(story)
    assert 'class="text"' not in page
    links = set(re.findall(rf'href="(/stories/{story}/parts/text-(\w+))#(r-[^"]+)"', page))
    assert links
    for address, _, anchor in links:
        assert f'id="{anchor}"' in visit.browser.get(address).text
    text = re.search(
        r'<div class="text"[^>]*>(.*?)</div>', visit.browser.get(min(links)[0], headers=HTMX).text, re.DOTALL
    )
    assert text
    assert re.sub(r"<[^>]+>", "", text[1]).startswith(("Harbour of Lintvik", "Crane falls on ferry"))


def test_articles_to_which_little_leads_are_listed_on_request(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html_places, "INLINE", 10)
    monkeypatch.setattr(html, "LISTED", 1)
    story = visit.one_story()
    assert visit.told(story).count('<details class="article"') == 1
    part = visit.browser.get(f"/stories/{story}/parts/articles", headers=HTMX).text
    assert part.count('<details class="article"') == 2


def test_a_page_of_its_own_leads_back_to_the_texts(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(html_lists.OPEN, "claims", 1)
    story = visit.one_story()
    visit.told(story)
    assert f'href="/stories/{story}#r-' in visit.browser.get(f"/stories/{story}/parts/claims").text


def test_decisions_are_a_part_and_what_is_none_is_not_found(visit: Visit) -> None:
    story = visit.one_story()
    visit.told(story)
    part = visit.browser.get(f"/stories/{story}/parts/deciding", headers=HTMX).text
    assert part.count('name="article"') == 2
    assert visit.browser.get(f"/stories/{story}/parts/text-nowhere").status_code == 404


def test_a_part_of_a_story_that_must_be_compared_leads_to_the_story(visit: Visit) -> None:
    story = visit.one_story()
    answer = visit.browser.get(f"/stories/{story}/parts/claims", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/stories/{story}")


def test_a_comparison_that_nobody_kept_has_parts_too(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(html_lists.OPEN, "claims", 1)
    made = visit.post("/compare", outlet=["Post", "Ledger"], text=[HARBOUR, FERRY], follow=False)
    address = made.headers["location"]
    visit.wait()
    assert f'hx-get="{address}/parts/claims"' in visit.browser.get(address).text
    assert "<tbody>" in visit.browser.get(f"{address}/parts/claims", headers=HTMX).text
    assert visit.browser.get(f"{address}/parts/deciding").status_code == 404


def test_a_story_is_taken_along_as_pdf(visit: Visit) -> None:
    pytest.importorskip("weasyprint")
    story = visit.one_story()
    answer = visit.browser.get(f"/stories/{story}/export.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
