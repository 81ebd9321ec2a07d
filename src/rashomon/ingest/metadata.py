"""What a page says of itself in places made for it: JSON-LD, Open Graph and other meta elements."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from rashomon.ingest.address import web_host

PUBLISHED = ("article:published_time", "datepublished", "og:article:published_time", "parsely-pub-date")
MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "last-modified", "lastmod")
OUTLETS = ("og:site_name", "application-name")
LARGEST_JSON = 1_000_000
_MOST_NODES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Facts as stated; dates are not checked yet. ``body`` is the article's text as given to machines."""

    canonical: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    language: str | None = None
    body: str | None = None


def metadata(root: Any, url: str | None) -> Metadata:
    """Read what a page states of itself; ``url`` is where it was found, if it is known."""
    article = next(_articles(root), {})
    meta = _meta(root)
    publisher = article.get("publisher")
    return Metadata(
        canonical=canonical(root, meta, url),
        published=_first(_text(article.get("datePublished")), *map(meta.get, PUBLISHED)),
        modified=_first(_text(article.get("dateModified")), *map(meta.get, MODIFIED)),
        outlet=_first(
            *map(meta.get, OUTLETS), _text(publisher.get("name")) if isinstance(publisher, dict) else None
        ),
        language=_first(root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")),
        body=_text(article.get("articleBody")),
    )


def canonical(root: Any, meta: dict[str, str], url: str | None) -> str | None:
    """Return the address that a page calls its own, without what only tracks readers.

    A page can speak for its own site only: an address on another site is not believed where ``url`` is known.
    """
    from courlan import clean_url  # noqa: PLC0415 - only pages need it

    named = [link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for candidate in (*named, meta.get("og:url"), url):
        target = _absolute(url, candidate)
        if target and (url is None or _site(target) == _site(url)):
            return clean_url(target) or target
    return url


def _site(url: str) -> str | None:
    from courlan import extract_domain  # noqa: PLC0415 - only pages need it

    return extract_domain(url) or web_host(url)  # it knows public endings only


def _absolute(base: str | None, link: str | None) -> str | None:
    try:
        target = urljoin(base or "", (link or "").strip())
    except ValueError:
        return None
    return target if web_host(target) else None


def without_modification(root: Any) -> None:
    """Take the dates of a page's last change out of it, so that nobody takes them for its publication."""
    marked = [
        node
        for node in root.iter("meta", "time", "span", "abbr")
        if (_name(node) in MODIFIED) or "updated" in (node.get("class") or "").lower().split()
    ]
    stating = [node for node in _json_scripts(root) if "dateModified" in (node.text or "")]
    for node in (*marked, *stating):
        node.drop_tree()


def _name(node: Any) -> str:
    return (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()


def _meta(root: Any) -> dict[str, str]:
    """Return the contents of meta elements and marked times by name; of equal names the first counts."""
    found: dict[str, str] = {}
    for node in root.iter("meta", "time"):
        value = (node.get("content") or node.get("datetime") or "").strip()
        if value and _name(node):
            found.setdefault(_name(node), value[:4096])
    return found


def _json_scripts(root: Any) -> Iterator[Any]:
    return (node for node in root.iter("script") if (node.get("type") or "").lower() == "application/ld+json")


def _articles(root: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a page's JSON-LD that are articles, in their order."""
    for script in _json_scripts(root):
        if len(script.text or "") <= LARGEST_JSON:
            try:
                # Line breaks within strings are common, and not allowed: only json can overlook them.
                found = json.loads(script.text or "null", strict=False)
            except (ValueError, RecursionError):
                continue
            yield from filter(_is_article, _objects(found))


def _objects(found: Any) -> Iterator[dict[str, Any]]:
    """Yield all objects of a JSON document from the outside inwards."""
    queue, seen = [found], 0
    while queue and seen < _MOST_NODES:
        item = queue.pop(0)
        seen += 1
        if isinstance(item, dict):
            yield item
            queue.extend(value for value in item.values() if isinstance(value, dict | list))
        elif isinstance(item, list):
            queue.extend(item[:_MOST_NODES])


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    names: Iterable[Any] = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(("Article", "BlogPosting")) for name in names)


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _first(*values: str | None) -> str | None:
    return next((value.strip() for value in values if value and value.strip()), None)
