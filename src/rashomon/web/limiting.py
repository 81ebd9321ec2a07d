"""How much one visitor or address may ask for: counted in memory, in sliding windows."""

import time
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import Literal

from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from rashomon.errors import RashomonError

Kind = Literal["log-in", "password", "stranger", "comparison", "write", "search", "api"]
RATES: Mapping[Kind, str] = {
    # Of one address, then of one name: whoever guesses from many addresses is slowed too.
    "log-in": "10 per minute; 60 per hour",
    "password": "10 per 5 minute; 40 per hour",
    "stranger": "300 per minute",
    "comparison": "20 per minute; 200 per hour",
    "write": "120 per minute",
    "search": "120 per minute",
    "api": "1200 per minute",
}
_NETWORK = 64
"""Bits of an IPv6 address that name a network: one visitor has all the rest."""


class TooMuch(RashomonError):  # noqa: N818 - the name says it
    """A visitor has asked too often; ``retry_after`` seconds later it can be asked again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"this was asked too often; try again in {retry_after} seconds")
        self.retry_after = retry_after


class Limits:
    """What visitors have asked for of late."""

    def __init__(self, rates: Mapping[Kind, str] = RATES) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._rates = {kind: tuple(parse_many(rate)) for kind, rate in rates.items()}

    def spend(self, kind: Kind, whose: str) -> None:
        """Count one request.

        Raises:
            TooMuch: there were too many already.
        """
        for rate in self._rates[kind]:
            if not self._limiter.hit(rate, kind, whose):
                raise TooMuch(self._wait(rate, kind, whose))

    def _wait(self, rate: RateLimitItem, kind: Kind, whose: str) -> int:
        free_at = self._limiter.get_window_stats(rate, kind, whose).reset_time
        return max(1, ceil(free_at - time.time()))


def kind_of(method: str, path: str) -> Kind | None:
    """Return what a request counts as; pages that only show something are not counted.

    >>> kind_of("POST", "/compare"), kind_of("GET", "/api/v1/search"), kind_of("GET", "/stories/s1")
    ('comparison', 'search', None)
    """
    if method not in {"GET", "HEAD", "OPTIONS"}:
        return "comparison" if path.startswith(("/compare", "/api/v1/compar")) else "write"
    if path in {"/search", "/api/v1/search"}:
        return "search"
    return "api" if path.startswith(("/api/", "/feeds/", "/reader/")) else None


def network_of(address: str) -> str:
    """Return what stands for a visitor's address: of IPv6 the network.

    >>> network_of("2001:db8::1"), network_of("192.0.2.7")
    ('2001:db8::/64', '192.0.2.7')
    """
    try:
        read = ip_address(address)
    except ValueError:
        return address
    if isinstance(read, IPv6Address) and read.ipv4_mapped is None:
        return f"{IPv6Address(int(read) >> _NETWORK << _NETWORK)}/{_NETWORK}"
    return str(read)
