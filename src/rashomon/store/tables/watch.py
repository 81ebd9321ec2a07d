"""The tables of watchlists, events and messages; what they have in common is told in ``core``."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Table, Text, text

from rashomon.store.tables.core import ROW, Moment, metadata

watchlists = Table(
    "watchlists",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("words", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("triggers", JSON, nullable=False),
    Column("targets", JSON, nullable=False),
    Column("removed", Boolean, nullable=False, server_default=text("false")),
)

targets = Table(
    "targets",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("secret", Text, nullable=False),
    Column("pace", Text, nullable=False),
    Column("quiet_from", Text, nullable=False),
    Column("quiet_until", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("removed", Boolean, nullable=False, server_default=text("false")),
)

events = Table(
    "events",
    metadata,
    Column("row", ROW, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("title", Text, nullable=False),
    Column("story", Text),
    Column("article", Text),
    Column("facts", JSON, nullable=False),
)

watched_events = Table(
    "watched_events",
    metadata,
    Column("watchlist", Text, ForeignKey("watchlists.id"), primary_key=True),
    Column("event", Text, ForeignKey("events.id"), primary_key=True),
)

messages = Table(
    "messages",
    metadata,
    Column("row", ROW, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("target", Text, ForeignKey("targets.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Moment),
    Column("sent_at", Moment),
    Column("error", Text),
    Index("messages_state", "state", "next_at"),
    Index("messages_target", "target", "row"),
)

# What is to be told where: once for each event and target, in no message or in one.
outbox = Table(
    "outbox",
    metadata,
    Column("target", Text, ForeignKey("targets.id"), primary_key=True),
    Column("event", Text, ForeignKey("events.id"), primary_key=True),
    Column("message", Text, ForeignKey("messages.id")),
    Index("outbox_message", "message"),
)

looks = Table(
    "looks",
    metadata,
    Column("story", Text, ForeignKey("stories.id"), primary_key=True),
    Column("since", Moment, nullable=False),
    Column("wanted_at", Moment),
    Index("looks_wanted", "wanted_at"),
)
