"""Bring a database to the present form of the tables, or say that it is ahead of us."""

from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, Inspector, inspect, text

from rashomon.errors import SchemaVersionError, StoreError

_STEPS = "rashomon.store.migrations"


@cache
def steps() -> tuple[str, ...]:
    """Return the names of all migrations, the oldest first."""
    found = (step.name for step in files(f"{_STEPS}.versions").iterdir())
    return tuple(sorted(name.removesuffix(".py") for name in found if name.startswith("s0")))


def version(connection: Connection) -> str | None:
    """Return the last migration that the database went through, None where there is no archive yet.

    Raises:
        SchemaVersionError: this version of Rashomon does not know that migration.
        StoreError: the database holds something else.
    """
    inspector = inspect(connection)
    if not inspector.has_table("alembic_version"):
        _refuse_others(inspector, connection)
        return None
    last: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if last is not None and last not in steps():
        place = connection.engine.url.render_as_string()
        raise SchemaVersionError(
            f"{place}: written by a newer Rashomon (step '{last}'); upgrade to read this archive"
        )
    return last


def _refuse_others(inspector: Inspector, connection: Connection) -> None:
    if tables := inspector.get_table_names():
        place = connection.engine.url.render_as_string()
        raise StoreError(f"{place}: holds other tables ({tables[0]} …); name a place of the archive's own")


def bring_up(connection: Connection) -> None:
    """Run what migrations are missing, in the connection's transaction."""
    from alembic import command  # noqa: PLC0415 - takes longer to load than to open an archive
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(files(_STEPS)))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
