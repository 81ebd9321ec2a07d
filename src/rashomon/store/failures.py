"""Say in one line what a database could not do, and what to do about it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import zstandard
from msgspec import MsgspecError
from sqlalchemy import exc
from sqlalchemy.exc import DBAPIError, IntegrityError

from rashomon.errors import NotWritable, StoreBusy, StoreError

_BUSY = "{place}: another program is writing to this archive; try again when it has finished"
_CROWDED = "{place}: too many look at this archive at once; try again in a moment"
_FULL = "{place}: no room left on the disk; free some and go on: what was stored is intact"
_DAMAGED = "{place}: the archive is damaged ({detail}); put the last backup in its place"
_FOREIGN = "{place}: not an archive ({detail}); name another file"
_CLOSED = "{place}: cannot be opened or written ({detail}); mend the rights or name another place"
_FAILED = "{place}: the disk failed ({detail}); see that it has room and is well, then try again"
_REFERENCE = "{place}: goes against what is in the archive ({detail}); nothing was changed"
_OTHER = "{place}: the database failed: {detail}"

_SQLITE: dict[int, str] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _FOREIGN,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_IOERR: _FAILED,
}
_KINDS: dict[str, type[StoreError]] = {_BUSY: StoreBusy, _CLOSED: NotWritable, _FAILED: NotWritable}
# Classes of SQLSTATE, see "PostgreSQL Error Codes" in its manual.
_POSTGRESQL: dict[str, str] = {
    "53100": _FULL,
    "55P03": _BUSY,
    "40": _BUSY,
    "57014": _BUSY,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
    "25006": _CLOSED,
    "42501": _CLOSED,
    "08": _CLOSED,
    "28": _CLOSED,
    "3D": _CLOSED,
}


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn what the database raises into a ``StoreError`` that names the archive and the mend.

    Raises:
        StoreBusy: somebody else holds it; trying again may help.
        NotWritable: it lies where it cannot be opened or written.
        StoreError: anything else.
    """
    try:
        yield
    except DBAPIError as error:
        raise _translated(place, error) from error
    except exc.TimeoutError as error:  # no connection became free
        raise StoreBusy(_CROWDED.format(place=place)) from error
    except (zstandard.ZstdError, MsgspecError) as error:
        raise StoreError(_DAMAGED.format(place=place, detail=_line(error))) from error
    except UnicodeEncodeError as error:
        detail = f"characters that no database can hold: {_line(error)}"
        raise StoreError(_OTHER.format(place=place, detail=detail)) from error


def _translated(place: str, error: DBAPIError) -> StoreError:
    form = _form(error)
    return _KINDS.get(form, StoreError)(form.format(place=place, detail=_line(error.orig)))


def _form(error: DBAPIError) -> str:
    if isinstance(error, IntegrityError):
        return _REFERENCE
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF, _OTHER)
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        return _CLOSED if error.connection_invalidated or "connect" in str(error.orig) else _OTHER
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2], _OTHER)


def _line(error: object) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
