"""Tables of people's rulings and of readers' feedback; both are only ever undone or answered."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Table, Text

from rashomon.store.tables.core import ROW, Moment, metadata

rulings = Table(
    "rulings",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("story", Text, ForeignKey("stories.id"), nullable=False),
    Column("verdict", Text, nullable=False),
    Column("passages", JSON, nullable=False),
    Column("value", Text, nullable=False),
    Column("was", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("undone_at", Moment),
    Column("undone_by", Text),
)

ruling_articles = Table(
    "ruling_articles",
    metadata,
    # Which versions a ruling's passages were taken from: by these it is found, whatever story they are in.
    Column("ruling", ROW, ForeignKey("rulings.id"), primary_key=True, autoincrement=False),
    Column("article", Text, ForeignKey("articles.id"), primary_key=True),
    Index("ruling_articles_article", "article"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("story", Text, ForeignKey("stories.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("passages", JSON, nullable=False),
    Column("words", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered_by", Text),
    Column("answered_at", Moment),
    Column("ruling", ROW, ForeignKey("rulings.id")),
    Index("feedback_state", "state", "id"),
    Index("feedback_story", "story", "id"),
)
