"""Fetch one document or many: politely, as robots.txt allows, each redirect checked like a new address.

``Fetcher`` is used from ordinary code; inside, one event loop in a thread of its own does all the asking.
"""

import random
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import Future, as_completed
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from types import TracebackType
from typing import Self
from urllib.parse import urldefrag, urljoin

import anyio
from anyio.from_thread import start_blocking_portal

from rashomon import __version__
from rashomon.errors import FetchError
from rashomon.fetch import guard, robots
from rashomon.fetch.hosts import Clock, Hosts, Sleep
from rashomon.fetch.request import Fetched, Limits, Request
from rashomon.fetch.wire import OVERLOADED, REDIRECTS, Answer, Wire, client

NAME = "Rashomon"
"""The name by which robots.txt may address us, and the first word of our User-Agent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The world outside, so that tests can bring their own; ``chance`` is uniform in [0, 1)."""

    clock: Clock = time.time
    sleep: Sleep = anyio.sleep
    chance: Callable[[], float] = random.random
    resolve: guard.Resolve = guard.resolve


class Fetcher:
    """Fetches documents; a context manager, since it keeps connections and what it learnt of hosts.

    Args:
        limits: bounds of every fetch.
        allow: names of hosts that may have private addresses, as ``("localhost",)``.
        contact: an address or page where those who are asked can find who asks.
        surroundings: clock, sleep, chance and name resolution.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        allow: Iterable[str] = (),
        contact: str | None = None,
        surroundings: Surroundings | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._world = surroundings or Surroundings()
        agent = f"{NAME}/{__version__}" + (f" (+{contact})" if contact else "")
        backend = guard.GuardedBackend(allow=allow, resolve=self._world.resolve)
        self._wire = Wire(
            client=client(backend, agent, self._limits),
            limits=self._limits,
            clock=self._world.clock,
            chance=self._world.chance,
        )
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        limits, world = self._limits, self._world
        self._gate = anyio.Semaphore(limits.at_once)
        self._hosts = Hosts(
            world.clock, world.sleep, at_once=limits.at_once_per_host, patience=limits.patience
        )
        self._portal = self._stack.enter_context(start_blocking_portal())
        self._stack.enter_context(self._portal.wrap_async_context_manager(self._wire.client))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def fetch(self, request: Request) -> Fetched:
        """Fetch one document.

        Raises:
            FetchError: with ``retry_after`` where trying again may help; FetchDeferred if it is too early.
        """
        return self._portal.call(self._fetch, request)

    def fetch_many(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Fetched | FetchError]]:
        """Fetch many documents at once and yield each with its request as it comes, errors included.

        To stop early, close the iterator: what is still under way is given up.
        """
        under_way = {self._portal.start_task_soon(self._fetch, r): r for r in requests}
        try:
            for future in as_completed(under_way):
                yield under_way[future], _outcome(future)
        finally:
            for future in under_way:
                future.cancel()

    async def _fetch(self, request: Request) -> Fetched:
        try:
            url, answer = await self._follow(request, self._politely)
            return self._fetched(request, url, answer)
        except FetchError as error:
            if urldefrag(request.url).url in str(error):
                raise
            told = f"{request.url}: {error}"  # it names a host, or where the address led
            raise type(error)(told, retry_after=error.retry_after, status=error.status) from error
        except Exception as error:  # whatever a hostile server breaks costs its own address only
            told = f"{request.url}: cannot be fetched ({type(error).__name__}: {error})"
            raise FetchError(told) from error

    async def _follow(
        self, request: Request, ask: Callable[[str, Request], Awaitable[Answer]]
    ) -> tuple[str, Answer]:
        """Ask and follow redirects; return where they ended and the answer."""
        url = urldefrag(request.url).url
        for _ in range(self._limits.redirects + 1):
            answer = await ask(url, request)
            if answer.status not in REDIRECTS:
                return url, answer
            url = urldefrag(urljoin(url, answer.headers["location"])).url
        raise FetchError(f"{request.url}: redirects more than {self._limits.redirects} times", status=404)

    async def _politely(self, url: str, request: Request) -> Answer:
        """Ask once, if the host allows it and when its turn has come."""
        origin = _origin(url)
        rules = await self._rules(origin)
        rules.check(url, NAME, self._world.clock())
        async with self._hosts.turn(origin, max(self._limits.delay, rules.delay(NAME))):
            try:
                return await self._ask(url, request)
            except FetchError as error:
                if error.status in OVERLOADED and error.retry_after:
                    self._hosts.close(origin, error.retry_after)
                raise

    async def _ask(self, url: str, request: Request) -> Answer:
        guard.checked(url)
        headers = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
        stated = {name: value for name, value in headers.items() if value and value.isprintable()}
        limit = request.max_bytes or self._limits.max_bytes
        async with self._gate:
            return await self._wire.ask(url, stated, limit, request.failures)

    async def _rules(self, origin: str) -> robots.Rules:
        host = self._hosts[origin]
        async with host.asking:
            if host.rules is None or host.rules.until <= self._world.clock():
                host.rules = await self._asked_rules(f"{origin}/robots.txt")
            return host.rules

    async def _asked_rules(self, url: str) -> robots.Rules:
        try:
            _, answer = await self._follow(Request(url=url), self._ask)
        except FetchError as error:
            if error.status is None and error.retry_after is None:
                raise  # the address itself is refused, so no page of it can be asked for either
            return robots.missing(error, self._world.clock())
        return robots.parsed(answer.body, self._world.clock())

    def _fetched(self, request: Request, url: str, answer: Answer) -> Fetched:
        if answer.status == 304 and not (request.etag or request.last_modified):
            raise FetchError(f"{request.url}: answered 'not modified' to a first request", status=304)
        media_type, charset = _content_type(answer.headers.get("content-type", ""))
        return Fetched(
            request=request,
            url=url,
            status=answer.status,
            retrieved_at=datetime.fromtimestamp(self._world.clock(), UTC),
            body=answer.body,
            media_type=media_type,
            charset=charset,
            etag=answer.headers.get("etag") or (request.etag if answer.status == 304 else None),
            last_modified=answer.headers.get("last-modified")
            or (request.last_modified if answer.status == 304 else None),
        )


def _origin(url: str) -> str:
    parts = guard.checked(url)
    return f"{parts.scheme}://{parts.netloc.casefold()}"


def _content_type(header: str) -> tuple[str, str | None]:
    message = Message()
    message["Content-Type"] = header[:200].replace("\n", " ").replace("\r", " ")
    charset = message.get_content_charset()
    return (message.get_content_type() if "/" in header else ""), charset


def _outcome(future: Future[Fetched]) -> Fetched | FetchError:
    try:
        return future.result()
    except FetchError as error:
        return error
