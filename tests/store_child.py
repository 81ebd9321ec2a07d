"""What a process does that fills an archive and says how far it is, to be killed."""

from collections.abc import Iterator
from multiprocessing.connection import Connection

from rashomon.model.archive import Document, Entry
from rashomon.store.sql import SQLArchive, open_archive
from tests.store_making import NOON, article, opened, put, raw

BATCH = 5
STORIES = 20


def fill(path: str, documents: int, say: Connection) -> None:
    """Keep what is not kept yet, then read what waits, as a worker does after any kind of end."""
    archive = open_archive(path)
    _never_wait_for_the_disk(archive)
    for start in range(0, documents, BATCH):
        with archive.writing() as writer:
            for number in range(start, start + BATCH):
                writer.keep_document(raw(number), NOON)
        say.send(start)
    for batch in _waiting(archive):
        with archive.writing() as writer:
            writer.attempt(document.id for document in batch)
        with archive.writing() as writer:
            for document in batch:
                number = int(document.locator.rpartition("/")[2])
                story = f"s{number % STORIES}"
                writer.open_story(opened(story))
                made = article(f"Bridge {number} is closed.")
                entry = Entry(article=made, url=document.locator, assignment=put(story, made.id))
                writer.keep_articles({document.id: [entry]}, NOON)
                say.send(number)
    archive.close()


def _waiting(archive: SQLArchive) -> Iterator[tuple[Document, ...]]:
    while True:
        with archive.reading() as reader:
            batch = reader.documents("waiting", BATCH).items
        if not batch:
            return
        yield batch


def _never_wait_for_the_disk(archive: SQLArchive) -> None:
    """Leave the disk to the system: only a power cut could tell, and the test takes a tenth of the time."""
    connection = archive._engine.raw_connection()
    connection.cursor().execute("PRAGMA synchronous=OFF")
    connection.close()
