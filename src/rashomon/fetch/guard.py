"""Keep requests on the public web: check each address after DNS, and connect to the one that was checked.

A page may name any address, and a name may resolve to another address each time it is asked for (DNS
rebinding). So the check stands in the network backend: what it resolves and finds public is what it connects
to. TLS and the Host header keep the name, since they are above this floor.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpcore
from anyio import getaddrinfo

from rashomon.errors import FetchError

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""From a host's name and a port to its addresses as text."""

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_INNER = (
    ip_network("168.63.129.16/32"),  # where Azure answers its machines; the other clouds use inner addresses
    ip_network("192.0.0.0/24"),  # IANA's special ones, of which older Pythons know a part only
    ip_network("64:ff9b:1::/48"),  # NAT64 for local use, RFC 8215
)
_LONGEST_URL = 4096


def is_public(address: str) -> bool:
    """Tell whether an address belongs to the public internet; IPv4 inside IPv6 is judged as IPv4."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    inner = _embedded(found) if isinstance(found, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    special = (
        found.is_multicast
        or found.is_reserved
        or found.is_unspecified
        or any(found in network for network in _INNER)
    )
    return found.is_global and not special and not getattr(found, "is_site_local", False)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to: mapped, 6to4, Teredo, NAT64."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def checked(url: str) -> SplitResult:
    """Return the parts of an address that may be asked for.

    Raises:
        FetchError: it is no http or https address, names no host or a user, or is too long.
    """
    try:
        parts = urlsplit(url)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        parts, usable = urlsplit(""), False
    if parts.scheme not in ("http", "https"):
        raise FetchError(f"{url[:200]}: only http and https addresses are fetched")
    if not usable or parts.username is not None or len(url) > _LONGEST_URL:
        raise FetchError(f"{url[:200]}: not a usable web address; give one as https://host/path")
    return parts


async def resolve(host: str, port: int) -> list[str]:
    """Ask the system for a host's addresses, in the order in which it would try them."""
    found = await getaddrinfo(host, port, proto=6)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections to public addresses only; hosts in ``allow`` may be anywhere."""

    def __init__(self, *, allow: Iterable[str] = (), resolve: Resolve = resolve) -> None:
        self._allow = frozenset(name.casefold().strip("[]") for name in allow)
        self._resolve = resolve
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        *args: Any,
        **options: Any,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, check every address, and connect to the first that answers."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in await self._addresses(host, port):
            try:
                return await self._inner.connect_tcp(address, port, timeout, *args, **options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        """Refuse: nothing on the web stands behind a socket of this machine."""
        raise FetchError(f"{path}: sockets of this machine are not asked")

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(
                f"the name {host} does not resolve; check its spelling and this machine's network"
            ) from error
        if host.casefold().strip("[]") in self._allow:
            return found
        # One inner address among public ones is how a rebinding name answers: such a host is left alone.
        for address in found:
            if not is_public(address):
                told = address if address == host.strip("[]") else f"{host}: {address}"
                raise FetchError(
                    f"{told} is no public address; if it is meant, name it in RASHOMON_ALLOW_HOSTS"
                )
        return found
