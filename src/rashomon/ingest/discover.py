"""Find the feeds that a page offers, and the address that it calls its own."""

from dataclasses import dataclass
from urllib.parse import urljoin

from rashomon.ingest.address import web_host
from rashomon.ingest.fragment import tree

HEAD = 500_000  # characters of a page in which its links to feeds are looked for
FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One feed that a page offers."""

    url: str
    title: str | None = None


def feeds_in(page: str, url: str) -> tuple[Offer, ...]:
    """Return the feeds that a page at ``url`` offers by ``<link rel="alternate">``, each once."""
    root = tree(page[:HEAD])
    if root is None:
        return ()
    base = _joined(url, next(iter(root.xpath("//base/@href")), "")) or url
    found: dict[str, Offer] = {}
    for link in root.iter("link"):
        rel, kind = (link.get("rel") or "").casefold().split(), (link.get("type") or "").casefold().strip()
        href = (link.get("href") or "").strip()
        if href and ("feed" in rel or ("alternate" in rel and kind in FEED_TYPES)):
            target = _joined(base, href)
            found.setdefault(target, Offer(url=target, title=(link.get("title") or "").strip() or None))
    found.pop("", None)
    return tuple(found.values())


def _joined(base: str, href: str) -> str:
    """Return an absolute web address, an empty text where there is none."""
    try:
        target = urljoin(base, href)
    except ValueError:
        return ""
    return target if web_host(target) else ""
