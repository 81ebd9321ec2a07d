# ruff: noqa: F811 - fixtures of the room with people
"""Who comes in where: log-in, sessions, tokens, roles, limits, and what strangers try."""

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from rashomon.archive import admitting
from rashomon.cli.serve import PROXIES
from rashomon.model.account import AuditEntry, Visitor
from rashomon.web.leading import own_path
from rashomon.web.limiting import RATES, Limits
from tests.access_room import OWNER, PASSWORD, Guest, Peopled, cheap_hashes, token  # noqa: F401
from tests.test_web_guard import scripts
from tests.web_room import BASE, EVIL, HARBOUR, NOON, Visit

OPEN = {"/static/{name}", "/healthz", "/login", "/logout", "/accounts/ClientLogin"}
"""What a stranger may ask for."""
FOR_READERS = {
    "/account/password",
    "/account/sessions",
    "/account/tokens",
    "/account/tokens/{token}/revoke",
    "/stories/{story}/feedback",
    "/api/v1/stories/{story}/feedback",
}
"""What a reader may change: only what is their own, and to say what they think of a brief."""
PROXIED = "https://127.0.0.1"


@pytest.fixture
def room(tmp_path: Path, cheap_hashes: None) -> Iterator[Peopled]:  # noqa: ARG001
    made = Peopled(tmp_path)
    yield made
    made.close()


def routes(visit: Visit) -> list[APIRoute]:
    """Return every route of the application with its whole path."""
    app: Any = visit.browser.app
    while not isinstance(app, FastAPI):
        app = app.app if hasattr(app, "app") else app._app
    parts = (getattr(part, "original_router", part) for part in app.router.routes)
    found = (r for part in parts for r in getattr(part, "routes", [part]))
    return [route for route in found if isinstance(route, APIRoute)]


def asked(route: APIRoute) -> Iterator[tuple[str, str]]:
    """Yield the methods of a route with an address that it answers."""
    address = re.sub(r"{\w+(:\w+)?}", "1", route.path)
    if "{form}" in route.path:
        address = re.sub(r"{\w+}", "1", route.path.replace("{form}", "json"))
    yield from ((method, address) for method in sorted((route.methods or set()) - {"HEAD"}))


def test_every_route_but_the_open_ones_asks_who_is_there(room: Peopled) -> None:
    stranger = room.guest()
    room.room.limits = Limits(dict.fromkeys(RATES, "100000 per second"))
    found = [route for route in routes(room) if route.path not in OPEN]
    assert len(found) > 30
    for route in found:
        for method, address in asked(route):
            answer = stranger.browser.request(method, address)
            refused = answer.status_code == 401 or answer.headers.get("location", "").startswith("/login?")
            assert refused, (method, address, answer.status_code)


def test_what_changes_something_is_refused_to_readers(room: Peopled) -> None:
    header = token(room.archive, "rut", "admin")
    reader = room.guest("rut")
    given = {"token": reader.secret("/account")}
    # What readers of feeds mark and their tokens are their own; ``test_api_access`` shows who may.
    own = ("/reader/", "/api/v1/account/")
    guarded = [r for r in routes(room) if r.path not in OPEN and not r.path.startswith(own)]
    changing = [(m, a, route.path) for route in guarded for m, a in asked(route) if m != "GET"]
    assert len(changing) > 10
    for method, address, path in changing:
        if path not in FOR_READERS:
            answer = reader.browser.request(method, address, data=given)
            assert answer.status_code == 403, (method, address, answer.status_code)
        by_token = room.guest().browser.request(method, address, headers=header, data=given).status_code
        # Any reader may say something by program too: a form is no JSON, and nothing else is wrong.
        expected = 415 if path in FOR_READERS and path.startswith("/api/") else 403
        assert by_token == expected, (method, address, "with a token")


def test_what_is_an_admins_is_refused_to_editors(room: Peopled) -> None:
    editor = room.guest("edvin")
    for address in ("/people", "/audit", "/metrics", "/api/v1/people", "/api/v1/people/ada", "/api/v1/audit"):
        assert editor.get(address).status_code == 403, address
    for address in ("/people", "/people/rut", "/sources"):
        assert editor.post(address, name="eve").status_code == 403, address
    assert editor.post("/sample").status_code == 303


def test_the_room_opens_to_whoever_logs_in_and_leads_where_they_wanted(room: Peopled) -> None:
    guest = room.guest()
    answer = guest.get("/search?q=storm+%26")
    assert answer.headers["location"] == "/login?next=%2Fsearch%3Fq%3Dstorm%2B%2526"
    assert 'name="next" value="/search?q=storm+%26"' in guest.get(answer.headers["location"]).text
    assert guest.log_in("Ada", next="/sources").headers["location"] == "/sources"
    page = guest.get("/sources")
    assert page.status_code == 200
    assert "<bdi>ada</bdi>" in page.text
    assert guest.get("/login?next=/sources").headers["location"] == "/sources"
    assert guest.post("/logout").headers["location"] == "/login"
    assert guest.session() is None
    assert guest.get("/").status_code == 303


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/%0d%0aset-cookie:x=y\r\nset-cookie: x=y",
        "javascript:alert(1)",
        "sources",
        "",
        "/" + "x" * 3000,
    ],
)
def test_log_in_leads_nowhere_else(room: Peopled, wanted: str) -> None:
    answer = room.guest().log_in("rut", next=wanted)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "x=y" not in str(answer.headers.get("set-cookie"))


def test_a_part_of_a_page_is_led_to_the_log_in_as_a_whole(room: Peopled) -> None:
    answer = room.guest().get(
        "/stories/s1/progress", **{"hx-request": "true", "hx-current-url": "http://127.0.0.1:8765/stories/s1"}
    )
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/login?next=%2Fstories%2Fs1")


def test_a_wrong_password_and_an_unknown_name_answer_alike(
    room: Peopled, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    real = admitting._fits

    def fits(kept: str, typed: str) -> bool:
        hashed.append(typed)
        return real(kept, typed)

    monkeypatch.setattr(admitting, "_fits", fits)
    answers = [room.guest().log_in(name, "not the password").text for name in ("rut", "xyz")]
    known, unknown = (re.sub(r'value="\w*"', "", answer) for answer in answers)
    assert known == unknown
    assert "Name or password is wrong" in known
    assert hashed == ["not the password"] * 2, "one hash is computed for either"


def test_the_log_holds_no_word_that_was_typed_as_a_name_by_mistake(room: Peopled) -> None:
    room.guest().log_in(PASSWORD, "rut")
    room.guest().log_in("rut", "wrong one")
    with room.archive.reading() as reader:
        assert [e.who for e in reader.audit(2).items] == ["rut", "?"]


def test_a_session_gets_a_new_name_at_log_in_and_none_can_be_planted(room: Peopled) -> None:
    guest = room.guest()
    guest.browser.cookies.set("rashomon-session", "planted", domain="127.0.0.1")
    assert guest.get("/").status_code == 303
    guest.log_in("rut")
    sessions = [c.value for c in guest.browser.cookies.jar if c.name == "rashomon-session"]
    assert "planted" not in sessions[-1:]
    other = room.guest()
    other.browser.cookies.set("rashomon-session", "planted", domain="127.0.0.1")
    assert other.get("/").status_code == 303


def test_logging_in_again_ends_the_session_before(room: Peopled) -> None:
    guest = room.guest("rut")
    first = guest.session()
    given = {"token": guest.secret("/account"), "name": "rut", "password": PASSWORD}
    assert guest.browser.post("/login", data=given).status_code == 303
    assert guest.session() != first
    old = room.guest()
    old.browser.cookies.set("rashomon-session", first or "", domain="127.0.0.1")
    assert old.get("/").status_code == 303


def test_a_form_of_before_log_in_and_of_another_session_is_refused(room: Peopled) -> None:
    guest = room.guest()
    before = guest.secret("/login")
    guest.log_in("edvin")
    assert guest.browser.post("/sample", data={"token": before}).status_code == 403
    other = room.guest("ada").secret("/account")
    assert guest.browser.post("/sample", data={"token": other}).status_code == 403
    foreign = {"origin": "https://evil.example"}
    own = {"token": guest.secret("/account")}
    assert guest.browser.post("/sample", data=own, headers=foreign).status_code == 403
    assert guest.browser.post("/login", data=own | {"name": "rut"}, headers=foreign).status_code == 403
    assert guest.browser.post("/sample", data=own).status_code == 303


def test_cookies_are_out_of_reach_and_over_https_for_https_only(room: Peopled) -> None:
    plain = room.guest().log_in("rut").headers["set-cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=lax" in plain
    assert "Secure" not in plain
    guest = room.guest(base=PROXIED)
    first = guest.get("/login")
    assert first.headers["strict-transport-security"] == "max-age=31536000"
    assert first.headers["set-cookie"].startswith("__Host-rashomon-visitor=")
    given = {"token": guest.secret("/login"), "name": "rut", "password": PASSWORD}
    made = guest.browser.post("/login", data=given).headers["set-cookie"]
    assert made.startswith("__Host-rashomon-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(made.split("; "))
    assert guest.get("/").status_code == 200
    assert "strict-transport-security" not in room.guest().get("/login").headers


@pytest.mark.parametrize("later", [timedelta(days=7), timedelta(days=30)])
def test_a_session_ends_when_it_is_idle_or_old(room: Peopled, later: timedelta) -> None:
    guest = room.guest("rut")
    if later > admitting.IDLE:
        while room.now + timedelta(days=6) < NOON + later:
            room.now += timedelta(days=6)
            assert guest.get("/").status_code == 200
    room.now = NOON + later
    assert guest.get("/").status_code == 303


def test_whoever_is_disabled_is_out_at_once_and_a_role_holds_at_once(room: Peopled) -> None:
    admin, editor = room.guest("ada"), room.guest("edvin")
    assert admin.post("/people/edvin", kind="role", role="reader").status_code == 303
    assert editor.post("/sample").status_code == 403
    assert editor.get("/").status_code == 200
    header = token(room.archive, "edvin", "read")
    assert admin.post("/people/edvin", kind="disable").status_code == 303
    assert editor.get("/").status_code == 303
    assert room.guest().get("/api/v1/stories", **header).status_code == 401
    assert room.guest().log_in("edvin").status_code == 403
    assert admin.post("/people/edvin", kind="enable").status_code == 303
    assert room.guest().log_in("edvin").status_code == 303
    assert editor.get("/").status_code == 303, "the old session stays ended"


def test_an_admin_admits_people_and_changes_nothing_about_themselves(room: Peopled) -> None:
    admin = room.guest("ada")
    assert "edvin" in admin.get("/people").text
    assert admin.post("/people", name="Eve", password=PASSWORD, role="editor").status_code == 303
    assert room.guest().log_in("eve").status_code == 303
    for wrong in ({"name": "eve"}, {"name": "machine"}, {"name": "zoe", "password": "short"}):
        told = admin.post("/people", **{"password": PASSWORD, "role": "reader"} | wrong)
        assert (told.status_code, 'role="alert"' in told.text) == (422, True)
    assert admin.post("/people/ada", kind="role", role="reader").status_code == 422
    assert admin.post("/people/nobody", kind="disable").status_code == 404
    assert admin.post("/people/eve", kind="crown").status_code == 422


def test_guessing_is_slowed_for_an_address_and_for_a_name(room: Peopled) -> None:
    guest = room.guest()
    answers = [guest.log_in("rut", f"guess number {n}") for n in range(11)]
    assert [a.status_code for a in answers] == [403] * 10 + [429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert "too much" in answers[-1].text
    assert guest.log_in("rut").status_code == 429, "the right password comes too late as well"
    assert guest.log_in("ada").status_code == 429, "the address is slowed, whatever the name"


def test_a_name_is_slowed_whoever_asks(room: Peopled) -> None:
    for number in range(10):
        room.room.limits.spend("password", "rut")
        assert number < 10
    assert room.guest().log_in("RUT ").status_code == 429
    assert room.guest().log_in("ada").status_code == 303


def test_limits_are_told_as_problems_and_pass(room: Peopled, monkeypatch: pytest.MonkeyPatch) -> None:
    room.room.limits = Limits({**RATES, "search": "2 per minute"})
    header = token(room.archive, "rut", "read")
    guest = room.guest()
    answers = [guest.get("/api/v1/search?q=a", **header) for _ in range(3)]
    assert [a.status_code for a in answers] == [200, 200, 429]
    problem = answers[-1].json()
    assert (problem["title"], problem["status"]) == ("Too Many Requests", 429)
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert guest.get("/api/v1/stories", **header).status_code == 200
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 121)
    assert guest.get("/api/v1/search?q=a", **header).status_code == 200


def test_strangers_are_slowed(room: Peopled) -> None:
    room.room.limits = Limits({**RATES, "stranger": "2 per minute"})
    guest = room.guest()
    assert [guest.get("/api/v1/stories").status_code for _ in range(3)] == [401, 401, 429]


@pytest.mark.parametrize(
    ("scopes", "stories", "sample", "feed", "metrics"),
    [
        (("read",), 200, 403, 200, 403),
        (("write",), 200, 403, 200, 403),
        (("admin",), 200, 403, 200, 200),
        (("feed",), 403, 403, 200, 403),
        (("metrics",), 403, 403, 403, 200),
        (("feed", "metrics"), 403, 403, 200, 200),
    ],
)
def test_a_token_opens_what_its_scopes_say(
    room: Peopled, scopes: Any, stories: int, sample: int, feed: int, metrics: int
) -> None:
    header = token(room.archive, "ada", *scopes)
    guest = room.guest()
    assert guest.get("/api/v1/stories", **header).status_code == stories
    assert guest.browser.post("/sample", headers=header).status_code == sample, "a form takes its own token"
    assert guest.get("/feeds/stories.atom", **header).status_code == feed
    assert guest.get("/metrics", **header).status_code == metrics


def test_a_token_never_opens_more_than_its_account(room: Peopled) -> None:
    assert Visitor(name="a", role="reader", scopes=("admin",)).may("reader")
    assert not Visitor(name="a", role="reader", scopes=("admin",)).may("editor")
    assert not Visitor(name="a", role="admin", scopes=("feed", "metrics")).may("reader")
    header = token(room.archive, "rut", "admin", "metrics")
    assert room.guest().get("/people", **header).status_code == 403


def test_a_refused_token_says_so_as_the_standard_has_it(room: Peopled) -> None:
    guest = room.guest()
    bare = guest.get("/api/v1/stories")
    assert (bare.status_code, bare.headers["www-authenticate"]) == (401, 'Bearer realm="rashomon"')
    assert bare.headers["content-type"] == "application/problem+json"
    wrong = guest.get("/api/v1/stories", authorization="Bearer rsh_wrong")
    assert 'error="invalid_token"' in wrong.headers["www-authenticate"]
    narrow = guest.get("/api/v1/stories", **token(room.archive, "rut", "feed"))
    assert 'error="insufficient_scope"' in narrow.headers["www-authenticate"]
    assert guest.get("/api/v1/stories", authorization="Basic cnV0OngK").status_code == 401


def test_feeds_take_a_feed_token_in_their_address_and_no_other(room: Peopled) -> None:
    room.read(HARBOUR)
    guest = room.guest()
    secret, _ = admitting.give_token(room.archive, OWNER, "rut", ("feed",))
    broad, _ = admitting.give_token(room.archive, OWNER, "rut", ("read", "feed"))
    for form in ("atom", "rss", "json"):
        answer = guest.get(f"/feeds/stories.{form}?key={secret}")
        assert answer.status_code == 200
        assert secret not in answer.text, "a feed that is passed on opens nothing"
    assert guest.get(f"/feeds/stories.atom?key={broad}").status_code == 401
    assert guest.get(f"/api/v1/stories?key={secret}").status_code == 401
    assert guest.get("/feeds/stories.atom").status_code == 401


def test_one_makes_and_revokes_tokens_and_ends_sessions_of_ones_own(room: Peopled) -> None:
    guest, elsewhere = room.guest("rut"), room.guest("rut")
    made = guest.post("/account/tokens", label=EVIL, scope=["read", "feed"], days="3")
    found = re.search(r"rsh_[\w-]{40,}", made.text)
    assert found
    assert (made.headers["cache-control"], scripts(made.text)) == ("no-store", [])
    header = {"authorization": f"Bearer {found[0]}"}
    assert room.guest().get("/api/v1/stories", **header).status_code == 200
    page = guest.get("/account").text
    assert found[0] not in page
    assert "&lt;script&gt;" in page
    assert scripts(page) == []
    assert room.guest("ada").post("/account/tokens/1/revoke").status_code == 404
    assert guest.post("/account/tokens/1/revoke").status_code == 303
    assert room.guest().get("/api/v1/stories", **header).status_code == 401
    assert guest.post("/account/sessions").status_code == 303
    assert elsewhere.get("/").status_code == 303
    assert guest.get("/").status_code == 200
    for wrong in ({"scope": "everything"}, {"scope": "read", "days": "soon"}, {}):
        assert guest.post("/account/tokens", **wrong).status_code == 422


def test_a_password_is_changed_by_who_knows_it_and_ends_other_sessions(room: Peopled) -> None:
    guest, elsewhere = room.guest("rut"), room.guest("rut")
    new = "nine herrings in a barrel"
    wrong = guest.post("/account/password", old="wrong one", new=new, again=new)
    assert (wrong.status_code, "present password is wrong" in wrong.text) == (422, True)
    assert guest.post("/account/password", old=PASSWORD, new=new, again=PASSWORD).status_code == 422
    assert guest.post("/account/password", old=PASSWORD, new="short", again="short").status_code == 422
    assert guest.post("/account/password", old=PASSWORD, new=new, again=new).status_code == 303
    assert (guest.get("/").status_code, elsewhere.get("/").status_code) == (200, 303)
    assert room.guest().log_in("rut").status_code == 403
    assert room.guest().log_in("rut", new).status_code == 303


def test_what_people_do_stands_in_the_audit_log(room: Peopled) -> None:
    editor = room.guest("edvin")
    room.read(HARBOUR)
    story = room.stories()[0]
    editor.post(f"/stories/{story}/decisions", kind="lock")
    editor.post("/compare/none", kind="drop")
    page = room.guest("ada").get("/audit").text
    assert f"decision about a story: <bdi>{story}</bdi>" in page
    with room.archive.reading() as reader:
        entry = next(e for e in reader.audit(10).items if e.what.startswith("POST /stories"))
        assert (entry.who, entry.address) == ("edvin", "testclient")
        assert reader.decisions(story)[0].who == "edvin"


def test_a_stranger_learns_nothing_of_the_room(room: Peopled) -> None:
    room.room.worker.state, room.room.worker.reason = "failed", "/srv/secret/archive.db: damaged"
    guest = room.guest()
    assert guest.get("/healthz").json() == {"worker": "failed", "reason": "", "counts": {}}
    for address in ("/login", "/nowhere", "/static/none"):
        assert "secret" not in guest.get(address).text
    assert "secret" in room.guest("rut").get("/").text
    assert room.guest("rut").get("/healthz").json()["counts"]["articles"] == 0


@pytest.mark.usefixtures("cheap_hashes")
def test_with_the_first_account_this_machines_user_must_log_in_too(tmp_path: Path) -> None:
    visit = Visit(tmp_path)
    assert visit.browser.get("/").status_code == 200
    assert visit.browser.get("/account").status_code == 403
    assert visit.browser.get("/metrics").status_code == 200
    visit.post("/people", name="ada", password=PASSWORD, role="admin")
    assert visit.browser.get("/", follow_redirects=False).headers["location"] == "/login?next=%2F"
    visit.close()


def test_beyond_this_machine_nobody_is_let_in_without_an_account(tmp_path: Path) -> None:
    visit = Visit(tmp_path)
    visit.room.beyond = True
    assert visit.browser.get("/api/v1/stories").status_code == 401
    visit.close()


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "x-forwarded-host"])
def test_a_proxy_that_was_not_announced_makes_nobody_the_owner(tmp_path: Path, header: str) -> None:
    visit = Visit(tmp_path)
    answer = visit.browser.get("/", headers={header: "for=203.0.113.9"})
    assert answer.status_code == 403
    assert "--behind-proxy" in answer.text
    visit.close()


def test_a_room_whose_archive_is_busy_still_answers(room: Peopled, monkeypatch: pytest.MonkeyPatch) -> None:
    from rashomon.errors import StoreBusy  # noqa: PLC0415 - only here

    guest = room.guest("rut")
    room.now = NOON + admitting.NOTED

    def busy() -> None:
        raise StoreBusy("the archive is in use")

    monkeypatch.setattr(room.archive, "writing", busy)
    assert guest.get("/").status_code == 200
    given = {"token": guest.secret("/account"), "name": "rut", "password": PASSWORD}
    assert guest.browser.post("/login", data=given).status_code == 503


@given(st.text(max_size=60))
def test_where_log_in_leads_is_always_of_this_room(text: str) -> None:
    for wanted in (text, f"/{text}", f"//{text}", f"/\\{text}"):
        led = urljoin("https://room.example/login", own_path(wanted))
        assert urlsplit(led).netloc == "room.example"


def test_what_stands_in_the_audit_log_shows_as_text(room: Peopled) -> None:
    with room.archive.writing() as writer:
        writer.note(AuditEntry(at=NOON, who=EVIL, address=EVIL, what=EVIL, target=EVIL))
    page = room.guest("ada").get("/audit").text
    assert page.count("&lt;script&gt;") == 4
    assert scripts(page) == []


def test_a_proxy_on_this_machine_is_believed_and_what_came_before_it_is_not(room: Peopled) -> None:
    served: Any = ProxyHeadersMiddleware(room.browser.app, PROXIES)  # type: ignore[arg-type]
    forwarded = {"x-forwarded-for": "198.51.100.6, 203.0.113.9", "x-forwarded-proto": "https"}
    for peer, address, secure in (("127.0.0.1", "203.0.113.9", True), ("203.0.113.7", "203.0.113.7", False)):
        guest = room.guest(base=PROXIED if secure else BASE)
        guest.browser = TestClient(
            served, guest.base, client=(peer, 7), headers=forwarded, follow_redirects=False
        )
        answer = guest.log_in("rut")
        assert answer.status_code == 303
        assert ("Secure" in answer.headers["set-cookie"]) is secure
        with room.archive.reading() as reader:
            assert reader.audit(1).items[0].address == address
