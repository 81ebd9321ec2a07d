"""Watchlists on the pages, in feeds and in the API."""

import re
from html import unescape
from typing import Any

import jsonschema
import pytest

from rashomon.archive.delivering import Courier
from rashomon.errors import FetchError
from rashomon.ingest.feed import parse_feed
from rashomon.ingest.opml import from_opml
from rashomon.model.watch import TRIGGERS
from rashomon.web import watchlists
from tests.web_room import BASE, CHEESE, EVIL, HARBOUR, NOON, Visit

HOOK = "https://desk.example/hook"


def watch(visit: Visit, **fields: Any) -> str:
    """Begin a watchlist with the form, and return its id."""
    answer = visit.post("/watchlists", follow=False, **fields)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"].rpartition("/")[2])


def tell(visit: Visit, name: str, **fields: str) -> Any:
    """Send the form that says where a watchlist tells."""
    told = {"kind": "tell", "target_kind": "webhook", "address": HOOK, "token": visit.token()} | fields
    return visit.browser.post(f"/watchlists/{name}", data=told)


def deliver(visit: Visit, *, fail: bool = False) -> None:
    def send(*_: object) -> None:
        if fail:
            raise FetchError("desk.example: gone", status=410)

    Courier(archive=visit.archive, send={"webhook": send, "email": send}, clock=lambda: NOON).deliver()


# Pages


def test_a_search_becomes_a_watchlist_that_tells_what_happens(visit: Visit) -> None:
    visit.read(HARBOUR)
    found = re.search(r'href="(/watchlists/new[^"]*)"', visit.browser.get("/search?q=goat+cheese").text)
    assert found
    form = visit.browser.get(found[1]).text
    assert 'name="words" maxlength="300" dir="auto" value="goat cheese"' in form
    name = watch(visit, words="goat cheese", trigger=["new_story", "new_article"])
    assert "Nothing has happened" in visit.browser.get(f"/watchlists/{name}").text
    visit.read(CHEESE)
    shown = visit.browser.get(f"/watchlists/{name}").text
    assert "New story: Cheese wins prize in Orvall" in shown
    assert "Cheese wins prize" in shown.split("What matches now")[1]
    assert f'href="/watchlists/{name}"' in visit.browser.get("/watchlists").text


def test_a_filtered_list_becomes_a_watchlist_with_all_who_must_be_named(visit: Visit) -> None:
    visit.read(f"{HARBOUR} Boats from Norway lay beside boats from Latvia.")
    listed = visit.browser.get("/?language=en").text
    [person] = re.findall(r"person=(\d+)\"[^>]*>Odd Bakke<", listed)
    [place] = re.findall(r"place=(\d+)\"[^>]*>Norway<", listed)
    narrowed = visit.browser.get(f"/?language=en&since=2031-03-01&person={person}&place={place}").text
    found = re.search(r'href="(/watchlists/new[^"]*)"', narrowed)
    assert found
    form = visit.browser.get(unescape(found[1])).text
    assert 'value="Odd Bakke; Norway"' in form
    assert '<option value="en" selected>' in form
    name = watch(visit, entity="Odd Bakke; Norway", trigger="new_article")
    assert HARBOUR.split("\n")[0] in visit.browser.get(f"/watchlists/{name}").text
    visit.read("The mayor Odd Bakke opened a school in Latvia on Friday. He praised its builders.")
    visit.read("A school in Norway closed on Friday. Nobody knows why.")
    assert visit.browser.get(f"/api/v1/watchlists/{name}/events").json()["items"] == []
    visit.read("Mayor Odd Bakke opened a new bridge to Norway on Friday. He praised its builders.")
    [event] = visit.browser.get(f"/api/v1/watchlists/{name}/events").json()["items"]
    assert "bridge" in event["facts"]["article"]


def test_a_story_becomes_a_watchlist(visit: Visit) -> None:
    story = visit.one_story()
    found = re.search(r'href="(/watchlists/new\?story=[^"]*)"', visit.told(story))
    assert found
    assert f'value="{story}"' in visit.browser.get(found[1]).text
    name = watch(visit, story=f"http://127.0.0.1:8765/stories/{story}")
    assert f'href="/stories/{story}"' in visit.browser.get(f"/watchlists/{name}").text


def test_it_is_changed_and_removed(visit: Visit) -> None:
    name = watch(visit, words="goat")
    visit.post(f"/watchlists/{name}", kind="change", name="Ferries", words="ferry", trigger="new_story")
    with visit.archive.reading() as reader:
        kept = reader.watchlist(name)
    assert (kept.name, kept.words, kept.triggers) == ("Ferries", "ferry", ("new_story",))
    assert visit.post(f"/watchlists/{name}", kind="remove").status_code == 200
    assert visit.browser.get(f"/watchlists/{name}").status_code == 404
    assert "You watch nothing yet" in visit.browser.get("/watchlists").text


def test_a_secret_is_shown_once(visit: Visit) -> None:
    name = watch(visit, words="goat")
    first = tell(visit, name, pace="daily", language="en").text
    secret = re.search(r"whsec_[\w+/=]+", first)
    assert secret
    again = tell(visit, name, pace="daily", language="en").text
    assert HOOK in again
    assert "whsec_" not in again
    assert "whsec_" not in visit.browser.get("/api/v1/watchlists").text


def test_where_it_tells_can_be_ended(visit: Visit) -> None:
    name = watch(visit, words="goat")
    tell(visit, name, target_kind="email", address="iris@desk.example")
    with visit.archive.reading() as reader:
        (target,) = reader.targets("iris")
    assert "iris@desk.example" in visit.browser.get(f"/watchlists/{name}").text
    assert "iris@desk.example" not in visit.post(f"/watchlists/{name}", kind="hush", target=target.id).text


def test_the_page_of_deliveries_says_what_was_sent_what_waits_and_what_failed(visit: Visit) -> None:
    assert "Nothing has been sent yet" in visit.browser.get("/deliveries").text
    name = watch(visit, name="Goats")
    tell(visit, name)
    visit.post(f"/watchlists/{name}", kind="test")
    assert "events waiting: 1" in visit.browser.get("/deliveries").text
    deliver(visit, fail=True)
    failed = visit.browser.get("/deliveries").text
    assert "given up" in failed
    assert "desk.example: gone" in failed
    assert "This is a test of “Goats”." in failed
    message = re.search(r'name="message" value="(msg_\w+)"', failed)
    assert message
    visit.post("/deliveries", message=message[1])
    deliver(visit)
    assert 'class="chip well">sent' in visit.browser.get("/deliveries").text


def test_what_cannot_be_watched_or_told_is_said_on_the_form(visit: Visit) -> None:
    answer = visit.post("/watchlists", words="-goat", entity="Odd Bakke")
    assert answer.status_code == 422
    assert "at least one word" in answer.text
    assert 'value="Odd Bakke"' in answer.text
    name = watch(visit, words="goat")
    for fields in ({"target_kind": "pigeon"}, {"target_kind": "email", "address": "nobody"}):
        answer = tell(visit, name, **fields)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
    assert visit.post(f"/watchlists/{name}", kind="burn").status_code == 422


def test_a_watchlist_is_its_owners_alone(visit: Visit) -> None:
    name = watch(visit, words="goat")
    visit.room.who = "ada"
    for address in (f"/watchlists/{name}", f"/feeds/watchlists/{name}.atom", f"/api/v1/watchlists/{name}"):
        assert visit.browser.get(address).status_code == 404
    assert visit.post(f"/watchlists/{name}", kind="remove").status_code == 404
    assert name not in visit.browser.get("/feeds/watchlists.opml").text


def test_names_and_titles_are_escaped_on_every_page(visit: Visit) -> None:
    name = watch(visit, name=EVIL, outlet=EVIL)
    visit.read(HARBOUR, outlet=EVIL)
    tell(visit, name)
    pages = ["/watchlists", f"/watchlists/{name}", "/deliveries", "/watchlists/new?q=" + EVIL]
    pages += [f"/feeds/watchlists/{name}.{form}" for form in ("atom", "rss")] + ["/feeds/watchlists.opml"]
    for address in pages:
        answer = visit.browser.get(address)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text


def test_pages_are_in_russian_for_those_who_read_it(visit: Visit) -> None:
    name = watch(visit, words="goat")
    visit.read(CHEESE)
    russian = {"accept-language": "ru"}
    assert "Новый сюжет: Cheese" in visit.browser.get(f"/watchlists/{name}", headers=russian).text
    assert "Наблюдения" in visit.browser.get("/watchlists", headers=russian).text


# Feeds


def test_each_watchlist_has_feeds_with_lasting_links(visit: Visit) -> None:
    name = watch(visit, name="Goats", words="goat")
    visit.read(CHEESE)
    story = visit.stories()[0]
    for form in ("atom", "rss"):
        answer = visit.browser.get(f"/feeds/watchlists/{name}.{form}")
        feed = parse_feed(answer.content, "feed", url=BASE)
        assert feed.title == "Rashomon · Goats"
        assert [entry.link for entry in feed.entries] == [f"{BASE}/stories/{story}"]
        assert re.search(r">urn:rashomon:event:e\w{20}<", answer.text)
    told = visit.browser.get(f"/feeds/watchlists/{name}.json").json()
    assert [item["title"] for item in told["items"]] == [
        "New story: Cheese wins prize in Orvall (Lintvik Post)"
    ]
    listed = from_opml(visit.browser.get("/feeds/watchlists.opml").content, "list")
    assert [(one.title, one.url) for one in listed] == [
        ("Goats", f"http://127.0.0.1:8765/feeds/watchlists/{name}.atom")
    ]


# API


def send(visit: Visit, method: str, address: str, body: Any = None, **headers: str) -> Any:
    return visit.browser.request(method, f"/api/v1{address}", json=body, headers=headers)


def test_programs_watch_change_tell_and_remove(visit: Visit) -> None:
    made = send(visit, "POST", "/watchlists", {"words": "goat", "triggers": ["new_story"]})
    assert made.status_code == 201
    name = made.json()["id"]
    assert send(visit, "GET", "/watchlists").json()["items"] == [made.json()]
    changed = send(visit, "PUT", f"/watchlists/{name}", {"words": "goat", "name": "Goats"}).json()
    assert (changed["name"], changed["triggers"]) == ("Goats", list(TRIGGERS))
    told = {"kind": "webhook", "address": HOOK, "pace": "hourly"}
    first, second = (send(visit, "POST", f"/watchlists/{name}/targets", told) for _ in range(2))
    assert (first.status_code, first.json()["target"]["pace"]) == (201, "hourly")
    assert first.json()["secret"].startswith("whsec_")
    assert second.json()["secret"] == ""
    visit.read(CHEESE)
    assert send(visit, "POST", f"/watchlists/{name}/test", {}).status_code == 202
    events = send(visit, "GET", f"/watchlists/{name}/events?limit=1").json()
    assert [event["kind"] for event in events["items"]] == ["test"]
    events = send(visit, "GET", f"/watchlists/{name}/events?after={events['after']}").json()
    assert [event["kind"] for event in events["items"]] == ["new_story"]
    assert send(visit, "GET", "/deliveries").json()["held"][0]["events"] == 2
    target = first.json()["target"]["id"]
    assert send(visit, "DELETE", f"/watchlists/{name}/targets/{target}").status_code == 204
    assert send(visit, "DELETE", f"/watchlists/{name}").status_code == 204
    assert send(visit, "GET", f"/watchlists/{name}").status_code == 404


def test_a_message_that_was_given_up_is_retried_by_programs(visit: Visit) -> None:
    name = watch(visit, name="Goats")
    tell(visit, name)
    visit.post(f"/watchlists/{name}", kind="test")
    deliver(visit, fail=True)
    (message,) = send(visit, "GET", "/deliveries").json()["items"]
    assert (message["state"], message["attempts"]) == ("given up", 1)
    assert send(visit, "POST", f"/deliveries/{message['id']}/retry", {}).status_code == 204
    assert send(visit, "POST", f"/deliveries/{message['id']}/retry", {}).status_code == 404


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ("{}", {"content-type": "text/plain"}, 415),
        ("{}", {"content-type": "application/json", "origin": "https://evil.example"}, 403),
        ("{}", {"content-type": "application/json", "sec-fetch-site": "cross-site"}, 403),
        ("{", {"content-type": "application/json"}, 400),
        ('{"words": 5}', {"content-type": "application/json"}, 422),
        ('{"words": "-goat"}', {"content-type": "application/json"}, 422),
        ('{"story": "none"}', {"content-type": "application/json"}, 404),
        ('{"words": "' + "x" * 6_000_000 + '"}', {"content-type": "application/json"}, 413),
    ],
)
def test_what_programs_send_is_checked(visit: Visit, body: str, headers: dict[str, str], status: int) -> None:
    answer = visit.browser.post("/api/v1/watchlists", content=body, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    with visit.archive.reading() as reader:
        assert reader.watchlists() == ()


def test_a_foreign_page_removes_nothing(visit: Visit) -> None:
    name = watch(visit, words="goat")
    foreign = {"origin": "https://evil.example"}
    assert send(visit, "DELETE", f"/watchlists/{name}", **foreign).status_code == 403
    assert visit.browser.post(f"/watchlists/{name}", data={"kind": "remove"}).status_code == 403
    assert visit.browser.get(f"/watchlists/{name}").status_code == 200


def test_every_act_of_the_form_is_offered_by_the_page(visit: Visit) -> None:
    name = watch(visit, words="goat")
    tell(visit, name)
    offered = set(re.findall(r'name="kind" value="(\w+)"', visit.browser.get(f"/watchlists/{name}").text))
    assert offered == set(watchlists.ACTS)


def test_everything_that_is_sent_of_watchlists_is_described(visit: Visit) -> None:
    described = visit.browser.get("/api/v1/openapi.json").json()
    name = watch(visit, words="goat")
    visit.read(CHEESE)
    shown = ("/watchlists", "/watchlists/{watchlist}", "/watchlists/{watchlist}/events", "/deliveries")
    for path in shown:
        told = described["paths"][f"/api/v1{path}"]["get"]["responses"]["200"]
        schema = told["content"]["application/json"]["schema"] | {"components": described["components"]}
        jsonschema.validate(send(visit, "GET", path.format(watchlist=name)).json(), schema)
