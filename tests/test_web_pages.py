"""The reading room's pages: what they show, and that people can begin, search, decide and compare."""

from pathlib import Path
from threading import Event

import pytest
from lxml.html import fromstring

from rashomon.archive.adding import add
from rashomon.model.archive import Subscription
from rashomon.render import pdf
from tests.web_room import BASE, CHEESE, EVIL, FERRY, HARBOUR, NOON, Visit


def test_an_empty_archive_offers_the_sample_and_takes_it(visit: Visit) -> None:
    assert "Read the sample coverage" in visit.browser.get("/").text
    assert "Documents that are still to be read: 13" in visit.post("/sample").text


def test_pages_speak_the_readers_language(visit: Visit) -> None:
    page = visit.browser.get("/", headers={"accept-language": "fr;q=0.9, ru;q=0.8"}).text
    assert '<html lang="ru"' in page
    assert "Сюжеты" in page


def test_stories_are_listed_filtered_and_paged(visit: Visit) -> None:
    visit.read(HARBOUR, CHEESE)
    assert visit.browser.get("/").text.count("data-item") == 2
    assert visit.browser.get("/?search=goat").text.count("data-item") == 1
    assert visit.browser.get("/?language=ru").text.count("data-item") == 0
    assert visit.browser.get("/?since=2031-03-05").text.count("data-item") == 0
    first = visit.browser.get("/api/v1/stories?limit=1").json()
    second = visit.browser.get("/api/v1/stories", params={"limit": 1, "after": first["after"]}).json()
    assert {first["items"][0]["id"], second["items"][0]["id"]} == set(visit.stories())
    assert second["after"] is None


def test_a_story_is_compared_once_and_then_shown_with_its_citations(visit: Visit) -> None:
    story = visit.one_story()
    waiting = visit.browser.get(f"/stories/{story}").text
    assert f'hx-get="/stories/{story}/progress' in waiting
    page = visit.told(story)
    assert 'id="matrix"' in page
    assert 'class="cite" href="#r-' in page
    assert visit.browser.get(f"/stories/{story}/progress").headers["hx-refresh"] == "true"


def test_a_merged_storys_address_leads_to_the_story_that_it_became(visit: Visit) -> None:
    visit.read(HARBOUR, CHEESE)
    gone, kept = visit.stories()
    visit.post(
        f"/stories/{gone}/decisions", kind="merge", other=f"{BASE}/stories/{kept}#deciding", follow=False
    )
    answer = visit.browser.get(f"/stories/{gone}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, f"/stories/{kept}")
    answer = visit.browser.get(f"/api/v1/stories/{gone}", follow_redirects=False)
    assert answer.headers["location"] == f"/api/v1/stories/{kept}"


def test_what_a_comparison_fails_of_is_said_and_tried_again(visit: Visit) -> None:
    story = visit.one_story()
    good = visit.room.encoder

    gate = Event()

    class Broken:
        name = good.name

        def encode(self, _: object) -> None:
            gate.wait(60)
            raise ValueError("no vectors today")

    visit.room.encoder = Broken()  # type: ignore[assignment]
    assert "being compared" in visit.browser.get(f"/stories/{story}").text
    gate.set()
    visit.wait()
    assert "no vectors today" in visit.browser.get(f"/stories/{story}/progress").text
    assert "no vectors today" in visit.browser.get(f"/stories/{story}").text
    visit.room.encoder = good
    assert 'id="matrix"' in visit.told(story)


def test_who_is_named_after_a_file_is_no_outlet(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "000_en.txt"
    path.write_text(HARBOUR, "utf-8")
    for _ in add(visit.archive, [str(path)], visit.web, lambda: NOON):
        pass
    visit.read(FERRY, outlet="Harbour Ledger")
    heads = [item["article"] for item in visit.browser.get("/api/v1/search?q=crane").json()["items"]]
    pages = {head["outlet"]: visit.browser.get(f"/articles/{head['id']}").text for head in heads}
    assert "000_en</a> (outlet not stated)" in pages["000_en"]
    assert "outlet not stated" not in pages["Harbour Ledger"]
    story = next(head["story"] for head in heads if head["outlet"] == "000_en")
    assert "outlet not stated · English" in visit.told(story)


def test_an_article_shows_its_annotations_versions_and_gaps(visit: Visit) -> None:
    visit.read(HARBOUR, url="https://lintvik.example/1")
    visit.read(HARBOUR.replace("14 damaged", "17 damaged"), url="https://lintvik.example/1")
    head = visit.browser.get("/api/v1/search?q=damaged").json()["items"][0]["article"]
    view = visit.browser.get(f"/api/v1/articles/{head['id']}").json()
    assert {"name", "quote"} <= {a["kind"] for a in view["annotations"]}
    assert len(view["versions"]) == 2
    page = visit.browser.get(f"/articles/{head['id']}").text
    assert "<del>14</del>" in page
    assert "<ins>17</ins>" in page
    assert 'class="name"' in page
    old = next(v["id"] for v in view["versions"] if not v["current"])
    assert "This is an earlier version" in visit.browser.get(f"/articles/{old}").text


def test_what_was_only_taken_out_is_shown_where_it_stood(visit: Visit) -> None:
    visit.read(HARBOUR, url="https://lintvik.example/1")
    visit.read(HARBOUR.replace("on a ferry", "on"), url="https://lintvik.example/1")
    head = visit.browser.get("/api/v1/search?q=damaged").json()["items"][0]["article"]
    pieces = visit.browser.get(f"/api/v1/articles/{head['id']}").json()["revisions"][0]["pieces"]
    told = "".join(f"[-{p['text']}-]" if "deleted" in p["kinds"] else p["text"] for p in pieces)
    assert "fell on[-a ferry-]" in told
    assert "".join(p["text"] for p in pieces if "deleted" not in p["kinds"]) == HARBOUR.replace(
        "on a ferry", "on"
    )


def test_a_search_marks_the_words_that_it_found(visit: Visit) -> None:
    visit.read(HARBOUR, FERRY)
    page = visit.browser.get("/search?q=warn").text
    assert page.count("data-item") == 1
    assert '<span class="found">warned</span>' in page
    assert "Nothing was found" in visit.browser.get("/search?q=volcano").text


def test_a_source_is_followed_paused_and_removed(visit: Visit) -> None:
    feed = "https://lintvik.example/feed"
    visit.web.pages[feed] = b'<rss version="2.0"><channel><title>Lintvik Post</title></channel></rss>'
    assert "Lintvik Post" in visit.post("/sources", url=feed).text
    source = visit.browser.get("/api/v1/sources").json()["items"][0]
    assert (source["kind"], source["condition"]) == ("feed", "unseen")
    assert "paused" in visit.post(f"/sources/{source['id']}", kind="pause").text
    visit.post(f"/sources/{source['id']}", kind="remove")
    assert visit.browser.get("/api/v1/sources").json() == {"items": []}


@pytest.mark.parametrize("url", ["/etc", "file:///etc/passwd", "https://lintvik.example/gone", ""])
def test_a_source_that_cannot_be_followed_says_why(visit: Visit, url: str) -> None:
    answer = visit.post("/sources", url=url)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert visit.browser.get("/api/v1/sources").json() == {"items": []}


def test_a_silent_source_is_told_from_a_broken_one(visit: Visit) -> None:
    with visit.archive.writing() as writer:
        writer.subscribe(Subscription(id="a", url="https://a.example", kind="feed", name="A"))
        _, health = writer.subscriptions()[0]
        writer.note_check(type(health)(subscription="a", checked_at=NOON, failures=3, error="status 500"))
    source = visit.browser.get("/api/v1/sources").json()["items"][0]
    assert (source["condition"], source["failures"]) == ("failing", 3)


def test_what_was_set_aside_can_be_tried_again(visit: Visit) -> None:
    visit.read("\n")
    held = visit.browser.get("/api/v1/quarantine").json()["items"]
    assert len(held) == 1
    assert "Nothing was set aside" in visit.post("/quarantine", document=held[0]["id"]).text
    assert visit.browser.get("/healthz").json()["counts"]["waiting"] == 1


def test_texts_are_compared_at_once_and_kept_only_if_wanted(visit: Visit) -> None:
    made = visit.post("/compare", outlet=["Post", "Ledger"], text=[HARBOUR, FERRY], follow=False)
    address = made.headers["location"]
    visit.wait()
    page = visit.browser.get(address).text
    assert "Ledger" in page
    assert "Keep these articles" in page
    assert visit.browser.get("/healthz").json()["counts"]["waiting"] == 0
    visit.post(address, kind="keep")
    assert visit.browser.get("/healthz").json()["counts"]["waiting"] == 2
    assert visit.browser.get(address).status_code == 404


def test_files_and_addresses_are_compared_and_what_cannot_be_read_is_named(visit: Visit) -> None:
    url = "https://lintvik.example/1"
    visit.web.pages[url] = f"<html><body><article><p>{FERRY * 3}</p></article></body></html>".encode()
    files = [("file", ("../../etc/post.txt", HARBOUR.encode())), ("file", ("empty.html", b"<html></html>"))]
    fields = {"token": visit.token(), "urls": f"{url}\nhttps://lintvik.example/gone"}
    made = visit.browser.post("/compare", data=fields, files=files, follow_redirects=False)
    visit.wait()
    page = visit.browser.get(made.headers["location"]).text
    assert "gone: status 404" in page
    assert "empty.html" in page
    assert "etc/post" not in page
    visit.post(made.headers["location"], kind="drop")
    assert visit.browser.get(made.headers["location"]).status_code == 404


def test_a_comparison_of_nothing_or_of_this_machines_files_is_refused(visit: Visit) -> None:
    assert "There is nothing to compare" in visit.post("/compare").text
    answer = visit.post("/compare", urls="/etc/passwd")
    assert (answer.status_code, "http://" in answer.text) == (422, True)


@pytest.mark.parametrize("urls", ["file:///x\nhttps://lintvik.example/1", ""])
def test_a_form_that_is_refused_comes_back_as_it_was_sent(visit: Visit, urls: str) -> None:
    typed = {"outlet": ["Post & Sons", "", ""], "text": [f"{EVIL} {HARBOUR}" if urls else "", " ", ""]}
    answer = visit.post("/compare", urls=urls, language="ru", outlet=typed["outlet"], text=typed["text"])
    root = fromstring(answer.text)
    assert answer.status_code == 422
    assert root.xpath("//input[@name='outlet']/@value") == typed["outlet"]
    assert [node.text or "" for node in root.xpath("//textarea[@name='text']")] == typed["text"]
    assert [node.text or "" for node in root.xpath("//textarea[@name='urls']")] == [urls]
    assert root.xpath("//option[@selected]/@value") == ["ru"]
    assert root.xpath("//*[@role='alert']")


def test_the_form_says_which_files_are_read_and_others_are_told(visit: Visit) -> None:
    assert ".html" in visit.browser.get("/compare").text
    for name, body in (("fair.pdf", b"%PDF-1.7 x"), ("fair.docx", b"PK\x03\x04x")):
        files = [("file", (name, body)), ("file", ("post.txt", HARBOUR.encode()))]
        made = visit.browser.post(
            "/compare", data={"token": visit.token()}, files=files, follow_redirects=False
        )
        visit.wait()
        page = visit.browser.get(made.headers["location"]).text
        assert f"{name}: files of kind &#39;{Path(name).suffix}&#39; are not read" in page


def test_paper_is_offered_only_where_it_can_be_printed(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    story = visit.one_story()
    for can in (True, False):
        monkeypatch.setattr(pdf, "installed", lambda can=can: can)
        assert ("export.pdf" in visit.told(story)) == can
        assert "export.csv" in visit.told(story)


def test_a_persons_decisions_are_logged_and_taken_back(visit: Visit) -> None:
    story = visit.one_story()
    place = f"/stories/{story}/decisions"
    visit.post(place, kind="rename", title="  Storm   in Lintvik ")
    visit.post(place, kind="lock")
    view = visit.browser.get(f"/api/v1/stories/{story}").json()
    assert (view["story"]["title"], view["story"]["locked"]) == ("Storm in Lintvik", True)
    assert [d["kind"] for d in view["decisions"]][:2] == ["lock", "rename"]
    assert {d["who"] for d in view["decisions"]} == {"iris"}
    visit.post(place, kind="undo", decision=str(view["decisions"][0]["id"]))
    assert not visit.browser.get(f"/api/v1/stories/{story}").json()["story"]["locked"]


def test_a_title_that_a_person_gave_outlasts_the_comparison(visit: Visit) -> None:
    story = visit.one_story()
    found = visit.browser.get(f"/api/v1/stories/{story}/document").json()["story"]["title"]
    assert visit.browser.get(f"/api/v1/stories/{story}").json()["story"]["title"] == found
    visit.post(f"/stories/{story}/decisions", kind="rename", title="Storm in Lintvik")
    visit.read(HARBOUR.replace("Bakke", "Solheim"), outlet="Third")
    visit.told(visit.stories()[0])
    assert "Storm in Lintvik" in visit.browser.get("/").text


def test_articles_are_parted_and_moved_back(visit: Visit) -> None:
    story = visit.one_story()
    article = visit.browser.get(f"/api/v1/stories/{story}").json()["articles"][0]["article"]["id"]
    made = visit.post(f"/stories/{story}/decisions", kind="split", article=[article], follow=False)
    parted = made.headers["location"].split("/")[2].split("#")[0]
    assert set(visit.stories()) == {story, parted}
    visit.post(f"/stories/{parted}/decisions", kind="move", article=[article], other=story)
    assert visit.stories() == [story]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "explode"}, 422),
        ({"kind": "rename", "title": " "}, 422),
        ({"kind": "merge", "other": "nowhere"}, 404),
        ({"kind": "split"}, 422),
        ({"kind": "move", "article": "a1"}, 404),
        ({"kind": "undo", "decision": "99"}, 404),
    ],
)
def test_a_decision_that_cannot_be_is_refused(visit: Visit, fields: dict[str, str], status: int) -> None:
    story = visit.one_story()
    assert visit.post(f"/stories/{story}/decisions", follow=True, **fields).status_code == status


def test_a_story_is_not_merged_into_itself(visit: Visit) -> None:
    story = visit.one_story()
    assert visit.post(f"/stories/{story}/decisions", kind="merge", other=story).status_code == 422


def test_a_worker_that_stops_leaves_the_pages_up_and_is_named(visit: Visit) -> None:
    visit.room.worker.state, visit.room.worker.reason = "failed", "disk full"
    assert "disk full" in visit.browser.get("/").text
    assert visit.browser.get("/healthz").json()["worker"] == "failed"


def test_forms_work_under_every_name_of_this_machine(visit: Visit) -> None:
    answer = visit.browser.post(
        "/compare", data={"token": visit.token()}, headers={"origin": BASE, "sec-fetch-site": "same-origin"}
    )
    assert "There is nothing to compare" in answer.text
