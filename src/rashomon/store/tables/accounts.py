"""The tables of accounts: who may come in, by which session or token, and what was done.

Of sessions and tokens only the SHA-256 is kept, so that who reads the archive or a backup of it cannot show
them. The audit log names accounts in words, not by reference: it outlives them.
"""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Table, Text, text

from rashomon.store.tables.core import ROW, Moment, metadata

accounts = Table(
    "accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("disabled", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("account", Text, ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("used_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("address", Text, nullable=False),
    Index("sessions_account", "account"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("account", Text, ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False),
    Column("label", Text, nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("used_at", Moment),
    Column("revoked_at", Moment),
    Index("tokens_account", "account"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("target", Text, nullable=False),
)
