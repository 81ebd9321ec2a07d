"""Watchlists as people ask for them: checked, named, and told somewhere."""

import base64
import re
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath

import msgspec

from rashomon.archive.noticing import event_id
from rashomon.archive.rhythm import checked, zone
from rashomon.errors import ConfigError, NotFound
from rashomon.fetch import guard
from rashomon.ingest.address import split
from rashomon.lang.interface import known_language
from rashomon.lang.pack import primary
from rashomon.model.watch import PACES, TRIGGERS, Event, Pace, Target, TargetKind, Trigger, Watchlist
from rashomon.store.contract.archive import Reader, Writer
from rashomon.store.words import terms

LONGEST = 300
"""Characters of a name or a condition."""
MOST = 200
"""Watchlists of one person, each of which is asked about every batch."""
_MAIL = re.compile(r"[^\s@<>,;:\"()]{1,64}@[^\s@<>,;:\"()]{1,250}", re.ASCII)


class WatchlistOrder(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person asks to watch; empty conditions are none, no triggers are all of them."""

    name: str = ""
    words: str = ""
    language: str = ""
    outlet: str = ""
    entity: str = ""
    story: str = ""
    triggers: tuple[str, ...] = ()


class TargetOrder(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where and when a person asks to be told; quiet hours are times of day, "22:00" and "07:00"."""

    kind: TargetKind
    address: str
    pace: str = "at once"
    quiet_from: str = ""
    quiet_until: str = ""
    zone: str = "UTC"
    language: str = "en"


def begin(writer: Writer, wanted: WatchlistOrder, owner: str, now: datetime) -> Watchlist:
    """Begin to watch, and return the watchlist.

    Raises:
        ConfigError: it cannot be watched as asked.
        NotFound: there is no such story.
    """
    if len(writer.watchlists(owner)) >= MOST:
        raise ConfigError(f"{MOST} watchlists are the most that one person has; remove one first")
    made = Watchlist(id=f"w{secrets.token_hex(10)}", owner=owner, name="", made_at=now)
    return change(writer, made, wanted)


def change(writer: Writer, watchlist: Watchlist, wanted: WatchlistOrder) -> Watchlist:
    """Watch for something else from now on; what happened and where it is told stay. Raises as ``begin``."""
    words, outlet, entity = _plain(wanted.words), _plain(wanted.outlet), _plain(wanted.entity)
    if words and all(term.excluded for term in terms(words)):
        raise ConfigError(f"'{words}': nothing can be found by this; give at least one word")
    language = primary(_plain(wanted.language))
    if language:
        known_language(language)
    story = PurePosixPath(split(wanted.story.strip()).path).name
    found = writer.story(story) if story else None
    called = (found.title if found else "", words, entity, outlet, language)
    kept = replace(
        watchlist,
        name=(_plain(wanted.name) or " · ".join(filter(None, called)) or "*")[:LONGEST],
        words=words,
        language=language,
        outlet=outlet,
        entity=entity,
        story=found.id if found else "",
        triggers=_triggers(wanted.triggers),
    )
    writer.keep_watchlist(kept)
    return kept


def _plain(typed: str) -> str:
    text = " ".join(typed.split())
    if len(text) > LONGEST:
        raise ConfigError(f"'{text[:40]}…' is too long; {LONGEST} characters are the most")
    return text


def _triggers(asked: Iterable[str]) -> tuple[Trigger, ...]:
    wanted = set(asked)
    if unknown := wanted - set(TRIGGERS):
        raise ConfigError(
            f"'{min(unknown)[:40]}' is nothing to be told of; choose from {', '.join(TRIGGERS)}"
        )
    return tuple(trigger for trigger in TRIGGERS if trigger in wanted) or TRIGGERS


def tell(writer: Writer, watchlist: Watchlist, told: TargetOrder, now: datetime) -> Target:
    """Let a watchlist tell its owner here, too; a webhook that is new gets a secret.

    The same address is one target for all of its owner's watchlists, so that nothing is told there twice.

    Raises:
        ConfigError: the address, the zone, the pace or the quiet hours cannot be used.
        FetchError: the webhook's address cannot be used.
    """
    address = told.address.strip()
    whose = f"{watchlist.owner}\n{told.kind}\n{address}"
    name = f"t{sha256(whose.encode('utf-8', 'replace')).hexdigest()[:20]}"
    known = next((one for one in writer.targets(watchlist.owner) if one.id == name), None)
    quiet_from, quiet_until = checked(told.quiet_from.strip(), told.quiet_until.strip())
    target = Target(
        id=name,
        owner=watchlist.owner,
        kind=told.kind,
        address=_address(told.kind, address),
        made_at=known.made_at if known else now,
        secret=known.secret if known else _secret(told.kind),
        pace=_pace(told.pace),
        quiet_from=quiet_from,
        quiet_until=quiet_until,
        zone=zone(told.zone.strip() or "UTC").key,
        language=primary(told.language),
    )
    writer.keep_target(target)
    if name not in watchlist.targets:
        writer.keep_watchlist(replace(watchlist, targets=(*watchlist.targets, name)))
    return target


def _address(kind: TargetKind, address: str) -> str:
    if kind == "webhook":
        guard.checked(address)
    elif not _MAIL.fullmatch(address):
        raise ConfigError(f"'{address[:80]}' is no mail address; give one like desk@example.org")
    return address


def _secret(kind: TargetKind) -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode() if kind == "webhook" else ""


def _pace(asked: str) -> Pace:
    found = next((pace for pace in PACES if pace == asked), None)
    if found is None:
        raise ConfigError(f"'{asked[:40]}' is no pace; choose from {', '.join(PACES)}")
    return found


def hush(writer: Writer, watchlist: Watchlist, target: str) -> None:
    """Tell a watchlist here no more; a target that nothing names any longer is forgotten.

    Raises:
        NotFound: the watchlist does not tell it.
    """
    if target not in watchlist.targets:
        raise NotFound(f"watchlist {watchlist.id} tells nothing to '{target}'")
    writer.keep_watchlist(replace(watchlist, targets=tuple(t for t in watchlist.targets if t != target)))
    if not any(target in one.targets for one in writer.watchlists(watchlist.owner)):
        writer.remove_target(target)


def rehearse(writer: Writer, watchlist: Watchlist, now: datetime) -> None:
    """Let a watchlist tell of nothing, to see whether it arrives."""
    event = Event(
        id=event_id("test", watchlist.id, now.isoformat()),
        kind="test",
        at=now,
        title=watchlist.name,
        facts={"name": watchlist.name},
    )
    writer.note_event(event, [watchlist])


def owned(reader: Reader, watchlist: str, owner: str) -> Watchlist:
    """Return a person's own watchlist.

    Raises:
        NotFound: there is none of this id that is theirs.
    """
    found = reader.watchlist(watchlist)
    if found.owner != owner:
        raise NotFound(f"there is no watchlist '{watchlist}' in the archive")
    return found
