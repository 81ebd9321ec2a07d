"""Watchlists, events, and messages on their way."""

import sqlalchemy as sa
from alembic import op

revision = "s0005_watchlists"
down_revision = "s0004_rulings"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables of what is watched and told."""
    _watchlists()
    _targets()
    _events()
    _messages()
    _looks()


def _watchlists() -> None:
    op.create_table(
        "watchlists",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("triggers", sa.JSON(), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.Column("removed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _targets() -> None:
    op.create_table(
        "targets",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("pace", sa.Text(), nullable=False),
        sa.Column("quiet_from", sa.Text(), nullable=False),
        sa.Column("quiet_until", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("removed", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("row", ROW, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("story", sa.Text()),
        sa.Column("article", sa.Text()),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "watched_events",
        sa.Column("watchlist", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"]),
        sa.ForeignKeyConstraint(["watchlist"], ["watchlists.id"]),
        sa.PrimaryKeyConstraint("watchlist", "event"),
    )


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("row", ROW, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger()),
        sa.Column("sent_at", sa.BigInteger()),
        sa.Column("error", sa.Text()),
        sa.ForeignKeyConstraint(["target"], ["targets.id"]),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("messages_state", "messages", ["state", "next_at"])
    op.create_index("messages_target", "messages", ["target", "row"])
    op.create_table(
        "outbox",
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("message", sa.Text()),
        sa.ForeignKeyConstraint(["event"], ["events.id"]),
        sa.ForeignKeyConstraint(["message"], ["messages.id"]),
        sa.ForeignKeyConstraint(["target"], ["targets.id"]),
        sa.PrimaryKeyConstraint("target", "event"),
    )
    op.create_index("outbox_message", "outbox", ["message"])


def _looks() -> None:
    op.create_table(
        "looks",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("wanted_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["story"], ["stories.id"]),
        sa.PrimaryKeyConstraint("story"),
    )
    op.create_index("looks_wanted", "looks", ["wanted_at"])
