"""A reading room with people in it, for the tests of accounts."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from rashomon.archive import admitting
from rashomon.archive.admitting import Actor
from rashomon.model.account import Role, Scope
from rashomon.store.contract.archive import Archive
from tests.web_room import BASE, NOON, Visit

PASSWORD = "seven herrings in a row"  # noqa: S105 - of the tests
OWNER = Actor(who="owner", address="terminal", at=NOON)
PEOPLE: dict[str, Role] = {"ada": "admin", "edvin": "editor", "rut": "reader"}


def people(archive: Archive) -> None:
    """Add an admin, an editor and a reader."""
    for name, role in PEOPLE.items():
        admitting.add(archive, OWNER, name, PASSWORD, role)


def token(archive: Archive, name: str, *scopes: Scope) -> dict[str, str]:
    """Return the header that shows a new token."""
    secret, _ = admitting.give_token(archive, OWNER, name, scopes)
    return {"authorization": f"Bearer {secret}"}


@dataclass
class Guest:
    """Somebody with a browser of their own."""

    visit: Visit
    base: str = BASE
    browser: TestClient = field(init=False)

    def __post_init__(self) -> None:
        self.browser = TestClient(
            self.visit.browser.app, base_url=self.base, raise_server_exceptions=False, follow_redirects=False
        )

    def get(self, address: str, **headers: str) -> Any:
        return self.browser.get(address, headers=headers)

    def log_in(self, name: str, password: str = PASSWORD, next: str = "/") -> Any:  # noqa: A002
        given = {"token": self.secret("/login"), "name": name, "password": password, "next": next}
        return self.browser.post("/login", data=given)

    def secret(self, page: str) -> str:
        found = re.search(r'name="token" value="(\w+)"', self.browser.get(page).text)
        assert found
        return found[1]

    def post(self, address: str, page: str = "/account", **fields: Any) -> Any:
        return self.browser.post(address, data={"token": self.secret(page), **fields})

    def session(self) -> str | None:
        return next((c.value for c in self.browser.cookies.jar if c.name.endswith("rashomon-session")), None)


class Peopled(Visit):
    """A reading room that others can reach, with three accounts; its clock can be set."""

    def __init__(self, folder: Path, *, beyond: bool = True) -> None:
        super().__init__(folder)
        people(self.archive)
        self.now: datetime = NOON
        self.room.clock = lambda: self.now
        self.room.beyond = beyond

    def guest(self, name: str = "", base: str = BASE) -> Guest:
        """Return somebody new; one who has logged in where a name is given."""
        guest = Guest(self, base)
        if name:
            assert guest.log_in(name).status_code == 303
        return guest


@cache
def cheap_hasher() -> PasswordHasher:
    """Return what hashes a password in no time."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a password cost no time to hash: how costly it is, is the library's care."""
    monkeypatch.setattr(admitting, "_hasher", cheap_hasher)
