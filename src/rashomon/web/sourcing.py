"""Follow places, change how, and stop, whether it was asked for by a form or as JSON."""

import msgspec

from rashomon.archive.sources import changed, describe, from_list
from rashomon.errors import ConfigError, NotFound
from rashomon.incoming import is_address
from rashomon.model.archive import Subscription
from rashomon.store.contract.archive import Reader
from rashomon.web.orders import Change, Follow
from rashomon.web.room import Room


def follow(room: Room, order: Follow) -> tuple[Subscription, bool]:
    """Follow a place of the web, or change how; tell whether it is new.

    Raises:
        ConfigError: it is no address of the web, or nothing that can be followed.
        UnsupportedLanguage: there is no such language.
        FetchError: it does not answer.
    """
    if not is_address(order.url):
        raise ConfigError(f"{order.url}: give an address that begins with http:// or https://")
    place = _changed(describe(order.url, room.fetcher.fetch), order)
    with room.archive.writing() as writer:
        new = writer.subscribe(place)
    room.worker.wake()
    return place, new


def change(room: Room, source: str, order: Change) -> Subscription:
    """Change how a place is followed; raises ``NotFound`` and ``UnsupportedLanguage``."""
    with room.archive.writing() as writer:
        place = _changed(place_of(writer, source), order)
        writer.subscribe(place)
    return place


def remove(room: Room, source: str) -> None:
    """Stop following a place; what came from it stays. Raises ``NotFound``."""
    with room.archive.writing() as writer:
        writer.unsubscribe(source)


def take_over(room: Room, body: bytes) -> tuple[int, int]:
    """Follow all feeds of an OPML list; return how many are new, and how many were followed before.

    Raises:
        InputError: it is no list of feeds.
    """
    places = tuple(from_list(body, "the list"))
    with room.archive.writing() as writer:
        new = sum(writer.subscribe(place) for place in places)
    room.worker.wake()
    return new, len(places) - new


def retry(room: Room, document: str) -> None:
    """Let a document that was set aside be read again.

    Raises:
        NotFound: there is no such document, or it was not set aside.
    """
    with room.archive.writing() as writer:
        if writer.document(document).state != "quarantined":
            raise NotFound(f"document '{document}' was not set aside")
        writer.retry(document)
    room.worker.wake()


def place_of(reader: Reader, source: str) -> Subscription:
    """Return what is followed under a name; raises ``NotFound``."""
    place = next((place for place, _ in reader.subscriptions() if place.id == source), None)
    if place is None:
        raise NotFound(f"there is no source '{source}'")
    return place


def _changed(place: Subscription, order: Change) -> Subscription:
    given = msgspec.structs.asdict(order)
    return changed(place, {k: v for k, v in given.items() if k != "url" and v is not msgspec.UNSET})
