"""How every part of the store asks and writes over the connection of one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Table

from rashomon.errors import NotFound
from rashomon.store.dialects import dialect_on
from rashomon.store.rows import AnyRow, AnySelect, Values

T = TypeVar("T")

CHUNK = 500
"""So many ids go into one query."""


class Part:
    """A part of a Reader or Writer: what is read or written of one subject."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _rows(self, query: AnySelect) -> Sequence[AnyRow]:
        return rows_of(self._connection, query)

    def _one(self, query: AnySelect, kind: str, name: str) -> AnyRow:
        return one(self._connection, query, kind, name)


def chunks(ids: Iterable[T]) -> Iterator[list[T]]:
    """Cut ids into lists that fit into one query."""
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def rows_of(connection: Connection, query: AnySelect) -> Sequence[AnyRow]:
    """Return what a query finds."""
    return connection.execute(query).all()


def one(connection: Connection, query: AnySelect, kind: str, name: str) -> AnyRow:
    """Return the first row of a query for something of this kind and name.

    Raises:
        NotFound: there is none.
    """
    row = connection.execute(query).first()
    if row is None:
        raise missing(kind, name)
    return row


def missing(kind: str, name: str) -> NotFound:
    """Return the error that something of this kind is not there."""
    return NotFound(f"there is no {kind} '{name}' in the archive")


def latest(
    connection: Connection, query: AnySelect, number: ColumnElement[int], limit: int, after: str | None
) -> tuple[Sequence[AnyRow], str | None]:
    """Return one page of rows, those of the highest numbers first, and the cursor of the next."""
    if after:
        query = query.where(number < int(after))
    rows = rows_of(connection, query.order_by(number.desc()).limit(limit + 1))
    return rows[:limit], cursor(rows, limit, str(number.key))


def cursor(rows: Sequence[AnyRow], limit: int, number: str = "row") -> str | None:
    """Return the number of the last row of a page that is cut from more rows; None where it holds all."""
    return str(getattr(rows[limit - 1], number)) if len(rows) > limit else None


def add(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows; those that are there already stay as they are."""
    if rows:
        insert = dialect_on(connection).insert(table)
        connection.execute(insert.on_conflict_do_nothing(), rows)


def put(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows that all give the same columns; of those that are there already these change."""
    if rows:
        insert = dialect_on(connection).insert(table)
        key = [column.name for column in table.primary_key]
        given = {name: insert.excluded[name] for name in rows[0] if name not in key}
        connection.execute(insert.on_conflict_do_update(index_elements=key, set_=given), rows)
