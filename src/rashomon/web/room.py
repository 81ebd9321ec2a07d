"""What every page and answer is made from: the archive, its worker, and the comparisons under way."""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Protocol

from rashomon.archive.telling import kept, made_by, tell
from rashomon.encoders.base import Encoder, Progress
from rashomon.errors import ConfigError, UnsupportedLanguage
from rashomon.fetch.request import Fetched, Request
from rashomon.incoming import Fetching
from rashomon.lang.pack import codes
from rashomon.render.schema import Document
from rashomon.store.contract.archive import Archive
from rashomon.web.comparer import Comparer
from rashomon.web.jobs import Job, Jobs
from rashomon.web.later import Later
from rashomon.web.limiting import Limits
from rashomon.web.worker_thread import WorkerThread

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Fetcher(Fetching, Protocol):
    """What is needed of a fetcher: one document, or many."""

    def fetch(self, request: Request) -> Fetched:
        """Fetch one document, or raise ``FetchError``."""
        ...


@dataclass(slots=True, kw_only=True)
class Room:
    """A reading room over one archive; ``who`` is written beside every decision that is made in it.

    ``encoder`` is whose readings and reports are shown: here it encodes nothing, ``comparer`` sees to that.
    ``hosts`` are the names by which it may be asked for: any other name in a request is a page of the web
    that tries to reach a machine it should not (DNS rebinding). ``beyond`` this machine others can reach it,
    so nobody comes in without logging in; where only this machine can, that begins with the first account.
    """

    archive: Archive
    encoder: Encoder
    comparer: Comparer
    fetcher: Fetcher
    clock: Callable[[], datetime]
    who: str
    hosts: frozenset[str] = LOOPBACK
    beyond: bool = False
    limits: Limits = field(default_factory=Limits)
    worker: WorkerThread = field(default_factory=WorkerThread)
    jobs: Jobs = field(default_factory=Jobs)
    later: Later = field(init=False)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def __post_init__(self) -> None:
        self.later = Later(self.archive)

    def report(self, story: str, language: str | None = None) -> Document | Job:
        """Return a story as it was told before, or the comparison that was begun to tell it.

        Raises:
            NotFound: there is no such story, or it holds no article any more.
            UnsupportedLanguage: no brief can be written in this language.
        """
        if language is not None and language not in codes():
            raise UnsupportedLanguage(f"'{language}': briefs are written in {', '.join(codes())}")
        told = kept(self.archive, story, self.encoder, language=language)
        name = f"story {story} {language or ''}"
        if told is not None:
            self.jobs.forget(name)
            return told
        work = partial(_tell, story, language, made_by(self.encoder), self.clock())

        before = self.jobs.get(name)
        if before and before.ended and not before.failure():
            self.jobs.forget(name)  # the story has changed since it was told
        return self.jobs.begin(name, lambda job: self.comparer(work, job.advance))

    def token(self, visitor: str) -> str:
        """Return what a visitor's forms must carry; it holds until the room is closed."""
        return hmac.new(self.secret, visitor.encode(), sha256).hexdigest()


def _tell(  # noqa: PLR0913, PLR0917 - the first four are given here, the others where it is carried out
    story: str,
    language: str | None,
    versions: str,
    now: datetime,
    archive: Archive,
    encoder: Encoder,
    progress: Progress,
) -> None:
    """Tell a story into the archive, from which every page takes it."""
    if made_by(encoder) != versions:
        # The room would ask for its own versions' report for ever.
        raise ConfigError("Rashomon was upgraded while this room was open; start the room again")
    tell(archive, story, encoder, now, language=language, progress=progress)
