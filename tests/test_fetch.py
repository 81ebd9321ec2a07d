"""The client against a real server on this machine that is slow, broken, lying or hostile."""

import gzip
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from rashomon.errors import FetchDeferred, FetchError
from rashomon.fetch.client import Fetcher, Surroundings
from rashomon.fetch.request import Fetched, Limits, Request
from tests.web_server import Web, answer, served

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC).timestamp()
PAGE = "<html><body><p>The ferry to Oldmouth sails again.</p></body></html>"
QUICK = Limits(connect=2, read=0.3, total=2, max_bytes=100_000, delay=1, patience=20)


@dataclass
class World:
    """A clock that only sleeping moves, dice that always fall alike, and names that lead to this machine."""

    now: float = NOON
    slept: list[float] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)
    stands: bool = False

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += 0 if self.stands else seconds

    async def resolve(self, host: str, port: int) -> Sequence[str]:
        assert port
        return self.names.get(host, ["127.0.0.1"])

    def surroundings(self) -> Surroundings:
        return Surroundings(
            clock=lambda: self.now, sleep=self.sleep, chance=lambda: 0.5, resolve=self.resolve
        )


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as running:
        yield running


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def fetcher(world: World) -> Iterator[Fetcher]:
    with Fetcher(QUICK, allow=("localhost", "other.test"), surroundings=world.surroundings()) as client:
        yield client


def failure(fetcher: Fetcher, request: Request | str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(Request(url=request) if isinstance(request, str) else request)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_page_comes_with_its_kind_its_encoding_and_the_moment(fetcher: Fetcher, web: Web) -> None:
    web.routes["/a"] = answer(PAGE, Content_Type="text/html; charset=Windows-1251", ETag='"7"')
    found = fetcher.fetch(Request(url=web.url("/a#part")))
    assert (found.body.decode(), found.media_type, found.charset) == (PAGE, "text/html", "windows-1251")
    assert found.retrieved_at == datetime(2031, 5, 4, 12, tzinfo=UTC)
    assert found.etag == '"7"'
    raw = found.document()
    assert (raw.url, raw.charset, raw.complete) == (web.url("/a"), "windows-1251", True)


def test_it_says_truly_who_asks_and_keeps_no_cookies(web: Web, world: World) -> None:
    web.routes["/a"] = answer(PAGE, Set_Cookie="id=1; Path=/")
    with Fetcher(
        QUICK, allow=("localhost",), contact="desk@pier.test", surroundings=world.surroundings()
    ) as client:
        for _ in range(2):
            client.fetch(Request(url=web.url("/a")))
    assert {headers["user-agent"].split("/")[0] for _, headers in web.asked} == {"Rashomon"}
    assert "desk@pier.test" in web.asked[0][1]["user-agent"]
    assert not any("cookie" in headers for _, headers in web.asked)


def test_no_proxy_is_taken_from_the_environment(
    web: Web, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    web.routes["/a"] = answer(PAGE)
    with Fetcher(QUICK, allow=("localhost",), surroundings=world.surroundings()) as client:
        assert client.fetch(Request(url=web.url("/a"))).status == 200


def test_what_is_unchanged_is_not_sent_again(fetcher: Fetcher, web: Web) -> None:
    def conditional(headers: dict[str, str]) -> bytes:
        same = headers.get("if-none-match") == '"7"' and headers.get("if-modified-since") == "then"
        return answer(b"", "304 Not Modified") if same else answer(PAGE)

    web.routes["/a"] = conditional
    found = fetcher.fetch(Request(url=web.url("/a"), etag='"7"', last_modified="then"))
    assert (found.unchanged, found.body, found.etag, found.last_modified) == (True, b"", '"7"', "then")
    assert not fetcher.fetch(Request(url=web.url("/a"))).unchanged


def test_not_modified_without_having_asked_is_no_answer(fetcher: Fetcher, web: Web) -> None:
    web.routes["/a"] = answer(b"", "304 Not Modified")
    assert failure(fetcher, web.url("/a")).status == 304


def test_a_validator_cannot_smuggle_headers(fetcher: Fetcher, web: Web) -> None:
    web.routes["/a"] = answer(PAGE)
    assert fetcher.fetch(Request(url=web.url("/a"), etag='"7"\r\nX-Evil: 1')).status == 200
    assert all("x-evil" not in headers for _, headers in web.asked)


@pytest.mark.parametrize(
    ("status", "retry"),
    [("404 Not Found", None), ("410 Gone", None), ("403 Forbidden", None), ("500 Oops", 60), ("502 Bad", 60)],
)
def test_a_status_tells_whether_to_try_again(
    fetcher: Fetcher, web: Web, status: str, retry: float | None
) -> None:
    web.routes["/a"] = answer("", status)
    error = failure(fetcher, web.url("/a"))
    assert (error.status, error.retry_after) == (int(status[:3]), retry)


@pytest.mark.parametrize(
    "stated", ["120", format_datetime(datetime.fromtimestamp(NOON + 120, UTC), usegmt=True)]
)
def test_an_overloaded_host_is_left_alone_for_as_long_as_it_asks(
    fetcher: Fetcher, web: Web, world: World, stated: str
) -> None:
    web.routes["/a"] = answer("", "429 Too Many Requests", Retry_After=stated)
    web.routes["/b"] = answer(PAGE)
    assert failure(fetcher, web.url("/a")).retry_after == pytest.approx(126)  # a little later than asked
    other = failure(fetcher, web.url("/b"))
    assert isinstance(other, FetchDeferred)
    assert other.retry_after == pytest.approx(126)
    assert web.paths() == ["/a"]
    world.now += 127
    assert fetcher.fetch(Request(url=web.url("/b"))).status == 200


def test_an_endless_pause_is_bounded(fetcher: Fetcher, web: Web) -> None:
    web.routes["/a"] = answer("", "503 Busy", Retry_After="999999999999999999999")
    retry = failure(fetcher, web.url("/a")).retry_after
    assert retry is not None
    assert 86_400 <= retry <= 100_000


def test_redirects_are_followed(fetcher: Fetcher, web: Web) -> None:
    web.routes["/a"] = answer("", "301 Moved", Location="/b")
    web.routes["/b"] = answer("", "308 Moved", Location=web.url("/c"))
    web.routes["/c"] = answer(PAGE)
    web.routes["/x"] = answer("", "302 Found", Location="/c")
    for path in ("/a", "/x"):
        assert fetcher.fetch(Request(url=web.url(path))).url == web.url("/c")


def test_redirects_in_a_circle_end(fetcher: Fetcher, web: Web) -> None:
    web.routes["/a"] = answer("", "302 Found", Location="/b")
    web.routes["/b"] = answer("", "302 Found", Location="/a")
    assert "redirects more than 5 times" in str(failure(fetcher, web.url("/a")))
    assert len(web.paths()) == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{port}/secret",
        "http://[::1]:{port}/secret",
        "http://inner.test:{port}/secret",
        "file:///etc/hostname",
        "gopher://localhost/",
        "http://localhost@127.0.0.1:{port}/secret",
    ],
)
def test_a_redirect_cannot_lead_inside(fetcher: Fetcher, web: Web, target: str) -> None:
    web.routes["/a"] = answer("", "302 Found", Location=target.format(port=web.port))
    web.routes["/secret"] = answer("the safe's number")
    error = failure(fetcher, web.url("/a"))
    assert error.retry_after is None
    assert "/secret" not in web.paths()


def test_an_inner_address_is_named_once_beside_what_was_asked_for(fetcher: Fetcher, web: Web) -> None:
    asked = f"http://127.0.0.1:{web.port}/a"
    assert str(failure(fetcher, asked)).startswith(f"{asked}: 127.0.0.1 is no public address; ")
    named = f"http://inner.test:{web.port}/a"
    assert str(failure(fetcher, named)).startswith(f"{named}: inner.test: 127.0.0.1 is no public address; ")


def test_a_name_is_asked_for_once_and_that_address_is_connected_to(web: Web, world: World) -> None:
    """A rebinding name answers with a public address when checked and with an inner one when connected to."""
    answers = iter([["203.0.113.9", "127.0.0.1"], ["127.0.0.1"]])
    world.names = {}

    async def rebinding(host: str, port: int) -> Sequence[str]:
        assert (host, port) == ("sly.test", web.port)
        return next(answers)

    outside = Surroundings(clock=lambda: NOON, sleep=world.sleep, chance=lambda: 0.5, resolve=rebinding)
    with Fetcher(QUICK, surroundings=outside) as client:
        assert failure(client, web.url("/a", "sly.test")).retry_after is None
        assert failure(client, web.url("/a", "sly.test")).retry_after is None
    assert web.asked == []


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body, wbits=-15)),
        ("br", brotli.compress),
        ("zstd", zstandard.compress),
        ("gzip, br", lambda body: brotli.compress(gzip.compress(body))),
    ],
)
def test_compressed_bodies_are_unpacked_and_bombs_refused(
    fetcher: Fetcher, web: Web, coding: str, pack: Callable[[bytes], bytes]
) -> None:
    web.routes["/a"] = answer(pack(PAGE.encode()), Content_Encoding=coding)
    web.routes["/bomb"] = answer(pack(b"0" * 30_000_000), Content_Encoding=coding)
    assert fetcher.fetch(Request(url=web.url("/a"))).body.decode() == PAGE
    error = failure(fetcher, web.url("/bomb"))
    assert "unpack" in str(error)
    assert error.retry_after is None


def test_a_monotonous_body_within_the_limit_is_still_a_bomb(web: Web, world: World) -> None:
    web.routes["/a"] = answer(gzip.compress(b"0" * 5_000_000), Content_Encoding="gzip")
    with Fetcher(allow=("localhost",), surroundings=world.surroundings()) as client:
        assert "unpack" in str(failure(client, web.url("/a")))


@pytest.mark.parametrize("coding", ["gzip, gzip, gzip", "compress", "\u00e9"])
def test_unasked_codings_are_refused(fetcher: Fetcher, web: Web, coding: str) -> None:
    web.routes["/a"] = answer(PAGE, Content_Encoding=coding)
    assert "coding" in str(failure(fetcher, web.url("/a")))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_damaged_body_may_come_whole_next_time(fetcher: Fetcher, web: Web, coding: str) -> None:
    packed = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[coding](PAGE.encode())
    web.routes["/cut"] = answer(packed[: len(packed) // 2], Content_Encoding=coding)
    web.routes["/plain"] = answer(PAGE, Content_Encoding=coding)
    assert failure(fetcher, web.url("/cut")).retry_after == 60
    assert failure(fetcher, web.url("/plain")).retry_after == 60


def test_a_large_body_is_refused_before_and_while_it_comes(fetcher: Fetcher, web: Web) -> None:
    web.routes["/stated"] = answer(b"", Content_Length="100001")
    web.routes["/endless"] = answer(b"0" * 200_000, Content_Length="")
    for path in ("/stated", "/endless"):
        assert "larger than the limit" in str(failure(fetcher, web.url(path)))


def test_a_lying_length_is_found_out(fetcher: Fetcher, web: Web) -> None:
    web.routes["/short"] = answer(PAGE, Content_Length="5000")
    web.routes["/long"] = answer(PAGE, Content_Length="6")
    assert failure(fetcher, web.url("/short")).retry_after == 60
    assert fetcher.fetch(Request(url=web.url("/long"))).body == b"<html>"


@pytest.mark.parametrize(
    "raw",
    [b"", b"\0\0\0\0", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\ncut", b"SSH-2.0-x\r\n"],
)
def test_broken_answers_are_tried_again_later(fetcher: Fetcher, web: Web, raw: bytes) -> None:
    web.routes["/a"] = raw
    assert failure(fetcher, web.url("/a")).retry_after == 60


def test_each_failure_makes_the_pause_longer_but_not_endless(fetcher: Fetcher, web: Web) -> None:
    web.routes["/a"] = b""
    pauses = [failure(fetcher, Request(url=web.url("/a"), failures=n)).retry_after for n in (0, 1, 2, 500)]
    assert pauses == [60, 120, 240, 21_600]


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\n", answer(PAGE, Content_Length="9000")])
def test_a_server_that_falls_silent_is_given_up(fetcher: Fetcher, web: Web, head: bytes) -> None:
    web.routes["/a"] = head
    web.held.add("/a")
    error = failure(fetcher, web.url("/a"))
    assert "within" in str(error)
    assert error.retry_after == 60


def test_robots_txt_is_obeyed_and_asked_for_once(fetcher: Fetcher, web: Web) -> None:
    web.routes["/robots.txt"] = answer(
        "User-agent: rashomon\nDisallow: /private\n\nUser-agent: *\nDisallow: /"
    )
    web.routes["/open"] = web.routes["/private/a"] = answer(PAGE)
    for _ in range(2):
        assert fetcher.fetch(Request(url=web.url("/open"))).status == 200
    error = failure(fetcher, web.url("/private/a"))
    assert "robots.txt" in str(error)
    assert error.retry_after is None
    assert [path for path, _ in web.asked] == ["/robots.txt", "/open", "/open"]


def test_robots_txt_of_the_place_redirected_to_counts_too(fetcher: Fetcher, web: Web) -> None:
    web.routes["/robots.txt"] = answer("User-agent: *\nDisallow: /private")
    web.routes["/a"] = answer("", "302 Found", Location=web.url("/private/a", "other.test"))
    assert "robots.txt" in str(failure(fetcher, web.url("/a")))
    assert web.paths() == ["/a"]


def test_an_unreachable_robots_txt_forbids_for_a_while(fetcher: Fetcher, web: Web, world: World) -> None:
    web.routes["/robots.txt"] = answer("", "500 Oops")
    web.routes["/a"] = answer(PAGE)
    assert failure(fetcher, web.url("/a")).retry_after == 60
    assert failure(fetcher, web.url("/a")).retry_after == 60
    web.routes["/robots.txt"] = answer("")
    world.now += 61
    assert fetcher.fetch(Request(url=web.url("/a"))).status == 200
    assert [path for path, _ in web.asked].count("/robots.txt") == 2


def test_robots_txt_in_a_circle_of_redirects_is_none(fetcher: Fetcher, web: Web) -> None:
    web.routes["/robots.txt"] = answer("", "302 Found", Location="/robots.txt")
    web.routes["/a"] = answer(PAGE)
    assert fetcher.fetch(Request(url=web.url("/a"))).status == 200


def test_hosts_are_given_time_and_what_would_take_long_is_put_off(
    fetcher: Fetcher, web: Web, world: World
) -> None:
    world.stands = True  # as if all requests came at the same moment
    web.routes["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 8")
    web.routes["/a"] = answer(PAGE)
    outcomes = [found for _, found in fetcher.fetch_many([Request(url=web.url("/a"))] * 5)]
    deferred = [found for found in outcomes if isinstance(found, FetchDeferred)]
    assert len(web.paths()) == 3
    assert sorted(world.slept) == [8, 16]
    assert [error.retry_after for error in deferred] == [24, 24]  # the fourth turn; nobody queues for it


def test_many_are_fetched_at_once_and_each_outcome_comes_with_its_request(fetcher: Fetcher, web: Web) -> None:
    web.routes |= {f"/{n}": answer(f"page {n}") for n in range(10)}
    requests = [Request(url=web.url(f"/{n}")) for n in range(11)]
    found = {request.url: outcome for request, outcome in fetcher.fetch_many(requests)}
    assert len(found) == 11
    lost = found[web.url("/10")]
    assert isinstance(lost, FetchError)
    assert lost.status == 404
    assert all(not isinstance(found[web.url(f"/{n}")], FetchError) for n in range(10))


def test_giving_up_early_leaves_nothing_behind(fetcher: Fetcher, web: Web) -> None:
    web.routes["/a"], web.routes["/slow"] = answer(PAGE), b""
    web.held.add("/slow")
    outcomes = fetcher.fetch_many([Request(url=web.url("/a")), Request(url=web.url("/slow"))])
    request, _ = next(outcomes)
    assert request.url == web.url("/a")
    outcomes.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://pier.test/a",
        "http://",
        "http:///a",
        "http://a:99999/",
        "https://u:p@pier.test/",
        "//pier.test",
    ],
)
def test_what_is_no_web_address_is_refused_without_asking(fetcher: Fetcher, url: str) -> None:
    assert failure(fetcher, url).retry_after is None


def test_an_odd_content_type_costs_nothing(fetcher: Fetcher, web: Web) -> None:
    for odd in ("nonsense", ";;;", "text/html; charset*=x''%ff", "a" * 5000, 'text/html; charset="\u00e9"'):
        web.routes["/a"] = answer(PAGE, Content_Type=odd)
        assert fetcher.fetch(Request(url=web.url("/a"))).body.decode() == PAGE


@pytest.mark.parametrize(
    "place", ["http://[broken", "http://a..b/", "//", "http://localhost:x/", "http://\xff\xfe/"]
)
def test_a_redirect_to_no_address_costs_its_own_address_only(fetcher: Fetcher, web: Web, place: str) -> None:
    web.routes["/a"] = answer(b"", "302 Found", Location=place)
    web.routes["/b"] = answer(PAGE)
    asked = [Request(url=web.url(path)) for path in ("/a", "/b")]
    outcomes = {request.url: outcome for request, outcome in fetcher.fetch_many(asked)}
    error = outcomes[web.url("/a")]
    assert isinstance(error, FetchError)
    assert web.url("/a") in str(error)
    assert isinstance(outcomes[web.url("/b")], Fetched)


def test_an_error_names_the_address_that_was_asked_for_and_what_it_led_to(fetcher: Fetcher, web: Web) -> None:
    web.routes["/a"] = answer(b"", "302 Found", Location="http://10.1.2.3/x")
    told = str(failure(fetcher, web.url("/a#part")))
    assert told.startswith(f"{web.url('/a#part')}: 10.1.2.3: ")
    assert told.count(web.url("/a")) == 1
