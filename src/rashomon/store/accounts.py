"""Accounts, sessions, tokens and the audit log in the SQL database."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, or_, select, update

from rashomon.errors import NotFound, Refused
from rashomon.model.account import Account, AuditEntry, Role, Session, Token
from rashomon.model.archive import Page
from rashomon.store.queries import Part, latest
from rashomon.store.rows import AnyRow, values_of
from rashomon.store.tables import accounts as t

_A, _S, _T, _L = t.accounts.c, t.sessions.c, t.tokens.c, t.audit.c


class SQLAccountReader(Part):
    """Implements ``contract.accounts.AccountReader``."""

    def accounts(self) -> tuple[Account, ...]:
        """Return all accounts by name."""
        return tuple(map(_account, self._connection.execute(select(t.accounts).order_by(_A.name))))

    def account(self, name: str) -> Account:
        """Return an account.

        Raises:
            NotFound: there is none.
        """
        row = self._connection.execute(select(t.accounts).where(_A.name == name)).first()
        if row is None:
            raise NotFound(f"there is no account '{name}'; `rashomon user list` shows all")
        return _account(row)

    def password(self, name: str) -> str | None:
        """Return the hash of an account's password; None where there is no such account."""
        found: str | None = self._connection.scalar(select(_A.password).where(_A.name == name))
        return found

    def admitted(self, key: str, now: datetime) -> tuple[Session, Account] | None:
        """Return the session of this key, unless it has expired or its account is disabled."""
        row = self._of_account(t.sessions, _S.key == key, _S.expires_at > now)
        return None if row is None else (_session(row), _owner(row))

    def sessions(self, account: str, now: datetime) -> tuple[Session, ...]:
        """Return an account's sessions that have not expired, the latest used first."""
        query = select(t.sessions).where(_S.account == account, _S.expires_at > now)
        return tuple(map(_session, self._connection.execute(query.order_by(_S.used_at.desc(), _S.id.desc()))))

    def shown(self, key: str, now: datetime) -> tuple[Token, Account] | None:
        """Return the token of this key, unless expired, revoked or its account is disabled."""
        holds = and_(_T.revoked_at.is_(None), or_(_T.expires_at.is_(None), _T.expires_at > now))
        row = self._of_account(t.tokens, _T.key == key, holds)
        return None if row is None else (_token(row), _owner(row))

    def _of_account(self, table: Table, *conditions: ColumnElement[bool]) -> AnyRow | None:
        """Return a row together with its account, which is not disabled: every request asks for one."""
        owner = (_A.role.label("owner_role"), _A.created_at.label("owner_created_at"))
        joined = select(table, *owner).join(t.accounts, table.c.account == _A.name)
        return self._connection.execute(joined.where(*conditions, ~_A.disabled)).first()

    def tokens(self, account: str | None = None) -> tuple[Token, ...]:
        """Return tokens of one account or of all, those that were revoked too, the newest first."""
        query = select(t.tokens).order_by(_T.id.desc())
        found = query if account is None else query.where(_T.account == account)
        return tuple(map(_token, self._connection.execute(found)))

    def audit(self, limit: int, after: str | None = None) -> Page[AuditEntry]:
        """Return what was done, the latest first."""
        rows, more = latest(self._connection, select(t.audit), _L.id, limit, after)
        return Page(items=tuple(AuditEntry(**row._asdict()) for row in rows), after=more)


class SQLAccountWriter(SQLAccountReader):
    """Implements ``contract.accounts.AccountWriter``."""

    def add_account(self, account: Account, password: str) -> None:
        """Add an account with the hash of its password.

        Raises:
            Refused: the name is taken.
        """
        if self.password(account.name) is not None:
            raise Refused(f"there is an account '{account.name}' already; choose another name")
        self._connection.execute(t.accounts.insert(), values_of(account) | {"password": password})

    def change_account(self, name: str, *, role: Role | None = None, disabled: bool | None = None) -> Account:
        """Change what an account may.

        Raises:
            NotFound: there is no such account.
            Refused: no admin would be left.
        """
        wanted = {"role": role, "disabled": disabled}
        if changes := {column: value for column, value in wanted.items() if value is not None}:
            self._connection.execute(update(t.accounts).where(_A.name == name).values(**changes))
        changed = self.account(name)
        self._keep_admin()
        return changed

    def set_password(self, name: str, password: str) -> None:
        """Keep the hash of a new password; raises ``NotFound``."""
        change = update(t.accounts).where(_A.name == self.account(name).name).values(password=password)
        self._connection.execute(change)

    def remove_account(self, name: str) -> None:
        """Remove an account with its sessions and tokens; raises as ``change_account`` does."""
        self._connection.execute(delete(t.accounts).where(_A.name == self.account(name).name))
        self._keep_admin()

    def _keep_admin(self) -> None:
        known = self.accounts()
        if known and not any(a.role == "admin" and not a.disabled for a in known):
            raise Refused("no admin would be left; give another account the role 'admin' first")

    def open_session(self, session: Session, key: str) -> Session:
        """Keep a session under a new ``id``, and let go of all that have expired before it began."""
        self._connection.execute(delete(t.sessions).where(_S.expires_at <= session.created_at))
        self._insert_new(t.sessions, session, key)
        return _session(self._by_key(t.sessions, key))

    def end_sessions(self, account: str, *, only: int | None = None, but: int | None = None) -> None:
        """End all sessions of an account, ``only`` one of them, or all ``but`` one."""
        gone = delete(t.sessions).where(_S.account == account)
        if only is not None:
            gone = gone.where(_S.id == only)
        if but is not None:
            gone = gone.where(_S.id != but)
        self._connection.execute(gone)

    def add_token(self, token: Token, key: str) -> Token:
        """Keep a token under a new ``id``."""
        self._insert_new(t.tokens, token, key, scopes=list(token.scopes))
        return _token(self._by_key(t.tokens, key))

    def revoke_token(self, token: int, at: datetime, account: str | None = None) -> Token:
        """Revoke a token, of this account only if one is given; once is enough.

        Raises:
            NotFound: there is no such token.
        """
        mine = [_T.id == token] + ([_T.account == account] if account is not None else [])
        change = update(t.tokens).where(*mine, _T.revoked_at.is_(None)).values(revoked_at=at)
        self._connection.execute(change)
        row = self._connection.execute(select(t.tokens).where(*mine)).first()
        if row is None:
            raise NotFound(f"there is no token {token}; `rashomon user tokens` shows all")
        return _token(row)

    def note_use(self, at: datetime, *, session: int | None = None, token: int | None = None) -> None:
        """Note when a session or a token was last used."""
        for table, used in ((t.sessions, session), (t.tokens, token)):
            if used is not None:
                self._connection.execute(update(table).where(table.c.id == used).values(used_at=at))

    def note(self, entry: AuditEntry) -> None:
        """Write into the audit log."""
        self._connection.execute(t.audit.insert(), _numbered(values_of(entry)))

    def _insert_new(self, table: Table, noun: Session | Token, key: str, **given: Any) -> None:
        self._connection.execute(table.insert(), _numbered(values_of(noun)) | {"key": key} | given)

    def _by_key(self, table: Table, key: str) -> AnyRow:
        return self._connection.execute(select(table).where(table.c.key == key)).one()


def _numbered(values: dict[str, Any]) -> dict[str, Any]:
    """Leave the number to the database."""
    return {column: value for column, value in values.items() if column != "id"}


def _account(row: AnyRow) -> Account:
    return Account(**_columns(row, ("name", "role", "created_at", "disabled")))


def _owner(row: AnyRow) -> Account:
    return Account(name=row.account, role=row.owner_role, created_at=row.owner_created_at)


def _session(row: AnyRow) -> Session:
    return Session(**_columns(row, Session.__slots__))


def _token(row: AnyRow) -> Token:
    return Token(**_columns(row, Token.__slots__) | {"scopes": tuple(row.scopes)})


def _columns(row: AnyRow, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
