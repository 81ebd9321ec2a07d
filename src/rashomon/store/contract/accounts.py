"""What a store does about accounts; ``tests/test_store_accounts.py`` is the suite for every backend.

``key`` is always the SHA-256 of a secret, as hexadecimal digits; the store never sees the secret.
"""

from datetime import datetime
from typing import Protocol

from rashomon.model.account import Account, AuditEntry, Role, Session, Token
from rashomon.model.archive import Page


class AccountReader(Protocol):
    """Who may come in, and what was done."""

    def accounts(self) -> tuple[Account, ...]:
        """Return all accounts by name."""
        ...

    def account(self, name: str) -> Account:
        """Return an account, or raise ``NotFound``."""
        ...

    def password(self, name: str) -> str | None:
        """Return the hash of an account's password; None where there is no such account."""
        ...

    def admitted(self, key: str, now: datetime) -> tuple[Session, Account] | None:
        """Return the session of this key, unless it has expired or its account is disabled."""
        ...

    def sessions(self, account: str, now: datetime) -> tuple[Session, ...]:
        """Return an account's sessions that have not expired, the latest used first."""
        ...

    def shown(self, key: str, now: datetime) -> tuple[Token, Account] | None:
        """Return the token of this key, unless expired, revoked or its account is disabled."""
        ...

    def tokens(self, account: str | None = None) -> tuple[Token, ...]:
        """Return tokens of one account or of all, those that were revoked too, the newest first."""
        ...

    def audit(self, limit: int, after: str | None = None) -> Page[AuditEntry]:
        """Return what was done, the latest first."""
        ...


class AccountWriter(Protocol):
    """Changes of who may come in."""

    def add_account(self, account: Account, password: str) -> None:
        """Add an account with the hash of its password; raise ``Refused`` where the name is taken."""
        ...

    def change_account(self, name: str, *, role: Role | None = None, disabled: bool | None = None) -> Account:
        """Change what an account may; raise ``NotFound``, or ``Refused`` where no admin would be left."""
        ...

    def set_password(self, name: str, password: str) -> None:
        """Keep the hash of a new password, or raise ``NotFound``."""
        ...

    def remove_account(self, name: str) -> None:
        """Remove an account with its sessions and tokens; raises as ``change_account`` does.

        The last account of all may go.
        """
        ...

    def open_session(self, session: Session, key: str) -> Session:
        """Keep a session under a new ``id``, and let go of all that have expired before it began."""
        ...

    def end_sessions(self, account: str, *, only: int | None = None, but: int | None = None) -> None:
        """End all sessions of an account, ``only`` one of them, or all ``but`` one."""
        ...

    def add_token(self, token: Token, key: str) -> Token:
        """Keep a token under a new ``id``."""
        ...

    def revoke_token(self, token: int, at: datetime, account: str | None = None) -> Token:
        """Revoke a token, of this account only if one is given, or raise ``NotFound``; once is enough."""
        ...

    def note_use(self, at: datetime, *, session: int | None = None, token: int | None = None) -> None:
        """Note when a session or a token was last used."""
        ...

    def note(self, entry: AuditEntry) -> None:
        """Write into the audit log, which nothing here changes or shortens."""
        ...
