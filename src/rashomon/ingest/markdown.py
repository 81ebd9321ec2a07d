"""Read Markdown as plain text, with what its front matter says of the article."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from rashomon.ingest.record import Record

FIELDS = frozenset({"title", "url", "published", "modified", "outlet", "language", "byline"})
MOST_MARKS = 10_000  # of one kind; parsing takes the square of their number, so such a text is left as it is
_FRONT = re.compile(r"\s*---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)


def from_markdown(text: str) -> Record:
    """Return the text without its marks, one empty line between blocks; pictures and raw HTML go."""
    front = _FRONT.match(text)
    fields = dict(_fields(front.group(1))) if front else {}
    body = text[front.end() :] if front else text
    if any(body.count(mark) > MOST_MARKS for mark in "[*_`<"):
        return Record(text=body, **fields)
    blocks = (_plain(token) for token in MarkdownIt("commonmark").parse(body))
    return Record(text="\n\n".join(b for b in blocks if b), **fields)


def _fields(front: str) -> Iterator[tuple[str, str]]:
    for line in front.split("\n"):
        key, colon, value = line.partition(":")
        value = value.strip().strip("\"'")
        if colon and value and key.strip().lower() in FIELDS:
            yield key.strip().lower(), value


def _plain(token: Token) -> str:
    if token.type in ("fence", "code_block"):
        return token.content.strip()
    if token.type != "inline":
        return ""
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    parts = (
        t.content if t.type in ("text", "code_inline") else breaks.get(t.type, "")
        for t in token.children or ()
    )
    return "".join(parts).strip()
