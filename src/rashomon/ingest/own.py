"""Know what Rashomon wrote itself: read as an article, a report would confirm all that it tells."""

import re
from functools import cache
from pathlib import Path

from rashomon.ingest.failure import Failure
from rashomon.lang.interface import interface
from rashomon.lang.pack import codes
from rashomon.model.article import RawDocument

_HEAD = 8_000  # bytes in which a report says what it is, behind whatever a browser that saved it put first
_PAGE = re.compile(rb"<meta\s+name=[\"']?generator[\"']?\s+content=[\"']?rashomon\b", re.IGNORECASE)
_JSON = re.compile(rb"\A[\s\xef\xbb\xbf]*\{\s*\"schema\"\s*:\s*\"rashomon\.\w+/\d")
_SPACE = re.compile(r"[\s>\\]+")
_TITLED = 600  # characters of a brief's title, without spaces, behind which it says who put it together


def is_own(raw: RawDocument) -> bool:
    """Tell whether a document is a report, a brief or a reading that Rashomon wrote, in any of its forms."""
    return _is_own(raw.body[:_HEAD])


def is_own_file(path: Path) -> bool:
    """Tell whether a file that is there, of whatever name, was written by Rashomon."""
    with path.open("rb") as file:
        return _is_own(file.read(_HEAD))


def _is_own(head: bytes) -> bool:
    return bool(_PAGE.search(head) or _JSON.match(head)) or _is_brief(head)


def own(locator: str, *, notice: bool = False) -> Failure:
    """Return what is said of a document that Rashomon wrote: an error where just this one was named."""
    reason = (
        f"{locator}: written by Rashomon itself and no article, so left out; name the articles it tells of"
    )
    return Failure(locator=locator, reason=reason, notice=notice)


def _is_brief(head: bytes) -> bool:
    """Tell a brief in Markdown or as the terminal shows it by the sentence below its title."""
    if b"Rashomon" not in head:
        return False
    text = _SPACE.sub("", head.decode("utf-8", "ignore"))
    return any(text.find(sentence, 0, _TITLED + len(sentence)) > 0 for sentence in _disclosures())


@cache
def _disclosures() -> frozenset[str]:
    """Return how each language's disclosure begins, without spaces, which differ with the lines' width."""
    opening = (interface(code).disclosure.partition("{")[0] for code in codes())
    return frozenset(_SPACE.sub("", text) for text in opening)
