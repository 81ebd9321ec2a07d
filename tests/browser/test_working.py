"""A day at the desk in a real browser: begin, follow, read, decide, compare, take away."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from rashomon.analyze import pipeline
from tests.browser.opened import Desk, Watched, serving, watched
from tests.web_room import CHEESE, FERRY, HARBOUR, Visit
from tests.web_server import answer, served

ENTRY = "<item><title>{title}</title><link>{url}</link><description>{text}</description></item>"


@pytest.fixture
def room(chromium: Browser, visit: Visit) -> Iterator[Watched]:
    """Open a room whose worker stands."""
    with serving(visit, work=True) as base, watched(chromium, base) as found:
        yield found


def test_a_first_start_takes_the_sample_and_its_story_appears_without_reloading(room: Watched) -> None:
    page = room.go("/")
    page.get_by_role("button", name="Read the sample coverage").click()
    page.evaluate("window.stayed = true")
    expect(page.locator("li[data-item]")).to_contain_text("articles: 13")
    assert page.evaluate("window.stayed")


def test_a_feed_is_followed_and_its_story_appears_without_reloading(room: Watched) -> None:
    text = HARBOUR.replace("\n\n", " ") * 6
    with served() as web:
        item = ENTRY.format(title="Harbour of Lintvik closed", url=web.url("/1"), text=text)
        feed = f'<rss version="2.0"><channel><title>Lintvik Post</title>{item}</channel></rss>'
        web.routes["/feed"] = answer(feed, Content_Type="application/rss+xml")
        page = room.go("/sources")
        page.get_by_label("Address").fill(web.url("/feed"))
        page.get_by_role("button", name="Follow").click()
        expect(page.get_by_text("Lintvik Post")).to_be_visible()
        page.goto(f"{room.base}/")
        expect(page.get_by_role("link", name="Harbour of Lintvik closed")).to_be_visible()


def test_what_may_not_be_followed_is_named(room: Watched) -> None:
    page = room.go("/sources")
    with served() as web:
        page.get_by_label("Address").fill(web.url("/feed", host="127.0.0.1"))
        page.get_by_role("button", name="Follow").click()
        expect(page.get_by_role("alert")).to_contain_text("127.0.0.1 is no public address")
        assert web.asked == []
    room.faults.clear()  # the console tells of the status 422


def test_texts_are_compared_and_kept(room: Watched) -> None:
    page = room.go("/compare")
    for number, text in enumerate((HARBOUR, FERRY)):
        page.get_by_label("Outlet").nth(number).fill(f"Paper {number}")
        page.locator("textarea[name=text]").nth(number).fill(text)
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("#matrix")).to_be_visible()
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("li[data-item]").first).to_be_visible()


def test_stories_are_merged_parted_and_put_back(room: Watched, visit: Visit) -> None:
    visit.room.worker.stop()  # so that nothing else moves while a person decides
    visit.read(HARBOUR)
    visit.read(CHEESE, outlet="Orvall Herald")
    kept, gone = visit.stories()
    page = room.go(f"/stories/{gone}")
    _settled(page)
    page.locator("#deciding input[name=other]").fill(f"{room.base}/stories/{kept}")
    page.get_by_role("button", name="Merge").click()
    page.wait_for_url(f"**/stories/{kept}*")
    assert visit.stories() == [kept]
    _settled(page)
    page.locator("#deciding input[name=article]").first.check()
    page.locator("#deciding button[value=split]").click()
    page.wait_for_url(lambda url: kept not in url)
    assert len(visit.stories()) == 2
    page.goto(f"{room.base}/stories/{kept}")
    _settled(page)
    page.locator("#deciding button[value=undo]").first.click()
    expect(page.get_by_text("taken back by")).to_be_visible()
    assert visit.stories() == [kept]


def test_a_corrected_speaker_survives_reading_again(
    room: Watched, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.room.worker.stop()
    story = visit.one_story()
    page = room.go(f"/stories/{story}")
    _settled(page)
    ledger = page.locator("#quotes details", has_text="Odd Bakke").first
    ledger.locator("summary").click()
    ledger.get_by_role("link", name="wrong?").first.click()
    expect(page.locator(".ruling input[name=reason]")).to_be_focused()  # which else takes what is typed
    page.get_by_label("Who says it").fill("Tilde Farn")
    page.get_by_role("button", name="Another speaker").click()
    _settled(page)
    corrected = page.locator("#quotes summary", has_text="Tilde Farn")
    expect(corrected).to_be_visible()
    monkeypatch.setattr(pipeline, "NAMING_VERSION", "later")
    visit.read()  # the worker reads all articles again, since another version reads names
    page.reload()
    _settled(page)
    expect(corrected).to_be_visible()
    page.locator("#rulings").get_by_role("button", name="Take back").click()
    _settled(page)
    expect(corrected).to_be_hidden()


def _settled(page: Page) -> None:
    """Wait until a story's comparison is there: its page loads anew when it is done."""
    expect(page.locator("#matrix, #main > h1 + p.notice").first).to_be_visible()


@pytest.mark.parametrize("form", ["JSON", "Markdown", "HTML", "CSV", "Web Annotations"])
def test_a_story_is_taken_away(at_desk: Watched, desk: Desk, form: str) -> None:
    page = at_desk.go(f"/stories/{desk[2]}")
    with page.expect_download() as found:
        page.locator(".actions").get_by_role("link", name=form, exact=True).click()
    body = found.value.path().read_text("utf-8")
    assert "Lintvik" in body
    if form in {"JSON", "Web Annotations"}:
        json.loads(body)
