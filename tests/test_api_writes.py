"""What programs change through the API: decisions, sources, articles, comparisons; once, and safely."""

import re
from datetime import timedelta
from threading import Event
from typing import Any

import msgspec
import pytest
from starlette.exceptions import HTTPException
from starlette.responses import Response

from rashomon.model.account import Visitor
from rashomon.model.answer import Answer
from rashomon.web.writing import LARGEST, Once
from tests.web_room import FERRY, HARBOUR, NOON, Visit

FEED = "https://lintvik.example/feed"
RSS = b'<rss version="2.0"><channel><title>Lintvik Post</title></channel></rss>'


def send(visit: Visit, address: str, body: object, method: str = "POST", **headers: str) -> Any:
    given = {"content-type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
    return visit.browser.request(
        method, f"/api/v1{address}", content=msgspec.json.encode(body), headers=given
    )


def decide(visit: Visit, story: str, **decision: object) -> Any:
    return send(visit, f"/stories/{story}/decisions", decision)


def waiting(visit: Visit) -> int:
    return int(visit.browser.get("/healthz").json()["counts"]["waiting"])


def test_a_decision_answers_the_story_that_came_of_it(visit: Visit) -> None:
    story = visit.one_story()
    renamed = decide(visit, story, kind="rename", title="  Storm   in Lintvik ").json()
    assert (renamed["story"]["title"], renamed["story"]["title_by"]) == ("Storm in Lintvik", "iris")
    assert decide(visit, story, kind="lock").json()["story"]["locked"] is True
    assert decide(visit, story, kind="unlock").json()["story"]["locked"] is False
    undone = decide(visit, story, kind="undo", decision=renamed["decisions"][0]["id"]).json()
    assert undone["story"]["title"] != "Storm in Lintvik"


def test_articles_are_split_moved_and_stories_merged(visit: Visit) -> None:
    story = visit.one_story()
    article = visit.browser.get(f"/api/v1/stories/{story}").json()["articles"][0]["article"]["id"]
    parted = decide(visit, story, kind="split", articles=[article], reason="another storm").json()
    assert parted["articles"][0]["article"]["id"] == article
    assert parted["decisions"][0]["reason"] == "another storm"
    other = parted["story"]["id"]
    assert decide(visit, other, kind="move", articles=[article], into=story).json()["story"]["id"] == story
    decide(visit, story, kind="split", articles=[article])
    first, second = visit.stories()
    assert decide(visit, first, kind="merge", into=second).json()["story"]["articles"] == 2


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        ({"kind": "explode"}, 422),
        ({"kind": "rename", "title": " "}, 422),
        ({"kind": "rename", "title": "a\0b"}, 422),
        ({"kind": "rename", "title": "a", "more": 1}, 422),
        ({"kind": "rename", "title": 7}, 422),
        ({"kind": "merge", "into": "nowhere"}, 404),
        ({"kind": "split", "articles": []}, 422),
        ({"kind": "undo", "decision": 99}, 404),
        ([], 422),
    ],
)
def test_a_decision_that_cannot_be_is_a_problem(visit: Visit, decision: object, status: int) -> None:
    answer = send(visit, f"/stories/{visit.one_story()}/decisions", decision)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
        ({"content-type": ""}, 415),
    ],
)
def test_what_a_page_of_another_site_can_send_changes_nothing(
    visit: Visit, headers: dict[str, str], status: int
) -> None:
    answer = send(visit, "/articles", {"texts": [{"text": HARBOUR}]}, **headers)
    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert waiting(visit) == 0


def test_the_removal_of_a_source_is_guarded_too(visit: Visit) -> None:
    answer = visit.browser.delete("/api/v1/sources/a", headers={"origin": "https://evil.example"})
    assert answer.status_code == 403


@pytest.mark.parametrize(("body", "status"), [(b"{", 400), (b"\xff", 400), (b'{"texts": "\\ud800"}', 400)])
def test_what_is_no_json_is_a_problem(visit: Visit, body: bytes, status: int) -> None:
    answer = visit.browser.post(
        "/api/v1/articles", content=body, headers={"content-type": "application/json; charset=utf-8"}
    )
    assert answer.status_code == status


def test_a_body_that_is_too_large_is_a_problem(visit: Visit) -> None:
    answer = send(visit, "/articles", {"texts": [{"text": "a" * LARGEST}]})
    assert (answer.status_code, answer.json()["status"]) == (413, 413)


def test_a_source_is_followed_changed_and_removed(visit: Visit) -> None:
    visit.web.pages[FEED] = RSS
    made = send(visit, "/sources", {"url": FEED, "interval": 600})
    place = made.headers["location"]
    assert (made.status_code, made.json()["name"], made.json()["interval"]) == (201, "Lintvik Post", 600)
    assert send(visit, "/sources", {"url": FEED}).status_code == 200
    path = place.removeprefix("/api/v1")
    changed = send(visit, path, {"paused": True, "language": None}, "PATCH").json()
    assert (changed["paused"], changed["name"]) == (True, "Lintvik Post")
    assert visit.browser.get(place).json() == changed
    assert send(visit, path, {"interval": 1}, "PATCH").status_code == 422
    assert send(visit, path, {"language": "klingon"}, "PATCH").status_code == 422
    assert visit.browser.delete(place).status_code == 204
    assert visit.browser.get(place).status_code == 404
    assert visit.browser.delete(place).status_code == 404


@pytest.mark.parametrize("url", ["/etc", "file:///etc/passwd", "https://lintvik.example/gone"])
def test_a_source_that_cannot_be_followed_is_a_problem(visit: Visit, url: str) -> None:
    assert send(visit, "/sources", {"url": url}).status_code == 422


def test_lists_of_feeds_come_and_go_as_opml(visit: Visit) -> None:
    visit.web.pages[FEED] = RSS
    send(visit, "/sources", {"url": FEED, "owner": "Harbour Trust"})
    listed = visit.browser.get("/api/v1/sources.opml")
    assert listed.headers["content-type"].startswith("text/x-opml")
    assert listed.headers["etag"]
    headers = {"content-type": "text/x-opml"}
    again = visit.browser.post("/api/v1/sources.opml", content=listed.content, headers=headers)
    assert again.json() == {"new": 0, "known": 1}
    more = listed.content.replace(b"lintvik", b"orvall")
    assert visit.browser.post("/api/v1/sources.opml", content=more, headers=headers).json()["new"] == 1
    assert visit.browser.post("/api/v1/sources.opml", content=b"no", headers=headers).status_code == 422
    assert visit.browser.post("/api/v1/sources.opml", content=more).status_code == 415


def test_articles_are_added_as_texts_and_by_address(visit: Visit) -> None:
    url = "https://lintvik.example/1"
    visit.web.pages[url] = f"<html><body><article><p>{FERRY * 3}</p></article></body></html>".encode()
    text = {"text": HARBOUR, "outlet": "Lintvik Post", "url": "https://lintvik.example/2"}
    added = send(visit, "/articles", {"texts": [text], "urls": [url, "https://lintvik.example/gone"]})
    assert added.status_code == 202
    assert added.json() == {"new": 2, "failures": ["https://lintvik.example/gone: status 404"]}
    assert waiting(visit) == 2
    assert send(visit, "/articles", {}).status_code == 422
    assert send(visit, "/articles", {"urls": ["/etc/passwd"]}).status_code == 422
    assert send(visit, "/articles", {"texts": [{"text": "a", "url": "file:///etc"}]}).status_code == 422


def test_what_was_set_aside_is_tried_again(visit: Visit) -> None:
    visit.read("\n")
    held = visit.browser.get("/api/v1/quarantine").json()["items"][0]["id"]
    assert send(visit, f"/quarantine/{held}/retry", {}).status_code == 204
    assert waiting(visit) == 1
    assert send(visit, f"/quarantine/{held}/retry", {}).status_code == 404


def test_texts_are_compared_and_kept_or_dropped(visit: Visit) -> None:
    texts = [{"text": HARBOUR, "outlet": "Post"}, {"text": FERRY, "outlet": "Ledger"}]
    begun = send(visit, "/comparisons", {"texts": texts, "language": "ru"})
    place = begun.headers["location"]
    assert (begun.status_code, begun.headers["retry-after"]) == (202, "2")
    visit.wait()
    told = visit.browser.get(place).json()
    assert [a["source"]["name"] for a in told["document"]["articles"]] == ["Post", "Ledger"]
    assert told["document"]["brief"]["language"] == "ru"
    path = place.removeprefix("/api/v1")
    assert send(visit, f"{path}/keep", {}).json()["new"] == 2
    assert visit.browser.get(place).status_code == 404
    again = send(visit, "/comparisons", {"texts": texts}).headers["location"]
    visit.wait()
    assert visit.browser.delete(again).status_code == 204
    assert visit.browser.get(again).status_code == 404
    assert send(visit, "/comparisons", {}).status_code == 422


def test_a_comparison_under_way_is_neither_kept_nor_dropped(visit: Visit) -> None:
    gate = Event()
    visit.room.jobs.begin("before it", lambda _: gate.wait(20))
    place = send(visit, "/comparisons", {"texts": [{"text": HARBOUR}]}).headers["location"]
    try:
        assert visit.browser.get(place).status_code == 202
        assert visit.browser.delete(place).status_code == 422
        assert send(visit, f"{place.removeprefix('/api/v1')}/keep", {}).status_code == 422
    finally:
        gate.set()


def test_the_same_request_under_the_same_key_is_done_once(visit: Visit) -> None:
    story = visit.one_story()
    rename = {"kind": "rename", "title": "Storm"}
    place = f"/stories/{story}/decisions"
    first = send(visit, place, rename, idempotency_key='"k1"')
    again = send(visit, place, rename, idempotency_key="k1")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    view = visit.browser.get(f"/api/v1/stories/{story}").json()
    assert view["decisions"] == first.json()["decisions"]
    other = send(visit, place, {"kind": "lock"}, idempotency_key="k1")
    assert (other.status_code, "another request" in other.json()["detail"]) == (422, True)
    assert send(visit, place, rename, idempotency_key="k" * 201).status_code == 422


def test_an_answer_without_a_body_and_one_with_a_place_are_given_again(visit: Visit) -> None:
    begun = [send(visit, "/comparisons", {"texts": [{"text": HARBOUR}]}, idempotency_key="k") for _ in "ab"]
    assert begun[0].headers["location"] == begun[1].headers["location"]
    visit.wait()
    place = begun[0].headers["location"]
    dropped = [visit.browser.delete(place, headers={"idempotency-key": "d"}) for _ in "ab"]
    assert [answer.status_code for answer in dropped] == [204, 204]


def test_what_was_refused_may_be_sent_again(visit: Visit) -> None:
    body = {"url": FEED}
    assert send(visit, "/sources", body, idempotency_key="k").status_code == 422
    visit.web.pages[FEED] = RSS
    assert send(visit, "/sources", body, idempotency_key="k").status_code == 201


def test_keys_of_two_visitors_and_of_yesterday_are_others(visit: Visit) -> None:
    calls: list[str] = []

    def work(name: str) -> Response:
        calls.append(name)
        return Response(name)

    def ask(name: str) -> bytes:
        once = Once(room=visit.room, key="k", request="r")
        return bytes(once(Visitor(name=name, role="admin"), lambda: work(name)).body)

    assert [ask("ada"), ask("ben"), ask("ada")] == [b"ada", b"ben", b"ada"]
    visit.room.clock = lambda: NOON + timedelta(hours=25)
    ask("ada")
    assert calls == ["ada", "ben", "ada"]


def test_a_request_that_is_being_carried_out_is_not_begun_again(visit: Visit) -> None:
    once, who = Once(room=visit.room, key="k", request="r"), Visitor(name="ada", role="admin")
    with visit.archive.writing() as writer:
        assert writer.promise(once._promised(who)) is None
        assert isinstance(writer.promise(once._promised(who)), Answer)
    with pytest.raises(HTTPException) as told:
        once(who, Response)
    assert told.value.status_code == 409


TO_LOGGED_IN = "/api/v1/account/tokens"
SECRET = {TO_LOGGED_IN, "/api/v1/people"}
"""What carries or answers a secret, of which nothing may be kept for a key."""


def test_every_write_but_of_secrets_takes_a_key_and_describes_its_body(visit: Visit) -> None:
    described = visit.browser.get("/api/v1/openapi.json").json()
    writes = [
        (path, method, told)
        for path, methods in described["paths"].items()
        for method, told in methods.items()
        if method in {"post", "put", "patch", "delete"}
    ]
    assert len(writes) > 8
    for path, method, told in writes:
        keyed = "Idempotency-Key" in [p["name"] for p in told.get("parameters", [])]
        assert keyed != (path in SECRET and method == "post")
        assert {"401", "403", "409", "415", "422", "429"} <= set(told["responses"])
        assert ("requestBody" in told) == (method != "delete")
    assert described["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert "#/kinds/" not in str(described)


def test_every_body_refuses_what_nobody_asks_for(visit: Visit) -> None:
    described = visit.browser.get("/api/v1/openapi.json").json()
    bodies = [
        (path, method, told["requestBody"]["content"]["application/json"]["schema"])
        for path, methods in described["paths"].items()
        for method, told in methods.items()
        if "application/json" in told.get("requestBody", {}).get("content", {})
    ]
    assert len(bodies) > 15
    for path, method, schema in bodies:
        for shape in _shapes(schema, described["components"]["schemas"]):
            assert shape["additionalProperties"] is False, (path, shape)
        order = {"kind": "lock", "bogus": 2} if path.endswith("/decisions") else {"bogus": 2}
        answer = send(visit, re.sub("{.*?}", "7", path.removeprefix("/api/v1")), order, method.upper())
        if path != TO_LOGGED_IN:
            assert (answer.status_code, "bogus" in answer.json()["detail"]) == (422, True), path


def _shapes(schema: dict[str, Any], named: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the objects that a body may be."""
    if "$ref" in schema:
        return _shapes(named[schema["$ref"].rpartition("/")[2]], named)
    return (
        [one for part in schema["anyOf"] for one in _shapes(part, named)] if "anyOf" in schema else [schema]
    )


def test_a_misspelt_condition_does_not_watch_everything(visit: Visit) -> None:
    made = send(visit, "/watchlists", {"word": "silo"})
    assert (made.status_code, "word" in made.json()["detail"]) == (422, True)
    kept = send(visit, "/watchlists", {"words": "silo"}).headers["location"].removeprefix("/api/v1")
    assert send(visit, kept, {"wrods": "barn"}, "PUT").status_code == 422
    assert visit.browser.get(f"/api/v1{kept}").json()["words"] == "silo"
    target = {"kind": "email", "address": "desk@lintvik.example", "bogus": 2}
    assert send(visit, f"{kept}/targets", target).status_code == 422


@pytest.mark.parametrize("language", ["../lang/ru", "/quay/evil", "x" * 40])
def test_a_language_that_is_none_is_a_problem(visit: Visit, language: str) -> None:
    text = {"text": HARBOUR, "language": language}
    assert send(visit, "/comparisons", {"texts": [text]}).status_code == 422
    assert send(visit, "/articles", {"texts": [text]}).status_code == 422
    assert send(visit, "/comparisons", {"texts": [{"text": HARBOUR, "language": ""}]}).status_code == 202


def test_lists_link_to_their_next_page(visit: Visit) -> None:
    visit.read(HARBOUR, FERRY.replace("Crane", "Boat"))
    visit.read("Goats on the loose in Orvall\n\nThree goats ran through Orvall on Sunday.", outlet="Third")
    first = visit.browser.get("/api/v1/search?q=on&limit=1")
    assert first.headers["link"] == f'</api/v1/search?q=on&limit=1&after={first.json()["after"]}>; rel="next"'
    following = visit.browser.get(first.links["next"]["url"])
    assert following.json()["items"][0] != first.json()["items"][0]
    assert "link" not in visit.browser.get("/api/v1/search?q=on").headers


def test_what_never_reaches_a_route_is_a_problem_too(visit: Visit) -> None:
    for answer in (
        visit.browser.get("/api/v1/stories", headers={"host": "evil.example"}),
        visit.browser.get("/api/v1/stories/%00"),
    ):
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
