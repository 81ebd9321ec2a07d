"""Pages of outlets, names and history: what they show, and what is new since somebody last looked."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import jsonschema

from rashomon.archive.adding import keep
from rashomon.archive.marking import mark
from rashomon.archive.naming import Naming, named
from rashomon.archive.placing import reading_version
from rashomon.archive.ruling import give
from rashomon.model.archive import Listing, Subscription
from rashomon.model.article import RawDocument
from rashomon.model.text import Reference, Span
from rashomon.web.differing import reworded
from rashomon.web.spark import spark
from tests.web_room import CHEESE, EVIL, FERRY, HARBOUR, NOON, Visit

LATER = (
    "Harbour of Lintvik opens again\n\n"
    "The harbour of Lintvik opened again on Thursday. Odd Bakke, the mayor, thanked the crews. "
    "Two people were hurt when a crane fell on a ferry. It counts 21 damaged boats."
)


def api(visit: Visit, address: str, **asked: str) -> Any:
    answer = visit.browser.get(f"/api/v1{address}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def add(visit: Visit, story: str, text: str, outlet: str) -> None:
    """Read one more article and put it into a story."""
    visit.read(text, outlet=outlet)
    with visit.archive.writing() as w:
        for other in w.stories(Listing(search=text.split(maxsplit=1)[0])).items:
            if other.id != story and other.articles == 1:
                w.merge(other.id, story, "iris", NOON)


def test_the_list_draws_hours_and_marks_what_was_compared(visit: Visit) -> None:
    story = visit.one_story()
    page = visit.browser.get("/").text
    assert 'class="spark"' in page
    assert "not compared yet" in page
    assert 'href="/outlets/harbour-ledger"' in page
    visit.told(story)
    page = visit.browser.get("/").text
    assert "not compared yet" not in page
    told = api(visit, "/stories")["glances"][0]["told"]
    document = api(visit, f"/stories/{story}/document")
    assert told["marks"]["differ"] == len(document["conflicts"])


def test_facets_lead_to_narrower_lists(visit: Visit) -> None:
    visit.read(HARBOUR, CHEESE)
    facets = {f["name"]: f for f in api(visit, "/stories")["facets"]["items"] if f["kind"] != "outlet"}
    person = facets["Odd Bakke"]["value"]
    page = visit.browser.get(f"/?person={person}").text
    assert page.count("<li data-item>") == 1
    assert 'aria-current="true"' in page
    assert visit.browser.get("/?order=growing").text.count("<li data-item>") == 2
    assert visit.browser.get("/?person=x").status_code == 422
    assert visit.browser.get("/?place=999999").text.count("<li data-item>") == 0


def test_an_outlet_is_found_by_its_id_and_by_the_name_that_people_type(visit: Visit) -> None:
    visit.read(HARBOUR, outlet="Lintvik Post")
    visit.read(CHEESE, outlet="Harbour Ledger")
    for typed, count in (
        ("lintvik-post", 1),
        ("Lintvik Post", 1),
        (" lintvik post", 1),
        ("", 2),
        ("Post", 0),
    ):
        assert visit.browser.get("/", params={"outlet": typed}).text.count("<li data-item>") == count, typed


def test_of_an_article_that_names_only_a_day_no_time_is_shown(visit: Visit) -> None:
    dated = f"Harbour closed\n\n7 April 2031\n\n{HARBOUR}"
    raw = RawDocument(locator="dated", media_type="text/plain", body=dated.encode())
    keep(visit.archive, [raw], lambda: visit.at)
    visit.read(FERRY)
    article = api(visit, "/search", q="14")["items"][0]["article"]
    assert article["published"] == "2031-04-07T12:00:00Z"
    for address in ("/search?q=14", f"/articles/{article['id']}", "/"):
        page = visit.browser.get(address).text
        assert '<time datetime="2031-04-07" data-local>2031-04-07</time>' in page
        assert "12:00" not in page
    assert '<time datetime="2031-03-04T10:00:00+00:00" data-local>2031-03-04 10:00 UTC</time>' in (
        visit.browser.get("/search?q=19").text
    )


def test_filters_come_with_the_first_stories_and_are_left_alone_then(visit: Visit) -> None:
    raw = RawDocument(locator="waiting", media_type="text/plain", body=CHEESE.encode())
    keep(visit.archive, [raw], lambda: visit.at)
    renewed = 'hx-select-oob="#narrow"'
    page = visit.browser.get("/").text
    assert (renewed in page, '<div id="narrow"></div>' in page) == (True, True)
    visit.read(HARBOUR)
    keep(visit.archive, [replace(raw, body=FERRY.encode())], lambda: visit.at)
    page = visit.browser.get("/").text
    assert ("every 4s" in page, renewed in page, 'class="facets"' in page) == (True, False, True)


def test_an_empty_list_renews_itself_while_a_followed_place_was_not_looked_at(visit: Visit) -> None:
    assert "every 4s" not in visit.browser.get("/").text
    place = Subscription(id="a", url="https://a.example", kind="feed", name="A")
    with visit.archive.writing() as writer:
        writer.subscribe(place)
    assert "every 4s" in visit.browser.get("/").text
    with visit.archive.writing() as writer:
        writer.subscribe(replace(place, paused=True))
    assert "every 4s" not in visit.browser.get("/").text


def test_languages_stand_in_the_order_of_their_names(visit: Visit) -> None:
    for spoken, first in (("en", "Arabic"), ("ru", "азербайджанский")):
        page = visit.browser.get("/compare", headers={"accept-language": spoken}).text
        names = re.findall(r'<option value="\w+">([^<]+)', page)
        assert (names[0], names) == (first, sorted(names))


def test_empty_pages_count_nothing(visit: Visit) -> None:
    for address in ("/outlets", "/entities"):
        page = visit.browser.get(address).text
        assert "Nothing here yet" in page
        assert "counted among" not in page


def test_a_search_is_narrowed_and_can_become_a_watchlist(visit: Visit) -> None:
    visit.read(HARBOUR, outlet="Lintvik Post")
    visit.read(FERRY, outlet="Harbour Ledger")
    assert len(api(visit, "/search", q="crane")["items"]) == 2
    found = api(visit, "/search", q="crane", outlet="harbour-ledger")
    assert [hit["article"]["outlet"] for hit in found["items"]] == ["Harbour Ledger"]
    page = visit.browser.get("/search?q=crane&outlet=harbour-ledger").text
    assert "/watchlists/new?q=crane&amp;language=&amp;outlet=harbour-ledger&amp;entity=" in page
    person = api(visit, "/entities", q="Bakke")["items"][0]["id"]
    assert api(visit, "/search", q="crane", person=person)["named"]["names"][0]["text"] == "Odd Bakke"
    assert "entity=Odd" in visit.browser.get(f"/search?q=crane&person={person}").text
    assert visit.browser.get("/search?q=crane&since=2031-13-01").status_code == 422
    assert api(visit, "/search", q="crane", since="2031-03-05")["items"] == []


def test_an_outlets_page_counts_its_part_and_leads_to_the_passages(visit: Visit) -> None:
    story = visit.one_story()
    visit.told(story)
    view = api(visit, "/outlets/lintvik-post")
    assert (view["counts"]["articles"], view["counts"]["stories"]) == (1, 1)
    page = visit.browser.get("/outlets/lintvik-post").text
    assert "coordinated" not in page
    assert view["exchanges"]
    for exchange in view["exchanges"]:
        shared = api(visit, "/outlets/lintvik-post/lines", **{"with": exchange["other"]["id"]})
        lines = [line for found in shared["stories"] for line in found["lines"]]
        assert len(lines) == sum(x["lines"] for x in view["exchanges"])
        assert {line["a"]["article"] for line in lines}.isdisjoint(line["b"]["article"] for line in lines)
        page = visit.browser.get(f"/outlets/lintvik-post/lines?with={exchange['other']['id']}").text
        assert all(line["a"]["exact"][:20] in page for line in lines)
    assert visit.browser.get("/outlets/none").status_code == 404
    listed = api(visit, "/outlets")["items"]
    assert {(x["outlet"]["name"], x["stories"]) for x in listed} == {
        ("Lintvik Post", 1),
        ("Harbour Ledger", 1),
    }
    assert 'href="/outlets/lintvik-post"' in visit.browser.get("/outlets").text


def test_a_persons_page_shows_their_words_and_where_they_stand(visit: Visit) -> None:
    story = visit.one_story()
    visit.told(story)
    [person] = api(visit, "/entities", q="Bakke")["items"]
    view = api(visit, f"/entities/{person['id']}")
    assert [s["id"] for s in view["stories"]] == [story]
    assert "We were warned too late" in {q["exact"].rstrip(",") for q in view["quotes"]}
    page = visit.browser.get(f"/entities/{person['id']}").text
    assert "We were warned too late" in page
    assert "Odd Bakke" in visit.browser.get("/entities?q=bakke").text
    assert "Odd Bakke" in visit.browser.get("/entities").text
    assert "/watchlists/new?entity=Odd+Bakke" in page or "/watchlists/new?entity=Odd%20Bakke" in page
    assert visit.browser.get("/entities/nobody").status_code == 404


def test_what_people_rule_on_a_quotation_holds_on_the_persons_page(visit: Visit) -> None:
    story = visit.one_story()
    version = reading_version(visit.encoder)

    def shown() -> set[str]:
        sum(Naming(archive=visit.archive, version=version).run())
        [person] = api(visit, "/entities", q="Bakke")["items"]
        return {q["exact"] for q in api(visit, f"/entities/{person['id']}")["quotes"]}

    before = shown()
    [person] = api(visit, "/entities", q="Bakke")["items"]
    said = api(visit, f"/entities/{person['id']}")["quotes"][0]
    passage = Reference(said["article"], Span(said["saying"]["span"]["start"], said["saying"]["span"]["end"]))
    with visit.archive.writing() as w:
        ruling = give(w, story, "no_quote", [passage], "iris", NOON)
    assert shown() == before - {said["exact"]}
    with visit.archive.writing() as w:
        w.withdraw(ruling.id, "iris", NOON)
    assert shown() == before


def test_what_is_new_since_the_last_visit_is_told_and_marked(visit: Visit) -> None:
    at = NOON
    visit.room.clock = lambda: at
    story = visit.one_story()
    assert 'id="since"' not in visit.told(story)
    visit.room.later.settle()
    add(visit, story, LATER, "Coast Wire")
    assert "new for you: 1" in visit.browser.get("/").text
    at += timedelta(hours=2)
    page = visit.told(story)
    assert 'id="since"' in page
    assert "Harbour of Lintvik opens again" in page.split('id="since"')[1].split("</details>")[0]
    visit.room.later.settle()
    assert "new for you" not in visit.browser.get("/").text
    assert "opens again" in visit.told(story).split('id="since"')[1].split("</details>")[0]
    visit.room.later.settle()
    at += timedelta(hours=2)
    assert "Nothing new since you last looked" in visit.told(story)


def test_two_reports_of_a_story_are_held_against_each_other(visit: Visit) -> None:
    at = NOON
    visit.room.clock = lambda: at
    story = visit.one_story()
    assert "No report of this story is kept yet" in visit.browser.get(f"/stories/{story}/history").text
    visit.told(story)
    at += timedelta(hours=1)
    add(visit, story, LATER, "Coast Wire")
    visit.told(story)
    view = api(visit, f"/stories/{story}/history")
    assert [item["marks"]["articles"] for item in view["items"]] == [3, 2]
    assert (view["new"], view["old"]) == tuple(item["key"] for item in view["items"])
    assert [a["outlet"] for a in view["difference"]["articles_new"]] == ["Coast Wire"]
    page = visit.browser.get(f"/stories/{story}/history").text
    assert 'id="difference"' in page
    assert "Coast Wire" in page
    assert all(any(piece["kinds"] for piece in line) for line in view["difference"]["brief"])
    back = api(visit, f"/stories/{story}/history", old=view["new"], new=view["old"])
    assert [a["outlet"] for a in back["difference"]["articles_gone"]] == ["Coast Wire"]
    assert api(visit, f"/stories/{story}/history", old="odd", new="odd")["difference"]


def test_names_follow_a_new_reading_and_a_surname_its_story(visit: Visit) -> None:
    visit.read(HARBOUR, CHEESE)
    version = reading_version(visit.encoder)
    with visit.archive.reading() as r:
        [bakke] = named(r, "Bakke", "en")
        assert r.unnamed(version, 9) == ()
    assert sum(Naming(archive=visit.archive, version=version).run()) == 0
    with visit.archive.writing() as w:
        stored = next(s for s in w.articles(visit.stories()[0]))
        w.keep_names({stored.article.id: ()}, "older")
    assert sum(Naming(archive=visit.archive, version=version).run()) == 1
    with visit.archive.reading() as r:
        assert [e.id for e in named(r, "Odd Bakke", "en")] == [bakke.id]


def test_reports_that_were_kept_before_are_marked_and_unreadable_ones_dropped(visit: Visit) -> None:
    story = visit.one_story()
    visit.told(story)
    with visit.archive.writing() as w:
        latest = w.report(story)
        assert latest
        for key, body in (("a", latest.json), ("b", b"{}")):
            w.keep_report(type(latest)(story=story, key=key, made_at=NOON, json=body))
    assert sum(mark(visit.archive)) == 2
    with visit.archive.reading() as r:
        assert {t.key for t in r.tellings(story)} == {"a", latest.key}
        assert r.report(story, "b") is None


def test_names_from_outside_are_text_on_every_page(visit: Visit) -> None:
    visit.read(HARBOUR.replace("Odd Bakke", "Odd <b>Bakke</b>"), outlet=EVIL)
    outlet = api(visit, "/stories")["glances"][0]["outlets"][0]["id"]
    for address in ("/", f"/outlets/{outlet}", "/search?q=storm", "/entities", f"/entities?q={EVIL}"):
        answer = visit.browser.get(address)
        assert answer.status_code == 200, address
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text


def test_what_the_api_sends_of_them_is_as_described(visit: Visit) -> None:
    story = visit.one_story()
    visit.told(story)
    described = api(visit, "/openapi.json")
    held = {"components": {"schemas": described["components"]["schemas"]}}
    person = api(visit, "/entities", q="Bakke")["items"][0]["id"]
    ids = {"story": story, "entity_id": person, "outlet_id": "lintvik-post"}
    for path in ("/stories/{story}/history", "/outlets/{outlet_id}", "/entities", "/entities/{entity_id}"):
        schema = described["paths"][f"/api/v1{path}"]["get"]["responses"]["200"]
        body = schema["content"]["application/json"]["schema"]
        jsonschema.validate(api(visit, path.format(**ids)), {**body, **held})


def test_bars_leave_hours_without_articles_empty() -> None:
    assert spark([]) == spark([0, 0]) == ""
    assert spark([0, 2]).startswith("M1 16v-16")


def test_a_brief_is_compared_sentence_by_sentence() -> None:
    before = ("The harbour is shut.", "Two people were hurt.", "Boats wait at sea.")
    after = ("Boats wait at sea.", "Three people were hurt.", "A crane fell on a ferry.")
    found = [[(piece.text, piece.kinds) for piece in line] for line in reworded(before, after)]
    assert found == [
        [("Two", ("deleted",)), ("Three", ("inserted",)), (" people were hurt.", ())],
        [("A crane fell on a ferry.", ("inserted",))],
        [("The harbour is shut.", ("deleted",))],
    ]
    assert list(reworded(before, before[::-1])) == []
