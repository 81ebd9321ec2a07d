"""``rashomon user`` and how ``rashomon serve`` goes beyond this machine."""

import json
import socket
from io import StringIO
from pathlib import Path

import pytest
import uvicorn

from rashomon.archive import admitting
from rashomon.cli import serve
from rashomon.cli.serve import Where, check
from rashomon.errors import ConfigError
from rashomon.store.sql import open_archive
from tests.access_room import PASSWORD, cheap_hashes  # noqa: F401 - a fixture
from tests.command import run
from tests.test_cli_archive import Out
from tests.web_room import NOON


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cheap_hashes: None) -> Path:  # noqa: ARG001, F811
    monkeypatch.setenv("RASHOMON_ARCHIVE", str(tmp_path / "archive.db"))
    return tmp_path / "archive.db"


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("".join(f"{line}\n" for line in lines)))


def add(monkeypatch: pytest.MonkeyPatch, name: str, *options: str, password: str = PASSWORD) -> int:
    typed(monkeypatch, password)
    return run("user", "add", name, "--password-stdin", *options)


def test_the_first_account_is_an_admin_and_the_next_a_reader(
    monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    assert add(monkeypatch, "Ada") == 0
    assert add(monkeypatch, "rut") == 0
    assert add(monkeypatch, "edvin", "--role", "editor") == 0
    capsys.readouterr()
    assert run("user", "list", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [(a["name"], a["role"]) for a in found] == [
        ("ada", "admin"),
        ("edvin", "editor"),
        ("rut", "reader"),
    ]
    assert "password" not in found[0]
    assert run("user", "list") == 0
    assert "ada · admin" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["machine", "a b", "", "x" * 65, "аda", "<b>", "-a", "a\nb"])
def test_a_name_that_could_be_mistaken_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: Out, name: str
) -> None:
    typed(monkeypatch, PASSWORD)
    assert run("user", "add", "--password-stdin", "--", name) == 1
    assert "cannot be a name" in capsys.readouterr().err.replace("\n", " ")


@pytest.mark.parametrize("password", ["short", "", "ADA-ada-2031", "x" * 1001])
def test_a_password_that_is_too_easy_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: Out, password: str
) -> None:
    assert add(monkeypatch, "ada", password=password) == 1
    assert "a password" in capsys.readouterr().err


def test_the_first_account_cannot_be_a_reader(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    assert add(monkeypatch, "ada", "--role", "reader") == 1
    assert "rashomon user add ada --role admin" in capsys.readouterr().err


def test_without_a_terminal_the_password_must_be_handed_over(
    monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    typed(monkeypatch, PASSWORD)
    assert run("user", "add", "ada") == 1
    assert "--password-stdin" in capsys.readouterr().err


def test_a_password_is_asked_for_twice(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter([PASSWORD, PASSWORD, "another one entirely", "and a different one"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
    assert run("user", "add", "ada") == 0
    assert run("user", "password", "ada") == 1
    archive = open_archive(place)
    assert admitting.right(archive, "ada", PASSWORD)
    archive.close()


def test_roles_passwords_and_people_are_changed(
    monkeypatch: pytest.MonkeyPatch, place: Path, capsys: Out
) -> None:
    add(monkeypatch, "ada")
    add(monkeypatch, "rut")
    assert run("user", "role", "rut", "editor") == 0
    assert run("user", "role", "rut", "king") == 1
    typed(monkeypatch, "nine herrings in a row")
    assert run("user", "password", "rut", "--password-stdin") == 0
    assert run("user", "remove", "ada") == 1
    assert "no admin would be left" in capsys.readouterr().err
    archive = open_archive(place)
    assert admitting.right(archive, "rut", "nine herrings in a row")
    with archive.reading() as reader:
        assert reader.account("rut").role == "editor"
        log = [entry.what for entry in reader.audit(10).items]
    archive.close()
    assert log == ["password changed", "account changed", "account added", "account added"]
    assert run("user", "remove", "rut") == 0
    assert run("user", "remove", "ada") == 0, "the last of all may go"


def test_a_token_is_shown_once_listed_and_revoked(
    monkeypatch: pytest.MonkeyPatch, place: Path, capsys: Out
) -> None:
    add(monkeypatch, "ada")
    capsys.readouterr()
    asked = ("user", "token", "ada", "--scope", "read", "--scope", "feed", "--days", "3", "--label", "desk")
    assert run(*asked) == 0
    secret = capsys.readouterr().out.strip()
    assert secret.startswith("rsh_")
    assert run("user", "token", "ada", "--scope", "everything") == 1
    assert run("user", "token", "nobody", "--scope", "read") == 1
    capsys.readouterr()
    assert run("user", "tokens", "--json") == 0
    shown = capsys.readouterr().out
    assert secret not in shown
    assert json.loads(shown)[0]["scopes"] == ["read", "feed"]
    assert run("user", "revoke", "1") == 0
    assert run("user", "revoke", "7") == 1
    assert run("user", "tokens", "ada") == 0
    assert "revoked" in capsys.readouterr().out
    assert secret.encode() not in place.read_bytes()
    archive = open_archive(place)
    with archive.reading() as reader:
        assert admitting.by_token(reader, secret, NOON) is None
    archive.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.7", "lintvik.example"])  # noqa: S104 - refused
def test_beyond_this_machine_nothing_is_served_without_an_admin(host: str, capsys: Out) -> None:
    assert run("serve", "--host", host, "--public-name", "lintvik.example", "--encoder", "tiny") == 1
    told = capsys.readouterr().err
    assert "rashomon user add NAME --role admin" in told


@pytest.mark.parametrize(
    ("where", "why"),
    [
        (Where(host="0.0.0.0", port=1), "by which names"),  # noqa: S104 - refused
        (Where(host="127.0.0.1", port=1, behind_proxy=True), "needs --public-name"),
        (
            Where(host="192.168.0.7", port=1, behind_proxy=True, names=frozenset({"a.example"})),
            "goes round it",
        ),
        (Where(host="127.0.0.1", port=1, names=frozenset({"https://a.example/"})), "no bare name"),
    ],
)
def test_places_that_make_no_sense_are_refused(where: Where, why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        check(where)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_this_machines_own_addresses_need_no_account(host: str) -> None:
    assert not Where(host=host, port=1).beyond
    check(Where(host=host, port=1))


def test_with_an_admin_others_are_let_in(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    served: list[uvicorn.Config] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda server, _: served.append(server.config))
    monkeypatch.setattr(serve, "listen", lambda _: socket.socket())
    add(monkeypatch, "ada")
    assert run("serve", "--host", "192.168.0.7", "--no-worker", "--encoder", "tiny") == 0
    assert "plain http" in capsys.readouterr().err
    proxied = ("--behind-proxy", "--public-name", "Desk.example", "--no-worker", "--encoder", "tiny")
    assert run("serve", *proxied) == 0
    told = capsys.readouterr().err
    assert "https://desk.example/" in told
    assert "plain http" not in told
    assert [config.proxy_headers for config in served] == [False, True]
    assert served[1].forwarded_allow_ips == "127.0.0.1,::1"
    assert run("serve", "--log", "loud") == 1


def test_a_port_that_is_taken_is_said_before_anything_is_promised(capsys: Out) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run("serve", "--port", port, "--no-worker", "--encoder", "tiny") == 1
    told = capsys.readouterr().err
    assert f"127.0.0.1:{port}: cannot be listened on" in told
    assert "reading room is at" not in told
