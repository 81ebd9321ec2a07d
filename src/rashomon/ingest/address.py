"""Judge addresses that pages, feeds and people state, whatever they look like."""

from urllib.parse import SplitResult, urlsplit

LONGEST = 4096
"""Characters of an address; no server takes longer ones."""

_NONE = SplitResult("", "", "", "", "")


def split(address: str) -> SplitResult:
    """Return the parts of an address; all of them are empty where it cannot be one.

    >>> split("http://[::1").netloc
    ''
    """
    try:
        return urlsplit(address)
    except ValueError:
        return _NONE


def web_host(address: str | None) -> str | None:
    """Return the host of an address of the web, None where it is none.

    >>> web_host("https://Example.org/news"), web_host("javascript:alert(1)"), web_host("http://[::1")
    ('example.org', None, None)
    """
    if not address or len(address) > LONGEST or not address.isprintable():
        return None
    parts = split(address)
    return parts.hostname if parts.scheme in ("http", "https") else None
