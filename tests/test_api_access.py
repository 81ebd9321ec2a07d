"""Programs in a room with accounts: tokens and their scopes, in the API and in readers of feeds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.client import Client
from rashomon.errors import ConfigError
from rashomon.web.orders import Rename
from tests.access_room import PASSWORD, cheap_hashes, people, token
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
