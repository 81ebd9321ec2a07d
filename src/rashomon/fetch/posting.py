"""Send bytes to an address of somebody's choosing: guarded as fetching is, short, and following nothing."""

import time
from collections.abc import Iterable, Mapping

import anyio
import httpx

from rashomon import __version__
from rashomon.errors import FetchError
from rashomon.fetch import guard
from rashomon.fetch.backoff import retry_after
from rashomon.fetch.request import Limits
from rashomon.fetch.wire import client

LIMITS = Limits(connect=5.0, read=10.0, total=15.0)
GONE = 410
"""By the Standard Webhooks specification, the receiver wants nothing more."""


class Poster:
    """Posts to public addresses, and to hosts in ``allow``; connections are not kept."""

    def __init__(
        self,
        *,
        allow: Iterable[str] = (),
        contact: str | None = None,
        limits: Limits = LIMITS,
        resolve: guard.Resolve = guard.resolve,
    ) -> None:
        self._allow, self._limits, self._resolve = tuple(allow), limits, resolve
        self._agent = f"Rashomon/{__version__}" + (f" (+{contact})" if contact else "")

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Post once; any answer but 2xx is a failure, redirects too.

        Raises:
            FetchError: it was not taken; ``retry_after`` is None where trying again makes no sense.
        """
        anyio.run(self._post, url, body, headers)

    async def _post(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        guard.checked(url)
        backend = guard.GuardedBackend(allow=self._allow, resolve=self._resolve)
        try:
            with anyio.fail_after(self._limits.total):
                async with (
                    client(backend, self._agent, self._limits) as asking,
                    asking.stream("POST", url, content=body, headers=dict(headers)) as response,
                ):
                    _judge(url, response)
        except TimeoutError as error:
            reason = f"{url}: not taken within {self._limits.total:g} seconds"
            raise FetchError(reason, retry_after=0.0) from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            reason = " ".join(str(error).split())[:160] or type(error).__name__
            raise FetchError(f"{url}: the exchange failed ({reason})", retry_after=0.0) from error


def _judge(url: str, response: httpx.Response) -> None:
    status = response.status_code
    if 200 <= status < 300:
        return
    phrase = f" {response.reason_phrase}" if response.reason_phrase else ""
    message = f"{url}: answered with status {status}{phrase}"
    if response.is_redirect:
        message = f"{url}: answered with a redirect ({status}), which is not followed: give the final address"
    if status == GONE:
        raise FetchError(message, status=status)
    pause = retry_after(response.headers.get("retry-after"), time.time())
    raise FetchError(message, status=status, retry_after=pause or 0.0)
