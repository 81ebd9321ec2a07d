"""Read articles from JSON: one object, a list of objects, or JSON Lines.

The standard library reads what programs that cut texts anywhere write, halves of characters, too.
"""

import json
from collections.abc import Iterator

import msgspec

from rashomon.errors import ExtractionError
from rashomon.ingest.record import KEYS, Record

Line = tuple[str, Record | ExtractionError]


def from_json(text: str, locator: str) -> Iterator[Line]:
    """Yield ``(where, record or error)`` for the one object or for each object of the list."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield locator, ExtractionError(f"{locator}: not valid JSON: {_one_line(error)}")
        return
    if found == []:
        yield locator, ExtractionError(f"{locator}: a list that holds no article")
    elif isinstance(found, list):
        for number, item in enumerate(found, 1):
            where = f"{locator}#{number}" if len(found) > 1 else locator
            yield where, _record(item, where)
    else:
        yield locator, _record(found, locator)


def from_json_lines(text: str, locator: str) -> Iterator[Line]:
    """Yield ``(where, record or error)`` for each line; a text that is one JSON document is read as such."""
    lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) > 1 and lines[0][1].strip() in ("{", "["):
        yield from from_json(text, locator)
        return
    for number, line in lines:
        where = f"{locator}:{number}" if len(lines) > 1 else locator
        try:
            yield where, _record(json.loads(line), f"{locator}, line {number}")
        except (ValueError, RecursionError) as error:
            yield where, ExtractionError(f"{locator}, line {number}: not valid JSON: {_one_line(error)}")


def _record(item: object, where: str) -> Record | ExtractionError:
    try:
        found = msgspec.convert(item, Record)
    except msgspec.ValidationError as error:
        return ExtractionError(
            f"{where}: an article is an object of {KEYS} ('text' is needed): {_one_line(error)}"
        )

    stated = {name: value for name, value in msgspec.structs.asdict(found).items() if value}
    return msgspec.structs.replace(found, **{name: _whole(value) for name, value in stated.items()})


def _whole(text: str) -> str:
    """Return a text with a replacement character for each half of a pair of surrogates."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
