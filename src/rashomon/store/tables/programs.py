"""Tables for programs: answers that are given again, and what visitors of feed readers read and starred."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from rashomon.store.tables.core import Moment, metadata

answers = Table(
    "answers",
    metadata,
    Column("key", Text, primary_key=True),
    Column("request", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("status", Integer),
    Column("location", Text),
    Column("body", LargeBinary, nullable=False),
    Index("answers_at", "at"),
)

marks = Table(
    "marks",
    metadata,
    Column("who", Text, primary_key=True),
    Column("story", Text, ForeignKey("stories.id"), primary_key=True),
    # When the last article came that the visitor has read of.
    Column("read_to", Moment),
    Column("starred_at", Moment),
    Index("marks_story", "story"),
)
