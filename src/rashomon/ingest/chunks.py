"""Put an article together that its page lays out in several boxes, with adverts or pictures between them."""

from typing import Any

LEAST_PARAGRAPHS = 3
"""Of a box, so that it counts as part of the article: comments and teasers have fewer."""


def join_chunks(root: Any) -> None:
    """Move the boxes of one article that are alike in name and class into the first of them."""
    first: dict[tuple[Any, str, str], Any] = {}
    for box in list(root.iter("div", "section")):
        name = (box.get("class") or "").strip()
        if not name or len(box.findall("p")) < LEAST_PARAGRAPHS:
            continue
        article = next(box.iterancestors("article"), None)
        if article is None or any(box is inner for inner in first.values()):
            continue
        kept = first.setdefault((article, box.tag, name), box)
        if kept is not box and kept not in box.iterancestors():
            kept.extend(list(box))
