"""What a process does that notes events and delivers them, and says how far it is, to be killed."""

from collections.abc import Sequence
from multiprocessing.connection import Connection

from rashomon.archive.delivering import Courier
from rashomon.archive.noticing import event_id
from rashomon.model.watch import Event, Message, Target
from rashomon.store.sql import open_archive
from tests.store_making import NOON


def deliver(path: str, events: int, say: Connection) -> None:
    """Note events that are not noted yet, one by one, and tell each; what is sent is said with its ids."""
    archive = open_archive(path)

    def send(message: Message, _target: Target, told: Sequence[Event]) -> None:
        say.send((message.id, tuple(event.id for event in told)))

    courier = Courier(archive=archive, send={"webhook": send}, clock=lambda: NOON)
    for number in range(events):
        with archive.writing() as writer:
            happened = Event(id=event_id("test", str(number)), kind="test", at=NOON, title="Bridge")
            writer.note_event(happened, writer.watchlists())
        courier.deliver()
    archive.close()
