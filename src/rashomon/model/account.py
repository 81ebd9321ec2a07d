"""People and programs that use the reading room together, and what each of them may do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = ("reader", "editor", "admin")
"""Each may do all that those before it may: look; decide and correct; follow sources and admit people."""

Scope = Literal["read", "write", "admin", "feed", "metrics"]
SCOPES: tuple[Scope, ...] = ("read", "write", "admin", "feed", "metrics")
"""What a token is good for; it never opens more than the role of the account that it belongs to."""
_OPENS: dict[Scope, Role] = {"read": "reader", "write": "editor", "admin": "admin"}

Admission = Literal["local", "session", "token"]
"""How a visitor was let in: as this machine's own user, by logging in, or by a token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may log in; the password is kept apart, as an Argon2 hash."""

    name: str
    role: Role
    created_at: datetime
    disabled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A log-in that holds until it expires; ``id`` is no secret, and opens nothing."""

    id: int
    account: str
    created_at: datetime
    used_at: datetime
    expires_at: datetime
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What a program shows instead of a password; ``id`` is no secret, the token itself is never kept."""

    id: int
    account: str
    label: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Who did what to what, when and from which address; written once and never changed."""

    id: int = 0
    at: datetime
    who: str
    address: str
    what: str
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody in the reading room; ``name`` is written beside whatever they decide.

    ``scopes`` are those of the token that was shown, None where all that the role may is open; ``used_at``
    is when session or token ``id`` was last noted to be used.
    """

    name: str
    role: Role
    by: Admission = "local"
    scopes: tuple[Scope, ...] | None = None
    id: int = 0
    used_at: datetime | None = None

    def may(self, role: Role) -> bool:
        """Tell whether they may do what this role may.

        >>> Visitor(name="ada", role="editor").may("reader"), Visitor(name="ada", role="editor").may("admin")
        (True, False)
        >>> Visitor(name="ada", role="admin", scopes=("read", "feed")).may("editor")
        False
        """
        opened = (self.role,) if self.scopes is None else tuple(_OPENS[s] for s in self.scopes if s in _OPENS)
        return any(min(map(ROLES.index, (self.role, own))) >= ROLES.index(role) for own in opened)

    def holds(self, scope: Scope) -> bool:
        """Tell whether they showed a token that is good for this."""
        return self.scopes is not None and scope in self.scopes
