"""Let people and programs in: names, passwords, sessions and tokens; each change stands in the audit log.

Passwords are kept as Argon2id hashes with the library's parameters (RFC 9106, low memory). Secrets of
sessions and tokens have 256 random bits, so their plain SHA-256 is enough to keep.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from rashomon.errors import ConfigError
from rashomon.model.account import ROLES, SCOPES, Account, AuditEntry, Role, Scope, Session, Token, Visitor
from rashomon.model.archive import MACHINE
from rashomon.store.contract.archive import Archive, Reader

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SESSION = timedelta(days=30)
IDLE = timedelta(days=7)
"""A session ends so long after log-in, and so long after it was last used."""
NOTED = timedelta(minutes=10)
"""The use of a session or token is noted so often: each note is a write."""
LEAST, MOST = 10, 1000
"""Characters of a password."""
UNKNOWN = "?"
"""Who tried to log in under a name that nobody has."""
PREFIX = "rsh_"
"""Every token begins so, by which programs that look for leaked secrets know it."""
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
# Each hash takes 64 MB while it is computed.
_HASHING = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks for a change, from where and when, as the audit log has it."""

    who: str
    address: str
    at: datetime

    def entry(self, what: str, target: str = "") -> AuditEntry:
        """Return what the log is told."""
        return AuditEntry(at=self.at, who=self.who, address=self.address, what=what, target=target)


def name_of(typed: str) -> str:
    """Return a name as it is kept: in small letters, so that no two accounts look alike.

    Raises:
        ConfigError: it cannot be a name.
    """
    name = typed.strip().lower()
    if not _NAME.fullmatch(name) or name == MACHINE:
        raise ConfigError(
            f"{typed[:80]!r} cannot be a name; use 1 to 64 of a-z, 0-9, dot, dash, underscore and @,"
            f" letter or digit first (and not '{MACHINE}', who is the program)"
        )
    return name


def role_of(typed: str) -> Role:
    """Return a role by its name; raises ``ConfigError``."""
    found = next((role for role in ROLES if role == typed), None)
    if found is None:
        raise ConfigError(f"'{typed}' is no role; choose {', '.join(ROLES)}")
    return found


def scopes_of(typed: Sequence[str]) -> tuple[Scope, ...]:
    """Return scopes by their names, in their order; raises ``ConfigError``."""
    if unknown := sorted(set(typed).difference(SCOPES)):
        raise ConfigError(f"'{unknown[0]}' is no scope; choose of {', '.join(SCOPES)}")
    if not typed:
        raise ConfigError(f"a token needs a scope; choose of {', '.join(SCOPES)}")
    return tuple(scope for scope in SCOPES if scope in typed)


def add(archive: Archive, by: Actor, typed: str, password: str, role: Role | None = None) -> Account:
    """Add an account; the first one is an admin unless a role is given.

    Raises:
        ConfigError: the name or the password cannot be used, or the first account would be no admin.
        Refused: the name is taken.
    """
    name, hashed = name_of(typed), _hashed(typed, password)
    with archive.writing() as writer:
        first = not writer.accounts()
        if first and role not in {None, "admin"}:
            raise ConfigError(f"the first account must be an admin: rashomon user add {name} --role admin")
        made = Account(name=name, role=role or ("admin" if first else "reader"), created_at=by.at)
        writer.add_account(made, hashed)
        writer.note(by.entry("account added", f"{name} ({made.role})"))
    return made


def remove(archive: Archive, by: Actor, name: str) -> None:
    """Remove an account with its sessions and tokens; raises ``NotFound`` or ``Refused``."""
    with archive.writing() as writer:
        writer.remove_account(name)
        writer.note(by.entry("account removed", name))


def change(
    archive: Archive, by: Actor, name: str, *, role: Role | None = None, disabled: bool | None = None
) -> Account:
    """Change what an account may; a disabled one is let in nowhere, at once.

    Raises:
        NotFound: there is no such account.
        Refused: no admin would be left.
    """
    with archive.writing() as writer:
        changed = writer.change_account(name, role=role, disabled=disabled)
        if disabled:
            writer.end_sessions(name)
        state = f"{changed.role}, disabled" if changed.disabled else changed.role
        writer.note(by.entry("account changed", f"{name} ({state})"))
    return changed


def set_password(archive: Archive, by: Actor, name: str, password: str, keep: int | None = None) -> None:
    """Give an account another password and end its sessions, but the one to ``keep``.

    Raises:
        ConfigError: the password cannot be used.
        NotFound: there is no such account.
    """
    hashed = _hashed(name, password)
    with archive.writing() as writer:
        writer.set_password(name, hashed)
        writer.end_sessions(name, but=keep)
        writer.note(by.entry("password changed", name))


def log_in(archive: Archive, by: Actor, password: str) -> tuple[str, Session] | None:
    """Open a session and return its secret, once; None where name or password is wrong.

    A name that nobody has takes as long and answers the same.
    """
    if not right(archive, by.who, password):
        with archive.writing() as writer:
            # Who types a password into the field of the name must not find it in the log.
            known = writer.password(by.who) is not None
            writer.note(replace(by, who=by.who if known else UNKNOWN).entry("log-in refused"))
        return None
    secret = secrets.token_urlsafe(32)
    wanted = Session(
        id=0, account=by.who, created_at=by.at, used_at=by.at, expires_at=by.at + SESSION, address=by.address
    )
    with archive.writing() as writer:
        opened = writer.open_session(wanted, key_of(secret))
        writer.note(by.entry("logged in"))
    return secret, opened


def right(archive: Archive, name: str, password: str) -> bool:
    """Tell whether this is the password of an account that is not disabled, in the same time for any name."""
    with archive.reading() as reader:
        kept = reader.password(name)
        disabled = kept is None or reader.account(name).disabled
    nobodys = _nobodys()
    return _fits(kept or nobodys, password) and not disabled


def log_out(archive: Archive, by: Actor, session: int) -> None:
    """End one session."""
    with archive.writing() as writer:
        writer.end_sessions(by.who, only=session)
        writer.note(by.entry("logged out"))


def end_sessions(archive: Archive, by: Actor, *, only: int | None = None, but: int | None = None) -> None:
    """End one of one's own sessions, or all but one; raises nothing where they ended before."""
    with archive.writing() as writer:
        writer.end_sessions(by.who, only=only, but=None if only else but)
        writer.note(by.entry("sessions ended", str(only or "all others")))


def give_token(
    archive: Archive,
    by: Actor,
    name: str,
    scopes: tuple[Scope, ...],
    *,
    label: str = "",
    days: int | None = None,
) -> tuple[str, Token]:
    """Make a token and return it, once; raises ``NotFound``."""
    secret = PREFIX + secrets.token_urlsafe(32)
    until = by.at + timedelta(days=days) if days else None
    wanted = Token(id=0, account=name, label=label, scopes=scopes, created_at=by.at, expires_at=until)
    with archive.writing() as writer:
        writer.account(name)
        made = writer.add_token(wanted, key_of(secret))
        writer.note(by.entry("token made", f"{made.id} of {name} ({', '.join(scopes)})"))
    return secret, made


def revoke(archive: Archive, by: Actor, token: int, account: str | None = None) -> None:
    """Let a token open nothing any more, of this account only if one is given; raises ``NotFound``."""
    with archive.writing() as writer:
        revoked = writer.revoke_token(token, by.at, account)
        writer.note(by.entry("token revoked", f"{token} of {revoked.account}"))


def by_session(reader: Reader, secret: str, now: datetime) -> Visitor | None:
    """Return who holds a session, None where it has ended."""
    found = reader.admitted(key_of(secret), now)
    if found is None or found[0].used_at + IDLE <= now:
        return None
    session, account = found
    return Visitor(name=account.name, role=account.role, by="session", id=session.id, used_at=session.used_at)


def by_token(reader: Reader, secret: str, now: datetime) -> Visitor | None:
    """Return who shows a token, None where it opens nothing."""
    found = reader.shown(key_of(secret), now)
    if found is None:
        return None
    token, account = found
    return Visitor(
        name=account.name,
        role=account.role,
        by="token",
        scopes=token.scopes,
        id=token.id,
        used_at=token.used_at,
    )


def note_use(archive: Archive, visitor: Visitor, now: datetime) -> None:
    """Note that a session or token is used, unless that was noted a moment ago."""
    if visitor.id and (visitor.used_at is None or visitor.used_at + NOTED <= now):
        with archive.writing() as writer:
            writer.note_use(now, **{visitor.by: visitor.id})


def key_of(secret: str) -> str:
    """Return what is kept of a session's or token's secret."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def _hashed(name: str, password: str) -> str:
    if not LEAST <= len(password) <= MOST:
        raise ConfigError(f"a password has {LEAST} to {MOST} characters; a few words in a row are best")
    if len(password.lower().replace(name.strip().lower(), "")) < LEAST:
        raise ConfigError(f"a password needs {LEAST} characters besides the name; choose another")
    with _HASHING:
        return _hasher().hash(password)


def _fits(kept: str, password: str) -> bool:
    from argon2.exceptions import VerificationError  # noqa: PLC0415 - load only what is used

    try:
        with _HASHING:
            return _hasher().verify(kept, password)
    except VerificationError:
        return False


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # noqa: PLC0415 - load only what is used

    return PasswordHasher()


@cache
def _nobodys() -> str:
    """Return the hash of a password that nobody has, by which an unknown name takes as long."""
    return _hasher().hash(secrets.token_urlsafe(32))
