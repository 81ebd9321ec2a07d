# ruff: noqa: F811 - fixtures of the store's suite
"""What every backend of the store does about accounts."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from rashomon.errors import NotFound, StoreError
from rashomon.model.account import Account, AuditEntry, Role, Session, Token
from rashomon.store.contract.archive import Archive, Writer
from tests.store_making import HOUR, NOON
from tests.test_store import archive, form, make, server  # noqa: F401

LATER = NOON + HOUR


def account(name: str, role: Role = "reader") -> Account:
    return Account(name=name, role=role, created_at=NOON)


def session(name: str, until: timedelta = HOUR) -> Session:
    return Session(
        id=0, account=name, created_at=NOON, used_at=NOON, expires_at=NOON + until, address="192.0.2.1"
    )


def token(name: str, until: timedelta | None = None) -> Token:
    ends = NOON + until if until else None
    return Token(
        id=0, account=name, label="reader", scopes=("read", "feed"), created_at=NOON, expires_at=ends
    )


def two(writer: Writer) -> None:
    writer.add_account(account("ada", "admin"), "hash of ada")
    writer.add_account(account("rut"), "hash of rut")


def test_accounts_come_back_as_they_were_and_their_hashes_apart(archive: Archive) -> None:
    with archive.writing() as w:
        two(w)
    with archive.reading() as r:
        assert r.accounts() == (account("ada", "admin"), account("rut"))
        assert (r.password("rut"), r.password("nobody")) == ("hash of rut", None)
        with pytest.raises(NotFound, match="rashomon user list"):
            r.account("nobody")


def test_a_name_is_given_once(archive: Archive) -> None:
    with archive.writing() as w:
        two(w)
    with pytest.raises(StoreError, match="choose another name"), archive.writing() as w:
        w.add_account(account("rut", "admin"), "other")
    with archive.reading() as r:
        assert r.account("rut").role == "reader"


def test_an_admin_stays_unless_everybody_goes(archive: Archive) -> None:
    with archive.writing() as w:
        two(w)
    changes: tuple[Callable[[Writer], object], ...] = (
        lambda w: w.change_account("ada", role="editor"),
        lambda w: w.change_account("ada", disabled=True),
        lambda w: w.remove_account("ada"),
    )
    for change in changes:
        with pytest.raises(StoreError, match="no admin would be left"), archive.writing() as w:
            change(w)
    with archive.writing() as w:
        assert w.change_account("rut", role="admin").role == "admin"
        w.remove_account("ada")
        w.remove_account("rut")
        assert w.accounts() == ()


def test_a_session_holds_until_it_expires_or_is_ended(archive: Archive) -> None:
    with archive.writing() as w:
        two(w)
        first = w.open_session(session("rut"), "k1")
        other = w.open_session(session("rut"), "k2")
        w.open_session(session("ada"), "k3")
    with archive.reading() as r:
        found = r.admitted("k1", NOON)
        assert found is not None
        assert found == (first, account("rut"))
        assert r.admitted("k1", LATER) is None
        assert r.admitted("unknown", NOON) is None
    with archive.writing() as w:
        w.note_use(LATER, session=first.id)
        assert [s.id for s in w.sessions("rut", NOON)] == [first.id, other.id]
        w.end_sessions("rut", but=first.id)
        assert (w.admitted("k2", NOON), w.admitted("k3", NOON) is None) == (None, False)
        w.end_sessions("ada", only=first.id)
        assert w.admitted("k1", NOON) is not None, "one account does not end the session of another"
        w.end_sessions("rut", only=first.id)
        assert w.sessions("rut", NOON) == ()


def test_sessions_that_have_expired_are_swept_when_another_begins(archive: Archive) -> None:
    with archive.writing() as w:
        two(w)
        w.open_session(session("rut"), "k1")
        w.open_session(
            Session(
                id=0, account="rut", created_at=LATER, used_at=LATER, expires_at=LATER + HOUR, address="x"
            ),
            "k2",
        )
        assert len(w.sessions("rut", NOON)) == 1


def test_who_is_disabled_or_removed_comes_in_no_more(archive: Archive) -> None:
    with archive.writing() as w:
        two(w)
        w.open_session(session("rut"), "k1")
        w.add_token(token("rut"), "t1")
        w.change_account("rut", disabled=True)
        assert (w.admitted("k1", NOON), w.shown("t1", NOON)) == (None, None)
        w.change_account("rut", disabled=False)
        assert w.admitted("k1", NOON) is not None
        w.remove_account("rut")
        w.add_account(account("rut"), "another person of this name")
        assert (w.admitted("k1", NOON), w.shown("t1", NOON), w.tokens("rut")) == (None, None, ())


def test_a_token_opens_until_it_ends_or_is_revoked(archive: Archive) -> None:
    with archive.writing() as w:
        two(w)
        lasting = w.add_token(token("rut"), "t1")
        w.add_token(token("rut", HOUR), "t2")
        assert w.shown("t1", LATER) == (lasting, account("rut"))
        assert (w.shown("t2", NOON) is None, w.shown("t2", LATER)) == (False, None)
        w.note_use(LATER, token=lasting.id)
        assert w.tokens("rut")[-1].used_at == LATER
        with pytest.raises(NotFound):
            w.revoke_token(lasting.id, NOON, "ada")
        assert w.revoke_token(lasting.id, NOON).revoked_at == NOON
        assert w.revoke_token(lasting.id, LATER, "rut").revoked_at == NOON
        assert w.shown("t1", NOON) is None
        assert len(w.tokens()) == 2


def test_the_audit_log_goes_page_by_page_and_outlives_accounts(archive: Archive) -> None:
    entries = [
        AuditEntry(at=NOON, who="ada", address="192.0.2.1", what=f"thing {n}", target="rut") for n in range(3)
    ]
    with archive.writing() as w:
        two(w)
        for entry in entries:
            w.note(entry)
        w.remove_account("rut")
    with archive.reading() as r:
        first = r.audit(2)
        rest = r.audit(2, first.after)
        assert [e.what for e in (*first.items, *rest.items)] == ["thing 2", "thing 1", "thing 0"]
        assert (rest.after, rest.items[0].who, rest.items[0].at) == (None, "ada", NOON)
