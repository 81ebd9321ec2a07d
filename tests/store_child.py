"""What a process does that fills an archive and says how far it is, to be killed."""

from multiprocessing.connection import Connection

from rashomon.model.archive import Entry
from rashomon.store.sql import SQLArchive, open_archive
from tests.store_making import NOON, article, opened, put, raw

BATCH = 5
STORIES = 20


def fill(path: str, documents: int, say: Connection) -> None:
    """Keep what is not kept yet, a few documents at a time, and read what waits, as a worker does."""
    archive = open_archive(path)
    _never_wait_for_the_disk(archive)
    for start in range(0, documents, BATCH):
        with archive.writing() as writer:
            for number in range(start, start + BATCH):
                writer.keep_document(raw(number), NOON)
        _read_what_waits(archive, say)
    archive.close()


def _read_what_waits(archive: SQLArchive, say: Connection) -> None:
    with archive.reading() as reader:
        waiting = reader.documents("waiting", 2 * BATCH).items
    with archive.writing() as writer:
        writer.attempt(document.id for document in waiting)
    for document in waiting:
        number = int(document.locator.rpartition("/")[2])
        story = f"s{number % STORIES}"
        made = article(f"Bridge {number} is closed.")
        entry = Entry(article=made, url=document.locator, assignment=put(story, made.id))
        say.send(number)
        with archive.writing() as writer:
            writer.open_story(opened(story))
            writer.keep_articles({document.id: [entry]}, NOON)


def _never_wait_for_the_disk(archive: SQLArchive) -> None:
    """Leave the disk to the system: only a power cut could tell, and the test takes a tenth of the time."""
    connection = archive._engine.raw_connection()
    connection.cursor().execute("PRAGMA synchronous=OFF")
    connection.close()
