"""One exchange with one server: guarded, bounded in time and size, with every trouble told as FetchError."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy

import anyio
import httpcore
import httpx

from rashomon.codings import ACCEPTED, decoded
from rashomon.errors import FetchError
from rashomon.fetch.backoff import backoff, retry_after
from rashomon.fetch.guard import GuardedBackend
from rashomon.fetch.request import Limits

REDIRECTS = frozenset({301, 302, 303, 307, 308})
OVERLOADED = frozenset({429, 503})
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 530})
"""Statuses that may be otherwise next time; the last are those of large caches."""

_WANTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, */*;q=0.5"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent: 2xx, 304 or a redirect."""

    status: int
    headers: httpx.Headers
    body: bytes


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport over connections that the guard opens; it takes no proxy from anywhere."""

    def __init__(self, backend: GuardedBackend, limits: Limits) -> None:
        context = httpx.create_ssl_context(trust_env=False)
        super().__init__(verify=context, trust_env=False, http2=True)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=limits.at_once,
            keepalive_expiry=limits.read,
            http2=True,
            network_backend=backend,
        )


def client(backend: GuardedBackend, agent: str, limits: Limits) -> httpx.AsyncClient:
    """Return a client that says who it is, follows nothing by itself and keeps no cookies."""
    return httpx.AsyncClient(
        transport=GuardedTransport(backend, limits),
        headers={"User-Agent": agent, "Accept": _WANTED, "Accept-Encoding": ACCEPTED},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        timeout=httpx.Timeout(limits.read, connect=limits.connect, pool=None),
        follow_redirects=False,
        trust_env=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """Asks servers through a client; ``clock`` and ``chance`` serve to say when to try again."""

    client: httpx.AsyncClient
    limits: Limits
    clock: Callable[[], float]
    chance: Callable[[], float]

    async def ask(self, url: str, headers: Mapping[str, str], max_bytes: int, failures: int) -> Answer:
        """Send one GET and read its answer whole.

        Raises:
            FetchError: no usable answer; ``retry_after`` says when it may be otherwise.
        """
        try:
            with anyio.fail_after(self.limits.total):
                async with self.client.stream("GET", url, headers=headers) as response:
                    self._judge(url, response, failures)
                    body = await _body(url, response, max_bytes)
                    return Answer(status=response.status_code, headers=response.headers, body=body)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, TimeoutError) as error:
            pause = backoff(failures, self.chance())
            raise FetchError(f"{url}: {_reason(error, self.limits)}", retry_after=pause) from error

    def _judge(self, url: str, response: httpx.Response, failures: int) -> None:
        status = response.status_code
        if 200 <= status < 300 or status == 304 or (status in REDIRECTS and "location" in response.headers):
            return
        phrase = f" {response.reason_phrase}" if response.reason_phrase else ""
        message = f"{url}: answered with status {status}{phrase}"
        if status not in PASSING:
            raise FetchError(message, status=status)
        stated = retry_after(response.headers.get("retry-after"), self.clock())
        raise FetchError(message, status=status, retry_after=backoff(failures, self.chance(), stated))


async def _body(url: str, response: httpx.Response, limit: int) -> bytes:
    """Read a body up to the limit, whatever its headers say of its length."""
    if response.status_code in REDIRECTS or response.status_code == 304:
        return b""
    too_large = FetchError(f"{url}: larger than the limit of {limit / 10**6:g} MB")
    stated = response.headers.get("content-length", "")
    if stated.isascii() and stated.isdigit() and int(stated[:18]) > limit:
        raise too_large
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > limit:
            raise too_large
    return decoded(bytes(body), response.headers.get("content-encoding", ""), limit, url)


def _reason(error: Exception, limits: Limits) -> str:
    match error:
        case TimeoutError():
            return f"not done within {limits.total:g} seconds"
        case httpx.TimeoutException():
            return f"no answer within {limits.read:g} seconds"
        case _:
            text = " ".join(str(error).split()) or type(error.__cause__ or error).__name__
            return f"the exchange failed ({text[:160]})"
