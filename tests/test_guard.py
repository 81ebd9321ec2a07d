"""Which addresses belong to the public internet, in every form in which one can be written."""

from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.codings import decoded
from rashomon.errors import FetchError
from rashomon.fetch.backoff import LONGEST, LONGEST_STATED, backoff, retry_after
from rashomon.fetch.guard import checked, is_public
from rashomon.fetch.robots import LONGEST_DELAY, parsed

INNER = [
    "0.0.0.0",  # noqa: S104 - nothing is bound to it
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.31.255.255",
    "192.0.0.192",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.7",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "64:ff9b:1::808:808",
    "2001:db8::1",
    "not an address",
    "",
]


@pytest.mark.parametrize("address", INNER)
def test_an_inner_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "93.184.216.34", "2606:4700:4700::1111"])
def test_a_public_address_is_public(address: str) -> None:
    assert is_public(address)


@given(st.sampled_from([a for a in INNER if a.count(".") == 3 and a[0] != ":"]))
def test_an_inner_address_does_not_hide_in_a_wider_one(address: str) -> None:
    number = int(IPv4Address(address))
    mapped = IPv6Address(0xFFFF << 32 | number)
    six_to_four = IPv6Address(0x2002 << 112 | number << 80)
    nat64 = IPv6Address(int(IPv6Address("64:ff9b::")) | number)
    teredo = IPv6Address(int(IPv6Address("2001::")) | (number ^ 0xFFFFFFFF))
    assert not any(is_public(str(wider)) for wider in (mapped, six_to_four, nat64, teredo))


def test_a_public_address_behind_nat64_is_public() -> None:
    assert is_public("64:ff9b::808:808")


@given(st.ip_addresses())
def test_nothing_is_public_that_the_registry_calls_special(address: IPv4Address | IPv6Address) -> None:
    special = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_unspecified
    )
    if special and not (isinstance(address, IPv6Address) and address.ipv4_mapped):
        assert not is_public(str(address))
    assert is_public(str(address)) == is_public(str(ip_address(int(address)))) or address.version == 6


@given(st.text(max_size=80) | st.from_regex(r"https?://[^\s]{0,30}", fullmatch=True))
def test_what_is_checked_is_a_web_address_or_a_clear_refusal(url: str) -> None:
    parts = None
    try:
        parts = checked(url)
    except FetchError as error:
        assert error.retry_after is None  # noqa: PT017 - either outcome is right, if it is a clear one
    if parts is not None:
        assert (parts.scheme in ("http", "https"), bool(parts.hostname)) == (True, True)
        assert parts == urlsplit(url)


@given(st.integers(0, 10_000), st.floats(0, 1, exclude_max=True), st.none() | st.floats(0, 1e12))
def test_a_pause_is_never_shorter_than_asked_nor_endless(
    failures: int, chance: float, stated: float | None
) -> None:
    pause = backoff(failures, chance, stated)
    assert 0 < pause <= max(LONGEST * 1.5, LONGEST_STATED * 1.1)
    assert stated is None or pause >= min(stated, LONGEST_STATED)


@given(st.text(max_size=60), st.floats(0, 4e9))
def test_any_retry_after_is_understood_or_left_aside(header: str, now: float) -> None:
    found = retry_after(header, now)
    assert found is None or found >= 0


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "br", "zstd", "gzip, br"]))
def test_no_compressed_body_breaks_more_than_itself(body: bytes, coding: str) -> None:
    try:
        assert len(decoded(body, coding, 1000, "http://pier.test/")) <= 1000
    except (FetchError, ValueError) as error:
        assert str(error)  # noqa: PT017 - either outcome is right, if it is a clear one


@given(st.binary(max_size=500))
def test_any_robots_txt_can_be_asked(body: bytes) -> None:
    rules = parsed(b"User-agent: *\n" + body, now=0)
    assert 0 <= rules.delay("Rashomon") <= LONGEST_DELAY
