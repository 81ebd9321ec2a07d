"""Programs in a room with accounts: tokens and their scopes, in the API and in readers of feeds."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.archive import admitting
from rashomon.client import Client
from rashomon.errors import ConfigError, InputError, NotFound, Refused
from rashomon.web.guard import SESSION
from rashomon.web.orders import Rename
from rashomon.web.orders_access import ChangePerson, MakeToken
from tests.access_room import OWNER, PASSWORD, cheap_hashes, people, token
from tests.web_room import BASE, HARBOUR, Visit

__all__ = ["cheap_hashes"]
API = "/reader/api/0"


@pytest.fixture
def visit(tmp_path: Path, cheap_hashes: None) -> Iterator[Visit]:  # noqa: ARG001
    made = Visit(tmp_path)
    made.read(HARBOUR)
    people(made.archive)
    yield made
    made.close()


def secret(visit: Visit, name: str, *scopes: str) -> str:
    return token(visit.archive, name, *scopes)["authorization"].removeprefix("Bearer ")  # type: ignore[arg-type]


def test_programs_change_what_their_tokens_open(visit: Visit) -> None:
    story = visit.stories()[0]
    editor = Client(BASE, secret(visit, "edvin", "read", "write"), http=visit.browser)
    changed = editor.decide(story, Rename(title="Storm"))
    assert changed.decisions[0].who == "edvin"
    reading = Client(BASE, secret(visit, "edvin", "read"), http=visit.browser)
    assert reading.story(story).story.title == "Storm"
    with pytest.raises(ConfigError, match="editor"):
        reading.decide(story, Rename(title="Calm"))
    with pytest.raises(ConfigError, match="token"):
        Client(BASE, "rsh_wrong", http=visit.browser).story(story)
    with pytest.raises(ConfigError, match="log in"):
        Client(BASE, http=visit.browser).story(story)


def test_keys_belong_to_the_account_that_sent_them(visit: Visit) -> None:
    story = visit.stories()[0]

    def rename(name: str, title: str) -> int:
        headers = token(visit.archive, name, "write") | {"idempotency-key": "k"}
        order = {"kind": "rename", "title": title}
        answer = visit.browser.post(f"/api/v1/stories/{story}/decisions", json=order, headers=headers)
        return int(answer.status_code)

    assert [rename("ada", "A"), rename("edvin", "B"), rename("ada", "C")] == [200, 200, 422]


def log_in(visit: Visit, password: str) -> tuple[int, str]:
    answer = visit.browser.post("/accounts/ClientLogin", data={"Email": "rut", "Passwd": password})
    return answer.status_code, answer.text


def test_a_reader_of_feeds_logs_in_with_a_token(visit: Visit) -> None:
    held = secret(visit, "rut", "read")
    status, told = log_in(visit, held)
    assert (status, f"Auth={held}\n" in told) == (200, True)
    headers = {"authorization": f"GoogleLogin auth={held}"}
    assert visit.browser.get(f"{API}/user-info", headers=headers).json()["userName"] == "rut"
    marked = visit.browser.post(f"{API}/mark-all-as-read", data={"s": "feed/all"}, headers=headers)
    assert marked.text == "OK"
    others = {"authorization": f"GoogleLogin auth={secret(visit, 'ada', 'read')}"}
    for shown, unread in ((headers, 0), (others, 1)):
        counts = visit.browser.get(f"{API}/unread-count", headers=shown).json()["unreadcounts"]
        assert counts[0]["count"] == unread


@pytest.mark.parametrize("password", ["wrong", PASSWORD, "", "a\nb"])
def test_nobody_else_is_let_in(visit: Visit, password: str) -> None:
    assert log_in(visit, password) == (401, "Error=BadAuthentication\n")
    headers = {"authorization": f"GoogleLogin auth={password.encode('unicode_escape').decode()}"}
    assert visit.browser.get(f"{API}/subscription/list", headers=headers).status_code == 401


def test_a_token_that_opens_feeds_only_opens_no_story(visit: Visit) -> None:
    held = secret(visit, "rut", "feed")
    assert log_in(visit, held)[0] == 401
    headers = {"authorization": f"GoogleLogin auth={held}"}
    assert visit.browser.get(f"{API}/stream/contents", headers=headers).status_code == 403


# The API's own resources of accounts


def client(visit: Visit, name: str, *scopes: str) -> Client:
    return Client(BASE, secret(visit, name, *scopes), http=visit.browser)


def session(visit: Visit, name: str) -> dict[str, str]:
    """Return the header of a browser in which somebody has logged in."""
    opened = admitting.log_in(visit.archive, replace(OWNER, who=name), PASSWORD)
    assert opened
    return {"cookie": f"{SESSION}={opened[0]}"}


def test_a_program_is_told_who_it_is(visit: Visit) -> None:
    view = client(visit, "rut", "read").account()
    assert (view.visitor.name, view.visitor.role, view.visitor.scopes) == ("rut", "reader", ("read",))
    assert [token.scopes for token in view.tokens] == [("read",)]
    assert visit.browser.get("/api/v1/account").status_code == 401


def test_a_token_is_made_by_who_has_logged_in_and_its_secret_told_once(visit: Visit) -> None:
    address, order = "/api/v1/account/tokens", {"scopes": ["read"], "label": "desk", "days": 7}
    refused = visit.browser.post(address, json=order, headers=token(visit.archive, "rut", "read", "write"))
    assert refused.status_code == 403
    made = visit.browser.post(address, json=order, headers=session(visit, "rut"))
    assert (made.status_code, made.headers["cache-control"]) == (201, "no-store")
    held = Client(BASE, made.json()["secret"], http=visit.browser)
    assert (
        made.json()["secret"] not in visit.browser.get("/api/v1/account", headers=session(visit, "rut")).text
    )
    mine = held.account().tokens[0]
    assert (mine.label, mine.id) == ("desk", made.json()["token"]["id"])
    visit.browser.headers.update(session(visit, "rut"))
    other = Client(BASE, http=visit.browser).make_token(MakeToken(scopes=("read",))).token.id
    del visit.browser.headers["cookie"]
    with pytest.raises(ConfigError, match="itself only"):
        held.revoke_token(other)
    held.revoke_token(mine.id)
    with pytest.raises(ConfigError, match="opens nothing"):
        held.account()
    elsewhere = session(visit, "rut") | {"origin": "https://evil.example"}
    assert visit.browser.post(address, json=order, headers=elsewhere).status_code == 403


def test_admins_admit_people_and_change_what_they_may(visit: Visit) -> None:
    admin = client(visit, "ada", "admin")
    assert admin.admit("Sol", PASSWORD).role == "reader"
    assert [(one.name, one.role) for one in admin.people()] == [
        ("ada", "admin"),
        ("edvin", "editor"),
        ("rut", "reader"),
        ("sol", "reader"),
    ]
    changed = admin.change_person("sol", ChangePerson(role="editor", disabled=True))
    assert (changed.role, changed.disabled) == ("editor", True)
    assert not admin.change_person("sol", ChangePerson(disabled=False)).disabled
    with pytest.raises(Refused, match="choose another name"):
        admin.admit("sol", PASSWORD)
    with pytest.raises(NotFound, match="nobody"):
        admin.change_person("nobody", ChangePerson(role="editor"))
    with pytest.raises(InputError, match="their own role"):
        admin.change_person("ada", ChangePerson(role="reader"))
    for name, scope in (("edvin", "write"), ("ada", "read")):
        with pytest.raises(ConfigError, match="'admin'"):
            client(visit, name, scope).people()


def test_the_audit_log_is_read_to_its_first_line_and_names_every_change_once(visit: Visit) -> None:
    admin = client(visit, "ada", "admin")
    admin.admit("sol", PASSWORD)
    admin.change_person("sol", ChangePerson(role="editor"))
    told = [(entry.who, entry.what, entry.target) for entry in admin.audit()]
    assert told[:2] == [
        ("ada", "account changed", "sol (editor)"),
        ("ada", "account added", "sol (reader)"),
    ]
    header = token(visit.archive, "ada", "admin")
    first = visit.browser.get("/api/v1/audit?limit=1", headers=header)
    assert 'rel="next"' in first.headers["link"]
    assert len(first.json()["items"]) == 1


def test_nothing_of_a_password_or_a_secret_is_kept_for_a_key(visit: Visit) -> None:
    again = {"idempotency-key": "k"} | session(visit, "ada")
    made = [
        visit.browser.post("/api/v1/account/tokens", json={"scopes": ["read"]}, headers=again).json()
        for _ in range(2)
    ]
    assert made[0]["secret"] != made[1]["secret"]
    person = {"name": "sol", "password": PASSWORD}
    given = [visit.browser.post("/api/v1/people", json=person, headers=again).status_code for _ in range(2)]
    assert given == [201, 409]
