"""The tables, one definition for all databases; ``migrations/`` brings an older archive to this form.

Moments are microseconds since 1970 in UTC, so that every database compares and indexes them alike. ``row``
counts in order of storing and serves as the cursor of lists. Decisions are persisted and what follows from
them is derived: ``articles.story`` repeats the assignment that is not undone, ``articles.current`` and
``revises`` follow from ``sightings``, and a story's counts from its articles; ``doctor`` compares them.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, stored as whole microseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Count the microseconds since 1970."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment in UTC."""
        return None if value is None else _EPOCH + value * _MICROSECOND


metadata = MetaData()

ROW = BigInteger().with_variant(Integer, "sqlite")
"""SQLite makes row numbers itself only for a column of exactly this type."""

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("language", Text),
    Column("owner", Text),
    Column("outlet_kind", Text, nullable=False),
    Column("interval", Integer, nullable=False),
    Column("full_text", Boolean, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("removed", Boolean, nullable=False, server_default=text("false")),
    Column("checked_at", Moment),
    Column("next_at", Moment),
    Column("succeeded_at", Moment),
    Column("new_at", Moment),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Column("error", Text),
    Column("etag", Text),
    Column("modified", Text),
)

bodies = Table(
    "bodies",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("zstd", LargeBinary, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("row", ROW, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("locator", Text, nullable=False),
    Column("subscription", Text, ForeignKey("subscriptions.id")),
    Column("media_type", Text, nullable=False),
    Column("retrieved_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("sha256", Text, ForeignKey("bodies.sha256"), nullable=False),
    Column("stated", JSON, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("attempts", Integer, nullable=False),
    Index("documents_locator", "locator", "seen_at"),
    Index("documents_state", "state", "row"),
)

articles = Table(
    "articles",
    metadata,
    Column("row", ROW, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("url", Text),
    Column("locator", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("source_kind", Text, nullable=False),
    Column("title", Text),
    Column("stated_url", Text),
    Column("byline", Text),
    Column("stated_published", Text),
    Column("stated_language", Text),
    Column("complete", Boolean, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("zstd", LargeBinary, nullable=False),
    Column("language", Text, nullable=False),
    Column("published", Moment),
    # When it was told: published, but never after it was seen, for dates in the future are mistakes.
    Column("told_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("stored_at", Moment, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("revises", Text),
    Column("story", Text),
    Index("articles_url", "url"),
    Index("articles_seen", "seen_at"),
    Index("articles_source", "source", "current", "language", "told_at"),
    # Everything that is counted of a story, so that counting reads this index alone.
    Index("articles_story", "story", "current", "source", "language", "told_at", "published", "seen_at"),
)

sightings = Table(
    "sightings",
    metadata,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("article", Text, ForeignKey("articles.id"), primary_key=True),
    Index("sightings_article", "article"),
)

readings = Table(
    "readings",
    metadata,
    Column("article", Text, ForeignKey("articles.id"), primary_key=True),
    Column("version", Text, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

profiles = Table(
    "profiles",
    metadata,
    Column("article", Text, ForeignKey("articles.id"), primary_key=True),
    Column("version", Text, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("title_by", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("locked", Boolean, nullable=False),
    Column("told_at", Moment),
    Column("first_published", Moment),
    Column("last_published", Moment),
    Column("last_seen_at", Moment),
    Column("articles", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("redirect_to", Text, ForeignKey("stories.id")),
    Index("stories_told", "told_at", "id"),
    Index("stories_seen", "last_seen_at", "id"),
)

assignments = Table(
    "assignments",
    metadata,
    Column("row", ROW, primary_key=True),
    Column("article", Text, ForeignKey("articles.id"), nullable=False),
    Column("story", Text, ForeignKey("stories.id"), nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", Moment, nullable=False),
    Column("undone_at", Moment),
    Index("assignments_article", "article"),
    Index("assignments_story", "story", "row"),
    Index(
        "assignments_holding",
        "article",
        unique=True,
        sqlite_where=text("undone_at IS NULL"),
        postgresql_where=text("undone_at IS NULL"),
    ),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("story", Text, ForeignKey("stories.id"), nullable=False),
    Column("other", Text, ForeignKey("stories.id")),
    Column("articles", JSON, nullable=False),
    Column("title", Text),
    Column("reason", Text, nullable=False),
    # What stood before, as far as it takes to go back.
    Column("before", JSON, nullable=False),
    Column("undone_at", Moment),
    Column("undone_by", Text),
    Index("decisions_story", "story"),
    Index("decisions_other", "other"),
)

copies = Table(
    "copies",
    metadata,
    Column("article", Text, ForeignKey("articles.id"), primary_key=True),
    Column("of", Text, ForeignKey("articles.id"), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("score", Float, nullable=False),
    Index("copies_of", "of"),
)

reports = Table(
    "reports",
    metadata,
    Column("story", Text, ForeignKey("stories.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("made_at", Moment, nullable=False),
    Column("zstd", LargeBinary, nullable=False),
)
