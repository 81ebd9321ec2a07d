"""A story's page as far as it follows from its report alone: written once, and kept with the report.

What differs by visitor or moment (the bar, what is new to them, forms, rulings, decisions) is left open, so
that showing a story again costs neither reading its report nor writing hundreds of thousands of letters.
"""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from markupsafe import Markup

from rashomon.archive.telling import key_of
from rashomon.model.archive import StoryRecord
from rashomon.model.glance import Leaf
from rashomon.render.html import context
from rashomon.render.schema import Document
from rashomon.store.contract.archive import Reader
from rashomon.web.jobs import Job
from rashomon.web.paper import common, templates
from rashomon.web.parts import address_of
from rashomon.web.room import Room

SLOT = Markup("<!-- slot -->")
"""Where something is left open: no text of an article can look like it, since all of them are escaped."""


def leaf(room: Room, reader: Reader, story: StoryRecord, language: str, spoken: str) -> Leaf | Job:
    """Return a story's page in the words of ``spoken``, or the comparison that was begun to write it.

    ``language`` is that of the brief, empty for the usual. Raises as ``Room.report``.
    """
    key = _key(room, reader, story.id, language)
    kept = reader.leaf(story.id, key, spoken)
    made_by = _made_by(story.title)
    if kept and kept.made_by == made_by:
        return kept
    told = room.report(story.id, language or None)
    if isinstance(told, Job):
        return told
    html = written(room, told, f"/stories/{story.id}", language, spoken, kept=True)
    made = Leaf(story=story.id, key=key, spoken=spoken, made_by=made_by, brief=told.brief.language, html=html)
    with room.archive.reading() as later:
        if _key(room, later, story.id, language) == key:
            room.later.leaf(made)  # nothing has changed between the key and the report
    return made


def _key(room: Room, reader: Reader, story: str, language: str) -> str:
    return key_of(reader.members(story), reader.rulings(story), room.encoder, language or None)


def written(room: Room, told: Document, home: str, language: str, spoken: str, *, kept: bool) -> str:
    """Write a story's page with its slots; ``kept`` ones have links by which people say what is wrong.

    A ``language`` that was chosen for the brief is its labels', too.
    """
    shown: dict[str, Any] = context(told, address_of(home, language), reader=language or spoken)
    given = common(room, spoken) | shown | {"brief_language": language, "kept": kept, "slot": SLOT}
    return templates().get_template("leaf.html.j2").render(given)


def opened(html: str) -> list[Markup]:
    """Return a page's parts, between which its slots are."""
    return [Markup(part) for part in html.split(SLOT)]  # noqa: S704 - we wrote it, with all texts escaped


def _made_by(title: str) -> str:
    return sha256(f"{_program()}\n{title}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def _program() -> str:
    """Return a digest of the program's own files: after any change of them, pages may be others."""
    found = sha256()
    for path in sorted(Path(str(files("rashomon"))).rglob("*")):
        if path.suffix in {".py", ".j2", ".toml"}:
            found.update(path.read_bytes())
    return found.hexdigest()
