"""Ask robots.txt before anything else of a host (RFC 9309)."""

from dataclasses import dataclass

from protego import Protego

from rashomon.errors import FetchError

LARGEST = 512_000  # bytes; RFC 9309 asks for at least 500 kibibytes
KEPT = 24 * 3600.0  # seconds
KEPT_UNREACHABLE = 600.0
LONGEST_DELAY = 600.0  # seconds; a longer Crawl-delay is a mistake or a refusal, and taken as this


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What one host allows to whom, until when this holds, and why where it could not be asked.

    ``parser`` is None where there are no rules: all is allowed, unless ``unreachable`` says why nothing is.
    """

    until: float
    parser: Protego | None = None
    unreachable: str | None = None

    def check(self, url: str, agent: str, now: float) -> None:
        """Pass where the host allows this address.

        Raises:
            FetchError: it does not, or it could not be asked, which means the same for the time being.
        """
        if self.unreachable is not None:
            raise FetchError(
                f"{url}: not asked for, since robots.txt is out of reach: {self.unreachable}",
                retry_after=max(self.until - now, 1.0),
            )
        if self.parser is not None and not self.parser.can_fetch(url, agent):
            raise FetchError(f"{url}: robots.txt of this host does not allow it")

    def delay(self, agent: str) -> float:
        """Return the seconds that the host wants between two requests, 0 where it says nothing."""
        if self.parser is None:
            return 0.0
        rate = self.parser.request_rate(agent)
        stated = max(self.parser.crawl_delay(agent) or 0.0, rate.seconds / rate.requests if rate else 0.0)
        return min(max(stated, 0.0), LONGEST_DELAY)


def parsed(body: bytes, now: float) -> Rules:
    """Return the rules of a robots.txt; what cannot be understood in it allows."""
    return Rules(parser=Protego.parse(body[:LARGEST].decode("utf-8", "replace")), until=now + KEPT)


def missing(error: FetchError, now: float) -> Rules:
    """Return the rules where there is no robots.txt: a client error allows all, anything else nothing yet."""
    if error.status is not None and 400 <= error.status < 500 and error.status != 429:
        return Rules(until=now + KEPT)
    return Rules(unreachable=str(error), until=now + (error.retry_after or KEPT_UNREACHABLE))
