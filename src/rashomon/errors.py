"""The error tree: what went wrong, and whether to try again, set aside or mend.

RashomonError
├── ConfigError            a setting or an argument is unusable: mend it
├── InputError             nothing readable was given: name other input
│   ├── FetchError         a source did not answer as hoped: try again when it says
│   │   └── FetchDeferred  nothing was asked, out of politeness: come back later, no failure
│   └── ExtractionError    one document holds no readable article: set it aside, go on with the others
├── OutputError            a result could not be written: name another place
├── UnsupportedLanguage    a language was asked for by a code that no language has
├── ModelError             a model's files are missing or damaged: rebuild them
├── StoreError             the archive cannot be read or written: mend what the message names
│   ├── NotFound           nothing in the archive has this name: list what is there
│   ├── NotWritable        nothing may be written there: read on, or mend the rights
│   ├── StoreBusy          somebody else is writing: try again later
│   └── SchemaVersionError the archive was written by a newer Rashomon: upgrade
└── SpanError              an offset points outside its text: always our own mistake
"""

JOINT = " · "
"""Stands between the messages of one error that has several."""


class RashomonError(Exception):
    """Base of every error that Rashomon raises on purpose; its message is one line for a person."""


class ConfigError(RashomonError):
    """A setting or an argument cannot be used; the message names it and the mend."""


class InputError(RashomonError):
    """Input cannot be read; the message names the file or URL and the mend."""


class FetchError(InputError):
    """A source did not answer as hoped.

    ``retry_after`` is the number of seconds after which trying again may help, None where it will not;
    ``status`` is the HTTP status of the answer, None where there was none.
    """

    def __init__(self, message: str, *, retry_after: float | None = None, status: int | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.status = status


class FetchDeferred(FetchError):  # noqa: N818 - no error, but it takes an error's way
    """A host's turn has not come yet, so nothing was asked: come back after ``retry_after`` seconds."""


class ExtractionError(InputError):
    """One document holds no readable article; the others go on without it."""


class OutputError(RashomonError):
    """A result cannot be written where it was asked for."""


class UnsupportedLanguage(RashomonError):  # noqa: N818 - the name says it
    """No language has this code."""


class ModelError(RashomonError):
    """A model's files are missing, damaged or give wrong vectors."""


class StoreError(RashomonError):
    """The archive cannot be read or written; what was stored is intact unless the message says otherwise."""


class NotFound(StoreError):  # noqa: N818 - the name says it
    """Nothing in the archive has this id."""


class Refused(StoreError):  # noqa: N818 - the name says it
    """What the archive holds forbids the change: a name is taken, no admin would be left."""


class NotWritable(StoreError):  # noqa: N818 - the name says it
    """The archive cannot be opened or written where it lies; what can be read of it stands."""


class StoreBusy(StoreError):  # noqa: N818 - the name says it
    """Somebody else holds the archive; trying again may help."""


class SchemaVersionError(StoreError):
    """The archive was written by a newer version than this one."""


class SpanError(RashomonError):
    """An offset lies outside its text, or a citation differs from its slice."""
