"""From markup to plain text: blocks become paragraphs, what is no text goes, nothing else is left out."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

MAX_CHARACTERS = 2_000_000
BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "figcaption"),
        *(
            "figure",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "p",
        ),
        *("pre", "section", "table", "td", "th", "tr", "ul"),
        *("cell", "head", "item", "lb", "list", "quote", "row"),  # what trafilatura makes of them
    }
)
SILENT = frozenset(
    {"button", "embed", "form", "iframe", "math", "noscript", "object", "script", "select", "style", "svg"}
)

_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,5000}>")
_SPACE = re.compile(r"\s+")

MAX_ATTRIBUTES = 2_000
"""Attributes of one tag: parsers compare each with each, so a few hundred thousand take minutes."""
# Nothing here can fail once it has begun, so that the time is linear; scripts and comments hold no tags.
_TAG_OR_NONE = re.compile(
    rb"<script\b[^>]*+>(?:[^<]++|<(?!/script))*+|<style\b[^>]*+>(?:[^<]++|<(?!/style))*+|<!--(?:[^-]++|-(?!->))*+"
    rb"|(<[a-z](?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+)",
    re.IGNORECASE,
)
_VALUE = re.compile(rb"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_NAME = re.compile(rb"[^\s/=]+")


MAX_LEVELS = 256  # libxml2's own limit


def parser() -> Any:
    """Return a parser for markup from anywhere; it goes ``MAX_LEVELS`` deep and no further."""
    from lxml import html  # noqa: PLC0415 - only markup needs it

    return html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)


def crowded(markup: bytes) -> bool:
    """Tell whether any tag has more attributes than ``MAX_ATTRIBUTES``, which is nobody's page or feed."""
    tags = (found[1] for found in _TAG_OR_NONE.finditer(markup))
    long = (tag for tag in tags if tag and len(tag) > 2 * MAX_ATTRIBUTES)
    return any(len(_NAME.findall(_VALUE.sub(b" ", tag))) > MAX_ATTRIBUTES for tag in long)


def tree(markup: str) -> Any | None:
    """Return the root of a page or fragment, None where there is nothing in it that can be read."""
    from lxml import etree, html  # noqa: PLC0415 - only markup needs it

    body = markup.encode("utf-8", "replace")
    if crowded(body):
        return None
    try:
        return html.document_fromstring(body, parser=parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def too_deep(markup: str) -> bool:
    """Tell whether markup goes on beyond the levels that are read."""
    from lxml import etree, html  # noqa: PLC0415 - only markup needs it

    reader = parser()
    try:
        html.document_fromstring(markup.encode("utf-8", "replace"), parser=reader)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return False
    return any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in reader.error_log)


def fragment_text(markup: str) -> str:
    """Return the text of a fragment, one line a block."""
    root = tree(f"<html><body>{markup[:MAX_CHARACTERS]}</body></html>")
    return plain(markup[:MAX_CHARACTERS]) if root is None else text_of(root)


def text_of(root: Any) -> str:
    """Return the text below an element, one line a block."""
    lines = "".join(_pieces(root)).split("\n")
    return "\n".join(line for piece in lines if (line := _SPACE.sub(" ", piece).strip()))


def _pieces(root: Any) -> Iterator[str]:
    """Yield texts in their order, a line break at both edges of each block."""
    from lxml import etree  # noqa: PLC0415 - only markup needs it

    silent = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        starts = event == "start"
        silent += (node.tag in SILENT) * (1 if starts else -1)
        if node.tag in BLOCKS:
            yield "\n"
        piece = node.text if starts else node.tail
        if piece and not silent:
            yield _SPACE.sub(" ", piece)


def plain(markup: str) -> str:
    """Return a line of markup, as a title, as plain text."""
    return _SPACE.sub(" ", unescape(_TAG.sub("", markup))).strip()
