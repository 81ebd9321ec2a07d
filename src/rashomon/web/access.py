"""Accounts, tokens and the audit log, as resources."""

from dataclasses import dataclass
from datetime import datetime

from rashomon.model.account import Account, AuditEntry, Session, Token, Visitor
from rashomon.store.contract.archive import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """One's own account: how one came in, open sessions, and tokens that open something."""

    visitor: Visitor
    sessions: tuple[Session, ...]
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """A token as it was made; ``secret`` is what programs show, and is told this once."""

    token: Token
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """All accounts, by name."""

    items: tuple[Account, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """One page of the audit log, the latest first."""

    items: tuple[AuditEntry, ...]
    after: str | None


def account(reader: Reader, who: Visitor, now: datetime) -> AccountView:
    """Return a visitor's own account."""
    tokens = (token for token in reader.tokens(who.name) if token.revoked_at is None)
    return AccountView(visitor=who, sessions=reader.sessions(who.name, now), tokens=tuple(tokens))


def audit(reader: Reader, limit: int, after: str | None) -> Audit:
    """Return a page of the audit log."""
    found = reader.audit(limit, after)
    return Audit(items=found.items, after=found.after)
