"""Reading in a real browser: citations, annotations, search, keys, and all the ways of looking at a page."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.opened import Desk, Watched, places, watched
from tests.web_room import FERRY, HARBOUR


def test_a_citation_opens_its_passage_beside_it_and_escape_leads_back(at_desk: Watched, desk: Desk) -> None:
    page = at_desk.go(f"/stories/{desk[2]}")
    citation = page.locator("#brief a.cite").first
    citation.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("CSS.highlights.get('lit')?.size === 1")
    lit = page.evaluate("[...CSS.highlights.get('lit')].map(r => [`${r}`, r.getBoundingClientRect().top])[0]")
    assert lit[0] in HARBOUR + FERRY
    assert 0 < lit[1] < page.viewport_size["height"]  # type: ignore[index]
    expect(citation).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(citation).to_be_focused()


def test_a_passage_behind_a_long_paragraph_is_brought_into_view(at_desk: Watched, desk: Desk) -> None:
    page = at_desk.go(f"/stories/{desk[2]}")
    passage = """() => {
      const article = document.querySelector("#articles details"), place = document.createElement("span");
      place.id = `r${article.id.slice(1)}-9000-9004`;
      place.textContent = "here";
      article.querySelector(".text").replaceChildren("far away ".repeat(1000), place, " at last");
      location.hash = place.id;
    }"""
    page.evaluate(passage)
    expect(page.get_by_text("here", exact=True)).to_be_in_viewport()
    assert page.evaluate("[...CSS.highlights.get('lit')].map(String)") == ["here"]


def test_an_articles_annotations_are_switched_on_and_off(at_desk: Watched) -> None:
    page = at_desk.go("/search?q=warned")
    page.locator("li[data-item] a").first.click()
    name = page.locator("article .name").first
    plain = name.evaluate("e => getComputedStyle(e).backgroundColor")
    page.get_by_label("names").check()
    assert name.evaluate("e => getComputedStyle(e).backgroundColor") != plain
    page.get_by_label("names").uncheck()
    assert name.evaluate("e => getComputedStyle(e).backgroundColor") == plain


def test_an_articles_versions_show_what_changed(at_desk: Watched) -> None:
    page = at_desk.go("/search?q=warned")
    page.locator("li[data-item] a").first.click()
    expect(page.locator("del", has_text="14")).to_be_visible()
    expect(page.locator("ins", has_text="17")).to_be_visible()


def test_russian_is_spoken_and_searched(chromium: Browser, desk: Desk) -> None:
    with watched(chromium, desk[1], locale="ru-RU") as found:
        page = found.go("/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Сюжеты")
        page.get_by_role("searchbox").fill("паром")
        page.keyboard.press("Enter")
        expect(page.locator(".found", has_text="паром")).to_be_visible()


def test_everything_is_reached_by_keys(at_desk: Watched) -> None:
    page = at_desk.go("/")
    focused = "document.activeElement.textContent"
    titles = page.locator("li[data-item] h2 a").all_text_contents()
    page.keyboard.press("j")
    assert page.evaluate(focused) == titles[0]
    page.keyboard.press("j")
    assert page.evaluate(focused) == titles[1]
    page.keyboard.press("k")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("j")
    expect(page.get_by_role("searchbox")).to_have_value("j")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[0])


def test_the_first_tab_leads_past_the_bar(at_desk: Watched) -> None:
    page = at_desk.go("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_scrolled_sideways_on_a_phone(chromium: Browser, desk: Desk, scheme: str) -> None:
    looks = {"viewport": {"width": 390, "height": 844}, "color_scheme": scheme, "reduced_motion": "reduce"}
    with watched(chromium, desk[1], **looks) as found:
        wide = []
        for place in places(desk):
            found.go(place)
            if found.sideways():
                wide.append(place)
        found.faults[:] = [fault for fault in found.faults if "/nowhere" not in fault]  # its status is 404
    assert wide == []


@pytest.mark.parametrize("width", [700, 1300])
def test_all_tabs_of_a_story_are_seen_and_its_matrix_has_the_window(
    chromium: Browser, desk: Desk, width: int
) -> None:
    with watched(chromium, desk[1], viewport={"width": width, "height": 2000}) as found:
        page = found.go(f"/stories/{desk[2]}")
        nav, last = page.locator(".contents"), page.locator(".contents li").last
        bar, tab = nav.bounding_box(), last.bounding_box()
        assert bar
        assert tab
        assert tab["x"] + tab["width"] <= bar["x"] + bar["width"]
        assert tab["y"] + tab["height"] <= bar["y"] + bar["height"]
        assert nav.evaluate("e => getComputedStyle(e).maskImage") == "none"
        assert page.locator("#matrix .wide").evaluate("e => parseFloat(getComputedStyle(e).maxHeight)") > 1800
        assert not found.sideways()


def test_dark_is_dark_and_still_is_still(chromium: Browser, desk: Desk) -> None:
    with watched(chromium, desk[1], color_scheme="dark", reduced_motion="reduce") as found:
        page = found.go(f"/stories/{desk[2]}")
        colours = page.evaluate("(s => [s.backgroundColor, s.color])(getComputedStyle(document.body))")
        paper, ink = (sum(map(int, c[4:-1].split(","))) for c in colours)
        assert ink - paper > 300
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_brief_in_arabic_runs_from_right_to_left(at_desk: Watched, desk: Desk) -> None:
    page = at_desk.go(f"/stories/{desk[2]}?language=ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert not at_desk.sideways()
    boxes = [page.locator(part).bounding_box() for part in ("main", "#articles")]
    assert boxes[0]
    assert boxes[1]
    assert boxes[1]["x"] < boxes[0]["x"]


def test_pages_work_without_a_script(chromium: Browser, desk: Desk) -> None:
    with watched(chromium, desk[1], java_script_enabled=False) as found:
        page = found.go("/")
        page.get_by_role("searchbox").fill("crane")
        page.keyboard.press("Enter")
        page.locator("li[data-item] a").first.click()
        expect(page.locator("article.text")).to_contain_text("crane")
        page.goto(f"{desk[1]}/stories/{desk[2]}")
        page.locator("#brief a.cite").first.click()
        expect(page.locator(".at:target").first).to_be_in_viewport()


def test_moments_are_in_the_readers_zone(chromium: Browser, desk: Desk) -> None:
    with watched(chromium, desk[1], timezone_id="Asia/Tokyo") as found:
        page = found.go("/")
        expect(page.locator("time[data-local]").first).to_contain_text("7:00")
